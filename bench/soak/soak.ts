/**
 * What becomes of a server with time: eight clients sign people in silently, redeem a fifth of the codes and refresh, on
 * SQLite on disk, while codes, grants and refresh tokens end all along and are swept. A line each minute; at the end
 * whether it was flat.
 */
import { mkdtemp, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Row } from '../main.ts';
import { signIn } from '../sign-in.ts';
import { createSigner } from '../signing-capacity.ts';
import { residentMegabytes, type Subject } from '../subject.ts';
import { startTacit } from '../subjects/tacit.ts';
import { AUDIENCE, SCOPE, WEB_CALLBACK, WEB_CLIENT_ID } from '../workload.ts';
import { createSoakClient, type SoakClient } from './client.ts';
import { type Minute, mean, verdictOf } from './verdict.ts';

const CLIENTS = 8;
const REDEEMED_OF = 5;
const REFRESHES = 2;
const MINUTE_MS = 60_000;
const JWKS_EVERY_MS = 100;
const PACE_EVERY_MS = 3_000;
const PACE_MS = 60;

/** Seconds. A refresh token that ended within the run is one that the run can see swept. */
const REFRESH_TOKEN_LIFETIME = 120;

/** Runs the mix for so long. */
export async function soak({ minutes }: { readonly minutes: number }): Promise<readonly Row[]> {
  const file = join(await mkdtemp(join(tmpdir(), 'tacit-soak-')), 'tacit.db');
  const subject = await startTacit('RS256', {
    env: { TACIT_DATABASE_URL: `sqlite:${file}` },
    webClient: {
      refresh_token: {
        rotation_type: 'rotating',
        token_lifetime: REFRESH_TOKEN_LIFETIME,
        idle_token_lifetime: REFRESH_TOKEN_LIFETIME,
      },
    },
  });
  try {
    const measured = await run(subject, file, minutes);
    const verdict = verdictOf(measured);
    if (!verdict.isFlat) process.exitCode = 1;
    return [...measured.map(rowOf), ...verdict.rows];
  } finally {
    await subject.stop();
  }
}

async function run(subject: Subject, file: string, minutes: number): Promise<readonly Minute[]> {
  const ended = new AbortController();
  const client = createSoakClient(subject.origin, ended.signal);
  const path = silentPath();
  const sessions = await Promise.all(Array.from({ length: CLIENTS }, () => signIn(subject.origin, path)));
  const pace = watchPace(client);
  const working = [
    ...sessions.map(({ cookie }) => useAgainAndAgain(client, cookie)),
    askForKeys(client),
    pace.watching,
  ];
  const measured: Minute[] = [];
  while (measured.length < minutes) {
    await wait(MINUTE_MS);
    const minute = { ...client.takeMinute(), ...pace.takeMinute(), ...(await sizesOf(subject, file)) };
    measured.push(minute);
    console.log(JSON.stringify(rowOf(minute, measured.length - 1)));
  }
  ended.abort();
  await Promise.all(working);
  return measured;
}

function rowOf(
  { answers, failures, pace, longest_ms, keys_ms, memory_mb, file_mb }: Minute,
  index: number,
): Row {
  return {
    minute: index + 1,
    'answers/s': Math.round((1_000 * answers) / MINUTE_MS),
    failures,
    'signatures/s beside it': Math.round(pace),
    'longest wait ms': Math.round(longest_ms),
    'JWKS longest ms': Math.round(keys_ms),
    'memory MB': Math.round(memory_mb),
    'file MB': Number(file_mb.toFixed(1)),
  };
}

async function sizesOf({ pid }: Subject, file: string): Promise<Pick<Minute, 'memory_mb' | 'file_mb'>> {
  const [database, log] = await Promise.all([stat(file), stat(`${file}-wal`)]);
  return { memory_mb: await residentMegabytes(pid), file_mb: (database.size + log.size) / 1_048_576 };
}

/** One round after the other; what was lost with an answer that did not come is begun anew. */
async function useAgainAndAgain(client: SoakClient, cookie: string): Promise<void> {
  let refresh_token: string | undefined;
  for (let round = 0; !client.hasEnded(); round += 1) {
    const redeems = round % REDEEMED_OF === 0 || refresh_token === undefined;
    refresh_token = await client.attempt(() => useOnce(client, { cookie, redeems, refresh_token }));
  }
}

type Round = {
  readonly cookie: string;
  readonly redeems: boolean;
  readonly refresh_token: string | undefined;
};

/** A silent sign-in, its code where it is one of those that are redeemed, and what was redeemed last refreshed. */
async function useOnce(client: SoakClient, { cookie, redeems, refresh_token }: Round): Promise<string> {
  const code = await client.code(`${silentPath()}&prompt=none`, cookie);
  const redemption = { grant_type: 'authorization_code', code, redirect_uri: WEB_CALLBACK };
  let latest = redeems || !refresh_token ? await client.refreshToken(redemption) : refresh_token;
  for (let refreshes = 0; refreshes < REFRESHES; refreshes += 1)
    latest = await client.refreshToken({ grant_type: 'refresh_token', refresh_token: latest });
  return latest;
}

/** What needs neither the database nor a signature waits for nothing but the event loop. */
async function askForKeys(client: SoakClient): Promise<void> {
  while (!client.hasEnded()) {
    await client.attempt(() => client.keys());
    await wait(JWKS_EVERY_MS);
  }
}

/** What the machine signs beside the load: where a neighbour takes a processor, both have less of it. */
function watchPace(client: SoakClient) {
  const sign = createSigner('RS256');
  let paces: number[] = [];
  async function watch(): Promise<void> {
    while (!client.hasEnded()) {
      paces.push(await sign(1, PACE_MS));
      await wait(PACE_EVERY_MS);
    }
  }
  return {
    watching: watch(),
    takeMinute() {
      const pace = mean(paces);
      paces = [];
      return { pace };
    },
  };
}

function silentPath(): string {
  return `/authorize?${new URLSearchParams({
    response_type: 'code',
    client_id: WEB_CLIENT_ID,
    redirect_uri: WEB_CALLBACK,
    scope: `${SCOPE} offline_access`,
    audience: AUDIENCE,
    nonce: 'n-0S6_WzA2Mj',
  })}`;
}

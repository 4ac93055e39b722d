/**
 * Silent renewal, `prompt=none` with `id_token token` for a live session, the request every open page repeats: beside
 * oidc-provider, and beside what the machine can sign at all, for each answer holds two signatures.
 */
import type { Row } from './main.ts';
import { type Running, withEachAlg } from './peers.ts';
import { signIn } from './sign-in.ts';
import { type Figures, inTurns, load, rowsOf } from './turns.ts';
import { AUDIENCE, type BenchAlg, CALLBACK, CLIENT_ID, SCOPE } from './workload.ts';

/** Both algorithms, both servers, in turns. */
export function silent(): Promise<readonly Row[]> {
  return withEachAlg(measure);
}

async function measure(alg: BenchAlg, running: readonly Running[]): Promise<readonly Row[]> {
  const sessions = await Promise.all(running.map(prepare));
  const rounds = await inTurns(
    alg,
    sessions.map((session) => (duration) => loadSilently(session, duration)),
  );
  await Promise.all(sessions.map(check));
  return rowsOf(
    { what: alg, signatures: 2 },
    running.map(({ peer }) => peer.name),
    rounds,
  );
}

/** A live session, and the request that is repeated for it. */
export type Session = { readonly url: string; readonly cookie: string };

/** Repeats the request for so long. */
export function loadSilently({ url, cookie }: Session, duration: number): Promise<Figures> {
  return load({ url, duration, headers: { cookie } }, '3xx');
}

/** Signs in and asks once. */
export async function prepare({ origin, peer }: Running): Promise<Session> {
  const path = (changes: Readonly<Record<string, string>> = {}) =>
    `${peer.authorization_endpoint}?${new URLSearchParams({
      response_type: 'id_token token',
      client_id: CLIENT_ID,
      redirect_uri: CALLBACK,
      scope: SCOPE,
      [peer.api]: AUDIENCE,
      state: 'af0ifjsldkj',
      nonce: 'n-0S6_WzA2Mj',
      ...changes,
    })}`;
  const { cookie } = await signIn(origin, path());
  const session = { url: `${origin}${path({ prompt: 'none' })}`, cookie };
  await check(session);
  return session;
}

/** What is measured must be the work that is meant: tokens of both kinds in the fragment. */
async function check({ url, cookie }: Session): Promise<void> {
  const answer = await fetch(url, { redirect: 'manual', headers: { cookie } });
  const location = answer.headers.get('location') ?? '';
  const parameters = new URLSearchParams(location.split('#')[1]);
  const isJwt = (value: string | null) => value?.split('.').length === 3;
  if (!isJwt(parameters.get('access_token')) || !isJwt(parameters.get('id_token'))) {
    throw new Error(`${url} answered ${answer.status} ${location || (await answer.text())}`);
  }
}

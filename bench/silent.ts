/**
 * Silent renewal, `prompt=none` with `id_token token` for a live session, beside oidc-provider, and beside what the
 * machine can sign at all: each answer holds two signatures.
 */
import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { promisify } from 'node:util';
import autocannon from 'autocannon';
import type { Row } from './main.ts';
import { signIn } from './sign-in.ts';
import { type Subject, startSubject } from './subject.ts';
import { startTacit } from './subjects/tacit.ts';
import { authorizationPath, type BenchAlg } from './workload.ts';

const CONNECTIONS = 16;
const ROUNDS = 5;
const SECONDS = 3;

type Peer = {
  readonly name: string;
  readonly endpoint: string;
  readonly start: (alg: BenchAlg) => Promise<Subject>;
};

const PEERS: readonly Peer[] = [
  { name: 'tacit', endpoint: '/authorize', start: (alg) => startTacit(alg, 4610) },
  { name: 'oidc-provider', endpoint: '/auth', start: (alg) => startOidcProvider(alg, 4620) },
];

function startOidcProvider(alg: BenchAlg, port: number): Promise<Subject> {
  const file = new URL('./subjects/oidc-provider.ts', import.meta.url).pathname;
  const probe = '/.well-known/openid-configuration';
  return startSubject({ origin: `http://localhost:${port}`, probe, args: [file, alg, String(port)] });
}

type Figures = { readonly perSecond: number; readonly p99_ms: number };

/** Both algorithms, both servers, in turns. */
export async function silent(): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const alg of ['RS256', 'ES256'] as const) rows.push(...(await measure(alg)));
  return rows;
}

async function measure(alg: BenchAlg): Promise<readonly Row[]> {
  const subjects = await Promise.all(PEERS.map((peer) => peer.start(alg)));
  try {
    const sessions = await Promise.all(
      subjects.map((subject, index) => prepare(subject, PEERS[index]?.endpoint ?? '')),
    );
    const rounds = await inTurns(alg, sessions);
    return [
      ...PEERS.map(({ name }, index) => figuresRow(`${alg} ${name}`, index, rounds)),
      ratioRow(alg, rounds),
    ];
  } finally {
    await Promise.all(subjects.map((subject) => subject.stop()));
  }
}

/** What was measured within seconds of each other, and may be compared though the machine changes its pace. */
type Round = { readonly signaturesPerSecond: number; readonly figures: readonly Figures[] };

function figuresRow(what: string, peer: number, rounds: readonly Round[]): Row {
  const of = (figure: (one: Figures, round: Round) => number) =>
    median(rounds.map((round) => figure(figuresOf(round, peer), round)));
  return {
    what,
    'answers/s': Math.round(of((one) => one.perSecond)),
    'p99 ms': of((one) => one.p99_ms),
    'of signing capacity': `${Math.round(of((one, round) => (200 * one.perSecond) / round.signaturesPerSecond))} %`,
  };
}

function ratioRow(alg: BenchAlg, rounds: readonly Round[]): Row {
  const of = (figure: (one: Figures) => number) =>
    `${median(rounds.map((round) => figure(figuresOf(round, 0)) / figure(figuresOf(round, 1)))).toFixed(2)}x`;
  return {
    what: `${alg} ratio`,
    'answers/s': of((one) => one.perSecond),
    'p99 ms': of((one) => one.p99_ms),
    'of signing capacity': '',
  };
}

function figuresOf(round: Round, peer: number): Figures {
  const figures = round.figures[peer];
  if (!figures) throw new Error('Every peer is measured in every round.');
  return figures;
}

type Session = { readonly url: string; readonly cookie: string };

async function prepare({ origin }: Subject, endpoint: string): Promise<Session> {
  const cookie = await signIn(origin, authorizationPath(endpoint));
  const session = { url: `${origin}${authorizationPath(endpoint, 'none')}`, cookie };
  await check(session);
  await load(session, 2);
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

async function inTurns(alg: BenchAlg, sessions: readonly Session[]): Promise<readonly Round[]> {
  const rounds: Round[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const figures: Figures[] = [];
    for (const session of sessions) figures.push(await load(session, SECONDS));
    rounds.push({ signaturesPerSecond: await signaturesPerSecond(alg), figures });
  }
  await Promise.all(sessions.map(check));
  return rounds;
}

async function load({ url, cookie }: Session, duration: number): Promise<Figures> {
  const result = await autocannon({ url, duration, connections: CONNECTIONS, headers: { cookie } });
  const redirects = result['3xx'] ?? 0;
  if (result.errors + result.timeouts + result['4xx'] + result['5xx'] + result['2xx'] > 0) {
    throw new Error(`${url.split('?')[0]} gave other answers than tokens under load.`);
  }
  return { perSecond: redirects / result.duration, p99_ms: result.latency.p99 };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

const KEYS: Readonly<Record<BenchAlg, () => KeyObject>> = {
  RS256: () => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey,
  ES256: () => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey,
};

/** What the machine can sign over the thread pool when it does nothing else. */
async function signaturesPerSecond(alg: BenchAlg): Promise<number> {
  const key = KEYS[alg]();
  const signOne: (digest: string, data: Buffer, key: KeyObject) => Promise<Buffer> = promisify(sign);
  const data = Buffer.alloc(600, 'a');
  const begin = performance.now();
  const end = begin + 1_000;
  let count = 0;
  const worker = async () => {
    while (performance.now() < end) {
      await signOne('sha256', data, key);
      count += 1;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, worker));
  return (count * 1_000) / (performance.now() - begin);
}

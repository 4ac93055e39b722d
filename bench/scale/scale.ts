/**
 * A million people at once: the same server on a database of a thousand users and sessions and on one of a million, all in use,
 * in turns of one run. Silent renewal of people chosen by chance, at half of what the server can and at all of it.
 */
import { createReadStream } from 'node:fs';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { runSql, startPostgres } from '../../server/test/databases/postgres.ts';
import type { BenchOptions, Row } from '../main.ts';
import { PEERS } from '../peers.ts';
import { prepare } from '../silent.ts';
import { residentMegabytes, type Subject } from '../subject.ts';
import { startTacit } from '../subjects/tacit.ts';
import { fill } from './filler.ts';
import { type Crowd, createCrowd } from './people.ts';

const FEW = 1_000;

/**
 * Short turns and many of them, each peer first in half of them, and one distribution of all that a peer took: the hundredth
 * that took longest of a single turn of seconds is a matter of what else the disk did just then.
 */
const ROUNDS = 24;
const SECONDS = 2;
const WARM_UP_SECONDS = 5;

/** Of the capacity: a machine that is asked for all of it answers late, however little it has to do for each. */
const PACE = 0.5;

/** A filled database is used again for so long; then too many of its sessions have ended or been moved on. */
const FRESH_MS = 12 * 3_600_000;

const DATA = new URL('../data/', import.meta.url);

/** Prints p50, p99, answers a second, CPU and commits of an answer for both, and the ratios. */
export async function scale({ people, postgres }: BenchOptions): Promise<readonly Row[]> {
  const peers: Peer[] = [];
  try {
    for (const count of [FEW, people]) peers.push(await start(count, postgres));
    return await measure(peers);
  } finally {
    for (const peer of peers) {
      peer.crowd.close();
      await peer.subject.stop();
    }
  }
}

type Peer = {
  readonly count: number;
  readonly subject: Subject;
  readonly crowd: Crowd;
  readonly commits: () => Promise<number>;
};

async function start(count: number, postgres: boolean): Promise<Peer> {
  const { databaseUrl, env } = postgres ? await postgresOf(count) : await sqliteOf(count);
  const subject = await startTacit('RS256', { env });
  const crowd = createCrowd(subject.origin, count);
  return { count, subject, crowd, commits: () => commitsOf(databaseUrl) };
}

type Filled = { readonly databaseUrl: string; readonly env: Readonly<Record<string, string>> };

/** Kept between runs. */
async function sqliteOf(count: number): Promise<Filled> {
  const folder = new URL(`scale-${count}/`, DATA);
  const databaseUrl = `sqlite:${new URL('tacit.db', folder).pathname}`;
  const env = { TACIT_DATABASE_URL: databaseUrl };
  const filled = new URL('filled', folder);
  const made = await stat(filled).catch(() => undefined);
  if (!made || Date.now() - made.mtimeMs > FRESH_MS) {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    await fillWith(databaseUrl, env, count);
    await writeFile(filled, '');
  }
  console.log(`${count} people: ${Math.round((await readWhole(folder)) / 1_048_576)} MB`);
  return { databaseUrl, env };
}

/**
 * How many bytes the database has. They are read once, so that the machine has them in memory, as it has those of a server that
 * has run for a while: what is measured is the server, not the first touch of a disk.
 */
async function readWhole(folder: URL): Promise<number> {
  let bytes = 0;
  for (const name of (await readdir(folder)).filter((name) => name.startsWith('tacit.db')))
    for await (const chunk of createReadStream(new URL(name, folder), { highWaterMark: 1_048_576 }))
      bytes += chunk.length;
  return bytes;
}

/** A server of its own for each, which goes with this process. */
async function postgresOf(count: number): Promise<Filled> {
  const { url } = startPostgres();
  const TACIT_MASTER_KEY = Buffer.alloc(32, 'bench').toString('base64');
  const env = { TACIT_DATABASE_URL: url, TACIT_MASTER_KEY };
  await fillWith(url, env, count);
  const [size] = await runSql(url, ['select pg_database_size(current_database()) / 1048576 as mb']);
  console.log(`${count} people: ${size?.['mb']} MB`);
  return { databaseUrl: url, env };
}

async function fillWith(databaseUrl: string, env: Filled['env'], count: number): Promise<void> {
  const [peer] = PEERS;
  if (!peer) throw new Error('Tacit is the first of the peers.');
  const subject = await startTacit('RS256', { env });
  try {
    await prepare({ peer, origin: subject.origin });
  } finally {
    await subject.stop();
  }
  const begin = performance.now();
  await fill(databaseUrl, count);
  console.log(`${count} people: filled in ${Math.round((performance.now() - begin) / 1_000)} s`);
}

/** Transactions that wrote, so far: SQLite counts them in the index of its log (`iChange` of walIndexHdr). */
async function commitsOf(databaseUrl: string): Promise<number> {
  if (databaseUrl.startsWith('sqlite:'))
    return (await readFile(`${databaseUrl.slice('sqlite:'.length)}-shm`)).readUInt32LE(8);
  const [row] = await runSql(databaseUrl, ['select txid_snapshot_xmax(txid_current_snapshot()) as writes']);
  return Number(row?.['writes']);
}

/** What one peer did in all of its turns of one way. */
type Work = { taken_ms: number[]; ms: number; cpu_ms: number; commits: number };

async function measure(peers: readonly Peer[]): Promise<readonly Row[]> {
  const capacities: number[] = [];
  for (const { crowd } of peers)
    capacities.push((await crowd.atCapacity(WARM_UP_SECONDS)).length / WARM_UP_SECONDS);
  const pace = Math.round(PACE * Math.min(...capacities));
  const ways = [
    { name: `at ${pace} a second`, run: (crowd: Crowd) => crowd.atPace(SECONDS, pace) },
    { name: 'at capacity', run: (crowd: Crowd) => crowd.atCapacity(SECONDS) },
  ];
  const rows: Row[] = [];
  for (const { name, run } of ways) {
    const work = peers.map((): Work => ({ taken_ms: [], ms: 0, cpu_ms: 0, commits: 0 }));
    for (let round = 0; round < ROUNDS; round += 1)
      for (const index of round % 2 === 0 ? peers.keys() : [...peers.keys()].toReversed())
        await turn(ofPeer(peers, index), ofPeer(work, index), run);
    rows.push(...(await rowsOf(name, peers, work.map(figuresOf))));
  }
  return rows;
}

type Run = (crowd: Crowd) => Promise<readonly number[]>;

async function turn({ subject, crowd, commits }: Peer, work: Work, run: Run): Promise<void> {
  const before = { cpu: await cpuOf(subject.pid), commits: await commits(), at: performance.now() };
  for (const taken of await run(crowd)) work.taken_ms.push(taken);
  work.ms += performance.now() - before.at;
  work.cpu_ms += (await cpuOf(subject.pid)) - before.cpu;
  work.commits += (await commits()) - before.commits;
}

type Figures = {
  readonly p50_ms: number;
  readonly p99_ms: number;
  readonly perSecond: number;
  readonly cpu_ms: number;
  readonly commits: number;
};

function figuresOf({ taken_ms, ms, cpu_ms, commits }: Work): Figures {
  const sorted = taken_ms.toSorted((a, b) => a - b);
  const count = sorted.length;
  const at = (share: number) => sorted[Math.floor(share * count)] ?? Number.NaN;
  return {
    p50_ms: at(0.5),
    p99_ms: at(0.99),
    perSecond: (1_000 * count) / ms,
    cpu_ms: cpu_ms / count,
    commits: commits / count,
  };
}

/** Of a hundredth of a second each (proc_pid_stat(5)), behind the name in brackets: in user mode and in the kernel. */
const JIFFY_MS = 10;
const UTIME = 11;

/** Milliseconds that all threads of a process have worked. */
async function cpuOf(pid: number): Promise<number> {
  const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ')[1]?.split(' ') ?? [];
  return JIFFY_MS * (Number(fields[UTIME]) + Number(fields[UTIME + 1]));
}

async function rowsOf(way: string, peers: readonly Peer[], figures: readonly Figures[]) {
  const lines: Row[] = [];
  for (const [index, { count, subject }] of peers.entries()) {
    const { p50_ms, p99_ms, perSecond, cpu_ms, commits } = ofPeer(figures, index);
    lines.push({
      what: `${count} people, ${way}`,
      'p50 ms': p50_ms.toFixed(2),
      'p99 ms': p99_ms.toFixed(2),
      'answers/s': Math.round(perSecond),
      'CPU ms an answer': cpu_ms.toFixed(2),
      'commits an answer': commits.toFixed(2),
      'memory MB': Math.round(await residentMegabytes(subject.pid)),
    });
  }
  const ratio = (figure: (one: Figures) => number) =>
    `${(figure(ofPeer(figures, 1)) / figure(ofPeer(figures, 0))).toFixed(2)}x`;
  return [
    ...lines,
    {
      what: `ratio ${way} (goal: p99 <= 1.2x)`,
      'p50 ms': ratio((one) => one.p50_ms),
      'p99 ms': ratio((one) => one.p99_ms),
      'answers/s': ratio((one) => one.perSecond),
      'CPU ms an answer': ratio((one) => one.cpu_ms),
      'commits an answer': '',
      'memory MB': '',
    },
  ];
}

function ofPeer<T>(all: readonly T[], peer: number): T {
  const one = all[peer];
  if (one === undefined) throw new Error('Every peer is measured in every round.');
  return one;
}

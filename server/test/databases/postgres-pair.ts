/**
 * Two real PostgreSQL in one temporary folder, the second a streaming standby of the first, and PgBouncer of Debian before the
 * first. They can change places, be killed and be paused, and are gone when the process ends.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { binaries, cleanUpAfterUs, initialise, NOT_SYNCED, ownerOf, runSql } from './postgres.ts';

export type PairServer = {
  readonly url: string;
  start(): void;
  /** Waits for its connections to end, as an operator does who changes the places. */
  stop(): void;
  /** SIGKILL to its first process: the others end by themselves. */
  kill(): void;
  /** SIGSTOP to all of its processes: it takes connections and never answers. */
  pause(): void;
  resume(): void;
  promote(): void;
  /** Comes back as the standby of the other, after it was stopped and the other was promoted. */
  follow(other: PairServer): void;
};

export type PostgresPair = {
  /** Both, as an application names them. */
  readonly url: string;
  readonly a: PairServer;
  readonly b: PairServer;
};

type Place = {
  readonly folder: string;
  readonly bin: string;
  readonly run: (command: readonly string[]) => void;
};

/** `a` is the primary and `b` its standby. */
export function startPair(): PostgresPair {
  const place = makePlace();
  const { folder, bin, run } = place;
  const a = serverIn(place, 'a');
  initialise(join(folder, 'a/data'), run);
  a.start();
  run([
    ...[join(bin, 'pg_basebackup'), '-h', join(folder, 'a'), '-U', 'postgres', '-D', join(folder, 'b/data')],
    ...['-R', '-X', 'stream', '-c', 'fast', '--no-sync'],
  ]);
  const b = serverIn(place, 'b');
  b.start();
  const hosts = [join(folder, 'a'), join(folder, 'b')].join(',');
  return { url: `postgres://postgres@localhost:5432/postgres?host=${hosts}`, a, b };
}

/** PgBouncer before one server. It and what it keeps end with this process. */
export async function startPgBouncer(
  server: string,
  mode: 'session' | 'transaction' | 'statement',
  settings = '',
): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'tacit-bouncer-'));
  const owner = ownerOf(folder);
  const [, host = ''] = /host=([^&]*)/.exec(server) ?? [];
  writeFileSync(join(folder, 'users'), '"postgres" ""\n"reader" ""\n"poor" ""\n');
  writeFileSync(
    join(folder, 'ini'),
    `[databases]
postgres = host=${host} port=5432
[pgbouncer]
listen_addr =
listen_port = 6432
unix_socket_dir = ${folder}
auth_type = trust
auth_file = ${folder}/users
pool_mode = ${mode}
default_pool_size = 5
${settings}
pidfile = ${folder}/pid
`,
  );
  cleanUpAfterUs(folder, owner(['sh', '-c', `kill -9 $(cat ${folder}/pid)`]));
  const program = ['/usr/sbin/pgbouncer', '/usr/bin/pgbouncer'].find((path) => existsSync(path));
  if (!program)
    throw new Error('The storage suite needs PgBouncer: install it (Debian: apt-get install pgbouncer).');
  const [command, ...parameters] = owner([program, join(folder, 'ini')]);
  const bouncer = spawn(command, parameters, { cwd: folder, stdio: 'ignore', detached: true });
  bouncer.unref();
  await once(bouncer, 'spawn');
  const url = `postgres://postgres@localhost:6432/postgres?host=${folder}`;
  await untilItAnswers(url);
  return url;
}

/** It says that it listens in a log alone. */
async function untilItAnswers(url: string): Promise<void> {
  const deadline_ms = performance.now() + 20_000;
  for (;;) {
    try {
      await runSql(url, ['select 1']);
      return;
    } catch (error) {
      if (performance.now() > deadline_ms) throw error;
      await wait(20);
    }
  }
}

function makePlace(): Place {
  const folder = mkdtempSync(join(tmpdir(), 'tacit-pair-'));
  const owner = ownerOf(folder);
  const run = (command: readonly string[]) => {
    const [program, ...parameters] = owner(command);
    execFileSync(program, parameters, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  };
  for (const name of ['a', 'b']) run(['mkdir', '-m', '700', join(folder, name)]);
  const kill = `for p in ${folder}/*/data/postmaster.pid; do p=$(head -n 1 "$p"); kill -9 $(cat "/proc/$p/task/$p/children") "$p"; done`;
  cleanUpAfterUs(folder, owner(['sh', '-c', kill]));
  return { folder, bin: binaries(), run };
}

/** One of PostgreSQL's workers may end between the list of them and the signal. */
function kill(pid: number, kind: NodeJS.Signals): void {
  try {
    process.kill(pid, kind);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

function serverIn({ folder, bin, run }: Place, name: 'a' | 'b'): PairServer {
  const home = join(folder, name);
  const data = join(home, 'data');
  const control = [join(bin, 'pg_ctl'), '-D', data, '-w'];
  const signal = (kind: NodeJS.Signals) => {
    for (const pid of processesOf(data)) kill(pid, kind);
  };
  const options = `-c listen_addresses= -c max_connections=40 -k ${home} -p 5432 ${NOT_SYNCED}`;
  return {
    url: `postgres://postgres@localhost:5432/postgres?host=${home}`,
    start: () => run([...control, '-l', join(home, 'log'), '-o', options, 'start']),
    stop: () => run([...control, '-m', 'fast', 'stop']),
    kill() {
      const [first] = processesOf(data);
      if (first !== undefined) process.kill(first, 'SIGKILL');
    },
    pause: () => signal('SIGSTOP'),
    resume: () => signal('SIGCONT'),
    promote: () => run([...control, 'promote']),
    follow(other) {
      const [, host = ''] = /host=([^&]*)/.exec(other.url) ?? [];
      run(['touch', join(data, 'standby.signal')]);
      appendFileSync(
        join(data, 'postgresql.auto.conf'),
        `primary_conninfo = 'host=${host} port=5432 user=postgres'\n`,
      );
      run([...control, '-l', join(home, 'log'), '-o', options, 'start']);
    },
  };
}

/** The first process of a server, and its children. */
function processesOf(data: string): readonly number[] {
  const file = join(data, 'postmaster.pid');
  if (!existsSync(file)) return [];
  const first = Number(readFileSync(file, 'utf8').split('\n', 1)[0]);
  const children = readFileSync(`/proc/${first}/task/${first}/children`, 'utf8').trim();
  return [first, ...children.split(' ').filter(Boolean).map(Number)];
}

/**
 * A real PostgreSQL for tests, made from nothing in a temporary folder and gone when the process ends. It listens on a
 * socket in that folder, so that no two of them can meet, and commits as durably as any other.
 */
import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { delimiter, join } from 'node:path';

export type ThrowawayPostgres = {
  readonly url: string;
  /** As a machine that loses its power. */
  stop(): void;
  start(): void;
};

const WHAT_TO_INSTALL =
  'The storage suite needs PostgreSQL: install it (Debian: apt-get install postgresql), or set TACIT_TEST_POSTGRES_URL to a database that tests may write to.';

/** Starts a server of its own, with a superuser `postgres` that needs no password. */
export function startPostgres(): ThrowawayPostgres {
  const bin = binaries();
  const folder = mkdtempSync(join(tmpdir(), 'tacit-pg-'));
  const run = runner(folder);
  const data = join(folder, 'data');
  const control = (...command: string[]) => run(join(bin, 'pg_ctl'), ['-D', data, '-w', ...command]);
  const stop = () => {
    if (existsSync(join(data, 'postmaster.pid'))) control('-m', 'immediate', 'stop');
  };
  const start = () =>
    control('-l', join(folder, 'log'), '-o', `-c listen_addresses= -k ${folder} -p 5432`, 'start');
  process.once('exit', () => {
    try {
      stop();
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
  // A signal would end the process without its `exit`.
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => process.exit(1));
  run(join(bin, 'initdb'), [
    '-D',
    data,
    '-U',
    'postgres',
    '-A',
    'trust',
    '-E',
    'UTF8',
    '--locale=C.UTF-8',
    '--no-sync',
  ]);
  start();
  return { url: `postgres://postgres@localhost:5432/postgres?host=${folder}`, start, stop };
}

/** PostgreSQL refuses to run as root: root lends the folder to the user the package made. */
function runner(folder: string): (command: string, parameters: readonly string[]) => void {
  const root = userInfo().uid === 0;
  if (root) {
    const [uid, gid] = ['-u', '-g'].map((flag) =>
      Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' })),
    );
    chownSync(folder, uid ?? 0, gid ?? 0);
  }
  return (command, parameters) => {
    const line = root
      ? ['runuser', '-u', 'postgres', '--', command, ...parameters]
      : [command, ...parameters];
    execFileSync(line[0] ?? command, line.slice(1), { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  };
}

/** The folder with initdb and pg_ctl: the newest of Debian's, else one on the path. */
function binaries(): string {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const path = (process.env['PATH'] ?? '').split(delimiter);
  const found = [...versions.map((version) => join(debian, version, 'bin')), ...path].find((folder) =>
    existsSync(join(folder, 'initdb')),
  );
  if (found === undefined) throw new Error(WHAT_TO_INSTALL);
  return found;
}

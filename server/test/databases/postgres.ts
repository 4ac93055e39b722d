/**
 * A real PostgreSQL for tests, made from nothing in a temporary folder and gone when the process ends. It listens on a
 * socket in that folder, so that no two of them can meet.
 */
import { execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync } from 'node:fs';
import { Socket } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { delimiter, join } from 'node:path';
import { Client } from 'pg';
import { keepCopy, takeCopy } from '../made-once.ts';

export type ThrowawayPostgres = {
  readonly url: string;
  /** As a machine that loses its power. */
  stop(): void;
  start(): void;
};

const WHAT_TO_INSTALL =
  'The storage suite needs PostgreSQL: install it (Debian: apt-get install postgresql), or set TEST_POSTGRES_URL to a server on which tests may make databases.';

/** What is stopped here is a process, never the machine, whose memory keeps what was written: nobody waits for the disk. */
export const NOT_SYNCED = '-c fsync=off -c full_page_writes=off';

/** Starts a server of its own, with a superuser `postgres` that needs no password. */
export function startPostgres(): ThrowawayPostgres {
  const bin = binaries();
  const folder = mkdtempSync(join(tmpdir(), 'tacit-pg-'));
  const data = join(folder, 'data');
  const owner = ownerOf(folder);
  const run = ([command, ...parameters]: readonly [string, ...string[]]) =>
    execFileSync(command, parameters, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  const control = [join(bin, 'pg_ctl'), '-D', data, '-w'];
  const stop = owner([...control, '-m', 'immediate', 'stop']);
  const start = owner([
    ...control,
    ...['-l', join(folder, 'log'), '-o', `-c listen_addresses= -k ${folder} -p 5432 ${NOT_SYNCED}`, 'start'],
  ]);
  cleanUpAfterUs(folder, stop);
  initialise(data, (command) => run(owner(command)));
  run(start);
  return {
    url: `postgres://postgres@localhost:5432/postgres?host=${folder}`,
    start: () => run(start),
    stop: () => {
      if (existsSync(join(data, 'postmaster.pid'))) run(stop);
    },
  };
}

/** An empty data directory, with a superuser `postgres` that needs no password. */
export function initialise(data: string, run: (command: readonly string[]) => void): void {
  if (takeCopy('postgres', data)) return;
  run([
    ...[join(binaries(), 'initdb'), '-D', data, '-U', 'postgres', '-A', 'trust'],
    ...['-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'],
  ]);
  keepCopy('postgres', data);
}

/** Runs statements past our own code, one after another, for the rows of the last. */
export async function runSql(
  url: string,
  statements: readonly string[],
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const client = new Client(url);
  await client.connect();
  try {
    const results = [];
    for (const statement of statements) results.push(await client.query(statement));
    return results.at(-1)?.rows ?? [];
  } finally {
    await client.end();
  }
}

/** A shell reads a pipe that only this process holds: it ends with us, however we end, and the shell takes all away. */
export function cleanUpAfterUs(folder: string, stop: readonly string[]): void {
  const script = 'read -r _; "$@"; rm -rf "$0"';
  const shell = spawn('sh', ['-c', script, folder, ...stop], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  shell.unref();
  if (shell.stdin instanceof Socket) shell.stdin.unref();
}

/** PostgreSQL refuses to run as root: root lends the folder to the user the package made, and acts as that user. */
export function ownerOf(folder: string): (command: readonly string[]) => readonly [string, ...string[]] {
  if (userInfo().uid !== 0) return ([program = '', ...parameters]) => [program, ...parameters];
  const [uid = 0, gid = 0] = ['-u', '-g'].map((flag) =>
    Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' })),
  );
  chownSync(folder, uid, gid);
  return (command) => ['runuser', '-u', 'postgres', '--', ...command];
}

/** The folder with initdb and pg_ctl: the newest of Debian's, else one on the path. */
export function binaries(): string {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const path = (process.env['PATH'] ?? '').split(delimiter);
  const found = [...versions.map((version) => join(debian, version, 'bin')), ...path].find((folder) =>
    existsSync(join(folder, 'initdb')),
  );
  if (found === undefined) throw new Error(WHAT_TO_INSTALL);
  return found;
}

/**
 * A disk of a few megabytes that a test fills and empties again. Root mounts one; anybody else does so in a namespace of their own
 * (user_namespaces(7)), into which the test looks by way of the process that keeps it. Whatever resolves the links of a name, as
 * SQLite does, finds no way in.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

export type SmallDisk = {
  readonly path: string;
  /** Leaves no byte. */
  fill(): Promise<void>;
  makeRoom(): Promise<void>;
  end(): void;
};

const IS_ROOT = userInfo().uid === 0;

/** Why there is none here; false: there is. */
export const NO_SMALL_DISK =
  !IS_ROOT &&
  spawnSync('unshare', ['-Urm', 'true']).status !== 0 &&
  'only root mounts a disk of its own here: the system gives nobody else a namespace (unshare -Urm)';

type Mounted = { readonly path: string; readonly unmount: () => void };

/** Mounts one in memory. */
export async function mountSmallDisk(options: string): Promise<SmallDisk> {
  const folder = mkdtempSync(join(tmpdir(), 'tacit-disk-'));
  const { path, unmount } = await (IS_ROOT ? mountHere : mountInNamespace)(folder, options);
  const ballast = join(path, 'ballast');
  const end = () => {
    unmount();
    rmdirSync(folder);
  };
  // However this process ends, but for the worst.
  process.once('exit', end);
  return {
    path,
    async fill() {
      const file = await open(ballast, 'a');
      try {
        for (const size of [65_536, 4_096])
          await writeUntilFull(() =>
            file.write(Buffer.alloc(size)).then(({ bytesWritten }) => bytesWritten === size),
          );
      } finally {
        await file.close();
      }
    },
    makeRoom: () => rm(ballast),
    end() {
      process.off('exit', end);
      end();
    },
  };
}

async function mountHere(folder: string, options: string): Promise<Mounted> {
  execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]);
  return { path: folder, unmount: () => void execFileSync('umount', ['--lazy', folder]) };
}

/** It lasts as long as the shell, which reads a pipe that only this process holds. */
async function mountInNamespace(folder: string, options: string): Promise<Mounted> {
  const script = 'mount -t tmpfs -o "$1" tmpfs "$0" && echo mounted && read -r _';
  const shell = spawn('unshare', ['-Urm', 'sh', '-c', script, folder, options]);
  const ended = once(shell, 'exit').then(() => {
    throw new Error('No disk could be mounted in a namespace.');
  });
  await Promise.race([once(shell.stdout, 'data'), ended]);
  ended.catch(() => undefined);
  for (const part of [shell, shell.stdin, shell.stdout, shell.stderr]) if ('unref' in part) part.unref();
  return { path: `/proc/${shell.pid}/root${folder}`, unmount: () => void shell.kill('SIGKILL') };
}

async function writeUntilFull(write: () => Promise<boolean>): Promise<void> {
  try {
    while (await write());
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
  }
}

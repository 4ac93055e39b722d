/**
 * A disk of a few megabytes that a test fills and empties again. Only root mounts one.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

export type SmallDisk = {
  readonly path: string;
  /** Leaves no byte. */
  fill(): Promise<void>;
  makeRoom(): Promise<void>;
  remount(how: 'ro' | 'rw'): void;
  end(): void;
};

/** Why there is none here; false: there is. */
export const NO_SMALL_DISK = userInfo().uid !== 0 && 'only root mounts a disk of its own';

/** Mounts one in memory. */
export function mountSmallDisk(options: string): SmallDisk {
  const path = mkdtempSync(join(tmpdir(), 'tacit-disk-'));
  const ballast = join(path, 'ballast');
  execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', path]);
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
    remount: (how) => void execFileSync('mount', ['-o', `remount,${how}`, path]),
    end() {
      execFileSync('umount', ['--lazy', path]);
      rmdirSync(path);
    },
  };
}

async function writeUntilFull(write: () => Promise<boolean>): Promise<void> {
  try {
    while (await write());
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
  }
}

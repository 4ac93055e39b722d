/**
 * What a fault needs of the machine, and whether it is there: what cannot be made is not shown, and never held.
 */
import { existsSync } from 'node:fs';
import { userInfo } from 'node:os';
import { delimiter, join } from 'node:path';

const isCommand = (name: string) =>
  (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, name)));

const NEEDS = {
  linux: [() => existsSync('/proc/self/task'), 'it reads /proc, which Linux has'],
  root: [() => userInfo().uid === 0, 'it mounts a small disk, which root may'],
  strace: [() => isCommand('strace'), 'it needs strace'],
  prlimit: [() => isCommand('prlimit'), 'it needs prlimit'],
} as const satisfies Readonly<Record<string, readonly [() => boolean, string]>>;

export type Need = keyof typeof NEEDS;

/** Why a fault cannot be shown here, or undefined. */
export function missing(needs: readonly Need[]): string | undefined {
  const lacking = needs.find((need) => !NEEDS[need][0]());
  return lacking && NEEDS[lacking][1];
}

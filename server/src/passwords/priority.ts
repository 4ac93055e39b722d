/**
 * Who hashes a password can wait, who signs a token cannot: on Linux a thread has a priority of its own, and those that hash
 * get a processor when nothing else wants it.
 */
import { constants, setPriority } from 'node:os';

/** Elsewhere the priority is that of the whole process, which must not stand back. */
export const canStandBack = process.platform === 'linux';

/** The thread that calls this yields to all others from now on. 0 is the calling thread (setpriority(2), "C library/kernel differences"). */
export function standBack(): void {
  if (canStandBack) setPriority(0, constants.priority.PRIORITY_LOW);
}

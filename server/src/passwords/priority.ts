/**
 * Who hashes a password can wait, who signs a token cannot: on Linux a thread has a priority of its own, and those that hash
 * stand behind our own event loop. Not behind every other program: beside a busy neighbour nobody would get in any more.
 */
import { constants, getPriority, setPriority } from 'node:os';

/** Elsewhere the priority is that of the whole process, which must not stand back. */
export const canStandBack = process.platform === 'linux';

/**
 * The thread that calls this yields to the others of this process from now on, by so many steps: behind where the process
 * itself is, so that nobody needs the right to come forward. 0 is the calling thread (setpriority(2), "C library/kernel
 * differences"). False where the system does not let it.
 */
export function standBack(steps: number): boolean {
  if (!canStandBack || steps === 0) return true;
  try {
    setPriority(0, Math.min(constants.priority.PRIORITY_LOW, getPriority(process.pid) + steps));
    return true;
  } catch {
    // A sandbox may forbid the call: whoever hashes at everybody's priority still lets people in.
    return false;
  }
}

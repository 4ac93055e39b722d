/**
 * What the machine can hash when it does nothing else: every processor with the parameters of the server, for as long as a
 * turn takes.
 */
import { argon2Sync, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { availableParallelism, constants, setPriority } from 'node:os';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { PASSWORD_PARAMETERS, USER } from './workload.ts';

/** Hashes in each of as many threads as there are processors. */
export async function hashesPerSecond(seconds: number): Promise<number> {
  const threads = Array.from(
    { length: availableParallelism() },
    () => new Worker(new URL(import.meta.url), { workerData: seconds }),
  );
  const rates = await Promise.all(threads.map(async (thread) => Number((await once(thread, 'message'))[0])));
  return rates.reduce((sum, rate) => sum + rate, 0);
}

/** One hash, as the server makes it. */
export function hashPassword(): { readonly salt: Buffer; readonly hash: Buffer } {
  const salt = randomBytes(16);
  const options = { message: USER.password, nonce: salt, ...PASSWORD_PARAMETERS, tagLength: 32 };
  return { salt, hash: argon2Sync('argon2id', options) };
}

if (!isMainThread && typeof workerData === 'number') {
  // As low as the server's own (server/src/passwords/priority.ts), so that whatever else runs here weighs on both alike.
  if (process.platform === 'linux') setPriority(0, constants.priority.PRIORITY_LOW);
  // The first hash of a thread is slow.
  hashPassword();
  const begin = performance.now();
  let count = 0;
  while (performance.now() < begin + workerData * 1_000) {
    hashPassword();
    count += 1;
  }
  parentPort?.postMessage((count * 1_000) / (performance.now() - begin));
}

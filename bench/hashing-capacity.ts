/**
 * What the machine can hash when it does nothing else: every processor with the parameters of the server.
 */
import { argon2Sync, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { availableParallelism, setPriority } from 'node:os';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { PASSWORD_PARAMETERS, USER } from './workload.ts';

export type Hashers = {
  /** Makes so many hashes, in as many threads as there are processors, and gives how many that were a second. */
  hashesPerSecond(amount: number): Promise<number>;
  close(): Promise<void>;
};

/** Starts the threads, which wait between the turns. */
export function startHashers(): Hashers {
  const threads = Array.from({ length: availableParallelism() }, () => new Worker(new URL(import.meta.url)));
  return {
    async hashesPerSecond(amount) {
      const left = new Int32Array(new SharedArrayBuffer(4)).fill(amount);
      const begin = performance.now();
      const done = threads.map((thread) => once(thread, 'message'));
      for (const thread of threads) thread.postMessage(left);
      await Promise.all(done);
      return (amount * 1_000) / (performance.now() - begin);
    },
    async close() {
      await Promise.all(threads.map((thread) => thread.terminate()));
    },
  };
}

/** One hash, as the server makes it. */
export function hashPassword(): { readonly salt: Buffer; readonly hash: Buffer } {
  const salt = randomBytes(16);
  const options = { message: USER.password, nonce: salt, ...PASSWORD_PARAMETERS, tagLength: 32 };
  return { salt, hash: argon2Sync('argon2id', options) };
}

if (!isMainThread) {
  // As the server's own are where nobody sets TACIT_HASHING_NICENESS, so that whatever else runs here weighs on both alike.
  if (process.platform === 'linux') setPriority(0, 3);
  parentPort?.on('message', (left: Int32Array) => {
    while (Atomics.sub(left, 0, 1) > 0) hashPassword();
    parentPort?.postMessage('done');
  });
}

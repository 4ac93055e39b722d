/**
 * What the machine can sign over the thread pool when it does nothing else.
 */
import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { promisify } from 'node:util';
import type { BenchAlg } from './workload.ts';

const KEYS: Readonly<Record<BenchAlg, () => KeyObject>> = {
  RS256: () => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey,
  ES256: () => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey,
};

/** Signs for a second, so many at once. */
export function signaturesPerSecond(alg: BenchAlg, at_once: number): Promise<number> {
  return createSigner(alg)(at_once, 1_000);
}

/** Signs for so long, so many at once, with one key; how many it were in a second. */
export function createSigner(alg: BenchAlg): (at_once: number, duration_ms: number) => Promise<number> {
  const key = KEYS[alg]();
  const signOne: (digest: string, data: Buffer, key: KeyObject) => Promise<Buffer> = promisify(sign);
  const data = Buffer.alloc(600, 'a');
  return async (at_once, duration_ms) => {
    const begin = performance.now();
    let count = 0;
    const worker = async () => {
      while (performance.now() < begin + duration_ms) {
        await signOne('sha256', data, key);
        count += 1;
      }
    };
    await Promise.all(Array.from({ length: at_once }, worker));
    return (count * 1_000) / (performance.now() - begin);
  };
}

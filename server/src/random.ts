/**
 * Randomness for identifiers, codes and secrets.
 */
import { randomBytes } from 'node:crypto';
import type { Deps } from './deps.ts';

/** Bytes drawn from the operating system at once: asking for sixteen at a time costs more than they do. */
const RANDOM_POOL_BYTES = 4_096;

/** Random text from a pool of CSPRNG output; no byte is given out twice, and none is kept. */
export function createRandom(): Deps['random'] {
  let pool = randomBytes(RANDOM_POOL_BYTES);
  return (bytes) => {
    if (pool.length < bytes) pool = randomBytes(RANDOM_POOL_BYTES);
    const drawn = pool.subarray(0, bytes);
    const text = drawn.toString('base64url');
    drawn.fill(0);
    pool = pool.subarray(bytes);
    return text;
  };
}

/**
 * Runs in worker threads of their own: what is computed here, synchronously, keeps out of libuv's pool, where tokens are
 * signed.
 */
import { argon2Sync, pbkdf2Sync, scryptSync } from 'node:crypto';
import { isMainThread } from 'node:worker_threads';
import { deriveBcrypt } from './bcrypt.ts';
import { standBack } from './priority.ts';
import type { Derivation } from './schemes.ts';

export type DeriveTask = {
  readonly password: string;
  readonly derivation: Derivation;
  readonly salt: Uint8Array;
  readonly hash_bytes: number;
};

if (!isMainThread) standBack(Number(process.argv[2]));

/** The bytes that a scheme makes of a password. */
export function derive({ password, derivation, salt, hash_bytes }: DeriveTask): Uint8Array {
  switch (derivation.scheme) {
    case 'argon2': {
      const { variant, memory, passes, parallelism } = derivation;
      const parameters = { memory, passes, parallelism, tagLength: hash_bytes };
      return argon2Sync(variant, { message: password, nonce: salt, ...parameters });
    }
    case 'scrypt': {
      const { log2_cost, block, parallelism } = derivation;
      const cost = 2 ** log2_cost;
      // What OpenSSL counts: the table, two blocks to work in, and a block a lane.
      const maxmem = 128 * block * (cost + parallelism + 2);
      return scryptSync(password, salt, hash_bytes, { N: cost, r: block, p: parallelism, maxmem });
    }
    case 'pbkdf2':
      return pbkdf2Sync(password, salt, derivation.rounds, hash_bytes, derivation.digest);
    case 'bcrypt':
      return deriveBcrypt(password, { cost: derivation.cost, salt });
  }
}

/**
 * Runs in a worker thread of its own: the synchronous argon2 keeps out of libuv's pool, where tokens are signed.
 */
import { argon2Sync } from 'node:crypto';
import type { Argon2Parameters } from './phc.ts';

export type DeriveTask = {
  readonly password: string;
  readonly salt: Uint8Array;
  readonly parameters: Argon2Parameters;
  readonly hash_bytes: number;
};

/** The argon2id tag of a password (RFC 9106). */
export function derive({ password, salt, parameters, hash_bytes }: DeriveTask): Uint8Array {
  return argon2Sync('argon2id', { message: password, nonce: salt, ...parameters, tagLength: hash_bytes });
}

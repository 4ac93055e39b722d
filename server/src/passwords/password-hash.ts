/**
 * Stored password hashes as text, whatever scheme made them, and how expensive ours are: argon2id, OWASP's minimum of 19 MiB
 * (RFC 9106).
 */
import { isDeepStrictEqual } from 'node:util';
import { err, ok, type Result } from '../protocol/result.ts';
import { isWhollyRead, parseBcrypt } from './bcrypt.ts';
import { formatPhc, parsePhc } from './phc.ts';
import { type Derivation, judgePhc } from './schemes.ts';

export type PasswordHash = {
  readonly derivation: Derivation;
  readonly salt: Uint8Array;
  readonly hash: Uint8Array;
};

/** What every new hash costs, and what a login for nobody costs too. */
export const CURRENT_DERIVATION = {
  scheme: 'argon2',
  variant: 'argon2id',
  memory: 19_456,
  passes: 2,
  parallelism: 1,
} as const satisfies Derivation;

export const SALT_BYTES = 16;
export const HASH_BYTES = 32;

const FORMS =
  '$argon2id$v=19$m=19456,t=2,p=1$SALT$HASH, $2b$10$..., $scrypt$ln=15,r=8,p=1$SALT$HASH or ' +
  '$pbkdf2-sha256$i=600000$SALT$HASH, in base64 without =';

/** Reads a hash, or says why it is not accepted, as the rest of a sentence. */
export function parsePasswordHash(text: string): Result<PasswordHash, string> {
  if (text.startsWith('$2')) {
    const bcrypt = parseBcrypt(text);
    if (!bcrypt.ok) return bcrypt;
    const { cost, salt, hash } = bcrypt.value;
    return ok({ derivation: { scheme: 'bcrypt', cost }, salt, hash });
  }
  const phc = parsePhc(text);
  if (!phc) return err(`is no hash in a form that is known: ${FORMS}`);
  const derivation = judgePhc(phc);
  return derivation.ok ? ok({ derivation: derivation.value, salt: phc.salt, hash: phc.hash }) : derivation;
}

/** The text of a hash with today's parameters. */
export function formatCurrentHash({ salt, hash }: Pick<PasswordHash, 'salt' | 'hash'>): string {
  const { variant, memory, passes, parallelism } = CURRENT_DERIVATION;
  const parameters = new Map([
    ['m', memory],
    ['t', passes],
    ['p', parallelism],
  ]);
  return formatPhc({ id: variant, version: 19, parameters, salt, hash });
}

/** Whether a hash is one that would be made today. */
export function isCurrent({ derivation, salt, hash }: PasswordHash): boolean {
  return (
    isDeepStrictEqual(derivation, CURRENT_DERIVATION) &&
    salt.length === SALT_BYTES &&
    hash.length === HASH_BYTES
  );
}

/** Whether a hash speaks of all of a password, not only of a part. */
export function covers({ derivation }: PasswordHash, password: string): boolean {
  return derivation.scheme !== 'bcrypt' || isWhollyRead(password);
}

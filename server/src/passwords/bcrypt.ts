/**
 * Hashes that bcrypt made: `$2b$10$` and 53 characters in an alphabet of its own, 22 of salt and 31 of hash. `$2a$` and `$2y$`
 * are what other programs wrote for the same computation; `$2x$` is a bug that was kept, and is not accepted.
 */
import { decodeBase64, encodeBase64, hashSync } from 'bcryptjs';
import { err, ok, type Result } from '../protocol/result.ts';

const SALT_BYTES = 16;
const HASH_BYTES = 23;
const HASH_CHARACTERS = 31;

/** bcrypt looks at no byte behind the 72nd. */
const MAX_PASSWORD_BYTES = 72;

const MIN_COST = 4;
/** 2^13 rounds are half a second of one thread. */
const MAX_COST = 13;

/** The last character of a hash holds four bits, so only these can stand there. */
const BCRYPT = /^\$2[aby]\$([0-9]{2})\$([./A-Za-z0-9]{22})([./A-Za-z0-9]{30}[.CGKOSWaeimquy26])$/;

type BcryptHash = { readonly cost: number; readonly salt: Uint8Array; readonly hash: Uint8Array };

/** Reads a hash, or says why it is not accepted, as the rest of a sentence. */
export function parseBcrypt(text: string): Result<BcryptHash, string> {
  const [, costText, salt, hash] = BCRYPT.exec(text) ?? [];
  if (salt === undefined || hash === undefined)
    return err('is not a whole bcrypt hash: $2b$, two digits, $, 53 characters');
  const cost = Number(costText);
  if (cost < MIN_COST || cost > MAX_COST)
    return err(`asks for a cost of ${cost}; ${MIN_COST} to ${MAX_COST} are accepted`);
  return ok({
    cost,
    salt: Uint8Array.from(decodeBase64(salt, SALT_BYTES)),
    hash: Uint8Array.from(decodeBase64(hash, HASH_BYTES)),
  });
}

/**
 * Whether bcrypt sees all of a password. Of a longer one it would compare the beginning only, and it repeats a short one with
 * a NUL between: then another password would be let in, and kept as the password (LG-14).
 */
export function isWhollyRead(password: string): boolean {
  return Buffer.byteLength(password) <= MAX_PASSWORD_BYTES && !password.includes('\0');
}

/** The 23 bytes that bcrypt makes of a password. */
export function deriveBcrypt(password: string, { cost, salt }: Omit<BcryptHash, 'hash'>): Uint8Array {
  const saltText = encodeBase64([...salt], SALT_BYTES);
  const hashed = hashSync(password, `$2b$${String(cost).padStart(2, '0')}$${saltText}`);
  return Uint8Array.from(decodeBase64(hashed.slice(-HASH_CHARACTERS), HASH_BYTES));
}

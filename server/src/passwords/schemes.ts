/**
 * The schemes by which password hashes are made, ours and those of imports, as a table: what each may ask for. Argon2
 * (RFC 9106), scrypt (RFC 7914), PBKDF2 (RFC 8018 §5.2); bcrypt has a form of its own, in bcrypt.ts. The bounds keep every
 * hash under 128 MiB and well under a second of one thread: whoever may import hashes may not stop the server with one.
 */
import { err, ok, type Result } from '../protocol/result.ts';
import type { Phc } from './phc.ts';

type Argon2Variant = 'argon2id' | 'argon2i' | 'argon2d';

/** How a password becomes bytes: plain data, for it travels to a thread. */
export type Derivation =
  | {
      readonly scheme: 'argon2';
      readonly variant: Argon2Variant;
      /** In KiB. */
      readonly memory: number;
      readonly passes: number;
      readonly parallelism: number;
    }
  | {
      readonly scheme: 'scrypt';
      readonly log2_cost: number;
      readonly block: number;
      readonly parallelism: number;
    }
  | { readonly scheme: 'pbkdf2'; readonly digest: string; readonly rounds: number }
  | { readonly scheme: 'bcrypt'; readonly cost: number };

type Parameter = {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  /** What is counted, for the message to somebody who asks for too much. */
  readonly counts: string;
};

type Scheme = {
  readonly version?: number;
  /** In the order in which they are written. */
  readonly parameters: readonly Parameter[];
  /** One more that may be left out: it only repeats how long the hash is. */
  readonly length?: string;
  readonly min_salt_bytes: number;
  readonly max_hash_bytes: number;
  readonly derivation: (number: (name: string) => number) => Derivation;
  /** Why parameters that are each allowed are too much together. */
  readonly refusal: (number: (name: string) => number, hash_bytes: number) => string | undefined;
};

const MAX_SALT_BYTES = 128;
/** A shorter hash would be met by some other password too. */
const MIN_HASH_BYTES = 16;
const MIB = 1_048_576;
const MAX_SCRYPT_BYTES = 128 * MIB;
const MAX_PBKDF2_ROUNDS = 2_000_000;

const SCHEMES: ReadonlyMap<string, Scheme> = new Map([
  ['argon2id', argon2('argon2id')],
  ['argon2i', argon2('argon2i')],
  ['argon2d', argon2('argon2d')],
  ['scrypt', scrypt()],
  ['pbkdf2-sha1', pbkdf2('sha1', 20)],
  ['pbkdf2-sha256', pbkdf2('sha256', 32)],
  ['pbkdf2-sha512', pbkdf2('sha512', 64)],
]);

function argon2(variant: Argon2Variant): Scheme {
  return {
    version: 19,
    parameters: [
      { name: 'm', min: 8, max: 65_536, counts: 'KiB of memory' },
      { name: 't', min: 1, max: 10, counts: 'passes' },
      { name: 'p', min: 1, max: 4, counts: 'lanes' },
    ],
    min_salt_bytes: 8,
    max_hash_bytes: 64,
    derivation: (number) => ({
      scheme: 'argon2',
      variant,
      memory: number('m'),
      passes: number('t'),
      parallelism: number('p'),
    }),
    refusal: (number) =>
      number('m') < 8 * number('p') ? 'has less than 8 KiB of memory a lane (RFC 9106 §3.1)' : undefined,
  };
}

function scrypt(): Scheme {
  return {
    parameters: [
      { name: 'ln', min: 1, max: 17, counts: 'as the logarithm of the cost' },
      { name: 'r', min: 1, max: 32, counts: 'as the block size' },
      { name: 'p', min: 1, max: 16, counts: 'lanes' },
    ],
    min_salt_bytes: 1,
    max_hash_bytes: 64,
    derivation: (number) => ({
      scheme: 'scrypt',
      log2_cost: number('ln'),
      block: number('r'),
      parallelism: number('p'),
    }),
    refusal: (number) => {
      const bytes = 128 * 2 ** number('ln') * number('r');
      if (bytes > MAX_SCRYPT_BYTES) return `asks for ${bytes / MIB} MiB of memory; at most 128 are accepted`;
      return bytes * number('p') > MAX_SCRYPT_BYTES
        ? `asks for ${number('p')} lanes of ${bytes / MIB} MiB; at most 128 MiB together are accepted`
        : undefined;
    },
  };
}

/** Each piece of the hash as long as the digest takes all the rounds again (RFC 8018 §5.2). */
function pbkdf2(digest: string, digest_bytes: number): Scheme {
  return {
    parameters: [{ name: 'i', min: 1, max: MAX_PBKDF2_ROUNDS, counts: 'rounds' }],
    length: 'l',
    min_salt_bytes: 1,
    max_hash_bytes: 512,
    derivation: (number) => ({ scheme: 'pbkdf2', digest, rounds: number('i') }),
    refusal: (number, hash_bytes) => {
      const pieces = Math.ceil(hash_bytes / digest_bytes);
      return number('i') * pieces > MAX_PBKDF2_ROUNDS
        ? `asks for ${number('i')} rounds for each of ${pieces} pieces; at most ${MAX_PBKDF2_ROUNDS} together are accepted`
        : undefined;
    },
  };
}

/** What a hash in PHC format asks for, or why it is not accepted, as the rest of a sentence. */
export function judgePhc(phc: Phc): Result<Derivation, string> {
  const scheme = SCHEMES.get(phc.id);
  if (!scheme)
    return err(`is of the scheme ${phc.id}; there are ${[...SCHEMES.keys()].join(', ')} and bcrypt`);
  const number = (name: string) => phc.parameters.get(name) ?? 0;
  const refusal =
    judgeForm(scheme, phc) ??
    judgeSize('salt', phc.salt.length, { min: scheme.min_salt_bytes, max: MAX_SALT_BYTES }) ??
    judgeSize('hash', phc.hash.length, { min: MIN_HASH_BYTES, max: scheme.max_hash_bytes }) ??
    judgeBounds(scheme, number) ??
    scheme.refusal(number, phc.hash.length);
  return refusal === undefined ? ok(scheme.derivation(number)) : err(refusal);
}

function judgeForm(scheme: Scheme, { id, version, parameters, hash }: Phc): string | undefined {
  if (version !== scheme.version)
    return scheme.version === undefined ? `${id} has no version` : `must be of version v=${scheme.version}`;
  const names = scheme.parameters.map(({ name }) => name);
  const given = [...parameters.keys()].join();
  const accepted = [names, ...(scheme.length === undefined ? [] : [[...names, scheme.length]])];
  if (!accepted.some((list) => list.join() === given))
    return `must have the parameters ${names.join(', ')}, in this order`;
  const length = scheme.length === undefined ? undefined : parameters.get(scheme.length);
  return length === undefined || length === hash.length
    ? undefined
    : `says that its hash has ${length} bytes and has ${hash.length}`;
}

function judgeSize(
  what: string,
  bytes: number,
  { min, max }: { readonly min: number; readonly max: number },
): string | undefined {
  return bytes < min || bytes > max
    ? `must have a ${what} of ${min} to ${max} bytes, not ${bytes}`
    : undefined;
}

function judgeBounds(scheme: Scheme, number: (name: string) => number): string | undefined {
  const beyond = scheme.parameters.find(({ name, min, max }) => number(name) < min || number(name) > max);
  if (!beyond) return undefined;
  const { name, min, max, counts } = beyond;
  return `asks for ${name}=${number(name)} ${counts}; ${min} to ${max} are accepted`;
}

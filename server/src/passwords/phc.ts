/**
 * Argon2id hashes as text in the PHC string format, and how expensive ours are (RFC 9106; OWASP's minimum of 19 MiB).
 */

export type Argon2Parameters = {
  /** In KiB. */
  readonly memory: number;
  readonly passes: number;
  readonly parallelism: number;
};

export type Argon2Hash = {
  readonly parameters: Argon2Parameters;
  readonly salt: Uint8Array;
  readonly hash: Uint8Array;
};

/** What every new hash costs, and what a login for nobody costs too. */
export const CURRENT_PARAMETERS: Argon2Parameters = { memory: 19_456, passes: 2, parallelism: 1 };

export const SALT_BYTES = 16;
export const HASH_BYTES = 32;

/** Numbers have no leading zero and few digits, so that no two texts mean one hash. */
const PHC =
  /^\$argon2id\$v=19\$m=([1-9][0-9]{0,5}),t=([1-9][0-9]?),p=([1-9])\$([A-Za-z0-9+/]{11,86})\$([A-Za-z0-9+/]{22,86})$/;

/** An imported hash may not ask for more than this: 64 MiB and ten passes are a fraction of a second of one thread. */
const MAX_PARAMETERS: Argon2Parameters = { memory: 65_536, passes: 10, parallelism: 4 };

/** Writes a hash as `$argon2id$v=19$m=...,t=...,p=...$salt$hash`. */
export function formatPhc({ parameters, salt, hash }: Argon2Hash): string {
  const { memory, passes, parallelism } = parameters;
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${encode(salt)}$${encode(hash)}`;
}

/** Reads a hash; undefined when it is no argon2id hash or asks for more work than we are ready to do. */
export function parsePhc(text: string): Argon2Hash | undefined {
  const [, memory, passes, parallelism, saltText, hashText] = PHC.exec(text) ?? [];
  if (saltText === undefined || hashText === undefined) return undefined;
  const parameters = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) };
  const salt = Buffer.from(saltText, 'base64');
  const hash = Buffer.from(hashText, 'base64');
  const canonical = encode(salt) === saltText && encode(hash) === hashText;
  return canonical && withinBounds(parameters) ? { parameters, salt, hash } : undefined;
}

function withinBounds({ memory, passes, parallelism }: Argon2Parameters): boolean {
  return (
    // RFC 9106 §3.1: at least 8 KiB a lane.
    memory >= 8 * parallelism &&
    memory <= MAX_PARAMETERS.memory &&
    passes <= MAX_PARAMETERS.passes &&
    parallelism <= MAX_PARAMETERS.parallelism
  );
}

/** Base64 without padding, as PHC strings have it. */
function encode(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64').replaceAll('=', '');
}

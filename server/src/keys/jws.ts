/**
 * JWS compact serialisation (RFC 7515 §7.1), written and read by hand because issuing tokens is the hot path. What is read
 * is only what we write: header members `alg`, `kid`, `typ` and no other.
 */
import { type KeyObject, sign, type VerifyKeyObjectInput, verify } from 'node:crypto';
import type { SigningAlg } from '../protocol/client/client.ts';
import type { JsonObject } from './seal.ts';
import { SIGNING_ALG_ROWS } from './signing-algs.ts';

export type Signer = {
  readonly alg: SigningAlg;
  readonly kid: string;
  readonly key: KeyObject;
  /** The encoded header for each `typ`; the values of `typ` are constants of ours, so this stays small. */
  readonly headers: Map<string, string>;
};

export type Verifier = {
  readonly alg: SigningAlg;
  readonly key: KeyObject | VerifyKeyObjectInput;
  /** Absent: while it stays in the set. */
  readonly expires_at: number | undefined;
};

/** What a JWS says that one of our keys made. */
export type VerifiedJws = { readonly header: JsonObject; readonly claims: JsonObject };

const MAX_JWS_CHARACTERS = 16_384;

/** Everything a header of ours can hold. `crit`, `b64`, `jwk`, `jku`, `x5c`, `x5u`, `cty`, `zip` are refused by absence. */
const HEADER_MEMBERS: ReadonlySet<string> = new Set(['alg', 'kid', 'typ']);

/** Signs on the thread pool, so the event loop goes on. */
export function signJws(signer: Signer, token: { typ: string; claims: JsonObject }): Promise<string> {
  const payload = Buffer.from(JSON.stringify(token.claims)).toString('base64url');
  const input = `${encodedHeader(signer, token.typ)}.${payload}`;
  const row = SIGNING_ALG_ROWS[signer.alg];
  return new Promise((resolve, reject) => {
    const start = () =>
      sign(row.digest, Buffer.from(input, 'latin1'), signer.key, (error, made) => {
        if (error) reject(error);
        else resolve(`${input}.${row.jwsSignature(made).toString('base64url')}`);
      });
    if (row.shorter_than_waking_a_thread) atEndOfTurn(start);
    else start();
  });
}

/** Header and claims when a key that `find` knows by `kid` made the signature with its own alg; else undefined. */
export async function verifyJws(
  jws: string,
  find: (kid: string) => Verifier | undefined,
): Promise<VerifiedJws | undefined> {
  if (jws.length > MAX_JWS_CHARACTERS) return undefined;
  const [encoded, payload, signature, ...rest] = jws.split('.', 4);
  if (encoded === undefined || payload === undefined || signature === undefined || rest.length > 0)
    return undefined;
  const header = readObject(encoded);
  if (!header || !Object.keys(header).every((name) => HEADER_MEMBERS.has(name))) return undefined;
  const { alg, kid } = header;
  const verifier = typeof kid === 'string' ? find(kid) : undefined;
  // RFC 8725 §3.1: the key says which algorithm it is for; the header only has to agree.
  if (!verifier || verifier.alg !== alg) return undefined;
  const made = await hasSignature(verifier, Buffer.from(`${encoded}.${payload}`, 'latin1'), signature);
  const claims = made ? readObject(payload) : undefined;
  return claims && { header, claims };
}

/**
 * Runs what all requests of this turn of the event loop want from the thread pool at once: to wake a thread costs the loop
 * as much as a short signature costs the thread, and for a group it is paid once.
 */
const atEndOfTurn = createTurn();

function createTurn(): (step: () => void) => void {
  let steps: (() => void)[] = [];
  return (step) => {
    steps.push(step);
    if (steps.length > 1) return;
    setImmediate(() => {
      const now = steps;
      steps = [];
      for (const each of now) each();
    });
  };
}

function encodedHeader(signer: Signer, typ: string): string {
  const known = signer.headers.get(typ);
  if (known !== undefined) return known;
  const made = Buffer.from(JSON.stringify({ alg: signer.alg, typ, kid: signer.kid })).toString('base64url');
  signer.headers.set(typ, made);
  return made;
}

function hasSignature(verifier: Verifier, input: Buffer, encoded: string): Promise<boolean> {
  const row = SIGNING_ALG_ROWS[verifier.alg];
  const signature = decode(encoded);
  if (signature?.length !== row.signature_bytes) return Promise.resolve(false);
  return new Promise((resolve, reject) => {
    // Either algorithm verifies faster than a thread wakes.
    atEndOfTurn(() =>
      verify(row.digest, input, verifier.key, signature, (error, made) => {
        if (error) reject(error);
        else resolve(made);
      }),
    );
  });
}

/** Bytes of a base64url text, or undefined when it is not the one spelling of those bytes: a token has one text. */
function decode(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? bytes : undefined;
}

function readObject(text: string): JsonObject | undefined {
  const bytes = decode(text);
  if (!bytes) return undefined;
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return isObject(value) ? value : undefined;
  } catch {
    // Not JSON, or not UTF-8: not a token.
    return undefined;
  }
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

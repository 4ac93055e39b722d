/**
 * The compact JWS around an access token: its shape and header are judged before a key is looked up, and its payload is
 * read only after the signature was verified (RFC 7515 §5.2, RFC 8725 §3).
 */

import { type CryptoKey, compactVerify, errors } from 'jose';
import { type JsonObject, member, parseJsonObject } from '../json.ts';
import { asciiLowerCase } from '../octets.ts';
import type { Reason } from '../protected-resource/refusal.ts';
import { err, ok, type Result } from '../result.ts';
import { type Algorithm, isAlgorithm } from './algorithms.ts';

/** RFC 9068 §2.1 names `at+jwt`; `jwt` is how Auth0's own dialect types its access tokens, and its ID tokens. */
export type TokenTyp = 'at+jwt' | 'jwt';

export type JwsHeader = { readonly alg: Algorithm; readonly kid: string; readonly typ: TokenTyp };
export type JwsRules = { readonly algorithms: readonly Algorithm[]; readonly typs: readonly TokenTyp[] };

const MAX_TOKEN_BYTES = 16_384;
/** RFC 7515 §7.1. */
export const SEGMENTS = 3;
/** Base64url without padding whose unused last bits are zero: one value has one spelling. */
const SEGMENT = /^(?:[\w-]{4})*(?:[\w-][AQgw]|[\w-]{2}[AEIMQUYcgkosw048])?$/;
/**
 * `crit` and `b64` change how the rest is read (RFC 7515 §4.1.11, RFC 7797), `cty` announces a nested token. An access
 * token needs none. `jwk`, `jku`, `x5u`, `x5c` need no rule: nothing here looks at them.
 */
export const REFUSED_PARAMETERS = ['crit', 'b64', 'cty', 'enc', 'zip'];

/** The header of a compact JWS, once all of it that can be judged without a key is right. */
export function readJwsHeader(token: string, rules: JwsRules): Result<JwsHeader, Reason> {
  if (!isWhole(token)) return err('token_too_large');
  const segments = token.split('.', SEGMENTS + 1);
  const [encoded] = segments;
  if (encoded === undefined || segments.length !== SEGMENTS || !segments.every(isSegment))
    return err('not_a_jws');
  const header = parseJsonObject(decodeBase64url(encoded));
  if (header === undefined) return err('malformed_header');
  if (REFUSED_PARAMETERS.some((name) => Object.hasOwn(header, name))) return err('refused_header_parameter');
  return readParameters(header, rules);
}

/** Whether a token is of a length that is read. */
export function isWhole(token: string): boolean {
  return token.length <= MAX_TOKEN_BYTES;
}

/** The JSON object of a segment, whoever wrote it. */
export function readSegment(text: string): JsonObject | undefined {
  return isSegment(text) ? parseJsonObject(decodeBase64url(text)) : undefined;
}

function readParameters(header: JsonObject, rules: JwsRules): Result<JwsHeader, Reason> {
  const alg = member(header, 'alg');
  if (!isAlgorithm(alg) || !rules.algorithms.includes(alg)) return err('refused_alg');
  const typ = readTyp(member(header, 'typ'));
  if (typ === undefined || !rules.typs.includes(typ)) return err('refused_typ');
  const kid = member(header, 'kid');
  if (typeof kid !== 'string') return err('unknown_key');
  return ok({ alg, kid, typ });
}

/** The bytes that the key signed, or `bad_signature`. */
export async function verifyJws(
  token: string,
  header: JwsHeader,
  key: CryptoKey,
): Promise<Result<Uint8Array, Reason>> {
  try {
    const { payload } = await compactVerify(token, key, { algorithms: [header.alg] });
    return ok(payload);
  } catch (error) {
    if (error instanceof errors.JOSEError) return err('bad_signature');
    throw error;
  }
}

const TYPS: ReadonlyMap<string, TokenTyp> = new Map([
  ['at+jwt', 'at+jwt'],
  ['application/at+jwt', 'at+jwt'],
  ['jwt', 'jwt'],
]);

/** RFC 7515 §4.1.9: media types are compared without case, and `application/` may be left out. */
function readTyp(typ: unknown): TokenTyp | undefined {
  return typeof typ === 'string' ? TYPS.get(asciiLowerCase(typ)) : undefined;
}

function isSegment(text: string): boolean {
  return text !== '' && SEGMENT.test(text);
}

function decodeBase64url(text: string): Uint8Array {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

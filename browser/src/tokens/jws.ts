/**
 * A signed token in compact form (RFC 7515 §7.1), verified with a key the server publishes. Keys or addresses of keys
 * in the token's own header are never looked at (RFC 8725 §3.10).
 */
import type { Environment } from '../environment.ts';
import { demand, failing } from '../errors.ts';
import { decodeBase64url, isObject, isString, type JsonObject } from '../json.ts';
import type { Provider } from '../provider.ts';
import type { Settings } from '../settings.ts';
import { SIGNING_ALGS, type SigningAlgRow } from './signing-algs.ts';

export type Verified = {
  readonly claims: JsonObject;
  /** Of the algorithm the token is signed with. */
  readonly row: SigningAlgRow;
};

type Verifier = {
  readonly settings: Pick<Settings, 'signing_algs'>;
  readonly provider: Pick<Provider, 'findKey'>;
  readonly environment: Pick<Environment, 'crypto'>;
};

/** The claims under a signature that is the server's; throws `invalid_id_token`. */
export async function verifyJws(
  token: string,
  { settings, provider, environment }: Verifier,
): Promise<Verified> {
  const { subtle } = environment.crypto;
  const { header, claims, signature, signed } = decodeCompact(token);
  const { alg, kid, typ } = header;
  const row = SIGNING_ALGS.get(alg);
  demandIdToken(row !== undefined && settings.signing_algs.some((allowed) => allowed === alg), 'alg');
  demandIdToken(isString(kid), 'kid');
  // An access token is signed with the same keys; its typ tells it apart (RFC 9068 §2.1, RFC 8725 §3.11).
  demandIdToken(typ === undefined || typ === 'JWT', 'typ');
  // We understand no extension, so one that must be understood is a refusal (RFC 7515 §4.1.11).
  demandIdToken(!('crit' in header), 'crit');

  const jwk = await provider.findKey(kid);
  demandIdToken(jwk !== undefined, 'kid');
  // Refuses a key of another kty or crv, or whose own alg or use is another (Web Cryptography API, "Import Key").
  const key = await subtle
    .importKey('jwk', jwk, row.algorithm, false, ['verify'])
    .catch(failing('invalid_id_token', 'key'));
  const isGenuine = await subtle.verify(row.algorithm, key, signature, new TextEncoder().encode(signed));
  demandIdToken(isGenuine, 'signature');
  return { claims, row };
}

/** Goes on only if `holds`; `what` names what of the token does not. */
export function demandIdToken(holds: boolean, what: string): asserts holds {
  demand(holds, 'invalid_id_token', what);
}

function decodeCompact(token: string) {
  const [header = '', payload = '', signature = '', ...more] = token.split('.');
  demandIdToken(more.length === 0 && signature !== '', 'form');
  return {
    header: decodeObject(header),
    claims: decodeObject(payload),
    signature: decode(signature, (bytes) => bytes),
    signed: `${header}.${payload}`,
  };
}

function decodeObject(part: string): JsonObject {
  const object = decode(part, (bytes): unknown =>
    JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)),
  );
  demandIdToken(isObject(object), 'encoding');
  return object;
}

/** The cause is not handed on: engines quote what they could not parse. */
function decode<T>(part: string, read: (bytes: Uint8Array<ArrayBuffer>) => T): T {
  try {
    return read(decodeBase64url(part));
  } catch {
    demandIdToken(false, 'encoding');
  }
}

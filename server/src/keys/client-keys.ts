/**
 * The keys of clients: what they sign (assertions, request objects) is verified with the keys they registered, by value or
 * by address (RFC 7591 §2, `jwks` and `jwks_uri`), or with their secret.
 */

import type { JSONWebKeySet } from 'jose';
import { JWKSNoMatchingKey } from 'jose/errors';
import { createLocalJWKSet } from 'jose/jwks/local';
import { compactVerify } from 'jose/jws/compact/verify';
import { isSoundJson } from '../protocol/octets.ts';
import { err, ok, type Result } from '../protocol/result.ts';
import type { Client } from '../resources/client/client.ts';
import { createFetchedDocuments } from './fetched-documents.ts';
import type { JsonObject, Seal } from './seal.ts';

type SignedJwt = { readonly header: JsonObject; readonly claims: JsonObject };

export type ClientKeys = {
  /** Header and claims of a JWS that the client made with one of these algorithms, or why it is not one. */
  verify(jws: string, by: SignedBy): Promise<Result<SignedJwt, string>>;
  /** What a JWS says, by whomever it was made: good for looking up who is to be asked for a key. */
  readUnverified(jws: string): JsonObject | undefined;
};

type SignedBy = { readonly client: Client; readonly tenant_id: string; readonly algs: readonly string[] };

type ClientKeysDeps = {
  readonly seal: Seal;
  /** Whole seconds since the epoch. */
  readonly now: () => number;
  /** Fetches the document behind a `jwks_uri`. */
  readonly fetchText: (
    url: string,
    by: { readonly client: Client; readonly tenant_id: string },
  ) => Promise<Result<string, string>>;
};

type KeyGetter = ReturnType<typeof createLocalJWKSet>;

const MAX_JWS_CHARACTERS = 65_536;
const MAX_KEYS = 100;

/** The keys of all clients. */
export function createClientKeys({ seal, now, fetchText }: ClientKeysDeps): ClientKeys {
  const fetched = createFetchedDocuments<KeyGetter, SignedBy>({
    now,
    async read(jwks_uri, by) {
      const text = await fetchText(jwks_uri, by);
      return text.ok ? readKeySet(text.value) : text;
    },
  });
  const registered = new WeakMap<object, Result<KeyGetter, string>>();

  async function verifyFetched(jws: string, jwks_uri: string, by: SignedBy) {
    const keys = await fetched.of(by, jwks_uri, 'remembered');
    if (!keys.ok) return keys;
    const verified = await verifyWith(jws, keys.value, by.algs);
    if (verified.ok || verified.error !== NO_SUCH_KEY) return verified;
    // A client that changed its keys signs with one we have not seen (OIDC Core §10.1.1).
    const newest = await fetched.of(by, jwks_uri, 'newest');
    return newest.ok ? verifyWith(jws, newest.value, by.algs) : newest;
  }

  /** Made once for each set, because a key is imported when it is first used. */
  function registeredKeys(jwks: NonNullable<Client['jwks']>): Result<KeyGetter, string> {
    const known = registered.get(jwks) ?? keyGetter(jwks);
    registered.set(jwks, known);
    return known;
  }

  async function openSecret({ client, tenant_id }: SignedBy): Promise<Uint8Array | undefined> {
    if (client.client_secret_sealed === undefined) return undefined;
    const opened = seal.open({ purpose: 'client-secret', tenant_id }, client.client_secret_sealed);
    const secret = opened?.['client_secret'];
    return typeof secret === 'string' ? new TextEncoder().encode(secret) : undefined;
  }

  return {
    async verify(jws, by) {
      if (jws.length > MAX_JWS_CHARACTERS) return err('it is too long');
      const { client, algs } = by;
      if (algs.every((alg) => alg.startsWith('HS'))) {
        const secret = await openSecret(by);
        return secret ? verifyWith(jws, secret, algs) : err('the client has no secret that can sign');
      }
      if (client.jwks) {
        const keys = registeredKeys(client.jwks);
        return keys.ok ? verifyWith(jws, keys.value, algs) : keys;
      }
      if (client.jwks_uri !== undefined) return verifyFetched(jws, client.jwks_uri, by);
      return err('the client has no keys');
    },
    readUnverified(jws) {
      const payload = jws.length <= MAX_JWS_CHARACTERS ? jws.split('.', 2)[1] : undefined;
      return payload === undefined ? undefined : readObject(Buffer.from(payload, 'base64url').toString());
    },
  };
}

const NO_SUCH_KEY = 'no key of the client is the one it names';

async function verifyWith(
  jws: string,
  key: KeyGetter | Uint8Array,
  algs: readonly string[],
): Promise<Result<SignedJwt, string>> {
  const algorithms = [...algs];
  try {
    const { protectedHeader, payload } =
      key instanceof Uint8Array
        ? await compactVerify(jws, key, { algorithms })
        : await compactVerify(jws, key, { algorithms });
    const claims = readObject(new TextDecoder().decode(payload));
    return claims ? ok({ header: { ...protectedHeader }, claims }) : err('its claims are not an object');
  } catch (error) {
    if (error instanceof JWKSNoMatchingKey) return err(NO_SUCH_KEY);
    return err(error instanceof Error ? error.message : 'it cannot be read');
  }
}

function readKeySet(text: string): Result<KeyGetter, string> {
  const value = readObject(text);
  const keys = value?.['keys'];
  return Array.isArray(keys) ? keyGetter({ keys }) : err('the document is not a JWK Set');
}

/** Keys that sign; the others of a set (encryption, symmetric) are none of our business (RFC 7517 §5). */
function keyGetter({ keys }: NonNullable<Client['jwks']>): Result<KeyGetter, string> {
  if (keys.length > MAX_KEYS) return err(`the JWK Set has more than ${MAX_KEYS} keys`);
  const usable = keys.filter((key): key is JSONWebKeySet['keys'][number] => isVerificationKey(key));
  return ok(createLocalJWKSet({ keys: usable }));
}

function isVerificationKey(key: unknown): boolean {
  const { kty, use }: { readonly kty?: unknown; readonly use?: unknown } = Object(key);
  return typeof kty === 'string' && kty !== 'oct' && use !== 'enc';
}

export function readObject(text: string): JsonObject | undefined {
  try {
    const value: unknown = isSoundJson(text) ? JSON.parse(text) : undefined;
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    // Not JSON, which is no object either.
    return undefined;
  }
}

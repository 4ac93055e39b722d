/**
 * An authorization server's half of the implicit flow, with real keys: metadata, key set, and answers to requests,
 * each of which a test can bend.
 */
import { createHash } from 'node:crypto';
import { NOW } from './page.ts';

export const ISSUER = 'https://acme.auth.test/';
export const CLIENT_ID = 'spa1';
export const REDIRECT_URI = 'https://app.acme.test/cb';
export const AUDIENCE = 'https://api.acme.test';

export type Json = { readonly [name: string]: unknown };

type Alg = 'RS256' | 'ES256' | 'EdDSA';

type KeyParameters = {
  readonly make: RsaHashedKeyGenParams | EcKeyGenParams | { readonly name: 'Ed25519' };
  readonly sign: { readonly name: string; readonly hash?: string };
  readonly digest: string;
};

const KEYS: Readonly<Record<Alg, KeyParameters>> = {
  RS256: {
    make: {
      name: 'RSASSA-PKCS1-v1_5',
      modulusLength: 2048,
      publicExponent: new Uint8Array([1, 0, 1]),
      hash: 'SHA-256',
    },
    sign: { name: 'RSASSA-PKCS1-v1_5' },
    digest: 'sha256',
  },
  ES256: {
    make: { name: 'ECDSA', namedCurve: 'P-256' },
    sign: { name: 'ECDSA', hash: 'SHA-256' },
    digest: 'sha256',
  },
  EdDSA: { make: { name: 'Ed25519' }, sign: { name: 'Ed25519' }, digest: 'sha512' },
};

export type SigningKey = {
  readonly alg: Alg;
  readonly kid: string;
  readonly jwk: JsonWebKey & { readonly kid: string };
  readonly sign: (signed: string) => Promise<string>;
};

/** A key pair of its own kid. */
export async function makeKey(alg: Alg, kid: string): Promise<SigningKey> {
  const { make, sign } = KEYS[alg];
  const pair = await crypto.subtle.generateKey(make, true, ['sign', 'verify']);
  if (!('privateKey' in pair)) throw new Error('Signing keys come in pairs.');
  const jwk = await crypto.subtle.exportKey('jwk', pair.publicKey);
  return {
    alg,
    kid,
    jwk: { ...jwk, kid, alg, use: 'sig' },
    async sign(signed) {
      const signature = await crypto.subtle.sign(sign, pair.privateKey, Buffer.from(signed));
      return Buffer.from(signature).toString('base64url');
    },
  };
}

/** Header and claims as they stand, whatever they are, signed with this key. */
export async function signToken(header: unknown, claims: unknown, key: SigningKey): Promise<string> {
  const [encodedHeader, payload] = [header, claims].map((part) =>
    (part instanceof Buffer
      ? part
      : Buffer.from(typeof part === 'string' ? part : JSON.stringify(part))
    ).toString('base64url'),
  );
  const signed = `${encodedHeader}.${payload}`;
  return `${signed}.${await key.sign(signed)}`;
}

/** Half of the hash of the access token (OIDC Core §3.2.2.9). */
export function atHash(access_token: string, alg: Alg): string {
  const digest = createHash(KEYS[alg].digest).update(access_token).digest();
  return digest.subarray(0, digest.length / 2).toString('base64url');
}

/** What of a good answer is to be otherwise; undefined leaves a member out. */
export type Bend = {
  readonly header?: Json;
  readonly claims?: Json;
  readonly response?: { readonly [name: string]: string | undefined };
  readonly key?: SigningKey;
  readonly now?: number;
  readonly access_token?: string;
};

export const [rsa, ec, ed, foreign] = await Promise.all([
  makeKey('RS256', 'rsa-1'),
  makeKey('ES256', 'ec-1'),
  makeKey('EdDSA', 'ed-1'),
  makeKey('RS256', 'rsa-1'),
]);

/** The parameters of the answer to the request at this address. */
export async function answer(
  request: string | URL,
  bend: Bend = {},
): Promise<{ readonly [name: string]: string }> {
  const { searchParams } = new URL(request);
  const key = bend.key ?? rsa;
  const now = bend.now ?? NOW;
  const access_token = bend.access_token ?? 'access-token-of-alice';
  const claims = {
    iss: ISSUER,
    sub: 'auth0|alice',
    aud: searchParams.get('client_id'),
    exp: now + 36_000,
    iat: now,
    nonce: searchParams.get('nonce'),
    at_hash: atHash(access_token, key.alg),
    ...bend.claims,
  };
  const header = { alg: key.alg, typ: 'JWT', kid: key.kid, ...bend.header };
  const withToken = searchParams.get('response_type') !== 'id_token';
  const members = {
    ...(withToken ? { access_token, expires_in: '7200', token_type: 'Bearer' } : {}),
    id_token: await signToken(header, claims, key),
    state: searchParams.get('state') ?? undefined,
    iss: ISSUER,
    ...bend.response,
  };
  return Object.fromEntries(
    Object.entries(members).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

/** A refusal of the request at this address. */
export function refusal(request: string | URL, error: string, error_description = 'no') {
  const state = new URL(request).searchParams.get('state') ?? '';
  return { error, error_description, state, iss: ISSUER };
}

/** The address a browser is sent back to with these parameters. */
export function redirect(parameters: Readonly<Record<string, string>>): string {
  return `${REDIRECT_URI}#${new URLSearchParams(parameters)}`;
}

export type Published = {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly requests: readonly { readonly url: string; readonly init: RequestInit }[];
  metadata: Json;
  keys: readonly unknown[] | undefined;
  /** Answers in the place of the server, whatever is asked. */
  answers: (() => Promise<Response>) | undefined;
  /** Answers what is posted. */
  posts: ((url: string, body: URLSearchParams) => Promise<Response>) | undefined;
};

/** What the server publishes, and a record of who asked for it. */
export function publish(): Published {
  const requests: { url: string; init: RequestInit }[] = [];
  const published: Published = {
    requests,
    metadata: {
      issuer: ISSUER,
      authorization_endpoint: `${ISSUER}authorize`,
      jwks_uri: `${ISSUER}.well-known/jwks.json`,
    },
    keys: [rsa.jwk, ec.jwk, ed.jwk],
    answers: undefined,
    posts: undefined,
    async fetch(url, init) {
      requests.push({ url, init });
      if (published.answers) return published.answers();
      if (published.posts && init.body instanceof URLSearchParams) return published.posts(url, init.body);
      if (url.endsWith('/openid-configuration')) return Response.json(published.metadata);
      return Response.json({ keys: published.keys });
    },
  };
  return published;
}

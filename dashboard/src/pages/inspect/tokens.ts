/**
 * What an application is answered with, read and verified in the browser: the parameters of a callback, and the tokens among them
 * (RFC 7515, RFC 7519; OIDC Core §3.1.3.7).
 */

type Claims = Readonly<Record<string, unknown>>;

export type Token = {
  readonly name: string;
  readonly text: string;
  /** Undefined: it is no JWT, and only the server reads it. */
  readonly jwt: { readonly header: Claims; readonly claims: Claims } | undefined;
};

export type Came = {
  /** Of the answer, without the tokens. */
  readonly parameters: readonly (readonly [name: string, value: string])[];
  readonly tokens: readonly Token[];
};

const TOKENS = ['id_token', 'access_token'];

/** What was pasted: an address of a callback, a form of an answer, the JSON of a token answer, or a token alone. */
export function readAnswer(text: string): Came {
  const pasted = text.replace(/^\s+|\s+$/g, '');
  if (decode(pasted)) return { parameters: [], tokens: [tokenOf('token', pasted)] };
  const all = pairsOf(pasted);
  return {
    parameters: all.filter(([name]) => !TOKENS.includes(name)),
    tokens: all.filter(([name]) => TOKENS.includes(name)).map(([name, value]) => tokenOf(name, value)),
  };
}

/** All of an answer, the tokens first. */
export function carriedBy(came: Came | undefined): Came['parameters'] {
  const { tokens = [], parameters = [] } = came ?? {};
  return [...tokens.map(({ name, text }) => [name, text] as const), ...parameters];
}

/** Whether what was pasted as a request is an answer that holds something secret, which stays on the page. */
export function isAnswer(text: string): boolean {
  const { parameters, tokens } = readAnswer(text);
  const names = parameters.map(([name]) => name);
  return tokens.length > 0 || (names.includes('code') && !names.some((name) => ASKED.includes(name)));
}

/** Of a request to sign in, or of one to the token endpoint. */
const ASKED = ['client_id', 'response_type', 'grant_type'];

function pairsOf(pasted: string): readonly (readonly [string, string])[] {
  const document = objectIn(pasted);
  if (document)
    return Object.entries(document).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]);
  const [before = '', fragment = ''] = pasted.split('#', 2);
  const mark = before.indexOf('?');
  const query = mark === -1 ? (/^\w+=/.test(before) ? before : '') : before.slice(mark + 1);
  return [...new URLSearchParams(query), ...new URLSearchParams(fragment)];
}

function tokenOf(name: string, text: string): Token {
  return { name, text, jwt: decode(text) };
}

function decode(text: string): Token['jwt'] {
  const [head = '', body = '', signature, ...more] = text.split('.');
  if (signature === undefined || more.length > 0) return undefined;
  const [header, claims] = [objectIn(textOf(head)), objectIn(textOf(body))];
  return header && claims && { header, claims };
}

function objectIn(text: string): Claims | undefined {
  if (!text.startsWith('{')) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null
      ? Object.fromEntries(Object.entries(value))
      : undefined;
  } catch {
    return undefined;
  }
}

function textOf(part: string): string {
  return new TextDecoder().decode(bytesOf(part) ?? new Uint8Array());
}

/** Undefined: it is no base64url. */
function bytesOf(part: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[\w-]+$/.test(part) || part.length % 4 === 1) return undefined;
  const binary = atob(part.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

type CheckName = 'signature' | 'iss' | 'exp' | 'aud' | 'nonce' | 'at_hash' | 'c_hash';

export type Check = { readonly name: CheckName; readonly holds: boolean };

/** What a token is held against. */
export type Expected = {
  readonly issuer: string;
  readonly keys: readonly JsonWebKey[];
  /** Seconds since the epoch. */
  readonly now: number;
  readonly client_id?: string | undefined;
  readonly nonce?: string | undefined;
  readonly access_token?: string | undefined;
  /** That came beside it. */
  readonly code?: string | undefined;
};

/** What of a JWT holds; nothing is said of what there is nothing to hold it against. */
export async function checksOf(token: Token, expected: Expected): Promise<readonly Check[]> {
  const { jwt, name } = token;
  if (!jwt) return [];
  const { claims } = jwt;
  const isIdToken = name === 'id_token' || 'nonce' in claims;
  const checks: Check[] = [
    { name: 'signature', holds: await isSigned(token, expected.keys) },
    { name: 'iss', holds: claims['iss'] === expected.issuer },
    { name: 'exp', holds: Number(claims['exp']) > expected.now },
  ];
  if (!isIdToken) return checks;
  const { client_id, nonce, access_token, code } = expected;
  if (client_id) checks.push({ name: 'aud', holds: [claims['aud']].flat().includes(client_id) });
  if (nonce) checks.push({ name: 'nonce', holds: claims['nonce'] === nonce });
  const hashed = { at_hash: access_token, c_hash: code };
  for (const name of ['at_hash', 'c_hash'] as const) {
    const beside = hashed[name];
    if (beside && name in claims && HASHED_BY_SHA_256.has(jwt.header['alg']))
      checks.push({ name, holds: claims[name] === (await halfHash(beside)) });
  }
  return checks;
}

/** By the algorithm of a JWS: how a browser imports and verifies (RFC 7518 §3.1, RFC 8037 §3.1). */
const ALGORITHMS: ReadonlyMap<unknown, EcdsaParams & EcKeyImportParams & { readonly hash: string }> = new Map(
  [
    ['RS256', { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', namedCurve: '' }],
    ['ES256', { name: 'ECDSA', hash: 'SHA-256', namedCurve: 'P-256' }],
    ['EdDSA', { name: 'Ed25519', hash: '', namedCurve: '' }],
  ],
);

async function isSigned({ text, jwt }: Token, keys: readonly JsonWebKey[]): Promise<boolean> {
  const algorithm = ALGORITHMS.get(jwt?.header['alg']);
  const jwk = keys.find((one) => 'kid' in one && one.kid === jwt?.header['kid']);
  const [head, body, signed = ''] = text.split('.');
  const signature = bytesOf(signed);
  if (!algorithm || !jwk || !signature) return false;
  const { kty, n, e, crv, x, y } = jwk;
  const bare = Object.fromEntries(
    Object.entries({ kty, n, e, crv, x, y }).filter(([, value]) => value !== undefined),
  );
  const key = await crypto.subtle.importKey('jwk', bare, algorithm, false, ['verify']).catch(() => undefined);
  if (!key) return false;
  return crypto.subtle.verify(algorithm, key, signature, new TextEncoder().encode(`${head}.${body}`));
}

/** EdDSA names no hash that everybody agrees on. */
const HASHED_BY_SHA_256: ReadonlySet<unknown> = new Set(['RS256', 'ES256']);

/** The left half of a hash, base64url (OIDC Core §3.1.3.6). */
async function halfHash(text: string): Promise<string> {
  const hash = await sha256(text);
  return base64url(hash.slice(0, hash.length / 2));
}

export async function sha256(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
}

export function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

/** Claims that are moments (RFC 7519 §4.1). */
export const MOMENTS: ReadonlySet<string> = new Set(['exp', 'iat', 'nbf', 'auth_time', 'updated_at']);

/** Claims about the user that a scope brings, and that say themselves what they are (OIDC Core §5.1). */
export const OF_THE_PROFILE: ReadonlySet<string> = new Set([
  ...['given_name', 'family_name', 'middle_name', 'nickname', 'preferred_username', 'profile', 'picture'],
  ...['website', 'gender', 'birthdate', 'zoneinfo', 'locale', 'updated_at', 'address', 'phone_number'],
  'phone_number_verified',
]);

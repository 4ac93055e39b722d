/**
 * Client authentication (RFC 6749 §2.3, RFC 7521 §4.2): which credentials a request brings, and whether they are the
 * client's.
 */

import type { Client } from '../../resources/client/client.ts';
import { equalSecrets, sha256 } from '../digest.ts';
import { type OAuthError, oauthError } from '../oauth-error.ts';
import { asciiLowerCase, isText } from '../octets.ts';
import { type Parameters, parameter } from '../parameters.ts';
import { err, ok, type Result } from '../result.ts';
import { Secret } from '../secret.ts';
import { authMethods } from './authentication-methods.ts';

export type ClientCredentials = {
  /** Who they may be of, the likeliest first: a name in the header can be read in two ways. */
  readonly client_ids: readonly string[];
} & (
  | { readonly kind: 'none' }
  | {
      readonly kind: 'secret';
      readonly ways: readonly ('client_secret_basic' | 'client_secret_post')[];
      /** What was sent, in each way it can be read. */
      readonly client_secrets: readonly Secret[];
    }
  /** A JWT says itself whose it is; no client_id beside it is needed (RFC 7523 §3). */
  | { readonly kind: 'assertion'; readonly assertion: Secret }
);

/** RFC 7523 §2.2. */
const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

const BASIC_SCHEME = /^Basic(?: |$)/i;
const BASIC = /^Basic +([A-Za-z0-9+/]+=*)$/i;
const MAX_LENGTH = 2_048;

/**
 * The one way in which the request authenticates its client; two ways at once are refused (§2.3). A header of another scheme is
 * none of them: clients leave the access token of before in it.
 */
export function clientCredentials(
  authorization: string | undefined,
  parameters: Parameters,
): Result<ClientCredentials, OAuthError> {
  const client_id = parameter(parameters, 'client_id');
  const client_secret = parameter(parameters, 'client_secret');
  const assertion = parameter(parameters, 'client_assertion');
  const basic = readBasic(authorization);
  if (!basic.ok) return basic;
  const { client_ids: named, client_secrets } = basic.value;
  if (client_id !== undefined && named.length > 0 && !named.includes(client_id))
    return err(oauthError('invalid_request', 'client_id is not the one of the Authorization header'));
  const client_ids = client_id === undefined ? named : [client_id];
  const hasHeader = client_secrets.length > 0;
  const ways = [hasHeader, client_secret !== undefined, assertion !== undefined].filter(Boolean);
  if (ways.length > 1 && !isSaidTwice(basic.value, { client_id, client_secret, assertion }))
    return err(oauthError('invalid_request', 'the client is authenticated in two ways'));
  if (assertion !== undefined) return readAssertion(parameters, client_ids, new Secret(assertion));
  if (client_ids.length === 0) return invalidClient('the request names no client');
  if (client_secret !== undefined) {
    const both = hasHeader ? BOTH_WAYS : BOTH_WAYS.slice(1);
    return ok({ kind: 'secret', ways: both, client_ids, client_secrets: [new Secret(client_secret)] });
  }
  if (!hasHeader) return ok({ kind: 'none', client_ids });
  return ok({ kind: 'secret', ways: ['client_secret_basic'], client_ids, client_secrets });
}

const BOTH_WAYS = ['client_secret_basic', 'client_secret_post'] as const;

/** Libraries that send the header and leave both halves of it in the body too authenticate in one way, and say it twice. */
function isSaidTwice(
  { client_secrets }: BasicCredentials,
  body: { readonly [name in 'client_id' | 'client_secret' | 'assertion']: string | undefined },
): boolean {
  if (body.client_id === undefined || body.assertion !== undefined) return false;
  return client_secrets.some((secret) => secret.reveal() === body.client_secret);
}

/** What is wrong with credentials: for our log, and for the client where it may know more than that they are wrong. */
export type Mistake = { readonly detail: string; readonly description?: string };

/**
 * What is wrong with the credentials of a client; undefined: nothing. Who knows the secret and sends it in a way that the client
 * did not choose is told so; anybody else hears of one mistake as of the other.
 */
export function judgeCredentials(
  client: Client,
  credentials: Exclude<ClientCredentials, { readonly kind: 'assertion' }>,
): Mistake | undefined {
  const methods = authMethods(client);
  const ways = credentials.kind === 'none' ? ['none'] : credentials.ways;
  const isRight = credentials.kind === 'none' || isSecretOf(client, credentials.client_secrets);
  if (ways.some((way) => methods.some((method) => method === way)))
    return isRight ? undefined : { detail: 'wrong secret' };
  const detail = `wrong method: ${ways.join(' and ')} instead of ${methods.join(' or ')}`;
  if (credentials.kind === 'none' || !isRight) return { detail };
  return { detail, description: `this client authenticates by ${methods.join(' or ')}` };
}

/** Each reading is compared, so that the time tells of none. */
function isSecretOf({ client_secret_hash }: Client, client_secrets: readonly Secret[]): boolean {
  if (client_secret_hash === undefined) return false;
  return client_secrets
    .map((secret) => equalSecrets(sha256(secret.reveal()), client_secret_hash))
    .includes(true);
}

type Expected = {
  readonly client_id: string;
  /** The issuer and its token endpoint: who the assertion may be made for, whichever endpoint is asked. */
  readonly audiences: readonly string[];
  readonly now: number;
};

/** How far the clock of a client may be from ours, either way, and how long its assertion may live, in seconds. */
const LEEWAY = 60;
const MAX_ASSERTION_LIFETIME = 3_600;
const MAX_JTI = 512;

/**
 * Judges the claims of a verified assertion (RFC 7523 §3). What is meant for somebody else too could be sent to us by that one,
 * so every audience is ours. Gives what makes it good once: its `jti`, and until when to remember it.
 */
export function readClientAssertion(
  { header, claims }: { readonly header: Claims; readonly claims: Claims },
  { client_id, audiences, now }: Expected,
): Result<{ readonly jti: string; readonly exp: number }, string> {
  const { typ } = header;
  const { iss, sub, aud, exp, nbf, iat, jti } = claims;
  if (typ !== undefined && !(typeof typ === 'string' && ASSERTION_TYPS.has(asciiLowerCase(typ))))
    return err('typ is of another token');
  if (iss !== client_id || sub !== client_id) return err('iss and sub are not the client_id');
  if (!isForUs(aud, audiences)) return err('aud is not this server alone');
  if (!isTime(exp) || exp <= now - LEEWAY || exp > now + MAX_ASSERTION_LIFETIME + LEEWAY)
    return err('exp is past or too far off');
  if (isAhead(nbf, now) || isAhead(iat, now)) return err('nbf or iat is not a moment of the past');
  if (typeof jti !== 'string' || jti === '' || jti.length > MAX_JTI) return err('jti is missing or too long');
  return ok({ jti, exp: exp + LEEWAY });
}

function isForUs(aud: unknown, audiences: readonly string[]): boolean {
  const meant: readonly unknown[] = Array.isArray(aud) ? aud : [aud];
  return meant.length > 0 && meant.every((one) => audiences.some((ours) => ours === one));
}

type Claims = { readonly [name: string]: unknown };

const ASSERTION_TYPS: ReadonlySet<string> = new Set(['jwt', 'client-authentication+jwt']);

function isTime(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function isAhead(value: unknown, now: number): boolean {
  return value !== undefined && !(isTime(value) && value <= now + LEEWAY);
}

function readAssertion(
  parameters: Parameters,
  client_ids: readonly string[],
  assertion: Secret,
): Result<ClientCredentials, OAuthError> {
  if (parameter(parameters, 'client_assertion_type') !== ASSERTION_TYPE) {
    return err(oauthError('invalid_request', `client_assertion_type must be ${ASSERTION_TYPE}`));
  }
  return ok({ kind: 'assertion', client_ids, assertion });
}

type BasicCredentials = {
  readonly client_ids: readonly string[];
  /** None where the second half is empty or left out with its colon (okta-auth-js): a public client is named so. */
  readonly client_secrets: readonly Secret[];
};

/** What a header says; nothing where there is none, or one of another scheme. */
function readBasic(authorization = ''): Result<BasicCredentials, OAuthError> {
  if (!BASIC_SCHEME.test(authorization)) return ok({ client_ids: [], client_secrets: [] });
  const encoded = authorization.length <= MAX_LENGTH ? BASIC.exec(authorization)?.[1] : undefined;
  const pair = encoded === undefined ? '' : Buffer.from(encoded, 'base64').toString('utf8');
  const [client_id = '', ...rest] = pair.split(':');
  if (client_id === '')
    return invalidClient('the Authorization header is not Basic with a client_id and a secret');
  const client_ids = readings(client_id);
  if (!client_ids.every(isText)) return invalidClient('the client_id of the Authorization header is no text');
  const secret = rest.join(':');
  const client_secrets = secret === '' ? [] : readings(secret).map((reading) => new Secret(reading));
  return ok({ client_ids, client_secrets });
}

/**
 * §2.3.1: each half is form-encoded before they are joined. Many clients join them as they are (RFC 7617), curl and Authlib among
 * them, so a half with a `+` or `%` in it can mean either.
 */
function readings(half: string): readonly string[] {
  try {
    return [...new Set([decodeURIComponent(half.replaceAll('+', ' ')), half])];
  } catch {
    return [half];
  }
}

function invalidClient(description: string): Result<never, OAuthError> {
  return err(oauthError('invalid_client', description));
}

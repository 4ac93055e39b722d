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
import { ASSERTION_ALGS } from './client.ts';

export type ClientCredentials =
  | { readonly kind: 'none'; readonly client_id: string }
  | {
      readonly kind: 'client_secret_basic' | 'client_secret_post';
      readonly client_id: string;
      readonly client_secret: Secret;
    }
  /** A JWT says itself whose it is; `client_id` beside it is not needed (RFC 7523 §3). */
  | { readonly kind: 'assertion'; readonly client_id: string | undefined; readonly assertion: Secret };

/** RFC 7523 §2.2. */
const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

const BASIC = /^Basic +([A-Za-z0-9+/]+=*)$/i;
const MAX_LENGTH = 2_048;

/** The one way in which the request authenticates its client; two ways at once are refused (§2.3). */
export function clientCredentials(
  authorization: string | undefined,
  parameters: Parameters,
): Result<ClientCredentials, OAuthError> {
  const client_id = parameter(parameters, 'client_id');
  const client_secret = parameter(parameters, 'client_secret');
  const assertion = parameter(parameters, 'client_assertion');
  const ways = [authorization, client_secret, assertion].filter((way) => way !== undefined);
  if (ways.length > 1) return err(oauthError('invalid_request', 'the client is authenticated in two ways'));
  if (authorization !== undefined) return readBasic(authorization, client_id);
  if (assertion !== undefined) return readAssertion(parameters, new Secret(assertion));
  if (client_id === undefined) return invalidClient('the request names no client');
  if (client_secret === undefined) return ok({ kind: 'none', client_id });
  return ok({ kind: 'client_secret_post', client_id, client_secret: new Secret(client_secret) });
}

/** Whether the credentials are the client's, in the way it is registered for (RFC 7591 §2, `token_endpoint_auth_method`). */
export function isAuthentic(
  client: Client,
  credentials: Exclude<ClientCredentials, { readonly kind: 'assertion' }>,
): boolean {
  if (client.token_endpoint_auth_method !== credentials.kind) return false;
  if (credentials.kind === 'none') return true;
  if (client.client_secret_hash === undefined) return false;
  return equalSecrets(sha256(credentials.client_secret.reveal()), client.client_secret_hash);
}

/** The algorithms of this client's assertions, by its registration alone (RFC 8725 §3.1); none: it makes no assertions. */
export function assertionAlgs(client: Client): readonly string[] {
  const algs = ASSERTION_ALGS[client.token_endpoint_auth_method] ?? [];
  const { token_endpoint_auth_signing_alg: registered } = client;
  return registered === undefined ? algs : algs.filter((alg) => alg === registered);
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

function readAssertion(parameters: Parameters, assertion: Secret): Result<ClientCredentials, OAuthError> {
  if (parameter(parameters, 'client_assertion_type') !== ASSERTION_TYPE) {
    return err(oauthError('invalid_request', `client_assertion_type must be ${ASSERTION_TYPE}`));
  }
  return ok({ kind: 'assertion', client_id: parameter(parameters, 'client_id'), assertion });
}

/** §2.3.1: both halves are form-encoded before they are joined; a half that cannot be decoded is taken as it is. */
function readBasic(authorization: string, beside: string | undefined): Result<ClientCredentials, OAuthError> {
  const encoded = authorization.length <= MAX_LENGTH ? BASIC.exec(authorization)?.[1] : undefined;
  const pair = encoded === undefined ? '' : Buffer.from(encoded, 'base64').toString('utf8');
  const colon = pair.indexOf(':');
  if (colon < 1) return invalidClient('the Authorization header is not Basic with a client_id and a secret');
  const client_id = decode(pair.slice(0, colon));
  if (!isText(client_id)) return invalidClient('the client_id of the Authorization header is no text');
  if (beside !== undefined && beside !== client_id) {
    return err(oauthError('invalid_request', 'client_id is not the one of the Authorization header'));
  }
  const client_secret = new Secret(decode(pair.slice(colon + 1)));
  return ok({ kind: 'client_secret_basic', client_id, client_secret });
}

function decode(half: string): string {
  try {
    return decodeURIComponent(half.replaceAll('+', ' '));
  } catch {
    return half;
  }
}

function invalidClient(description: string): Result<never, OAuthError> {
  return err(oauthError('invalid_client', description));
}

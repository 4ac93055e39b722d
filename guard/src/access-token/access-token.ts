/**
 * The claims of an access token (RFC 9068 §2.2, §4), judged after the signature. Pure: the time comes in.
 */
import { isIdentifier } from '../identifier.ts';
import { type JsonObject, member } from '../json.ts';
import type { Reason } from '../protected-resource/refusal.ts';
import { readScope } from '../protected-resource/scope.ts';
import { err, ok, type Result } from '../result.ts';
import type { TokenTyp } from './jws.ts';

/** What a handler learns about who calls. */
export type AccessToken = {
  readonly iss: string;
  readonly sub: string;
  /** The client that calls: `client_id` (RFC 9068), or `azp` in Auth0's dialect. */
  readonly client_id: string;
  readonly scope: readonly string[];
  /** `machine` when a client got the token for itself, with no user behind it (AU-21). */
  readonly subject_kind: 'user' | 'machine';
  /** Seconds since the epoch. */
  readonly exp: number;
  /** All claims, as signed. */
  readonly claims: JsonObject;
};

export type Expectations = {
  readonly issuer: string;
  readonly audience: string;
  readonly typ: TokenTyp;
  /** Seconds by which clocks may differ. */
  readonly leeway: number;
  /** Seconds since the epoch. */
  readonly now: number;
};

/** No access token lives longer; a time in milliseconds lies far beyond (JW-14). */
const MAX_LIFETIME = 366 * 86_400;

/** The token, or the first thing wrong with its claims. */
export function readAccessToken(claims: JsonObject, expected: Expectations): Result<AccessToken, Reason> {
  const iss = member(claims, 'iss');
  // RFC 9068 §4: the exact issuer. No normalisation: another spelling is another issuer.
  if (iss !== expected.issuer) return err('wrong_iss');
  if (!isMeantFor(member(claims, 'aud'), expected.audience)) return err('wrong_aud');
  const sub = member(claims, 'sub');
  if (!isIdentifier(sub)) return err('invalid_sub');
  const client_id = readClient(claims);
  if (client_id === undefined) return err('invalid_client');
  const times = readTimes(claims, expected);
  if (!times.ok) return times;
  const jti = member(claims, 'jti');
  if (!isIdentifier(jti) && (expected.typ === 'at+jwt' || jti !== undefined)) return err('invalid_jti');
  const scope = readScope(member(claims, 'scope'));
  if (scope === undefined) return err('invalid_scope');
  if (expected.typ === 'jwt' && looksLikeIdToken(claims, client_id)) return err('looks_like_id_token');
  const subject_kind = isMachine({ claims, sub, client_id }) ? 'machine' : 'user';
  return ok({ iss: expected.issuer, sub, client_id, scope, subject_kind, exp: times.value.exp, claims });
}

/** RFC 7519 §4.1.3: one string, or an array of strings of which one is ours. */
export function isMeantFor(aud: unknown, audience: string): boolean {
  if (!Array.isArray(aud)) return aud === audience;
  return aud.every(isIdentifier) && aud.includes(audience);
}

/** The calling client. Where both claims stand they must agree, or two readers would see two clients. */
export function readClient(claims: JsonObject): string | undefined {
  const client_id = member(claims, 'client_id');
  const azp = member(claims, 'azp');
  if (client_id !== undefined && azp !== undefined && client_id !== azp) return undefined;
  const client = client_id ?? azp;
  return isIdentifier(client) ? client : undefined;
}

/** RFC 7519 §4.1.4 to §4.1.6. Each comparison is with a number known to be finite, so none can be lost to NaN. */
export function readTimes(
  claims: JsonObject,
  { now, leeway }: Pick<Expectations, 'now' | 'leeway'>,
): Result<{ exp: number }, 'invalid_times' | 'not_yet_valid' | 'expired'> {
  const exp = member(claims, 'exp');
  const iat = member(claims, 'iat');
  const nbf = member(claims, 'nbf');
  if (!isNumericDate(exp) || !isNumericDate(iat)) return err('invalid_times');
  if (nbf !== undefined && !isNumericDate(nbf)) return err('invalid_times');
  if (exp <= iat || exp - iat > MAX_LIFETIME) return err('invalid_times');
  if (Math.max(iat, nbf ?? iat) > now + leeway) return err('not_yet_valid');
  if (now >= exp + leeway) return err('expired');
  return ok({ exp });
}

/** RFC 7519 §2. */
export function isNumericDate(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

/** Claims that only tokens about a sign-in or a sign-out have (OIDC Core §2, OIDC Back-Channel Logout §2.4). */
const SIGN_IN_CLAIMS = ['nonce', 'at_hash', 'c_hash', 's_hash', 'auth_time', 'acr', 'amr', 'sid', 'events'];
/** Claims that only access tokens have. */
const ACCESS_CLAIMS = ['scope', 'permissions', 'gty'];

/**
 * For tokens of `typ` JWT, where the header does not tell an access token from an ID token. An ID token is addressed to
 * its own client, tells about the sign-in, and grants nothing: any one of these is enough to refuse.
 */
export function looksLikeIdToken(claims: JsonObject, client_id: string): boolean {
  if (SIGN_IN_CLAIMS.some((name) => Object.hasOwn(claims, name))) return true;
  if ([member(claims, 'aud')].flat().includes(client_id)) return true;
  return !ACCESS_CLAIMS.some((name) => Object.hasOwn(claims, name));
}

/** RFC 9068 §5: a client's own token has the client as subject. Auth0 says so by `gty` and by `<client_id>@clients`. */
function isMachine(token: {
  readonly claims: JsonObject;
  readonly sub: string;
  readonly client_id: string;
}): boolean {
  if (token.sub === token.client_id || token.sub.endsWith('@clients')) return true;
  return [member(token.claims, 'gty')].flat().includes('client-credentials');
}

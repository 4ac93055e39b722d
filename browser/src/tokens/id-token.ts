/**
 * What an ID token must say before anybody is signed in (OIDC Core §3.2.2.11, §3.1.3.7).
 */

import type { Transaction } from '../authorization/transaction.ts';
import { digestText } from '../digest.ts';
import type { Environment } from '../environment.ts';
import { demand } from '../errors.ts';
import { encodeBase64url, isString, type JsonObject } from '../json.ts';
import type { Settings } from '../settings.ts';
import { demandIdToken } from './jws.ts';

export type IdTokenClaims = {
  readonly iss: string;
  readonly sub: string;
  /** A list, though the token may spell one audience as a string. */
  readonly aud: readonly string[];
  readonly exp: number;
  readonly iat: number;
  /** Of the request it answers; an ID token that came for a refresh token has none (OIDC Core §12.2). */
  readonly nonce?: string | undefined;
  readonly [claim: string]: unknown;
};

type Expected = { readonly settings: Settings; readonly transaction: Transaction; readonly now: number };

/** No ID token is good for longer; a longer one has its times in milliseconds. */
const MAX_LIFETIME = 366 * 24 * 3600;

/** The claims, once each of them is what this question's answer must hold. */
export function validateClaims(claims: JsonObject, expected: Expected): IdTokenClaims {
  const { iss, sub, aud, azp, nonce } = claims;
  const { settings, transaction } = expected;
  demandIdToken(iss === settings.issuer, 'iss');
  const audiences: readonly unknown[] = [aud].flat();
  demandIdToken(audiences.every(isString) && audiences.includes(settings.client_id), 'aud');
  // Where it is for others too, it must say it was given to us; and if it says to whom, that must be us.
  demandIdToken((audiences.length === 1 && azp === undefined) || azp === settings.client_id, 'azp');
  demandIdToken(nonce === transaction.nonce, 'nonce');
  const times = validateTimes(claims, expected);
  demandIdToken(isString(sub) && sub !== '' && sub === (transaction.sub ?? sub), 'sub');
  return { ...claims, ...times, iss: settings.issuer, aud: audiences, sub, nonce: transaction.nonce };
}

/** `at_hash` ties the access token to the ID token, so neither can be swapped (OIDC Core §3.2.2.9). */
export async function validateAccessTokenHash(
  access_token: string,
  at_hash: unknown,
  { hash, environment }: { readonly hash: string; readonly environment: Environment },
): Promise<void> {
  const digest = await digestText(access_token, hash, environment);
  demandIdToken(at_hash === encodeBase64url(digest.subarray(0, digest.length / 2)), 'at_hash');
}

function validateTimes(claims: JsonObject, { settings, transaction, now }: Expected) {
  const { exp, iat, nbf = iat, auth_time } = claims;
  const { leeway } = settings;
  const { max_age, created_at } = transaction;
  demandIdToken(isTime(exp) && isTime(iat) && isTime(nbf), 'times');
  // It was made after we asked and before it came; if our clock says otherwise, our clock is wrong.
  const isOfNow = iat >= created_at - leeway && Math.max(iat, nbf) <= now + leeway;
  demand(isOfNow, 'clock_skew', 'iat or nbf');
  demand(exp + leeway > now, 'id_token_expired', 'exp');
  demandIdToken(exp - now < MAX_LIFETIME, 'exp');
  demandIdToken(
    max_age === undefined || (isTime(auth_time) && auth_time + max_age + leeway >= now),
    'auth_time',
  );
  return { exp, iat };
}

/** JSON has `1e400`, which is Infinity to us, and strings that compare like numbers. */
function isTime(value: unknown): value is number {
  return Number.isFinite(value);
}

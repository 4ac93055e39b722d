/**
 * The ID token (OIDC Core §2, §3.1.3.7, §3.2.2.11, §3.3.2.11): signature, claims and the hashes of its companions.
 */
import {
  compactVerify,
  decodeJwt,
  decodeProtectedHeader,
  importJWK,
  type ProtectedHeaderParameters,
} from 'jose';
import { accessTokenHash } from '../walk/tokens.ts';
import { type Finding, must } from './finding.ts';
import { isText, type JsonObject } from './json.ts';
import { matchingKeys } from './jwks.ts';
import { checkStandardClaims } from './standard-claims.ts';

export type ReadToken = {
  readonly jwt: string;
  readonly header: ProtectedHeaderParameters;
  readonly claims: JsonObject;
  readonly findings: readonly Finding[];
};

export type ExpectedIdToken = {
  readonly issuer: string;
  readonly client_id: string;
  /** What was sent; undefined demands that the token has none. */
  readonly nonce: string | undefined;
  readonly now: number;
};

const FIFTY_YEARS = 50 * 365 * 86_400;
const CLOCK_SKEW = 300;

/** Reads a signed token and verifies it with the one key that fits its header. */
export async function readSignedToken(jwt: string, jwks: unknown, what: string): Promise<ReadToken> {
  try {
    const header = decodeProtectedHeader(jwt);
    const claims = decodeJwt(jwt);
    return { jwt, header, claims, findings: await checkSignature(jwt, header, { jwks, what }) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { jwt, header: {}, claims: {}, findings: must(false, `${what} cannot be read: ${reason}`) };
  }
}

/** The claims every ID token must carry, whatever flow it came by. */
export function checkIdTokenClaims(claims: JsonObject, expected: ExpectedIdToken): readonly Finding[] {
  const { iss, aud, sub, exp, iat, nonce, azp, acr, auth_time } = claims;
  const { now } = expected;
  const audience = Array.isArray(aud) ? aud : [aud];
  return [
    ...must(iss === expected.issuer, `ID token: iss is ${String(iss)}, not ${expected.issuer}`),
    ...must(audience.includes(expected.client_id), 'ID token: aud does not contain the client_id'),
    ...must(
      audience.length === 1 || azp === expected.client_id,
      'ID token: several aud and azp is not the client',
    ),
    ...must(isText(sub) && sub.length <= 255, 'ID token: no sub of at most 255 characters'),
    ...must(isNumber(exp) && exp > now && exp < now + FIFTY_YEARS, 'ID token: exp is past or too far away'),
    ...must(
      isNumber(iat) && Math.abs(iat - now) <= CLOCK_SKEW,
      'ID token: iat is not within five minutes of now',
    ),
    ...must(
      auth_time === undefined || (isNumber(auth_time) && auth_time <= now + CLOCK_SKEW && auth_time > 0),
      'ID token: auth_time is not plausible',
    ),
    ...must(acr === undefined || isText(acr), 'ID token: acr is not a string'),
    ...must(nonce === expected.nonce, `ID token: nonce is not ${expected.nonce ?? 'absent'}`),
    ...checkStandardClaims(claims, { what: 'ID token', now }),
  ];
}

/** `at_hash` and `c_hash`, mandatory where a front-channel response demands them, right wherever they are. */
export function checkHashes(
  { claims, header }: ReadToken,
  beside: {
    readonly access_token?: string | undefined;
    readonly code?: string | undefined;
    readonly mandatory: boolean;
  },
): readonly Finding[] {
  const alg = header.alg ?? 'RS256';
  const rows = [
    ['at_hash', beside.access_token, '§3.2.2.9'],
    ['c_hash', beside.code, '§3.3.2.11'],
  ] as const;
  return rows.flatMap(([name, value, section]) => {
    if (value === undefined) return [];
    const found = claims[name];
    if (found === undefined) return must(!beside.mandatory, `ID token: no ${name} (OIDC Core ${section})`);
    return must(found === accessTokenHash(value, alg), `ID token: ${name} is wrong (OIDC Core ${section})`);
  });
}

/** A later token of the same End-User and session (OIDC Core §12.2). */
export function checkSame(
  first: JsonObject,
  second: JsonObject,
  names: readonly string[],
): readonly Finding[] {
  return names.flatMap((name) =>
    must(
      JSON.stringify(first[name]) === JSON.stringify(second[name]),
      `ID token: ${name} changed from ${String(first[name])} to ${String(second[name])}`,
    ),
  );
}

/** Reads a token that its client asked to have unsigned. */
export function readUnsignedToken(jwt: string): ReadToken {
  const header = decodeProtectedHeader(jwt);
  const findings = [
    ...must(header.alg === 'none', `ID token: alg is ${header.alg}, not none`),
    ...must(jwt.endsWith('.'), 'ID token: a signature, though alg is none (RFC 7518 §3.6)'),
  ];
  return { jwt, header, claims: decodeJwt(jwt), findings };
}

async function checkSignature(
  jwt: string,
  header: ProtectedHeaderParameters,
  { jwks, what }: { readonly jwks: unknown; readonly what: string },
): Promise<readonly Finding[]> {
  const { kid, alg } = header;
  const keys = matchingKeys(jwks, {
    ...(kid === undefined ? {} : { kid }),
    ...(alg === undefined ? {} : { alg }),
  });
  const [key] = keys;
  if (key === undefined || keys.length > 1) {
    return must(
      false,
      `${what}: ${keys.length} published keys fit kid ${kid ?? 'none'} and alg ${alg ?? 'none'}`,
    );
  }
  await compactVerify(jwt, await importJWK({ ...key }, alg));
  return [];
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

/**
 * Verification of what came back, from the published keys alone (OIDC Core §3.2.2.9, §3.2.2.11; RFC 9068 §4).
 */
import { createHash } from 'node:crypto';
import { decodeProtectedHeader, type JWTPayload, jwtVerify } from 'jose';
import type { Metadata } from './metadata.ts';
import type { Printer } from './printer.ts';

type Expected = {
  readonly client_id: string;
  readonly nonce: string;
  readonly access_token: string | undefined;
};

/** Clocks of two machines may differ by this many seconds. */
const LEEWAY = 60;
/** An asymmetric signature, or the token could be made by whoever can read it. */
const ALGS: ReadonlySet<string> = new Set(['RS256', 'PS256', 'ES256', 'EdDSA', 'Ed25519']);
const AT_HASH_DIGESTS: ReadonlyMap<string, string> = new Map([
  ['EdDSA', 'sha512'],
  ['Ed25519', 'sha512'],
]);

/** Verifies the ID token and returns its claims; throws a sentence at the first thing that does not hold. */
export async function verifyIdToken(
  id_token: string,
  expected: Expected,
  at: { readonly metadata: Metadata; readonly printer: Printer },
): Promise<JWTPayload> {
  const { metadata, printer } = at;
  const { payload, protectedHeader } = await verify(id_token, metadata, {
    audience: expected.client_id,
    what: 'ID token',
  });
  const { alg, kid } = protectedHeader;
  expect(
    payload['nonce'] === expected.nonce,
    'ID token: nonce is not the one that was sent (OIDC Core §3.2.2.11)',
  );
  const several = Array.isArray(payload.aud) && payload.aud.length > 1;
  expect(
    !several || payload['azp'] === expected.client_id,
    'ID token: azp is not the client (OIDC Core §3.1.3.7)',
  );
  if (expected.access_token !== undefined) {
    const right = accessTokenHash(expected.access_token, alg);
    expect(
      payload['at_hash'] === right,
      'ID token: at_hash is not that of the access token (OIDC Core §3.2.2.9)',
    );
  }
  printer.check(`ID token: ${alg} by key ${kid ?? 'without kid'}, iss, aud, nonce, exp, iat, at_hash hold`);
  return payload;
}

/** Verifies an access token in JWT form; an opaque one is for the server alone to read, unless an API was asked for. */
export async function verifyAccessToken(
  access_token: string,
  asked: { readonly audience: string | undefined; readonly scope: string },
  at: { readonly metadata: Metadata; readonly printer: Printer },
): Promise<JWTPayload | undefined> {
  const { audience } = asked;
  if (!isJwt(access_token)) {
    expect(audience === undefined, `Access token: it is opaque, although the API ${audience} was asked for`);
    at.printer.check('access token: opaque, for the userinfo endpoint');
    return undefined;
  }
  const { payload, protectedHeader } = await verify(access_token, at.metadata, {
    audience,
    what: 'Access token',
  });
  const given = typeof payload['scope'] === 'string' ? payload['scope'].split(' ') : [];
  const extra = given.filter((scope) => !asked.scope.split(' ').includes(scope));
  if (extra.length > 0) at.printer.note(`the access token has scopes nobody asked for: ${extra.join(' ')}`);
  if (audience !== undefined) expect(given.length > 0, 'Access token: it has no scope');
  const { alg, typ } = protectedHeader;
  at.printer.check(`access token: ${alg} ${typ ?? ''}, iss, aud, exp hold, scope "${given.join(' ')}"`);
  return payload;
}

/** `at_hash`: the left half of the token's digest, by the digest of the signature's algorithm (OIDC Core §3.2.2.9). */
export function accessTokenHash(access_token: string, alg: string): string {
  const digest = createHash(AT_HASH_DIGESTS.get(alg) ?? 'sha256')
    .update(access_token, 'ascii')
    .digest();
  return digest.subarray(0, digest.length / 2).toString('base64url');
}

async function verify(
  token: string,
  metadata: Metadata,
  expected: { readonly audience: string | undefined; readonly what: string },
) {
  const { audience, what } = expected;
  const listed = metadata.id_token_signing_alg_values_supported;
  const algorithms = [...ALGS].filter((alg) => listed.includes(alg) || alg === 'RS256');
  try {
    return await jwtVerify(token, metadata.keys, {
      algorithms,
      issuer: metadata.issuer,
      clockTolerance: LEEWAY,
      requiredClaims: ['sub', 'iat', 'exp'],
      ...(audience === undefined ? {} : { audience }),
    });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`${what}: ${reason}.`, { cause });
  }
}

function isJwt(token: string): boolean {
  try {
    return token.split('.').length === 3 && typeof decodeProtectedHeader(token).alg === 'string';
  } catch {
    return false;
  }
}

function expect(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(`${otherwise}.`);
}

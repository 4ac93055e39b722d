/**
 * The public keys of a client, as Auth0 has them: a credential each.
 */
import { createHash, createPublicKey, type JsonWebKey } from 'node:crypto';
import type { Values } from '../../../resources/kind.ts';
import { isMapping } from '../../../resources/shape.ts';
import { idOf } from '../../record-ids.ts';

const PREFIX = 'cred_';

/** The credentials of a client, which are the keys of its set. */
export function credentialsOf({ jwks }: Values): readonly Values[] {
  return keysOf(jwks).map((key) => ({
    id: idOf(PREFIX, [String(key['kid'] ?? thumbprintOf(key))]),
    ...(typeof key['kid'] === 'string' ? { kid: key['kid'] } : {}),
    ...(typeof key['name'] === 'string' ? { name: key['name'] } : {}),
    ...(typeof key['alg'] === 'string' ? { alg: key['alg'] } : {}),
    credential_type: 'public_key',
    thumbprint_sha256: thumbprintOf(key),
  }));
}

/** The keys of a set. */
export function keysOf(jwks: unknown): readonly Values[] {
  const keys: readonly unknown[] = isMapping(jwks) && Array.isArray(jwks['keys']) ? jwks['keys'] : [];
  return keys.filter(isMapping);
}

/** What a key is by, in the order of their names (RFC 7638 §3.2). */
function thumbprintOf(key: Values): string {
  const members = ['crv', 'e', 'kty', 'n', 'x', 'y'].filter((name) => key[name] !== undefined);
  const text = JSON.stringify(Object.fromEntries(members.map((name) => [name, key[name]])));
  return createHash('sha256').update(text).digest('base64url');
}

/** The public key in a PEM; undefined: it holds none that signs what is taken here. */
export function jwkOf(pem: string): JsonWebKey | undefined {
  // A private key has a public one too, and is nobody's to send.
  if (pem.includes('PRIVATE KEY')) return undefined;
  try {
    return createPublicKey(pem).export({ format: 'jwk' });
  } catch {
    return undefined;
  }
}

/** What a key of a type signs by (RFC 7518 §6.1). */
export const ALGS_OF: Readonly<Record<string, readonly string[]>> = {
  RSA: ['RS256', 'PS256'],
  EC: ['ES256'],
  OKP: ['EdDSA'],
};

/**
 * The key with which a client signs its assertions and request objects.
 */
import { randomBytes } from 'node:crypto';
import { exportJWK, generateKeyPair, type JWK } from 'jose';

export type ClientKey = { readonly privateJwk: JWK; readonly publicJwk: JWK };

/** A fresh RS256 key. */
export async function makeClientKey(): Promise<ClientKey> {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
  const members = { kid: randomBytes(9).toString('base64url'), alg: 'RS256', use: 'sig' };
  return {
    privateJwk: { ...(await exportJWK(privateKey)), ...members },
    publicJwk: { ...(await exportJWK(publicKey)), ...members },
  };
}

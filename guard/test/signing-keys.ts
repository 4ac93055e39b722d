/**
 * Real keys, made once a process, and a signer that signs whatever text it is given: attacks need tokens that no honest
 * library would make.
 */
import { createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

export type SigningKey = {
  readonly kid: string;
  readonly alg: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  readonly jwk: Readonly<Record<string, unknown>>;
};

const rsa = (bits: number) => generateKeyPairSync('rsa', { modulusLength: bits });
const ec = (namedCurve: string) => generateKeyPairSync('ec', { namedCurve });

export const RS256 = signingKey('rs-1', 'RS256', rsa(2048));
export const OTHER_RS256 = signingKey('rs-2', 'RS256', rsa(2048));
export const WEAK_RS256 = signingKey('rs-3', 'RS256', rsa(1024));
export const ES256 = signingKey('es-1', 'ES256', ec('P-256'));
export const OTHER_ES256 = signingKey('es-2', 'ES256', ec('P-256'));
export const ES256K = signingKey('k1-1', 'ES256K', ec('secp256k1'));
export const EDDSA = signingKey('ed-1', 'EdDSA', generateKeyPairSync('ed25519'));

/** The same key under another kid. */
export function renamed(key: SigningKey, kid: string): SigningKey {
  return { ...key, kid, jwk: { ...key.jwk, kid } };
}

/** A compact JWS of exactly these texts. */
export function signText(header: string, payload: string, key: SigningKey, alg = key.alg): string {
  const input = `${base64url(header)}.${base64url(payload)}`;
  return `${input}.${signature(input, key, alg).toString('base64url')}`;
}

/** A compact JWS that has an HMAC where the signature belongs. */
export function hmacText(header: string, payload: string, secret: Buffer | string, bits: number): string {
  const input = `${base64url(header)}.${base64url(payload)}`;
  return `${input}.${createHmac(`sha${bits}`, secret).update(input).digest('base64url')}`;
}

export function base64url(text: string | Buffer): string {
  return Buffer.from(text).toString('base64url');
}

function signature(input: string, key: SigningKey, alg: string): Buffer {
  const data = Buffer.from(input);
  const hash = `sha${alg.slice(2, 5)}`;
  if (alg === 'EdDSA') return sign(null, data, key.privateKey);
  if (alg.startsWith('PS')) return sign(hash, data, { key: key.privateKey, padding: 6, saltLength: 32 });
  if (alg.startsWith('ES')) return sign('sha256', data, { key: key.privateKey, dsaEncoding: 'ieee-p1363' });
  return sign(alg === 'RS1' ? 'sha1' : hash, data, key.privateKey);
}

function signingKey(
  kid: string,
  alg: string,
  pair: { readonly privateKey: KeyObject; readonly publicKey: KeyObject },
): SigningKey {
  return { kid, alg, ...pair, jwk: { ...pair.publicKey.export({ format: 'jwk' }), kid, alg, use: 'sig' } };
}

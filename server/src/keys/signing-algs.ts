/**
 * What differs by JWS algorithm, a row each (RFC 7518 §3.1, RFC 8037 §3.1): used to make keys, sign, verify and publish.
 */
import { generateKeyPair, type KeyObject, type SignKeyObjectInput } from 'node:crypto';
import { promisify } from 'node:util';
import type { SigningAlg } from '../protocol/client.ts';

const generate = promisify(generateKeyPair);

type SigningAlgRow = {
  readonly kty: 'RSA' | 'EC' | 'OKP';
  /** The members that make the public key, and nothing else of a JWK (RFC 7518 §6, RFC 8037 §2). */
  readonly publicMembers: readonly ('n' | 'e' | 'crv' | 'x' | 'y')[];
  /** Name of the digest for node:crypto; null where the algorithm brings its own. */
  readonly digest: 'sha256' | null;
  readonly signature_bytes: number;
  /** A new private key, made on the thread pool. */
  generate(): Promise<KeyObject>;
  /** The key as node:crypto's sign and verify take it. */
  keyInput(key: KeyObject): KeyObject | SignKeyObjectInput;
};

export const SIGNING_ALG_ROWS: Readonly<Record<SigningAlg, SigningAlgRow>> = {
  RS256: {
    kty: 'RSA',
    publicMembers: ['n', 'e'],
    digest: 'sha256',
    signature_bytes: 256,
    generate: async () => (await generate('rsa', { modulusLength: 2048 })).privateKey,
    keyInput: (key) => key,
  },
  ES256: {
    kty: 'EC',
    publicMembers: ['crv', 'x', 'y'],
    digest: 'sha256',
    signature_bytes: 64,
    generate: async () => (await generate('ec', { namedCurve: 'P-256' })).privateKey,
    // RFC 7518 §3.4: r and s side by side, not the DER that OpenSSL writes by default.
    keyInput: (key) => ({ key, dsaEncoding: 'ieee-p1363' }),
  },
  EdDSA: {
    kty: 'OKP',
    publicMembers: ['crv', 'x'],
    digest: null,
    signature_bytes: 64,
    generate: async () => (await generate('ed25519', {})).privateKey,
    keyInput: (key) => key,
  },
};

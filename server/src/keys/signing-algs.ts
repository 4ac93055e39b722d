/**
 * What differs by JWS algorithm, a row each (RFC 7518 §3.1, RFC 8037 §3.1): used to make keys, sign, verify and publish.
 */
import { generateKeyPair, type KeyObject, type VerifyKeyObjectInput } from 'node:crypto';
import { promisify } from 'node:util';
import type { SigningAlg } from '../protocol/client/client.ts';

const generate = promisify(generateKeyPair);

type SigningAlgRow = {
  readonly kty: 'RSA' | 'EC' | 'OKP';
  /** The members that make the public key, and nothing else of a JWK (RFC 7518 §6, RFC 8037 §2). */
  readonly publicMembers: readonly ('n' | 'e' | 'crv' | 'x' | 'y')[];
  /** Name of the digest for node:crypto; null where the algorithm brings its own. */
  readonly digest: 'sha256' | null;
  readonly signature_bytes: number;
  /** Whether its keys are published with a certificate, as Auth0's are, which are of RSA. */
  readonly has_certificate: boolean;
  /** Whether signatures are handed to the thread pool in groups: one takes about 0.02 ms, by RSA more than ten times that. */
  readonly shorter_than_waking_a_thread: boolean;
  /** A new private key, made on the thread pool. */
  generate(): Promise<KeyObject>;
  /** The key as node:crypto's verify takes it, so that it reads a signature as a JWS holds it. */
  verifyInput(key: KeyObject): KeyObject | VerifyKeyObjectInput;
  /** What node:crypto's sign makes, as a JWS holds it. */
  jwsSignature(made: Buffer): Buffer;
};

export const SIGNING_ALG_ROWS: Readonly<Record<SigningAlg, SigningAlgRow>> = {
  RS256: {
    kty: 'RSA',
    publicMembers: ['n', 'e'],
    digest: 'sha256',
    signature_bytes: 256,
    has_certificate: true,
    shorter_than_waking_a_thread: false,
    generate: async () => (await generate('rsa', { modulusLength: 2048 })).privateKey,
    verifyInput: (key) => key,
    jwsSignature: (made) => made,
  },
  ES256: {
    kty: 'EC',
    publicMembers: ['crv', 'x', 'y'],
    digest: 'sha256',
    signature_bytes: 64,
    has_certificate: false,
    shorter_than_waking_a_thread: true,
    generate: async () => (await generate('ec', { namedCurve: 'P-256' })).privateKey,
    verifyInput: (key) => ({ key, dsaEncoding: 'ieee-p1363' }),
    // Node makes the same of the same option, but takes twice as long over it as over the signature.
    jwsSignature: besideEachOther,
  },
  EdDSA: {
    kty: 'OKP',
    publicMembers: ['crv', 'x'],
    digest: null,
    signature_bytes: 64,
    has_certificate: false,
    shorter_than_waking_a_thread: true,
    generate: async () => (await generate('ed25519', {})).privateKey,
    verifyInput: (key) => key,
    jwsSignature: (made) => made,
  },
};

const COORDINATE_BYTES = 32;

/**
 * RFC 7518 §3.4: r and s side by side, each as long as the curve's field, in place of the DER that OpenSSL writes: a
 * sequence of two integers, each after its tag and its length, without leading zeros or with one that keeps it positive.
 */
function besideEachOther(der: Buffer): Buffer {
  const r_ends = 4 + der.readUInt8(3);
  const signature = Buffer.alloc(2 * COORDINATE_BYTES);
  alignRight(der.subarray(4, r_ends), signature.subarray(0, COORDINATE_BYTES));
  alignRight(der.subarray(r_ends + 2), signature.subarray(COORDINATE_BYTES));
  return signature;
}

function alignRight(integer: Buffer, field: Buffer): void {
  const digits = integer.subarray(Math.max(integer.length - field.length, 0));
  digits.copy(field, field.length - digits.length);
}

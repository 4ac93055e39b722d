/**
 * Values that leave our hands or lie at rest, sealed: JWE in direct encryption with A256GCM (RFC 7516, RFC 7518 §4.5),
 * under a key that HKDF (RFC 5869) derives from the master key for one purpose of one tenant. A value sealed for another
 * purpose or tenant meets another key, so it cannot be carried over.
 */
import { createHmac, createSecretKey, hkdfSync, type KeyObject, webcrypto } from 'node:crypto';
import { compactDecrypt } from 'jose/jwe/compact/decrypt';
import { CompactEncrypt } from 'jose/jwe/compact/encrypt';
import { BoundedMap } from './bounded-map.ts';

export type JsonObject = { readonly [name: string]: unknown };

export type SealContext = {
  readonly purpose:
    | 'interaction'
    | 'signing-key'
    | 'csrf'
    | 'device'
    | 'client-secret'
    | 'logout'
    | 'mail'
    | 'code'
    | 'authenticator'
    | 'webauthn'
    | 'pairwise';
  readonly tenant_id: string;
};

export type Seal = {
  /** Authenticated encryption bound to purpose and tenant. */
  seal(context: SealContext, data: JsonObject): Promise<string>;
  /** The data, or undefined when the value was not sealed by us for this purpose and tenant. Never throws on input. */
  open(context: SealContext, sealed: string): Promise<JsonObject | undefined>;
  /** HMAC-SHA256, base64url, for CSRF tokens. */
  mac(context: SealContext, text: string): string;
};

const ALG = 'dir';
const ENC = 'A256GCM';

/** What every value of ours begins with: the header, and the encrypted key that direct encryption leaves empty. */
const PREFIX = `${Buffer.from(JSON.stringify({ alg: ALG, enc: ENC })).toString('base64url')}..`;

const MAX_SEALED_CHARACTERS = 16_384;
const MAX_DERIVED_KEYS = 4_096;

/** Seals and opens under keys derived from the 32 bytes of the master key. */
export function createSeal(masterKey: Uint8Array): Seal {
  if (masterKey.length !== 32) throw new Error('The master key must have 32 bytes.');
  const encryptionKeys = new BoundedMap<string, Promise<webcrypto.CryptoKey>>(MAX_DERIVED_KEYS);
  const macKeys = new BoundedMap<string, KeyObject>(MAX_DERIVED_KEYS);

  function encryptionKey(context: SealContext): Promise<webcrypto.CryptoKey> {
    const info = keyInfo('seal', context);
    const known = encryptionKeys.get(info);
    if (known !== undefined) return known;
    const bytes = hkdfSync('sha256', masterKey, '', info, 32);
    const imported = webcrypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
    encryptionKeys.set(info, imported);
    return imported;
  }

  function macKey(context: SealContext): KeyObject {
    const info = keyInfo('mac', context);
    const known = macKeys.get(info);
    if (known) return known;
    const derived = createSecretKey(Buffer.from(hkdfSync('sha256', masterKey, '', info, 32)));
    macKeys.set(info, derived);
    return derived;
  }

  return {
    async seal(context, data) {
      const text = new TextEncoder().encode(JSON.stringify(data));
      const key = await encryptionKey(context);
      return new CompactEncrypt(text).setProtectedHeader({ alg: ALG, enc: ENC }).encrypt(key);
    },
    async open(context, sealed) {
      // Compared as text, so that a header we never write (`zip`, `p2c`, `crit`) is not even parsed.
      if (sealed.length > MAX_SEALED_CHARACTERS || !sealed.startsWith(PREFIX)) return undefined;
      return decrypt(sealed, await encryptionKey(context));
    },
    mac(context, text) {
      return createHmac('sha256', macKey(context)).update(text).digest('base64url');
    },
  };
}

/** The purpose holds no NUL and the tenant comes last, so two contexts never share an info string. */
function keyInfo(use: 'seal' | 'mac', context: SealContext): string {
  return `tacit 1 ${use}\0${context.purpose}\0${context.tenant_id}`;
}

async function decrypt(sealed: string, key: webcrypto.CryptoKey): Promise<JsonObject | undefined> {
  try {
    const { plaintext } = await compactDecrypt(sealed, key, {
      keyManagementAlgorithms: [ALG],
      contentEncryptionAlgorithms: [ENC],
    });
    return JSON.parse(new TextDecoder().decode(plaintext));
  } catch {
    // Whatever the library found wrong means one thing here: we did not make this value.
    return undefined;
  }
}

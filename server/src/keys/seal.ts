/**
 * Values that leave our hands or lie at rest, sealed: JWE in direct encryption with A256GCM (RFC 7516, RFC 7518 §4.5),
 * under a key that HKDF (RFC 5869) derives from the master key for one purpose of one tenant. A value sealed for another
 * purpose or tenant meets another key, so it cannot be carried over.
 */
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import { equalSecrets } from '../protocol/digest.ts';
import { BoundedMap } from './bounded-map.ts';
import { NAMES, type SealPurpose } from './seal-purposes.ts';

export type JsonObject = { readonly [name: string]: unknown };

export type SealContext = { readonly purpose: SealPurpose; readonly tenant_id: string };

/** 32 bytes each. */
export type MasterKeys = {
  /** What else was sealed with, or will be: opened, and never sealed with. */
  readonly others?: readonly Uint8Array[];
  /** What names follow from; absent: the master key itself. */
  readonly names?: Uint8Array;
};

export type Seal = {
  /** Authenticated encryption bound to purpose and tenant. */
  seal(context: SealContext, data: JsonObject): string;
  /** The data, or undefined when the value was not sealed by us for this purpose and tenant. Never throws on input. */
  open(context: SealContext, sealed: string): JsonObject | undefined;
  /** HMAC-SHA256, base64url. What is a name by its purpose stays as it is when the master key changes. */
  mac(context: SealContext, text: string): string;
  /** Whether a text was made by mac(), by a master key that is known; in a time that tells nothing about it. */
  isMac(context: SealContext, text: string, mac: string): boolean;
};

/** The one protected header, which is authenticated as text (RFC 7516 §5.1 step 14). */
const HEADER = Buffer.from('{"alg":"dir","enc":"A256GCM"}').toString('base64url');

/** What every value of ours begins with: the header, and the encrypted key that direct encryption leaves empty. */
const PREFIX = `${HEADER}..`;

const CIPHER = 'aes-256-gcm';
/** RFC 7518 §5.3. */
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** IV, ciphertext and tag in base64url, of exactly their lengths. */
const PARTS = /^([\w-]{16})\.([\w-]+)\.([\w-]{22})$/;

/**
 * As much as an address of ours holds; what the longest interaction needs is counted in
 * protocol/authorization/interaction.ts.
 */
export const MAX_SEALED_CHARACTERS = 16_384;

/** What lies in the database only may be longer. */
const MAX_STORED_CHARACTERS: Readonly<Partial<Record<SealPurpose, number>>> = {
  job: 2_097_152,
  'kept-answer': 2_097_152,
};

const MAX_DERIVED_KEYS = 4_096;

/** Seals and opens under keys derived from the master key, and opens what others sealed that are known. */
export function createSeal(masterKey: Uint8Array, { others = [], names = masterKey }: MasterKeys = {}): Seal {
  const first = derivedFrom(masterKey);
  const all = [first, ...others.map(derivedFrom)];
  const ofNames = names === masterKey ? first : derivedFrom(names);

  function mac(keyFor: Derived, context: SealContext, text: string): string {
    return createHmac('sha256', keyFor('mac', context)).update(text).digest('base64url');
  }

  return {
    seal: (context, data) => encrypt(Buffer.from(JSON.stringify(data)), first('seal', context)),
    open(context, sealed) {
      // Compared as text, so that a header we never write (`zip`, `p2c`, `crit`) is not even parsed.
      const limit = MAX_STORED_CHARACTERS[context.purpose] ?? MAX_SEALED_CHARACTERS;
      if (sealed.length > limit || !sealed.startsWith(PREFIX)) return undefined;
      const parts = sealed.slice(PREFIX.length);
      for (const keyFor of all) {
        const opened = decrypt(parts, keyFor('seal', context));
        if (opened !== undefined) return opened;
      }
      return undefined;
    },
    mac: (context, text) => mac(NAMES.has(context.purpose) ? ofNames : first, context, text),
    isMac: (context, text, sent) =>
      (NAMES.has(context.purpose) ? [ofNames] : all).some((keyFor) =>
        equalSecrets(sent, mac(keyFor, context, text)),
      ),
  };
}

type Derived = (use: 'seal' | 'mac', context: SealContext) => KeyObject;

function derivedFrom(masterKey: Uint8Array): Derived {
  if (masterKey.length !== 32) throw new Error('The master key must have 32 bytes.');
  const keys = new BoundedMap<string, KeyObject>(MAX_DERIVED_KEYS);
  return (use, context) => {
    const info = keyInfo(use, context);
    const known = keys.get(info);
    if (known) return known;
    const derived = createSecretKey(Buffer.from(hkdfSync('sha256', masterKey, '', info, 32)));
    keys.set(info, derived);
    return derived;
  };
}

/** The purpose holds no NUL and the tenant comes last, so two contexts never share an info string. */
function keyInfo(use: 'seal' | 'mac', context: SealContext): string {
  return `tacit 1 ${use}\0${context.purpose}\0${context.tenant_id}`;
}

function encrypt(data: Buffer, key: KeyObject): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(CIPHER, key, iv).setAAD(Buffer.from(HEADER));
  const parts = [iv, Buffer.concat([cipher.update(data), cipher.final()]), cipher.getAuthTag()];
  return PREFIX + parts.map((part) => part.toString('base64url')).join('.');
}

function decrypt(parts: string, key: KeyObject): JsonObject | undefined {
  const [, iv = '', data = '', tag = ''] = PARTS.exec(parts) ?? [];
  if (tag === '') return undefined;
  const decipher = createDecipheriv(CIPHER, key, Buffer.from(iv, 'base64url'), { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(HEADER)).setAuthTag(Buffer.from(tag, 'base64url'));
  try {
    const text = Buffer.concat([decipher.update(data, 'base64url'), decipher.final()]).toString();
    return JSON.parse(text);
  } catch {
    // The tag does not fit: it was not sealed by us, or not for this purpose and tenant.
    return undefined;
  }
}

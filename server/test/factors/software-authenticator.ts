/**
 * An authenticator in software (WebAuthn Level 3 §6): it makes ES256 keys without attestation and signs with them. What
 * it says can be bent, so that each refusal is tried without a browser.
 */
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

const PRESENT = 0x01;
const VERIFIED = 0x04;
const BACKUP_ELIGIBLE = 0x08;
const BACKED_UP = 0x10;
const ATTESTED = 0x40;

/** Where a credential is used, and how honestly. */
export type Occasion = {
  readonly challenge: string;
  readonly origin?: string;
  readonly rpId?: string;
  readonly type?: string;
  readonly crossOrigin?: boolean;
  readonly present?: boolean;
  readonly verified?: boolean;
  readonly backedUp?: boolean;
  readonly counter?: number;
  readonly userHandle?: string;
  readonly signedBytes?: (bytes: Buffer) => Buffer;
};

export type SoftwareAuthenticator = {
  /** The credential id, base64url. */
  readonly id: string;
  /** PKCS #8. */
  readonly privateKey: Buffer;
  /** COSE, base64url. */
  readonly publicKey: string;
  /** The JSON of a registration. */
  readonly register: (occasion: Occasion & { readonly attestation?: Attestation }) => string;
  /** The JSON of an assertion. */
  readonly assert: (occasion: Occasion) => string;
};

/** What is said of where the key lies; nothing unless a test wants it. */
export type Attestation = { readonly fmt: string; readonly attStmt: CborMap };

type CborValue = string | number | Buffer | CborMap | readonly CborValue[];
type CborMap = ReadonlyMap<string | number, CborValue>;

/** Makes an authenticator with one credential for a relying party. */
export function makeSoftwareAuthenticator(party: {
  readonly rpId: string;
  readonly origin: string;
  /** Its id; one of its own when absent. */
  readonly credential?: Buffer;
}): SoftwareAuthenticator {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const credential = party.credential ?? randomBytes(32);
  const id = credential.toString('base64url');
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const cose = cbor(
    new Map<number, CborValue>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, Buffer.from(x, 'base64url')],
      [-3, Buffer.from(y, 'base64url')],
    ]),
  );
  const length = Buffer.alloc(2);
  length.writeUInt16BE(credential.length);
  const attested = Buffer.concat([Buffer.alloc(16), length, credential, cose]);
  return {
    id,
    privateKey: privateKey.export({ format: 'der', type: 'pkcs8' }),
    publicKey: cose.toString('base64url'),
    register: ({ attestation, ...occasion }) => {
      const authData = Buffer.concat([authenticatorData(party, occasion, ATTESTED), attested]);
      const { fmt, attStmt } = attestation ?? { fmt: 'none', attStmt: new Map() };
      const attestationObject = cbor(
        new Map<string, CborValue>([
          ['fmt', fmt],
          ['attStmt', attStmt],
          ['authData', authData],
        ]),
      ).toString('base64url');
      const clientDataJSON = clientData(party, { type: 'webauthn.create', ...occasion }).toString(
        'base64url',
      );
      const response = { clientDataJSON, attestationObject, transports: ['internal'] };
      return JSON.stringify({ id, rawId: id, type: 'public-key', response });
    },
    assert: ({ signedBytes = (bytes) => bytes, userHandle, ...occasion }) => {
      const authData = authenticatorData(party, occasion, 0);
      const client = clientData(party, { type: 'webauthn.get', ...occasion });
      const digest = createHash('sha256').update(client).digest();
      const signature = sign('sha256', signedBytes(Buffer.concat([authData, digest])), privateKey);
      const response = {
        clientDataJSON: client.toString('base64url'),
        authenticatorData: authData.toString('base64url'),
        signature: signature.toString('base64url'),
        ...(userHandle === undefined ? {} : { userHandle }),
      };
      return JSON.stringify({ id, rawId: id, type: 'public-key', response });
    },
  };
}

/** WebAuthn Level 3 §6.1, up to the counter. */
function authenticatorData(party: { readonly rpId: string }, occasion: Occasion, flags: number): Buffer {
  const { rpId = party.rpId, present = true, verified = true, backedUp = false, counter = 0 } = occasion;
  const head = Buffer.alloc(5);
  const backup = backedUp ? BACKUP_ELIGIBLE | BACKED_UP : 0;
  head.writeUInt8(flags | (present ? PRESENT : 0) | (verified ? VERIFIED : 0) | backup);
  head.writeUInt32BE(counter, 1);
  return Buffer.concat([createHash('sha256').update(rpId).digest(), head]);
}

function clientData(party: { readonly origin: string }, occasion: Occasion): Buffer {
  const { type, challenge, origin = party.origin, crossOrigin = false } = occasion;
  return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin }));
}

/** As much of CBOR (RFC 8949) as an authenticator writes. */
export function cbor(value: CborValue): Buffer {
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === 'string')
    return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  if (value instanceof Map) {
    return Buffer.concat([
      head(5, value.size),
      ...[...value].flatMap(([name, of]) => [cbor(name), cbor(of)]),
    ]);
  }
  const items = Array.isArray(value) ? value : [];
  return Buffer.concat([head(4, items.length), ...items.map(cbor)]);
}

function head(major: number, argument: number): Buffer {
  const type = major << 5;
  if (argument < 24) return Buffer.from([type | argument]);
  if (argument < 256) return Buffer.from([type | 24, argument]);
  return Buffer.from([type | 25, argument >> 8, argument & 0xff]);
}

/**
 * The certificate of an RSA key (RFC 7517 §4.7), for readers that know a key by nothing else: X.509 v3 (RFC 5280 §4.1), signed by
 * the key itself. It says no more than the key does, and nobody is to trust it for more: it certifies nobody else.
 *
 * All of it follows from the key, when that was made and the host, and a signature by RS256 is the same each time (RFC 8017 §8.2).
 * So every machine makes the same one, and there is nothing to store, to agree about or to slip in.
 */
import { createHash, createPublicKey, type KeyObject, sign } from 'node:crypto';

/** RFC 5280 §4.1.2.2: positive, at most 20 octets; here 16 of the digest of the public key, so that no two keys share one. */
const SERIAL_BYTES = 16;

/** Longer than any key signs. */
const VALID_YEARS = 20;

/** X.520's bound of a common name. */
const MAX_COMMON_NAME = 64;

/** What a certificate says beside the key. */
export type CertificateOf = {
  /** Host of the issuer. */
  readonly host: string;
  /** When the key was made. */
  readonly created_at: number;
};

/** The certificate of an RSA key in DER; signed on the thread pool. */
export async function selfSignedCertificate(
  privateKey: KeyObject,
  { host, created_at }: CertificateOf,
): Promise<Buffer> {
  const key = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
  const name = sequence(
    der(0x31, sequence(COMMON_NAME, der(0x0c, Buffer.from(host.slice(0, MAX_COMMON_NAME))))),
  );
  const validity = sequence(time(created_at), time(created_at + VALID_YEARS * 365 * 86_400));
  const version3 = der(0xa0, der(0x02, Buffer.of(2)));
  const signed = sequence(
    version3,
    serialNumber(key),
    SHA256_WITH_RSA,
    ...[name, validity, name],
    key,
    der(0xa3, sequence(CERTIFIES_NOBODY)),
  );
  const signature = await rsaSignature(signed, privateKey);
  return sequence(signed, SHA256_WITH_RSA, der(0x03, Buffer.of(0), signature));
}

function rsaSignature(text: Buffer, key: KeyObject): Promise<Buffer> {
  return new Promise((resolve, reject) =>
    sign('sha256', text, key, (error, made) => (error ? reject(error) : resolve(made))),
  );
}

/** sha256WithRSAEncryption 1.2.840.113549.1.1.11, and no parameters (RFC 4055 §5). */
const SHA256_WITH_RSA = sequence(Buffer.from('06092a864886f70d01010b', 'hex'), der(0x05));

/** commonName 2.5.4.3. */
const COMMON_NAME = Buffer.from('0603550403', 'hex');

/** basicConstraints 2.5.29.19, critical, with cA left at false (RFC 5280 §4.2.1.9). */
const CERTIFIES_NOBODY = sequence(
  Buffer.from('0603551d13', 'hex'),
  der(0x01, Buffer.of(0xff)),
  der(0x04, sequence()),
);

/** Its first two bits are 01: positive, and never shorter. */
function serialNumber(key: Buffer): Buffer {
  const digits = createHash('sha256').update(key).digest().subarray(0, SERIAL_BYTES);
  digits.writeUInt8((digits.readUInt8() & 0x3f) | 0x40);
  return der(0x02, digits);
}

/** RFC 5280 §4.1.2.5: UTCTime until 2049, GeneralizedTime from then on. */
function time(seconds: number): Buffer {
  const digits = new Date(seconds * 1000).toISOString().replace(/\.\d+|[-:T]/g, '');
  return digits < '2050' ? der(0x17, Buffer.from(digits.slice(2))) : der(0x18, Buffer.from(digits));
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return der(0x30, ...parts);
}

/** Tag, length and content (X.690 §8.1). */
function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.of(tag), lengthOf(content.length), content]);
}

/** X.690 §8.1.3: up to 127 in one octet, else after an octet that says how many follow. */
function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.of(length);
  const digits = Buffer.from(length.toString(16).padStart(length > 0xff ? 4 : 2, '0'), 'hex');
  return Buffer.concat([Buffer.of(0x80 | digits.length), digits]);
}

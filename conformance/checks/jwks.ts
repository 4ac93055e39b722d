/**
 * The published keys (RFC 7517): whoever reads them must find one key for a signature, and no secret.
 */
import { createHash, X509Certificate } from 'node:crypto';
import { type Finding, must, should } from './finding.ts';
import { asObject, isText, type JsonObject } from './json.ts';

const SECRET_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k', 'priv'];
const BASE64URL = /^[A-Za-z0-9_-]+$/;
const ENCODED_MEMBERS = ['n', 'e', 'x', 'y'];
const USUAL_TYPES: ReadonlySet<unknown> = new Set(['RSA', 'EC', 'OKP']);

/** The keys of a document, each as an object. */
export function readKeys(jwks: unknown): readonly JsonObject[] {
  const { keys } = asObject(jwks);
  return Array.isArray(keys) ? keys.map(asObject) : [];
}

/** All that a key set must and must not hold. */
export function checkJwks(jwks: unknown): readonly Finding[] {
  const keys = readKeys(jwks);
  const kids = keys.map((key) => key['kid']);
  return [
    ...must(keys.length > 0, 'JWKS: no keys'),
    ...must(kids.every(isText), 'JWKS: a key has no kid'),
    ...must(new Set(kids).size === kids.length, 'JWKS: two keys share one kid'),
    ...must(keys.some(isRs256), 'JWKS: no RS256 signing key'),
    ...keys.flatMap(checkKey),
  ];
}

/** The keys that a verifier may use for a signature with this header. */
export function matchingKeys(jwks: unknown, header: { readonly kid?: string; readonly alg?: string }) {
  return readKeys(jwks).filter(
    (key) =>
      (header.kid === undefined || key['kid'] === header.kid) &&
      key['kty'] === keyType(header.alg) &&
      (key['alg'] === undefined || key['alg'] === header.alg) &&
      (key['use'] === undefined || key['use'] === 'sig'),
  );
}

function checkKey(key: JsonObject): readonly Finding[] {
  const kid = String(key['kid']);
  const secrets = SECRET_MEMBERS.filter((name) => key[name] !== undefined);
  const broken = ENCODED_MEMBERS.filter(
    (name) => key[name] !== undefined && !BASE64URL.test(String(key[name])),
  );
  return [
    ...must(secrets.length === 0, `JWKS: key ${kid} has private members ${secrets.join(', ')}`),
    ...must(key['kty'] !== 'oct', `JWKS: key ${kid} is symmetric`),
    ...must(broken.length === 0, `JWKS: ${broken.join(', ')} of key ${kid} are not base64url`),
    ...checkCertificate(key, kid),
    ...should(USUAL_TYPES.has(key['kty']), `JWKS: key ${kid} is of the unusual type ${String(key['kty'])}`),
  ];
}

/** The first certificate is of the key, and what is called its digest is one of it (RFC 7517 §4.7 to §4.9). */
function checkCertificate(key: JsonObject, kid: string): readonly Finding[] {
  const { x5c, x5t, 'x5t#S256': x5tS256, kty, n, e } = key;
  if (x5c === undefined) return [];
  const certificate = readCertificate(Array.isArray(x5c) ? x5c[0] : undefined);
  const digest = (name: string) =>
    certificate && createHash(name).update(certificate.raw).digest('base64url');
  const certified = certificate?.publicKey.export({ format: 'jwk' });
  const isOfKey = certified !== undefined && (kty !== 'RSA' || (certified.n === n && certified.e === e));
  return [
    ...must(isOfKey, `JWKS: x5c of key ${kid} is no certificate of it`),
    ...must(x5t === undefined || x5t === digest('sha1'), `JWKS: x5t of key ${kid} is not of its certificate`),
    ...must(
      x5tS256 === undefined || x5tS256 === digest('sha256'),
      `JWKS: x5t#S256 of key ${kid} is not of its certificate`,
    ),
  ];
}

function readCertificate(text: unknown): X509Certificate | undefined {
  try {
    return typeof text === 'string' ? new X509Certificate(Buffer.from(text, 'base64')) : undefined;
  } catch {
    // No certificate, which is the finding.
    return undefined;
  }
}

function isRs256(key: JsonObject): boolean {
  const { kty, alg = 'RS256', use = 'sig' } = key;
  return kty === 'RSA' && alg === 'RS256' && use === 'sig';
}

function keyType(alg: string | undefined): string {
  if (alg?.startsWith('ES')) return 'EC';
  return alg?.startsWith('Ed') ? 'OKP' : 'RSA';
}

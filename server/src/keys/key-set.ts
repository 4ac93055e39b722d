/**
 * The keys of one tenant, opened and ready: who signs, who verifies, what is published (RFC 7517 §5).
 */
import { createHash, createPrivateKey, createPublicKey } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { SIGNING_ALGS, type SigningAlg } from '../protocol/client/client.ts';
import { sha256 } from '../protocol/digest.ts';
import type { StoredSigningKey } from '../storage/storage.ts';
import { BoundedMap } from './bounded-map.ts';
import { selfSignedCertificate } from './certificate.ts';
import { type PublicJwk, publicJwk } from './generate.ts';
import type { Signer, VerifiedJws, Verifier } from './jws.ts';
import type { Seal } from './seal.ts';
import { SIGNING_ALG_ROWS } from './signing-algs.ts';

type OpenedKey = {
  readonly stored: StoredSigningKey;
  readonly signer: Signer;
  readonly verifier: Verifier;
  readonly public_jwk: PublicJwk;
  /** As it is published, by the host of the issuer, which rarely changes. */
  readonly published: Map<string, Promise<object>>;
};

export type KeySet = {
  readonly signers: ReadonlyMap<SigningAlg, Signer>;
  readonly opened: ReadonlyMap<string, OpenedKey>;
  /** By digest: what was found to be signed by a key of this set. Another set begins anew. */
  readonly verified: BoundedMap<string, { readonly token: VerifiedJws; readonly verifier: Verifier }>;
};

/** Tokens of a tenant that are asked about again and again; a token is about a kilobyte. */
const MAX_VERIFIED = 2_000;

/** The JWK Set as it is served, the time from which it has to be made anew, and its entity tag. */
export type PublishedKeys = { readonly body: string; readonly etag: string; readonly until: number };

const PUBLISHING_ORDER = ['current', 'next', 'previous'] as const;

/** Opens the stored keys of a tenant; those that `before` already holds unchanged are taken from there. */
export async function openKeySet(
  tenant_id: string,
  stored: readonly StoredSigningKey[],
  { seal, before }: { seal: Seal; before: KeySet | undefined },
): Promise<KeySet> {
  const keys = await Promise.all(
    stored.map((key) => {
      const known = before?.opened.get(key.kid);
      return known && isDeepStrictEqual(known.stored, key) ? known : openKey(tenant_id, key, seal);
    }),
  );
  return {
    signers: new Map(
      keys.filter(({ stored: { state } }) => state === 'current').map(({ signer }) => [signer.alg, signer]),
    ),
    opened: new Map(keys.map((key) => [key.stored.kid, key])),
    verified: new BoundedMap(MAX_VERIFIED),
  };
}

/** By algorithm, RSA first, since there are readers that take the first key or stop at one they cannot read; then by state. */
export async function publishKeySet(
  set: KeySet,
  { host, now }: { readonly host: string; readonly now: number },
): Promise<PublishedKeys> {
  const keys = [...set.opened.values()].filter(({ stored }) => isLive(stored, now));
  const published = SIGNING_ALGS.flatMap((alg) =>
    PUBLISHING_ORDER.flatMap((state) =>
      keys.filter(({ stored }) => stored.alg === alg && stored.state === state),
    ),
  );
  const body = JSON.stringify({ keys: await Promise.all(published.map((key) => publishedJwk(key, host))) });
  const until = Math.min(...published.map(({ stored }) => stored.expires_at ?? Number.POSITIVE_INFINITY));
  return { body, etag: `"${sha256(body)}"`, until };
}

function publishedJwk(key: OpenedKey, host: string): Promise<object> {
  const known = key.published.get(host);
  if (known !== undefined) return known;
  const made = certifiedJwk(key, host);
  key.published.set(host, made);
  return made;
}

/** With the certificate where the algorithm has one, and its digests (RFC 7517 §4.7 to §4.9). */
async function certifiedJwk({ stored, signer, public_jwk }: OpenedKey, host: string): Promise<object> {
  if (!SIGNING_ALG_ROWS[signer.alg].has_certificate) return public_jwk;
  const certificate = await selfSignedCertificate(signer.key, { host, created_at: stored.created_at });
  const digest = (name: 'sha1' | 'sha256') => createHash(name).update(certificate).digest('base64url');
  return {
    ...public_jwk,
    x5t: digest('sha1'),
    'x5t#S256': digest('sha256'),
    x5c: [certificate.toString('base64')],
  };
}

/** Whether a key still verifies tokens: a previous one does until the last token it can have signed has ended. */
export function isLive(key: { readonly expires_at?: number | undefined }, now: number): boolean {
  return key.expires_at === undefined || key.expires_at > now;
}

/**
 * The public half is taken from the sealed private one and the kid recomputed: whoever can write to the database, but has
 * no master key, can neither add a key to a tenant nor move one over from another.
 */
async function openKey(tenant_id: string, stored: StoredSigningKey, seal: Seal): Promise<OpenedKey> {
  const private_jwk = seal.open({ purpose: 'signing-key', tenant_id }, stored.private_jwk_sealed);
  if (!private_jwk) {
    throw new Error(
      `Signing key ${stored.kid} of tenant ${tenant_id} cannot be opened: no master key of this database sealed it for this tenant. Bring its row back from a backup, or make another in its place: tacit keys revoke ${stored.kid}`,
    );
  }
  const { alg } = stored;
  const public_jwk = await publicJwk(private_jwk, alg);
  if (private_jwk['alg'] !== alg || public_jwk.kid !== stored.kid) {
    throw new Error(`Signing key ${stored.kid} of tenant ${tenant_id} is not the key its row says it is.`);
  }
  const privateKey = createPrivateKey({ key: private_jwk, format: 'jwk' });
  const publicKey = createPublicKey({ key: public_jwk, format: 'jwk' });
  return {
    stored,
    signer: { alg, kid: stored.kid, key: privateKey, headers: new Map() },
    verifier: { alg, key: SIGNING_ALG_ROWS[alg].verifyInput(publicKey), expires_at: stored.expires_at },
    public_jwk,
    published: new Map(),
  };
}

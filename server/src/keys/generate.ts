/**
 * A new signing key of a tenant, as it is stored: the public half to read, the private half sealed for this tenant.
 */
import { calculateJwkThumbprint } from 'jose/jwk/thumbprint';
import type { SigningAlg } from '../protocol/client/client.ts';
import type { StoredSigningKey } from '../storage/storage.ts';
import type { JsonObject, Seal } from './seal.ts';
import { SIGNING_ALG_ROWS } from './signing-algs.ts';

/** A public key as a JWK Set shows it (RFC 7517 §4). */
export type PublicJwk = {
  readonly kty: string;
  readonly use: 'sig';
  readonly alg: SigningAlg;
  readonly kid: string;
} & { readonly [member in 'n' | 'e' | 'crv' | 'x' | 'y']?: string };

/** Makes a key; its `kid` is the RFC 7638 thumbprint, so a kid never comes to name another key. */
export async function generateSigningKey(
  key: { tenant_id: string; alg: SigningAlg; state: StoredSigningKey['state']; now: number },
  seal: Seal,
): Promise<StoredSigningKey> {
  const row = SIGNING_ALG_ROWS[key.alg];
  const private_jwk: JsonObject = { ...(await row.generate()).export({ format: 'jwk' }), alg: key.alg };
  const public_jwk = await publicJwk(private_jwk, key.alg);
  return {
    kid: public_jwk.kid,
    alg: key.alg,
    state: key.state,
    public_jwk: JSON.stringify(public_jwk),
    private_jwk_sealed: seal.seal({ purpose: 'signing-key', tenant_id: key.tenant_id }, private_jwk),
    created_at: key.now,
  };
}

/** The public half of a private JWK: members are chosen from the table, so one it does not name never gets out. */
export async function publicJwk(private_jwk: JsonObject, alg: SigningAlg): Promise<PublicJwk> {
  const { kty, publicMembers } = SIGNING_ALG_ROWS[alg];
  const members = Object.fromEntries(publicMembers.map((name) => [name, private_jwk[name]]));
  const kid = await calculateJwkThumbprint({ kty, ...members }, 'sha256');
  return { alg, kty, use: 'sig', ...members, kid };
}

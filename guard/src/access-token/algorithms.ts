/**
 * The signature algorithms a guard can accept, each with the one kind of key it fits (RFC 7518 §3.1, RFC 8037 §3.1,
 * RFC 8725 §3.1). None is symmetric: a public key can never be mistaken for a shared secret.
 */
import { type JsonObject, member } from '../json.ts';

type KeyKind = {
  readonly kty: string;
  readonly crv?: string;
  /** The members that make the public key (RFC 7518 §6, RFC 8037 §2). */
  readonly parameters: readonly string[];
};

const RSA: KeyKind = { kty: 'RSA', parameters: ['n', 'e'] };
const P256: KeyKind = { kty: 'EC', crv: 'P-256', parameters: ['x', 'y'] };
const P384: KeyKind = { kty: 'EC', crv: 'P-384', parameters: ['x', 'y'] };
const ED25519: KeyKind = { kty: 'OKP', crv: 'Ed25519', parameters: ['x'] };

const KEY_KINDS = { RS256: RSA, RS512: RSA, PS256: RSA, ES256: P256, ES384: P384, EdDSA: ED25519 } as const;

export type Algorithm = keyof typeof KEY_KINDS;

export const DEFAULT_ALGORITHMS: readonly Algorithm[] = ['RS256', 'ES256', 'EdDSA'];

/** Whether a value names an algorithm of the table. */
export function isAlgorithm(value: unknown): value is Algorithm {
  return typeof value === 'string' && Object.hasOwn(KEY_KINDS, value);
}

/** The public key inside a JWK for one algorithm, and nothing else of it; undefined when the key does not fit. */
export function publicKeyFor(alg: Algorithm, jwk: JsonObject): Readonly<Record<string, string>> | undefined {
  const kind: KeyKind = KEY_KINDS[alg];
  const named = member(jwk, 'alg');
  if (named !== undefined && named !== alg) return undefined;
  if (member(jwk, 'kty') !== kind.kty || member(jwk, 'crv') !== kind.crv) return undefined;
  const key: Record<string, string> = { kty: kind.kty, ...(kind.crv === undefined ? {} : { crv: kind.crv }) };
  for (const name of kind.parameters) {
    const value = member(jwk, name);
    if (typeof value !== 'string') return undefined;
    key[name] = value;
  }
  return key;
}

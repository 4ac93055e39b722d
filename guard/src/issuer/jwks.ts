/**
 * Which keys of a JWK Set can verify access tokens (RFC 7517 §5). Those that cannot are passed over, not an error: an
 * issuer may publish keys for other purposes beside them.
 */
import { type Algorithm, publicKeyFor } from '../access-token/algorithms.ts';
import { isIdentifier } from '../identifier.ts';
import { isJsonObject, type JsonObject, member, parseJsonObject } from '../json.ts';
import { err, ok, type Result } from '../result.ts';

export type VerificationKey = {
  readonly kid: string;
  readonly alg: Algorithm;
  readonly jwk: Readonly<Record<string, string>>;
};

const MAX_KEYS = 100;
/** Members of private and symmetric keys (RFC 7518 §6.2.2, §6.3.2, §6.4). A key that leaked so is worth nothing. */
const PRIVATE_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k', 'priv'];

/** The usable keys of a JWK Set, or a sentence that says why there is none. */
export function readJwks(
  document: Uint8Array,
  algorithms: readonly Algorithm[],
): Result<readonly VerificationKey[], string> {
  const keys = member(parseJsonObject(document) ?? {}, 'keys');
  if (!Array.isArray(keys)) return err('the JWK Set is not a JSON object with keys');
  if (keys.length > MAX_KEYS) return err(`the JWK Set has more than ${MAX_KEYS} keys`);
  const jwks = keys.filter(isJsonObject);
  const usable = jwks
    .filter((jwk) => isForVerifying(jwk) && isAloneByKid(jwk, jwks))
    .flatMap((jwk) => algorithms.flatMap((alg) => verificationKey(jwk, alg)));
  return usable.length === 0 ? err('the JWK Set has no key that verifies access tokens') : ok(usable);
}

function verificationKey(jwk: JsonObject, alg: Algorithm): readonly VerificationKey[] {
  const kid = member(jwk, 'kid');
  const key = publicKeyFor(alg, jwk);
  return isIdentifier(kid) && key !== undefined ? [{ kid, alg, jwk: key }] : [];
}

/** RFC 7517 §4.2, §4.3: what a key is for, where it says so. */
function isForVerifying(jwk: JsonObject): boolean {
  const use = member(jwk, 'use');
  const key_ops = member(jwk, 'key_ops');
  if (use !== undefined && use !== 'sig') return false;
  if (key_ops !== undefined && !(Array.isArray(key_ops) && key_ops.includes('verify'))) return false;
  return !PRIVATE_MEMBERS.some((name) => Object.hasOwn(jwk, name));
}

/** RFC 7517 §4.5: of two keys with one kid nobody can say which is meant, so neither is. */
function isAloneByKid(jwk: JsonObject, jwks: readonly JsonObject[]): boolean {
  return jwks.filter((other) => member(other, 'kid') === member(jwk, 'kid')).length === 1;
}

/**
 * A tenant's keys as they are to be: those of RS256, of another algorithm as long as a client or an API asks for it, and what still
 * verifies of what was asked for before.
 */
import { EVERYBODYS_SIGNING_ALG, SIGNING_ALGS, type SigningAlg } from '../protocol/client/client.ts';
import type { Storage, StoredSigningKey } from '../storage/storage.ts';
import { generateSigningKey } from './generate.ts';
import { isLive } from './key-set.ts';
import type { Seal } from './seal.ts';

export type KeysDeps = { readonly storage: Storage; readonly seal: Seal; readonly now: () => number };

/**
 * How long a key that no longer signs stays published, in seconds: the longest life a token can have (an API's
 * `token_lifetime`, at most 30 days; an ID token lives 10 hours), and an hour for the machines that had not yet heard of
 * the rotation and for clocks that run late.
 */
export const PREVIOUS_KEY_LIFETIME = 30 * 86_400 + 3_600;

const ENSURE_ATTEMPTS = 5;

export type KeysOf = { readonly tenant_id: string; readonly alg: SigningAlg };

/** Makes what is asked for and missing; lets end what nobody asks for any more. */
export async function settleKeys(tenant_id: string, deps: KeysDeps): Promise<void> {
  const askedFor = await deps.storage.tenant(tenant_id).signingKeys.askedFor();
  await Promise.all(
    SIGNING_ALGS.map((alg) =>
      alg === EVERYBODYS_SIGNING_ALG || askedFor.has(alg)
        ? ensureAlg({ tenant_id, alg }, deps)
        : retireAlg({ tenant_id, alg }, deps),
    ),
  );
}

/** Makes the current and next key of an algorithm that has none. */
export async function ensureAlg(of: KeysOf, deps: KeysDeps, attempts = ENSURE_ATTEMPTS): Promise<void> {
  const { tenant_id, alg } = of;
  const { signingKeys } = deps.storage.tenant(tenant_id);
  const stored = (await signingKeys.list()).filter((key) => key.alg === alg);
  const missing = (['current', 'next'] as const).filter(
    (state) => !stored.some((key) => key.state === state),
  );
  if (missing.length === 0) return;
  // Another machine that starts at the same moment may keep making them first, but hardly five times.
  if (attempts === 0)
    throw new Error(`The ${alg} keys of tenant ${tenant_id} are changed by others all the time.`);
  const made = await Promise.all(
    missing.map((state) => generateSigningKey({ tenant_id, alg, state, now: deps.now() }, deps.seal)),
  );
  const saved = await signingKeys.replace(alg, [...stored, ...made], kids(stored));
  if (!saved) await ensureAlg(of, deps, attempts - 1);
}

/** Where somebody else was first, the keys are theirs: whoever makes them next settles what is asked for then. */
async function retireAlg({ tenant_id, alg }: KeysOf, { storage, now }: KeysDeps): Promise<void> {
  const { signingKeys } = storage.tenant(tenant_id);
  const stored = (await signingKeys.list()).filter((key) => key.alg === alg);
  if (stored.every(({ state }) => state === 'previous')) return;
  // What is next has signed nothing.
  const signed = stored.filter(({ state }) => state !== 'next');
  await signingKeys.replace(alg, asPrevious(signed, now()), kids(stored));
}

/** Published until the last token they can have signed has ended. */
export function asPrevious(stored: readonly StoredSigningKey[], now: number): readonly StoredSigningKey[] {
  return stored
    .filter((key) => isLive(key, now))
    .map((key) => ({ expires_at: now + PREVIOUS_KEY_LIFETIME, ...key, state: 'previous' }));
}

/** The names by which a set is known to be still the one that was read. */
export function kids(stored: readonly StoredSigningKey[]): readonly string[] {
  return stored.map(({ kid }) => kid);
}

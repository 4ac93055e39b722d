/**
 * Which key signs next: a rotation, whose keys everybody knew before, and a revocation, for which nobody can wait.
 */
import type { SigningAlg } from '../protocol/client/client.ts';
import { err, ok, type Result } from '../protocol/result.ts';
import { maySignFrom } from '../protocol/tenant/key-publication.ts';
import type { AuditEvent, StoredSigningKey } from '../storage/storage.ts';
import { generateSigningKey } from './generate.ts';
import { asPrevious, type KeysDeps, type KeysOf, kids, settleKeys } from './settle-keys.ts';

/** The kids after a rotation. */
export type Rotation = { readonly current: string; readonly next: string; readonly previous: string };

/** The next key, which is not yet in every copy of the JWKS, and from when on it may sign. */
export type TooYoung = { readonly kid: string; readonly allowed_at: number };

/** What was revoked, and what signs and follows now; undefined where nothing signs by this algorithm. */
export type Revocation = {
  readonly alg: SigningAlg;
  readonly state: StoredSigningKey['state'];
  readonly current: string | undefined;
  readonly next: string | undefined;
};

/** Who changes keys, as the log says it; absent: the log says nothing. */
export type KeysBy = Omit<AuditEvent, 'type' | 'detail'>;

/** next -> current -> previous, and a new next. */
export async function rotateKeys(
  { tenant_id, alg, force, by }: KeysOf & { readonly force: boolean; readonly by: KeysBy | undefined },
  deps: KeysDeps,
): Promise<Result<Rotation, TooYoung> | undefined> {
  await settleKeys(tenant_id, deps);
  const { signingKeys } = deps.storage.tenant(tenant_id);
  const now = deps.now();
  const stored = (await signingKeys.list()).filter((key) => key.alg === alg);
  if (!stored.some(({ state }) => state === 'current')) return undefined;
  const current = keyIn('current', stored);
  const successor = keyIn('next', stored);
  const allowed_at = maySignFrom(successor.created_at);
  if (now < allowed_at && !force) return err({ kid: successor.kid, allowed_at });
  const next = await generateSigningKey({ tenant_id, alg, state: 'next', now }, deps.seal);
  const rotated: readonly StoredSigningKey[] = [
    { ...successor, state: 'current' },
    next,
    // Whatever else is there may have signed, and stays published until its tokens have ended.
    ...asPrevious(
      stored.filter((key) => key !== successor),
      now,
    ),
  ];
  const detail = `${alg} ${current.kid} -> ${successor.kid}`;
  const audit = by && ({ ...by, type: 'signing_key_rotated', detail } as const);
  if (await signingKeys.replace(alg, rotated, kids(stored), audit)) {
    return ok({ current: successor.kid, next: next.kid, previous: current.kid });
  }
  return ok(
    rotationOfAnother(
      current,
      (await signingKeys.list()).filter((key) => key.alg === alg),
    ),
  );
}

/**
 * Two machines rotated at once and the other was first. Its rotation is the answer to both: a second one on top would let
 * a key sign that was published an instant ago.
 */
function rotationOfAnother(before: StoredSigningKey, stored: readonly StoredSigningKey[]): Rotation {
  const current = keyIn('current', stored);
  if (current.kid === before.kid)
    throw new Error(`The ${before.alg} keys changed while they were rotated; try again.`);
  return { current: current.kid, next: keyIn('next', stored).kid, previous: before.kid };
}

const REVOKE_ATTEMPTS = 5;

/**
 * The key is gone from what signs, verifies and is published. What is next takes the place of the current one, however young it is,
 * for there is none that is older; whoever has not heard of it asks again for a kid that they do not know.
 */
export async function revokeKey(
  {
    tenant_id,
    kid,
    by,
  }: { readonly tenant_id: string; readonly kid: string; readonly by: KeysBy | undefined },
  deps: KeysDeps,
): Promise<Revocation | undefined> {
  const { signingKeys } = deps.storage.tenant(tenant_id);
  for (let attempt = 0; attempt < REVOKE_ATTEMPTS; attempt += 1) {
    const revoked = (await signingKeys.list()).find((key) => key.kid === kid);
    if (!revoked) return undefined;
    const { alg, state } = revoked;
    const stored = (await signingKeys.list()).filter((key) => key.alg === alg);
    const keys = await withoutKey(revoked, stored, { tenant_id, deps });
    const kidIn = (wanted: StoredSigningKey['state']) => keys.find((key) => key.state === wanted)?.kid;
    const current = kidIn('current');
    const detail = `${alg} ${kid}${current === undefined ? '' : `, ${current} signs`}`;
    const audit = by && ({ ...by, type: 'signing_key_revoked', detail } as const);
    if (await signingKeys.revoke(kid, { alg, keys, expected: kids(stored) }, audit))
      return { alg, state, current, next: kidIn('next') };
  }
  throw new Error(`The keys of tenant ${tenant_id} changed while one was revoked; try again.`);
}

async function withoutKey(
  revoked: StoredSigningKey,
  stored: readonly StoredSigningKey[],
  { tenant_id, deps }: { readonly tenant_id: string; readonly deps: KeysDeps },
): Promise<readonly StoredSigningKey[]> {
  const left = stored.filter((key) => key !== revoked);
  const { alg } = revoked;
  // Two machines may each have made one.
  const isStateLeft = left.some(({ state }) => state === revoked.state);
  if (revoked.state === 'previous' || isStateLeft) return left;
  const make = (state: 'current' | 'next') =>
    generateSigningKey({ tenant_id, alg, state, now: deps.now() }, deps.seal);
  if (revoked.state === 'next') return [...left, await make('next')];
  const successor = left.find(({ state }) => state === 'next');
  const current: StoredSigningKey = successor ? { ...successor, state: 'current' } : await make('current');
  return [...left.filter((key) => key !== successor), current, await make('next')];
}

function keyIn(state: StoredSigningKey['state'], stored: readonly StoredSigningKey[]): StoredSigningKey {
  const key = stored.find((candidate) => candidate.state === state);
  if (!key) throw new Error(`A tenant has no ${state} key although settle() has made one.`);
  return key;
}

/**
 * The signing keys of every tenant: made, rotated with overlap, published, used. Each algorithm has a `next` key, published
 * before it signs, a `current` one, and `previous` ones that verify until the last token they signed has ended.
 */
import { SIGNING_ALGS, type SigningAlg } from '../protocol/client/client.ts';
import { sha256 } from '../protocol/digest.ts';
import type { Storage, StoredSigningKey } from '../storage/storage.ts';
import { BoundedMap } from './bounded-map.ts';
import { generateSigningKey } from './generate.ts';
import { signJws, type VerifiedJws, type Verifier, verifyJws } from './jws.ts';
import { isLive, type KeySet, openKeySet, publishKeySet } from './key-set.ts';
import type { JsonObject, Seal } from './seal.ts';

type SignRequest = { readonly alg: SigningAlg; readonly typ: string; readonly claims: JsonObject };

export type Keys = {
  /** Makes current and next keys of every alg that the tenant lacks. */
  ensure(tenant_id: string): Promise<void>;
  /** A compact JWS by the tenant's current key; the header gets alg and kid. Signs on the thread pool. */
  sign(tenant_id: string, request: SignRequest): Promise<string>;
  /** Public keys, current first, then next, then previous (RFC 7517 §5); never private members. */
  jwks(tenant_id: string): Promise<{ readonly body: string; readonly etag: string }>;
  /** Header and claims of a JWS one of this tenant's keys made, else undefined. Checks signature and alg only. */
  verify(
    tenant_id: string,
    jws: string,
  ): Promise<{ readonly header: JsonObject; readonly claims: JsonObject } | undefined>;
  /** next -> current -> previous, and a new next. */
  rotate(tenant_id: string, alg: SigningAlg): Promise<Rotation>;
};

/** The kids after a rotation. */
type Rotation = { readonly current: string; readonly next: string; readonly previous: string };

type KeysDeps = { readonly storage: Storage; readonly seal: Seal; readonly now: () => number };

/**
 * How long a key that no longer signs stays published, in seconds: the longest life a token can have (an API's
 * `token_lifetime`, at most 30 days; an ID token lives 10 hours), and an hour for the machines that had not yet heard of
 * the rotation and for clocks that run late.
 */
export const PREVIOUS_KEY_LIFETIME = 30 * 86_400 + 3_600;

const MAX_TENANTS_IN_MEMORY = 2_000;
const ENSURE_ATTEMPTS = 5;

/** The keys of all tenants over one storage. */
export function createKeys(deps: KeysDeps): Keys {
  const sets = createKeySets(deps);

  return {
    ensure: (tenant_id) => ensureKeys(tenant_id, deps),
    rotate: (tenant_id, alg) => rotateKeys({ tenant_id, alg }, deps),
    // Not `async`: with the set in memory, as nearly always, the signature is the only thing that is waited for.
    sign(tenant_id, request) {
      const set = sets.inMemory(tenant_id);
      return set ? signWith(set, request) : sets.load(tenant_id).then((loaded) => signWith(loaded, request));
    },
    async jwks(tenant_id) {
      const set = sets.inMemory(tenant_id) ?? (await sets.load(tenant_id));
      return sets.published(set);
    },
    async verify(tenant_id, jws) {
      const set = sets.inMemory(tenant_id) ?? (await sets.load(tenant_id));
      return verifyWith(set, jws, deps.now());
    },
  };
}

/** Opened key sets, kept while the configuration has not changed. */
function createKeySets({ storage, seal, now }: KeysDeps) {
  type Entry = { readonly version: number; readonly loading: Promise<KeySet>; loaded: KeySet | undefined };
  const entries = new BoundedMap<string, Entry>(MAX_TENANTS_IN_MEMORY);
  const documents = new WeakMap<KeySet, { body: string; etag: string; until: number }>();

  return {
    inMemory(tenant_id: string): KeySet | undefined {
      const entry = entries.get(tenant_id);
      return entry?.version === storage.configurationVersion() ? entry.loaded : undefined;
    },
    /** One load at a time for each tenant and version, however many requests wait for it. */
    async load(tenant_id: string): Promise<KeySet> {
      // Read before the rows: a change that comes in between makes what we load old, never wrongly new.
      const version = storage.configurationVersion();
      const before = entries.get(tenant_id);
      if (before?.version === version) return before.loading;
      const loading = storage
        .tenant(tenant_id)
        .signingKeys.list()
        .then((stored) => openKeySet(tenant_id, stored, { seal, before: before?.loaded }));
      const entry: Entry = { version, loading, loaded: undefined };
      entries.set(tenant_id, entry);
      try {
        entry.loaded = await loading;
        return entry.loaded;
      } catch (error) {
        // The next request tries again; this one reports the outage.
        if (entries.get(tenant_id) === entry) entries.delete(tenant_id);
        throw error;
      }
    },
    published(set: KeySet): { body: string; etag: string } {
      const known = documents.get(set);
      if (known && known.until > now()) return known;
      const made = publishKeySet(set, now());
      documents.set(set, made);
      return made;
    },
  };
}

function signWith(set: KeySet, request: SignRequest): Promise<string> {
  const signer = set.signers.get(request.alg);
  if (signer) return signJws(signer, request);
  return Promise.reject(
    new Error(`The tenant has no current ${request.alg} key: ensure() runs whenever a tenant is made.`),
  );
}

/**
 * Verifies a JWS, or remembers that this very text was signed by a key of this set. What it says is judged by whoever asks,
 * each time: its end, its audience, its grant.
 */
async function verifyWith(
  { opened, verified }: KeySet,
  jws: string,
  now: number,
): Promise<VerifiedJws | undefined> {
  const digest = sha256(jws);
  const known = verified.get(digest);
  if (known && isLive(known.verifier, now)) return known.token;
  let verifier: Verifier | undefined;
  const token = await verifyJws(jws, (kid) => {
    const found = opened.get(kid)?.verifier;
    verifier = found && isLive(found, now) ? found : undefined;
    return verifier;
  });
  if (token && verifier) verified.set(digest, { token, verifier });
  return token;
}

async function ensureKeys(tenant_id: string, { storage, seal, now }: KeysDeps): Promise<void> {
  const { signingKeys } = storage.tenant(tenant_id);

  async function ensureAlg(alg: SigningAlg, attempts: number): Promise<void> {
    const stored = (await signingKeys.list()).filter((key) => key.alg === alg);
    const missing = (['current', 'next'] as const).filter(
      (state) => !stored.some((key) => key.state === state),
    );
    if (missing.length === 0) return;
    // Another machine that starts at the same moment may keep making them first, but hardly five times.
    if (attempts === 0)
      throw new Error(`The ${alg} keys of tenant ${tenant_id} are changed by others all the time.`);
    const made = await Promise.all(
      missing.map((state) => generateSigningKey({ tenant_id, alg, state, now: now() }, seal)),
    );
    const saved = await signingKeys.replace(alg, [...stored, ...made], kids(stored));
    if (!saved) await ensureAlg(alg, attempts - 1);
  }

  await Promise.all(SIGNING_ALGS.map((alg) => ensureAlg(alg, ENSURE_ATTEMPTS)));
}

async function rotateKeys(
  { tenant_id, alg }: { tenant_id: string; alg: SigningAlg },
  deps: KeysDeps,
): Promise<Rotation> {
  await ensureKeys(tenant_id, deps);
  const { signingKeys } = deps.storage.tenant(tenant_id);
  const now = deps.now();
  const stored = (await signingKeys.list()).filter((key) => key.alg === alg);
  const current = keyIn('current', stored);
  const successor = keyIn('next', stored);
  const next = await generateSigningKey({ tenant_id, alg, state: 'next', now }, deps.seal);
  const rotated: readonly StoredSigningKey[] = [
    { ...successor, state: 'current' },
    next,
    // Whatever else is there may have signed, and stays published until its tokens have ended.
    ...stored
      .filter((key) => key !== successor && isLive(key, now))
      .map(
        (key): StoredSigningKey => ({ expires_at: now + PREVIOUS_KEY_LIFETIME, ...key, state: 'previous' }),
      ),
  ];
  if (await signingKeys.replace(alg, rotated, kids(stored))) {
    return { current: successor.kid, next: next.kid, previous: current.kid };
  }
  return rotationOfAnother(
    current,
    (await signingKeys.list()).filter((key) => key.alg === alg),
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

function keyIn(state: StoredSigningKey['state'], stored: readonly StoredSigningKey[]): StoredSigningKey {
  const key = stored.find((candidate) => candidate.state === state);
  if (!key) throw new Error(`A tenant has no ${state} key although ensure() has made one.`);
  return key;
}

function kids(stored: readonly StoredSigningKey[]): readonly string[] {
  return stored.map(({ kid }) => kid);
}

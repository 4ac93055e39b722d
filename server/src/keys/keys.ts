/**
 * The signing keys of every tenant: made, rotated with overlap, published, used. Each algorithm has a `next` key, published
 * before it signs, a `current` one, and `previous` ones that verify until the last token they signed has ended. A tenant has
 * keys of RS256, and of another algorithm for as long as a client or an API asks for it; what it has is published.
 */
import { EVERYBODYS_SIGNING_ALG, SIGNING_ALGS, type SigningAlg } from '../protocol/client/client.ts';
import { sha256 } from '../protocol/digest.ts';
import type { Storage, StoredSigningKey } from '../storage/storage.ts';
import { BoundedMap } from './bounded-map.ts';
import { generateSigningKey } from './generate.ts';
import { signJws, type VerifiedJws, type Verifier, verifyJws } from './jws.ts';
import { isLive, type KeySet, openKeySet, type PublishedKeys, publishKeySet } from './key-set.ts';
import type { JsonObject, Seal } from './seal.ts';

type SignRequest = { readonly alg: SigningAlg; readonly typ: string; readonly claims: JsonObject };

export type Keys = {
  /**
   * Makes current and next keys of every alg that is asked for and has none, and lets those of one that nobody asks for any
   * more end with the tokens they signed.
   */
  settle(tenant_id: string): Promise<void>;
  /**
   * A compact JWS by the tenant's current key; the header gets alg and kid. Signs on the thread pool. A key that is wanted and
   * not there is made: whoever wrote the record that asks for it may have stopped in between.
   */
  sign(tenant_id: string, request: SignRequest): Promise<string>;
  /** Opens the keys; throws a sentence about the master key when it cannot. */
  open(tenant_id: string): Promise<void>;
  /** Public keys with their certificates, RSA first (RFC 7517 §5); never private members. `host` is that of the issuer. */
  jwks(tenant_id: string, host: string): Promise<PublishedKeys>;
  /** Header and claims of a JWS one of this tenant's keys made, else undefined. Checks signature and alg only. */
  verify(
    tenant_id: string,
    jws: string,
  ): Promise<{ readonly header: JsonObject; readonly claims: JsonObject } | undefined>;
  /** next -> current -> previous, and a new next; undefined where the tenant signs nothing by this algorithm. */
  rotate(tenant_id: string, alg: SigningAlg): Promise<Rotation | undefined>;
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

  async function signWithLoaded(tenant_id: string, request: SignRequest): Promise<string> {
    const { alg } = request;
    const loaded = (await sets.load(tenant_id)).signers.get(alg);
    if (loaded) return signJws(loaded, request);
    await ensureAlg({ tenant_id, alg }, deps);
    const made = (await sets.load(tenant_id)).signers.get(alg);
    if (!made) throw new Error(`The tenant has no current ${alg} key although one was made.`);
    return signJws(made, request);
  }

  return {
    settle: (tenant_id) => settleKeys(tenant_id, deps),
    rotate: (tenant_id, alg) => rotateKeys({ tenant_id, alg }, deps),
    // Not `async`: with the set in memory, as nearly always, the signature is the only thing that is waited for.
    sign(tenant_id, request) {
      const signer = sets.inMemory(tenant_id)?.signers.get(request.alg);
      return signer ? signJws(signer, request) : signWithLoaded(tenant_id, request);
    },
    async open(tenant_id) {
      await sets.load(tenant_id);
    },
    async jwks(tenant_id, host) {
      const set = sets.inMemory(tenant_id) ?? (await sets.loadOrKeep(tenant_id));
      return sets.published(set, host);
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
  const documents = new WeakMap<KeySet, { readonly host: string; readonly made: Promise<PublishedKeys> }>();

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
        if (before?.loaded && !entries.has(tenant_id)) entries.set(tenant_id, before);
        throw error;
      }
    },
    /** For what is published: while the database cannot be read, what was published last. Nothing is signed by it. */
    async loadOrKeep(tenant_id: string): Promise<KeySet> {
      try {
        return await this.load(tenant_id);
      } catch (error) {
        const kept = entries.get(tenant_id)?.loaded;
        if (!kept || storage.outageOf(error) === undefined) throw error;
        return kept;
      }
    },
    /** Made once, however many ask at the same time. */
    async published(set: KeySet, host: string): Promise<PublishedKeys> {
      const known = documents.get(set);
      const document = known?.host === host ? await known.made : undefined;
      if (document && document.until > now()) return document;
      const made = publishKeySet(set, { host, now: now() });
      documents.set(set, { host, made });
      return made;
    },
  };
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

type KeysOf = { readonly tenant_id: string; readonly alg: SigningAlg };

async function settleKeys(tenant_id: string, deps: KeysDeps): Promise<void> {
  const askedFor = await deps.storage.tenant(tenant_id).signingKeys.askedFor();
  await Promise.all(
    SIGNING_ALGS.map((alg) =>
      alg === EVERYBODYS_SIGNING_ALG || askedFor.has(alg)
        ? ensureAlg({ tenant_id, alg }, deps)
        : retireAlg({ tenant_id, alg }, deps),
    ),
  );
}

async function ensureAlg(of: KeysOf, deps: KeysDeps, attempts = ENSURE_ATTEMPTS): Promise<void> {
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

async function rotateKeys({ tenant_id, alg }: KeysOf, deps: KeysDeps): Promise<Rotation | undefined> {
  await settleKeys(tenant_id, deps);
  const { signingKeys } = deps.storage.tenant(tenant_id);
  const now = deps.now();
  const stored = (await signingKeys.list()).filter((key) => key.alg === alg);
  if (!stored.some(({ state }) => state === 'current')) return undefined;
  const current = keyIn('current', stored);
  const successor = keyIn('next', stored);
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

/** Published until the last token they can have signed has ended. */
function asPrevious(stored: readonly StoredSigningKey[], now: number): readonly StoredSigningKey[] {
  return stored
    .filter((key) => isLive(key, now))
    .map((key) => ({ expires_at: now + PREVIOUS_KEY_LIFETIME, ...key, state: 'previous' }));
}

function keyIn(state: StoredSigningKey['state'], stored: readonly StoredSigningKey[]): StoredSigningKey {
  const key = stored.find((candidate) => candidate.state === state);
  if (!key) throw new Error(`A tenant has no ${state} key although settle() has made one.`);
  return key;
}

function kids(stored: readonly StoredSigningKey[]): readonly string[] {
  return stored.map(({ kid }) => kid);
}

/**
 * The signing keys of every tenant: made, rotated with overlap, published, used. Each algorithm has a `next` key, published
 * before it signs, a `current` one, and `previous` ones that verify until the last token they signed has ended. A tenant has
 * keys of RS256, and of another algorithm for as long as a client or an API asks for it; what it has is published.
 */
import type { SigningAlg } from '../protocol/client/client.ts';
import { sha256 } from '../protocol/digest.ts';
import type { Result } from '../protocol/result.ts';
import { BoundedMap } from './bounded-map.ts';
import { signJws, type VerifiedJws, type Verifier, verifyJws } from './jws.ts';
import { isLive, type KeySet, openKeySet, type PublishedKeys, publishKeySet } from './key-set.ts';
import {
  type KeysBy,
  type Revocation,
  type Rotation,
  revokeKey,
  rotateKeys,
  type TooYoung,
} from './rotate-keys.ts';
import type { JsonObject } from './seal.ts';
import { ensureAlg, type KeysDeps, settleKeys } from './settle-keys.ts';

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
  /**
   * next -> current -> previous, and a new next; undefined where the tenant signs nothing by this algorithm. Refused while
   * somebody may not have heard of the next key, unless that is to be borne. With `by` the log says who did it, in the same step.
   */
  rotate(
    tenant_id: string,
    alg: SigningAlg,
    how?: { readonly force?: boolean; readonly by?: KeysBy },
  ): Promise<Result<Rotation, TooYoung> | undefined>;
  /** Takes a key out of use at once and for ever; undefined where the tenant has none of this name. */
  revoke(tenant_id: string, kid: string, by?: KeysBy): Promise<Revocation | undefined>;
};

const MAX_TENANTS_IN_MEMORY = 2_000;

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
    rotate: (tenant_id, alg, { force = false, by } = {}) => rotateKeys({ tenant_id, alg, force, by }, deps),
    revoke: (tenant_id, kid, by) => revokeKey({ tenant_id, kid, by }, deps),
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

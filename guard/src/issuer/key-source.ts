/**
 * The issuer's keys, fetched when they are needed and kept as long as they may be. The only part of the guard with a
 * memory.
 */
import { type CryptoKey, importJWK } from 'jose';
import type { Algorithm } from '../access-token/algorithms.ts';
import type { Refusal } from '../protected-resource/refusal.ts';
import { err, ok, type Result } from '../result.ts';
import { type DiscoveryRules, discoveryUri, readJwksUri } from './discovery.ts';
import { type Fetch, fetchDocument } from './document.ts';
import { readJwks, type VerificationKey } from './jwks.ts';

/** A set is asked for again when it is this old, so that a key which the issuer withdrew dies by then. */
const MAX_AGE_MS = 600_000;
/** When that fails, the last good set serves on until it is this old, and not longer. */
const MAX_STALE_MS = 3_600_000;
/** However many unknown kids arrive, the issuer is asked no more often than this (JW-07). */
const COOL_DOWN_MS = 30_000;
/** Without any set nothing works, so the first tries come sooner: after 1 s, 2 s, 4 s, up to the cool-down. */
const FIRST_RETRY_MS = 1_000;
/** For discovery and keys together; a request that waits for them is still answered in under two seconds. */
const FETCH_TIMEOUT_MS = 1_800;
const MIN_RSA_BITS = 2048;

export type KeySourceSettings = DiscoveryRules & { readonly algorithms: readonly Algorithm[] };
export type KeySourceWorld = { readonly fetch: Fetch; readonly monotonic_ms: () => number };
export type KeyId = { readonly kid: string; readonly alg: Algorithm };

type KeySet = {
  readonly keys: ReadonlyMap<string, ReadonlyMap<Algorithm, CryptoKey>>;
  readonly fetched_at_ms: number;
};

/** Finds the issuer's keys by kid. One instance serves one issuer, so a kid is never looked up among another's keys. */
export class KeySource {
  readonly #settings: KeySourceSettings;
  readonly #world: KeySourceWorld;
  #set: KeySet | undefined;
  #flight: Promise<void> | undefined;
  #next_attempt_ms = Number.NEGATIVE_INFINITY;
  #failures = 0;
  #failure: string | undefined;

  constructor(settings: KeySourceSettings, world: KeySourceWorld) {
    this.#settings = settings;
    this.#world = world;
  }

  /** The key for a kid and an algorithm. Asks the issuer when the kid is unknown or the set is old. */
  async find({ kid, alg }: KeyId): Promise<Result<CryptoKey, Refusal>> {
    if (this.#usable(MAX_AGE_MS)?.keys.has(kid) !== true) await this.#refresh();
    const set = this.#usable(MAX_STALE_MS);
    if (set === undefined) return err({ reason: 'keys_unavailable', ...this.#detail() });
    // A kid whose key is of another kind than `alg` is as unknown as any other (RFC 8725 §3.1).
    const key = set.keys.get(kid)?.get(alg);
    return key === undefined ? err({ reason: 'unknown_key', ...this.#detail() }) : ok(key);
  }

  /** Of the keys that are known, however old the set. */
  get kids(): readonly string[] {
    return [...(this.#set?.keys.keys() ?? [])];
  }

  #usable(max_age_ms: number): KeySet | undefined {
    if (this.#set === undefined) return undefined;
    return this.#world.monotonic_ms() - this.#set.fetched_at_ms < max_age_ms ? this.#set : undefined;
  }

  #detail(): { readonly detail?: string } {
    return this.#failure === undefined ? {} : { detail: this.#failure };
  }

  /** Joins the fetch in flight, or starts one unless it is too early. */
  async #refresh(): Promise<void> {
    if (this.#flight === undefined) {
      if (this.#world.monotonic_ms() < this.#next_attempt_ms) return;
      this.#flight = this.#fetchSet().finally(() => {
        this.#flight = undefined;
      });
    }
    await this.#flight;
  }

  async #fetchSet(): Promise<void> {
    const fetched = await fetchKeys(this.#settings, this.#world.fetch);
    const now_ms = this.#world.monotonic_ms();
    if (fetched.ok) {
      this.#set = { keys: fetched.value, fetched_at_ms: now_ms };
      this.#failures = 0;
      this.#failure = undefined;
    } else {
      this.#failures += 1;
      this.#failure = fetched.error;
    }
    this.#next_attempt_ms =
      now_ms + (this.#usable(MAX_STALE_MS) === undefined ? retryDelay(this.#failures) : COOL_DOWN_MS);
  }
}

function retryDelay(failures: number): number {
  return Math.min(FIRST_RETRY_MS * 2 ** (failures - 1), COOL_DOWN_MS);
}

async function fetchKeys(settings: KeySourceSettings, fetch: Fetch): Promise<Result<KeySet['keys'], string>> {
  const deadline = AbortSignal.timeout(FETCH_TIMEOUT_MS);
  const discovery = await fetchDocument(fetch, discoveryUri(settings.issuer), deadline);
  if (!discovery.ok) return err(`the discovery document ${discovery.error}`);
  const jwks_uri = readJwksUri(discovery.value, settings);
  if (!jwks_uri.ok) return jwks_uri;
  const jwks = await fetchDocument(fetch, jwks_uri.value, deadline);
  if (!jwks.ok) return err(`the JWK Set ${jwks.error}`);
  const usable = readJwks(jwks.value, settings.algorithms);
  if (!usable.ok) return usable;
  const keys = await importKeys(usable.value);
  return keys.size === 0 ? err('no key of the JWK Set can be imported') : ok(keys);
}

async function importKeys(usable: readonly VerificationKey[]): Promise<KeySet['keys']> {
  const keys = new Map<string, Map<Algorithm, CryptoKey>>();
  for (const { kid, alg, jwk } of usable) {
    const key = await importKey(jwk, alg);
    if (key === undefined) continue;
    const known = keys.get(kid) ?? new Map<Algorithm, CryptoKey>();
    keys.set(kid, known.set(alg, key));
  }
  return keys;
}

/** Undefined for a key that is none (a point off its curve) or protects nothing. It is passed over. */
async function importKey(jwk: VerificationKey['jwk'], alg: Algorithm): Promise<CryptoKey | undefined> {
  const key = await importJWK({ ...jwk }, alg).catch(() => undefined);
  return key === undefined || key instanceof Uint8Array || isWeak(key.algorithm) ? undefined : key;
}

/** RFC 7518 §3.3: an RSA key has 2048 bits or more. Under the exponent 1 a message is its own signature. */
function isWeak(algorithm: object): boolean {
  if (!('modulusLength' in algorithm && 'publicExponent' in algorithm)) return false;
  const { modulusLength, publicExponent } = algorithm;
  return !(Number(modulusLength) >= MIN_RSA_BITS && String(publicExponent).replace(/^(0,)+/, '') !== '1');
}

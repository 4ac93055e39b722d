/**
 * Key sets that clients keep at a `jwks_uri`, remembered. Nobody but the client itself has a part in what is remembered for
 * it: sets are kept by tenant and client, clients that registered themselves push out no others, and a fetch that fails
 * changes nothing. A stranger can make us look for a key that there is not, which uses up no more than the client's own small
 * budget, and each of those fetches brings the client's new keys as well.
 */

import { err, type Result } from '../protocol/result.ts';
import type { Client } from '../resources/client/client.ts';
import { BoundedMap } from './bounded-map.ts';

type Owner = { readonly client: Client; readonly tenant_id: string };

type Remembered<Keys> = {
  readonly jwks_uri: string;
  /** The last set that could be had. */
  good: { readonly keys: Keys; readonly at: number } | undefined;
  pending: Promise<Result<Keys, string>> | undefined;
  /** Fetches that are left, as of a moment. */
  budget: { readonly left: number; readonly at: number };
};

export type FetchedKeys<Keys> = {
  /** The client's keys: those that are remembered, or the newest there are. */
  of(owner: Owner, jwks_uri: string, wanted: 'remembered' | 'newest'): Promise<Result<Keys, string>>;
};

type FetchedKeysDeps<Keys> = {
  /** Whole seconds since the epoch. */
  readonly now: () => number;
  readonly fetchKeys: (jwks_uri: string, owner: Owner) => Promise<Result<Keys, string>>;
};

/** Clients of a tenant whose sets are remembered: of those that an operator made, and of those that registered themselves. */
const MAX_CLIENTS = 300;
const MAX_TENANTS = 1_000;

/** Seconds after which a set is fetched anew, and seconds that it is good for while it cannot be. */
const MAX_AGE = 600;
const MAX_STALE = 86_400;

/** Fetches for one client: at once, and then one each so many seconds. */
const FETCHES = 5;
const SECONDS_A_FETCH = 6;

/** The fetched sets of all clients. */
export function createFetchedKeys<Keys>({ now, fetchKeys }: FetchedKeysDeps<Keys>): FetchedKeys<Keys> {
  const tenants = new BoundedMap<string, BoundedMap<string, Remembered<Keys>>>(MAX_TENANTS);

  function rememberedOf({ client, tenant_id }: Owner, jwks_uri: string): Remembered<Keys> {
    const pool = `${client.is_first_party} ${tenant_id}`;
    const clients = touch(tenants, pool, () => new BoundedMap(MAX_CLIENTS));
    const { client_id } = client;
    if (clients.get(client_id)?.jwks_uri !== jwks_uri) clients.delete(client_id);
    const budget = { left: FETCHES, at: now() };
    return touch(clients, client_id, () => ({ jwks_uri, good: undefined, pending: undefined, budget }));
  }

  async function refresh(remembered: Remembered<Keys>, owner: Owner): Promise<Result<Keys, string>> {
    try {
      const fetched = await fetchKeys(remembered.jwks_uri, owner);
      if (fetched.ok) remembered.good = { keys: fetched.value, at: now() };
      return fetched;
    } finally {
      remembered.pending = undefined;
    }
  }

  /** Whoever comes while it is fetched waits for the same answer. */
  function fetchOnce(remembered: Remembered<Keys>, owner: Owner): Promise<Result<Keys, string>> {
    if (remembered.pending !== undefined) return remembered.pending;
    const { left, at } = remembered.budget;
    const refilled = Math.min(FETCHES, left + Math.max(0, now() - at) / SECONDS_A_FETCH);
    remembered.budget = { left: refilled < 1 ? refilled : refilled - 1, at: now() };
    if (refilled < 1) return Promise.resolve(err('its keys were fetched often enough for now'));
    remembered.pending = refresh(remembered, owner);
    return remembered.pending;
  }

  return {
    async of(owner, jwks_uri, wanted) {
      const remembered = rememberedOf(owner, jwks_uri);
      const { good } = remembered;
      if (good && wanted === 'remembered' && isYounger(good, MAX_AGE)) return { ok: true, value: good.keys };
      const fetched = await fetchOnce(remembered, owner);
      if (fetched.ok || !good || !isYounger(good, MAX_STALE)) return fetched;
      return { ok: true, value: good.keys };
    },
  };

  function isYounger({ at }: { readonly at: number }, seconds: number): boolean {
    const age = now() - at;
    return age >= 0 && age < seconds;
  }
}

/** The value of a key, which becomes the last to be forgotten. */
function touch<K, V>(map: BoundedMap<K, V>, key: K, make: () => V): V {
  const value = map.get(key) ?? make();
  map.delete(key);
  map.set(key, value);
  return value;
}

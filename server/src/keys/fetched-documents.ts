/**
 * What clients keep at an address, their key sets and their metadata, read and remembered. Nobody but the client itself has a part
 * in what is remembered for it: documents are kept by tenant and client, clients that registered themselves push out no others,
 * and a fetch that fails changes nothing. A stranger can make us look for a key that there is not, which uses up no more than the
 * client's own small budget, and each of those fetches brings the client's new keys as well.
 */

import { err, type Result } from '../protocol/result.ts';
import type { Client } from '../resources/client/client.ts';
import { BoundedMap } from './bounded-map.ts';

/** Whose a document is. */
type Owner = {
  readonly client: Pick<Client, 'client_id' | 'is_first_party'>;
  readonly tenant_id: string;
};

type Remembered<T> = {
  readonly url: string;
  /** The last one that could be had. */
  good: { readonly document: T; readonly at: number } | undefined;
  pending: Promise<Result<T, string>> | undefined;
  /** Fetches that are left, as of a moment. */
  budget: { readonly left: number; readonly at: number };
};

export type FetchedDocuments<T, By extends Owner> = {
  /** The client's document: the one that is remembered, or the newest there is. */
  of(by: By, url: string, wanted: 'remembered' | 'newest'): Promise<Result<T, string>>;
};

type FetchedDocumentsDeps<T, By extends Owner> = {
  /** Whole seconds since the epoch. */
  readonly now: () => number;
  readonly read: (url: string, by: By) => Promise<Result<T, string>>;
};

/** Clients of a tenant whose documents are remembered: of those that an operator made, and of those that registered themselves. */
const MAX_CLIENTS = 300;
const MAX_TENANTS = 1_000;

/** Seconds after which a document is fetched anew, and seconds that it is good for while it cannot be. */
const MAX_AGE = 600;
const MAX_STALE = 86_400;

/** Fetches for one client: at once, and then one each so many seconds. */
const FETCHES = 5;
const SECONDS_A_FETCH = 6;

/** The fetched documents of all clients. */
export function createFetchedDocuments<T, By extends Owner>({
  now,
  read,
}: FetchedDocumentsDeps<T, By>): FetchedDocuments<T, By> {
  const tenants = new BoundedMap<string, BoundedMap<string, Remembered<T>>>(MAX_TENANTS);

  function rememberedOf({ client, tenant_id }: Owner, url: string): Remembered<T> {
    const pool = `${client.is_first_party} ${tenant_id}`;
    const clients = touch(tenants, pool, () => new BoundedMap(MAX_CLIENTS));
    const { client_id } = client;
    if (clients.get(client_id)?.url !== url) clients.delete(client_id);
    const budget = { left: FETCHES, at: now() };
    return touch(clients, client_id, () => ({ url, good: undefined, pending: undefined, budget }));
  }

  async function refresh(remembered: Remembered<T>, by: By): Promise<Result<T, string>> {
    try {
      const fetched = await read(remembered.url, by);
      if (fetched.ok) remembered.good = { document: fetched.value, at: now() };
      return fetched;
    } finally {
      remembered.pending = undefined;
    }
  }

  /** Whoever comes while it is fetched waits for the same answer. */
  function fetchOnce(remembered: Remembered<T>, by: By): Promise<Result<T, string>> {
    if (remembered.pending !== undefined) return remembered.pending;
    const { left, at } = remembered.budget;
    const refilled = Math.min(FETCHES, left + Math.max(0, now() - at) / SECONDS_A_FETCH);
    remembered.budget = { left: refilled < 1 ? refilled : refilled - 1, at: now() };
    if (refilled < 1) return Promise.resolve(err('its document was fetched often enough for now'));
    remembered.pending = refresh(remembered, by);
    return remembered.pending;
  }

  return {
    async of(by, url, wanted) {
      const remembered = rememberedOf(by, url);
      const { good } = remembered;
      if (good && wanted === 'remembered' && isYounger(good, MAX_AGE))
        return { ok: true, value: good.document };
      const fetched = await fetchOnce(remembered, by);
      if (fetched.ok || !good || !isYounger(good, MAX_STALE)) return fetched;
      return { ok: true, value: good.document };
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

/**
 * Documents that a client keeps at an address: its keys, its request objects, the callbacks of its sector,
 * its metadata. Whoever makes us
 * fetch one hears nothing of why it could not be had, and sees nothing of it in the time either.
 */
import { err, ok, type Result } from '../protocol/result.ts';
import { addressBucket } from './client-address.ts';
import { type Outbound, TIMEOUT_MS } from './outbound.ts';

/** Who has a document fetched, and what for. */
export type FetchFor = {
  readonly tenant_id: string;
  readonly purpose: 'keys' | 'request_object' | 'sector' | 'metadata';
  /** Who is to have it; absent: a client that is being registered. */
  readonly client?: { readonly client_id: string; readonly is_first_party: boolean };
  /** Where the request came from that names it. */
  readonly address?: string;
};

export type Documents = {
  /** The text behind a URL; the error is for our log alone. */
  fetch(url: string, by: FetchFor): Promise<Result<string, string>>;
};

type Quota = {
  readonly limit: number;
  /** Who shares it; undefined: this quota is not the fetch's. */
  readonly of: (by: FetchFor) => string | undefined;
};

/**
 * Fetches in a minute, so that nobody can make us ask another server more often (CWE-405). More than any tenant needs: keys are
 * remembered for ten minutes. Each purpose counts by itself, and clients that registered themselves apart from others, so that
 * a stranger who sends one `request_uri` after the other keeps nobody from their keys. A client is asked for no oftener than
 * others leave room for, and an address has a share of its own of what anybody can ask for.
 */
const QUOTAS: readonly Quota[] = [
  {
    limit: 300,
    of: ({ tenant_id, purpose, client }) => `${purpose} ${client?.is_first_party === true} ${tenant_id}`,
  },
  {
    limit: 100,
    of: ({ tenant_id, purpose, client }) => client && `client ${purpose} ${tenant_id} ${client.client_id}`,
  },
  {
    limit: 30,
    of: ({ tenant_id, address }) => {
      const bucket = address === undefined ? undefined : addressBucket(address);
      return bucket && `address ${tenant_id} ${bucket}`;
    },
  },
];

/** A little more than any attempt takes: a closed port, no such name and silence are answered alike (CWE-208). */
const FAILURE_MS = TIMEOUT_MS + 250;

/** `now` in whole seconds since the epoch. */
export function createDocuments(deps: {
  readonly outbound: Pick<Outbound, 'get'>;
  readonly now: () => number;
}): Documents {
  const quota = createQuota(deps.now);
  return {
    async fetch(url, by) {
      if (!quota.take(by)) return err('enough documents were fetched in this minute');
      const begin = performance.now();
      const answer = await deps.outbound.get(url);
      if (answer.ok && answer.value.status === 200) return ok(answer.value.text);
      const left_ms = FAILURE_MS - (performance.now() - begin);
      await new Promise((resolve) => setTimeout(resolve, left_ms));
      return err(answer.ok ? `status ${answer.value.status}` : answer.error);
    },
  };
}

function createQuota(now: () => number): { take(by: FetchFor): boolean } {
  const state = { minute: 0 };
  const taken = new Map<string, number>();
  return {
    take(by) {
      const minute = Math.floor(now() / 60);
      if (minute !== state.minute) taken.clear();
      state.minute = minute;
      const counted = QUOTAS.flatMap(({ limit, of }) => {
        const key = of(by);
        return key === undefined ? [] : [{ key, limit, count: taken.get(key) ?? 0 }];
      });
      // Who is over one of them uses up none of the others, and is not remembered.
      if (counted.some(({ count, limit }) => count >= limit)) return false;
      for (const { key, count } of counted) taken.set(key, count + 1);
      return true;
    },
  };
}

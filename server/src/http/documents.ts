/**
 * Documents that a client keeps at an address: its keys, its request objects, the callbacks of its sector. Whoever makes us
 * fetch one hears nothing of why it could not be had, and sees nothing of it in the time either.
 */
import { err, ok, type Result } from '../protocol/result.ts';
import { type Outbound, TIMEOUT_MS } from './outbound.ts';

export type Documents = {
  /** The text behind a URL; the error is for our log alone. */
  fetch(url: string, by: { readonly tenant_id: string }): Promise<Result<string, string>>;
};

/** Nobody can make us ask another server more often (CWE-405). More than any tenant needs: keys are remembered for ten minutes. */
const FETCHES_A_MINUTE = 300;

/** A little more than any attempt takes: a closed port, no such name and silence are answered alike (CWE-208). */
const FAILURE_MS = TIMEOUT_MS + 250;

/** `now` in whole seconds since the epoch. */
export function createDocuments(deps: {
  readonly outbound: Pick<Outbound, 'get'>;
  readonly now: () => number;
}): Documents {
  const quota = createQuota(deps.now);
  return {
    async fetch(url, { tenant_id }) {
      if (!quota.take(tenant_id)) return err('the tenant had enough documents fetched in this minute');
      const begin = performance.now();
      const answer = await deps.outbound.get(url);
      if (answer.ok && answer.value.status === 200) return ok(answer.value.text);
      const left_ms = FAILURE_MS - (performance.now() - begin);
      await new Promise((resolve) => setTimeout(resolve, left_ms));
      return err(answer.ok ? `status ${answer.value.status}` : answer.error);
    },
  };
}

function createQuota(now: () => number): { take(tenant_id: string): boolean } {
  let minute = 0;
  const taken = new Map<string, number>();
  return {
    take(tenant_id) {
      const current = Math.floor(now() / 60);
      if (current !== minute) taken.clear();
      minute = current;
      const count = taken.get(tenant_id) ?? 0;
      taken.set(tenant_id, count + 1);
      return count < FETCHES_A_MINUTE;
    },
  };
}

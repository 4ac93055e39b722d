/**
 * Requests that are too long for an address of ours. A row is a request and not a visit: it is written once, under a name that
 * follows from what it says, and never changes, so that every address that refers to it means what it meant.
 */
import type { Database } from '../database.ts';
import { reusableQuery } from '../reusable-query.ts';
import { isStorable } from '../storable-text.ts';
import { createKeptBound } from './kept-bound.ts';

type KeptRequest = {
  readonly id: string;
  readonly sealed: string;
  readonly expires_at: number;
  /** Whose budget it is written from: the address it came from. */
  readonly from: string;
};

export type KeptRequests = {
  /** Writes it, or lets what is there live longer; false, and nothing written, where strangers have had enough written. */
  keep(request: KeptRequest): Promise<boolean>;
  /** Its sealed text; undefined once it has expired. */
  find(id: string): Promise<string | undefined>;
};

/** The kept requests in a database, tenant by tenant. */
export function openKeptRequests(
  { kysely }: Database,
  now: () => number,
): (tenant_id: string) => KeptRequests {
  const bound = createKeptBound();
  const insert = reusableQuery(kysely, ['tenant_id', 'id', 'sealed', 'expires_at'], (slot) =>
    kysely
      .insertInto('kept_requests')
      .values({
        tenant_id: slot<string>('tenant_id'),
        id: slot<string>('id'),
        sealed: slot<string>('sealed'),
        expires_at: slot<number>('expires_at'),
      })
      .onConflict((conflict) =>
        conflict
          .columns(['tenant_id', 'id'])
          .doUpdateSet((row) => ({ expires_at: row.ref('excluded.expires_at') }))
          .whereRef('kept_requests.expires_at', '<', 'excluded.expires_at'),
      ),
  );
  const find = reusableQuery(kysely, ['tenant_id', 'id', 'now'], (slot) =>
    kysely
      .selectFrom('kept_requests')
      .select('sealed')
      .where('tenant_id', '=', slot<string>('tenant_id'))
      .where('id', '=', slot<string>('id'))
      .where('expires_at', '>', slot<number>('now')),
  );
  return (tenant_id) => ({
    async keep({ from, ...request }) {
      const { length: size_bytes } = request.sealed;
      if (!bound.admit({ tenant_id, from, size_bytes }, now())) return false;
      await insert({ tenant_id, ...request });
      return true;
    },
    async find(id) {
      if (!isStorable(id)) return undefined;
      const { rows } = await find({ tenant_id, id, now: now() });
      return rows[0]?.sealed;
    },
  });
}

/**
 * Tokens that an operator gives to those who may register a client (RFC 7591 §3); the database holds hashes.
 */
import type { Database } from '../database.ts';
import { forgetLate } from '../late.ts';

export type InitialAccessTokens = {
  add(token_hash: string, expires_at: number): Promise<void>;
  /** Whether it was added and has not expired. It is good for several clients until then. */
  isLive(token_hash: string): Promise<boolean>;
  /** Those that have not expired, the first to end first, at most a thousand. Their id is the hash, which opens nothing. */
  list(): Promise<readonly { readonly id: string; readonly expires_at: number }[]>;
  /** Takes one back by its id; false: there is none. */
  remove(id: string): Promise<boolean>;
};

const MOST = 1_000;

/** The initial access tokens in a database, tenant by tenant. */
export function openInitialAccessTokens(
  { kysely }: Database,
  now: () => number,
): (tenant_id: string) => InitialAccessTokens {
  return (tenant_id) => ({
    async add(token_hash, expires_at) {
      await kysely
        .insertInto('initial_access_tokens')
        .values({ tenant_id, token_hash, expires_at })
        .execute();
    },
    async isLive(token_hash) {
      const row = await kysely
        .selectFrom('initial_access_tokens')
        .select('expires_at')
        .where('tenant_id', '=', tenant_id)
        .where('token_hash', '=', token_hash)
        .executeTakeFirst();
      if (row === undefined || row.expires_at > now()) return row !== undefined;
      await forgetLate(kysely, 'initial_access_tokens', { tenant_id, token_hash });
      return false;
    },
    async list() {
      const rows = await kysely
        .selectFrom('initial_access_tokens')
        .select(['token_hash as id', 'expires_at'])
        .where('tenant_id', '=', tenant_id)
        .where('expires_at', '>', now())
        .orderBy('token_hash')
        .limit(MOST)
        .execute();
      return rows.toSorted((a, b) => a.expires_at - b.expires_at);
    },
    async remove(id) {
      const { numDeletedRows } = await kysely
        .deleteFrom('initial_access_tokens')
        .where('tenant_id', '=', tenant_id)
        .where('token_hash', '=', id)
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },
  });
}

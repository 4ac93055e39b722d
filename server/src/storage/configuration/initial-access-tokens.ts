/**
 * Tokens that an operator gives to those who may register a client (RFC 7591 §3); the database holds hashes.
 */
import type { Database } from '../database.ts';
import { forgetLate } from '../late.ts';

export type InitialAccessTokens = {
  add(token_hash: string, expires_at: number): Promise<void>;
  /** Whether it was added and has not expired. It is good for several clients until then. */
  isLive(token_hash: string): Promise<boolean>;
};

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
  });
}

/**
 * Refresh tokens. Each is used once and replaced by the next of its family (RFC 9700 §4.14.2); the database holds hashes.
 */
import type { Transaction } from 'kysely';
import type { Grant } from '../protocol/grant.ts';
import type { Database } from './database.ts';
import { endGrant, storedGrant } from './grants.ts';
import type { Schema } from './schema.ts';

export type RefreshTokens = {
  /** The grant of a token, spent or not, that has not expired. */
  find(token_hash: string): Promise<Grant | undefined>;
  /** The grant of a token that was not spent yet, and the token's end. */
  findUnspent(
    token_hash: string,
  ): Promise<{ readonly grant: Grant; readonly expires_at: number } | undefined>;
  /**
   * Puts `next_hash` in the place of a token, in one step: however many send it at once, one living token comes of it. A
   * token that was spent more than `leeway` seconds ago, or whose successor was used, is known to two: its family ends.
   */
  rotate(rotation: Rotation): Promise<'rotated' | 'reused' | 'unknown'>;
};

type Rotation = {
  readonly token_hash: string;
  readonly next_hash: string;
  /** When the next token ends unless it is used, at the latest with its grant. */
  readonly expires_at: number;
  readonly leeway: number;
};

/** The refresh tokens in a database, tenant by tenant. */
export function openRefreshTokens(
  { kysely }: Database,
  now: () => number,
): (tenant_id: string) => RefreshTokens {
  const named = (tenant_id: string, token_hash: string) =>
    kysely
      .selectFrom('refresh_tokens')
      .innerJoin('grants', (join) =>
        join
          .onRef('grants.tenant_id', '=', 'refresh_tokens.tenant_id')
          .onRef('grants.grant_id', '=', 'refresh_tokens.grant_id'),
      )
      .select(['grants.grant_id', 'client_id', 'sub', 'document', 'refresh_tokens.expires_at'])
      .where('refresh_tokens.tenant_id', '=', tenant_id)
      .where('token_hash', '=', token_hash)
      .where('refresh_tokens.expires_at', '>', now())
      .where('grants.expires_at', '>', now());

  return (tenant_id) => ({
    async find(token_hash) {
      const row = await named(tenant_id, token_hash).executeTakeFirst();
      return row && storedGrant(row);
    },
    async findUnspent(token_hash) {
      const row = await named(tenant_id, token_hash).where('spent_at', 'is', null).executeTakeFirst();
      return row && { grant: storedGrant(row), expires_at: Number(row.expires_at) };
    },
    async rotate({ token_hash, next_hash, expires_at, leeway }) {
      return kysely.transaction().execute(async (transaction) => {
        const token = await transaction
          .updateTable('refresh_tokens')
          .set((column) => ({ uses: column('uses', '+', 1) }))
          .where('tenant_id', '=', tenant_id)
          .where('token_hash', '=', token_hash)
          .where('expires_at', '>', now())
          .returning(['grant_id', 'spent_at'])
          .executeTakeFirst();
        if (!token) return 'unknown';
        const excused = token.spent_at === null || now() - token.spent_at < leeway;
        if (
          !excused ||
          (token.spent_at !== null && !(await takeBack(transaction, { tenant_id, token_hash })))
        ) {
          await endGrant(transaction, { tenant_id, grant_id: token.grant_id });
          return 'reused';
        }
        await transaction
          .updateTable('refresh_tokens')
          .set({ spent_at: token.spent_at ?? now() })
          .where('tenant_id', '=', tenant_id)
          .where('token_hash', '=', token_hash)
          .execute();
        await transaction
          .insertInto('refresh_tokens')
          .values({
            tenant_id,
            token_hash: next_hash,
            grant_id: token.grant_id,
            parent_hash: token_hash,
            uses: 0,
            spent_at: null,
            expires_at,
          })
          .execute();
        return 'rotated';
      });
    },
  });
}

/** Takes back the successor that got lost; false when there is none that nobody has used. */
async function takeBack(
  transaction: Transaction<Schema>,
  { tenant_id, token_hash }: { readonly tenant_id: string; readonly token_hash: string },
): Promise<boolean> {
  const { numDeletedRows } = await transaction
    .deleteFrom('refresh_tokens')
    .where('tenant_id', '=', tenant_id)
    .where('parent_hash', '=', token_hash)
    .where('spent_at', 'is', null)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

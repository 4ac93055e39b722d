/**
 * Refresh tokens. Each is used once and replaced by the next of its family (RFC 9700 §4.14.2); the database holds hashes.
 */
import type { Transaction } from 'kysely';
import type { Grant } from '../protocol/grant.ts';
import type { Database } from './database.ts';
import { endGrant, storedGrant } from './grants.ts';
import { reusableQuery } from './reusable-query.ts';
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
  database: Database,
  now: () => number,
): (tenant_id: string) => RefreshTokens {
  const { kysely } = database;
  const findNamed = namedQuery(database);
  const spend = spendQuery(database);
  const insert = insertQuery(database);

  /** A token that was spent already: in its leeway the lost successor is taken back, after it the family ends. */
  async function rotateAgain(
    transaction: Transaction<Schema>,
    {
      tenant_id,
      token_hash,
      leeway,
    }: Pick<Rotation, 'token_hash' | 'leeway'> & { readonly tenant_id: string },
  ): Promise<{ readonly grant_id: string } | 'reused' | 'unknown'> {
    const token = await transaction
      .updateTable('refresh_tokens')
      .set((column) => ({ uses: column('uses', '+', 1) }))
      .where('tenant_id', '=', tenant_id)
      .where('token_hash', '=', token_hash)
      .where('expires_at', '>', now())
      .returning(['grant_id', 'spent_at'])
      .executeTakeFirst();
    if (!token) return 'unknown';
    const excused = token.spent_at !== null && now() - token.spent_at < leeway;
    if (excused && (await takeBack(transaction, { tenant_id, token_hash }))) return token;
    await endGrant(transaction, { tenant_id, grant_id: token.grant_id });
    return 'reused';
  }

  return (tenant_id) => ({
    async find(token_hash) {
      const { rows } = await findNamed({ tenant_id, token_hash, now: now() });
      return rows[0] && storedGrant(rows[0]);
    },
    async findUnspent(token_hash) {
      const { rows } = await findNamed({ tenant_id, token_hash, now: now() });
      const row = rows[0];
      return row && row.spent_at === null
        ? { grant: storedGrant(row), expires_at: row.expires_at }
        : undefined;
    },
    async rotate({ token_hash, next_hash, expires_at, leeway }) {
      return kysely.transaction().execute(async (transaction) => {
        const spent = await spend({ tenant_id, token_hash, now: now() }, transaction);
        const token = spent.rows[0] ?? (await rotateAgain(transaction, { tenant_id, token_hash, leeway }));
        if (typeof token === 'string') return token;
        const { grant_id } = token;
        await insert(
          { tenant_id, token_hash: next_hash, grant_id, parent_hash: token_hash, expires_at },
          transaction,
        );
        return 'rotated';
      });
    },
  });
}

function namedQuery({ kysely }: Database) {
  return reusableQuery(kysely, ['tenant_id', 'token_hash', 'now'], (slot) =>
    kysely
      .selectFrom('refresh_tokens')
      .innerJoin('grants', (join) =>
        join
          .onRef('grants.tenant_id', '=', 'refresh_tokens.tenant_id')
          .onRef('grants.grant_id', '=', 'refresh_tokens.grant_id'),
      )
      .select(['grants.grant_id', 'client_id', 'sub', 'document'])
      .select(['refresh_tokens.expires_at', 'spent_at'])
      .where('refresh_tokens.tenant_id', '=', slot<string>('tenant_id'))
      .where('token_hash', '=', slot<string>('token_hash'))
      .where('refresh_tokens.expires_at', '>', slot<number>('now'))
      .where('grants.expires_at', '>', slot<number>('now')),
  );
}

/** Spends a token that was not spent yet; to write is to lock its row against everybody who sends it at the same time. */
function spendQuery({ kysely }: Database) {
  return reusableQuery(kysely, ['tenant_id', 'token_hash', 'now'], (slot) =>
    kysely
      .updateTable('refresh_tokens')
      .set((column) => ({ uses: column('uses', '+', 1), spent_at: slot<number>('now') }))
      .where('tenant_id', '=', slot<string>('tenant_id'))
      .where('token_hash', '=', slot<string>('token_hash'))
      .where('expires_at', '>', slot<number>('now'))
      .where('spent_at', 'is', null)
      .returning('grant_id'),
  );
}

function insertQuery({ kysely }: Database) {
  const slots = ['tenant_id', 'token_hash', 'grant_id', 'parent_hash', 'expires_at'] as const;
  return reusableQuery(kysely, slots, (slot) =>
    kysely.insertInto('refresh_tokens').values({
      tenant_id: slot<string>('tenant_id'),
      token_hash: slot<string>('token_hash'),
      grant_id: slot<string>('grant_id'),
      parent_hash: slot<string>('parent_hash'),
      uses: 0,
      spent_at: null,
      expires_at: slot<number>('expires_at'),
    }),
  );
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

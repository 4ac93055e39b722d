/**
 * Refresh tokens. Each is used once and replaced by the next of its family (RFC 9700 §4.14.2); the database holds hashes.
 * Who rotates a token holds its grant meanwhile, so that of a family one thing happens at a time.
 */
import type { Transaction } from 'kysely';
import type { Grant } from '../../protocol/tokens/grant.ts';
import { type First, isExcused, turnOf } from '../../protocol/tokens/refresh-token.ts';
import type { Database } from '../database.ts';
import { reusableQuery } from '../reusable-query.ts';
import type { RefreshTokensTable, Schema } from '../schema.ts';
import { endGrant, holdGrantQuery, storedGrant } from './grants.ts';

export type RefreshTokens = {
  /** The grant of a token, spent or not, that has not expired. */
  find(token_hash: string): Promise<Grant | undefined>;
  /** The grant of a token that was not spent yet, and the token's end. */
  findUnspent(
    token_hash: string,
  ): Promise<{ readonly grant: Grant; readonly expires_at: number } | undefined>;
  /**
   * Puts `next_hash` in the place of a token, in one step: however many send it at once, one living token comes of it, or
   * within `leeway` as many as were sent. A token that is known to two ends its family (protocol/tokens/refresh-token.ts).
   */
  rotate(rotation: Rotation): Promise<'rotated' | 'reused' | 'unknown'>;
};

type Rotation = {
  /** The grant of the token. */
  readonly grant_id: string;
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
  const findNamed = namedQuery(database);
  const holdGrant = holdGrantQuery(database);
  const spend = spendQuery(database);
  const insert = insertQuery(database);

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
    rotate: ({ next_hash, expires_at, ...sent }) =>
      database.transaction(async (transaction) => {
        const { grant_id } = sent;
        const parent = await takeTurn(transaction, { tenant_id, ...sent, now: now() });
        if (parent === 'reused') await endGrant(transaction, { tenant_id, grant_id });
        if (typeof parent === 'string') return parent;
        const next = { tenant_id, token_hash: next_hash, grant_id, parent_hash: parent.hash, expires_at };
        await insert(next, transaction);
        return 'rotated';
      }),
  });

  /** Spends the token, if it is its turn. */
  async function takeTurn(
    transaction: Transaction<Schema>,
    { grant_id, ...sent }: Sent & { readonly grant_id: string },
  ): Promise<Parent | 'reused' | 'unknown'> {
    const { tenant_id, token_hash, now: time } = sent;
    const held = await holdGrant({ tenant_id, grant_id, now: time }, transaction);
    if (held.rows.length === 0) return 'unknown';
    const [spent] = (await spend({ tenant_id, grant_id, token_hash, now: time }, transaction)).rows;
    return spent ? parentOfNext(transaction, { ...sent, ...spent }) : parentOfAnother(transaction, sent);
  }
}

/** Which token the next one comes in place of. */
type Parent = { readonly hash: string };

type Sent = Pick<Rotation, 'token_hash' | 'leeway'> & { readonly tenant_id: string; readonly now: number };

/** A token that was spent just now, for the first time; without a leeway it has no siblings to be looked at. */
async function parentOfNext(
  transaction: Transaction<Schema>,
  { tenant_id, token_hash, parent_hash, leeway, now }: Sent & { readonly parent_hash: string | null },
): Promise<Parent | 'reused'> {
  if (leeway === 0 || parent_hash === null) return { hash: token_hash };
  const siblings = (await successorsOf(transaction, tenant_id, [parent_hash])).filter(
    (sibling) => sibling.token_hash !== token_hash,
  );
  if (siblings.length === 0) return { hash: token_hash };
  const parent = await findSpent(transaction, { tenant_id, token_hash: parent_hash });
  const first = await firstOf(transaction, tenant_id, siblings);
  const turn = turnOf({ first, parent_spent_at: parent?.spent_at, leeway, now });
  if (turn.kind === 'reused') return 'reused';
  if (turn.kind === 'beside') return { hash: turn.first.token_hash };
  if (turn.kind === 'alone') await retire(transaction, { tenant_id, siblings, now });
  return { hash: token_hash };
}

/**
 * A token that was spent before: while whoever lost the answer may send it again, it gets another successor, a sibling of
 * those that its own siblings have got. Were it not, the two would go on side by side for good.
 */
async function parentOfAnother(
  transaction: Transaction<Schema>,
  { tenant_id, token_hash, leeway, now }: Sent,
): Promise<Parent | 'reused' | 'unknown'> {
  const token = await findSpent(transaction, { tenant_id, token_hash });
  if (!token || token.expires_at <= now) return 'unknown';
  if (!isExcused(token.spent_at, leeway, now)) return 'reused';
  const siblings =
    token.parent_hash === null ? [] : await successorsOf(transaction, tenant_id, [token.parent_hash]);
  const hashes = [token_hash, ...siblings.map((sibling) => sibling.token_hash)];
  const successors = await successorsOf(transaction, tenant_id, hashes);
  const [successor] = successors;
  if (successors.some(({ spent_at }) => spent_at !== null)) return 'reused';
  return { hash: successor?.parent_hash ?? token_hash };
}

/** The sibling that was used first, in whose place all that follow come; those that were retired have no successors. */
async function firstOf(
  transaction: Transaction<Schema>,
  tenant_id: string,
  siblings: readonly Successor[],
): Promise<First | undefined> {
  const spent = siblings.flatMap(({ token_hash, spent_at }) =>
    spent_at === null ? [] : [{ token_hash, spent_at }],
  );
  if (spent.length < 2) return spent[0];
  const hashes = spent.map(({ token_hash }) => token_hash);
  const [successor] = await successorsOf(transaction, tenant_id, hashes);
  return spent.find(({ token_hash }) => token_hash === successor?.parent_hash) ?? spent[0];
}

async function findSpent(
  transaction: Transaction<Schema>,
  { tenant_id, token_hash }: { readonly tenant_id: string; readonly token_hash: string },
) {
  return transaction
    .selectFrom('refresh_tokens')
    .select(['spent_at', 'expires_at', 'parent_hash'])
    .where('tenant_id', '=', tenant_id)
    .where('token_hash', '=', token_hash)
    .where('spent_at', 'is not', null)
    .$narrowType<{ spent_at: number }>()
    .executeTakeFirst();
}

type Successor = Pick<RefreshTokensTable, 'token_hash' | 'spent_at' | 'parent_hash'>;

/** Tokens that came in the place of one of these. */
async function successorsOf(
  transaction: Transaction<Schema>,
  tenant_id: string,
  hashes: readonly string[],
): Promise<readonly Successor[]> {
  return transaction
    .selectFrom('refresh_tokens')
    .select(['token_hash', 'spent_at', 'parent_hash'])
    .where('tenant_id', '=', tenant_id)
    .where('parent_hash', 'in', hashes)
    .execute();
}

/** Tokens that nobody may use any more: whoever does shows that they are known to two. */
async function retire(
  transaction: Transaction<Schema>,
  {
    tenant_id,
    siblings,
    now,
  }: { readonly tenant_id: string; readonly siblings: readonly Successor[]; readonly now: number },
): Promise<void> {
  await transaction
    .updateTable('refresh_tokens')
    .set({ spent_at: now })
    .where('tenant_id', '=', tenant_id)
    .where(
      'token_hash',
      'in',
      siblings.map(({ token_hash }) => token_hash),
    )
    .where('spent_at', 'is', null)
    .execute();
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

/** Spends a token that was not spent yet. */
function spendQuery({ kysely }: Database) {
  return reusableQuery(kysely, ['tenant_id', 'grant_id', 'token_hash', 'now'], (slot) =>
    kysely
      .updateTable('refresh_tokens')
      .set({ spent_at: slot<number>('now') })
      .where('tenant_id', '=', slot<string>('tenant_id'))
      .where('token_hash', '=', slot<string>('token_hash'))
      .where('grant_id', '=', slot<string>('grant_id'))
      .where('expires_at', '>', slot<number>('now'))
      .where('spent_at', 'is', null)
      .returning('parent_hash'),
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

/**
 * Refresh tokens: the database holds hashes. One that rotates is used once and replaced by the next of its family (RFC 9700
 * §4.14.2); one that does not stays as it is, and use moves its end. Who rotates a token holds its grant meanwhile, so that of
 * a family one thing happens at a time.
 */
import type { Transaction } from 'kysely';
import type { Grant } from '../../protocol/tokens/grant.ts';
import { SUPERSEDED, type Turn, turnOf } from '../../protocol/tokens/refresh-token.ts';
import type { Database } from '../database.ts';
import { forgetLate } from '../late.ts';
import { reusableQuery } from '../reusable-query.ts';
import type { Schema } from '../schema.ts';
import { endGrant, holdGrantQuery, moveGrantEnd, storedGrant } from './grants.ts';

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
  rotate(rotation: Rotation): Promise<'rotated' | 'reused' | 'too_many' | 'unknown'>;
  /** Moves the end of a token that does not rotate. One that was spent while they did is known to two and ends its family. */
  use(use: Use): Promise<'used' | 'reused' | 'unknown'>;
};

type Use = {
  /** The grant of the token. */
  readonly grant_id: string;
  readonly token_hash: string;
  /** When the token that goes on ends unless it is used, at the latest with its grant. */
  readonly expires_at: number;
  /** Where the end of the grant moves to; absent: it stays where it is. */
  readonly grant_expires_at?: number | undefined;
};

type Rotation = Use & { readonly next_hash: string; readonly leeway: number };

/** A move is worth writing when it is this part of what is left to the token, or a minute, but a tenth at the most. */
const STEPS = 100;
const SHORTEST_STEP = 60;
const FEWEST_STEPS = 10;

/** By so many seconds use has to move the end of a token that is left so many: a write for every use would make it slow. */
function stepOf(left: number): number {
  return Math.min(Math.max(SHORTEST_STEP, left / STEPS), left / FEWEST_STEPS);
}

/** The refresh tokens in a database, tenant by tenant. */
export function openRefreshTokens(
  database: Database,
  now: () => number,
): (tenant_id: string) => RefreshTokens {
  const findNamed = namedQuery(database);
  const holdGrant = holdGrantQuery(database);
  const findStanding = standingQuery(database);
  const spend = spendQuery(database);
  const supersede = supersedeQuery(database);
  const insert = insertQuery(database);

  return (tenant_id) => ({
    async find(token_hash) {
      const row = await findLive({ tenant_id, token_hash });
      return row && storedGrant(row);
    },
    async findUnspent(token_hash) {
      const row = await findLive({ tenant_id, token_hash });
      return row && row.spent_at === null
        ? { grant: storedGrant(row), expires_at: row.expires_at }
        : undefined;
    },
    rotate: ({ grant_id, token_hash, next_hash, expires_at, grant_expires_at, leeway }) =>
      database.transaction(async (transaction) => {
        const grant = { tenant_id, grant_id };
        const turn = await takeTurn(transaction, { ...grant, token_hash, leeway, now: now() });
        if (turn === 'reused') await endGrant(transaction, grant);
        if (turn !== 'alone' && turn !== 'beside') return turn;
        await moveGrantEnd(transaction, { ...grant, expires_at: grant_expires_at });
        await insert({ ...grant, token_hash: next_hash, parent_hash: token_hash, expires_at }, transaction);
        return 'rotated';
      }),
    async use({ grant_id, token_hash, expires_at, grant_expires_at }) {
      const time = now();
      const { rows } = await findNamed({ tenant_id, token_hash });
      const [token] = rows;
      if (token?.grant_id !== grant_id || isLate(token, time)) return 'unknown';
      const grant = { tenant_id, grant_id };
      if (token.spent_at !== null) {
        await database.transaction((transaction) => endGrant(transaction, grant));
        return 'reused';
      }
      const isDue = expires_at - token.expires_at >= stepOf(expires_at - time);
      if (!isDue) return 'used';
      return database.transaction(async (transaction) => {
        const held = await holdGrant({ ...grant, now: time }, transaction);
        if (held.rows.length === 0) return 'unknown';
        await moveEnd(transaction, { tenant_id, token_hash, expires_at });
        await moveGrantEnd(transaction, { ...grant, expires_at: grant_expires_at });
        return 'used';
      });
    },
  });

  async function findLive(token: { readonly tenant_id: string; readonly token_hash: string }) {
    const { rows } = await findNamed(token);
    const [row] = rows;
    if (!row || !isLate(row, now())) return row;
    await forgetLate(database.kysely, 'refresh_tokens', token);
    return undefined;
  }

  /** Spends the token, if it is its turn; where it goes on alone, all others of its family with it. */
  async function takeTurn(transaction: Transaction<Schema>, sent: Sent): Promise<Turn | 'unknown'> {
    const held = await holdGrant(sent, transaction);
    if (held.rows.length === 0) return 'unknown';
    const [token] = (await findStanding(sent, transaction)).rows;
    if (!token) return 'unknown';
    const turn = turnOf(token, sent);
    if (turn !== 'alone' && turn !== 'beside') return turn;
    if (token.spent_at === null) await spend(sent, transaction);
    if (turn === 'alone') await supersede(sent, transaction);
    return turn;
  }
}

type Sent = Pick<Rotation, 'grant_id' | 'token_hash' | 'leeway'> & {
  readonly tenant_id: string;
  readonly now: number;
};

function isLate(
  { expires_at, grant_expires_at }: Readonly<Record<'expires_at' | 'grant_expires_at', number>>,
  now: number,
): boolean {
  return Math.min(expires_at, grant_expires_at) <= now;
}

/** A clock that is behind moves nothing back. */
async function moveEnd(
  transaction: Transaction<Schema>,
  token: { readonly tenant_id: string; readonly token_hash: string; readonly expires_at: number },
): Promise<void> {
  const { tenant_id, token_hash, expires_at } = token;
  await transaction
    .updateTable('refresh_tokens')
    .set({ expires_at })
    .where('tenant_id', '=', tenant_id)
    .where('token_hash', '=', token_hash)
    .where('expires_at', '<', expires_at)
    .execute();
}

function namedQuery({ kysely }: Database) {
  return reusableQuery(kysely, ['tenant_id', 'token_hash'], (slot) =>
    kysely
      .selectFrom('refresh_tokens')
      .innerJoin('grants', (join) =>
        join
          .onRef('grants.tenant_id', '=', 'refresh_tokens.tenant_id')
          .onRef('grants.grant_id', '=', 'refresh_tokens.grant_id'),
      )
      .select(['grants.grant_id', 'client_id', 'sub', 'document'])
      .select(['refresh_tokens.expires_at', 'grants.expires_at as grant_expires_at', 'spent_at'])
      .where('refresh_tokens.tenant_id', '=', slot<string>('tenant_id'))
      .where('token_hash', '=', slot<string>('token_hash')),
  );
}

/** What is known of a token, read while its grant is held. */
function standingQuery({ kysely }: Database) {
  return reusableQuery(kysely, ['tenant_id', 'grant_id', 'token_hash', 'now'], (slot) =>
    kysely
      .selectFrom('refresh_tokens as token')
      .leftJoin('refresh_tokens as parent', (join) =>
        join
          .onRef('parent.tenant_id', '=', 'token.tenant_id')
          .onRef('parent.token_hash', '=', 'token.parent_hash'),
      )
      .select(['token.spent_at', 'parent.spent_at as parent_spent_at'])
      .select(({ selectFrom }) => {
        const next = selectFrom('refresh_tokens as next')
          .whereRef('next.tenant_id', '=', 'token.tenant_id')
          .whereRef('next.parent_hash', '=', 'token.token_hash');
        const all = next.select(({ fn }) => fn.countAll<number>().as('count'));
        const spent = next.select(({ fn }) => fn.count<number>('next.spent_at').as('count'));
        return [
          all.$asScalar().$notNull().as('successors'),
          spent.$asScalar().$notNull().as('spent_successors'),
        ];
      })
      .where('token.tenant_id', '=', slot<string>('tenant_id'))
      .where('token.token_hash', '=', slot<string>('token_hash'))
      .where('token.grant_id', '=', slot<string>('grant_id'))
      .where('token.expires_at', '>', slot<number>('now')),
  );
}

function spendQuery({ kysely }: Database) {
  return reusableQuery(kysely, ['tenant_id', 'token_hash', 'now'], (slot) =>
    kysely
      .updateTable('refresh_tokens')
      .set({ spent_at: slot<number>('now') })
      .where('tenant_id', '=', slot<string>('tenant_id'))
      .where('token_hash', '=', slot<string>('token_hash')),
  );
}

/** All that live of a family: whoever sends one of them from now on shows that it is known to two. */
function supersedeQuery({ kysely }: Database) {
  return reusableQuery(kysely, ['tenant_id', 'grant_id'], (slot) =>
    kysely
      .updateTable('refresh_tokens')
      .set({ spent_at: SUPERSEDED })
      .where('tenant_id', '=', slot<string>('tenant_id'))
      .where('grant_id', '=', slot<string>('grant_id'))
      .where('spent_at', 'is', null),
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

/**
 * Grants: what an End-User allowed a client, from the authorization code on (RFC 6749 §1.3.1). Whatever is given for the
 * code (access tokens, refresh tokens) ends with its grant.
 */
import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { Grant, NewGrant } from '../../protocol/tokens/grant.ts';
import type { Database } from '../database.ts';
import { reusableQuery } from '../reusable-query.ts';
import type { GrantsTable, Schema } from '../schema.ts';
import { storedObject } from '../unreadable-row.ts';
import { deleteAll } from '../upkeep/deletions.ts';
import { whileProved } from '../users/credential-epoch.ts';

export type Grants = {
  /**
   * Writes a grant whose code is good until `expires_at`; false when its session was ended, or what proved its user is not
   * worth anything any more.
   */
  begin(grant: NewGrant, expires_at: number): Promise<boolean>;
  /** The grant if its end has not come, whether its code was exchanged or not. */
  find(grant_id: string): Promise<Grant | undefined>;
  /**
   * Exchanges the code, once, and writes the first refresh token with it; from then on the grant lives until `expires_at`. A
   * code that comes a second time was seen by two, and its grant ends with all that was given for it (RFC 6749 §4.1.2).
   */
  redeem(grant_id: string, redemption: Redemption): Promise<'redeemed' | 'replayed' | 'unknown'>;
  /** Whether the code was exchanged and nobody has ended the grant since. */
  isLive(grant_id: string): Promise<boolean>;
  /** Ends the grant and all that was given for it. */
  end(grant_id: string): Promise<void>;
};

type Redemption = {
  readonly expires_at: number;
  readonly refresh_token?: { readonly token_hash: string; readonly expires_at: number } | undefined;
};

/** The grants in a database, tenant by tenant. */
export function openGrants(database: Database, now: () => number): (tenant_id: string) => Grants {
  const { kysely } = database;
  const insert = insertGrant(database);
  const named = (tenant_id: string, grant_id: string) =>
    kysely.selectFrom('grants').where('tenant_id', '=', tenant_id).where('grant_id', '=', grant_id);

  const findLive = reusableQuery(kysely, ['tenant_id', 'grant_id', 'now'], (slot) =>
    kysely
      .selectFrom('grants')
      .select('redeemed')
      .where('tenant_id', '=', slot<string>('tenant_id'))
      .where('grant_id', '=', slot<string>('grant_id'))
      .where('expires_at', '>', slot<number>('now')),
  );

  /** False when the code is unknown, too old or was exchanged before. */
  const exchange = (tenant_id: string, grant_id: string, { expires_at, refresh_token }: Redemption) =>
    database.transaction(async (transaction) => {
      const { numUpdatedRows } = await transaction
        .updateTable('grants')
        .set({ redeemed: 1, expires_at })
        .where('tenant_id', '=', tenant_id)
        .where('grant_id', '=', grant_id)
        .where('redeemed', '=', 0)
        .where('expires_at', '>', now())
        .executeTakeFirst();
      if (numUpdatedRows === 0n) return false;
      if (refresh_token) {
        await transaction
          .insertInto('refresh_tokens')
          .values({ tenant_id, grant_id, ...refresh_token, parent_hash: null, uses: 0, spent_at: null })
          .execute();
      }
      return true;
    });

  return (tenant_id) => ({
    async begin({ grant_id, client_id, sub, epoch, ...rest }, expires_at) {
      const document = JSON.stringify(rest);
      const audience = rest.audience ?? null;
      const row = { tenant_id, grant_id, client_id, sub, document, audience, redeemed: 0, expires_at };
      const { numAffectedRows } = await insert({ ...row, epoch, sid: rest.sid });
      return numAffectedRows === 1n;
    },
    async find(grant_id) {
      const row = await named(tenant_id, grant_id)
        .select(['grant_id', 'client_id', 'sub', 'document', 'expires_at'])
        .executeTakeFirst();
      if (!row) return undefined;
      if (row.expires_at > now()) return storedGrant(row);
      // A code that was refused as late stays refused, whatever a clock does that is set.
      await this.end(grant_id);
      return undefined;
    },
    async redeem(grant_id, redemption) {
      if (await exchange(tenant_id, grant_id, redemption)) return 'redeemed';
      const grant = await named(tenant_id, grant_id).select('redeemed').executeTakeFirst();
      if (grant?.redeemed !== 1) return 'unknown';
      await this.end(grant_id);
      return 'replayed';
    },
    async isLive(grant_id) {
      const { rows } = await findLive({ tenant_id, grant_id, now: now() });
      return rows[0]?.redeemed === 1;
    },
    end: (grant_id) => database.transaction((transaction) => endGrant(transaction, { tenant_id, grant_id })),
  });
}

const COLUMNS = [
  ...(['tenant_id', 'grant_id', 'client_id', 'sub', 'document'] as const),
  ...(['audience', 'redeemed', 'expires_at'] as const),
] as const;

function insertGrant(database: Database) {
  const { kysely } = database;
  return reusableQuery(kysely, [...COLUMNS, 'epoch', 'sid'], (slot) =>
    kysely
      .insertInto('grants')
      .columns(COLUMNS)
      .expression(
        whileProved(
          database,
          { tenant_id: slot('tenant_id'), sub: slot('sub'), epoch: slot('epoch') },
          COLUMNS.map((column) => slot(column)),
        )
          // The session too, so that of a device that is signed out meanwhile no application goes on.
          .innerJoin('sessions', (join) =>
            join
              .onRef('sessions.tenant_id', '=', 'users.tenant_id')
              .onRef('sessions.sub', '=', 'users.sub')
              .on('sessions.sid', '=', slot<string>('sid')),
          ),
      ),
  );
}

/** The row of a live grant, held by whoever changes what was given for it (credential-epoch.ts). */
export function holdGrantQuery({ kysely, forUpdate }: Database) {
  return reusableQuery(kysely, ['tenant_id', 'grant_id', 'now'], (slot) =>
    kysely
      .selectFrom('grants')
      .select('redeemed')
      .where('tenant_id', '=', slot<string>('tenant_id'))
      .where('grant_id', '=', slot<string>('grant_id'))
      .where('expires_at', '>', slot<number>('now'))
      .modifyEnd(forUpdate),
  );
}

/** Moves the end of a grant that is held, where it lives as long as it is used. */
export async function moveGrantEnd(
  transaction: Transaction<Schema>,
  { tenant_id, grant_id, expires_at }: GrantEnd,
): Promise<void> {
  if (expires_at === undefined) return;
  await transaction
    .updateTable('grants')
    .set({ expires_at })
    .where('tenant_id', '=', tenant_id)
    .where('grant_id', '=', grant_id)
    .where('expires_at', '<', expires_at)
    .execute();
}

type GrantEnd = Pick<GrantsTable, 'tenant_id' | 'grant_id'> & { readonly expires_at: number | undefined };

/** Deletes a grant with all that was given for it, itself first; its refresh tokens go with its row. */
export async function endGrant(
  transaction: Transaction<Schema>,
  { tenant_id, grant_id }: Pick<GrantsTable, 'tenant_id' | 'grant_id'>,
): Promise<void> {
  await deleteAccess(transaction, sql`where tenant_id = ${tenant_id} and grant_id = ${grant_id}`);
}

const TOKENS = { key: ['tenant_id', 'token_hash'] } as const;

/** Deletes opaque tokens, and grants with their refresh tokens, however many they are. */
export async function deleteAccess(
  transaction: Transaction<Schema>,
  which: RawBuilder<unknown>,
): Promise<void> {
  const children = { table: 'refresh_tokens', ...TOKENS } as const;
  // Grants first: they are held while their tokens go (credential-epoch.ts).
  await deleteAll(transaction, { table: 'grants', key: ['tenant_id', 'grant_id'], which, children });
  await deleteAll(transaction, { table: 'access_tokens', ...TOKENS, which });
}

/** The grant in a row. */
export function storedGrant(row: Pick<GrantsTable, 'grant_id' | 'client_id' | 'sub' | 'document'>): Grant {
  return {
    ...storedObject(row.document, { table: 'grants', key: [row.grant_id] }),
    grant_id: row.grant_id,
    client_id: row.client_id,
    sub: row.sub,
  };
}

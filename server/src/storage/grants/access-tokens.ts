/**
 * Opaque access tokens, good for /userinfo; the database holds their hashes. JWTs are not stored.
 */
import { sql } from 'kysely';
import type { ClaimName } from '../../protocol/end-user/end-user.ts';
import { isClaimName } from '../../protocol/tokens/claims.ts';
import type { Database } from '../database.ts';
import { forgetLate } from '../late.ts';
import { reusableQuery } from '../reusable-query.ts';
import { whileProved } from '../users/credential-epoch.ts';

export type OpaqueAccessToken = {
  readonly sub: string;
  readonly client_id: string;
  readonly scope: string;
  readonly expires_at: number;
  /** The grant that it ends with, if it came from one. */
  readonly grant_id?: string;
  /** Claims that /userinfo gives beside those of the scopes. */
  readonly userinfo_claims?: readonly ClaimName[];
};

/** What a new token needs to live: its grant, or the proof of its user. */
type NewAccessToken = OpaqueAccessToken & { readonly token_hash: string; readonly epoch: number };

export type AccessTokens = {
  /** Writes a token; false when its grant has ended, or what proved its user is not worth anything any more. */
  save(token: NewAccessToken): Promise<boolean>;
  end(token_hash: string): Promise<void>;
  /** Undefined when unknown or expired. */
  find(token_hash: string): Promise<OpaqueAccessToken | undefined>;
};

/** The opaque access tokens in a database, tenant by tenant. */
export function openAccessTokens(database: Database, now: () => number): (tenant_id: string) => AccessTokens {
  const { kysely } = database;
  const insertOf = { grant: insertOfGrant(database), user: insertOfUser(database) };
  const findNamed = reusableQuery(kysely, ['tenant_id', 'token_hash'], (slot) =>
    kysely
      .selectFrom('access_tokens')
      .select(['sub', 'client_id', 'scope', 'expires_at', 'grant_id', 'userinfo_claims'])
      .where('tenant_id', '=', slot<string>('tenant_id'))
      .where('token_hash', '=', slot<string>('token_hash')),
  );
  return (tenant_id) => ({
    async save({ grant_id = null, userinfo_claims = [], ...token }) {
      const claims = userinfo_claims.length === 0 ? null : userinfo_claims.join(' ');
      const insert = grant_id === null ? insertOf.user : insertOf.grant;
      const row = { tenant_id, grant_id, userinfo_claims: claims, ...token };
      const { numAffectedRows } = await insert({ ...row, now: now() });
      return numAffectedRows === 1n;
    },
    async end(token_hash) {
      await kysely
        .deleteFrom('access_tokens')
        .where('tenant_id', '=', tenant_id)
        .where('token_hash', '=', token_hash)
        .execute();
    },
    async find(token_hash) {
      const { rows } = await findNamed({ tenant_id, token_hash });
      const row = rows[0];
      if (!row) return undefined;
      if (row.expires_at <= now()) {
        await forgetLate(kysely, 'access_tokens', { tenant_id, token_hash });
        return undefined;
      }
      const { grant_id, userinfo_claims, ...token } = row;
      return {
        ...token,
        ...(grant_id === null ? {} : { grant_id }),
        ...(userinfo_claims === null
          ? {}
          : { userinfo_claims: userinfo_claims.split(' ').filter(isClaimName) }),
      };
    },
  });
}

const COLUMNS = [
  'tenant_id',
  'token_hash',
  'sub',
  'client_id',
  'scope',
  'expires_at',
  'grant_id',
  'userinfo_claims',
] as const;

const SLOTS = [...COLUMNS, 'epoch', 'now'] as const;

function insertOfUser(database: Database) {
  return reusableQuery(database.kysely, SLOTS, (slot) =>
    database.kysely
      .insertInto('access_tokens')
      .columns(COLUMNS)
      .expression(
        whileProved(
          database,
          { tenant_id: slot('tenant_id'), sub: slot('sub'), epoch: slot('epoch') },
          COLUMNS.map((column) => slot(column)),
        ),
      ),
  );
}

/** A grant that somebody is about to end is waited for, and then there is none: no token outlives it. */
function insertOfGrant({ kysely, forShare }: Database) {
  return reusableQuery(kysely, SLOTS, (slot) =>
    kysely
      .insertInto('access_tokens')
      .columns(COLUMNS)
      .expression(
        kysely
          .selectFrom('grants')
          .select(COLUMNS.map((column) => sql`${slot(column)}`.as(column)))
          .where('grants.tenant_id', '=', slot<string>('tenant_id'))
          .where('grants.grant_id', '=', slot<string>('grant_id'))
          .where('grants.expires_at', '>', slot<number>('now'))
          .modifyEnd(forShare),
      ),
  );
}

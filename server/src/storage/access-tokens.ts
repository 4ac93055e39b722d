/**
 * Opaque access tokens, good for /userinfo; the database holds their hashes. JWTs are not stored.
 */
import { isClaimName } from '../protocol/claims.ts';
import type { ClaimName } from '../protocol/end-user.ts';
import type { Database } from './database.ts';
import { reusableQuery } from './reusable-query.ts';

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

export type AccessTokens = {
  save(token: OpaqueAccessToken & { readonly token_hash: string }): Promise<void>;
  end(token_hash: string): Promise<void>;
  /** Undefined when unknown or expired. */
  find(token_hash: string): Promise<OpaqueAccessToken | undefined>;
};

/** The opaque access tokens in a database, tenant by tenant. */
export function openAccessTokens(
  { kysely }: Database,
  now: () => number,
): (tenant_id: string) => AccessTokens {
  const findLive = reusableQuery(kysely, ['tenant_id', 'token_hash', 'now'], (slot) =>
    kysely
      .selectFrom('access_tokens')
      .select(['sub', 'client_id', 'scope', 'expires_at', 'grant_id', 'userinfo_claims'])
      .where('tenant_id', '=', slot<string>('tenant_id'))
      .where('token_hash', '=', slot<string>('token_hash'))
      .where('expires_at', '>', slot<number>('now')),
  );
  return (tenant_id) => ({
    async save({ grant_id = null, userinfo_claims = [], ...token }) {
      const claims = userinfo_claims.length === 0 ? null : userinfo_claims.join(' ');
      await kysely
        .insertInto('access_tokens')
        .values({ tenant_id, grant_id, userinfo_claims: claims, ...token })
        .execute();
    },
    async end(token_hash) {
      await kysely
        .deleteFrom('access_tokens')
        .where('tenant_id', '=', tenant_id)
        .where('token_hash', '=', token_hash)
        .execute();
    },
    async find(token_hash) {
      const { rows } = await findLive({ tenant_id, token_hash, now: now() });
      const row = rows[0];
      if (!row) return undefined;
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

/**
 * Tokens that travel in a link of a mail. The database holds hashes; opening the page only looks, the button consumes.
 */
import type { Selectable } from 'kysely';
import type { Database } from './database.ts';
import { type NewMail, writeMail } from './mails.ts';
import type { OneTimeTokensTable } from './schema.ts';
import { isStorable } from './storable-text.ts';

/** What a token is good for, and for nothing else. */
type TokenPurpose = 'verify_email' | 'reset_password' | 'change_email' | 'login_link';

type OneTimeToken = {
  readonly sub: string | undefined;
  /** The address it was sent to, as canonicalEmail() spells it. */
  readonly email: string;
  /** What the page behind the link needs to go on. */
  readonly data: { readonly [name: string]: unknown };
};

type NewToken = OneTimeToken & {
  readonly token_hash: string;
  readonly purpose: TokenPurpose;
  readonly expires_at: number;
};

export type OneTimeTokens = {
  /** Writes the token and the mail with it, in one transaction; what was sent there before for this purpose ends. */
  issue(token: NewToken, mail: NewMail): Promise<void>;
  /** Looks at a live token without consuming it: programs open links before their readers do. */
  find(purpose: TokenPurpose, token_hash: string): Promise<OneTimeToken | undefined>;
  /** Consumes a live token; of several at once, one gets it. */
  consume(purpose: TokenPurpose, token_hash: string): Promise<OneTimeToken | undefined>;
  /** Ends all that were sent for a user, whatever for. */
  endAll(sub: string): Promise<void>;
};

/** The one-time tokens in a database, tenant by tenant. */
export function openOneTimeTokens(
  { kysely }: Database,
  now: () => number,
): (tenant_id: string) => OneTimeTokens {
  return (tenant_id) => ({
    async issue({ sub, data, ...token }, mail) {
      await kysely.transaction().execute(async (transaction) => {
        await transaction
          .deleteFrom('one_time_tokens')
          .where('tenant_id', '=', tenant_id)
          .where('email', '=', token.email)
          .where('purpose', '=', token.purpose)
          .execute();
        await transaction
          .insertInto('one_time_tokens')
          .values({ tenant_id, ...token, sub: sub ?? null, data: JSON.stringify(data) })
          .execute();
        await writeMail(transaction, { tenant_id, mail, now: now() });
      });
    },
    async find(purpose, token_hash) {
      if (!isStorable(token_hash)) return undefined;
      const row = await kysely
        .selectFrom('one_time_tokens')
        .selectAll()
        .where('tenant_id', '=', tenant_id)
        .where('token_hash', '=', token_hash)
        .where('purpose', '=', purpose)
        .where('expires_at', '>', now())
        .executeTakeFirst();
      return row && tokenOf(row);
    },
    async consume(purpose, token_hash) {
      if (!isStorable(token_hash)) return undefined;
      const row = await kysely
        .deleteFrom('one_time_tokens')
        .where('tenant_id', '=', tenant_id)
        .where('token_hash', '=', token_hash)
        .where('purpose', '=', purpose)
        .where('expires_at', '>', now())
        .returningAll()
        .executeTakeFirst();
      return row && tokenOf(row);
    },
    async endAll(sub) {
      await kysely
        .deleteFrom('one_time_tokens')
        .where('tenant_id', '=', tenant_id)
        .where('sub', '=', sub)
        .execute();
    },
  });
}

function tokenOf({ sub, email, data }: Selectable<OneTimeTokensTable>): OneTimeToken {
  return { sub: sub ?? undefined, email, data: JSON.parse(data) };
}

/**
 * Tokens that travel in a link of a mail. The database holds hashes; opening the page only looks, the button consumes.
 */
import { type Kysely, type Selectable, sql } from 'kysely';
import { type NewMail, writeMail } from '../background/mails.ts';
import type { Database } from '../database.ts';
import type { OneTimeTokensTable, Schema } from '../schema.ts';
import { isStorable } from '../storable-text.ts';
import { storedJson } from '../unreadable-row.ts';
import { holdProved } from '../users/credential-epoch.ts';

/** What a token is good for, and for nothing else. */
type TokenPurpose = 'verify_email' | 'reset_password' | 'change_email' | 'login_link';

type OneTimeToken = {
  readonly sub: string | undefined;
  /** The address it was sent to, as canonicalEmail() spells it; of whoever has none, and was handed it, the user name. */
  readonly email: string;
  /** What the page behind the link needs to go on. */
  readonly data: { readonly [name: string]: unknown };
};

export type NewToken = OneTimeToken & {
  /** Under which its user was looked up; absent where it belongs to nobody yet. */
  readonly epoch: number | undefined;
  readonly token_hash: string;
  readonly purpose: TokenPurpose;
  readonly expires_at: number;
};

export type OneTimeTokens = {
  /**
   * Writes the token and the mail with it, in one transaction, in the place of what was sent there before for this purpose:
   * of links that are asked for at once the last one lives. Nothing is written for a user whose epoch has grown meanwhile.
   */
  issue(token: NewToken, mail: NewMail): Promise<void>;
  /** Looks at a live token without consuming it: programs open links before their readers do. */
  find(purpose: TokenPurpose, token_hash: string): Promise<OneTimeToken | undefined>;
  /** Consumes a live token; of several at once, one gets it. */
  consume(purpose: TokenPurpose, token_hash: string): Promise<OneTimeToken | undefined>;
  /** Whether one that belongs to nobody yet waits for the reader of this address. */
  waits(purpose: TokenPurpose, email: string): Promise<boolean>;
};

/** The one-time tokens in a database, tenant by tenant. */
export function openOneTimeTokens(
  database: Database,
  now: () => number,
): (tenant_id: string) => OneTimeTokens {
  const { kysely } = database;
  return (tenant_id) => ({
    async issue(token, mail) {
      const { sub, epoch } = token;
      await database.transaction(async (transaction) => {
        if (sub !== undefined && epoch !== undefined) {
          if (!(await holdProved(database, transaction, { tenant_id, sub, epoch }))) return;
        }
        await writeToken(transaction, { tenant_id, token });
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
        .executeTakeFirst();
      if (!row) return undefined;
      if (row.expires_at > now()) return tokenOf(row);
      await consumeToken(kysely, { tenant_id, purpose, token_hash, now: now() });
      return undefined;
    },
    async consume(purpose, token_hash) {
      if (!isStorable(token_hash)) return undefined;
      return consumeToken(kysely, { tenant_id, purpose, token_hash, now: now() });
    },
    async waits(purpose, email) {
      if (email === '' || !isStorable(email)) return false;
      const row = await kysely
        .selectFrom('one_time_tokens')
        .select(['sub', 'expires_at'])
        .where('tenant_id', '=', tenant_id)
        .where('email', '=', email)
        .where('purpose', '=', purpose)
        // The index has these alone.
        .where('email', '<>', sql.lit(''))
        .executeTakeFirst();
      return row !== undefined && row.sub === null && row.expires_at > now();
    },
  });
}

/** Writes a token in the place of what was sent there before for its purpose, as part of a step. */
export async function writeToken(
  transaction: Kysely<Schema>,
  { tenant_id, token }: { readonly tenant_id: string; readonly token: NewToken },
): Promise<void> {
  const { sub, epoch: _, data, ...rest } = token;
  const row = { ...rest, sub: sub ?? null, data: JSON.stringify(data) };
  await transaction
    .insertInto('one_time_tokens')
    .values({ tenant_id, ...row })
    // A token of no address takes nobody's place.
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'email', 'purpose']).where('email', '<>', sql.lit('')).doUpdateSet(row),
    )
    .execute();
}

type Consumed = {
  readonly tenant_id: string;
  readonly purpose: TokenPurpose;
  readonly token_hash: string;
  readonly now: number;
};

/**
 * Consumes a live token, by itself or as part of a step. One that comes late goes as well, so that it stays refused, whatever a
 * clock does that is set.
 */
export async function consumeToken(
  kysely: Kysely<Schema>,
  { tenant_id, purpose, token_hash, now }: Consumed,
): Promise<OneTimeToken | undefined> {
  const row = await kysely
    .deleteFrom('one_time_tokens')
    .where('tenant_id', '=', tenant_id)
    .where('token_hash', '=', token_hash)
    .where('purpose', '=', purpose)
    .returningAll()
    .executeTakeFirst();
  return row && row.expires_at > now ? tokenOf(row) : undefined;
}

function tokenOf({ sub, email, data }: Selectable<OneTimeTokensTable>): OneTimeToken {
  return { sub: sub ?? undefined, email, data: storedJson(data, { table: 'one_time_tokens', key: [email] }) };
}

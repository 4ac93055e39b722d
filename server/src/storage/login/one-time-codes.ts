/**
 * Codes of a few digits that come by mail. A code has few possible values, so it is kept under a keyed hash, and each try
 * is counted before it is compared (OWASP ASVS 6.6.3).
 */
import { type Kysely, type Selectable, sql } from 'kysely';
import { type NewMail, writeMail } from '../background/mails.ts';
import type { Database } from '../database.ts';
import type { OneTimeCodesTable, Schema } from '../schema.ts';
import { isStorable } from '../storable-text.ts';
import { holdProved } from '../users/credential-epoch.ts';

/** What a code is good for, and for nothing else. */
type CodePurpose = 'login_code' | 'second_factor' | 'enrol_email';

type NewCode = {
  /** What the code was asked for in: an interaction, say. A new code takes the place of the old one, and its tries with it. */
  readonly code_id: string;
  readonly purpose: CodePurpose;
  readonly code_mac: string;
  readonly sub: string | undefined;
  /** Under which its user was looked up; absent where it belongs to nobody yet. */
  readonly epoch: number | undefined;
  /** The address it was sent to, as canonicalEmail() spells it. */
  readonly email: string;
  /** Who asked for it: the address or device, under a name that tells nothing. */
  readonly asked_at?: string | undefined;
  readonly expires_at: number;
};

/** A code that was typed, and where. */
type TypedCode = Pick<NewCode, 'code_id' | 'code_mac'> & { readonly typed_at?: string | undefined };

type RedeemedCode = { readonly sub: string | undefined; readonly email: string };

export type OneTimeCodes = {
  /**
   * Writes the code and the mail with it, in one transaction; no mail: nobody has the address, and nobody is to notice.
   * Nothing is written for a user whose epoch has grown meanwhile.
   */
  issue(code: NewCode, mail: NewMail | undefined): Promise<void>;
  /** Counts a try, and consumes the code when it is right. */
  redeem(purpose: CodePurpose, typed: TypedCode): Promise<RedeemedCode | CodeMistake>;
  /** Counts a try, and says whether the code is right; it is not used up. */
  check(purpose: CodePurpose, typed: TypedCode): Promise<'right' | CodeMistake>;
};

/** `gone`: used or too old; `tried_out`: it has had its tries. */
type CodeMistake = 'mismatch' | 'gone' | 'tried_out';

/**
 * Tries of one code from where it was asked for, and as many from everywhere else together (OWASP ASVS 6.6.3): a stranger who
 * types wrong codes uses up none of the owner's. A code of six digits is guessed once in 100,000 times by all ten.
 */
const MAX_ATTEMPTS = 5;

/** The one-time codes in a database, tenant by tenant. */
export function openOneTimeCodes(database: Database, now: () => number): (tenant_id: string) => OneTimeCodes {
  const { kysely } = database;
  return (tenant_id) => ({
    async issue({ sub, epoch, asked_at, ...code }, mail) {
      const values = { ...code, sub: sub ?? null, asked_at: asked_at ?? null, attempts: 0, elsewhere: 0 };
      await database.transaction(async (transaction) => {
        if (sub !== undefined && epoch !== undefined) {
          if (!(await holdProved(database, transaction, { tenant_id, sub, epoch }))) return;
        }
        await transaction
          .insertInto('one_time_codes')
          .values({ tenant_id, ...values })
          .onConflict((conflict) => conflict.columns(['tenant_id', 'code_id']).doUpdateSet(values))
          .execute();
        if (mail) await writeMail(transaction, { tenant_id, mail, now: now() });
      });
    },
    async redeem(purpose, typed) {
      const { code_id } = typed;
      if (!isStorable(code_id)) return 'gone';
      return database.transaction(async (transaction) => {
        const row = await countTry(transaction, { ...typed, tenant_id, purpose, now: now() });
        if (typeof row === 'string') return row;
        await transaction
          .deleteFrom('one_time_codes')
          .where('tenant_id', '=', tenant_id)
          .where('code_id', '=', code_id)
          .execute();
        return { sub: row.sub ?? undefined, email: row.email };
      });
    },
    async check(purpose, typed) {
      if (!isStorable(typed.code_id)) return 'gone';
      const row = await countTry(kysely, { ...typed, tenant_id, purpose, now: now() });
      return typeof row === 'string' ? row : 'right';
    },
  });
}

type Try = TypedCode & { readonly tenant_id: string; readonly purpose: CodePurpose; readonly now: number };

/** Of tries at once each is counted before its code is looked at. */
async function countTry(
  kysely: Kysely<Schema>,
  { tenant_id, purpose, code_id, code_mac, typed_at = '', now }: Try,
): Promise<Pick<Selectable<OneTimeCodesTable>, 'sub' | 'email'> | CodeMistake> {
  const isOwn = sql<boolean>`coalesce(asked_at, '') = ${typed_at} and ${typed_at} <> ''`;
  const live = { tenant_id, code_id, purpose };
  const row = await kysely
    .updateTable('one_time_codes')
    .set({
      attempts: sql`attempts + case when ${isOwn} then 1 else 0 end`,
      elsewhere: sql`elsewhere + case when ${isOwn} then 0 else 1 end`,
    })
    .where((where) => where.and(live))
    .where('expires_at', '>', now)
    .where(sql<boolean>`case when ${isOwn} then attempts else elsewhere end < ${sql.lit(MAX_ATTEMPTS)}`)
    .returning(['code_mac', 'sub', 'email'])
    .executeTakeFirst();
  // Both are keyed hashes: how far they agree tells nobody anything about the code.
  if (row) return row.code_mac === code_mac ? row : 'mismatch';
  const tried = await kysely
    .selectFrom('one_time_codes')
    .select('expires_at')
    .where((where) => where.and(live))
    .executeTakeFirst();
  if (!tried) return 'gone';
  if (tried.expires_at > now) return 'tried_out';
  // One that comes late stays refused, whatever a clock does that is set.
  await kysely
    .deleteFrom('one_time_codes')
    .where((where) => where.and(live))
    .where('expires_at', '<=', now)
    .execute();
  return 'gone';
}

/**
 * Codes of a few digits that come by mail. A code has few possible values, so it is kept under a keyed hash, and each try
 * is counted before it is compared (OWASP ASVS 6.6.3).
 */
import { type Kysely, sql } from 'kysely';
import { holdProved } from './credential-epoch.ts';
import type { Database } from './database.ts';
import { type NewMail, writeMail } from './mails.ts';
import type { Schema } from './schema.ts';
import { isStorable } from './storable-text.ts';

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
  readonly expires_at: number;
};

type RedeemedCode = { readonly sub: string | undefined; readonly email: string };

export type OneTimeCodes = {
  /**
   * Writes the code and the mail with it, in one transaction; no mail: nobody has the address, and nobody is to notice.
   * Nothing is written for a user whose epoch has grown meanwhile.
   */
  issue(code: NewCode, mail: NewMail | undefined): Promise<void>;
  /** Counts a try, and consumes the code when it is right; `gone`: used, too old, or tried too often. */
  redeem(
    purpose: CodePurpose,
    attempt: Pick<NewCode, 'code_id' | 'code_mac'>,
  ): Promise<RedeemedCode | 'mismatch' | 'gone'>;
  /** Counts a try, and says whether the code is right; it is not used up. */
  check(purpose: CodePurpose, attempt: Pick<NewCode, 'code_id' | 'code_mac'>): Promise<boolean>;
};

/** Tries of one code (OWASP ASVS 6.6.3). */
const MAX_ATTEMPTS = 5;

/** The one-time codes in a database, tenant by tenant. */
export function openOneTimeCodes(database: Database, now: () => number): (tenant_id: string) => OneTimeCodes {
  const { kysely } = database;
  return (tenant_id) => ({
    async issue({ sub, epoch, ...code }, mail) {
      const values = { ...code, sub: sub ?? null };
      await database.transaction(async (transaction) => {
        if (sub !== undefined && epoch !== undefined) {
          if (!(await holdProved(database, transaction, { tenant_id, sub, epoch }))) return;
        }
        await transaction
          .insertInto('one_time_codes')
          .values({ tenant_id, ...values, attempts: 0 })
          .onConflict((conflict) =>
            conflict.columns(['tenant_id', 'code_id']).doUpdateSet({ ...values, attempts: 0 }),
          )
          .execute();
        if (mail) await writeMail(transaction, { tenant_id, mail, now: now() });
      });
    },
    async redeem(purpose, { code_id, code_mac }) {
      if (!isStorable(code_id)) return 'gone';
      return database.transaction(async (transaction) => {
        const row = await countTry(transaction, { tenant_id, purpose, code_id, now: now() });
        if (!row) return 'gone';
        // Both are keyed hashes: how far they agree tells nobody anything about the code.
        if (row.code_mac !== code_mac) return 'mismatch';
        await transaction
          .deleteFrom('one_time_codes')
          .where('tenant_id', '=', tenant_id)
          .where('code_id', '=', code_id)
          .execute();
        return { sub: row.sub ?? undefined, email: row.email };
      });
    },
    async check(purpose, { code_id, code_mac }) {
      if (!isStorable(code_id)) return false;
      const row = await countTry(kysely, { tenant_id, purpose, code_id, now: now() });
      return row?.code_mac === code_mac;
    },
  });
}

type Try = {
  readonly tenant_id: string;
  readonly purpose: CodePurpose;
  readonly code_id: string;
  readonly now: number;
};

/** Of tries at once each is counted before its code is looked at. */
async function countTry(
  kysely: Kysely<Schema>,
  { tenant_id, purpose, code_id, now }: Try,
): Promise<{ readonly code_mac: string; readonly sub: string | null; readonly email: string } | undefined> {
  return kysely
    .updateTable('one_time_codes')
    .set({ attempts: sql`attempts + 1` })
    .where('tenant_id', '=', tenant_id)
    .where('code_id', '=', code_id)
    .where('purpose', '=', purpose)
    .where('expires_at', '>', now)
    .where('attempts', '<', MAX_ATTEMPTS)
    .returning(['code_mac', 'sub', 'email'])
    .executeTakeFirst();
}

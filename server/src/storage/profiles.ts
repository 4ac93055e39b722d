/**
 * What End-Users change about themselves. Claims are one document: whoever changed it between reading and writing is not
 * overwritten, but read again.
 */
import type { Transaction } from 'kysely';
import { canonicalEmail, type StandardClaims } from '../protocol/end-user.ts';
import { type TypedProfile, withProfile } from '../protocol/profile.ts';
import type { Database } from './database.ts';
import { type NewMail, writeMail } from './mails.ts';
import type { Schema } from './schema.ts';

export type Profiles = {
  /** Writes the profile claims of a user, and no others. */
  updateProfile(sub: string, values: TypedProfile['values']): Promise<void>;
  /**
   * Gives a user a new address, which was verified, and writes the notice to the old one in the same step. `taken`: it is
   * somebody else's; `moved`: the user's address is no longer `from`.
   */
  changeEmail(change: EmailChange): Promise<'changed' | 'taken' | 'moved'>;
};

type EmailChange = {
  readonly sub: string;
  /** The address until now, as the user spells it. */
  readonly from: string | undefined;
  readonly to: string;
  readonly notice: NewMail | undefined;
};

type Place = { readonly database: Database; readonly tenant_id: string; readonly now: number };

/** The profiles in a database, tenant by tenant. */
export function openProfiles(database: Database, now: () => number): (tenant_id: string) => Profiles {
  return (tenant_id) => ({
    updateProfile: (sub, values) => updateProfile({ database, tenant_id, now: now() }, sub, values),
    changeEmail: (change) => changeEmail({ database, tenant_id, now: now() }, change),
  });
}

async function updateProfile(place: Place, sub: string, values: TypedProfile['values']): Promise<void> {
  const { kysely } = place.database;
  const key = { tenant_id: place.tenant_id, sub };
  const row = await kysely
    .selectFrom('users')
    .select('claims')
    .where((where) => where.and(key))
    .executeTakeFirst();
  if (!row) return;
  const claims = JSON.stringify(withProfile(JSON.parse(row.claims), values, place.now));
  const { numUpdatedRows } = await kysely
    .updateTable('users')
    .set({ claims })
    .where((where) => where.and({ ...key, claims: row.claims }))
    .executeTakeFirst();
  if (numUpdatedRows === 0n) await updateProfile(place, sub, values);
}

async function changeEmail(place: Place, change: EmailChange): Promise<'changed' | 'taken' | 'moved'> {
  const { database, tenant_id } = place;
  const row = await database.kysely
    .selectFrom('users')
    .select('claims')
    .where('tenant_id', '=', tenant_id)
    .where('sub', '=', change.sub)
    .executeTakeFirst();
  const claims: StandardClaims = row ? JSON.parse(row.claims) : {};
  if (!row || claims.email !== change.from) return 'moved';
  try {
    const isWritten = await database.kysely
      .transaction()
      .execute((transaction) => writeEmail(transaction, place, { ...change, claims, stored: row.claims }));
    return isWritten ? 'changed' : 'moved';
  } catch (error) {
    // Two who want one address at once: the database lets one of them have it.
    if (database.isUniqueViolation(error)) return 'taken';
    throw error;
  }
}

async function writeEmail(
  transaction: Transaction<Schema>,
  { tenant_id, now }: Place,
  {
    sub,
    to,
    notice,
    claims,
    stored,
  }: EmailChange & { readonly claims: StandardClaims; readonly stored: string },
): Promise<boolean> {
  const changed = { ...claims, email: to, email_verified: true, updated_at: now };
  const { numUpdatedRows } = await transaction
    .updateTable('users')
    .set({ email: canonicalEmail(to), claims: JSON.stringify(changed) })
    .where((where) => where.and({ tenant_id, sub, claims: stored }))
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return false;
  if (notice) await writeMail(transaction, { tenant_id, mail: notice, now });
  return true;
}

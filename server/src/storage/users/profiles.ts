/**
 * The address that End-Users change of themselves; what they say of themselves goes over the desk.
 */
import type { Transaction } from 'kysely';
import { canonicalEmail } from '../../protocol/end-user/end-user.ts';
import type { StandardClaims } from '../../resources/end-user/claims.ts';
import { type NewMail, writeMail } from '../background/mails.ts';
import type { Database } from '../database.ts';
import { consumeToken } from '../login/one-time-tokens.ts';
import type { Schema } from '../schema.ts';
import { storedObject } from '../unreadable-row.ts';
import { goesOnAnew, holdInSession, type InSession } from './credential-epoch.ts';
import { growEpoch } from './epoch-growth.ts';
import { writeTerms } from './user-terms.ts';

export type Profiles = {
  /**
   * Gives a user a new address by the link that was sent there, grows the epoch, and writes the notice to the old one, in one
   * step. `taken`: it is somebody else's, and the link is used up all the same; `ended`: the link, the session or the old
   * address is not there any more.
   */
  changeEmail(change: EmailChange): Promise<'changed' | 'taken' | 'ended'>;
};

type EmailChange = {
  readonly sub: string;
  /** The address until now, as the user spells it. */
  readonly from: string | undefined;
  readonly to: string;
  /** Hash of the link's token. */
  readonly link: string;
  /** The session in which it is changed, which goes on. */
  readonly session: InSession;
  readonly notice: NewMail | undefined;
};

type Place = { readonly database: Database; readonly tenant_id: string; readonly now: number };

/** The profiles in a database, tenant by tenant. */
export function openProfiles(database: Database, now: () => number): (tenant_id: string) => Profiles {
  return (tenant_id) => ({
    changeEmail: (change) => changeEmail({ database, tenant_id, now: now() }, change),
  });
}

async function changeEmail(place: Place, change: EmailChange): Promise<'changed' | 'taken' | 'ended'> {
  const { database, tenant_id, now } = place;
  const { link } = change;
  try {
    return await database.transaction((transaction) => writeEmail(transaction, place, change));
  } catch (error) {
    // Two who want one address at once: the database lets one of them have it.
    if (!database.isUniqueViolation(error)) throw error;
    const used = { tenant_id, purpose: 'change_email', token_hash: link, now } as const;
    return (await consumeToken(database.kysely, used)) ? 'taken' : 'ended';
  }
}

async function writeEmail(
  transaction: Transaction<Schema>,
  { database, tenant_id, now }: Place,
  { sub, from, to, link, session, notice }: EmailChange,
): Promise<'changed' | 'ended'> {
  const user = await holdInSession(database, transaction, { tenant_id, sub, ...session });
  const claims: StandardClaims = user ? storedObject(user.claims, { table: 'users', key: [sub] }) : {};
  if (!user || claims.email !== from) return 'ended';
  const used = await consumeToken(transaction, {
    tenant_id,
    purpose: 'change_email',
    token_hash: link,
    now,
  });
  if (used?.sub !== sub) return 'ended';
  const changed = { ...claims, email: to, email_verified: true, updated_at: now };
  await transaction
    .updateTable('users')
    .set({ email: canonicalEmail(to), claims: JSON.stringify(changed) })
    .where((where) => where.and({ tenant_id, sub }))
    .execute();
  await writeTerms(transaction, { tenant_id, sub });
  if (notice) await writeMail(transaction, { tenant_id, mail: notice, now });
  await growEpoch(transaction, { tenant_id, sub, now, goes_on: goesOnAnew(session) });
  return 'changed';
}

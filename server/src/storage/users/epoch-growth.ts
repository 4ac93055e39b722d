/**
 * Growing the credential epoch of a user (credential-epoch.ts), and ending what was proved before.
 */
import { sql, type Transaction } from 'kysely';
import { deleteDevices } from '../factors/remembered-devices.ts';
import { deleteAccess } from '../grants/grants.ts';
import type { Schema } from '../schema.ts';
import { endGrants, endSessions } from '../sessions/session-ends.ts';
import { idleEndOfUse } from '../sessions/session-goes-on.ts';
import type { GoesOn, UserKey } from './credential-epoch.ts';

export type Growth = UserKey & {
  readonly now: number;
  readonly goes_on?: GoesOn | undefined;
};

/** Grows the epoch of a user who is held, and ends all that was proved before. How many sessions ended. */
export async function growEpoch(transaction: Transaction<Schema>, growth: Growth): Promise<number> {
  const { goes_on, ...user } = growth;
  await newEpoch(transaction, growth);
  const ended = await endSessions(transaction, { ...user, is: '!=', sid: goes_on?.sid ?? '' });
  await endAccess(transaction, growth);
  return ended;
}

/**
 * The same, but what was given in the session that goes on goes on with it. A token that went through a browser names no
 * session: its application asks for another one, silently where it still may.
 */
export async function growEpochOfOthers(
  transaction: Transaction<Schema>,
  growth: Growth & { readonly goes_on: GoesOn },
): Promise<number> {
  const { tenant_id, sub, goes_on, now } = growth;
  const others = { tenant_id, sub, is: '!=', sid: goes_on.sid } as const;
  await newEpoch(transaction, growth);
  const ended = await endSessions(transaction, { ...others, now });
  await endGrants(transaction, others);
  await transaction
    .deleteFrom('access_tokens')
    .where('tenant_id', '=', tenant_id)
    .where('sub', '=', sub)
    // Not `is null`, which PostgreSQL looks up in the index of grants: those of the whole tenant.
    .where(({ fn, val }) => fn.coalesce('grant_id', val('')), '=', '')
    .execute();
  await deleteDevices(transaction, { tenant_id, sub });
  return ended;
}

/** The same, but what applications hold goes on. A device that is remembered stands for nobody who was signed out of it. */
export async function growEpochOfSessions(
  transaction: Transaction<Schema>,
  growth: UserKey & Pick<Growth, 'now'>,
): Promise<number> {
  await newEpoch(transaction, growth);
  const ended = await endSessions(transaction, { ...growth, is: '!=', sid: '' });
  await deleteDevices(transaction, growth);
  return ended;
}

/**
 * Grows the epoch of a user who is held: what waits to become a session or a factor never will. A session that goes on
 * under a new id does so from the same moment on, so that its old cookie begins nothing under the new epoch.
 */
async function newEpoch(
  transaction: Transaction<Schema>,
  { tenant_id, sub, goes_on, now }: Growth,
): Promise<void> {
  await transaction
    .updateTable('users')
    .set((row) => ({ epoch: row('epoch', '+', 1) }))
    .where('tenant_id', '=', tenant_id)
    .where('sub', '=', sub)
    .execute();
  for (const table of ['one_time_tokens', 'one_time_codes'] as const)
    await transaction.deleteFrom(table).where('tenant_id', '=', tenant_id).where('sub', '=', sub).execute();
  if (goes_on?.id_hash === undefined) return;
  await renewSession(transaction, { tenant_id, sub, now, sid: goes_on.sid, id_hash: goes_on.id_hash });
}

async function renewSession(
  transaction: Transaction<Schema>,
  { tenant_id, sub, sid, id_hash, now }: UserKey & Required<GoesOn> & Pick<Growth, 'now'>,
): Promise<void> {
  await transaction
    .updateTable('sessions')
    .set({ id_hash, idle_expires_at: idleEndOfUse(now) })
    .where('tenant_id', '=', tenant_id)
    .where('sub', '=', sub)
    .where('sid', '=', sid)
    .execute();
}

/** Ends what a user's applications hold, whichever session gave it, and the devices that stand for a second factor. */
async function endAccess(transaction: Transaction<Schema>, { tenant_id, sub }: UserKey): Promise<void> {
  await deleteAccess(transaction, sql`where tenant_id = ${tenant_id} and sub = ${sub}`);
  await deleteDevices(transaction, { tenant_id, sub });
}

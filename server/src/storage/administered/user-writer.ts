/**
 * Users, as somebody else than the user writes them. A new password, another address or user name, a block or its end is a new epoch, which
 * ends all that was proved before (users/epoch-growth.ts).
 */
import type { Values } from '../../resources/kind.ts';
import type { Write } from '../configuration/stored-record.ts';
import { growEpoch } from '../users/epoch-growth.ts';
import { writeTerms } from '../users/user-terms.ts';
import { removeOfUser, removeTracesOfUser } from './belongings.ts';
import { insertRecord, updateRecord, type WritableTable } from './record-table.ts';
import { WRITABLE } from './record-tables.ts';
import { type HeldUser, Moved, settle, userName, type Writer, type Writing } from './writing.ts';

type Known = NonNullable<HeldUser>;

/** One user, whose row is held by now and at the version that was judged. */
export const writeUser: Writer = async (writing, write) => {
  const { tenant_id, key, after } = write;
  const held = writing.held.get(userName(tenant_id, key[0]));
  if (after === undefined) {
    if (!held) throw new Moved();
    return removeUser(writing, write, held);
  }
  if (held) return updateUser(writing, write, { held, after });
  await insertUser(writing, write, after);
  return 0;
};

/** Where several are written, one may get the address or user name that another one gives up, whichever comes first. */
export async function giveUpAddresses(
  { transaction, held, released }: Writing,
  writes: readonly Write[],
): Promise<void> {
  const users = writes.filter(({ kind, after }) => kind === 'user' && after);
  if (users.length < 2) return;
  for (const write of users) {
    const { tenant_id = '', key, after = {} } = write;
    const [sub = ''] = key;
    const known = held.get(userName(tenant_id, sub));
    const { email, username } = WRITABLE.user.rowOf(after);
    if (!known || !(isGivenUp(known.email, email) || isGivenUp(known.username, username))) continue;
    await transaction
      .updateTable('users')
      .set({ email: null, username: null, version: known.version + 1 })
      .where((where) => where.and({ tenant_id, sub }))
      .execute();
    released.add(write);
  }
}

function isGivenUp(before: string | null, after: unknown): boolean {
  return before !== null && before !== after;
}

/** The columns of a user with those of a password that is brought. */
function tableWith(
  password: Write['password'],
  more: Readonly<Record<string, number | null>> = {},
): WritableTable {
  const { rowOf, ...table } = WRITABLE.user;
  return { ...table, rowOf: (record) => ({ ...rowOf(record), ...password, ...more }) };
}

/** A user of a sub that was somebody's before begins behind the epochs of that one. */
async function insertUser(writing: Writing, write: Write, after: Values): Promise<void> {
  const { transaction } = writing;
  const { tenant_id = '', key, password } = write;
  const [sub = ''] = key;
  const former = await transaction
    .selectFrom('former_users')
    .select('epoch')
    .where((where) => where.and({ tenant_id, sub }))
    .executeTakeFirst();
  const table = tableWith(password, { made_at: writing.now, ...(former ? { epoch: former.epoch } : {}) });
  settle(await insertRecord(transaction, table, { tenant_id, key, record: after }));
  await writeTerms(transaction, { tenant_id, sub });
  if (former) await removeTracesOfUser(writing, { tenant_id, sub });
}

async function updateUser(
  { transaction, now, released }: Writing,
  write: Write,
  { held, after }: { readonly held: Known; readonly after: Values },
): Promise<number> {
  const { tenant_id = '', key, password } = write;
  const [sub = ''] = key;
  const { email, blocked, username } = WRITABLE.user.rowOf(after);
  // Whoever is kept out cannot change their mind: a wish to be deleted ends with a block.
  const table = tableWith(password, blocked === 1 ? { deletes_at: null } : {});
  const at = { tenant_id, key, version: held.version + (released.has(write) ? 1 : 0) };
  settle(await updateRecord(transaction, table, { ...at, record: after }));
  await writeTerms(transaction, { tenant_id, sub });
  const { password_hash = held.password_hash } = password ?? {};
  const isProvedAlike =
    password_hash === held.password_hash &&
    blocked === held.blocked &&
    email === held.email &&
    username === held.username;
  return isProvedAlike ? 0 : growEpoch(transaction, { tenant_id, sub, now });
}

/** Longer than anything of ours is good for that names an epoch and is stored nowhere (login/known-device.ts). */
const FORMER_KEPT = 365 * 86_400;

/** So long is remembered that somebody was deleted, for files that still name them. */
const FORGOTTEN_KEPT = 10 * 365 * 86_400;

async function removeUser(
  writing: Writing,
  { tenant_id = '', key, forgotten = [] }: Write,
  held: Known,
): Promise<number> {
  const { transaction, now } = writing;
  const user = { tenant_id, sub: key[0] ?? '' };
  const ended = await removeOfUser(writing, { ...user, now });
  await transaction
    .deleteFrom('users')
    .where((where) => where.and(user))
    .execute();
  const former = { epoch: held.epoch + 1, expires_at: now + FORMER_KEPT };
  await transaction
    .insertInto('former_users')
    .values({ ...user, ...former })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'sub']).doUpdateSet(former))
    .execute();
  const until = { expires_at: now + FORGOTTEN_KEPT };
  for (const name_mac of forgotten)
    await transaction
      .insertInto('forgotten_names')
      .values({ tenant_id, name_mac, ...until })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'name_mac']).doUpdateSet(until))
      .execute();
  writing.held.delete(userName(user.tenant_id, user.sub));
  return ended;
}

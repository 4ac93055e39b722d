/**
 * Users, as somebody else than the user writes them. A new password, another address, a block or its end is a new epoch, which
 * ends all that was proved before (users/epoch-growth.ts).
 */
import type { Values } from '../../resources/kind.ts';
import type { Write } from '../configuration/stored-record.ts';
import { growEpoch } from '../users/epoch-growth.ts';
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

/** Where several are written, one may get the address that another one gives up, whichever comes first. */
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
    const { email } = WRITABLE.user.rowOf(after);
    if (!known || known.email === null || known.email === email) continue;
    await transaction
      .updateTable('users')
      .set({ email: null, version: known.version + 1 })
      .where((where) => where.and({ tenant_id, sub }))
      .execute();
    released.add(write);
  }
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
  const table = tableWith(password, former ? { epoch: former.epoch } : {});
  settle(await insertRecord(transaction, table, { tenant_id, key, record: after }));
  if (former) await removeTracesOfUser(writing, { tenant_id, sub });
}

async function updateUser(
  { transaction, now, released }: Writing,
  write: Write,
  { held, after }: { readonly held: Known; readonly after: Values },
): Promise<number> {
  const { tenant_id = '', key, password } = write;
  const { email, blocked } = WRITABLE.user.rowOf(after);
  // Whoever is kept out cannot change their mind: a wish to be deleted ends with a block.
  const table = tableWith(password, blocked === 1 ? { deletes_at: null } : {});
  const at = { tenant_id, key, version: held.version + (released.has(write) ? 1 : 0) };
  settle(await updateRecord(transaction, table, { ...at, record: after }));
  const { password_hash = held.password_hash } = password ?? {};
  const isProvedAlike =
    password_hash === held.password_hash && blocked === held.blocked && email === held.email;
  return isProvedAlike ? 0 : growEpoch(transaction, { tenant_id, sub: key[0] ?? '', now });
}

/** Longer than anything of ours is good for that names an epoch and is stored nowhere (login/known-device.ts). */
const FORMER_KEPT = 365 * 86_400;

async function removeUser(writing: Writing, { tenant_id = '', key }: Write, held: Known): Promise<number> {
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
  writing.held.delete(userName(user.tenant_id, user.sub));
  return ended;
}

/**
 * The last owner of a tenant stays one, whoever else is taking the role from another at the same moment. The rules of the desk have
 * judged each alone; here they are judged one after the other.
 */
import type { Transaction } from 'kysely';
import { OWNER_ROLE } from '../../resources/end-user/tenant-roles.ts';
import type { Write } from '../configuration/stored-record.ts';
import type { Database } from '../database.ts';
import type { Schema } from '../schema.ts';
import { settle } from './writing.ts';

type Step = { readonly database: Database; readonly transaction: Transaction<Schema> };

/**
 * Tenants of which these writes may take an owner and must leave one, where they have any. The rows of owners are held until the end, in
 * one order: of two who take the role from one each, the second waits, and sees what is left.
 */
export async function holdOwners(
  { database, transaction }: Step,
  writes: readonly Write[],
): Promise<readonly string[]> {
  const tenants = new Set(writes.flatMap(({ leavesOwner, tenant_id }) => (leavesOwner && tenant_id) || []));
  const owned: string[] = [];
  for (const tenant_id of [...tenants].sort()) {
    await transaction
      .selectFrom('role_members')
      .select('sub')
      .where((where) => where.and({ tenant_id, role_id: OWNER_ROLE }))
      .orderBy('sub')
      .modifyEnd(database.forUpdate)
      .execute();
    if (await hasOwner(transaction, tenant_id)) owned.push(tenant_id);
  }
  return owned;
}

/** Goes on only where each of them has an owner still. */
export async function leaveOwners(
  transaction: Transaction<Schema>,
  tenants: readonly string[],
): Promise<void> {
  for (const tenant_id of tenants) settle(await hasOwner(transaction, tenant_id));
}

/** Whether anybody owns it who is not kept out. */
async function hasOwner(transaction: Transaction<Schema>, tenant_id: string): Promise<boolean> {
  const owner = await transaction
    .selectFrom('role_members as held')
    .innerJoin('users', (join) =>
      join.onRef('users.tenant_id', '=', 'held.tenant_id').onRef('users.sub', '=', 'held.sub'),
    )
    .select('held.sub')
    .where((where) => where.and({ 'held.tenant_id': tenant_id, 'held.role_id': OWNER_ROLE }))
    .where('users.blocked', '=', 0)
    .limit(1)
    .executeTakeFirst();
  return owner !== undefined;
}

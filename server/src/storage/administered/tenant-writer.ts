/**
 * Tenants: made, changed, deleted so that they can be restored, and restored. What goes for good does so afterwards, in steps
 * (upkeep/tenant-purge.ts).
 */
import { sql } from 'kysely';
import type { Values } from '../../resources/kind.ts';
import type { HostsOf, Renamed, Write } from '../configuration/stored-record.ts';
import { tenantOf } from '../configuration/tenants.ts';
import { StorageConflict } from '../storage-conflict.ts';
import { updateRecord } from './record-table.ts';
import { WRITABLE } from './record-tables.ts';
import { settle, type Writer, type Writing } from './writing.ts';

/** One tenant, by its name and region. */
export const writeTenant: Writer = async (writing, write) => {
  const { after, before, hostsOf, audiences = [] } = write;
  if (after === undefined) {
    await removeTenant(writing, write);
    return 0;
  }
  if (hostsOf) await claimHosts(writing, after, hostsOf);
  if (before === undefined) {
    await insertTenant(writing, write, after);
    return 0;
  }
  const at = { tenant_id: undefined, key: write.key };
  const version = before + (writing.released.has(write) ? 1 : 0);
  settle(await updateRecord(writing.transaction, WRITABLE.tenant, { ...at, version, record: after }));
  for (const renamed of audiences) await renameApi(writing, String(after['tenant_id']), renamed);
  return 0;
};

/** What was given at an API of the tenant itself holds as it did. */
async function renameApi(
  { transaction }: Writing,
  tenant_id: string,
  { before, after }: Renamed,
): Promise<void> {
  for (const table of ['client_grants', 'user_permissions', 'consents'] as const)
    await transaction
      .updateTable(table)
      .set({ audience: after })
      .where((where) => where.and({ tenant_id, audience: before }))
      .execute();
  const [was, is] = [JSON.stringify(before), JSON.stringify(after)];
  await transaction
    .updateTable('roles')
    .set({ document: sql<string>`replace(document, ${was}, ${is})` })
    .where('tenant_id', '=', tenant_id)
    .execute();
}

/** Where several are written, one may get the domain that another one gives up, whichever comes first. */
export async function giveUpDomains(
  { transaction, released }: Writing,
  writes: readonly Write[],
): Promise<void> {
  const kept = writes.filter(({ kind, after }) => kind === 'tenant' && after);
  if (kept.length < 2) return;
  for (const write of kept.filter(({ before }) => before !== undefined)) {
    const { key, before = 0, after = {} } = write;
    const [name = '', region = ''] = key;
    const { domain } = WRITABLE.tenant.rowOf(after);
    const { numUpdatedRows } = await transaction
      .updateTable('tenants')
      .set({ domain: null, version: before + 1 })
      .where((where) => where.and({ name, region, version: before }))
      .where('domain', '!=', String(domain ?? ''))
      .executeTakeFirst();
    if (numUpdatedRows > 0n) released.add(write);
  }
}

async function insertTenant(
  { transaction, made }: Writing,
  { key: [name = '', region = ''] }: Write,
  after: Values,
): Promise<void> {
  const tenant_id = String(after['tenant_id']);
  const { domain } = after;
  const { numInsertedOrUpdatedRows = 0n } = await transaction
    .insertInto('tenants')
    .values({
      tenant_id,
      name,
      region,
      domain: typeof domain === 'string' ? domain : null,
      suspended: after['suspended'] === true ? 1 : 0,
      // All of them as they are by default, until they are written.
      settings: '{}',
      deleted_at: null,
    })
    .onConflict((conflict) => conflict.column('tenant_id').doNothing())
    .executeTakeFirstOrThrow();
  settle(numInsertedOrUpdatedRows > 0n);
  made.add(tenant_id);
}

/** Nothing is served of it from now on; of one that was deleted before, nothing is left when the purge is over. */
async function removeTenant(
  { database, transaction, now, purged }: Writing,
  { key: [name = '', region = ''], before }: Write,
): Promise<void> {
  const row = await transaction
    .selectFrom('tenants')
    .select(['tenant_id', 'version', 'deleted_at'])
    .where((where) => where.and({ name, region }))
    .modifyEnd(database.forUpdate)
    .executeTakeFirst();
  settle(row !== undefined && row.version === before && row.deleted_at !== 0);
  if (!row) return;
  const { tenant_id, version, deleted_at } = row;
  await transaction
    .updateTable('tenants')
    .set({ deleted_at: deleted_at === null ? now : 0, version: version + 1 })
    .where('tenant_id', '=', tenant_id)
    .execute();
  if (deleted_at !== null) purged.add(tenant_id);
}

/**
 * A host is a name of one tenant's and the domain of another's, or the other way round: no unique key can see that. A tenant
 * that was deleted keeps its hosts, so that it can be restored. The table is locked by now.
 */
async function claimHosts({ transaction }: Writing, after: Values, hostsOf: HostsOf): Promise<void> {
  const { tenant_id, name, region, domain } = after;
  const rows = await transaction
    .selectFrom('tenants')
    .select(['tenant_id', 'name', 'region', 'domain', 'settings'])
    .where('tenant_id', '!=', String(tenant_id))
    .execute();
  const taken = new Set(rows.map(tenantOf).flatMap(hostsOf));
  const own = hostsOf({
    name: String(name),
    region: String(region),
    ...(typeof domain === 'string' ? { domain } : {}),
  });
  if (own.some((host) => taken.has(host))) throw new StorageConflict('tenant_host_taken');
}

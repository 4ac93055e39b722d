/**
 * Several records written in one transaction, in one order: whoever holds what another one waits for never waits for that one.
 */
import type { Transaction } from 'kysely';
import type { KindName } from '../../resources/kind.ts';
import { type JobStep, writeStep } from '../background/jobs.ts';
import { writeMail } from '../background/mails.ts';
import type { Write } from '../configuration/stored-record.ts';
import type { Database } from '../database.ts';
import type { OwnDatabase } from '../own-database.ts';
import type { AuditTable, Schema } from '../schema.ts';
import { StorageConflict, type StorageConflictCode } from '../storage-conflict.ts';
import { purgeTenant } from '../upkeep/tenant-purge.ts';
import { holdUser } from '../users/credential-epoch.ts';
import { holdOwners, leaveOwners } from './last-owner.ts';
import { readRecord } from './record-table.ts';
import { WRITABLE } from './record-tables.ts';
import { WRITERS } from './record-writers.ts';
import { giveUpDomains } from './tenant-writer.ts';
import { giveUpAddresses } from './user-writer.ts';
import { Moved, settle, userName, type Writing } from './writing.ts';

/** What stands in another's way goes first; what others stand on is made before them. */
const ORDER: readonly `${'put' | 'remove'} ${KindName}`[] = [
  'put tenant',
  // Before APIs, with which permissions go that a role may lose in the same step.
  'put role',
  'remove role_member',
  'remove user_permission',
  'remove consent',
  'remove user',
  'remove client_grant',
  'remove client',
  'remove role',
  'remove resource_server',
  'remove rollout',
  'remove log_stream',
  'put user',
  'put resource_server',
  'put client',
  'put client_grant',
  'put role_member',
  'put user_permission',
  'put rollout',
  'put log_stream',
  'put settings',
  'remove tenant',
];

/** Whoever caches configuration need not hear of these. */
const OF_PEOPLE: readonly KindName[] = ['user', 'consent', 'role_member', 'user_permission'];

/** What must be unique, by the table that says so. */
const CONFLICTS: readonly (readonly [keyof Schema, StorageConflictCode])[] = [
  ['names', 'name_taken'],
  ['roles', 'name_taken'],
  ['users', 'email_taken'],
  ['tenants', 'tenant_host_taken'],
];

/** All of them or none; `moved` when one is not at the version that was judged. */
export async function writeRecords(
  own: OwnDatabase,
  writes: readonly Write[],
  step?: JobStep,
): Promise<'moved' | { readonly ended_sessions: number }> {
  const { database } = own;
  const ordered = writes.toSorted(inOrder);
  const isConfiguration = writes.some(({ kind }) => !OF_PEOPLE.includes(kind));
  const run = isConfiguration ? database.changeConfiguration : database.transaction;
  const done = await run((transaction) => carryOut(own, transaction, { writes: ordered, step })).catch(
    async (error: unknown) => {
      if (error instanceof Moved) return undefined;
      const conflict = conflictOf(database, error);
      if (!conflict) throw error;
      // Of two who insert one record at once, one may be told of something else that both of them bring.
      if (await isThere(database, ordered)) return undefined;
      throw conflict;
    },
  );
  if (!done) return 'moved';
  for (const tenant_id of done.purged) await purgeTenant(database, tenant_id);
  return { ended_sessions: done.ended };
}

function conflictOf(database: Database, error: unknown): StorageConflict | undefined {
  const conflict = CONFLICTS.find(([table]) => database.isUniqueViolation(error, table));
  return conflict && new StorageConflict(conflict[1], { cause: error });
}

/** Whether somebody else has made a record that was to be made. */
async function isThere({ kysely }: Database, writes: readonly Write[]): Promise<boolean> {
  for (const { kind, before, after, ...at } of writes) {
    if (before !== undefined || after === undefined || !isWritable(kind)) continue;
    const stored = await readRecord(kysely, WRITABLE[kind], at);
    // Of a tenant another one may have the name, and then this one is not there.
    if (stored && (kind !== 'tenant' || stored.record['tenant_id'] === after['tenant_id'])) return true;
  }
  return false;
}

function isWritable(kind: KindName): kind is keyof typeof WRITABLE {
  return Object.hasOwn(WRITABLE, kind);
}

function inOrder(a: Write, b: Write): number {
  const place = ({ kind, after }: Write) =>
    ORDER.indexOf(`${after === undefined ? 'remove' : 'put'} ${kind}`);
  const name = ({ tenant_id, key }: Write) => JSON.stringify([tenant_id ?? '', ...key]);
  return place(a) - place(b) || (name(a) < name(b) ? -1 : 1);
}

async function carryOut(
  { database, now, auditRow }: OwnDatabase,
  transaction: Transaction<Schema>,
  { writes, step }: { readonly writes: readonly Write[]; readonly step: JobStep | undefined },
): Promise<{ readonly ended: number; readonly purged: ReadonlySet<string> }> {
  const writing: Writing = {
    ...{ database, transaction, now: now() },
    ...{ held: new Map(), released: new Set(), made: new Set(), purged: new Set() },
  };
  // Whoever went on where this machine seemed dead has done it.
  if (step) settle(await writeStep(transaction, step));
  await holdUsers(writing, writes);
  const owned = await holdOwners(writing, writes);
  if (writes.some(({ hostsOf }) => hostsOf)) await database.lockTable(transaction, 'tenants');
  await giveUpAddresses(writing, writes);
  await giveUpDomains(writing, writes);
  let ended = 0;
  for (const write of writes) ended += await WRITERS[write.kind](writing, write);
  await leaveOwners(transaction, owned);
  const { now: at } = writing;
  for (const { tenant_id, notice } of writes)
    if (notice && tenant_id !== undefined) await writeMail(transaction, { tenant_id, mail: notice, now: at });
  const rows: AuditTable[] = [];
  for (const { audit, ...write } of writes) {
    const tenant_id = audit && (await tenantOf(transaction, write));
    if (audit && tenant_id !== undefined) rows.push(auditRow(tenant_id, audit));
  }
  // One after the other: an audit row has nine columns, and a statement takes only so many parameters.
  for (const row of rows) await transaction.insertInto('audit').values(row).execute();
  return { ended, purged: writing.purged };
}

/**
 * Users before anything else, in the order of their names (users/credential-epoch.ts). One that has moved is found here, before
 * what it has now is in another one's way.
 */
async function holdUsers({ database, transaction, held }: Writing, writes: readonly Write[]): Promise<void> {
  const ofPeople = writes
    .filter(({ kind }) => OF_PEOPLE.includes(kind))
    .map((write) => ({ write, name: userName(write.tenant_id, write.key[0]) }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  for (const { write, name } of ofPeople) {
    const { kind, tenant_id = '', key, before } = write;
    if (!held.has(name))
      held.set(name, await holdUser(database, transaction, { tenant_id, sub: key[0] ?? '' }));
    if (kind === 'user') settle(held.get(name)?.version === before);
  }
}

/** The tenant that a write is about; of a tenant itself, by its name where nobody said its id. */
async function tenantOf(
  transaction: Transaction<Schema>,
  { kind, tenant_id, key: [name = '', region = ''] }: Pick<Write, 'kind' | 'tenant_id' | 'key'>,
): Promise<string | undefined> {
  if (kind !== 'tenant' || tenant_id !== undefined) return tenant_id;
  const row = await transaction
    .selectFrom('tenants')
    .select('tenant_id')
    .where((where) => where.and({ name, region }))
    .executeTakeFirst();
  return row?.tenant_id;
}

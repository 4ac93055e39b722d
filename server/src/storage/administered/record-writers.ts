/**
 * How a record of each kind is written: inserted, changed at the version that was judged, or removed with what belongs to it.
 */
import type { KindName } from '../../resources/kind.ts';
import { MAX_STREAMS } from '../../resources/tenant/log-stream.ts';
import { scopeValues } from '../../resources/tenant/resource-server.ts';
import type { Write } from '../configuration/stored-record.ts';
import type { UserKey } from '../users/credential-epoch.ts';
import {
  removeOfApi,
  removeOfClient,
  removeOfConsent,
  removeOfRole,
  removeOtherPermissions,
} from './belongings.ts';
import {
  countRecords,
  deleteRecord,
  insertRecord,
  updateRecord,
  type WritableTable,
} from './record-table.ts';
import { WRITABLE } from './record-tables.ts';
import { writeTenant } from './tenant-writer.ts';
import { writeUser } from './user-writer.ts';
import { Moved, settle, type Writer, type Writing } from './writing.ts';

/** Of a record that is a row; what belongs to it goes when it is removed, and what a race left over before one is made anew. */
function rowWriter(table: WritableTable, removeBelongings?: Writer): Writer {
  return async (writing, write) => {
    const { transaction } = writing;
    const { tenant_id, key, before, after } = write;
    const at = { tenant_id, key };
    if (after !== undefined && before !== undefined) {
      settle(await updateRecord(transaction, table, { ...at, version: before, record: after }));
      return 0;
    }
    settle(
      after === undefined
        ? before !== undefined && (await deleteRecord(transaction, table, { ...at, version: before }))
        : await insertRecord(transaction, table, { ...at, record: after }),
    );
    return (await removeBelongings?.(writing, write)) ?? 0;
  };
}

const writeClient = rowWriter(WRITABLE.client, async (writing, { tenant_id = '', key: [client_id = ''] }) => {
  await removeOfClient(writing, { tenant_id, client_id });
  return 0;
});

const apiScopes = ({ tenant_id = '', key: [audience = ''], after }: Write) => ({
  ...{ tenant_id, audience },
  scopes: scopeValues(after?.['scopes']),
});

const writeApiRow = rowWriter(WRITABLE.resource_server, async (writing, write) => {
  await removeOfApi(writing, apiScopes(write));
  return 0;
});

/** With a scope go the permissions that name it. */
const writeApi: Writer = async (writing, write) => {
  const ended = await writeApiRow(writing, write);
  const isChange = write.before !== undefined && write.after !== undefined;
  if (isChange) await removeOtherPermissions(writing, apiScopes(write));
  return ended;
};

const writeRole = rowWriter(WRITABLE.role, async (writing, { tenant_id = '', key: [role_id = ''] }) => {
  await removeOfRole(writing, { tenant_id, role_id });
  return 0;
});

/** To somebody who is there: held until this is written, or made in the same step. */
function givenTo(table: WritableTable): Writer {
  const writeRow = rowWriter(table);
  return async (writing, write) => {
    const { tenant_id = '', key, after } = write;
    if (after !== undefined) settle(await isThere(writing, { tenant_id, sub: key[0] ?? '' }));
    return writeRow(writing, write);
  };
}

async function isThere({ transaction }: Writing, user: UserKey): Promise<boolean> {
  const row = await transaction
    .selectFrom('users')
    .select('sub')
    .where((where) => where.and(user))
    .executeTakeFirst();
  return row !== undefined;
}

const writeGrantRow = rowWriter(WRITABLE.client_grant);

/** Beside a client that is there until this is written. */
const writeClientGrant: Writer = async (writing, write) => {
  const { transaction, database } = writing;
  const { tenant_id = '', key, after } = write;
  const client = await transaction
    .selectFrom('clients')
    .select('client_id')
    .where((where) => where.and({ tenant_id, client_id: key[0] ?? '' }))
    .modifyEnd(database.forShare)
    .executeTakeFirst();
  if (!client && after !== undefined) throw new Moved();
  return writeGrantRow(writing, write);
};

const writeStreamRow = rowWriter(WRITABLE.log_stream);

/** Of two who make the last one that there may be, the second waits for the tenant's row, and is judged anew. */
const writeStream: Writer = async (writing, write) => {
  const { transaction, database } = writing;
  const { tenant_id = '', before } = write;
  if (before !== undefined) return writeStreamRow(writing, write);
  await transaction
    .selectFrom('tenants')
    .select('tenant_id')
    .where('tenant_id', '=', tenant_id)
    .modifyEnd(database.forUpdate)
    .execute();
  const ended = await writeStreamRow(writing, write);
  settle((await countRecords(transaction, WRITABLE.log_stream, { tenant_id })) <= MAX_STREAMS);
  return ended;
};

/** Settings are there as soon as their tenant is, and go with it. */
const writeSettings: Writer = async ({ transaction, made }, { tenant_id = '', key, before, after }) => {
  if (after === undefined) throw new Error('The settings of a tenant are not removed: the tenant is.');
  const version = before ?? (made.has(tenant_id) ? 0 : undefined);
  const at = { tenant_id, key, record: after };
  settle(version !== undefined && (await updateRecord(transaction, WRITABLE.settings, { ...at, version })));
  return 0;
};

/** Taken back: people agree, an operator does not. */
const writeConsent: Writer = async (writing, { tenant_id = '', key, before, after }) => {
  if (after !== undefined) throw new Error('A consent is not written for somebody.');
  const [sub = '', client_id = '', audience = ''] = key;
  const consent = { tenant_id, sub, client_id, audience };
  await removeOfConsent(writing, consent);
  const { numDeletedRows } = await writing.transaction
    .deleteFrom('consents')
    .where((where) => where.and(consent))
    .executeTakeFirst();
  settle(before !== undefined && numDeletedRows > 0n);
  return 0;
};

/** The writer of every kind. */
export const WRITERS: Readonly<Record<KindName, Writer>> = {
  tenant: writeTenant,
  settings: writeSettings,
  client: writeClient,
  client_grant: writeClientGrant,
  resource_server: writeApi,
  user: writeUser,
  role: writeRole,
  role_member: givenTo(WRITABLE.role_member),
  user_permission: givenTo(WRITABLE.user_permission),
  consent: writeConsent,
  rollout: rowWriter(WRITABLE.rollout),
  log_stream: writeStream,
  signing_key: () => Promise.reject(new Error('Signing keys are made and rotated, never written.')),
};

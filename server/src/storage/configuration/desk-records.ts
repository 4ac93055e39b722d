/**
 * The half of storage that writes what is administered. Only the desk may have it (a wall): whoever else wants something
 * changed asks the desk, which has the rules.
 */

import { isAddress } from '../../protocol/end-user/end-user.ts';
import { countConsents, listConsents, readConsent } from '../administered/consent-records.ts';
import { lostWith } from '../administered/lost-with.ts';
import { countRecords, listRecords, readRecord, readRecords } from '../administered/record-table.ts';
import { RECORD_TABLES } from '../administered/record-tables.ts';
import { writeRecords } from '../administered/write-records.ts';
import { OWN_DATABASE } from '../own-database.ts';
import type { Storage } from '../storage.ts';
import type { DeskRecords } from './stored-record.ts';

/** What the desk may do to the database of a storage. */
export function deskRecords(storage: Storage): DeskRecords {
  const own = storage[OWN_DATABASE];
  const { kysely } = own.database;
  return {
    read: ({ kind, tenant_id = '', key }) =>
      kind === 'consent'
        ? readConsent(kysely, tenant_id, key)
        : readRecord(kysely, RECORD_TABLES[kind], { tenant_id, key }),
    async readEach(kind, tenant_id, names) {
      if (kind === 'consent') throw new Error('A consent has no name of its own.');
      return readRecords(kysely, RECORD_TABLES[kind], { tenant_id, names });
    },
    list: (kind, tenant_id, page) =>
      kind === 'consent'
        ? listConsents(kysely, tenant_id ?? '', page)
        : listRecords(kysely, RECORD_TABLES[kind], { ...page, tenant_id }),
    count: (kind, tenant_id, filter) =>
      kind === 'consent'
        ? countConsents(kysely, tenant_id ?? '')
        : countRecords(kysely, RECORD_TABLES[kind], { tenant_id, ...(filter ? { filter } : {}) }),
    filters: (kind) => (kind === 'consent' ? [] : Object.keys(RECORD_TABLES[kind].filters ?? {})),
    async ownerOf(tenant_id, account) {
      const row = await kysely
        .selectFrom('users')
        .select('sub')
        .where('tenant_id', '=', tenant_id)
        .where(isAddress(account) ? 'email' : 'username', '=', account)
        .executeTakeFirst();
      return row?.sub;
    },
    async broughtPassword(tenant_id, sub) {
      const row = await kysely
        .selectFrom('users')
        .select(['import_digest', 'password_hash'])
        .where((where) => where.and({ tenant_id, sub }))
        .executeTakeFirst();
      return (
        row && {
          ...(row.import_digest === null ? {} : { import_digest: row.import_digest }),
          ...(row.password_hash === null ? {} : { password_hash: row.password_hash }),
        }
      );
    },
    async isForgotten(tenant_id, macs) {
      if (macs.length === 0) return false;
      const row = await kysely
        .selectFrom('forgotten_names')
        .select('name_mac')
        .where('tenant_id', '=', tenant_id)
        .where('name_mac', 'in', macs)
        .executeTakeFirst();
      return row !== undefined;
    },
    write: (writes, step) => writeRecords(own, writes, step),
    lostWith: (key) => lostWith(kysely, key),
  };
}

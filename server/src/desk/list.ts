/**
 * Pages of a list, with what matches a filter only.
 */
import type { KindName, Values } from '../resources/kind.ts';
import type { DeskRecords, StoredRecord } from '../storage/configuration/stored-record.ts';
import type { Listed, Query } from './desk.ts';

type Asked = { readonly kind: KindName; readonly tenant_id: string | undefined; readonly query: Query };

/** Records read at once while a filter passes most of them over. */
const SCAN = 500;

/** Records in the order of their keys, as many as are asked for. */
export async function listPage(
  records: DeskRecords,
  { kind, tenant_id, query }: Asked,
): Promise<readonly Listed[]> {
  const { filter = {}, limit } = query;
  const limitRead = Object.keys(filter).length === 0 ? limit : SCAN;
  const found: StoredRecord[] = [];
  let after = query.after;
  while (found.length < limit) {
    const page = await records.list(kind, tenant_id, { ...(after ? { after } : {}), limit: limitRead });
    found.push(...page.filter(({ record }) => matches(record, filter)));
    after = page.at(-1)?.key;
    if (page.length < limitRead) break;
  }
  return found.slice(0, limit);
}

function matches(record: Values, filter: Readonly<Record<string, string>>): boolean {
  return Object.entries(filter).every(([name, wanted]) => {
    const value = record[name];
    return Array.isArray(value) ? value.map(String).includes(wanted) : String(value ?? '') === wanted;
  });
}

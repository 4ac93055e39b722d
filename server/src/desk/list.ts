/**
 * Pages of a list, with what matches a filter only.
 */
import type { KindName, Values } from '../resources/kind.ts';
import type { DeskRecords } from '../storage/configuration/stored-record.ts';
import type { Filter, Listed, Query } from './desk.ts';

type Asked = { readonly kind: KindName; readonly tenant_id: string | undefined; readonly query: Query };

/** Records read at once while a filter passes most of them over. */
const SCAN = 500;

/** Records in the order of their keys, as many as are asked for. */
export async function listPage(
  records: DeskRecords,
  { kind, tenant_id, query }: Asked,
): Promise<readonly Listed[]> {
  const { filter = {}, offset = 0, limit, after } = query;
  const from = after ? { after } : {};
  if (Object.keys(filter).length === 0) return records.list(kind, tenant_id, { ...from, offset, limit });
  const found: Listed[] = [];
  for await (const one of matching(records, { kind, tenant_id, filter, after })) {
    found.push(one);
    if (found.length === offset + limit) break;
  }
  return found.slice(offset);
}

/** How many match a filter. */
export async function countMatching(
  records: DeskRecords,
  { filter, ...where }: Omit<Scan, 'after'>,
): Promise<number> {
  if (Object.keys(filter).length === 0) return records.count(where.kind, where.tenant_id);
  let count = 0;
  for await (const _ of matching(records, { ...where, filter, after: undefined })) count += 1;
  return count;
}

type Scan = Pick<Asked, 'kind' | 'tenant_id'> & {
  readonly filter: Filter;
  readonly after: readonly string[] | undefined;
};

async function* matching(
  records: DeskRecords,
  { kind, tenant_id, filter, after }: Scan,
): AsyncIterable<Listed> {
  let last = after;
  for (;;) {
    const page = await records.list(kind, tenant_id, { ...(last ? { after: last } : {}), limit: SCAN });
    yield* page.filter(({ record }) => matches(record, filter));
    last = page.at(-1)?.key;
    if (page.length < SCAN) return;
  }
}

function matches(record: Values, filter: Filter): boolean {
  return Object.entries(filter).every(([name, wanted]) => {
    const value = record[name];
    const held = Array.isArray(value) ? value.map(String) : [String(value ?? '')];
    return [wanted].flat().some((one) => held.includes(one));
  });
}

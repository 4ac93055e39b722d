/**
 * Pages of a list, with what matches a filter only.
 */
import type { KindName, Values } from '../resources/kind.ts';
import type { DeskRecords, Page } from '../storage/configuration/stored-record.ts';
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
  const { indexed, rest } = split(records, kind, filter);
  const from = { ...indexed, ...(after ? { after } : {}) };
  if (!rest) return records.list(kind, tenant_id, { ...from, offset, limit });
  const found: Listed[] = [];
  for await (const one of matching(records, { kind, tenant_id, from, rest })) {
    found.push(one);
    if (found.length === offset + limit) break;
  }
  return found.slice(offset);
}

/** How many match a filter. */
export async function countMatching(
  records: DeskRecords,
  { kind, tenant_id, filter }: Pick<Asked, 'kind' | 'tenant_id'> & { readonly filter: Filter },
): Promise<number> {
  const { indexed, rest } = split(records, kind, filter);
  if (!rest) return records.count(kind, tenant_id, indexed.filter);
  let count = 0;
  for await (const _ of matching(records, { kind, tenant_id, from: indexed, rest })) count += 1;
  return count;
}

/** What no index narrows: fields that hold any of the texts, or none of them. */
type Wanted = readonly {
  readonly field: string;
  readonly texts: readonly string[];
  readonly holds: boolean;
}[];

/** What an index of the database narrows, and what is left to be looked at record by record. */
function split(records: DeskRecords, kind: KindName, filter: Filter) {
  const fields = records.filters(kind);
  const held: [field: string, texts: readonly string[]][] = [];
  const rest: Wanted[number][] = [];
  for (const [field, said] of Object.entries(filter)) {
    const wanted = wantedOf(said);
    if (wanted.holds && fields.includes(field)) held.push([field, wanted.texts]);
    else rest.push({ field, ...wanted });
  }
  return {
    indexed: held.length > 0 ? { filter: Object.fromEntries(held) } : {},
    rest: rest.length > 0 ? rest : undefined,
  };
}

function wantedOf(said: Filter[string]): Omit<Wanted[number], 'field'> {
  if (typeof said === 'string') return { texts: [said], holds: true };
  return 'not' in said ? { texts: [said.not], holds: false } : { texts: said, holds: true };
}

type Scan = Pick<Asked, 'kind' | 'tenant_id'> & {
  readonly from: Pick<Page, 'filter' | 'after'>;
  readonly rest: Wanted;
};

async function* matching(records: DeskRecords, { kind, tenant_id, from, rest }: Scan): AsyncIterable<Listed> {
  let begin = from;
  for (;;) {
    const page = await records.list(kind, tenant_id, { ...begin, limit: SCAN });
    yield* page.filter(({ record }) => matches(record, rest));
    const last = page.at(-1);
    if (!last || page.length < SCAN) return;
    begin = { ...from, after: last.key };
  }
}

function matches(record: Values, wanted: Wanted): boolean {
  return wanted.every(({ field, texts, holds }) => {
    const value = record[field];
    const held = Array.isArray(value) ? value.map(String) : [String(value ?? '')];
    return texts.some((one) => held.includes(one)) === holds;
  });
}

/**
 * Lists narrowed by a part of a name, and ordered by it. A name is no key: all records of the kind are looked at, a page at a time.
 */
import type { Exchange } from '../deps.ts';
import type { Filter, Listed } from '../desk/desk.ts';
import { type Fields, isRecordOf, optional, type RecordOf } from '../resources/field.ts';
import type { KindName, Values } from '../resources/kind.ts';
import { oneOf, text } from '../resources/shape.ts';
import { pageOf } from './paging.ts';

export const NAME_FIELDS = {
  name_filter: optional(text(), { sentence: 'Those whose name has this in it, in either case.' }),
  sort: optional(oneOf(['name:1', 'name:-1']), {
    sentence: 'By name, or by it backwards; left out: as they are stored. Neither goes with a checkpoint.',
  }),
} as const satisfies Fields;

/** Records read at once. */
const SCAN = 500;

type Named = { readonly kind: KindName; readonly name: string; readonly filter: Filter };

type NameQuery = RecordOf<typeof NAME_FIELDS>;

/** The page that is asked for, and how many there are; undefined: no name was spoken of. */
export async function listByName(
  named: Named,
  query: Values & Parameters<typeof pageOf>[0],
  exchange: Exchange,
): Promise<{ readonly found: readonly Listed[]; readonly total: number } | undefined> {
  if (!isRecordOf(NAME_FIELDS, query)) throw new Error('The door reads the query of a list.');
  const asked: NameQuery = query;
  if ((asked.name_filter ?? asked.sort) === undefined) return undefined;
  const all = await allNamed(named, asked, exchange);
  const { offset, limit } = pageOf(query);
  return { found: all.slice(offset, offset + limit), total: all.length };
}

async function allNamed(
  { kind, name, filter }: Named,
  { name_filter = '', sort }: NameQuery,
  { deps: { desk }, tenant: { tenant_id } }: Exchange,
): Promise<readonly Listed[]> {
  const wanted = name_filter.toLowerCase();
  const nameOf = ({ record }: Listed) => String(record[name] ?? '');
  const found: Listed[] = [];
  for (let after: readonly string[] | undefined; ; ) {
    const page = await desk.list(kind, tenant_id, { filter, limit: SCAN, ...(after ? { after } : {}) });
    found.push(...page.filter((one) => nameOf(one).toLowerCase().includes(wanted)));
    after = page.at(-1)?.key;
    if (page.length < SCAN) break;
  }
  if (sort === undefined) return found;
  const direction = sort === 'name:1' ? 1 : -1;
  return found.toSorted((one, other) => direction * nameOf(one).localeCompare(nameOf(other), 'en'));
}

/**
 * Lists that a page needs whole, such as what is held already where something is given: one page of the API after the other, and
 * how many are left where even that is not all.
 */
import { queryOptions } from '@tanstack/react-query';
import type { Api, OperationId, Said } from '../api/client.ts';
import type { Document } from '../kinds/view.ts';
import { isDocument } from './stored.ts';

export type Whole = {
  readonly entries: readonly Document[];
  /** Those that are not among them. */
  readonly rest: number;
};

/** As many as a page of the API holds. */
const PER_PAGE = 100;

/** Beyond a thousand nobody reads a list to its end, and the server answers others too. */
const MOST_PAGES = 10;

export function askedWhole(api: Api, id: OperationId, said: Said = {}) {
  return queryOptions<Whole>({
    queryKey: [id, said, 'whole'],
    async queryFn({ signal }) {
      const pageAt = async (page: number) => {
        const query = { ...said.query, page, per_page: PER_PAGE, include_totals: true };
        return readPage((await api.call(id, { ...said, query }, signal)).value);
      };
      const first = await pageAt(0);
      const pages = Math.min(MOST_PAGES, Math.ceil(first.total / PER_PAGE));
      const others = await Promise.all(
        Array.from({ length: Math.max(0, pages - 1) }, (_, at) => pageAt(at + 1)),
      );
      const entries = [first, ...others].flatMap((page) => page.entries);
      return { entries, rest: Math.max(0, first.total - pages * PER_PAGE) };
    },
  });
}

/** With its totals every list is an object with one member that is a list. */
function readPage(value: unknown): { readonly entries: readonly Document[]; readonly total: number } {
  const members = isDocument(value) ? value : {};
  const entries = Object.values(members).find((one) => Array.isArray(one)) ?? [];
  return { entries: entries.filter(isDocument), total: Number(members['total'] ?? entries.length) };
}

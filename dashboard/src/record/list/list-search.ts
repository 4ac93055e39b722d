/**
 * What of a list is shown, as its address says it. A bad value is the default, and a default is left out.
 */
import type { Api, Said } from '../../api/client.ts';
import { asked } from '../../api/queries.ts';
import type { Document, View } from '../../kinds/view.ts';
import { isDocument } from '../stored.ts';
import { PAGE_ROWS } from './list-window.ts';

export type ListSearch = {
  readonly q?: string | undefined;
  /** Of one sort alone. */
  readonly only?: string | undefined;
  readonly order?: string | undefined;
  /** To which it is scrolled, from 1. */
  readonly page?: number | undefined;
};

export function readListSearch(search: Readonly<Record<string, unknown>>): ListSearch {
  const { q, only, order, page } = search;
  return {
    ...(isSaid(q) ? { q } : {}),
    ...(isSaid(only) ? { only } : {}),
    ...(isSaid(order) ? { order } : {}),
    ...(typeof page === 'number' && Number.isInteger(page) && page > 1 ? { page } : {}),
  };
}

function isSaid(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

/** The same list, scrolled to another page. */
export function atPage({ page: _, ...search }: ListSearch, page: number): ListSearch {
  return page === 1 ? search : { ...search, page };
}

/** The question that the list's page and its loader ask. */
export function listQuestion(api: Api, view: View, search: ListSearch) {
  const { q, only, order, page = 1 } = search;
  const { search: sought, only: narrowed, orders } = view;
  const query: Said['query'] = {
    page: page - 1,
    per_page: PAGE_ROWS,
    include_totals: true,
    ...(sought && q !== undefined ? { [sought.parameter]: sought.query(q) } : {}),
    ...(narrowed?.values.some((one) => one === only) ? { [narrowed.parameter]: only } : {}),
    ...(order !== undefined && orders?.some((one) => one === order) ? { sort: order } : {}),
  };
  return asked(api, view.operations.list, { query });
}

type Page = { readonly entries: readonly Document[]; readonly total: number };

export function readPage({ collection }: View, value: unknown): Page {
  if (!isDocument(value)) return { entries: [], total: 0 };
  const entries = value[collection];
  return {
    entries: Array.isArray(entries) ? entries.filter(isDocument) : [],
    total: Number(value['total']),
  };
}

/** How many of those that there are can be come to: of what is searched or ordered the server pages through so many. */
export function reachable({ mostFound }: View, { q, order }: ListSearch, total: number): number {
  const isFound = q !== undefined || order !== undefined;
  return isFound && mostFound !== undefined ? Math.min(total, mostFound) : total;
}

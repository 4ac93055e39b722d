/**
 * Lists that a page needs whole: as many as one answer holds.
 */
import type { OperationId, Said } from '../../api/client.ts';
import type { Document } from '../../kinds/view.ts';
import { isDocument } from '../../record/stored.ts';

/** As many as an answer may hold. */
export const MOST = 100;

/** The documents of a list, whatever stands around it. */
export function entriesOf(value: unknown, collection?: string): readonly Document[] {
  const list = collection !== undefined && isDocument(value) ? value[collection] : value;
  return Array.isArray(list) ? list.filter(isDocument) : [];
}

/** Texts of a member that is a list of them. */
export function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

/** The scopes that an API has. */
export function scopesOfApi(api: Document | undefined): readonly string[] {
  return entriesOf(api?.['scopes']).map(({ value }) => String(value));
}

/** What is asked for all APIs, or all applications, with what names them. */
export function allOf(id: 'resource_servers_list' | 'clients_list'): readonly [OperationId, Said] {
  return [id, { query: { per_page: MOST, sort: 'name:1' } }];
}

/** The two that a grant is of, as its document names them. */
export type GrantSide = 'client_id' | 'audience';

/** What shows grants, and is out of date once one was written. */
export const GRANT_FORGETS = ['client_grants_list'] as const;

/**
 * What is read of a list, and of the members of its documents.
 */
import type { Document } from '../../kinds/view.ts';
import { isDocument } from '../../record/stored.ts';

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

/** All APIs, or all applications, in the order in which one of them is chosen. */
export const BY_NAME = { query: { sort: 'name:1' } } as const;

/** The two that a grant is of, as its document names them. */
export type GrantSide = 'client_id' | 'audience';

/** What shows grants, and is out of date once one was written. */
export const GRANT_FORGETS = ['client_grants_list'] as const;

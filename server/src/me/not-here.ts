/**
 * What Auth0's My Account API has and this one has not, and why: 501 with the sentence.
 */
import type { Absent } from '../management/absent/absent.ts';

export type NotHere = Absent;

const why = 'End-Users are those of the tenant’s own database: no account of another provider is connected.';

/** A row a path. */
export const NOT_HERE: readonly NotHere[] = [
  { method: 'GET', path: '/connected-accounts', why },
  { method: 'GET', path: '/connected-accounts/accounts', why },
  { method: 'GET', path: '/connected-accounts/connections', why },
  { method: 'DELETE', path: '/connected-accounts/accounts/{id}', why },
  { method: 'POST', path: '/connected-accounts/connect', why },
  { method: 'POST', path: '/connected-accounts/complete', why },
];

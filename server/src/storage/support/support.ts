/**
 * What support does for the users of a tenant: each a whole step with its row in the audit log.
 */
import type { IdleEnds } from '../sessions/idle-ends.ts';
import { type AccessEnds, openAccessEnds } from './access-ends.ts';
import { type AccessLists, openAccessLists } from './access-lists.ts';
import type { SupportDatabase } from './audited.ts';
import { type FactorChanges, openFactorChanges } from './factor-changes.ts';
import { type GuessLocks, openGuessLocks } from './guess-locks.ts';
import { openTickets, type Tickets } from './tickets.ts';

export type Support = AccessLists & AccessEnds & FactorChanges & GuessLocks & Tickets;

/** Support in a database, tenant by tenant. */
export function openSupport(support: SupportDatabase, idleEnds: IdleEnds): (tenant_id: string) => Support {
  const lists = openAccessLists(support.database, { now: support.now, idleEnds });
  const ends = openAccessEnds(support);
  const factors = openFactorChanges(support);
  const locks = openGuessLocks(support);
  const tickets = openTickets(support);
  return (tenant_id) => ({
    ...{ ...lists(tenant_id), ...ends(tenant_id), ...factors(tenant_id) },
    ...{ ...locks(tenant_id), ...tickets(tenant_id) },
  });
}

/**
 * Other sources of End-Users: whoever belongs to one is sent there from the login page, by their choice, by the domain of
 * their address or by the client's (`connection`).
 */
import type { Exchange } from '../../deps.ts';
import { canonicalEmail } from '../../protocol/end-user/end-user.ts';
import { parameter } from '../../protocol/parameters.ts';
import { type ConnectionStrategy, strategyOf } from '../../protocol/tenant/connection.ts';
import { connectionOfAddress } from '../../protocol/tenant/tenant.ts';
import type { Connection } from '../../resources/tenant/connection.ts';
import type { Page } from '../interaction-page.ts';

/** Who goes there, and what they typed. */
type Visit = { readonly page: Page; readonly identifier: string | undefined };

/** Where the way leads: to an answer, or on with the page here, or nowhere. */
type Entered = Response | 'here' | 'unavailable';

/** How somebody signs in at a connection. */
type Strategy = (connection: Connection, visit: Visit, exchange: Exchange) => Promise<Entered>;

/** A row a strategy, by Auth0's names of them. */
const STRATEGIES: Readonly<Record<ConnectionStrategy, Strategy>> = { auth0: async () => 'here' };

/** Sends somebody to a connection; what has no strategy behind it leads nowhere. */
export async function enterConnection(
  connection: Connection | undefined,
  visit: Visit,
  exchange: Exchange,
): Promise<Entered> {
  if (!connection) return 'here';
  const strategy = strategyOf(connection);
  return strategy ? STRATEGIES[strategy](connection, visit, exchange) : 'unavailable';
}

/** The connection that a client or a button names; undefined for a name that is none, and for the tenant's own. */
export function namedConnection(name: string | undefined, { tenant }: Exchange): Connection | undefined {
  return tenant.settings.connections.find((connection) => connection.name === name);
}

/** The connection that an address belongs to, known here or not: it is its domain that says so. */
export function addressedConnection(
  identifier: string | undefined,
  { tenant }: Exchange,
): Connection | undefined {
  return identifier ? connectionOfAddress(canonicalEmail(identifier), tenant.settings) : undefined;
}

/** The connection that somebody is sent to who opens the login page; what they typed counts more than the client's wish. */
export function connectionOfPage({ page, identifier }: Visit, exchange: Exchange): Connection | undefined {
  const wished =
    page.interaction.identifier === undefined ? parameter(page.parameters, 'connection') : undefined;
  return namedConnection(wished, exchange) ?? addressedConnection(identifier, exchange);
}

/**
 * What a tenant answers where somebody opens its issuer (OIDC Discovery §4.1 leaves the path to us): a page, or for a program
 * the three addresses that it may be looking for. Also the path at which password managers ask where a password is changed, and
 * the icon that browsers ask for.
 */
import type { Exchange, Handler } from '../deps.ts';
import { acceptsPages } from '../http/accept.ts';
import { empty, json, seeOther } from '../http/respond.ts';
import { frontPage, type Machine, type Neighbour } from '../pages/front.ts';
import { tenantName } from '../resources/tenant/tenant.ts';
import { lookOf, show } from '../walk/reply.ts';

/** GET / */
export const front: Handler = async (exchange) => {
  const { request, issuer, tenant } = exchange;
  if (!acceptsPages(request)) {
    const openid_configuration = `${issuer}.well-known/openid-configuration`;
    return json({ issuer, openid_configuration, account: `${issuer}account` });
  }
  const look = lookOf(exchange);
  const site = look.site ?? tenant.name;
  const document = frontPage({ look: { ...look, site }, issuer, machine: await machineOf(exchange) });
  return show(document, look);
};

/** What somebody who develops at this machine may see: nobody else is told which tenants there are. */
async function machineOf({ issuer, isDeveloper, records, deps }: Exchange): Promise<Machine | undefined> {
  if (!isDeveloper) return undefined;
  const [clients, tenants] = await Promise.all([records.clients.list(), deps.tenants.list()]);
  return {
    hasMailbox: deps.mail.mailbox !== undefined,
    hasClient: clients.length > 0,
    neighbours: tenants.filter((one) => one.issuer !== issuer).map(neighbourOf),
  };
}

/** A tenant as others on its machine see it. */
export function neighbourOf({ tenant, issuer }: Pick<Exchange, 'tenant' | 'issuer'>): Neighbour {
  return { name: tenant.settings.friendly_name ?? tenantName(tenant), issuer };
}

/** GET /.well-known/change-password (A Well-Known URL for Changing Passwords §3). */
export const changePassword: Handler = async () => seeOther('/account/password');

/** GET /favicon.ico, which browsers ask for where a page names no icon: there is none, and no need to ask again soon. */
export const favicon: Handler = async () =>
  empty(204, { headers: { 'cache-control': 'public, max-age=300' } });

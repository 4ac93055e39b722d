/**
 * The way back to the application that the account page was opened from. It names itself in the query (`client_id`, and where
 * in it to go back to); a cookie keeps that through the sections and the login. It is judged each time it is shown.
 */
import type { Exchange } from '../deps.ts';
import { cookieName, readCookie, setCookie } from '../http/cookies.ts';
import type { WayBack } from '../pages/account/account.ts';
import { addressOfClient, homeOf } from '../protocol/client/way-back.ts';
import type { Session } from '../protocol/end-user/end-user.ts';
import { type Parameters, parameter } from '../protocol/parameters.ts';
import { ACCOUNT_CLIENT_ID } from '../protocol/tenant/names.ts';

const FROM = 'tacit_from';

/** Seconds: as long as somebody is at the page, and not for whoever uses the browser next. */
const LIFETIME = 3_600;

/** Characters; what is longer is no address of a client. */
const MAX_LENGTH = 2_048;

/** The cookie of whoever comes from an application; undefined: they come from none. */
export function cameFrom(query: Parameters, { deps, tenant, secure }: Exchange): string | undefined {
  const client_id = parameter(query, 'client_id');
  if (client_id === undefined || client_id.length > MAX_LENGTH) return undefined;
  const return_to = parameter(query, 'return_to') ?? '';
  const named = { client_id, return_to: return_to.length > MAX_LENGTH ? '' : return_to };
  const value = deps.seal.seal({ purpose: 'account-return', tenant_id: tenant.tenant_id }, named);
  // Two long ones are no address and no name of anybody's together, and no cookie.
  if (value.length > MAX_COOKIE) return undefined;
  return setCookie({ name: cookieName(FROM, secure), value, secure, sameSite: 'Lax', maxAge: LIFETIME });
}

const MAX_COOKIE = 3_800;

/** To where the End-User came from, else to where they signed in last; undefined where there is no such address. */
export async function findWayBack(session: Session, exchange: Exchange): Promise<WayBack | undefined> {
  const { records } = exchange;
  const named = readFrom(exchange);
  const from = named && (await wayTo(named, exchange));
  if (from) return from;
  const sign_ins = await records.signIns.list(session.user.sub, RECENT);
  const client_id = sign_ins.find((one) => one.client_id !== ACCOUNT_CLIENT_ID)?.client_id;
  return client_id === undefined ? undefined : wayTo({ client_id, return_to: '' }, exchange);
}

/** Sign-ins among which the last application is looked for. */
const RECENT = 5;

type From = { readonly client_id: string; readonly return_to: string };

async function wayTo({ client_id, return_to }: From, exchange: Exchange): Promise<WayBack | undefined> {
  const client = await exchange.deps.clients.find(client_id, exchange);
  const href = client && (addressOfClient(return_to, client) ?? homeOf(client, exchange.issuer));
  return client && href !== undefined ? { client_name: client.client_name, href } : undefined;
}

function readFrom({ deps, request, tenant, secure }: Exchange): From | undefined {
  const value = readCookie(request, cookieName(FROM, secure));
  if (value === undefined) return undefined;
  const opened = deps.seal.open({ purpose: 'account-return', tenant_id: tenant.tenant_id }, value);
  const { client_id, return_to } = opened ?? {};
  return typeof client_id === 'string' && typeof return_to === 'string'
    ? { client_id, return_to }
    : undefined;
}

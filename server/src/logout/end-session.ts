/**
 * Ending the session of a browser, whoever asked for it: the session goes, its clients are told, the browser goes on.
 */
import type { Exchange } from '../deps.ts';
import { loggedOutPage, tellClientsPage } from '../pages/logged-out.ts';
import type { EndUser, Session } from '../protocol/end-user/end-user.ts';
import { frontchannelLogoutUri } from '../protocol/session/logout-token.ts';
import { leadOn, lookOf, show } from '../walk/reply.ts';
import { clearedSessionCookies, findSession, sessionKey } from '../walk/session.ts';
import { deliverLogouts } from './deliver.ts';

/** The session that this browser could end. */
export async function currentSession(exchange: Exchange): Promise<Session | undefined> {
  return findSession(exchange, { silent: false });
}

/**
 * Ends the session and answers: by going to `location`, or with the page that says it is done. Clients in the background
 * are told after the answer has left (OIDC Back-Channel Logout §2.5), those in the browser before it goes on.
 */
export async function endSession(
  session: Session | undefined,
  location: string | undefined,
  exchange: Exchange,
): Promise<Response> {
  const frames = session ? await end(session, exchange) : [];
  const cookies = clearedSessionCookies(exchange);
  if (frames.length > 0) return tellClients(frames, { location, cookies }, exchange);
  if (location !== undefined) return leadOn(location, exchange, { cookies, isBack: true });
  return signedOut(exchange, cookies);
}

/** The page that says that nobody is signed in. */
export function signedOut(exchange: Exchange, cookies: readonly string[] = []): Response {
  const look = lookOf(exchange);
  return show(loggedOutPage({ look }), look, { cookies });
}

/** Ends the session of whoever was signed in to this browser before; there is no page of theirs to tell clients in frames. */
export async function endPredecessor({ sub }: EndUser, exchange: Exchange): Promise<void> {
  const session = await currentSession(exchange);
  if (session && session.user.sub !== sub) await end(session, exchange);
}

/** Ends the session with what is to be told about it in one step, and gives the addresses to load in frames. */
async function end(session: Session, exchange: Exchange): Promise<readonly string[]> {
  const { records, issuer, request_id, address, deps } = exchange;
  const { sid, user } = session;
  const key = sessionKey(exchange);
  if (key === undefined) return [];
  const client_ids = await records.sessions.clientsOf(sid);
  const found = await Promise.all(client_ids.map((client_id) => records.clients.find(client_id)));
  const clients = found.filter((client) => client !== undefined);
  await records.sessions.end(key, { sid, sub: user.sub });
  await records.audit.record({ type: 'logout', request_id, ip: address, sub: user.sub });
  if (clients.length > 0) deliverLogouts(deps);
  return clients.flatMap(({ frontchannel_logout_uri: uri }) =>
    uri === undefined ? [] : [frontchannelLogoutUri(uri, { issuer, sid })],
  );
}

function tellClients(
  frames: readonly string[],
  then: { readonly location: string | undefined; readonly cookies: readonly string[] },
  exchange: Exchange,
): Response {
  const nonce = exchange.deps.random(16);
  const location = then.location ?? '/logout';
  const look = lookOf(exchange);
  const document = tellClientsPage({ look, frames, location, nonce });
  return show(document, look, { scriptNonce: nonce, frames, cookies: then.cookies });
}

/**
 * The cookies of a browser and what they stand for: the session of an End-User, and the browser itself.
 *
 * The session cookie is `SameSite=Lax`. A silent request comes from an iframe of another site, where only a
 * `SameSite=None` cookie travels: that one is derived from the session's by a one-way function, so it can be turned into
 * tokens for a registered origin, but never back into the session. The database holds a hash of the derived value.
 */
import type { Exchange } from '../deps.ts';
import { clearCookie, cookieName, readCookie, setCookie } from '../http/cookies.ts';
import { sha256 } from '../protocol/digest.ts';
import type { EndUser, Session } from '../protocol/end-user.ts';

const SESSION = 'tacit_session';
const SILENT = 'tacit_silent';
const BROWSER = 'tacit_browser';

const HOUR = 3_600;

/** The live session of the browser; a silent request may name it by the cookie made for iframes. */
export async function findSession(
  exchange: Exchange,
  options: { readonly silent: boolean },
): Promise<Session | undefined> {
  const key = sessionKey(exchange) ?? (options.silent ? silentSessionKey(exchange) : undefined);
  return key === undefined ? undefined : exchange.records.sessions.find(key);
}

/** The key of the session that the session cookie names. */
export function sessionKey({ request, secure }: Exchange): string | undefined {
  const id = readCookie(request, cookieName(SESSION, secure));
  return id === undefined ? undefined : sha256(silentId(id));
}

function silentSessionKey({ request, secure }: Exchange): string | undefined {
  const id = secure ? readCookie(request, cookieName(SILENT, secure)) : undefined;
  return id === undefined ? undefined : sha256(id);
}

function silentId(id: string): string {
  return sha256(`silent:${id}`);
}

/**
 * Begins a session for a user who has just proved who they are, in place of the one the browser had: a session id that
 * was known before a login is worth nothing after it. Answers with its public name and the cookies to set.
 */
export async function beginSession(
  user: EndUser,
  exchange: Exchange,
): Promise<{ readonly sid: string; readonly cookies: readonly string[] }> {
  const { tenant, secure, records, deps } = exchange;
  const id = deps.random(32);
  const sid = deps.random(16);
  const now = deps.now();
  const lifetime = tenant.settings.session_lifetime * HOUR;
  const replaces = sessionKey(exchange);
  await records.sessions.begin({
    id_hash: sha256(silentId(id)),
    sid,
    sub: user.sub,
    auth_time: now,
    amr: ['pwd'],
    expires_at: now + lifetime,
    idle_seconds: tenant.settings.idle_session_lifetime * HOUR,
    ...(replaces === undefined ? {} : { replaces }),
  });
  return { sid, cookies: sessionCookies(id, { secure, maxAge: lifetime }) };
}

function sessionCookies(
  id: string,
  { secure, maxAge }: { readonly secure: boolean; readonly maxAge: number },
): readonly string[] {
  const name = cookieName(SESSION, secure);
  const session = setCookie({ name, value: id, secure, sameSite: 'Lax', maxAge });
  if (!secure) return [session];
  const silent = cookieName(SILENT, secure);
  return [session, setCookie({ name: silent, value: silentId(id), secure, sameSite: 'None', maxAge })];
}

/** The cookies that take a session out of the browser. */
export function clearedSessionCookies(secure: boolean): readonly string[] {
  const session = clearCookie({ name: cookieName(SESSION, secure), secure, sameSite: 'Lax' });
  if (!secure) return [session];
  return [session, clearCookie({ name: cookieName(SILENT, secure), secure, sameSite: 'None' })];
}

/** The value that tells this browser from others, if it has one yet. */
export function browserId({ request, secure }: Exchange): string | undefined {
  return readCookie(request, cookieName(BROWSER, secure));
}

/** The cookie that makes a browser known to us before anybody has signed in. */
export function browserCookie(value: string, secure: boolean): string {
  return setCookie({ name: cookieName(BROWSER, secure), value, secure, sameSite: 'Lax' });
}

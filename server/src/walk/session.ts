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
import type { EndUser, Session } from '../protocol/end-user/end-user.ts';
import { POLICIES } from '../protocol/tenant/policy.ts';

const SESSION = 'tacit_session';
const SILENT = 'tacit_silent';
const BROWSER = 'tacit_browser';
const STATE = 'tacit_state';

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

/** What a login came to. */
export type Login = {
  readonly user: EndUser;
  /** How (RFC 8176). */
  readonly amr: readonly string[];
  /** When; of several factors the first. */
  readonly auth_time: number;
  readonly remembered_device?: boolean;
};

/** A login, and the interaction that it ends. */
type NewLogin = Login & { readonly interaction: string };

/**
 * Begins a session for a user who has just proved who they are, in place of the one the browser had: a session id that
 * was known before a login is worth nothing after it. Answers with its public name, which stays where the same user goes
 * on, and the cookies to set; undefined when what proved the user is not worth anything any more.
 *
 * Its absolute end is counted from the login: a factor that is added to a login moves nothing.
 */
export async function beginSession(
  { user, amr, auth_time, remembered_device = false, interaction }: NewLogin,
  exchange: Exchange,
): Promise<{ readonly sid: string; readonly cookies: readonly string[] } | undefined> {
  const { tenant, secure, records, deps, request, address } = exchange;
  const id = deps.random(32);
  const expires_at = auth_time + tenant.settings.session_lifetime * HOUR;
  const replaces = sessionKey(exchange);
  const sid = await records.sessions.begin({
    id_hash: sha256(silentId(id)),
    sid: deps.random(16),
    sub: user.sub,
    epoch: user.epoch,
    auth_time,
    amr,
    ip: address,
    device: request.headers.get('user-agent') ?? '',
    remembered_device,
    interaction,
    expires_at,
    idle_seconds: tenant.settings.idle_session_lifetime * HOUR,
    ...(replaces === undefined ? {} : { replaces }),
  });
  if (sid === undefined) return undefined;
  const { session_state } = POLICIES[tenant.settings.policy];
  return { sid, cookies: sessionCookies(id, { secure, maxAge: expires_at - deps.now(), session_state }) };
}

/** A new id under which the browser's session goes on, by its hash, and the cookies that hold it. */
export type NextSessionId = { readonly id_hash: string; readonly cookies: readonly string[] };

/** Makes a new id for the browser's session. Once it is written, what was known of the session before is worth nothing. */
export function nextSessionId({ tenant, secure, deps }: Exchange): NextSessionId {
  const id = deps.random(32);
  const { session_state } = POLICIES[tenant.settings.policy];
  // The row ends when it would have; a cookie that outlives it leads nowhere.
  const maxAge = tenant.settings.session_lifetime * HOUR;
  return { id_hash: sha256(silentId(id)), cookies: sessionCookies(id, { secure, maxAge, session_state }) };
}

/** Gives the browser's session a new id under which it goes on, with what was shown in it just now. */
export async function renewSession(
  { amr }: Pick<Session, 'amr'>,
  exchange: Exchange,
): Promise<readonly string[]> {
  const key = sessionKey(exchange);
  if (key === undefined) return [];
  const { id_hash, cookies } = nextSessionId(exchange);
  await exchange.records.sessions.renew(key, { id_hash, amr });
  return cookies;
}

function sessionCookies(
  id: string,
  options: { readonly secure: boolean; readonly maxAge: number; readonly session_state: boolean },
): readonly string[] {
  const { secure, maxAge } = options;
  const cookies = [
    setCookie({ name: cookieName(SESSION, secure), value: id, secure, sameSite: 'Lax', maxAge }),
  ];
  const framed = { secure, sameSite: 'None', maxAge } as const;
  if (secure) cookies.push(setCookie({ ...framed, name: cookieName(SILENT, secure), value: silentId(id) }));
  if (options.session_state) {
    const value = browserState(silentId(id));
    cookies.push(setCookie({ ...framed, name: stateCookieName(secure), value, readable: true }));
  }
  return cookies;
}

/** The cookie that the frame of session management reads: it tells one session from another and leads to none. */
export function stateCookieName(secure: boolean): string {
  return cookieName(STATE, secure);
}

function browserState(silent_id: string): string {
  return sha256(`state:${silent_id}`);
}

/** What the session is called in the browser (OIDC Session Management §2); undefined without a session cookie. */
export function currentBrowserState({ request, secure }: Exchange): string | undefined {
  const id = readCookie(request, cookieName(SESSION, secure));
  if (id !== undefined) return browserState(silentId(id));
  const silent = secure ? readCookie(request, cookieName(SILENT, secure)) : undefined;
  return silent === undefined ? undefined : browserState(silent);
}

/** The cookies that take a session out of the browser. */
export function clearedSessionCookies({ secure, tenant }: Exchange): readonly string[] {
  const cookies = [clearCookie({ name: cookieName(SESSION, secure), secure, sameSite: 'Lax' })];
  if (secure) cookies.push(clearCookie({ name: cookieName(SILENT, secure), secure, sameSite: 'None' }));
  if (POLICIES[tenant.settings.policy].session_state) {
    const name = stateCookieName(secure);
    cookies.push(clearCookie({ name, secure, sameSite: 'None', readable: true }));
  }
  return cookies;
}

/** The value that tells this browser from others, if it has one yet. */
export function browserId({ request, secure }: Exchange): string | undefined {
  return readCookie(request, cookieName(BROWSER, secure));
}

/** The cookie that makes a browser known to us before anybody has signed in. */
export function browserCookie(value: string, secure: boolean): string {
  return setCookie({ name: cookieName(BROWSER, secure), value, secure, sameSite: 'Lax' });
}

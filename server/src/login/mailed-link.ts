/**
 * Links that come by mail: making one, and the page behind it. The token leaves the address as soon as the page is opened
 * (RFC 9700 §4.2) and waits in a cookie that no script reads; only the button consumes it.
 */
import type { Exchange } from '../deps.ts';
import { clearCookie, cookieName, readCookie, setCookie } from '../http/cookies.ts';
import { sameOriginPost } from '../http/csrf.ts';
import { readForm } from '../http/form.ts';
import { queryOf } from '../http/query.ts';
import { seeOther } from '../http/respond.ts';
import { linkEndedPage } from '../pages/mail/verify-email.ts';
import type { OwnReason } from '../protocol/diagnosis/reasons.ts';
import { sha256 } from '../protocol/digest.ts';
import { LINK_PATHS } from '../protocol/end-user/link-paths.ts';
import { type Parameters, parameter, parseParameters } from '../protocol/parameters.ts';
import { err, ok, type Result } from '../protocol/result.ts';
import { forbidden, lookOf, refuseUnreadable, show } from '../walk/reply.ts';
import { browserId } from '../walk/session.ts';
import { recordRefused } from '../walk/sign-in-refused.ts';

type Tokens = Exchange['records']['oneTimeTokens'];

type OneTimeToken = NonNullable<Awaited<ReturnType<Tokens['find']>>>;

/** What one kind of link is. */
export type LinkKind = {
  readonly purpose: keyof typeof LINK_PATHS;
  readonly path: (typeof LINK_PATHS)[keyof typeof LINK_PATHS];
  readonly cookie: string;
  readonly lifetime_seconds: number;
  /** Where another can be had without an application. */
  readonly again: string | undefined;
};

export const VERIFY_EMAIL: LinkKind = {
  purpose: 'verify_email',
  path: LINK_PATHS.verify_email,
  cookie: 'tacit_verify',
  lifetime_seconds: 86_400,
  again: undefined,
};

export const RESET_PASSWORD: LinkKind = {
  purpose: 'reset_password',
  path: LINK_PATHS.reset_password,
  cookie: 'tacit_reset',
  lifetime_seconds: 3_600,
  again: '/reset-password',
};

export const SIGN_IN: LinkKind = {
  purpose: 'login_link',
  path: LINK_PATHS.login_link,
  cookie: 'tacit_sign_in',
  lifetime_seconds: 600,
  again: undefined,
};

/** Its page wants whoever asked for it to be signed in (account/confirm-email.ts). */
export const CHANGE_EMAIL: LinkKind = {
  purpose: 'change_email',
  path: LINK_PATHS.change_email,
  cookie: 'tacit_change',
  lifetime_seconds: 3_600,
  again: '/account/email',
};

/** How long a page that was opened may wait for its button. */
const COOKIE_SECONDS = 3_600;

/** The request that a form was filled in for, and the browser it was filled in with. */
export type Resume = { readonly browser: string; readonly parameters: string };

/** The request to start anew; undefined in any other browser than the one that asked for the mail. */
export function requestToResume({ data }: OneTimeToken, exchange: Exchange): string | undefined {
  const { browser, parameters } = data;
  const here = browserId(exchange);
  if (here === undefined || browser !== sha256(here)) return undefined;
  return typeof parameters === 'string' ? parameters : undefined;
}

/** Where whoever made the link wants its user to go on; undefined: it was sent by mail. */
export function resultUrl({ data }: OneTimeToken): string | undefined {
  const { result_url } = data;
  return typeof result_url === 'string' ? result_url : undefined;
}

/** A live link, opened in this browser. */
export type OpenedLink = {
  readonly token: OneTimeToken;
  readonly token_hash: string;
  /** What the form of the page brings back. */
  readonly csrf: string;
};

/** GET of the page: with the token in its address it is sent on without; the other side of the result is the answer to give instead. */
export async function openLink(kind: LinkKind, exchange: Exchange): Promise<Result<OpenedLink, Response>> {
  const query = parseParameters(queryOf(exchange.request));
  const sent = query.ok ? parameter(query.value, 'token') : undefined;
  if (sent === undefined) return findLink(kind, exchange);
  const live = await exchange.records.oneTimeTokens.find(kind.purpose, sha256(sent));
  if (!live) return err(await linkEnded(kind, exchange));
  const name = cookieName(kind.cookie, exchange.secure);
  const cookie = {
    name,
    value: sent,
    secure: exchange.secure,
    sameSite: 'Lax',
    maxAge: COOKIE_SECONDS,
  } as const;
  return err(seeOther(kind.path, [setCookie(cookie)]));
}

/** POST of the page: the form, if it came from the page that belongs to the token. */
export async function openSentLink(
  kind: LinkKind,
  exchange: Exchange,
): Promise<Result<OpenedLink & { readonly form: Parameters }, Response>> {
  if (!sameOriginPost(exchange.request, new URL(exchange.issuer).origin))
    return err(await forbidden(exchange));
  const body = await readForm(exchange.request);
  const form = body.ok ? parseParameters(body.value) : body;
  if (!form.ok) return err(await refuseUnreadable(exchange));
  const link = await findLink(kind, exchange);
  if (!link.ok) return link;
  const csrf = parameter(form.value, 'csrf');
  const context = { purpose: 'csrf', tenant_id: exchange.tenant.tenant_id } as const;
  const text = csrfText(kind, link.value.token_hash);
  if (csrf === undefined || !exchange.deps.seal.isMac(context, text, csrf))
    return err(await linkEnded(kind, exchange));
  return ok({ ...link.value, form: form.value });
}

/** The live link that was opened in this browser. */
export async function findLink(kind: LinkKind, exchange: Exchange): Promise<Result<OpenedLink, Response>> {
  const sent = readCookie(exchange.request, cookieName(kind.cookie, exchange.secure));
  const token_hash = sent === undefined ? undefined : sha256(sent);
  const token = token_hash && (await exchange.records.oneTimeTokens.find(kind.purpose, token_hash));
  if (!token || token_hash === undefined) return err(await linkEnded(kind, exchange));
  const { deps, tenant } = exchange;
  const context = { purpose: 'csrf', tenant_id: tenant.tenant_id } as const;
  return ok({ token, token_hash, csrf: deps.seal.mac(context, csrfText(kind, token_hash)) });
}

function csrfText({ purpose }: LinkKind, token_hash: string): string {
  return `${purpose} ${token_hash}`;
}

/**
 * One answer for every link that is good for nothing: used, too old, replaced, of another tenant, for something else. Written down
 * with whose it was, as far as anybody knows.
 */
export async function linkEnded(
  kind: LinkKind,
  exchange: Exchange,
  { sub, reason = 'link_ended' }: { readonly sub?: string | undefined; readonly reason?: OwnReason } = {},
): Promise<Response> {
  const look = lookOf(exchange);
  const refused = { type: 'link_refused', reason, sub, variant: kind.purpose, detail: kind.purpose } as const;
  await recordRefused(refused, exchange);
  return show(linkEndedPage({ look, again: kind.again }), look, {
    status: 400,
    cookies: [clearedLink(kind, exchange)],
  });
}

/** The cookie that takes a link out of the browser. */
export function clearedLink(kind: LinkKind, { secure }: Exchange): string {
  return clearCookie({ name: cookieName(kind.cookie, secure), secure, sameSite: 'Lax' });
}

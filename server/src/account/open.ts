/**
 * What the sections share: opening one, and refusing a form that was not filled in on a page of this session.
 */
import type { Exchange } from '../deps.ts';
import { sameOriginPost } from '../http/csrf.ts';
import { readForm } from '../http/form.ts';
import { queryOf } from '../http/query.ts';
import { seeOther } from '../http/respond.ts';
import { mayResetPassword } from '../login/passwords/password-reset.ts';
import type { AccountFrame } from '../pages/account/account.ts';
import type { Done } from '../pages/text/account/account-text.ts';
import {
  accountRequest,
  acrValuesOf,
  isFreshEnough,
  SECTIONS,
  type Section,
  type SectionName,
  sectionsHere,
} from '../protocol/end-user/account.ts';
import type { Session } from '../protocol/end-user/end-user.ts';
import { lacksSecondFactor } from '../protocol/end-user/second-factor.ts';
import { isTimeZone } from '../protocol/end-user/time-zones.ts';
import { oauthError } from '../protocol/oauth-error.ts';
import { type Parameters, parameter, parseParameters } from '../protocol/parameters.ts';
import { err, ok, type Result } from '../protocol/result.ts';
import { accountClient } from '../resources/client/account-client.ts';
import { forbidden, lookOf, refuse, refuseUnreadable, show } from '../walk/reply.ts';
import { findSession } from '../walk/session.ts';
import { cameFrom, findWayBack } from './way-back.ts';

/** A section that this browser may see. */
export type Opened = { readonly session: Session; readonly frame: AccountFrame };

/** A section with the form that was sent from it. */
export type Sent = Opened & { readonly form: Parameters };

/** Opens a section; the other side of the result is the answer to give instead. */
export async function openSection(name: SectionName, exchange: Exchange): Promise<Result<Opened, Response>> {
  const section = sectionNamed(name);
  const { method } = exchange.request;
  const query = parseParameters(queryOf(exchange.request));
  const from = method === 'GET' && query.ok ? cameFrom(query.value, exchange) : undefined;
  if (from !== undefined) return err(seeOther(section.path, [from]));
  const session = await findSession(exchange, { silent: false });
  if (session?.user.blocked) return err(await refuseBlocked(exchange));
  if (!session || !mayOpen(section, session, exchange))
    return err(signIn(section, { user: session?.user, isUndone: method === 'POST' }, exchange));
  return ok({ session, frame: await frameOf(name, session, exchange) });
}

/** Nobody who is blocked gets in by signing in once more, so they are told, and can sign out. */
export function refuseBlocked(exchange: Exchange): Promise<Response> {
  const error = oauthError('access_denied', 'the user is blocked');
  return refuse(error, exchange, { kind: 'blocked', status: 403 });
}

/** Opens a section for a form, and believes it only if it came from the page of this session. */
export async function openSentSection(
  name: SectionName,
  exchange: Exchange,
): Promise<Result<Sent, Response>> {
  if (!sameOriginPost(exchange.request, new URL(exchange.issuer).origin))
    return err(await forbidden(exchange));
  const body = await readForm(exchange.request);
  const form = body.ok ? parseParameters(body.value) : body;
  if (!form.ok) return err(await refuseUnreadable(exchange));
  const opened = await openSection(name, exchange);
  if (!opened.ok) return opened;
  const csrf = parameter(form.value, 'csrf');
  if (csrf === undefined || !isCsrfToken(csrf, opened.value.session, exchange))
    return err(await forbidden(exchange));
  return ok({ ...opened.value, form: form.value });
}

/**
 * A session may have begun at a client that asks for less than this page does, so what the walk asks of a login is asked of
 * the session each time.
 */
function mayOpen(section: Section, session: Session, { deps, tenant, issuer }: Exchange): boolean {
  const client = accountClient({ issuer, name: tenant.name });
  const acr_values = acrValuesOf(section, session.user);
  if (lacksSecondFactor({ client, acr_values }, session, tenant.settings)) return false;
  return isFreshEnough(session, section, deps.now());
}

function signIn(
  section: Section,
  whom: { readonly user: Session['user'] | undefined; readonly isUndone: boolean },
  { issuer }: Pick<Exchange, 'issuer'>,
): Response {
  return seeOther(`/authorize?${accountRequest(section, { issuer, ...whom })}`);
}

/** Goes to sign in and back here: the session has ended while the form was on its way, and nothing was changed. */
export function signInAgain(name: SectionName, exchange: Pick<Exchange, 'issuer'>): Response {
  return signIn(sectionNamed(name), { user: undefined, isUndone: true }, exchange);
}

/** The section of a name; every name has one. */
function sectionNamed(name: SectionName): Section {
  const section = SECTIONS.get(name);
  if (!section) throw new Error('Every section is in the table, because the table is made of the names.');
  return section;
}

const DONE: ReadonlyMap<string, Done> = new Map(
  (
    [
      'saved',
      'mail_sent',
      'email_changed',
      'password_changed',
      'session_ended',
      'sessions_ended',
      'access_removed',
      'factor_added',
      'factor_renamed',
      'factor_removed',
      'devices_forgotten',
      'account_kept',
      'codes_kept',
    ] as const
  ).map((done) => [done, done]),
);

async function frameOf(section: SectionName, session: Session, exchange: Exchange): Promise<AccountFrame> {
  const { claims, sub } = session.user;
  const deletion = await exchange.records.users.deletion(sub);
  const query = parseParameters(queryOf(exchange.request));
  const isGet = exchange.request.method === 'GET';
  return {
    look: lookOf(exchange),
    section,
    sections: sectionsHere({ reset_password: mayResetPassword(exchange) }),
    csrf: csrfToken(session, exchange),
    now: exchange.deps.now(),
    back: await findWayBack(session, exchange),
    email: claims.email ?? sub,
    time_zone: claims.zoneinfo !== undefined && isTimeZone(claims.zoneinfo) ? claims.zoneinfo : 'UTC',
    deletes_at: deletion?.deletes_at,
    is_undone: isGet && query.ok && parameter(query.value, 'undone') !== undefined,
    done: isGet && query.ok ? DONE.get(parameter(query.value, 'done') ?? '') : undefined,
  };
}

/** What the forms of a session bring back. */
function csrfToken({ sid }: Session, { deps, tenant }: Exchange): string {
  return deps.seal.mac({ purpose: 'csrf', tenant_id: tenant.tenant_id }, `account ${sid}`);
}

function isCsrfToken(token: string, { sid }: Session, { deps, tenant }: Exchange): boolean {
  return deps.seal.isMac({ purpose: 'csrf', tenant_id: tenant.tenant_id }, `account ${sid}`, token);
}

/** Answers with a section. */
export function showSection(
  document: string,
  { look }: AccountFrame,
  shown: {
    readonly status?: number;
    readonly cookies?: readonly string[];
    readonly scriptNonce?: string;
    readonly pictures?: readonly (string | undefined)[];
  } = {},
): Response {
  return show(document, look, shown);
}

/** Goes back to a section that says what was done; to load it again does nothing again. */
export function backTo(name: SectionName, done: Done, cookies: readonly string[] = []): Response {
  return seeOther(`${sectionNamed(name).path}?done=${done}`, cookies);
}

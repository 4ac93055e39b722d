/**
 * The end of an account at the wish of its user (GDPR Art. 17): asked for after a fresh login, told by mail, and waited for, so
 * that whoever was not asked, or thinks better of it, can keep it.
 */
import type { Exchange, Handler } from '../deps.ts';
import { seeOther } from '../http/respond.ts';
import { reserveForm, reserveNotice } from '../login/account-budgets.ts';
import { composeNotice } from '../mail/mail.ts';
import { accountDeletedPage, removeAccountPage } from '../pages/account/own-data.ts';
import type { RemovalFailure } from '../pages/text/own-data/own-data-text.ts';
import { canonicalEmail, type Session } from '../protocol/end-user/end-user.ts';
import { oauthError } from '../protocol/oauth-error.ts';
import { parameter } from '../protocol/parameters.ts';
import { lookOf, refuse, show } from '../walk/reply.ts';
import { clearedSessionCookies } from '../walk/session.ts';
import { deleteAccount } from './deletions.ts';
import {
  audit,
  backTo,
  type Opened,
  openSection,
  openSentSection,
  showSection,
  signInAgain,
} from './open.ts';

const DAY = 86_400;

/** GET /account/data/delete. */
export const showRemoveAccount: Handler = async (exchange) => {
  if (!exchange.tenant.settings.account_deletion) return refuseHere(exchange);
  const opened = await openSection('data', exchange);
  if (!opened.ok) return opened.error;
  return opened.value.frame.deletes_at === undefined
    ? render(opened.value, undefined, exchange)
    : seeOther('/account/data');
};

/** POST /account/data/delete. */
export const submitRemoveAccount: Handler = async (exchange) => {
  if (!exchange.tenant.settings.account_deletion) return refuseHere(exchange);
  const sent = await openSentSection('data', exchange);
  if (!sent.ok) return sent.error;
  const { session, frame, form } = sent.value;
  if (frame.deletes_at !== undefined) return seeOther('/account/data');
  if (canonicalEmail(parameter(form, 'confirm') ?? '') !== canonicalEmail(frame.email))
    return render(sent.value, 'mismatch', exchange);
  if (!(await mayBeTold(session, exchange))) return render(sent.value, 'throttled', exchange);
  const deletes_at = whenDeleted(exchange);
  const { look } = frame;
  const { user, sid } = session;
  const told = { kind: 'deletion_asked', link: `${exchange.issuer}account`, deletes_at } as const;
  const asked = await exchange.records.users.askForDeletion(user.sub, {
    session: { sid, epoch: user.epoch },
    deletes_at: deletes_at ?? exchange.deps.now(),
    language: look.text.language,
    notice: deletes_at === undefined ? undefined : composeNotice(told, { user, look }, exchange),
  });
  if (!asked) return signInAgain('data', exchange);
  await audit('account_deletion_asked', { session }, exchange);
  return deletes_at === undefined ? deleteNow(session, exchange) : seeOther('/account/data');
};

/** POST /account/keep, from any section. */
export const submitKeepAccount: Handler = async (exchange) => {
  const sent = await openSentSection('profile', exchange);
  if (!sent.ok) return sent.error;
  const { session } = sent.value;
  const { user, sid } = session;
  const isKept = await exchange.records.users.keepAccount(user.sub, { sid, epoch: user.epoch });
  if (!isKept) return seeOther('/account');
  await audit('account_kept', { session }, exchange);
  return backTo('profile', 'account_kept');
};

function refuseHere(exchange: Exchange): Promise<Response> {
  return refuse(oauthError('invalid_request', 'accounts are not deleted here'), exchange, {
    kind: 'off',
    status: 404,
  });
}

/** Nobody asks for the end of an account without a mail about it, and nobody has many of them sent. */
async function mayBeTold({ user }: Session, exchange: Exchange): Promise<boolean> {
  if (!(await reserveForm(exchange))) return false;
  const { email } = user.claims;
  return email === undefined || reserveNotice(canonicalEmail(email), exchange);
}

/** When an account that is asked for now will be gone; undefined: at once. */
function whenDeleted({ deps, tenant }: Exchange): number | undefined {
  const { account_deletion_wait_days: days } = tenant.settings;
  return days === 0 ? undefined : deps.now() + days * DAY;
}

/**
 * Where it cannot be done now, because somebody changes the account at this moment, it is done in the next minute; until then
 * nobody is told that it has been, and it can be kept.
 */
async function deleteNow({ user }: Session, exchange: Exchange): Promise<Response> {
  const { tenant, deps, request_id, address } = exchange;
  const isDone = await deleteAccount({ tenant, sub: user.sub, by: { request_id, address } }, deps);
  if (!isDone) return seeOther('/account/data');
  const look = lookOf(exchange);
  return show(accountDeletedPage({ look }), look, { cookies: clearedSessionCookies(exchange) });
}

const STATUS: Readonly<Record<RemovalFailure, number>> = { mismatch: 400, throttled: 429 };

function render({ frame }: Opened, error: RemovalFailure | undefined, exchange: Exchange): Response {
  const document = removeAccountPage(frame, { deletes_at: whenDeleted(exchange), error });
  return showSection(document, frame, { status: error === undefined ? 200 : STATUS[error] });
}

/**
 * The end of an account at the wish of its user, asked for on its page (own-account/removal.ts).
 */
import type { Exchange, Handler } from '../deps.ts';
import { seeOther } from '../http/respond.ts';
import { askForRemoval, keepAccount, whenDeleted } from '../own-account/removal.ts';
import { accountDeletedPage, removeAccountPage } from '../pages/account/own-data.ts';
import type { RemovalFailure } from '../pages/text/own-data/own-data-text.ts';
import { oauthError } from '../protocol/oauth-error.ts';
import { parameter } from '../protocol/parameters.ts';
import { refuse, show } from '../walk/reply.ts';
import { clearedSessionCookies } from '../walk/session.ts';
import { backTo, type Opened, openSection, openSentSection, showSection, signInAgain } from './open.ts';

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
  const { frame, form } = sent.value;
  if (frame.deletes_at !== undefined) return seeOther('/account/data');
  const removal = await askForRemoval(sent.value, parameter(form, 'confirm') ?? '', exchange);
  if (removal === 'mismatch' || removal === 'throttled') return render(sent.value, removal, exchange);
  if (removal === 'stale') return signInAgain('data', exchange);
  if (removal !== 'deleted') return seeOther('/account/data');
  const { look } = frame;
  return show(accountDeletedPage({ look }), look, { cookies: clearedSessionCookies(exchange) });
};

/** POST /account/keep, from any section. */
export const submitKeepAccount: Handler = async (exchange) => {
  const sent = await openSentSection('profile', exchange);
  if (!sent.ok) return sent.error;
  const isKept = await keepAccount(sent.value, exchange);
  return isKept ? backTo('profile', 'account_kept') : seeOther('/account');
};

function refuseHere(exchange: Exchange): Promise<Response> {
  return refuse(oauthError('invalid_request', 'accounts are not deleted here'), exchange, {
    kind: 'off',
    status: 404,
  });
}

const STATUS: Readonly<Record<RemovalFailure, number>> = { mismatch: 400, throttled: 429 };

function render({ frame }: Opened, error: RemovalFailure | undefined, exchange: Exchange): Response {
  const document = removeAccountPage(frame, { deletes_at: whenDeleted(exchange), error });
  return showSection(document, frame, { status: error === undefined ? 200 : STATUS[error] });
}

/**
 * Adding a second factor or a passkey to an account. It is shown on the spot, so the session it is added in has both from
 * then on, under a new id.
 */
import type { Exchange, Handler } from '../deps.ts';
import { seeOther } from '../http/respond.ts';
import type { FactorMethod } from '../login/factors/factor-method.ts';
import { askedWay } from '../login/factors/second-factor.ts';
import { bothFactors, FACTOR_STATUS } from '../login/factors/second-factor-step.ts';
import { confirmOwnFactor, ownAddableMethods, placeOf } from '../own-account/factors.ts';
import { csrfField } from '../pages/account/account.ts';
import { accountAddFactorPage } from '../pages/account/factors.ts';
import { html } from '../pages/html.ts';
import type { FactorFailure } from '../pages/text/second-factor-text.ts';
import type { Session } from '../protocol/end-user/end-user.ts';
import { type Parameters, parameter } from '../protocol/parameters.ts';
import { ACCOUNT_CLIENT_ID } from '../protocol/tenant/names.ts';
import { renewSession } from '../walk/session.ts';
import {
  backTo,
  type Opened,
  openSection,
  openSentSection,
  type Sent,
  showSection,
  signInAgain,
} from './open.ts';
import { showRecoveryCodes } from './recovery-codes.ts';

const PATH = '/account/factors/add';

/** GET /account/factors/add; `factor` names the kind. */
export const showAddFactor: Handler = async (exchange) => {
  const opened = await openSection('factors', exchange);
  if (!opened.ok) return opened.error;
  const method = await findMethod(opened.value.session, askedWay(exchange), exchange);
  return method ? render({ ...opened.value, method }, undefined, exchange) : seeOther('/account/factors');
};

/** POST /account/factors/add. */
export const submitAddFactor: Handler = async (exchange) => {
  const sent = await openSentSection('factors', exchange);
  if (!sent.ok) return sent.error;
  const { session, form } = sent.value;
  const method = await findMethod(session, parameter(form, 'factor'), exchange);
  if (!method) return seeOther('/account/factors');
  const isAsking = parameter(form, 'action') === 'send';
  return isAsking ? send(sent.value, method, exchange) : confirm(sent.value, method, exchange);
};

async function findMethod(
  session: Session,
  way: string | undefined,
  exchange: Exchange,
): Promise<FactorMethod | undefined> {
  return (await ownAddableMethods(session, exchange)).find(({ kind }) => kind === way);
}

async function send(sent: Sent, method: FactorMethod, exchange: Exchange): Promise<Response> {
  const { session, form } = sent;
  if (method.send === undefined) return render({ ...sent, method }, undefined, exchange);
  const asked = { ...placeOf(session), form, user: session.user };
  const isSent = await method.send('enrol_email', asked, exchange);
  return render({ ...sent, method }, isSent ? 'sent' : 'mail_throttled', exchange);
}

async function confirm(sent: Sent, method: FactorMethod, exchange: Exchange): Promise<Response> {
  const { session, form } = sent;
  const { kind } = method;
  const confirm = () => method.confirm({ ...placeOf(session), form }, session.user, exchange);
  const added = await confirmOwnFactor({ session, kind, client_id: ACCOUNT_CLIENT_ID, confirm }, exchange);
  if (!added.ok)
    return added.error === 'stale'
      ? signInAgain('factors', exchange)
      : render({ ...sent, method }, added.error, exchange);
  const { codes, confirmed } = added.value;
  const amr = bothFactors(session.amr, confirmed.amr);
  const cookies = await renewSession({ amr }, exchange);
  if (codes.length === 0) return backTo('factors', 'factor_added', cookies);
  return showRecoveryCodes(sent, { codes, cookies }, exchange);
}

async function render(
  { session, frame, form, method }: Opened & { readonly form?: Parameters; readonly method: FactorMethod },
  failure: FactorFailure | undefined,
  exchange: Exchange,
): Promise<Response> {
  const page = placeOf(session);
  const fields = html`${csrfField(frame)}
<input type="hidden" name="factor" value="${method.kind}">`;
  const sent = form && { ...page, form };
  const shown = { page, frame, user: session.user, path: PATH, fields, inputs: html``, failure, sent };
  const { markup, ...script } = await method.enrolment(shown, exchange);
  const status = failure === undefined ? 200 : FACTOR_STATUS[failure];
  return showSection(accountAddFactorPage(frame, method.kind, markup), frame, { status, ...script });
}

/**
 * Adding a second factor or a passkey to an account. It is shown on the spot, so the session it is added in has both from
 * then on, under a new id.
 */
import type { Exchange, Handler } from '../deps.ts';
import { addFactor } from '../factors/enrolment.ts';
import { seeOther } from '../http/respond.ts';
import type { FactorMethod } from '../login/factors/factor-method.ts';
import { addableMethods } from '../login/factors/factor-methods.ts';
import { askedWay } from '../login/factors/second-factor.ts';
import { bothFactors, FACTOR_STATUS, judgeCounted } from '../login/factors/second-factor-step.ts';
import { csrfField } from '../pages/account/account.ts';
import { accountAddFactorPage } from '../pages/account/factors.ts';
import { html } from '../pages/html.ts';
import type { FactorFailure } from '../pages/text/second-factor-text.ts';
import { sha256 } from '../protocol/digest.ts';
import type { Session } from '../protocol/end-user/end-user.ts';
import { type Parameters, parameter } from '../protocol/parameters.ts';
import { accountClient } from '../resources/client/account-client.ts';
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
  { user, amr }: Session,
  way: string | undefined,
  { records, tenant: { settings } }: Exchange,
): Promise<FactorMethod | undefined> {
  const enrolled = await records.authenticators.list(user.sub);
  return addableMethods(enrolled, { user, settings, amr }).find(({ kind }) => kind === way);
}

async function send(sent: Sent, method: FactorMethod, exchange: Exchange): Promise<Response> {
  const { session, form } = sent;
  if (method.send === undefined) return render({ ...sent, method }, undefined, exchange);
  const asked = { ...placeOf(session), form, user: session.user };
  const isSent = await method.send('enrol_email', asked, exchange);
  return render({ ...sent, method }, isSent ? 'sent' : 'mail_throttled', exchange);
}

async function confirm(sent: Sent, method: FactorMethod, exchange: Exchange): Promise<Response> {
  const { session, form, frame } = sent;
  const { user } = session;
  const { issuer, tenant } = exchange;
  const place = placeOf(session);
  const request = { client: accountClient({ issuer, name: tenant.name }) };
  const confirmed = await judgeCounted(
    { page: { ...place, request }, user, budget: 'code' },
    () => method.confirm({ ...place, form }, user, exchange),
    exchange,
  );
  if (!confirmed.ok) return render({ ...sent, method }, confirmed.error, exchange);
  const name = frame.look.text.secondFactor.ways[method.kind];
  const { sid } = session;
  const added = await addFactor({ user, sid, kind: method.kind, name, confirmed: confirmed.value }, exchange);
  if (!added.ok && added.error === 'stale') return signInAgain('factors', exchange);
  if (!added.ok) return render({ ...sent, method }, 'wrong_code', exchange);
  const codes = added.value;
  const amr = bothFactors(session.amr, confirmed.value.amr);
  const cookies = await renewSession({ amr }, exchange);
  if (codes.length === 0) return backTo('factors', 'factor_added', cookies);
  return showRecoveryCodes(sent, { codes, cookies }, exchange);
}

/** What a code or a challenge is bound to: this session and no other. */
function placeOf({ sid }: Session) {
  return { interaction: { id: `account ${sid}`, browser: sha256(`account ${sid}`) } };
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

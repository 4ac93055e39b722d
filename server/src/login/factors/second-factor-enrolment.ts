/**
 * /mfa/enroll: a second factor is wanted and there is none, so it is set up on the way. Who has one already cannot come
 * here: another is added on the account page.
 */
import type { Exchange, Handler } from '../../deps.ts';
import { addFactor } from '../../factors/enrolment.ts';
import { confirmRecoveryCodes, sealShownCodes } from '../../factors/recovery-codes.ts';
import { html } from '../../pages/html.ts';
import { hiddenFields } from '../../pages/login/frame.ts';
import { enrolmentPage, recoveryCodesPage } from '../../pages/login/second-factor-enrolment.ts';
import type { FactorFailure } from '../../pages/text/second-factor-text.ts';
import { INTERACTION_LIFETIME } from '../../protocol/authorization/interaction.ts';
import { FRESH_LOGIN } from '../../protocol/end-user/account.ts';
import type { EndUser } from '../../protocol/end-user/end-user.ts';
import { oauthError } from '../../protocol/oauth-error.ts';
import { parameter } from '../../protocol/parameters.ts';
import { err, ok, type Result } from '../../protocol/result.ts';
import { goTo } from '../../walk/interaction.ts';
import { refuse } from '../../walk/reply.ts';
import { completeLogin, startOver } from '../complete.ts';
import {
  frameOf,
  goBack,
  openPage,
  openSentPage,
  type Page,
  type SentPage,
  showFramed,
} from '../interaction-page.ts';
import type { FactorMethod } from './factor-method.ts';
import { chooseMethod, enrollableMethods } from './factor-methods.ts';
import { askedWay } from './second-factor.ts';
import {
  bothFactors,
  FACTOR_STATUS,
  judgeCounted,
  openStep,
  provedUser,
  type Step,
} from './second-factor-step.ts';

const PATH = '/mfa/enroll';

type Enrolling = { readonly page: Page; readonly step: Step; readonly method: FactorMethod };

/** GET /mfa/enroll; `factor` names the kind. */
export const showEnrolment: Handler = async (exchange) => {
  const opened = await openPage(exchange);
  if (!opened.ok) return opened.error;
  const enrolling = await openEnrolling(opened.value, askedWay(exchange), exchange);
  return enrolling.ok ? render(enrolling.value, undefined, exchange) : enrolling.error;
};

/** POST /mfa/enroll: a row an action of the form. */
const ACTIONS: ReadonlyMap<string, (sent: SentPage, exchange: Exchange) => Promise<Response>> = new Map([
  ['confirm', confirm],
  ['send', send],
  ['kept', keep],
  ['later', finish],
  ['cancel', async (sent, exchange) => goBack({ ...sent.interaction, refused: true }, exchange)],
]);

/** POST /mfa/enroll. */
export const submitEnrolment: Handler = async (exchange) => {
  const sent = await openSentPage(exchange);
  if (!sent.ok) return sent.error;
  const action = ACTIONS.get(parameter(sent.value.form, 'action') ?? 'confirm') ?? confirm;
  return action(sent.value, exchange);
};

async function openEnrolling(
  page: Page,
  way: string | undefined,
  exchange: Exchange,
): Promise<Result<Enrolling, Response>> {
  const step = await openStep(page, exchange);
  if (!step) return err(await startOver(page, exchange));
  if (step.enrolled.length > 0) return err(await goTo('/mfa', page.interaction, exchange));
  if (isStale(page, step, exchange)) return err(await goTo('/login', page.interaction, exchange));
  const method = chooseMethod(enrollableMethods({ ...step, settings: exchange.tenant.settings }), way);
  if (method) return ok({ page, step, method });
  const error = oauthError('access_denied', 'a second factor is required and none can be set up');
  return err(await refuse(error, exchange, { kind: 'no_factor', status: 403 }));
}

/** A factor of a session may be long ago; one of this interaction is as young as the interaction. */
function isStale({ interaction }: Page, { auth_time }: Step, { deps }: Exchange): boolean {
  return interaction.proved === undefined && deps.now() - auth_time > FRESH_LOGIN;
}

async function confirm(sent: SentPage, exchange: Exchange): Promise<Response> {
  const enrolling = await openEnrolling(sent, parameter(sent.form, 'factor'), exchange);
  if (!enrolling.ok) return enrolling.error;
  const { step, method } = enrolling.value;
  const { user, sid } = step;
  const confirmed = await judgeCounted(
    { page: sent, user, budget: 'code' },
    () => method.confirm(sent, user, exchange),
    exchange,
  );
  if (!confirmed.ok) return render({ ...enrolling.value, sent }, confirmed.error, exchange);
  const frame = frameOf(sent, exchange);
  const name = frame.look.text.secondFactor.ways[method.kind];
  const added = await addFactor({ user, sid, kind: method.kind, name, confirmed: confirmed.value }, exchange);
  if (!added.ok && added.error === 'stale') return startOver(sent, exchange);
  if (!added.ok) return render({ ...enrolling.value, sent }, 'wrong_code', exchange);
  const codes = added.value;
  const amr = bothFactors(step.amr, confirmed.value.amr);
  const { auth_time } = step;
  if (codes.length === 0) return completeLogin(sent, { user, amr, auth_time }, exchange);
  const proved = { sub: user.sub, epoch: user.epoch, amr, at: auth_time };
  const page = { ...sent, interaction: { ...sent.interaction, proved } };
  return showCodes({ page, user, codes, wrong: false }, exchange);
}

type ShownCodes = {
  readonly page: Page;
  readonly user: EndUser;
  readonly codes: readonly string[];
  /** What was typed is none of them. */
  readonly wrong: boolean;
};

/** There is no session before the codes are kept; what has been shown travels in the interaction. */
async function showCodes({ page, user, codes, wrong }: ShownCodes, exchange: Exchange): Promise<Response> {
  const frame = frameOf(page, exchange);
  const scriptNonce = exchange.deps.random(16);
  const sealed = sealShownCodes(codes, { sub: user.sub, place: page.interaction.id }, exchange);
  const owner = user.claims.email ?? user.sub;
  const shown = { ...frame, path: PATH, codes, sealed, owner, wrong, nonce: scriptNonce };
  return showFramed(recoveryCodesPage(shown), { frame, page, status: wrong ? 400 : 200, scriptNonce });
}

/** One of the codes is asked for, which only those can type who have kept them; nothing else hangs on it. */
async function keep(sent: SentPage, exchange: Exchange): Promise<Response> {
  const shown = await provedUser(sent, exchange);
  if (!shown?.amr.includes('mfa')) return startOver(sent, exchange);
  const { user } = shown;
  const { form, interaction } = sent;
  const confirmation = await confirmRecoveryCodes(
    { typed: parameter(form, 'code'), sealed: parameter(form, 'codes') },
    { sub: user.sub, place: interaction.id },
    exchange,
  );
  if (confirmation.kind === 'wrong')
    return showCodes({ page: sent, user, codes: confirmation.codes, wrong: true }, exchange);
  return confirmation.kind === 'confirmed' ? finish(sent, exchange) : startOver(sent, exchange);
}

/** Once: a page that somebody finds in the history of a browser signs nobody in. */
async function finish(sent: SentPage, exchange: Exchange): Promise<Response> {
  const shown = await provedUser(sent, exchange);
  if (!shown?.amr.includes('mfa')) return startOver(sent, exchange);
  const { id, began_at } = sent.interaction;
  const isFirst = await exchange.records.interactions.spend(`${id}.kept`, began_at + INTERACTION_LIFETIME);
  return isFirst ? completeLogin(sent, shown, exchange) : startOver(sent, exchange);
}

async function send(sent: SentPage, exchange: Exchange): Promise<Response> {
  const enrolling = await openEnrolling(sent, parameter(sent.form, 'factor'), exchange);
  if (!enrolling.ok) return enrolling.error;
  const { step, method } = enrolling.value;
  if (method.send === undefined) return render(enrolling.value, undefined, exchange);
  const isSent = await method.send('enrol_email', { ...sent, user: step.user }, exchange);
  return render({ ...enrolling.value, sent }, isSent ? 'sent' : 'mail_throttled', exchange);
}

async function render(
  { page, step, method, sent }: Enrolling & { readonly sent?: SentPage },
  failure: FactorFailure | undefined,
  exchange: Exchange,
): Promise<Response> {
  const { user } = step;
  const frame = frameOf(page, exchange);
  const fields = html`${hiddenFields(frame)}
<input type="hidden" name="factor" value="${method.kind}">`;
  const shown = { page, frame, user, path: PATH, fields, inputs: html``, failure, sent };
  const { markup, ...script } = await method.enrolment(shown, exchange);
  const others = enrollableMethods({ ...step, settings: exchange.tenant.settings })
    .map(({ kind }) => kind)
    .filter((kind) => kind !== method.kind);
  const document = enrolmentPage({ ...frame, path: PATH, way: method.kind, content: markup, others });
  const status = failure === undefined ? 200 : FACTOR_STATUS[failure];
  return showFramed(document, { frame, page, status, ...script });
}

/**
 * /mfa: somebody has shown one factor and shows another. Nothing but a right answer makes a session of it.
 */
import type { Exchange, Handler } from '../../deps.ts';
import { spendRecoveryCode } from '../../factors/recovery-codes.ts';
import { rememberDevice } from '../../factors/remembered-device.ts';
import { queryOf } from '../../http/query.ts';
import { html } from '../../pages/html.ts';
import { hiddenFields } from '../../pages/login/frame.ts';
import { recoveryForm, rememberBox, secondFactorPage } from '../../pages/login/second-factor.ts';
import type { FactorFailure, FactorWay } from '../../pages/text/second-factor-text.ts';
import { parameter, parseParameters } from '../../protocol/parameters.ts';
import { err, ok, type Result } from '../../protocol/result.ts';
import { goTo } from '../../walk/interaction.ts';
import { completeLogin, startOver } from '../complete.ts';
import { recordTried } from '../failed-sign-in.ts';
import {
  frameOf,
  goBack,
  openPage,
  openSentPage,
  type Page,
  type SentPage,
  showFramed,
} from '../interaction-page.ts';
import type { FactorMarkup, FactorMethod } from './factor-method.ts';
import { chooseMethod, usableMethods } from './factor-methods.ts';
import { bothFactors, FACTOR_STATUS, judgeCounted, openStep, type Step } from './second-factor-step.ts';

const PATH = '/mfa';

/** What is asked for: one of the user's factors, or a code that stands in for it. */
type Asked = { readonly page: Page; readonly step: Step; readonly method: FactorMethod | 'recovery' };

/** GET /mfa; `factor` names the way. */
export const showSecondFactor: Handler = async (exchange) => {
  const opened = await openPage(exchange);
  if (!opened.ok) return opened.error;
  const asked = await openAsked(opened.value, askedWay(exchange), exchange);
  return asked.ok ? render(asked.value, undefined, exchange) : asked.error;
};

/** POST /mfa: a row an action of the form. */
const ACTIONS: ReadonlyMap<string, (sent: SentPage, exchange: Exchange) => Promise<Response>> = new Map([
  ['verify', verify],
  ['send', send],
  ['cancel', async (sent, exchange) => goBack({ ...sent.interaction, refused: true }, exchange)],
]);

/** POST /mfa. */
export const submitSecondFactor: Handler = async (exchange) => {
  const sent = await openSentPage(exchange);
  if (!sent.ok) return sent.error;
  const action = ACTIONS.get(parameter(sent.value.form, 'action') ?? 'verify') ?? verify;
  return action(sent.value, exchange);
};

/** The way that the query of a page of second factors names. */
export function askedWay({ request }: Exchange): string | undefined {
  const query = parseParameters(queryOf(request));
  return query.ok ? parameter(query.value, 'factor') : undefined;
}

async function openAsked(
  page: Page,
  way: string | undefined,
  exchange: Exchange,
): Promise<Result<Asked, Response>> {
  const step = await openStep(page, exchange);
  if (!step) return err(await startOver(page, exchange));
  if (step.enrolled.length === 0) return err(await goTo('/mfa/enroll', page.interaction, exchange));
  const methods = usableMethods(step.enrolled, { ...step, settings: exchange.tenant.settings });
  const method = way === 'recovery' ? way : (chooseMethod(methods, way) ?? 'recovery');
  return ok({ page, step, method });
}

async function verify(sent: SentPage, exchange: Exchange): Promise<Response> {
  const asked = await openAsked(sent, parameter(sent.form, 'factor'), exchange);
  if (!asked.ok) return asked.error;
  const { step, method } = asked.value;
  const { user } = step;
  const budget = method === 'recovery' ? 'recovery' : 'code';
  const judged = await judgeCounted(
    { page: sent, user, budget },
    () =>
      method === 'recovery' ? verifyRecovery(sent, step, exchange) : method.verify(sent, user, exchange),
    exchange,
  );
  if (!judged.ok) {
    const tried = { user, reason: 'wrong_second_factor' } as const;
    if (judged.error === 'wrong_code') await recordTried(tried, sent.request.client.client_id, exchange);
    return render({ ...asked.value, sent }, judged.error, exchange);
  }
  const isRemembered = parameter(sent.form, 'remember') === 'yes' && method !== 'recovery';
  const cookies = isRemembered ? await rememberDevice(user, exchange) : [];
  const amr = bothFactors(step.amr, judged.value);
  return completeLogin(sent, { user, amr, auth_time: step.auth_time, cookies }, exchange);
}

/** RFC 8176 has no word for a code from a list; it is a password that works once, so `otp`. */
async function verifyRecovery(
  { form }: SentPage,
  { user }: Step,
  exchange: Exchange,
): Promise<Result<readonly string[], string>> {
  const isSpent = await spendRecoveryCode(parameter(form, 'code') ?? '', user, exchange);
  return isSpent ? ok(['otp']) : err('recovery: wrong code');
}

async function send(sent: SentPage, exchange: Exchange): Promise<Response> {
  const asked = await openAsked(sent, parameter(sent.form, 'factor'), exchange);
  if (!asked.ok) return asked.error;
  const { step, method } = asked.value;
  if (method === 'recovery' || method.send === undefined) return render(asked.value, undefined, exchange);
  const isSent = await method.send('second_factor', { ...sent, user: step.user }, exchange);
  return render({ ...asked.value, sent }, isSent ? 'sent' : 'mail_throttled', exchange);
}

async function render(
  { page, step, method, sent }: Asked & { readonly sent?: SentPage },
  failure: FactorFailure | undefined,
  exchange: Exchange,
): Promise<Response> {
  const { settings } = exchange.tenant;
  const frame = frameOf(page, exchange);
  const way: FactorWay = method === 'recovery' ? method : method.kind;
  const shown = {
    page,
    frame,
    user: step.user,
    path: PATH,
    fields: html`${hiddenFields(frame)}
<input type="hidden" name="factor" value="${way}">`,
    inputs: rememberBox(frame, settings.remember_device_days),
    failure,
    sent,
  };
  const { markup, ...script }: FactorMarkup =
    method === 'recovery' ? { markup: recoveryForm(shown) } : await method.challenge(shown, exchange);
  const ways: readonly FactorWay[] = [
    ...usableMethods(step.enrolled, { ...step, settings }).map(({ kind }) => kind),
    'recovery',
  ];
  const others = ways.filter((other) => other !== way);
  const document = secondFactorPage({ ...frame, path: PATH, way, content: markup, others });
  const status = failure === undefined ? 200 : FACTOR_STATUS[failure];
  return showFramed(document, { frame, page, status, ...script });
}

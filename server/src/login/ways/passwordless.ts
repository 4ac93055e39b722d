/**
 * /passwordless: a mail is on its way, and somebody waits for it. A code is typed here; a link has a page of its own.
 */
import type { Exchange, Handler } from '../../deps.ts';
import { codePage, linkSentPage } from '../../pages/login/passwordless.ts';
import type { CodeNotice } from '../../pages/text/entrance/entrance-text.ts';
import { parameter } from '../../protocol/parameters.ts';
import type { MailedMethod } from '../../protocol/tenant/tenant.ts';
import { reserveForm } from '../account-budgets.ts';
import { completeFirstFactor } from '../complete.ts';
import { recordFailedLogin } from '../failed-sign-in.ts';
import {
  frameOf,
  goBack,
  openPage,
  openSentPage,
  type Page,
  type SentPage,
  showFramed,
} from '../interaction-page.ts';
import { sendLinkFor } from './email-link-way.ts';
import { MAIL_AMR } from './mailed-way.ts';
import { askedByApplication, type CodeUse, redeemSignInCode, sendSignInCode } from './sign-in-code.ts';

/** Who was written to, and how. */
type Mailed = { readonly email: string; readonly method: MailedMethod };

/** GET /passwordless. */
export const showPasswordless: Handler = async (exchange) => {
  const opened = await openPage(exchange);
  if (!opened.ok) return opened.error;
  const mailed = mailedIn(opened.value, exchange);
  return mailed ? render(opened.value, mailed, exchange) : goBack(opened.value.interaction, exchange);
};

/** POST /passwordless: a row an action of the form. */
const ACTIONS: ReadonlyMap<
  string,
  (sent: SentPage, mailed: Mailed, exchange: Exchange) => Promise<Response>
> = new Map([
  ['verify', verify],
  ['send', send],
]);

/** POST /passwordless. */
export const submitPasswordless: Handler = async (exchange) => {
  const sent = await openSentPage(exchange);
  if (!sent.ok) return sent.error;
  const { form, interaction } = sent.value;
  const mailed = mailedIn(sent.value, exchange);
  if (!mailed) return goBack(interaction, exchange);
  const action = ACTIONS.get(parameter(form, 'action') ?? 'verify') ?? verify;
  return action(sent.value, mailed, exchange);
};

/** Undefined where no mail was asked for, or none is sent any more. */
function mailedIn({ interaction }: Page, { tenant }: Exchange): Mailed | undefined {
  const { identifier, mailed } = interaction;
  if (!identifier || mailed === undefined || !tenant.settings.login_methods.includes(mailed))
    return undefined;
  return { email: identifier, method: mailed };
}

async function verify(sent: SentPage, mailed: Mailed, exchange: Exchange): Promise<Response> {
  if (mailed.method !== 'email_code') return render(sent, mailed, exchange);
  const use = useOf(sent, mailed);
  const redeemed = await redeemSignInCode(use, parameter(sent.form, 'code'), exchange);
  if (redeemed.ok) return completeFirstFactor(sent, { user: redeemed.value, amr: MAIL_AMR }, exchange);
  const { notice, ...refused } = redeemed.error;
  const { interaction, request } = sent;
  await recordFailedLogin({ ...refused, interaction, client_id: request.client.client_id }, exchange);
  return render(sent, mailed, exchange, notice);
}

/** What the code was asked for in: this interaction, or the form of the application before it. */
function useOf({ interaction, request }: Page, { email }: Mailed): CodeUse {
  const isApplications = interaction.typed !== undefined;
  const asked_in = isApplications ? askedByApplication(request.client.client_id) : interaction.id;
  return { email, asked_in };
}

const SENDERS: Readonly<
  Record<MailedMethod, (page: Page, mailed: Mailed, exchange: Exchange) => Promise<boolean>>
> = {
  email_code: (page, mailed, exchange) =>
    sendSignInCode(useOf(page, mailed), parameter(page.parameters, 'ui_locales'), exchange),
  email_link: (page, { email }, exchange) => sendLinkFor(email, page, exchange),
};

async function send(sent: SentPage, mailed: Mailed, exchange: Exchange): Promise<Response> {
  const isSent = (await reserveForm(exchange)) && (await SENDERS[mailed.method](sent, mailed, exchange));
  return render(sent, mailed, exchange, isSent ? 'sent' : 'mail_throttled');
}

const STATUS: Readonly<Record<CodeNotice, number>> = {
  wrong_code: 400,
  throttled: 429,
  mail_throttled: 429,
  sent: 200,
};

const PAGES: Readonly<Record<MailedMethod, typeof codePage>> = {
  email_code: codePage,
  email_link: linkSentPage,
};

async function render(
  page: Page,
  { email, method }: Mailed,
  exchange: Exchange,
  notice?: CodeNotice,
): Promise<Response> {
  const frame = frameOf(page, exchange);
  const code = notice === undefined ? page.interaction.typed : undefined;
  const document = PAGES[method]({ ...frame, action: '/passwordless', email, notice, code });
  return showFramed(document, { frame, page, status: notice === undefined ? 200 : STATUS[notice] });
}

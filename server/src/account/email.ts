/**
 * The address of the account on its page (own-account/email.ts).
 */
import type { Exchange, Handler } from '../deps.ts';
import { askForEmail, verifyEmailAgain } from '../own-account/email.ts';
import { accountEmailPage } from '../pages/account/email.ts';
import type { EmailChangeFailure } from '../pages/text/account/account-text.ts';
import { parameter } from '../protocol/parameters.ts';
import { backTo, type Opened, openSection, openSentSection, type Sent, showSection } from './open.ts';

/** GET /account/email. */
export const showEmail: Handler = async (exchange) => {
  const opened = await openSection('email', exchange);
  return opened.ok ? render(opened.value, {}) : opened.error;
};

/** POST /account/email. */
export const submitEmail: Handler = async (exchange) => {
  const sent = await openSentSection('email', exchange);
  if (!sent.ok) return sent.error;
  const isVerifying = parameter(sent.value.form, 'action') === 'verify';
  return isVerifying ? verifyAgain(sent.value, exchange) : change(sent.value, exchange);
};

async function change(sent: Sent, exchange: Exchange): Promise<Response> {
  const typed = parameter(sent.form, 'email') ?? '';
  const error = await askForEmail(sent, typed, exchange);
  return error === undefined ? backTo('email', 'mail_sent') : render(sent, { typed, error });
}

async function verifyAgain(sent: Sent, exchange: Exchange): Promise<Response> {
  const refused = await verifyEmailAgain(sent, exchange);
  if (refused === 'none') return render(sent, {});
  return refused === undefined ? backTo('email', 'mail_sent') : render(sent, { error: refused });
}

const STATUS: Readonly<Record<EmailChangeFailure, number>> = {
  not_an_address: 400,
  same: 400,
  throttled: 429,
};

function render(
  { session, frame }: Opened,
  shown: { readonly typed?: string; readonly error?: EmailChangeFailure },
): Response {
  const { email, email_verified } = session.user.claims;
  const document = accountEmailPage(frame, {
    email,
    is_verified: email_verified === true,
    typed: shown.typed,
    error: shown.error,
  });
  return showSection(document, frame, { status: shown.error ? STATUS[shown.error] : 200 });
}

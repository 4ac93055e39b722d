/**
 * Change of e-mail address: a link goes to the new one, and nothing changes before it is opened (OWASP ASVS 7.5.1). An
 * address that somebody else has is answered the same, and is sent nothing.
 */
import type { Exchange, Handler } from '../deps.ts';
import { reserveForm, reserveMail } from '../login/account-budgets.ts';
import { CHANGE_EMAIL, VERIFY_EMAIL } from '../login/mailed-link.ts';
import { sendLink } from '../login/send-link.ts';
import { accountEmailPage } from '../pages/account/email.ts';
import type { EmailChangeFailure } from '../pages/text/account/account-text.ts';
import { parseEmailAddress } from '../protocol/end-user/email-address.ts';
import { canonicalEmail, type EndUser } from '../protocol/end-user/end-user.ts';
import { parameter } from '../protocol/parameters.ts';
import { audit, backTo, type Opened, openSection, openSentSection, type Sent, showSection } from './open.ts';

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
  const { session, form } = sent;
  const { user } = session;
  const typed = parameter(form, 'email') ?? '';
  const email = parseEmailAddress(typed);
  if (email === undefined) return render(sent, { typed, error: 'not_an_address' });
  if (email === currentOf(user)) return render(sent, { typed, error: 'same' });
  if (!(await reserveForm(exchange))) return render(sent, { typed, error: 'throttled' });
  const { records } = exchange;
  const owner = (await records.users.findByEmail(email))?.user;
  const isInBudget = await reserveMail({ email, owner }, exchange);
  const isLive = isInBudget && owner === undefined;
  const data = { from: user.claims.email };
  const link = {
    mail: 'change_email',
    email,
    to: email,
    user,
    data,
    ui_locales: undefined,
  } as const;
  await sendLink(CHANGE_EMAIL, { ...link, isLive, isMailed: isLive }, exchange);
  await audit('email_change_asked', { session }, exchange);
  return backTo('email', 'mail_sent');
}

async function verifyAgain(sent: Sent, exchange: Exchange): Promise<Response> {
  const { user } = sent.session;
  const email = currentOf(user);
  if (email === undefined || user.claims.email_verified === true) return render(sent, {});
  if (!(await reserveForm(exchange))) return render(sent, { error: 'throttled' });
  const to = user.claims.email ?? email;
  const link = { mail: 'verify_email', email, to, user, data: {}, ui_locales: undefined } as const;
  const isLive = await reserveMail({ email, owner: user }, exchange);
  await sendLink(VERIFY_EMAIL, { ...link, isLive, isMailed: isLive }, exchange);
  return backTo('email', 'mail_sent');
}

function currentOf({ claims }: EndUser): string | undefined {
  return claims.email === undefined ? undefined : canonicalEmail(claims.email);
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

/**
 * A lost password: asking for the link is answered the same for every address, and the link lets its reader choose a new
 * password. It does not sign in: whoever has the mailbox still has to show the second factor.
 */
import type { Exchange, Handler } from '../../deps.ts';
import { sameOriginPost } from '../../http/csrf.ts';
import { readForm } from '../../http/form.ts';
import { queryOf } from '../../http/query.ts';
import { hiddenFields } from '../../pages/login/frame.ts';
import { resetPasswordPage } from '../../pages/login/reset-password.ts';
import { mailSentPage } from '../../pages/mail/mail-sent.ts';
import type { SignUpFailure } from '../../pages/text/text.ts';
import { parseEmailAddress } from '../../protocol/end-user/email-address.ts';
import { oauthError } from '../../protocol/oauth-error.ts';
import { type Parameters, parameter, parseParameters } from '../../protocol/parameters.ts';
import { err, ok, type Result } from '../../protocol/result.ts';
import { forbidden, lookOf, refuse, refuseUnreadable, show } from '../../walk/reply.ts';
import {
  frameOf,
  MAX_FORM_BYTES,
  openPage,
  openSentPage,
  type Page,
  showFramed,
} from '../interaction-page.ts';
import { askForReset, mayResetPassword } from './password-reset.ts';

const PATH = '/reset-password';

/** GET /reset-password: within an interaction, or by itself for whoever comes from a link that has ended. */
export const showResetPassword: Handler = async (exchange) => {
  if (!mayResetPassword(exchange)) return refuseReset(exchange);
  const query = parseParameters(queryOf(exchange.request));
  if (query.ok && !query.value.values.has('interaction')) return render(undefined, exchange, {});
  const opened = await openPage(exchange);
  if (!opened.ok) return opened.error;
  return render(opened.value, exchange, { email: parameter(opened.value.parameters, 'login_hint') });
};

/** POST /reset-password. */
export const submitResetPassword: Handler = async (exchange) => {
  if (!mayResetPassword(exchange)) return refuseReset(exchange);
  const sent = await openSent(exchange);
  if (!sent.ok) return sent.error;
  const { page, form } = sent.value;
  const typed = parameter(form, 'username');
  if (parameter(form, 'action') === 'open') return render(page, exchange, { email: typed });
  const email = typed === undefined ? undefined : parseEmailAddress(typed);
  if (email === undefined) return render(page, exchange, { email: typed, error: 'malformed_email' });
  const { browser, parameters } = page?.interaction ?? {};
  const resume = browser === undefined || parameters === undefined ? undefined : { browser, parameters };
  const ui_locales = page && parameter(page.parameters, 'ui_locales');
  const asked = { email, resume, ui_locales };
  const failure = await askForReset(asked, exchange);
  if (failure) return render(page, exchange, { email: typed, error: failure });
  return renderMailSent(page, email, exchange);
};

/** Without an interaction there is nothing that a forged form could take: it sends a mail, as anybody can. */
async function openSent(
  exchange: Exchange,
): Promise<Result<{ readonly page: Page | undefined; readonly form: Parameters }, Response>> {
  const body = await readForm(exchange.request.clone(), MAX_FORM_BYTES);
  const form = body.ok ? parseParameters(body.value) : body;
  if (!form.ok) return err(await refuseUnreadable(exchange));
  if (form.value.values.has('interaction')) {
    const sent = await openSentPage(exchange, { late: 'taken' });
    return sent.ok ? ok({ page: sent.value, form: sent.value.form }) : sent;
  }
  if (!sameOriginPost(exchange.request, new URL(exchange.issuer).origin))
    return err(await forbidden(exchange));
  return ok({ page: undefined, form: form.value });
}

const STATUS: Readonly<Record<SignUpFailure, number>> = {
  malformed_email: 400,
  taken: 400,
  throttled: 429,
  busy: 503,
};

async function render(
  page: Page | undefined,
  exchange: Exchange,
  shown: { readonly email?: string | undefined; readonly error?: SignUpFailure | undefined },
): Promise<Response> {
  const status = shown.error === undefined ? 200 : STATUS[shown.error];
  const given = { ...shown, action: PATH };
  if (!page) {
    const look = lookOf(exchange);
    return show(resetPasswordPage({ ...given, look, hidden: undefined }), look, { status });
  }
  const frame = frameOf(page, exchange);
  const document = resetPasswordPage({ ...given, look: frame.look, hidden: hiddenFields(frame) });
  return showFramed(document, { frame, page, status });
}

async function renderMailSent(page: Page | undefined, email: string, exchange: Exchange): Promise<Response> {
  const frame = page && frameOf(page, exchange);
  const look = frame?.look ?? lookOf(exchange);
  const hidden = frame && hiddenFields(frame);
  const document = mailSentPage({ look, action: PATH, hidden, email, purpose: 'toReset' });
  return frame && page ? showFramed(document, { frame, page }) : show(document, look);
}

function refuseReset(exchange: Exchange): Promise<Response> {
  return refuse(oauthError('access_denied', 'there are no passwords here'), exchange, {
    kind: 'off',
    status: 403,
  });
}

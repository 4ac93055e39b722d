/**
 * The sign-up page. A taken address is answered as a free one is, unless the tenant has it otherwise: what differs is told
 * by mail, to whom it concerns.
 */
import type { Exchange, Handler } from '../../deps.ts';
import { hiddenFields } from '../../pages/login/frame.ts';
import { signUpPage } from '../../pages/login/signup.ts';
import { mailSentPage } from '../../pages/mail/mail-sent.ts';
import type { SignUpFailure } from '../../pages/text/text.ts';
import { parseEmailAddress } from '../../protocol/end-user/email-address.ts';
import type { PasswordFailure } from '../../protocol/end-user/password-policy.ts';
import { oauthError } from '../../protocol/oauth-error.ts';
import { parameter } from '../../protocol/parameters.ts';
import { refuse } from '../../walk/reply.ts';
import { completeFirstFactor } from '../complete.ts';
import {
  frameOf,
  openPage,
  openSentPage,
  type Page,
  type SentPage,
  showFramed,
} from '../interaction-page.ts';
import { passwordFacts } from '../passwords/chosen-password.ts';
import { makeAccount, mayMakeAccount } from './new-account.ts';

/** GET /signup. */
export const showSignUp: Handler = async (exchange) => {
  const opened = await openPage(exchange);
  if (!opened.ok) return opened.error;
  if (!mayMakeAccount(exchange)) return refuseSignUp(exchange);
  return render(opened.value, exchange, { email: parameter(opened.value.parameters, 'login_hint') });
};

/** POST /signup: a row an action of the form. */
const ACTIONS: ReadonlyMap<string, (sent: SentPage, exchange: Exchange) => Promise<Response>> = new Map([
  ['open', (sent, exchange) => render(sent, exchange, { email: parameter(sent.form, 'username') })],
  ['signup', signUp],
]);

/** POST /signup. */
export const submitSignUp: Handler = async (exchange) => {
  const sent = await openSentPage(exchange, { late: 'taken' });
  if (!sent.ok) return sent.error;
  if (!mayMakeAccount(exchange)) return refuseSignUp(exchange);
  const action = ACTIONS.get(parameter(sent.value.form, 'action') ?? 'signup') ?? signUp;
  return action(sent.value, exchange);
};

const STATUS: Readonly<Record<SignUpFailure, number>> = {
  malformed_email: 400,
  taken: 400,
  throttled: 429,
  busy: 503,
};

async function signUp(sent: SentPage, exchange: Exchange): Promise<Response> {
  const { form, interaction, request } = sent;
  const typed = parameter(form, 'username');
  const email = typed === undefined ? undefined : parseEmailAddress(typed);
  const made = await makeAccount(
    {
      email,
      password: parameter(form, 'password') ?? '',
      profile: {},
      user_metadata: {},
      client: request.client,
      resume: { browser: interaction.browser, parameters: interaction.parameters },
      ui_locales: parameter(sent.parameters, 'ui_locales'),
    },
    exchange,
  );
  if (!made.ok) return render(sent, exchange, { ...made.error, email: typed });
  if (made.value.user) return completeFirstFactor(sent, { user: made.value.user, amr: ['pwd'] }, exchange);
  return renderMailSent(sent, made.value.email, exchange);
}

async function renderMailSent(page: Page, email: string, exchange: Exchange): Promise<Response> {
  const frame = frameOf(page, exchange);
  const { look } = frame;
  const document = mailSentPage({
    look,
    action: '/signup',
    hidden: hiddenFields(frame),
    email,
    purpose: 'toSignUp',
  });
  return showFramed(document, { frame, page });
}

async function render(
  page: Page,
  exchange: Exchange,
  shown: {
    readonly email: string | undefined;
    readonly error?: SignUpFailure | undefined;
    readonly password_failures?: readonly PasswordFailure[];
  },
): Promise<Response> {
  const frame = frameOf(page, exchange);
  const { settings } = exchange.tenant;
  const { error, password_failures = [] } = shown;
  const document = signUpPage({
    ...frame,
    action: '/signup',
    email: shown.email,
    error,
    password: passwordFacts(password_failures, frame.look.text, settings),
  });
  const status = error === undefined ? (password_failures.length > 0 ? 400 : 200) : STATUS[error];
  return showFramed(document, { frame, page, status });
}

function refuseSignUp(exchange: Exchange): Promise<Response> {
  return refuse(oauthError('access_denied', 'public signup is disabled'), exchange, {
    kind: 'off',
    status: 403,
  });
}

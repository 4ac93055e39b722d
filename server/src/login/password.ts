/**
 * The login page: identifier and password (OIDC Core §3.1.2.3). Every failure gives the same answer after the same work,
 * so that nobody learns which accounts exist.
 */
import type { Exchange, Handler } from '../deps.ts';
import { loginPage } from '../pages/login.ts';
import type { LoginFailure } from '../pages/text/text.ts';
import { canonicalEmail, type EndUser, MAX_PASSWORD_BYTES } from '../protocol/end-user.ts';
import { decide } from '../protocol/interaction.ts';
import { type Parameters, parameter } from '../protocol/parameters.ts';
import { err, ok, type Result } from '../protocol/result.ts';
import { Secret } from '../protocol/secret.ts';
import { findSession } from '../walk/session.ts';
import { attemptAt, refundAttempt, reserveAttempt } from './attempts.ts';
import { completeFirstFactor } from './complete.ts';
import { upgradeHash } from './hash-upgrade.ts';
import {
  frameOf,
  goBack,
  openPage,
  openSentPage,
  type Page,
  type SentPage,
  showFramed,
} from './interaction-page.ts';
import { mayMakeAccount } from './new-account.ts';
import { offerPasskey, submitPasskey } from './passkey.ts';
import { mayResetPassword } from './password-reset.ts';

/** GET /login. */
export const showLogin: Handler = async (exchange) => {
  const opened = await openPage(exchange);
  if (!opened.ok) return opened.error;
  return render(opened.value, exchange, {
    status: 200,
    username: parameter(opened.value.parameters, 'login_hint'),
  });
};

/** POST /login: a row an action of the form. */
const ACTIONS: ReadonlyMap<string, (sent: SentPage, exchange: Exchange) => Promise<Response>> = new Map([
  ['login', signIn],
  // From the pages for an account and a password: the address that was typed there comes along.
  [
    'open',
    (sent, exchange) => render(sent, exchange, { status: 200, username: parameter(sent.form, 'username') }),
  ],
  ['continue', goOn],
  ['passkey', signInByPasskey],
  ['cancel', (sent, exchange) => goBack({ ...sent.interaction, refused: true }, exchange)],
]);

/** POST /login. */
export const submitLogin: Handler = async (exchange) => {
  const sent = await openSentPage(exchange);
  if (!sent.ok) return sent.error;
  const action = ACTIONS.get(parameter(sent.value.form, 'action') ?? 'login') ?? signIn;
  return action(sent.value, exchange);
};

/** Whatever was wrong with a passkey, the page says the same. */
async function signInByPasskey(sent: SentPage, exchange: Exchange): Promise<Response> {
  const signedIn = await submitPasskey(sent, exchange);
  if (signedIn.ok) return signedIn.value;
  const { audit } = exchange.records;
  const { request_id, address } = exchange;
  const { client_id } = sent.request.client;
  await audit.record({ type: 'login_failed', request_id, ip: address, client_id, detail: signedIn.error });
  return render(sent, exchange, { status: 400, username: undefined, passkeyRefused: true });
}

async function signIn(sent: SentPage, exchange: Exchange): Promise<Response> {
  const { form, request } = sent;
  const username = parameter(form, 'username') ?? '';
  const user = await authenticate(form, exchange);
  const { records, request_id, address } = exchange;
  const event = { request_id, ip: address, client_id: request.client.client_id };
  if (!user.ok) {
    await records.audit.record({ ...event, type: 'login_failed', detail: user.error });
    return render(sent, exchange, { status: LOGIN_STATUS[user.error], username, error: user.error });
  }
  return completeFirstFactor(sent, { user: user.value, amr: ['pwd'] }, exchange);
}

const LOGIN_STATUS: Readonly<Record<LoginFailure, number>> = {
  invalid_credentials: 400,
  throttled: 429,
  busy: 503,
};

const MAX_USERNAME = 320;

/** Who the password belongs to. The hash is computed whether or not there is such an account. */
async function authenticate(form: Parameters, exchange: Exchange): Promise<Result<EndUser, LoginFailure>> {
  const { records, deps } = exchange;
  const username = parameter(form, 'username') ?? '';
  const password = parameter(form, 'password') ?? '';
  if (username.length > MAX_USERNAME || Buffer.byteLength(password) > MAX_PASSWORD_BYTES)
    return err('invalid_credentials');

  const attempt = await attemptAt(canonicalEmail(username), exchange);
  if (!(await reserveAttempt(attempt, exchange))) return err('throttled');
  const found = await records.users.findByEmail(attempt.account);
  const secret = new Secret(password);
  const verdict = await deps.passwords.verify(secret, found?.password_hash);
  if (verdict === 'busy') return err('busy');
  if (verdict !== 'match' || !found || found.user.blocked) return err('invalid_credentials');
  await refundAttempt(attempt, exchange);
  await upgradeHash({ ...found, password: secret }, exchange);
  return ok(found.user);
}

/** `prompt=select_account`: the End-User goes on as who the button named, not as whoever signed in meanwhile. */
async function goOn({ interaction, form }: SentPage, exchange: Exchange): Promise<Response> {
  const session = await findSession(exchange, { silent: false });
  const isMeant = session !== undefined && parameter(form, 'session') === session.sid;
  return goBack(isMeant ? { ...interaction, account: session.sid } : interaction, exchange);
}

async function render(
  page: Page,
  exchange: Exchange,
  shown: {
    readonly status: number;
    readonly username: string | undefined;
    readonly error?: LoginFailure;
    readonly passkeyRefused?: boolean;
  },
): Promise<Response> {
  const frame = await frameOf(page, exchange);
  const passkey = await offerPasskey({ page, frame, refused: shown.passkeyRefused === true }, exchange);
  const document = loginPage({
    ...frame,
    action: '/login',
    login_hint: shown.username?.slice(0, MAX_USERNAME),
    error: shown.error,
    continueAs: await accountToContinue(page, exchange),
    ways: { sign_up: mayMakeAccount(exchange), reset_password: mayResetPassword(exchange) },
    screen_hint: parameter(page.parameters, 'screen_hint'),
    passkey: passkey?.markup,
  });
  const scripts = passkey ? { scriptNonce: passkey.nonce } : {};
  return showFramed(document, { frame, page, status: shown.status, ...scripts });
}

/** The live session, where choosing it would answer the request; `prompt=login` wants a password instead. */
async function accountToContinue(
  { interaction, request }: Page,
  exchange: Exchange,
): Promise<{ readonly email: string; readonly session: string } | undefined> {
  if (!request.prompt.has('select_account')) return undefined;
  const session = await findSession(exchange, { silent: false });
  const facts = { interaction, session, known_as: undefined, consented: undefined, hinted: undefined };
  const decision = decide(request, facts, { now: exchange.deps.now(), settings: exchange.tenant.settings });
  if (!session || decision.kind !== 'login' || !decision.choose) return undefined;
  return { email: session.user.claims.email ?? session.user.sub, session: session.sid };
}

/**
 * The login page (OIDC Core §3.1.2.3): the ways in that the tenant has, all at once or after the identifier. What is not
 * among them is refused, whatever page the form came from.
 */
import type { Exchange, Handler } from '../deps.ts';
import { loginPage } from '../pages/login/login.ts';
import type { LoginFailure } from '../pages/text/text.ts';
import { decide } from '../protocol/authorization/interaction.ts';
import { isIdentifier, MAX_IDENTIFIER } from '../protocol/end-user/end-user.ts';
import { parameter } from '../protocol/parameters.ts';
import { isMailedMethod, takesUsername } from '../protocol/tenant/tenant.ts';
import type { Connection } from '../resources/tenant/connection.ts';
import { goTo } from '../walk/interaction.ts';
import { findSession } from '../walk/session.ts';
import { mayMakeAccount } from './accounts/new-account.ts';
import { recordFailedLogin } from './failed-sign-in.ts';
import {
  frameOf,
  goBack,
  openPage,
  openSentPage,
  type Page,
  type SentPage,
  showFramed,
} from './interaction-page.ts';
import { mayResetPassword } from './passwords/password-reset.ts';
import {
  addressedConnection,
  connectionOfPage,
  enterConnection,
  namedConnection,
} from './ways/connections.ts';
import type { LoginRefusal } from './ways/login-way.ts';
import { wayOf } from './ways/login-ways.ts';
import { offerPasskey } from './ways/passkey.ts';

/** GET /login. */
export const showLogin: Handler = async (exchange) => {
  const opened = await openPage(exchange);
  if (!opened.ok) return opened.error;
  const page = opened.value;
  const identifier = identifierOf(page);
  const visit = { page, identifier };
  const entered = await enterConnection(connectionOfPage(visit, exchange), visit, exchange);
  if (entered instanceof Response) return entered;
  const failure = entered === 'unavailable' ? entered : page.interaction.stale && 'stale';
  return render(page, exchange, { username: identifier, failure });
};

/** What was typed before, else what the client suggests. */
function identifierOf({ interaction, parameters }: Page): string | undefined {
  return interaction.identifier ?? parameter(parameters, 'login_hint');
}

/** POST /login: a row an action of the form that is no way in. */
const ACTIONS: ReadonlyMap<string, (sent: SentPage, exchange: Exchange) => Promise<Response>> = new Map([
  // From the pages for an account, a password or a code: the address that was typed there comes along.
  ['open', (sent, exchange) => render(sent, exchange, { username: typedIn(sent) })],
  ['identify', identify],
  ['restart', (sent, exchange) => remember('', sent, exchange)],
  ['continue', goOn],
  ['cancel', async (sent, exchange) => goBack({ ...sent.interaction, refused: true }, exchange)],
]);

/** POST /login. */
export const submitLogin: Handler = async (exchange) => {
  const sent = await openSentPage(exchange, { late: 'taken' });
  if (!sent.ok) return sent.error;
  const { form } = sent.value;
  const connection = namedConnection(parameter(form, 'connection'), exchange);
  if (connection) {
    const visit = { page: sent.value, identifier: typedIn(sent.value) };
    const entered = await enterConnection(connection, visit, exchange);
    if (entered instanceof Response) return entered;
    return refuseWay(unavailable(connection), sent.value, exchange);
  }
  const action = ACTIONS.get(parameter(form, 'action') ?? 'login') ?? signIn;
  return action(sent.value, exchange);
};

function typedIn({ form }: SentPage): string | undefined {
  return parameter(form, 'username');
}

/** The way whose button was pressed, for an address that comes in here. */
async function signIn(sent: SentPage, exchange: Exchange): Promise<Response> {
  const action = parameter(sent.form, 'action');
  const way = wayOf(action, exchange.tenant.settings);
  if (!way) {
    const detail = `${action}: not allowed`;
    return refuseWay({ failure: 'unavailable', reason: 'way_closed', detail }, sent, exchange);
  }
  if (way.takesIdentifier) {
    const identifier = typedIn(sent);
    const connection = addressedConnection(identifier, exchange);
    const entered = await enterConnection(connection, { page: sent, identifier }, exchange);
    if (entered instanceof Response) return entered;
    if (entered === 'unavailable') return refuseWay(unavailable(connection), sent, exchange);
  }
  const signedIn = await way.submit(sent, exchange);
  return signedIn.ok ? signedIn.value : refuseWay(signedIn.error, sent, exchange);
}

const STATUS: Readonly<Record<LoginRefusal['failure'], number>> = {
  invalid_credentials: 400,
  throttled: 429,
  busy: 503,
  malformed_email: 400,
  unavailable: 400,
  stale: 400,
  passkey: 400,
};

function unavailable(connection: Connection | undefined): LoginRefusal {
  const detail = `connection ${connection?.name}`;
  return { failure: 'unavailable', reason: 'connection_unavailable', detail };
}

async function refuseWay(
  { failure, ...refused }: LoginRefusal,
  sent: SentPage,
  exchange: Exchange,
): Promise<Response> {
  const { interaction, request } = sent;
  await recordFailedLogin({ ...refused, interaction, client_id: request.client.client_id }, exchange);
  return render(sent, exchange, { username: typedIn(sent), failure });
}

/** The identifier alone: whatever it is, the next page is the same, unless its domain belongs elsewhere. */
async function identify(sent: SentPage, exchange: Exchange): Promise<Response> {
  const typed = typedIn(sent)?.trim() ?? '';
  if (!isIdentifier(typed)) return render(sent, exchange, { username: typed, failure: 'malformed_email' });
  return remember(typed, sent, exchange);
}

/** Keeps what was typed and shows the page anew, so that nothing is sent twice by going back. */
async function remember(identifier: string, { interaction }: Page, exchange: Exchange): Promise<Response> {
  return goTo('/login', { ...interaction, identifier }, exchange);
}

/** `prompt=select_account`: the End-User goes on as who the button named, not as whoever signed in meanwhile. */
async function goOn({ interaction, form }: SentPage, exchange: Exchange): Promise<Response> {
  const session = await findSession(exchange, { silent: false });
  const isMeant = session !== undefined && parameter(form, 'session') === session.sid;
  return goBack(isMeant ? { ...interaction, account: session.sid } : interaction, exchange);
}

type Shown = {
  readonly username: string | undefined;
  readonly failure?: LoginFailure | 'passkey' | undefined;
};

async function render(page: Page, exchange: Exchange, { username, failure }: Shown): Promise<Response> {
  const { settings } = exchange.tenant;
  const { login_methods, connections } = settings;
  const frame = frameOf(page, exchange);
  const nonce = exchange.deps.random(16);
  const document = loginPage({
    ...frame,
    action: '/login',
    login_hint: username?.slice(0, MAX_IDENTIFIER),
    error: failure === 'passkey' ? undefined : failure,
    continueAs: await accountToContinue(page, exchange),
    ways: { sign_up: mayMakeAccount(exchange), reset_password: mayResetPassword(exchange) },
    methods: login_methods,
    takes_username: takesUsername(settings),
    step: stepOf(page, { username, failure }, exchange),
    signs_up_by_mail: settings.sign_up && login_methods.some(isMailedMethod),
    connections,
    wants_sign_up: page.request.begins_with_sign_up,
    passkey: await offerPasskey({ page, frame, nonce, refused: failure === 'passkey' }, exchange),
  });
  const status = failure === undefined || isShownOnly(exchange) ? 200 : STATUS[failure];
  return showFramed(document, { frame, page, status, scriptNonce: nonce });
}

/** A page that was opened, not sent, says what is wrong without being wrong. */
function isShownOnly({ request }: Exchange): boolean {
  return request.method === 'GET';
}

/** Which page of two it is. A client's suggestion is as good as a typed address, unless an account is to be chosen. */
function stepOf(
  { interaction, request }: Page,
  { username, failure }: Shown,
  { tenant: { settings } }: Exchange,
): 'identifier' | 'known' | undefined {
  if (!settings.identifier_first || !settings.login_methods.includes('password')) return undefined;
  const isAsked = interaction.identifier === undefined && request.prompt.has('select_account');
  const isWrong = failure === 'malformed_email' || failure === 'unavailable';
  return !username || isAsked || isWrong || interaction.identifier === '' ? 'identifier' : 'known';
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

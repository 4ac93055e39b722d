/**
 * The application: signs a user in, shows who that is and what the API says, renews, signs out.
 */
import { TacitError } from '@tacit/browser';
import { type Client, createSession, type SignedIn } from './session.ts';
import { API, ISSUER } from './settings.ts';
import {
  type Answer,
  type Api,
  element,
  showAnswer,
  showError,
  showFlow,
  showLifetime,
  showNoAnswer,
  showPerson,
  showState,
  showTokens,
} from './view.ts';

/** A page: the client it signs in as, and where the links of the page lead. */
type Way = { readonly page: string; readonly client: Client };

const CODE: Way = {
  page: '/',
  client: { client_id: 'appointments-code', callback: '/code', flow: 'code' },
};
const IMPLICIT: Way = {
  page: '/implicit',
  client: { client_id: 'appointments-spa', callback: '/callback', flow: 'implicit' },
};
const STRICT: Way = {
  page: '/strict',
  client: { client_id: 'appointments-strict', callback: '/strict', flow: 'implicit' },
};

/** A row a path, pages and where their answers come; what is in no row signs in as a new application should. */
const WAYS: ReadonlyMap<string, Way> = new Map(
  [CODE, IMPLICIT, STRICT].flatMap((way) => [way.page, way.client.callback].map((path) => [path, way])),
);

/** What to say about each flow. */
const FLOWS = {
  code: { name: 'Code + PKCE', renewing: 'Sending the refresh token…' },
  implicit: { name: 'Implicit flow', renewing: 'Asking in a hidden frame…' },
} as const;

const APIS: readonly Api[] = ['appointments', 'contacts'];

const { page, client } = WAYS.get(window.location.pathname) ?? CODE;
const session = createSession(client);

showFlow(FLOWS[client.flow].name, client.client_id);
element(client.flow === 'code' ? 'by-implicit' : 'by-code').hidden = false;
document.querySelector(`nav [href="${page}"]`)?.setAttribute('aria-current', 'page');
element('sign-in').setAttribute('href', `${page}?sign-in`);
element('sign-in').addEventListener('click', (event) => {
  event.preventDefault();
  void attempt(() => session.signIn());
});
element('renew').addEventListener('click', () => void renew());
element('sign-out').addEventListener('click', () => session.signOut());

setInterval(countDown, 1000);
await attempt(start);

async function start(): Promise<void> {
  // The link opened in a new tab arrives here; with it gone from the address, going back does not sign in again.
  const wanted = new URLSearchParams(window.location.search).has('sign-in');
  if (wanted) {
    window.history.replaceState(null, '', window.location.pathname);
    return session.signIn();
  }
  const signedIn = await session.arrive();
  if (!signedIn) return showState('signed-out');
  showState('signed-in');
  await show(signedIn);
}

async function renew(): Promise<void> {
  const button = element('renew');
  if (!(button instanceof HTMLButtonElement)) return;
  button.disabled = true;
  element('renewal').textContent = FLOWS[client.flow].renewing;
  const done = await attempt(async () => show(await session.renew()));
  const time = new Date().toLocaleTimeString();
  element('renewal').textContent = done ? `Renewed at ${time}, without a page.` : `Not renewed at ${time}.`;
  button.disabled = false;
}

async function show(signedIn: SignedIn): Promise<void> {
  showTokens(signedIn);
  countDown();
  await Promise.all([showWho(signedIn), ...APIS.map(ask)]);
}

/** An ID token beside an access token names the user only by `sub`; the rest is at the userinfo endpoint (OIDC Core §5.4). */
async function showWho({ claims, access_token }: SignedIn): Promise<void> {
  showPerson(claims);
  if ('name' in claims) return;
  const response = await fetch(`${ISSUER}userinfo`, { headers: { authorization: `Bearer ${access_token}` } });
  const { body } = await readAnswer(response);
  // Claims about somebody else are not to be used (OIDC Core §5.3.2).
  if (isAbout(body, claims)) showPerson(body);
}

function isAbout(body: unknown, claims: object): body is object {
  if (typeof body !== 'object' || body === null) return false;
  return 'sub' in body && 'sub' in claims && body.sub === claims.sub;
}

/** Asks the API with the token that is good now. */
async function ask(api: Api): Promise<void> {
  try {
    const authorization = `Bearer ${await session.accessToken()}`;
    const response = await fetch(`${API}/api/${api}`, { headers: { authorization } });
    showAnswer(api, await readAnswer(response));
  } catch (error) {
    showNoAnswer(api);
    showError(sentenceOf(error));
  }
}

async function readAnswer(response: Response): Promise<Answer> {
  const json = response.headers.get('content-type')?.startsWith('application/json') ?? false;
  return { status: response.status, body: json ? await response.json() : await response.text() };
}

function countDown(): void {
  const current = session.current();
  if (current) showLifetime(current.expires_at - Math.floor(Date.now() / 1000), current.lifetime);
}

/** Runs a step and shows what went wrong in it; true when nothing did. */
async function attempt(step: () => Promise<void>): Promise<boolean> {
  showError(undefined);
  try {
    await step();
    return true;
  } catch (error) {
    showError(sentenceOf(error));
    if (element('signed-in').hidden) showState('signed-out');
    return false;
  }
}

function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (!(error instanceof TacitError)) return error.message;
  return `${error.error ?? error.code}: ${error.error_description ?? error.message}`;
}

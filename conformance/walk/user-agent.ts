/**
 * A user agent without a screen (RFC 6749 §1.1): it keeps cookies, follows redirects one by one, shows each hop, and
 * fills in the forms it meets until the server sends it to the client.
 */
import { type CookieJar, createCookieJar } from './cookie-jar.ts';
import {
  type Form,
  fillForm,
  findConsent,
  findIdentifierForm,
  findLoginForm,
  readAlert,
  readForms,
  readRefresh,
} from './html-form.ts';
import { type Printer, showParameters, showUrl } from './printer.ts';

export type Person = { readonly user: string; readonly password: string };

export type Page = {
  readonly url: URL;
  readonly status: number;
  readonly html: string;
  readonly headers: Headers;
};

export type Request = { readonly method: string; readonly url: URL; readonly body?: URLSearchParams };

/** Where the browser stands: on a page, or in front of the client with the answer in its hands. */
export type Arrival =
  | { readonly kind: 'page'; readonly page: Page; readonly stuck?: string }
  /** `page` is the one whose form carries the answer; undefined after a redirect. */
  | { readonly kind: 'client'; readonly request: Request; readonly page?: Page };

export type UserAgent = {
  /** Opens a URL, or sends a form to it, and follows the redirects. */
  open(url: URL, body?: URLSearchParams): Promise<Arrival>;
  /** Goes on from a page, form by form, to the client or to a page from which nothing leads on; it says why. */
  proceed(arrival: Arrival, person: Person): Promise<Arrival>;
  /** Every page that was shown so far. */
  pages(): readonly Page[];
};

type Settings = {
  /** Whether an address is the client's: the browser stops in front of it. */
  readonly isClient: (url: URL) => boolean;
  readonly printer: Printer;
};
type Session = Settings & { readonly jar: CookieJar; readonly pages: Page[] };
type Step = { readonly request: Request; readonly asksPassword: boolean } | { readonly stuck: string };

const MAX_STEPS = 20;
const TIME_LIMIT_MS = 20_000;

/** A browser with an empty cookie jar. */
export function createUserAgent(settings: Settings): UserAgent {
  const session: Session = { ...settings, jar: createCookieJar(), pages: [] };
  return {
    open: (url, body) => follow(body ? { method: 'POST', url, body } : { method: 'GET', url }, session),
    async proceed(arrival, person) {
      let here = arrival;
      let asked = false;
      for (let step = 0; step < MAX_STEPS; step += 1) {
        if (here.kind === 'client') return here;
        const next = nextStep(here.page, person, asked);
        if ('stuck' in next) return { ...here, stuck: next.stuck };
        asked ||= next.asksPassword;
        here = await follow(next.request, session);
      }
      throw new Error(`After ${MAX_STEPS} forms the server still has not answered the client.`);
    },
    pages: () => [...session.pages],
  };
}

/** Whether an address is the redirect URI, whatever parameters the server added. */
export function isSamePlace(location: URL, redirect_uri: string): boolean {
  const expected = new URL(redirect_uri);
  return location.origin === expected.origin && location.pathname === expected.pathname;
}

async function follow(first: Request, session: Session): Promise<Arrival> {
  let request = first;
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const response = await send(request, session.jar);
    session.printer.hide(session.jar.values());
    const location = readLocation(response, request.url);
    session.printer.hop(showRequest(request, first.url), showAnswer(response, location, first.url));
    const next = location ?? (await refreshOf(response, request.url, session));
    if ('kind' in next) return next;
    if (session.isClient(next)) return { kind: 'client', request: { method: 'GET', url: next } };
    request = redirected(request, response.status, next);
  }
  throw new Error(`More than ${MAX_STEPS} redirects in a row.`);
}

/** A page that moves on by itself is passed like a redirect; on any other the browser has arrived. */
async function refreshOf(response: Response, url: URL, session: Session): Promise<URL | Arrival> {
  const page = await readPage(url, response);
  const refresh = readRefresh(page.html);
  if (refresh === undefined || !URL.canParse(refresh, url.href)) return arrive(page, session);
  session.pages.push(page);
  return new URL(refresh, url);
}

/** A page whose form goes to the client is the answer itself (OAuth 2.0 Form Post Response Mode §2). */
function arrive(page: Page, { isClient, pages }: Session): Arrival {
  pages.push(page);
  const carrier = readForms(page.html)
    .filter(({ method, action }) => method === 'POST' && URL.canParse(action, page.url.href))
    .find(({ action }) => isClient(new URL(action, page.url)));
  if (!carrier) return { kind: 'page', page };
  const body = fillForm(carrier, { user: '', password: '' });
  return { kind: 'client', request: submit(page, carrier, body), page };
}

async function readPage(url: URL, response: Response): Promise<Page> {
  return { url, status: response.status, headers: response.headers, html: await response.text() };
}

function send(request: Request, jar: CookieJar): Promise<Response> {
  const cookie = jar.header(request.url);
  const headers: Record<string, string> = { accept: 'text/html, */*;q=0.8', ...(cookie ? { cookie } : {}) };
  if (request.body) headers['origin'] = request.url.origin;
  return fetch(request.url, {
    method: request.method,
    headers,
    redirect: 'manual',
    signal: AbortSignal.timeout(TIME_LIMIT_MS),
    ...(request.body ? { body: request.body } : {}),
  }).then((response) => {
    jar.store(request.url, response);
    return response;
  });
}

/** 307 and 308 would send the form on to the next address: with a password in it that is a leak (RFC 9700 §4.12). */
function redirected(request: Request, status: number, location: URL): Request {
  if (request.body && (status === 307 || status === 308)) {
    throw new Error(
      `The server answered a form with ${status}, which sends the password on (RFC 9700 §4.12).`,
    );
  }
  return { method: 'GET', url: location };
}

/** What a person, or the page's own script, would do here. */
function nextStep(page: Page, person: Person, asked: boolean): Step {
  const forms = readForms(page.html);
  const login = findLoginForm(forms);
  const told = readAlert(page.html);
  if (login && asked) return { stuck: `The server did not accept the user and password: ${told}` };
  if (login) return { request: submit(page, login, fillForm(login, person)), asksPassword: true };
  if (page.status >= 400) return { stuck: `The server answered ${page.status} with an error page: ${told}` };
  const consent = findConsent(forms);
  const identifier = findIdentifierForm(forms);
  if (identifier)
    return { request: submit(page, identifier, fillForm(identifier, person)), asksPassword: false };
  if (!consent) return { stuck: `This page has neither a login form nor a button that accepts: ${told}` };
  const { form, button } = consent;
  return { request: submit(page, form, fillForm(form, person, button)), asksPassword: false };
}

function submit(page: Page, form: Form, filled: URLSearchParams): Request {
  const url = new URL(form.action === '' ? page.url.href : form.action, page.url);
  if (form.method === 'POST') return { method: 'POST', url, body: filled };
  url.search = filled.toString();
  return { method: 'GET', url };
}

function readLocation(response: Response, base: URL): URL | undefined {
  const location = response.headers.get('location');
  if (response.status < 300 || response.status >= 400 || location === null) return undefined;
  return new URL(location, base);
}

function showRequest(request: Request, base: URL): string {
  const form = request.body ? ` (${showParameters(request.body)})` : '';
  return `${request.method} ${showUrl(request.url, base)}${form}`;
}

function showAnswer(response: Response, location: URL | undefined, base: URL): string {
  const names = response.headers.getSetCookie().map((line) => line.slice(0, line.indexOf('=')));
  const cookies = names.length > 0 ? ` Set-Cookie ${names.join(', ')}` : '';
  return `${response.status}${location ? ` Location ${showUrl(location, base)}` : ''}${cookies}`;
}

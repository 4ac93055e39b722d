/**
 * A browser without a screen: it keeps cookies, follows redirects one by one, shows each hop, and fills in the forms
 * it meets until the server sends it to the redirect URI.
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
} from './html-form.ts';
import { type Printer, showParameters, showUrl } from './printer.ts';

type Person = { readonly user: string; readonly password: string };

type Page = { readonly url: URL; readonly status: number; readonly html: string };

/** Where the browser stands: on a page, or in front of the redirect URI with the answer in its hands. */
type Arrival =
  | { readonly kind: 'page'; readonly page: Page }
  | { readonly kind: 'redirect_uri'; readonly location: URL };

export type Browser = {
  /** Opens a URL and follows its redirects. */
  open(url: URL): Promise<Arrival>;
  /** Goes on from a page, form by form, to the redirect URI. */
  signIn(arrival: Arrival, person: Person): Promise<URL>;
};

const MAX_STEPS = 20;
const TIME_LIMIT_MS = 20_000;

type Request = { readonly method: string; readonly url: URL; readonly body?: URLSearchParams };

/** A browser with an empty cookie jar that stops in front of `redirect_uri`. */
export function createBrowser(redirect_uri: string, printer: Printer): Browser {
  const jar = createCookieJar();
  const open = (request: Request): Promise<Arrival> => follow(request, { redirect_uri, jar, printer });
  return {
    open: (url) => open({ method: 'GET', url }),
    async signIn(arrival, person) {
      let here = arrival;
      let asked = false;
      for (let step = 0; step < MAX_STEPS; step += 1) {
        if (here.kind === 'redirect_uri') return here.location;
        const next = nextRequest(here.page, person, asked);
        asked ||= next.asksPassword;
        here = await open(next.request);
      }
      throw new Error(`After ${MAX_STEPS} forms the server still has not answered the client.`);
    },
  };
}

async function follow(
  first: Request,
  at: { readonly redirect_uri: string; readonly jar: CookieJar; readonly printer: Printer },
): Promise<Arrival> {
  let request = first;
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const response = await send(request, at.jar);
    at.printer.hide(at.jar.values());
    const location = readLocation(response, request.url);
    at.printer.hop(showRequest(request, first.url), showAnswer(response, location, first.url));
    if (!location) {
      return {
        kind: 'page',
        page: { url: request.url, status: response.status, html: await response.text() },
      };
    }
    if (isRedirectUri(location, at.redirect_uri)) return { kind: 'redirect_uri', location };
    request = redirected(request, response.status, location);
  }
  throw new Error(`More than ${MAX_STEPS} redirects in a row.`);
}

function send(request: Request, jar: CookieJar): Promise<Response> {
  const cookie = jar.header(request.url);
  const headers: Record<string, string> = { accept: 'text/html', ...(cookie ? { cookie } : {}) };
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

/** What a person would do on this page. */
function nextRequest(
  page: Page,
  person: Person,
  asked: boolean,
): { readonly request: Request; readonly asksPassword: boolean } {
  const forms = readForms(page.html);
  const login = findLoginForm(forms);
  const told = readAlert(page.html);
  if (login && asked) throw new Error(`The server did not accept the user and password: ${told}`);
  if (login) return { request: submit(page, login, fillForm(login, person)), asksPassword: true };
  if (page.status >= 400) throw new Error(`The server answered ${page.status} with an error page: ${told}`);
  const consent = findConsent(forms);
  const identifier = findIdentifierForm(forms);
  if (identifier)
    return { request: submit(page, identifier, fillForm(identifier, person)), asksPassword: false };
  if (!consent) throw new Error(`This page has neither a login form nor a button that accepts: ${told}`);
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

function isRedirectUri(location: URL, redirect_uri: string): boolean {
  const expected = new URL(redirect_uri);
  return location.origin === expected.origin && location.pathname === expected.pathname;
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

/**
 * What is asked of a program of the field, by the name of the flow: the same of each, whatever it is written in. The program
 * is an application on the web with these addresses, or an API; who signs in is a browser without a screen.
 */
import assert from 'node:assert/strict';
import type { Page, UserAgent } from '../conformance/walk/user-agent.ts';
import { arrive, newBrowser, open as openAddress } from './browser.ts';
import { PERSON, type Place } from './place.ts';

/** Where a program answers; it says `/bye` to whoever has left. */
export type Paths = Readonly<Record<'login' | 'user' | 'api' | 'refresh' | 'revoke' | 'logout', string>>;

export const PATHS: Paths = {
  login: '/login',
  user: '/',
  api: '/api',
  refresh: '/refresh',
  revoke: '/revoke',
  logout: '/logout',
};

export type Visited = { readonly place: Place; readonly paths: Paths };

type Json = Readonly<Record<string, unknown>>;

const LIMIT_MS = 20_000;

export const JOURNEYS = {
  'code, the ID token verified': async (visited: Visited) => {
    assert.equal(await isSignedIn(visited, newBrowser()), false);
    await assertSignsIn(visited);
  },
  'code + PKCE, the ID token verified': async (visited: Visited) => {
    assert.equal(await isSignedIn(visited, newBrowser()), false);
    assert.ok((await authorizationRequest(visited)).has('code_challenge'), 'it sends a code_challenge');
    await assertSignsIn(visited);
  },
  'an API called': async (visited: Visited) => {
    const browser = await signedIn(visited);
    const { sub } = await show(visited, 'user', browser);
    assert.equal((await show(visited, 'api', browser))['sub'], sub);
  },
  refresh: async (visited: Visited) => {
    const browser = await signedIn(visited);
    const before = await show(visited, 'api', browser);
    assert.equal((await open(visited, 'refresh', browser)).status, 200);
    const after = await show(visited, 'api', browser);
    assert.equal(after['sub'], before['sub']);
    assert.notEqual(after['jti'], before['jti'], 'the API was called with another token');
  },
  'six requests at once, each of which refreshes': async (visited: Visited) => {
    const browser = await signedIn(visited);
    const { sub } = await show(visited, 'api', browser);
    const late = AbortSignal.timeout(LIMIT_MS);
    let tokens = new Set<unknown>();
    // A proxy that counts in whole seconds finds nothing to refresh at first.
    while (tokens.size < 6) {
      assert.ok(!late.aborted, 'within the time six requests at once never were six refreshes');
      const answers = await Promise.all(Array.from({ length: 6 }, () => show(visited, 'api', browser)));
      tokens = new Set(answers.map(({ jti }) => jti));
    }
    assert.equal((await show(visited, 'api', browser))['sub'], sub, 'the session goes on');
  },
  'revocation of the refresh token': async (visited: Visited) => {
    const browser = await signedIn(visited);
    assert.equal((await open(visited, 'revoke', browser)).status, 200);
    assert.equal((await open(visited, 'refresh', browser)).status, 401);
  },
  logout: async (visited: Visited) => {
    const browser = await signedIn(visited);
    const left = await arrive(browser, { address: address(visited, 'logout'), person: PERSON });
    assert.equal(left.url.pathname, '/bye', left.html);
    assert.equal(await isSignedIn(visited, browser), false);
    const again = await open(visited, 'login', browser);
    assert.match(again.html, /type="password"/, 'the server knows nobody');
  },
  'access tokens verified by the key set': async (visited: Visited) => {
    const { accessToken, told } = visited.place;
    const token = await accessToken(told.AUDIENCE);
    const another = await accessToken('billing:api');
    const refused = [undefined, forged(token), another];
    for (const one of refused) assert.equal((await askApi(visited, one)).status, 401);
    const { status, body } = await askApi(visited, token);
    assert.equal(status, 200, body);
    assert.equal(JSON.parse(body).iss, told.ISSUER);
  },
} as const;

export type Journey = keyof typeof JOURNEYS;

function address({ place, paths }: Visited, where: keyof Paths): URL {
  return new URL(paths[where], place.told.ORIGIN);
}

/** The browser of somebody who has signed in and agreed. */
async function signedIn(visited: Visited): Promise<UserAgent> {
  const browser = newBrowser();
  const there = { address: address(visited, 'login'), person: PERSON };
  const { url, status, html } = await arrive(browser, there);
  assert.equal(url.origin, visited.place.told.ORIGIN, html);
  assert.equal(status, 200, html);
  return browser;
}

/** Whether the program shows who somebody is, and does not refuse them or send them to the server's login page. */
async function isSignedIn(visited: Visited, browser: UserAgent): Promise<boolean> {
  const { status, url } = await open(visited, 'user', browser);
  return status === 200 && url.origin === visited.place.told.ORIGIN;
}

async function assertSignsIn(visited: Visited): Promise<void> {
  const { email } = await show(visited, 'user', await signedIn(visited));
  assert.equal(email, PERSON.user);
}

/** The parameters that the program sends people to the server with. */
async function authorizationRequest(visited: Visited): Promise<URLSearchParams> {
  const headers = { accept: 'text/html' };
  const answer = await fetch(address(visited, 'login'), { headers, redirect: 'manual' });
  const location = new URL(answer.headers.get('location') ?? '', visited.place.told.ORIGIN);
  return location.searchParams;
}

function open(visited: Visited, where: keyof Paths, browser: UserAgent): Promise<Page> {
  return openAddress(browser, address(visited, where));
}

/** What the program shows as JSON; any other answer fails with its words. */
async function show(visited: Visited, where: keyof Paths, browser: UserAgent): Promise<Json> {
  const { status, html } = await open(visited, where, browser);
  assert.equal(status, 200, `${where}: ${html}`);
  return Object(JSON.parse(html));
}

async function askApi(
  visited: Visited,
  token: string | undefined,
): Promise<{ readonly status: number; readonly body: string }> {
  const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const response = await fetch(address(visited, 'api'), { headers });
  return { status: response.status, body: await response.text() };
}

/** The same claims under another signature. */
function forged(token: string): string {
  const [header = '', claims = '', signature = ''] = token.split('.');
  const other = Buffer.from(signature, 'base64url').map((octet, index) => (index === 0 ? octet ^ 1 : octet));
  return [header, claims, Buffer.from(other).toString('base64url')].join('.');
}

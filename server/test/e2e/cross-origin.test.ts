/**
 * What a page of another origin is given in Chromium, with the headers that browsers are made to add.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { BLANK, openPlace, type Place } from './harness.ts';

const ADDED = {
  traceparent: '00-1-1-01',
  baggage: 'a=b',
  'sentry-trace': '1-1',
  'MCP-Protocol-Version': '2025-06-18',
  'X-Okta-User-Agent-Extended': 'okta-auth-js/7',
  dpop: 'x',
  'cache-control': 'no-cache',
  'auth0-client': 'x',
};

const FORM = 'application/x-www-form-urlencoded';
const JSON_TYPE = 'application/json';

/** What is asked, and the status that the page can read. */
const ASKED: readonly (readonly [path: string, method: string, type: string | undefined, status: number])[] =
  [
    ['.well-known/openid-configuration', 'GET', undefined, 200],
    ['.well-known/oauth-authorization-server', 'GET', undefined, 200],
    ['.well-known/jwks.json', 'GET', undefined, 200],
    ['oauth/token', 'POST', FORM, 401],
    ['oauth/token', 'GET', undefined, 405],
    ['oauth/revoke', 'POST', JSON_TYPE, 401],
    ['userinfo', 'GET', undefined, 401],
    ['oidc/register', 'POST', JSON_TYPE, 403],
    ['oidc/register/nobody', 'PUT', JSON_TYPE, 401],
    ['oidc/register/nobody', 'DELETE', undefined, 401],
    ['dbconnections/signup', 'POST', JSON_TYPE, 403],
    ['passwordless/start', 'POST', JSON_TYPE, 400],
  ];

let place: Place;
before(async () => {
  place = await openPlace({ '/': { html: BLANK } });
});
after(() => place.close());

/** The status and the challenge of an answer, or what is thrown where the page may not read it. */
function asking(path: string, init: object): string {
  const address = JSON.stringify(`${place.issuer}${path}`);
  return `fetch(${address}, ${JSON.stringify(init)}).then(
    ({ status, headers }) => [status, headers.get('www-authenticate') !== null],
    (error) => [error.name, false],
  )`;
}

test('a page reads every answer of the endpoints that act by no cookie, whatever headers it adds', async () => {
  const { page, context } = await place.visit();
  await page.goto(place.pages);
  for (const [path, method, type, status] of ASKED) {
    const headers = type === undefined ? ADDED : { ...ADDED, 'content-type': type };
    const init = {
      method,
      headers,
      ...(type === undefined ? {} : { body: type === FORM ? 'a=b' : '{"a":"b"}' }),
    };
    const [read] = await page.evaluate<readonly [unknown, boolean]>(asking(path, init));
    assert.equal(read, status, `${method} ${path}`);
  }
  await context.close();
});

test('a page is shown the challenge of a refusal, and reads nothing of introspection or of a page', async () => {
  const { page, context } = await place.visit();
  await page.goto(place.pages);
  const authorization = 'Bearer x';
  assert.deepEqual(await page.evaluate(asking('userinfo', { headers: { authorization } })), [401, true]);
  for (const [path, init] of [
    ['oauth/introspect', { method: 'POST', headers: { 'content-type': FORM }, body: 'token=x' }],
    ['oauth/introspect', { method: 'POST', headers: { authorization } }],
    ['login', {}],
    ['account', { credentials: 'include' }],
  ] as const)
    assert.deepEqual(await page.evaluate(asking(path, init)), ['TypeError', false], path);
  await context.close();
});

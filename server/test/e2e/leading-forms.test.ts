/**
 * Where a form leads in Chromium, which holds `form-action` over every redirect that answers it: a client goes on to another
 * origin or to an application of the device, and no page of ours stands in its way. What still keeps a form from being
 * pointed elsewhere is that nobody can write one: no markup of others, no `<base>`, no script.
 */
import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { implicitClient } from '../stack.ts';
import { authorizeUrl, BLANK, listen, openPlace, type Place, signIn, type Visitor } from './harness.ts';

type Server = Awaited<ReturnType<typeof listen>>;

let place: Place;
/** Where the client sends everybody on to. */
let other: Server & { readonly asked: string[] };
/** A client whose callbacks lead on, by path. */
let client: Server;

before(async () => {
  place = await openPlace({ '/callback': { html: BLANK } });
  const asked: string[] = [];
  const listening = await listen((request, response) => {
    asked.push(request.url ?? '');
    response.setHeader('content-type', 'text/html').end(BLANK);
  });
  other = { ...listening, asked };
  const LEAD: Readonly<Record<string, string>> = {
    '/to-other': `${other.origin}/landed`,
    '/to-scheme': 'myapp://signed-in',
  };
  client = await listen((request, response) => lead(response, LEAD[request.url?.split('?')[0] ?? '']));
  const paths = Object.keys(LEAD).map((path) => `${client.origin}${path}`);
  await place.storage
    .tenant('t-dev')
    .clients.save(implicitClient('leading', { redirect_uris: paths, allowed_logout_urls: paths }));
});

after(async () => {
  await place.close();
  await client.close();
  await other.close();
});

function lead(response: ServerResponse, location: string | undefined): void {
  if (location === undefined) response.writeHead(404).end();
  else response.writeHead(303, { location }).end();
}

/** The walk to a callback that leads on. */
function leading(path: string, changes: Readonly<Record<string, string>> = {}): string {
  return authorizeUrl(place, { client_id: 'leading', redirect_uri: `${client.origin}${path}`, ...changes });
}

/** Where the browser is led in the end, once it has begun to go there; no page needs to be at a scheme of an application. */
const ENDS: Readonly<Record<string, () => string>> = {
  '/to-other': () => `${other.origin}/landed`,
  '/to-scheme': () => 'myapp://signed-in',
};

/** Does what leads on, and waits until the browser goes where the client sends it; gives what a policy of ours has refused. */
async function ledOn(page: Page, path: string, act: () => Promise<unknown>): Promise<readonly string[]> {
  const refused: string[] = [];
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) refused.push(message.text());
  });
  const end = ENDS[path]?.() ?? '';
  const going = page.waitForRequest((request) => request.url().startsWith(end));
  await act();
  await going;
  if (end.startsWith('http')) await page.waitForSelector('#client');
  return refused;
}

/** A new End-User at the consent page of the walk. */
async function asked(request: string): Promise<Visitor> {
  const visitor = await place.visit();
  await visitor.page.goto(request);
  await signIn(visitor);
  await visitor.page.waitForURL(/\/consent\?/);
  return visitor;
}

for (const path of Object.keys(ENDS)) {
  for (const response_mode of ['fragment', 'form_post']) {
    test(`FR-12 a callback that goes on ${path} is left behind, from consent, login and a session (${response_mode})`, async () => {
      const request = leading(path, { response_mode });
      const { page, context, email } = await asked(request);
      assert.deepEqual(await ledOn(page, path, () => page.click('#consent-accept')), []);
      const anew = await context.newPage();
      await anew.goto(leading(path, { response_mode, prompt: 'login' }));
      const sent = () => signIn({ page: anew, email });
      assert.deepEqual(await ledOn(anew, path, sent), [], 'from the login form itself');
      const silent = await context.newPage();
      // A navigation that ends at an application of the device is no page that could be waited for.
      const going = () => silent.goto(request).catch(() => undefined);
      assert.deepEqual(await ledOn(silent, path, going), [], 'with a session');
      await context.close();
    });
  }

  test(`FR-12 who refuses is led on ${path} as well`, async () => {
    const { page, context } = await asked(leading(path));
    assert.deepEqual(await ledOn(page, path, () => page.click('#consent-deny')), []);
    await context.close();
  });

  for (const button of ['#logout-confirm', '#logout-stay']) {
    test(`FR-12 an address to return to that goes on ${path} is left behind: ${button}`, async () => {
      const { page, context } = await asked(leading('/to-other'));
      await ledOn(page, '/to-other', () => page.click('#consent-accept'));
      const post_logout_redirect_uri = `${client.origin}${path}`;
      const query = new URLSearchParams({ client_id: 'leading', post_logout_redirect_uri });
      await page.goto(`${place.issuer}oidc/logout?${query}`);
      assert.deepEqual(await ledOn(page, path, () => page.click(button)), []);
      await context.close();
    });
  }
}

const EVIL = 'http://evil.localhost:1';

/** What would point a form elsewhere, if it were ever markup. */
const MARKUP = [
  `"><form action="${EVIL}">`,
  `'><button formaction='${EVIL}'>`,
  `<base href="${EVIL}/">`,
  `<input form="x" type=submit formaction=${EVIL}>`,
  `<meta http-equiv="refresh" content="0;url=${EVIL}">`,
  `<script>document.forms[0].action="${EVIL}"</script>`,
].join('');

/** The origins that anything on the page would send a form to, as Chromium has parsed it. A field may be named `action`. */
const DESTINATIONS = `[...new Set(
  Array.from(document.querySelectorAll('form, button, input'), (one) => one.getAttribute('action') || one.getAttribute('formaction') || '')
    .map((address) => new URL(address, document.baseURI).origin)
    .concat(new URL(document.baseURI).origin),
)]`;

async function isOurs(page: Page, name: string, bases = 0): Promise<void> {
  assert.deepEqual(await page.evaluate(DESTINATIONS), [new URL(place.issuer).origin], name);
  assert.equal(
    await page.evaluate(`document.querySelectorAll('base, meta[http-equiv]').length`),
    bases,
    name,
  );
}

test('XS-01 no text of a client, a tenant, a request or a person points a form elsewhere', async () => {
  const { clients, resourceServers } = place.storage.tenant('t-dev');
  const redirect_uris = [`${client.origin}/callback`];
  await clients.save(implicitClient('hostile', { client_name: MARKUP, redirect_uris }));
  const [first] = await resourceServers.list();
  assert.ok(first);
  await resourceServers.save({
    ...first,
    scopes: first.scopes.map((scope) => ({ ...scope, description: MARKUP })),
  });
  const { page, context, email } = await place.visit();
  const request = authorizeUrl(place, {
    client_id: 'hostile',
    redirect_uri: redirect_uris[0],
    login_hint: MARKUP,
    ui_locales: MARKUP.slice(0, 200),
    state: MARKUP,
  });
  await page.goto(request);
  await isOurs(page, 'login');
  await page.fill('#username', MARKUP);
  await page.fill('#password', MARKUP);
  await page.evaluate(`document.querySelector('#username').type = 'text'`);
  await page.click('#login-submit');
  await isOurs(page, 'failed login');
  await signIn({ page, email });
  await page.waitForURL(/\/consent\?/);
  await isOurs(page, 'consent');
  await page.goto(`${place.issuer}authorize?client_id=${encodeURIComponent(MARKUP)}`);
  await isOurs(page, 'error');
  await page.goto(`${place.issuer}oidc/logout?client_id=hostile`);
  await isOurs(page, 'logout');
  await context.close();
});

test('XS-04 markup that got into a login page all the same moves no base, runs no script and loads nothing', async () => {
  const { page, context } = await place.visit();
  await page.goto(authorizeUrl(place));
  const before = other.asked.length;
  await page.evaluate(`document.head.insertAdjacentHTML('beforeend', '<base href="${other.origin}/">')`);
  const markup = `<img src="${other.origin}/x" onerror="hacked = 1"><iframe src="${other.origin}/y"></iframe>`;
  await page.evaluate(`document.body.insertAdjacentHTML('beforeend', ${JSON.stringify(markup)})`);
  await page.evaluate(
    `document.body.append(Object.assign(document.createElement('script'), { text: 'hacked = 1' }))`,
  );
  assert.equal(await page.evaluate('document.baseURI'), page.url());
  await isOurs(page, 'login', 1);
  assert.equal(await page.evaluate('typeof hacked'), 'undefined');
  assert.equal(other.asked.length, before, 'nothing was asked for');
  await context.close();
});

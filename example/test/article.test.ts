import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createBrowser } from '../../conformance/walk/browser.ts';
import { type OwnStack, startOwnStack } from '../../conformance/walk/own-stack.ts';
import { createPrinter } from '../../conformance/walk/printer.ts';

let stack: OwnStack;

before(async () => {
  stack = await startOwnStack();
});

after(() => stack.stop());

/** Follows a link as alice does; the fragment the browser ends up with, as the article's page reads it. */
async function follow(link: URL): Promise<URLSearchParams> {
  const browser = createBrowser(
    link.searchParams.get('redirect_uri') ?? '',
    createPrinter(() => undefined),
  );
  const person = { user: 'alice@example.com', password: stack.password };
  const location = await browser.signIn(await browser.open(link), person);
  assert.equal(location.search, '');
  return new URLSearchParams(location.hash.slice(1));
}

async function articleLink(): Promise<URL> {
  const html = await (await fetch(new URL('/article', stack.spa))).text();
  return new URL(/id="sign-in"[^>]* href="([^"]*)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? '');
}

test("article: the strict client is refused what the article's link asks, in the fragment (OIDC Core §3.2.2.1)", async () => {
  const link = await articleLink();
  link.searchParams.set('client_id', 'appointments-strict');
  link.searchParams.set('redirect_uri', new URL('/strict', stack.spa).href);
  const answer = await follow(link);
  assert.equal(answer.get('error'), 'invalid_request');
  assert.equal(answer.get('access_token'), null);
});

test('article: its link, without openid, nonce and state, brings both tokens, and the API takes the one for it', async () => {
  const answer = await follow(await articleLink());
  assert.equal(answer.get('error'), null);
  assert.equal(answer.get('state'), null);
  assert.ok(answer.get('id_token'));
  const answered = await fetch(new URL(`/api/appointments?_=${Date.now()}`, stack.api), {
    headers: { authorization: `Bearer ${answer.get('access_token')}`, origin: new URL(stack.spa).origin },
  });
  assert.equal(answered.status, 200);
  assert.equal(answered.headers.get('access-control-allow-origin'), new URL(stack.spa).origin);
});

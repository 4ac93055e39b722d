/**
 * The way from the account page back to the application that it was opened from.
 */
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { ALICE, B0 } from '../attacks/requests.ts';
import { implicitClient, type Stack, startStack } from '../stack.ts';
import type { UserAgent } from '../user-agent.ts';
import { openAccount } from './account-pages.ts';

let stack: Stack;
let browser: UserAgent;
before(async () => {
  stack = await startStack();
  const { clients } = stack.storage.tenant('t-acme');
  const client_uri = 'https://shop.test/';
  await clients.save(implicitClient('shop', { redirect_uris: [B0.redirect_uri], client_uri }));
  await clients.save(implicitClient('homeless', { redirect_uris: ['https://other.test/cb'] }));
});
after(() => stack.close());
beforeEach(() => {
  browser = stack.browser();
});

/** Where the page leads back to. */
function backOn({ body }: { readonly body: string }): string | undefined {
  return /id="account-back" href="([^"]+)"/.exec(body)?.[1];
}

const asked = (parameters: Readonly<Record<string, string>>, path = '/account') =>
  `${path}?${new URLSearchParams(parameters)}`;

test('it is kept through the login and the sections, and the address is without it', async () => {
  const first = await browser.send(asked({ client_id: 'shop', return_to: 'https://shop.test/orders' }));
  assert.deepEqual([first.status, first.location], [303, '/account']);
  const page = await openAccount(stack, browser);
  assert.equal(backOn(page), 'https://shop.test/orders');
  assert.equal(backOn(await browser.send('/account/sessions')), 'https://shop.test/orders');
  assert.equal(backOn(await browser.send('/account?done=saved')), 'https://shop.test/orders');
});

test('a section is opened the same way', async () => {
  const first = await browser.send(asked({ client_id: 'shop' }, '/account/password'));
  assert.equal(first.location, '/account/password');
  assert.equal(
    backOn(await openAccount(stack, browser, { path: '/account/password' })),
    'https://shop.test/',
  );
});

test('LG-26 an address that is not the client’s is not led to: its home is, or nothing', async () => {
  const evil = ['https://evil.test/', '//evil.test/', 'javascript:alert(1)', 'https://shop.test@evil.test/'];
  await openAccount(stack, browser);
  for (const return_to of [...evil, 'https://shop.test/'.padEnd(3_000, 'x')]) {
    await browser.send(asked({ client_id: 'shop', return_to }));
    assert.equal(backOn(await browser.send('/account')), 'https://shop.test/', return_to);
    await browser.send(asked({ client_id: 'homeless', return_to }));
    assert.equal(backOn(await browser.send('/account')), undefined, return_to);
  }
  for (const client_id of ['nobody', 'constructor', 'x'.repeat(3_000)]) {
    await browser.send(asked({ client_id, return_to: 'https://shop.test/' }));
    assert.notEqual(backOn(await browser.send('/account')), 'https://evil.test/');
  }
  browser.cookies.set('tacit_from', 'forged');
  assert.equal((await browser.send('/account')).status, 200);
});

test('who came from nowhere is led to where they signed in last, if that has a home', async () => {
  await browser.signIn(await browser.authorize({ ...B0, client_id: 'shop' }), ALICE);
  assert.equal(backOn(await browser.send('/account')), 'https://shop.test/');
  const page = await browser.send('/account/applications');
  assert.match(page.body, /href="https:\/\/shop\.test\/"/);
});

/**
 * A state that makes its request as long as one may be, through all that can lie between the request and its answer.
 */
import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { after, before, beforeEach, test } from 'node:test';
import { LATE_FORM_LIFETIME, MAX_REQUEST } from '../../src/protocol/authorization/interaction.ts';
import { ADDRESS_BYTES } from '../../src/storage/login/kept-bound.ts';
import { ALICE, B0 } from '../attacks/requests.ts';
import { newPerson } from '../factors/second-factors.ts';
import { takeMails } from '../mail/mailbox.ts';
import { type Stack, startStack } from '../stack.ts';
import { query } from '../user-agent.ts';
import { assertCarried, SETTINGS, WALKS } from './long-walks.ts';

let stack: Stack;
before(async () => {
  stack = await startStack({ settings: SETTINGS });
});
after(() => stack.close());
// Every budget ends within the hour.
beforeEach(async () => {
  stack.clock.now += 3_601;
  await takeMails(stack);
});

/** Half of it as a proxy writes the address that somebody came for, half in characters of which each is many bytes. */
function longest(request: Readonly<Record<string, string>>): string {
  const begun = { ...request, state: 'https://app.acme.test/?a=b&c=\u{1f511}'.repeat(120) };
  const state = begun.state + 'x'.repeat(MAX_REQUEST - query(begun).length);
  assert.equal(query({ ...request, state }).length, MAX_REQUEST);
  return state;
}

/** With the address that it goes back to, a logout may have as much. */
const SHORTER: Readonly<Record<string, number>> = { 'a logout': 9_000 };

for (const [name, walk] of Object.entries(WALKS)) {
  test(`it passes ${name}`, async () => {
    const length = SHORTER[name];
    await walk(stack, length === undefined ? longest : () => 'x'.repeat(length));
  });
}

test('of a logout it has an end', async () => {
  const bye = { client_id: 'spa1', post_logout_redirect_uri: 'https://app.acme.test/bye' };
  const tooLong = await stack.browser().post('/oidc/logout', { ...bye, state: 'x'.repeat(10_000) });
  assert.equal(tooLong.status, 400);
  assert.match(tooLong.body, /state is too long/);
});

/** Rows of kept requests, past our own code. */
function keptRows(): number {
  const database = new DatabaseSync(stack.config.databaseUrl.slice('sqlite:'.length), { readOnly: true });
  const kept = database.prepare('select sealed from kept_requests').all();
  database.close();
  for (const { sealed } of kept) assert.doesNotMatch(String(sealed), /xxxx|spa1/, 'it lies there sealed');
  return kept.length;
}

test('a short request is never kept, and a long one once, however often it is asked', async () => {
  const before_it = keptRows();
  const browser = stack.browser();
  await browser.signIn(await browser.authorize(B0), ALICE);
  assert.equal(keptRows(), before_it);
  const request = { ...B0, prompt: 'login', state: longest({ ...B0, prompt: 'login' }) };
  for (const one of [browser, browser, stack.browser()]) await one.authorize(request);
  assertCarried(await browser.signIn(await browser.authorize(request), ALICE), request.state);
  assert.equal(keptRows(), before_it + 1);
});

test('what is refused is not kept: an unknown client, a callback of nobody, a silent request', async () => {
  const before_it = keptRows();
  for (const wrong of [
    { client_id: 'nobody' },
    { redirect_uri: 'https://evil.test/cb' },
    { prompt: 'none' },
    { response_type: 'what' },
  ])
    await stack.browser().authorize({ ...B0, ...wrong, state: longest({ ...B0, ...wrong }) });
  assert.equal(keptRows(), before_it);
});

test('an earlier address keeps meaning what it meant, beside a later request of the same browser', async () => {
  const [one, other] = ['one', 'other'].map((state) => `${state}${'x'.repeat(5_000)}`) as [string, string];
  const browser = stack.browser();
  const first = await browser.send(`/authorize?${query({ ...B0, state: one })}`);
  await browser.authorize({ ...B0, state: other });
  assertCarried(await browser.signIn(await browser.follow(first), ALICE), one);
});

test('its address is worth nothing at another tenant, in another browser, and once it is forgotten', async () => {
  const request = { ...B0, state: 'x'.repeat(5_000) };
  const { location } = await stack.browser().send(`/authorize?${query(request)}`);
  assert.ok(location.length < 1_000, location);
  assert.equal((await stack.browser('globex').send(location)).status, 400);
  const stranger = stack.browser();
  await stranger.authorize(B0);
  const anew = await stranger.send(location);
  assert.match(anew.location, /^\/authorize\?interaction=/);
  assert.match((await stranger.follow(anew)).body, /id="login-title"/);
  stack.clock.now += LATE_FORM_LIFETIME + 3_600;
  const late = await stack.browser().send(location);
  assert.deepEqual([late.status, /id="error-title">Signing in begins/.test(late.body)], [400, true]);
});

test('a form of more than a day is led back all the same: what was asked for is in it', async () => {
  const request = { ...B0, state: 'x'.repeat(5_000) };
  const browser = stack.browser();
  const login = await browser.authorize(request);
  stack.clock.now += 3 * LATE_FORM_LIFETIME;
  await stack.storage.sweep(stack.clock.now);
  const again = await browser.signIn(login, ALICE);
  assert.match(again.body, /id="anew"/);
  assertCarried(await browser.signIn(again, ALICE), request.state);
});

test('where strangers have had enough kept, nothing is kept, and nobody is refused', async () => {
  const browser = stack.browser();
  const asked = (index: number) => ({ ...B0, prompt: 'login', state: `${index}${'x'.repeat(3_500)}` });
  const most = Math.ceil(ADDRESS_BYTES / 4_000);
  const lengths: number[] = [];
  for (let index = 0; index <= most; index += 1)
    lengths.push((await browser.send(`/authorize?${query(asked(index))}`)).location.length);
  assert.ok((lengths.at(0) ?? 0) < 1_000);
  assert.ok((lengths.at(-1) ?? 0) > 4_000, 'its address is as long as it was before anything was kept');
  const person = await newPerson(stack);
  assertCarried(await browser.signIn(await browser.authorize(asked(most)), person), asked(most).state);
  stack.clock.now += 60;
  assert.ok((await browser.send(`/authorize?${query(asked(most))}`)).location.length < 1_000);
});

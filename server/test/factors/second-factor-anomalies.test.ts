/**
 * The ways around the form of /mfa and /mfa/enroll: turning back, an expired page, another browser, two tabs, twice.
 */
import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { B0, silently } from '../attacks/requests.ts';
import { startStack } from '../stack.ts';
import { fragment, hasTokens, hiddenFields } from '../user-agent.ts';
import { codeOf, firstFactor, newPerson, setTo, submit, verify, withApp } from './second-factors.ts';

const stack = await startStack();

beforeEach(() => setTo(stack, {}));

after(() => stack.close());

for (const path of ['/mfa', '/mfa/enroll']) {
  test(`${path}: turning back tells the client access_denied, and there is no session`, async () => {
    await setTo(stack, { second_factor: 'always' });
    const person = path === '/mfa' ? (await withApp(stack)).person : await newPerson(stack);
    const browser = stack.browser();
    const page = await firstFactor(browser, person);
    const answer = await submit(browser, { path, page }, { action: 'cancel' });
    assert.equal(fragment(answer.location)['error'], 'access_denied');
    assert.equal(await silently(browser), 'login_required');
  });

  test(`${path}: a page that waited too long leads to a new login for the same request, and takes no code`, async () => {
    await setTo(stack, { second_factor: 'always' });
    const app = path === '/mfa' ? await withApp(stack) : undefined;
    const browser = stack.browser();
    const page = await firstFactor(browser, app?.person ?? (await newPerson(stack)));
    stack.clock.now += 601;
    const answer = await submit(browser, { path, page }, { code: app ? codeOf(app, stack) : '123456' });
    assert.match(answer.body, /id="login-title"/);
    assert.equal(await silently(browser), 'login_required');
  });

  test(`${path}: without its token, from another site, in another browser or without an interaction it does nothing`, async () => {
    await setTo(stack, { second_factor: 'always' });
    const app = path === '/mfa' ? await withApp(stack) : undefined;
    const browser = stack.browser();
    const page = await firstFactor(browser, app?.person ?? (await newPerson(stack)));
    const fields = { ...hiddenFields(page.body), action: 'cancel' };
    assert.equal((await browser.post(path, { ...fields, csrf: 'x' })).status, 403);
    assert.equal((await browser.post(path, fields, { 'sec-fetch-site': 'cross-site' })).status, 403);
    assert.equal((await browser.post(path, { action: 'cancel' })).status, 400);
    assert.equal((await browser.send(path)).status, 400);
    const stranger = stack.browser();
    await stranger.authorize(B0);
    const stolen = await submit(stranger, { path, page }, { code: app ? codeOf(app, stack) : '1' });
    assert.match(stolen.body, /id="login-title"/);
  });
}

test('somebody who was blocked between password and code starts over, and does not get in', async () => {
  const { person, ...app } = await withApp(stack);
  const browser = stack.browser();
  const page = await firstFactor(browser, person);
  const { users } = stack.storage.tenant('t-acme');
  const user = await users.find(person.sub);
  assert.ok(user);
  await users.save({ ...user, blocked: true });
  const answer = await verify(browser, page, { code: codeOf(app, stack) });
  assert.match(answer.body, /id="login-title"/);
  assert.equal(await silently(browser), 'login_required');
});

test('two tabs, two requests: each is answered with its own state, whichever is confirmed first', async () => {
  const { person, ...app } = await withApp(stack);
  const browser = stack.browser();
  const one = await browser.signIn(await browser.authorize({ ...B0, state: 'one' }), person);
  const two = await browser.signIn(await browser.authorize({ ...B0, state: 'two' }), person);
  const second = await verify(browser, two, { code: codeOf(app, stack) });
  stack.clock.now += 30;
  const first = await verify(browser, one, { code: codeOf(app, stack) });
  assert.deepEqual([first, second].map(hasTokens), [true, true]);
  assert.deepEqual(
    [first, second].map(({ location }) => fragment(location)['state']),
    ['one', 'two'],
  );
});

test('a form sent twice: the second is answered by a page or by nothing, never by tokens a second time', async () => {
  const { person, ...app } = await withApp(stack);
  const browser = stack.browser();
  const page = await firstFactor(browser, person);
  const code = codeOf(app, stack);
  const answers = await Promise.all([1, 2].map(() => verify(browser, page, { code })));
  assert.equal(answers.filter(hasTokens).length, 1);
});

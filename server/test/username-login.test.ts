/**
 * Signing in by a user name.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { B0 } from './attacks/requests.ts';
import { type Api, startApi } from './management/api.ts';
import { setTo } from './second-factors.ts';
import type { Stack } from './stack.ts';
import { hiddenFields } from './user-agent.ts';

const PASSWORD = 'the long password of the desk';

let api: Api;
let stack: Stack;
before(async () => {
  api = await startApi();
  stack = api.stack;
  const desk = { connection: 'Username-Password-Authentication', user_id: 'desk', username: 'Front.Desk' };
  assert.equal((await api.call('POST', '/users', { ...desk, password: PASSWORD })).status, 201);
});
after(() => stack.close());

async function signIn(username: string, password = PASSWORD) {
  const browser = stack.browser();
  const page = await browser.authorize({ ...B0, prompt: 'login' });
  const answer = await browser.post('/login', {
    ...hiddenFields(page.body),
    action: 'login',
    username,
    password,
  });
  return { page, answer };
}

test('where the tenant does not allow it, a user name is nobody', async () => {
  const { page, answer } = await signIn('front.desk');
  assert.equal(answer.status, 400);
  assert.doesNotMatch(page.body, /user name/);
});

test('a user name in any spelling signs in, a wrong password says what it always says, and it is counted', async () => {
  await setTo(stack, { username_login: true });
  const wrong = await signIn('front.desk', 'wrong');
  const nobody = await signIn('nobody.here', 'wrong');
  assert.deepEqual([wrong.answer.status, nobody.answer.status], [400, 400]);
  const { page, answer } = await signIn(' Front.DESK ');
  assert.match(page.body, /Email address or user name/);
  assert.equal(answer.status, 303);
  const listed = await stack.storage.tenant('t-acme').signIns.list('auth0|desk', 1);
  assert.equal(listed.length, 1);
  const { body: shown } = await api.call('GET', '/users/auth0%7Cdesk');
  assert.deepEqual([shown.username, shown.logins_count, typeof shown.last_ip], ['front.desk', 1, 'string']);
  assert.match(shown.last_login, /^\d{4}-/);
  const { body: found } = await api.call(
    'GET',
    `/users?q=${encodeURIComponent('logins_count:1 AND last_login:[2000 TO *]')}`,
  );
  assert.deepEqual([found.length, found[0].user_id], [1, 'auth0|desk']);
});

test('who has no address is found locked out by user name and by id, and let in again', async () => {
  await setTo(stack, { username_login: true });
  const locked = {
    username: 'locked.out',
    connection: 'Username-Password-Authentication',
    password: PASSWORD,
  };
  const { body: made } = await api.call('POST', '/users', locked);
  for (let tried = 0; tried < 10; tried += 1) await signIn(locked.username, 'wrong');
  assert.equal((await signIn(locked.username)).answer.status, 429);
  const byId = `/user-blocks/${encodeURIComponent(made.user_id)}`;
  const byName = '/user-blocks?identifier=Locked.Out';
  for (const path of [byId, byName])
    assert.equal((await api.call('GET', path)).body.blocked_for.length, 1, path);
  assert.equal((await api.call('DELETE', byId)).status, 204);
  assert.deepEqual((await api.call('GET', byName)).body, { blocked_for: [] });
  assert.equal((await signIn(locked.username)).answer.status, 303);
});

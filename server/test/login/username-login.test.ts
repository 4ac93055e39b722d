/**
 * Signing in by a user name, and people who have no address.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openLink, pressLink } from '../account/accounts.ts';
import { B0 } from '../attacks/requests.ts';
import { setTo } from '../factors/second-factors.ts';
import { type Api, startApi } from '../management/api.ts';
import type { Stack } from '../stack.ts';
import { hiddenFields } from '../user-agent.ts';

const PASSWORD = 'the long password of the desk';

const CONNECTION = 'Username-Password-Authentication';

let api: Api;
let stack: Stack;
before(async () => {
  api = await startApi();
  stack = api.stack;
  const desk = { connection: CONNECTION, user_id: 'desk', username: 'Front.Desk' };
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
    connection: CONNECTION,
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

test('who has no address chooses a password by a link that support hands over, and no other kind of it is made', async () => {
  await setTo(stack, { username_login: true });
  const named = { username: 'lost.password', connection: CONNECTION };
  const { body: made } = await api.call('POST', '/users', { ...named, password: PASSWORD });
  const { user_id } = made;
  const ticket = (path: string, more: object = {}) =>
    api.call('POST', `/tickets/${path}`, { user_id, ...more });
  assert.equal((await ticket('email-verification')).status, 400);
  const { body: phone } = await api.call('POST', '/users', {
    connection: named.connection,
    phone_number: '+4930',
  });
  const none = await api.call('POST', '/tickets/password-change', { user_id: phone.user_id });
  assert.match(none.body.message, /must have an e-mail address or a username/);
  const { body: late } = await ticket('password-change');
  await api.call('PATCH', `/users/${encodeURIComponent(user_id)}`, { username: 'found.password' });
  assert.equal((await openLink(stack.browser(), late.ticket)).status, 400);
  const identity = { user_id: user_id.slice('auth0|'.length), provider: 'auth0' };
  const { status, body } = await ticket('password-change', { identity, mark_email_as_verified: true });
  assert.equal(status, 201, JSON.stringify(body));
  const done = await pressLink(stack.browser(), body.ticket, { password: 'another long password' });
  assert.equal(done.status, 200);
  assert.equal((await signIn('found.password', 'another long password')).answer.status, 303);
  assert.equal((await openLink(stack.browser(), body.ticket)).status, 400);
  const { body: shown } = await api.call('GET', `/users/${encodeURIComponent(user_id)}`);
  assert.equal(shown.email_verified, undefined);
});

test('somebody is known by a user name or a telephone alone; every database of the tenant, and its mailboxes, have the same people', async () => {
  const connections = [
    { name: 'customers', display_name: 'Customers', domains: [], strategy: 'auth0' },
    { name: 'saml', display_name: 'SAML', domains: [] },
  ];
  await setTo(stack, { connections });
  const create = (body: object) => api.call('POST', '/users', body);
  for (const connection of ['saml', 'sms', 'toString'])
    assert.equal(
      (await create({ connection, phone_number: '+4930998877' })).body.errorCode,
      'inexistent_connection',
    );
  const { status, body: phone } = await create({ connection: CONNECTION, phone_number: '+4930998877' });
  assert.deepEqual(
    [status, phone.name, phone.nickname, phone.email],
    [201, '+4930998877', '+4930998877', undefined],
  );
  assert.deepEqual(
    (await api.call('GET', `/users?q=${encodeURIComponent('phone_number:"+4930998877"')}`)).body,
    [phone],
  );
  assert.equal(
    (await api.call('PATCH', `/users/${encodeURIComponent(phone.user_id)}`, { username: 'by.phone' })).body
      .name,
    'by.phone',
  );
  const { body: named } = await create({ connection: CONNECTION, username: 'second.desk' });
  assert.deepEqual([named.username, named.name], ['second.desk', 'second.desk']);
  const email = 'two@people.test';
  assert.equal((await create({ connection: 'customers', email })).body.identities[0].connection, CONNECTION);
  for (const connection of [CONNECTION, 'customers', 'email'])
    assert.deepEqual(
      [
        (await create({ connection, email })).status,
        (await create({ connection, username: 'second.desk' })).status,
      ],
      [409, 409],
    );
  await setTo(stack, {});
});

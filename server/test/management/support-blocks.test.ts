/**
 * Locks of guesses, and links that are handed to people, at the Management API: refusals first.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { countedAccount } from '../../src/protocol/end-user/guess-budgets.ts';
import { CHOSEN, openLink, pressLink } from '../account/accounts.ts';
import { newPerson, type Person } from '../factors/second-factors.ts';
import { type Api, startApi } from './api.ts';
import { tryPassword } from './support.ts';

let api: Api;
before(async () => {
  api = await startApi();
});
after(() => api.stack.close());

async function lockOut(person: Person): Promise<void> {
  for (let tried = 0; tried < 10; tried += 1) await tryPassword(api.stack, person, 'wrong');
  assert.equal(await tryPassword(api.stack, person, person.password), 429);
}

const blocksOf = async ({ sub }: Person) =>
  (await api.call('GET', `/user-blocks/${encodeURIComponent(sub)}`)).body.blocked_for;

test('what is locked, by which address, until when; lifting it is written down and lets them in', async () => {
  const person = await newPerson(api.stack);
  assert.deepEqual(await blocksOf(person), []);
  await lockOut(person);
  const [block, ...others] = await blocksOf(person);
  assert.deepEqual(others, []);
  const { until, ...rest } = block;
  assert.deepEqual(rest, {
    identifier: person.username,
    ip: '127.0.0.1',
    connection: 'Username-Password-Authentication',
    reason: 'account-at-address',
  });
  assert.equal(new Date(until).getTime() / 1_000, api.stack.clock.now + 900);
  const byName = await api.call('GET', `/user-blocks?identifier=${person.username.toUpperCase()}`);
  assert.equal(byName.body.blocked_for.length, 1);
  assert.equal((await api.call('DELETE', `/user-blocks/${encodeURIComponent(person.sub)}`)).status, 204);
  assert.deepEqual(await blocksOf(person), []);
  assert.equal(await tryPassword(api.stack, person, person.password), 303);
  const events = await api.stack.storage.tenant('t-acme').audit.list(20);
  const event = events.find(({ type }) => type === 'locks_lifted_by_operator');
  assert.equal(event?.sub, person.sub);
  assert.equal(event.detail, 'account-at-address at 127.0.0.1');
});

test('MG-03 the locks of another tenant are neither seen nor lifted, and other people’s stay', async () => {
  const person = await newPerson(api.stack);
  await lockOut(person);
  const path = `/user-blocks?identifier=${person.username}`;
  const there = { tenant: 'globex' };
  assert.deepEqual((await api.call('GET', path, undefined, there)).body, { blocked_for: [] });
  assert.equal((await api.call('DELETE', path, undefined, there)).status, 204);
  assert.equal((await api.call('GET', '/user-blocks/auth0%7Cnobody')).status, 404);
  assert.equal((await api.call('DELETE', '/user-blocks?identifier=bob@acme.test')).status, 204);
  assert.equal((await blocksOf(person)).length, 1);
  assert.equal((await api.call('DELETE', path)).status, 204);
  assert.equal(await tryPassword(api.stack, person, person.password), 303);
});

test('a window that has ended locks nobody out, and neither do fewer guesses', async () => {
  const person = await newPerson(api.stack);
  for (let tried = 0; tried < 9; tried += 1) await tryPassword(api.stack, person, 'wrong');
  assert.deepEqual(await blocksOf(person), []);
  await tryPassword(api.stack, person, 'wrong');
  assert.equal((await blocksOf(person)).length, 1);
  api.stack.clock.now += 901;
  assert.deepEqual(await blocksOf(person), []);
});

test('locks of second factors and codes are of the same person', async () => {
  const person = await newPerson(api.stack);
  const { loginAttempts } = api.stack.storage.tenant('t-acme');
  const counter = { budget: 'factor-account', account: countedAccount(person.sub) } as const;
  for (let tried = 0; tried < 10; tried += 1)
    await loginAttempts.reserve([{ key: `factor ${person.sub}`, window_seconds: 60, counter }]);
  assert.equal((await blocksOf(person))[0].reason, 'factor-account');
});

test('an address is locked out or not, and is let go', async () => {
  api.stack.clock.now += 3_600;
  const path = '/anomaly/blocks/ips/127.0.0.1';
  for (const id of ['nothing', '1.2.3', '127.0.0.1%2F8', 'example.com'])
    assert.equal((await api.call('GET', `/anomaly/blocks/ips/${id}`)).status, 400, id);
  assert.equal((await api.call('GET', path)).status, 404);
  for (let tried = 0; tried < 100; tried += 1)
    await tryPassword(api.stack, { sub: '', username: `nobody${tried}@acme.test`, password: '' }, 'wrong');
  const { status, body } = await api.call('GET', path);
  assert.equal(status, 200);
  assert.deepEqual([body.blocked_for[0].ip, body.blocked_for[0].reason], ['127.0.0.1', 'address']);
  assert.equal((await api.call('GET', '/anomaly/blocks/ips/192.0.2.7')).status, 404);
  assert.equal((await api.call('DELETE', path)).status, 204);
  assert.equal((await api.call('GET', path)).status, 404);
  assert.equal(await tryPassword(api.stack, await newPerson(api.stack), 'wrong'), 400);
});

test('a link leads to an application of the tenant or nowhere, and is made for nobody without an address', async () => {
  const { sub: user_id } = await newPerson(api.stack);
  const { users } = api.stack.storage.tenant('t-acme');
  await users.save({ sub: 'auth0|noaddress', blocked: false, claims: {} });
  await users.save({ sub: 'auth0|out', blocked: true, claims: { email: 'out@acme.test' } });
  for (const [body, status] of [
    [{}, 400],
    [{ user_id, email: 'bob@acme.test', connection_id: 'con' }, 400],
    [{ email: 'bob@acme.test' }, 400],
    [{ user_id, result_url: 'https://evil.test/' }, 400],
    [{ user_id, result_url: 'https://app.acme.test@evil.test/' }, 400],
    [{ user_id, result_url: 'javascript:alert(1)' }, 400],
    [{ user_id, result_url: 'http://app.acme.test/' }, 400],
    [{ user_id, result_url: '//evil.test' }, 400],
    [{ user_id, client_id: 'code1', result_url: 'https://app.acme.test/' }, 400],
    [{ user_id, client_id: 'nothing' }, 400],
    [{ user_id, ttl_sec: -1 }, 400],
    [{ user_id, ttl_sec: 2_592_001 }, 400],
    [{ user_id: 'auth0|nobody' }, 404],
    [{ user_id: 'auth0|ca4010000000000000000003' }, 404],
    [{ user_id: 'auth0|noaddress' }, 400],
    [{ user_id: 'auth0|out' }, 409],
  ] as const)
    assert.equal(
      (await api.call('POST', '/tickets/password-change', body)).status,
      status,
      JSON.stringify(body),
    );
});

test('a link lets its reader choose a password once, for as long as it was made for, and confirms no address', async () => {
  const person = await newPerson(api.stack);
  const asked = { user_id: person.sub, ttl_sec: 60, result_url: 'https://app.acme.test/welcome?a=1' };
  const { body: late } = await api.call('POST', '/tickets/password-change', asked);
  api.stack.clock.now += 60;
  assert.equal((await openLink(api.stack.browser(), late.ticket)).status, 400);
  const { status, body } = await api.call('POST', '/tickets/password-change', asked);
  assert.equal(status, 201);
  assert.ok(!api.stack.logged().includes(new URL(body.ticket).search.slice(7)));
  const done = await pressLink(api.stack.browser(), body.ticket, { password: CHOSEN });
  assert.equal(done.status, 200);
  assert.match(done.body, /id="reset-result" href="https:\/\/app\.acme\.test\/welcome\?a=1"/);
  assert.equal((await openLink(api.stack.browser(), body.ticket)).status, 400);
  assert.equal(await tryPassword(api.stack, person, CHOSEN), 303);
  const { users } = api.stack.storage.tenant('t-acme');
  assert.notEqual((await users.find(person.sub))?.claims.email_verified, true);
});

test('whoever hands a link over may say that it confirms the address; a link for that alone does so too', async () => {
  const { users } = api.stack.storage.tenant('t-acme');
  const one = await newPerson(api.stack);
  const asked = { email: one.username, connection_id: 'con', mark_email_as_verified: true };
  const { body } = await api.call('POST', '/tickets/password-change', asked);
  await pressLink(api.stack.browser(), body.ticket, { password: CHOSEN });
  assert.equal((await users.find(one.sub))?.claims.email_verified, true);
  const two = await newPerson(api.stack);
  const verification = {
    user_id: two.sub,
    client_id: 'spa1',
    result_url: 'https://app.acme.test/',
    includeEmailInRedirect: true,
  };
  const made = await api.call('POST', '/tickets/email-verification', verification);
  assert.equal(made.status, 201);
  const done = await pressLink(api.stack.browser(), made.body.ticket);
  assert.ok(
    done.body.includes(`href="https://app.acme.test/?email=${encodeURIComponent(two.username)}"`),
    done.body,
  );
  assert.equal((await users.find(two.sub))?.claims.email_verified, true);
});

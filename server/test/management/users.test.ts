/**
 * People at the Management API: refusals first.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Api, startApi } from './api.ts';

const CONNECTION = 'Username-Password-Authentication';

let api: Api;
before(async () => {
  api = await startApi();
});
after(() => api.stack.close());

let made = 0;

/** Somebody new, of whom a test knows everything. */
async function person(fields: object = {}) {
  made += 1;
  const email = `person${made}@people.test`;
  const body = { connection: CONNECTION, email, verify_email: false, ...fields };
  const { status, body: user } = await api.call('POST', '/users', body);
  assert.equal(status, 201, JSON.stringify(user));
  return user;
}

const at = (user_id: string) => `/users/${encodeURIComponent(user_id)}`;

async function search(q: string, more = '') {
  const { status, body } = await api.call('GET', `/users?q=${encodeURIComponent(q)}${more}`);
  assert.equal(status, 200, JSON.stringify(body));
  return body;
}

test('MG-05 what the server alone writes, and what somebody is known by, cannot be said', async () => {
  const { user_id } = await person();
  for (const body of [
    { identities: [{ provider: 'google-oauth2', user_id: '1' }] },
    { user_id: 'auth0|another' },
    { sub: 'auth0|another' },
    { created_at: 1 },
    { last_login: 1 },
    { logins_count: 7 },
    { last_ip: '192.0.2.1' },
    { password_hash: '$2b$10$abcdefghijklmnopqrstuv' },
    { has_second_factor: false },
    { multifactor: [] },
    { tenant_id: 't-globex' },
    { connection: 'google-oauth2' },
    { username: 'has@sign' },
    { username: 'has space' },
    { app_metadata: 'text' },
    { user_metadata: { x: 'y'.repeat(70_000) } },
    { password: '' },
    { verify_phone_number: true },
  ])
    assert.equal((await api.call('PATCH', at(user_id), body)).status, 400, JSON.stringify(body));
});

test('MG-05 with the scope of app_metadata alone nothing else is changed, and nothing else is seen', async () => {
  const { user_id } = await person();
  const token = await api.token(['update:users_app_metadata', 'read:users_app_metadata']);
  for (const body of [
    { blocked: true },
    { email: 'x@x.test' },
    { app_metadata: {}, password: 'x' },
    { user_metadata: {} },
  ]) {
    const { status, body: refused } = await api.callAs(token, 'PATCH', at(user_id), body);
    assert.equal(status, 403, JSON.stringify(body));
    assert.equal(refused.errorCode, 'insufficient_scope');
  }
  const changed = await api.callAs(token, 'PATCH', at(user_id), { app_metadata: { plan: 'gold' } });
  assert.equal(changed.status, 200);
  const { body: seen } = await api.callAs(token, 'GET', at(user_id));
  assert.deepEqual(seen, { user_id, app_metadata: { plan: 'gold' } });
  assert.equal((await api.callAs(token, 'GET', '/users')).status, 403);
});

test('MG-03 of another tenant somebody is as unknown as nobody', async () => {
  const { user_id, email } = await person({ app_metadata: { kept: 'here' } });
  const elsewhere = { tenant: 'globex' };
  for (const id of [user_id, 'auth0|nobody']) {
    for (const [method, body] of [['GET'], ['PATCH', { blocked: true }]] as const) {
      const answer = await api.call(method, at(id), body, elsewhere);
      assert.deepEqual([answer.status, answer.body.errorCode], [404, 'inexistent_user']);
    }
    assert.equal((await api.call('DELETE', at(id), undefined, elsewhere)).status, 204);
    assert.equal((await api.call('GET', `${at(id)}/export`, undefined, elsewhere)).status, 404);
  }
  for (const path of [`/users-by-email?email=${email}`, `/users?q=app_metadata.kept:here`])
    assert.deepEqual((await api.call('GET', path, undefined, elsewhere)).body, []);
  assert.equal((await api.call('GET', at(user_id))).body.blocked, false);
});

test('MG-10 what no index answers is refused with what can be searched, and never a fault', async () => {
  for (const q of [
    ...['NOT name:bob', '-name:bob', 'name:*bob*', 'name:b?b', 'name:bob~2', 'nothing:x', 'name:[a TO b]'],
    ...[
      'name:"bob',
      '(name:bob',
      'name:',
      ')',
      'AND',
      'name:bob AND',
      'created_at:yesterday',
      'blocked:maybe',
    ],
    ...['name:bob OR NOT name:jane', '/bob/:1', '\\', '$where:1', 'x'.repeat(5_000)],
    ...['('.repeat(50), 'a '.repeat(300), 'last_ip:192.0.2.1', '[1 TO 2]', 'name:(a b:c)'],
  ]) {
    const { status, body } = await api.call('GET', `/users?q=${encodeURIComponent(q)}`);
    assert.equal(status, 400, q);
    assert.doesNotMatch(JSON.stringify(body), /select |SQLITE|syntax error/i);
  }
  // What is text of another language is text.
  for (const q of [`"' or 1=1 --"`, 'name:"$where"', "name:'; drop table users"])
    assert.deepEqual(await search(q), [], q);
  const { body } = await api.call('GET', '/users?q=-name:bob');
  assert.match(body.message, /What can be searched: user_id, email/);
  for (const query of [
    'sort=email',
    'sort=nothing:1',
    'sort=email:2',
    'page=100&per_page=100&sort=email:1',
    'take=5&sort=email:1',
  ])
    assert.equal((await api.call('GET', `/users?${query}`)).status, 400, query);
});

test('who is there already is not made again, and what is missing is said', async () => {
  const { email } = await person({ username: 'first.one' });
  for (const taken of [{ email }, { email: email.toUpperCase() }, { username: 'FIRST.ONE' }]) {
    const { status, body } = await api.call('POST', '/users', { connection: CONNECTION, ...taken });
    assert.deepEqual(
      [status, body.errorCode, body.message],
      [409, 'auth0_idp_error', 'The user already exists.'],
    );
  }
  for (const body of [
    { email: 'a@b.test' },
    { connection: CONNECTION },
    { connection: 'other', email: 'a@b.test' },
  ])
    assert.equal((await api.call('POST', '/users', body)).status, 400);
  const weak = await api.call('POST', '/users', {
    connection: CONNECTION,
    email: 'w@b.test',
    password: 'short',
  });
  assert.equal(weak.status, 400);
  assert.match(weak.body.message, /^PasswordStrengthError/);
  assert.deepEqual((await api.call('GET', '/users-by-email?email=w@b.test')).body, []);
});

test('somebody is made as Auth0 makes and shows one', async () => {
  const user = await person({
    user_id: 'abc123',
    user_metadata: { a: 1, none: null },
    app_metadata: { plan: 'gold' },
  });
  assert.equal(user.user_id, 'auth0|abc123');
  assert.deepEqual(user.identities, [
    { connection: CONNECTION, user_id: 'abc123', provider: 'auth0', isSocial: false },
  ]);
  assert.match(user.created_at, /^\d{4}-\d\d-\d\dT/);
  assert.equal(user.email_verified, false);
  assert.deepEqual(user.user_metadata, { a: 1 });
  const { body: shown, headers } = await api.call('GET', at(user.user_id));
  assert.deepEqual(shown, user);
  const { body: listed } = await api.call('GET', `/users-by-email?email=${user.email.toUpperCase()}`);
  assert.deepEqual(listed, [user]);
  const old = { 'if-match': '"0"' };
  assert.equal(
    (
      await api.call(
        'PATCH',
        at(user.user_id),
        { name: 'A' },
        { headers: { 'if-match': String(headers['etag']) } },
      )
    ).status,
    200,
  );
  assert.equal((await api.call('PATCH', at(user.user_id), { name: 'B' }, { headers: old })).status, 412);
});

test('metadata is changed member by member, null removes one, an empty object all', async () => {
  const { user_id } = await person({ user_metadata: { a: 1, b: { c: 2, d: 3 } } });
  const patch = async (user_metadata: object | null) =>
    (await api.call('PATCH', at(user_id), { user_metadata })).body.user_metadata;
  assert.deepEqual(await patch({ e: 5 }), { a: 1, b: { c: 2, d: 3 }, e: 5 });
  assert.deepEqual(await patch({ b: { c: 4 } }), { a: 1, b: { c: 4 }, e: 5 });
  assert.deepEqual(await patch({ a: null }), { b: { c: 4 }, e: 5 });
  assert.deepEqual(await patch(JSON.parse('{"__proto__": {"x": 1}, "constructor": 2}')), {
    ...{ b: { c: 4 }, e: 5, constructor: 2 },
    ...JSON.parse('{"__proto__": {"x": 1}}'),
  });
  assert.equal(await patch({}), undefined);
  const half = { x: 'y'.repeat(40_000) };
  assert.ok(await patch(half));
  assert.equal(
    (await api.call('PATCH', at(user_id), { user_metadata: { z: 'y'.repeat(40_000) } })).status,
    400,
  );
});

test('another address is not verified unless that is said; a password is set each time; a block ends sessions', async () => {
  const { user_id } = await person({ email_verified: true, password: 'correct horse battery 1' });
  const { body: moved } = await api.call('PATCH', at(user_id), { email: 'moved@people.test' });
  assert.deepEqual([moved.email, moved.email_verified], ['moved@people.test', false]);
  const { body: proved } = await api.call('PATCH', at(user_id), {
    email: 'proved@people.test',
    email_verified: true,
  });
  assert.equal(proved.email_verified, true);
  for (const password of ['another staple 22', 'correct horse battery 1', 'another staple 22']) {
    const { status, body } = await api.call('PATCH', at(user_id), { password, connection: CONNECTION });
    assert.equal(status, 200, JSON.stringify(body));
    assert.doesNotMatch(JSON.stringify(body), /argon2|staple/);
  }
  assert.equal((await api.call('PATCH', at(user_id), { blocked: true })).body.blocked, true);
});

test('people are found by what they are called, in any case, by a word, a beginning and what is kept of them', async () => {
  const jane = await person({
    name: 'Jane Van Smith',
    nickname: 'JVS',
    phone_number: '+49 (170) 123-45',
    app_metadata: { plan: 'Platinum', roles: ['a', 'b'], level: 3 },
  });
  const john = await person({
    name: 'John Smith',
    username: 'j.smith',
    email_verified: true,
    app_metadata: { plan: 'platinum' },
  });
  const ids = async (q: string, more?: string) =>
    (await search(q, more)).map(({ user_id }: { user_id: string }) => user_id).toSorted();
  const both = [jane.user_id, john.user_id].toSorted();
  for (const [q, expected] of [
    ['name:"jane van smith"', [jane.user_id]],
    ['name:smith', both],
    ['name:smi*', both],
    ['name:smith AND NOT name:john', [jane.user_id]],
    ['name:smith -name:john', [jane.user_id]],
    ['name:(jane OR john) AND family_name:x', []],
    ['(name:jane AND app_metadata.plan:platinum) OR username:j.smith', both],
    ['app_metadata.plan:PLATINUM', both],
    ['app_metadata.roles:b', [jane.user_id]],
    ['app_metadata.level:3', [jane.user_id]],
    ['_exists_:app_metadata.roles', [jane.user_id]],
    ['phone_number:"+4917012345"', [jane.user_id]],
    [`email:${john.email}`, [john.user_id]],
    ['name:smith AND email_verified:true', [john.user_id]],
    ['name:smith AND NOT email_verified:true', [jane.user_id]],
    [`user_id:"${jane.user_id}"`, [jane.user_id]],
    ['j.smith', [john.user_id]],
    ['name:smith AND created_at:[2020-01-01 TO *]', both],
    ['name:smith AND created_at:[* TO 2020-01-01]', []],
    ['name:smith AND identities.connection:"Username-Password-Authentication"', both],
    ['name:smith AND _exists_:last_login', []],
    ['name:john\\ smith', [john.user_id]],
  ] as const)
    assert.deepEqual(await ids(q), expected, q);
  const { users, total } = await search('name:smith', '&include_totals=true&sort=name:-1&per_page=1');
  assert.deepEqual([users[0].user_id, total], [john.user_id, 2]);
  assert.deepEqual(await ids('name:smith', '&connection=other'), []);
  await api.call('PATCH', at(john.user_id), { name: 'John Doe' });
  assert.deepEqual(await ids('name:smith'), [jane.user_id], 'what is changed is found as it is');
  assert.equal((await api.call('DELETE', at(jane.user_id))).status, 204);
  assert.deepEqual(await ids('name:smith'), []);
});

test('a list by checkpoint has everybody once, searched or not', async () => {
  for (const q of ['', '&q=email.domain:people.test']) {
    const { body: all } = await api.call('GET', `/users?per_page=100&fields=user_id${q}`);
    const walked = [];
    for (let path: string | undefined = `/users?take=3&fields=user_id${q}`; path !== undefined; ) {
      const { body }: { body: { users: object[]; next?: string } } = await api.call('GET', path);
      walked.push(...body.users);
      path = body.next === undefined ? undefined : `/users?take=3&fields=user_id${q}&from=${body.next}`;
    }
    assert.deepEqual(walked, all);
    assert.ok(all.length > 5);
  }
});

test('MG-17 all that is kept about somebody is given, written down, and lets nobody in', async () => {
  const { user_id } = await person({ password: 'correct horse battery 1', app_metadata: { plan: 'gold' } });
  const { status, body } = await api.call('GET', `${at(user_id)}/export`);
  assert.equal(status, 200);
  assert.deepEqual(body.parts.profile[0].app_metadata, { plan: 'gold' });
  assert.doesNotMatch(JSON.stringify(body), /argon2/);
  const token = await api.token(['read:users_app_metadata']);
  assert.equal((await api.callAs(token, 'GET', `${at(user_id)}/export`)).status, 403);
  const { body: again } = await api.call('GET', `${at(user_id)}/export`);
  assert.ok(again.parts.events.some(({ type }: { type: string }) => type === 'data_exported'));
});

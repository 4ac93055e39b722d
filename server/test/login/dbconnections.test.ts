/**
 * Auth0's endpoints for accounts, as auth0.js calls them from an application's own form.
 */
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { CHOSEN, openLink, pressLink, soleMail } from '../account/accounts.ts';
import { ALICE, ALICE_SUB } from '../attacks/requests.ts';
import { takeMails } from '../mail/mailbox.ts';
import { type Stack, startStack } from '../stack.ts';
import type { Answer } from '../user-agent.ts';

let stack: Stack;
before(async () => {
  stack = await startStack({ settings: { sign_up: true } });
});
after(() => stack.close());
// Every budget ends within the hour.
beforeEach(async () => {
  stack.clock.now += 3_601;
  await takeMails(stack);
});

const ORIGIN = 'https://app.acme.test';
const CONNECTION = 'Username-Password-Authentication';

const SIGN_UP = { client_id: 'spa1', connection: CONNECTION, email: 'api@acme.test', password: CHOSEN };
const CHANGE = { client_id: 'spa1', connection: CONNECTION, email: ALICE.username };

type Path = 'signup' | 'change_password';

/** Sends a body as it is. */
function send(
  path: Path,
  body: string,
  headers: Readonly<Record<string, string>> = {},
  at = stack,
): Promise<Answer> {
  const sent = { 'content-type': 'application/json', origin: ORIGIN, ...headers };
  return at.browser().send(`/dbconnections/${path}`, { method: 'POST', headers: sent, body });
}

function post(path: Path, fields: Readonly<Record<string, unknown>>, at = stack): Promise<Answer> {
  return send(path, JSON.stringify(fields), {}, at);
}

function read({ body }: Answer): Readonly<Record<string, unknown>> {
  return JSON.parse(body);
}

test('LG-18 a body of another type or charset is not read', async () => {
  const types = [
    'application/x-www-form-urlencoded',
    'text/plain',
    'text/json',
    'application/json;charset=utf-16',
    'application/json\t;x',
    'application/json, text/plain',
    'multipart/form-data; boundary=x',
  ];
  for (const type of types) {
    for (const [path, fields] of [
      ['signup', SIGN_UP],
      ['change_password', CHANGE],
    ] as const) {
      const answer = await send(path, JSON.stringify(fields), { 'content-type': type });
      assert.equal(answer.status, 415, type);
    }
  }
  assert.deepEqual(await takeMails(stack), []);
});

test('LG-18 PR-10 a field of another type is refused, and no mail is sent', async () => {
  const values = [{ $ne: null }, ['x'], 0, true, null, undefined, ''];
  for (const value of values) {
    for (const name of ['email', 'password', 'client_id', 'connection'])
      assert.equal(
        (await post('signup', { ...SIGN_UP, [name]: value })).status,
        400,
        `${name} ${JSON.stringify(value)}`,
      );
    for (const name of ['email', 'client_id', 'connection'])
      assert.equal((await post('change_password', { ...CHANGE, [name]: value })).status, 400, name);
  }
  const emails = [
    ['alice@acme.test', 'mallory@evil.test'],
    'alice@acme.test mallory@evil.test',
    'a@b@acme.test',
  ];
  for (const email of emails) {
    assert.equal((await post('change_password', { ...CHANGE, email })).status, 400);
    assert.equal((await post('signup', { ...SIGN_UP, email })).status, 400);
  }
  for (const body of ['', '[]', 'null', '"x"', '{', '{"email":', `${' '.repeat(40_000)}{}`])
    assert.ok([400, 413].includes((await send('change_password', body)).status), body.slice(0, 20));
  assert.deepEqual(await takeMails(stack), []);
});

test('LG-18 of a member that stands twice the one that was checked is the one that counts', async () => {
  const { email: _, ...others } = CHANGE;
  const twice = `{"email":"mallory@evil.test","email":"${ALICE.username}",${JSON.stringify(others).slice(1)}`;
  assert.equal((await send('change_password', twice)).status, 200);
  assert.equal((await soleMail(stack, 'reset_password')).to, ALICE.username);
});

test('an unknown client or connection is refused in the words that auth0.js reads', async () => {
  const client = await post('signup', { ...SIGN_UP, client_id: 'nobody' });
  assert.deepEqual([client.status, read(client)['code']], [400, 'invalid_client']);
  const connection = await post('change_password', { ...CHANGE, connection: 'ldap' });
  assert.deepEqual([connection.status, read(connection)['code']], [400, 'invalid_connection']);
  assert.deepEqual(Object.keys(read(connection)), ['name', 'code', 'description', 'statusCode']);
});

test('a page of an origin that is not of the client is refused, and those of the client may read the answer', async () => {
  const evil = await send('signup', JSON.stringify(SIGN_UP), { origin: 'https://evil.test' });
  assert.deepEqual(
    [evil.status, read(evil)['description']],
    [403, 'Origin https://evil.test is not allowed.'],
  );
  assert.deepEqual(await takeMails(stack), []);
  const own = await post('change_password', CHANGE);
  assert.equal(own.headers['access-control-allow-origin'], ORIGIN);
  const preflight = await stack.browser().send('/dbconnections/signup', {
    method: 'OPTIONS',
    headers: { origin: ORIGIN, 'access-control-request-method': 'POST' },
  });
  assert.equal(preflight.status, 204);
  assert.equal(preflight.headers['access-control-allow-origin'], ORIGIN);
});

test('PR-18 sign-up that is off is off here too, whoever asks', async () => {
  const closed = await startStack();
  try {
    for (const fields of [
      SIGN_UP,
      { ...SIGN_UP, client_id: 'nobody' },
      { ...SIGN_UP, email: ALICE.username },
    ]) {
      const answer = await post('signup', fields, closed);
      assert.deepEqual([answer.status, read(answer)['description']], [403, 'public signup is disabled']);
    }
    assert.deepEqual(await takeMails(closed), []);
  } finally {
    await closed.close();
  }
});

test('PR-19 a username is refused: email is the name to sign in with', async () => {
  const answer = await post('signup', { ...SIGN_UP, username: ALICE.username });
  assert.deepEqual([answer.status, read(answer)['code']], [400, 'invalid_signup']);
});

test('a password below the policy is refused as Auth0 refuses it', async () => {
  const answer = await post('signup', { ...SIGN_UP, password: 'short' });
  const { name, code, statusCode, policy } = read(answer);
  assert.deepEqual(
    [answer.status, name, code, statusCode],
    [400, 'PasswordStrengthError', 'invalid_password', 400],
  );
  assert.equal(typeof policy, 'string');
});

test('LG-04 a taken address is answered as a free one is, and nothing is sent but a word to its owner', async () => {
  const shape = (answer: Answer) => {
    const { _id, email, ...rest } = read(answer);
    return { status: answer.status, id: /^[0-9a-f]{24}$/.test(String(_id)), email, rest };
  };
  const free = shape(await post('signup', SIGN_UP));
  assert.deepEqual(free, { status: 200, id: true, email: 'api@acme.test', rest: { email_verified: false } });
  await takeMails(stack);
  const taken = await post('signup', { ...SIGN_UP, email: ALICE.username });
  assert.deepEqual(shape(taken), { ...free, email: ALICE.username });
  assert.notEqual(`auth0|${read(taken)['_id']}`, ALICE_SUB);
  await soleMail(stack, 'account_exists');
});

test('PR-07 LG-04 change_password answers the same for every address', async () => {
  const known = await post('change_password', CHANGE);
  assert.deepEqual([known.status, known.headers['content-type']], [200, 'text/html; charset=utf-8']);
  assert.equal(known.body, "We've just sent you an email to reset your password.");
  await soleMail(stack, 'reset_password');
  const unknown = await post('change_password', { ...CHANGE, email: 'nobody@acme.test' });
  assert.deepEqual([unknown.status, unknown.body], [known.status, known.body]);
  assert.deepEqual(await takeMails(stack), []);
});

test('PR-16 a sign-up becomes the account it promised, with its profile and nothing it may not say', async () => {
  const answer = await post('signup', {
    ...SIGN_UP,
    email: 'Profile@acme.test',
    given_name: 'Pro',
    user_metadata: { plan: 'free' },
    email_verified: true,
    app_metadata: { roles: ['admin'] },
    _id: 'ffffffffffffffffffffffff',
    blocked: true,
  });
  const { _id, ...rest } = read(answer);
  const profile = { given_name: 'Pro', user_metadata: { plan: 'free' } };
  assert.deepEqual(rest, { email: 'profile@acme.test', email_verified: false, ...profile });
  const { link } = await soleMail(stack, 'verify_email');
  await pressLink(stack.browser(), link, { password: CHOSEN });
  const found = await stack.storage.tenant('t-acme').users.findByEmail('profile@acme.test');
  assert.equal(found?.user.sub, `auth0|${String(_id)}`);
  assert.deepEqual([found?.user.blocked, found?.user.claims.given_name], [false, 'Pro']);
  assert.notEqual(_id, 'ffffffffffffffffffffffff');
});

test('change_password: the link of the mail sets the password', async () => {
  await post('change_password', { ...CHANGE, organization: 'ignored' });
  const { link } = await soleMail(stack, 'reset_password');
  assert.match((await openLink(stack.browser(), link)).body, /id="choose-submit"/);
});

test('sign-up at once: the account is there before its link, and a taken address is named as Auth0 names it', async () => {
  const at_once = await startStack({ settings: { sign_up: true, unsafe_sign_up_at_once: true } });
  try {
    const made = await post('signup', SIGN_UP, at_once);
    const { users } = at_once.storage.tenant('t-acme');
    const sub = `auth0|${String(read(made)['_id'])}`;
    assert.equal((await users.find(sub))?.claims.email_verified, false);
    const taken = await post('signup', SIGN_UP, at_once);
    assert.deepEqual([taken.status, read(taken)['code']], [400, 'user_exists']);
  } finally {
    await at_once.close();
  }
});

test('PR-08 one network sends a hundred requests an hour', async () => {
  const statuses = new Map<number, number>();
  for (let asked = 0; asked < 101; asked += 1) {
    const { status } = await post('change_password', { ...CHANGE, email: `someone${asked}@acme.test` });
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
  }
  assert.deepEqual(
    [...statuses],
    [
      [200, 100],
      [429, 1],
    ],
  );
});

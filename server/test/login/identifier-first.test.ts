/**
 * The login page as the tenant has it: which ways in, the identifier first, and connections beside the database.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { comparable } from '../account/accounts.ts';
import { ALICE, B0 } from '../attacks/requests.ts';
import { type Stack, startStack } from '../stack.ts';
import { type Answer, fragment, hiddenFields, query, type UserAgent } from '../user-agent.ts';

let stack: Stack;
before(async () => {
  stack = await startStack({
    settings: {
      login_methods: ['password', 'email_code'],
      identifier_first: true,
      connections: [
        { name: 'ldap', display_name: 'Corp', strategy: 'ad', domains: ['corp.test'] },
        { name: 'same', display_name: 'Ours', strategy: 'auth0', domains: ['ours.test'] },
      ],
    },
  });
});
after(() => stack.close());

/** Sends the first page, and follows it to the second. */
async function identify(browser: UserAgent, page: Answer, username: string): Promise<Answer> {
  const form = { ...hiddenFields(page.body), username, action: 'identify' };
  return browser.follow(await browser.post('/login', form));
}

const isFirst = ({ body }: Answer) => body.includes('id="login-next"') && !body.includes('id="password"');
const isSecond = ({ body }: Answer) =>
  body.includes('id="login-submit"') && !body.includes('id="login-next"');

test('an identifier that is none is refused on the first page', async () => {
  const browser = stack.browser();
  const page = await browser.authorize(B0);
  assert.ok(isFirst(page));
  for (const username of ['', '   ', 'x'.repeat(321)]) {
    const answer = await identify(browser, page, username);
    assert.equal(answer.status, 400);
    assert.ok(isFirst(answer));
    assert.match(answer.body, /id="login-error" role="alert"/);
  }
});

test('LG-04 the second page is the same for an account that exists, is blocked, or does not', async () => {
  const { users } = stack.storage.tenant('t-acme');
  await users.save({ sub: 'auth0|blocked', blocked: true, claims: { email: 'block@acme.test' } });
  const of = async (username: string) => {
    const browser = stack.browser();
    const page = await identify(browser, await browser.authorize(B0), username);
    assert.ok(isSecond(page));
    return comparable(page, username);
  };
  const expected = await of(ALICE.username);
  for (const username of ['block@acme.test', 'nobdy@acme.test', 'not an address'])
    assert.deepEqual(await of(username), expected, username);
});

test('LG-04 a login_hint tells nothing either', async () => {
  const of = async (login_hint: string) =>
    comparable(await stack.browser().authorize({ ...B0, login_hint }), login_hint);
  assert.deepEqual(await of('nobdy@acme.test'), await of(ALICE.username));
});

test('LG-20 the password without the first step is judged as with it, and gains nothing by another name', async () => {
  const browser = stack.browser();
  const first = await browser.authorize(B0);
  assert.equal((await browser.signIn(first, { ...ALICE, password: 'wrong' })).status, 400);
  const second = await identify(browser, first, 'bob@acme.test');
  assert.equal((await browser.signIn(second, { ...ALICE, password: 'wrong' })).status, 400);
  assert.notEqual(fragment((await browser.signIn(second, ALICE)).location)['access_token'], undefined);
});

test('an account signs in on two pages; the typed address stays on every error, the password never', async () => {
  const browser = stack.browser();
  const second = await identify(browser, await browser.authorize(B0), ' alice@acme.test ');
  assert.match(second.body, /id="username"[^>]* value="alice@acme.test" readonly/);
  const wrong = await browser.signIn(second, { ...ALICE, password: 'not this one' });
  assert.equal(wrong.status, 400);
  assert.ok(isSecond(wrong));
  assert.match(wrong.body, /id="username"[^>]* value="alice@acme.test"/);
  assert.doesNotMatch(wrong.body, /not this one/);
  assert.notEqual(fragment((await browser.signIn(wrong, ALICE)).location)['access_token'], undefined);
});

test('a login_hint skips the first page, unless an account is to be chosen, and another address can be used', async () => {
  const browser = stack.browser();
  const hinted = await browser.authorize({ ...B0, login_hint: ALICE.username });
  assert.ok(isSecond(hinted));
  assert.match(hinted.body, /id="username"[^>]* value="alice@acme.test"/);
  const chosen = await browser.authorize({ ...B0, login_hint: ALICE.username, prompt: 'select_account' });
  assert.ok(isFirst(chosen));
  const form = { ...hiddenFields(hinted.body), username: ALICE.username, action: 'restart' };
  const restarted = await browser.follow(await browser.post('/login', form));
  assert.ok(isFirst(restarted));
  assert.match(restarted.body, /id="username"[^>]* value=""/);
});

test('LG-17 an address of another connection is sent there at each step; with nothing behind it the page says so', async () => {
  const browser = stack.browser();
  const { users } = stack.storage.tenant('t-acme');
  const alice = await users.findByEmail(ALICE.username);
  await users.save(
    { sub: 'auth0|corp', blocked: false, claims: { email: 'eve@corp.test' } },
    alice?.password_hash,
  );
  const page = await browser.authorize(B0);
  for (const username of ['eve@corp.test', ' EVE@CORP.test', 'nobody@corp.test']) {
    const sent = await identify(browser, page, username);
    assert.ok(isFirst(sent), username);
    assert.match(sent.body, /id="login-error" role="alert"/);
    for (const action of ['login', 'email_code']) {
      const form = { ...hiddenFields(page.body), username, password: ALICE.password, action };
      const refused = await browser.post('/login', form);
      assert.equal(refused.status, 400, action);
      assert.match(refused.body, /id="login-error" role="alert"/);
    }
  }
  assert.ok(isSecond(await identify(browser, page, 'eve@corp.test@acme.test')));
  assert.ok(isSecond(await identify(browser, page, 'eve@ours.test')));
});

test('a connection can be chosen by its button or by the client; one that leads nowhere is refused at once (issue 17)', async () => {
  const browser = stack.browser();
  const page = await browser.authorize(B0);
  assert.match(page.body, /name="connection" value="ldap"[^>]*>Continue with <bdi>Corp</);
  const pressed = await browser.post('/login', { ...hiddenFields(page.body), connection: 'ldap' });
  assert.equal(pressed.status, 400);
  assert.match(pressed.body, /id="login-error" role="alert"/);
  for (const connection of ['Username-Password-Authentication', 'email', 'same']) {
    const asked = await browser.authorize({ ...B0, connection });
    assert.equal(asked.status, 200, connection);
    assert.doesNotMatch(asked.body, /login-error/, connection);
    assert.ok(isSecond(await identify(browser, asked, ALICE.username)));
  }
  for (const [connection, error_description] of [
    ['ldap', 'the connection is not enabled'],
    ['google-oauth2', 'the connection was not found'],
    ['constructor', 'the connection was not found'],
  ] as const)
    for (const more of [{}, { prompt: 'none' }]) {
      const answer = await stack.browser().send(`/authorize?${query({ ...B0, ...more, connection })}`);
      assert.equal(answer.location.split('#')[0], B0.redirect_uri);
      const { error, state, ...told } = fragment(answer.location);
      assert.deepEqual([error, state], ['invalid_request', B0.state]);
      assert.equal(told['error_description'], error_description);
    }
});

const PAGES = [
  [['password'], ['password', 'login-submit']],
  [['email_code'], ['login-email-code']],
  [['email_link'], ['login-email-link']],
  [
    ['email_link', 'email_code', 'password'],
    ['password', 'login-submit', 'login-email-link', 'login-email-code'],
  ],
  [['passkey'], ['webauthn-form']],
] as const;

const PARTS = ['password', 'login-submit', 'webauthn-form', 'login-email-link', 'login-email-code'];

for (const [login_methods, parts] of PAGES) {
  test(`LG-20 a tenant with ${login_methods.join(', ')} shows these ways in and takes no other`, async () => {
    const [before_] = (await stack.storage.tenants.list()).filter(({ name }) => name === 'globex');
    assert.ok(before_);
    const settings = { ...before_.settings, identifier_first: false, connections: [], login_methods };
    await stack.storage.tenants.save({ ...before_, settings });
    const browser = stack.browser('globex');
    const page = await browser.authorize({ ...B0, client_id: 'spaG' });
    const shown = PARTS.filter((part) => page.body.includes(`id="${part}"`));
    assert.deepEqual(shown.toSorted(), [...parts].toSorted());
    const form = { ...hiddenFields(page.body), username: 'carol@globex.test', password: ALICE.password };
    for (const [action, method] of [
      ['login', 'password'],
      ['passkey', 'passkey'],
      ['email_code', 'email_code'],
      ['email_link', 'email_link'],
    ] as const) {
      const answer = await browser.post('/login', { ...form, action });
      const isTaken = login_methods.some((one) => one === method) && method !== 'passkey';
      assert.equal(answer.status, isTaken ? 303 : 400, action);
    }
  });
}

/**
 * LG of the attack catalogue: the login form, what it gives away, and the budgets of wrong passwords.
 */
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { createPasswords } from '../../src/passwords/passwords.ts';
import { Secret } from '../../src/protocol/secret.ts';
import { PASSWORD, type Stack, startStack } from '../stack.ts';
import { type Answer, hiddenFields } from '../user-agent.ts';
import { ALICE, B0, silently, THIRD_PARTY } from './requests.ts';

let stack: Stack;
before(async () => {
  stack = await startStack();
  const passwords = createPasswords({ threads: 1 });
  for (const [index, { email, password, blocked = false }] of USERS.entries()) {
    const hash = password === undefined ? undefined : await passwords.hash(new Secret(password));
    const sub = `auth0|${index.toString(16).padStart(24, 'f')}`;
    await stack.storage.tenant('t-acme').users.save({ sub, blocked, claims: { email } }, hash);
  }
  await passwords.close();
});
after(() => stack.close());
// Every budget ends within the hour, so each test begins with full ones.
beforeEach(() => {
  stack.clock.now += 3_601;
});

const LONG = 'a'.repeat(256);

const USERS: readonly { readonly email: string; readonly password?: string; readonly blocked?: boolean }[] = [
  { email: 'block@acme.test', password: PASSWORD, blocked: true },
  { email: 'socal@acme.test' },
  { email: 'long@acme.test', password: LONG },
  { email: 'nul@acme.test', password: 'before\0after' },
  { email: 'accent@acme.test', password: 'caf\u00e9 au lait' },
];

type Attempt = { readonly username: string; readonly password: string };

/** One attempt from a browser of its own: 303 is a login. */
async function attempt(
  { username, password }: Attempt,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const browser = stack.browser();
  const page = await browser.authorize(B0);
  return browser.post('/login', { ...hiddenFields(page.body), username, password, action: 'login' }, headers);
}

/** A failure without what differs from one answer to the next anyway. */
function comparable({ status, headers, body }: Answer, username: string): unknown {
  const { 'x-request-id': _, date: __, ...rest } = headers;
  const fields = /name="(interaction|csrf)" value="[^"]*"/g;
  return { status, rest, body: body.replaceAll(username, 'USER').replace(fields, '$1'), size: body.length };
}

test('LG-01 an unknown, blocked or password-less account answers exactly as a wrong password does', async () => {
  const expected = comparable(await attempt({ ...ALICE, password: 'wrong' }), ALICE.username);
  const cases: readonly Attempt[] = [
    { username: 'nobdy@acme.test', password: PASSWORD },
    { username: 'carol@globex.t', password: PASSWORD },
    { username: 'block@acme.test', password: PASSWORD },
    { username: 'block@acme.test', password: 'wrong' },
    { username: 'socal@acme.test', password: PASSWORD },
    { username: 'socal@acme.test', password: '' },
  ];
  for (const one of cases) {
    const username = one.username.padEnd(ALICE.username.length, 'x');
    assert.deepEqual(comparable(await attempt({ ...one, username }), username), expected, username);
  }
});

test('LG-13 a password of 256 bytes signs in; beyond 1,024 bytes it is refused before anything is counted', async () => {
  assert.equal((await attempt({ username: 'long@acme.test', password: LONG })).status, 303);
  for (let tried = 0; tried < 12; tried += 1)
    assert.equal((await attempt({ ...ALICE, password: 'x'.repeat(1_025) })).status, 400);
  for (const size of [40_000, 1_000_000])
    assert.equal((await attempt({ ...ALICE, password: 'x'.repeat(size) })).status, 400);
  assert.equal((await attempt(ALICE)).status, 303);
});

test('LG-14 LG-15 no byte of a password is cut, trimmed or folded; only its Unicode form is one', async () => {
  const cases: readonly (readonly [string, string, number])[] = [
    ['long@acme.test', `${LONG.slice(0, 255)}b`, 400],
    ['long@acme.test', LONG.slice(0, 72), 400],
    ['long@acme.test', `${LONG}a`, 400],
    ['nul@acme.test', 'before\0other', 400],
    ['nul@acme.test', 'before', 400],
    ['nul@acme.test', 'before\0after', 303],
    ['accent@acme.test', 'cafe\u0301 au lait', 303],
    ['accent@acme.test', 'caf\u00e9 au lait ', 400],
    ['accent@acme.test', 'Caf\u00e9 au lait', 400],
    ['accent@acme.test', 'cafe au lait', 400],
  ];
  for (const [username, password, status] of cases)
    assert.equal(
      (await attempt({ username, password })).status,
      status,
      `${username} ${password.slice(-20)}`,
    );
});

test('LG-18 a body that is not the one form type and charset is not read at all', async () => {
  const browser = stack.browser();
  const fields = { ...hiddenFields((await browser.authorize(B0)).body), ...ALICE, action: 'login' };
  const form = new URLSearchParams(fields).toString();
  const json = JSON.stringify(fields);
  const operators = JSON.stringify({ ...fields, password: { $ne: null } });
  const bodies: readonly (readonly [string | undefined, string])[] = [
    ['application/json', json],
    ['application/json\t;x', json],
    [' application/json', json],
    ['application/json;charset=utf-16', json],
    ['text/json', operators],
    ['text/plain', form],
    ['multipart/form-data; boundary=x', form],
    ['application/x-www-form-urlencoded; charset=utf-16', form],
    ['application/x-www-form-urlencoded, application/json', form],
    [undefined, form],
  ];
  for (const [type, body] of bodies) {
    const headers = type === undefined ? {} : { 'content-type': type };
    const answer = await browser.send('/login', { method: 'POST', headers, body });
    assert.ok([400, 415].includes(answer.status), `${type}: ${answer.status}`);
    assert.equal(answer.headers['set-cookie'], undefined);
  }
});

test('LG-18 repeated, structured and missing fields are no credentials', async () => {
  const browser = stack.browser();
  const hidden = new URLSearchParams(hiddenFields((await browser.authorize(B0)).body)).toString();
  const name = encodeURIComponent(ALICE.username);
  const word = encodeURIComponent(PASSWORD);
  const forms = [
    `username=${name}&username=${name}&password=${word}`,
    `username=${name}&password=${word}&password=x`,
    `username=${name}&password[$ne]=`,
    `username[]=${name}&password=${word}`,
    `username=${name}`,
    `password=${word}`,
    `username=${name}&password=true`,
    '',
  ];
  for (const body of forms) {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await browser.send('/login', { method: 'POST', headers, body: `${hidden}&${body}` });
    assert.equal(answer.status, 400, body);
  }
});

test('LG-20 no step is skipped: forms without interaction, token, login or in the wrong order', async () => {
  const browser = stack.browser();
  const page = await browser.authorize(THIRD_PARTY);
  const hidden = hiddenFields(page.body);
  const other = hiddenFields((await browser.authorize(THIRD_PARTY)).body);
  const { interaction = '', csrf = '' } = hidden;
  const cases: readonly (readonly [string, Readonly<Record<string, string>>, number])[] = [
    ['/login', {}, 400],
    ['/login', { ...ALICE, action: 'login' }, 400],
    ['/login', { ...ALICE, interaction }, 403],
    ['/login', { ...ALICE, interaction, csrf: other['csrf'] ?? '' }, 403],
    ['/consent', {}, 400],
    ['/consent', { interaction, action: 'accept' }, 403],
  ];
  for (const [path, fields, status] of cases)
    assert.equal((await browser.post(path, fields)).status, status, JSON.stringify(fields).slice(0, 60));
  for (const [path, action] of [
    ['/consent', 'accept'],
    ['/login', 'continue'],
  ] as const) {
    const answer = await browser.follow(await browser.post(path, { interaction, csrf, action }));
    assert.match(answer.body, /id="login-submit"/, `${path} ${action}`);
  }
  assert.equal(await silently(browser), 'login_required');
});

test('LG-21 there is no default account and no page that would make one', async () => {
  for (const username of ['admin', 'admin@acme.test', 'root', 'test@test', 'administrator@acme.test'])
    assert.equal((await attempt({ username, password: 'admin' })).status, 400, username);
  for (const path of ['/setup', '/install', '/admin', '/bootstrap'])
    assert.equal((await stack.browser().send(path)).status, 404, path);
});

test('LG-22 credentials in a query are neither read nor logged, and the form is fit for password managers', async () => {
  const browser = stack.browser();
  const started = await browser.send(`/authorize?${new URLSearchParams(B0)}`);
  const credentials = new URLSearchParams({ username: ALICE.username, password: 'query-password-1' });
  const page = await browser.send(`${started.location}&${credentials}`);
  assert.equal(page.status, 200);
  assert.ok(!page.body.includes(ALICE.username) && !page.body.includes('query-password-1'));
  await browser.send(`/login?${credentials}`);
  await browser.signIn(page, { ...ALICE, password: 'body-password-1' });
  assert.doesNotMatch(stack.logged(), /query-password-1|body-password-1/);
  assert.match(page.body, /<form id="login-form" method="post" action="\/login">/);
  assert.match(page.body, /type="password" autocomplete="current-password"/);
  assert.match(page.body, /autocomplete="username"/);
  assert.doesNotMatch(page.body, /onpaste|autocomplete="off"/);
});

test('LG-26 an address in next, returnTo, continue and the like leads nowhere', async () => {
  for (const name of ['next', 'returnTo', 'return_to', 'continue', 'redirect', 'redirect_uri', 'url']) {
    const evil = { [name]: 'https://evil.test/' };
    const browser = stack.browser();
    const started = await browser.send(`/authorize?${new URLSearchParams({ ...evil, ...B0 })}`);
    const page = await browser.send(`${started.location}&${new URLSearchParams(evil)}`);
    assert.doesNotMatch(page.body, /evil\.test/);
    const fields = { ...hiddenFields(page.body), ...ALICE, ...evil, action: 'login' };
    const answer = await browser.follow(await browser.post('/login', fields));
    assert.ok(answer.location.startsWith(`${B0.redirect_uri}#access_token=`), `${name}: ${answer.location}`);
  }
});

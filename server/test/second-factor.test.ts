/**
 * When a second factor is asked for, and what the tokens say of it.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { B0, silently } from './attacks/requests.ts';
import {
  codeOf,
  codesOn,
  firstFactor,
  keyOn,
  MULTI_FACTOR,
  newPerson,
  personWithApp,
  setTo,
  submit,
} from './second-factors.ts';
import { implicitClient, type Stack, startStack } from './stack.ts';
import { fragment } from './user-agent.ts';

let stack: Stack;

const CALLBACK = { redirect_uris: ['https://app.acme.test/cb'] };

before(async () => {
  stack = await startStack();
  const { clients } = stack.storage.tenant('t-acme');
  for (const policy of ['never', 'always'] as const)
    await clients.save(implicitClient(policy, { ...CALLBACK, second_factor: policy }));
});

after(() => stack.close());

/** The claims of the ID token of an answer. */
function claimsOf(location: string): Readonly<Record<string, unknown>> {
  const { id_token = '' } = fragment(location);
  return JSON.parse(Buffer.from(id_token.split('.')[1] ?? '', 'base64url').toString());
}

const MFA = { path: '/mfa' } as const;
const ENROL = { path: '/mfa/enroll' } as const;

test('an app that is enrolled is asked for after the password, and its code signs in with amr mfa (RFC 8176)', async () => {
  const person = await personWithApp(stack, 'enrolled');
  const browser = stack.browser();
  const page = await firstFactor(browser, person);
  assert.match(page.body, /id="mfa-title"/);
  const answer = await submit(browser, { ...MFA, page }, { action: 'verify', code: codeOf(person, stack) });
  assert.deepEqual(claimsOf(answer.location)['amr'], ['pwd', 'otp', 'mfa']);
});

test('a client that never wants a second factor is answered after the password, and its ID token says pwd only', async () => {
  const person = await personWithApp(stack, 'never');
  const { location } = await firstFactor(stack.browser(), person, { client_id: 'never' });
  assert.deepEqual(claimsOf(location)['amr'], ['pwd']);
});

test('a tenant that never wants a second factor still asks who is asked for it by acr_values (OIDC Core §3.1.2.1)', async (t) => {
  await setTo(stack, { second_factor: 'never' });
  t.after(() => setTo(stack, {}));
  const person = await personWithApp(stack, 'tenant-never');
  assert.match((await firstFactor(stack.browser(), person)).location, /access_token=/);
  const page = await firstFactor(stack.browser(), person, { acr_values: MULTI_FACTOR });
  assert.match(page.body, /id="mfa-title"/);
});

test('a tenant that always wants one has it set up at the first login; recovery codes are shown once, and then it signs in', async (t) => {
  await setTo(stack, { second_factor: 'always' });
  t.after(() => setTo(stack, {}));
  const person = await newPerson(stack, 'first-login');
  const browser = stack.browser();
  const page = await firstFactor(browser, person);
  const key = keyOn(page);
  const wrong = await submit(browser, { ...ENROL, page }, { action: 'confirm', code: '000000' });
  assert.equal(wrong.status, 400);
  assert.deepEqual(keyOn(wrong), key);
  const code = codeOf({ key }, stack);
  const kept = await submit(browser, { ...ENROL, page: wrong }, { action: 'confirm', code });
  assert.equal(codesOn(kept).length, 10);
  assert.equal(await silently(browser), 'login_required');
  const answer = await submit(browser, { ...ENROL, page: kept }, { action: 'kept' });
  assert.deepEqual(claimsOf(answer.location)['amr'], ['pwd', 'otp', 'mfa']);
  const again = await submit(stack.browser(), { ...ENROL, page: kept }, { action: 'kept' });
  assert.doesNotMatch(again.location, /access_token=/);
});

test('a client that always wants one is refused in silence over a session of one factor', async () => {
  const person = await newPerson(stack, 'silent');
  const browser = stack.browser();
  assert.match((await firstFactor(browser, person)).location, /access_token=/);
  assert.equal(await silently(browser), 'tokens');
  assert.equal(await silently(browser, { client_id: 'always' }), 'login_required');
  assert.equal(await silently(browser, { acr_values: MULTI_FACTOR }), 'login_required');
});

test('a live session is stepped up without the password: amr and acr rise, and auth_time stays that of the login', async () => {
  const person = await personWithApp(stack, 'step-up');
  const browser = stack.browser();
  const first = await firstFactor(browser, person, { client_id: 'never' });
  const { auth_time } = claimsOf(first.location);
  stack.clock.now += 100;
  const page = await browser.authorize({ ...B0, acr_values: MULTI_FACTOR });
  assert.match(page.body, /id="mfa-title"/);
  const answer = await submit(browser, { ...MFA, page }, { action: 'verify', code: codeOf(person, stack) });
  const claims = claimsOf(answer.location);
  assert.deepEqual(claims['amr'], ['pwd', 'otp', 'mfa']);
  assert.equal(claims['acr'], MULTI_FACTOR);
  assert.equal(claims['auth_time'], auth_time);
  assert.equal(await silently(browser, { acr_values: MULTI_FACTOR }), 'tokens');
});

test('who turns back from the second factor is taken to the application with access_denied', async () => {
  const person = await personWithApp(stack, 'cancel');
  const browser = stack.browser();
  const page = await firstFactor(browser, person);
  const { location } = await submit(browser, { ...MFA, page }, { action: 'cancel' });
  assert.equal(fragment(location)['error'], 'access_denied');
  assert.equal(await silently(browser), 'login_required');
});

test('a page that waited for more than ten minutes begins anew with the password', async () => {
  const person = await personWithApp(stack, 'expired');
  const browser = stack.browser();
  const page = await firstFactor(browser, person);
  stack.clock.now += 601;
  const code = codeOf(person, stack);
  const answer = await submit(browser, { ...MFA, page }, { action: 'verify', code });
  assert.match(answer.body, /id="login-title"|name="password"/);
});

test('a browser whose cookies were cleared half-way is told so and is not signed in', async () => {
  const person = await personWithApp(stack, 'cleared');
  const browser = stack.browser();
  const page = await firstFactor(browser, person);
  browser.cookies.clear();
  const code = codeOf(person, stack);
  const answer = await submit(browser, { ...MFA, page }, { action: 'verify', code });
  assert.equal(answer.status, 400);
  assert.equal(await silently(browser), 'login_required');
});

test('two tabs at the second factor each come to their own application', async () => {
  const person = await personWithApp(stack, 'two-tabs');
  const browser = stack.browser();
  const one = await firstFactor(browser, person, { state: 'one' });
  const two = await firstFactor(browser, person, { state: 'two', client_id: 'always' });
  const code = codeOf(person, stack);
  const first = await submit(browser, { ...MFA, page: one }, { action: 'verify', code });
  assert.equal(fragment(first.location)['state'], 'one');
  stack.clock.now += 30;
  const second = await submit(
    browser,
    { ...MFA, page: two },
    { action: 'verify', code: codeOf(person, stack) },
  );
  assert.equal(fragment(second.location)['state'], 'two');
});

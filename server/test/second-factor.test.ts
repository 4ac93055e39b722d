import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { B0 } from './attacks/requests.ts';
import { ALICE_SUB, codeOf, enrolApp, firstFactor, MULTI_FACTOR, submit } from './second-factors.ts';
import { type Stack, startStack } from './stack.ts';
import { fragment } from './user-agent.ts';

let stack: Stack;

before(async () => {
  stack = await startStack();
});

after(() => stack.close());

/** The claims of the ID token of an answer. */
function claimsOf(location: string): Readonly<Record<string, unknown>> {
  const { id_token = '' } = fragment(location);
  return JSON.parse(Buffer.from(id_token.split('.')[1] ?? '', 'base64url').toString());
}

async function withApp() {
  for (const { authenticator_id } of await stack.storage.tenant('t-acme').authenticators.list(ALICE_SUB))
    await stack.storage.tenant('t-acme').authenticators.remove(ALICE_SUB, authenticator_id);
  stack.clock.now += 86_400 * 2;
  return enrolApp(stack);
}

const MFA = { path: '/mfa' } as const;

test('an app that is enrolled is asked for after the password, and its code signs in with amr mfa (RFC 8176)', async () => {
  const app = await withApp();
  const browser = stack.browser();
  const page = await firstFactor(browser, { response_type: 'id_token', nonce: 'n' });
  assert.match(page.body, /id="mfa-title"/);
  const answer = await submit(browser, { ...MFA, page }, { action: 'verify', code: codeOf(app, stack) });
  const { amr, acr } = claimsOf(answer.location);
  assert.deepEqual(amr, ['pwd', 'otp', 'mfa']);
  assert.equal(acr, MULTI_FACTOR);
});

test('a recovery code signs in once', async () => {
  const { codes } = await withApp();
  const [code = ''] = codes;
  const browser = stack.browser();
  const page = await firstFactor(browser);
  const fields = { action: 'verify', factor: 'recovery', code: code.toLowerCase() };
  assert.match((await submit(browser, { ...MFA, page }, fields)).location, /access_token=/);
  const other = stack.browser();
  const again = await submit(other, { ...MFA, page: await firstFactor(other) }, fields);
  assert.equal(again.status, 400);
  assert.equal((await other.authorize({ ...B0, prompt: 'none' })).location.includes('login_required'), true);
});

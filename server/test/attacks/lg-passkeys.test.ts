/**
 * LG of the attack catalogue, where somebody signs in with a passkey.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createSeal } from '../../src/keys/seal.ts';
import { TENANT_SETTINGS_DEFAULTS, type TenantSettings } from '../../src/resources/tenant/settings.ts';
import { makeSoftwareAuthenticator, type Occasion } from '../factors/software-authenticator.ts';
import { epochOf, removeFactor } from '../login/epochs.ts';
import { type Stack, startStack } from '../stack.ts';
import { type Answer, hiddenFields, type UserAgent } from '../user-agent.ts';
import { B0 } from './requests.ts';

let stack: Stack;
before(async () => {
  stack = await startStack({ settings: { login_methods: ['password', 'passkey'] } });
});
after(() => stack.close());

const ALICE = 'auth0|a11ce0000000000000000001';
const BLOCKED = 'auth0|b10cced00000000000000001';

function handleOf(sub: string, tenant_id = 't-acme'): string {
  return createSeal(Buffer.alloc(32, 7)).mac({ purpose: 'webauthn', tenant_id }, `user ${sub}`);
}

/** A passkey of a user, as the server knows it. */
async function passkeyOf(sub: string, { tenant = 'acme' } = {}) {
  const issuer = new URL(stack.issuer(tenant));
  const authenticator = makeSoftwareAuthenticator({ rpId: issuer.hostname, origin: issuer.origin });
  const records = stack.storage.tenant(`t-${tenant}`);
  await records.authenticators.add({
    authenticator_id: authenticator.id,
    sub,
    epoch: await epochOf(records, sub),
    kind: 'webauthn',
    name: 'Key',
    document: { public_key: authenticator.publicKey },
    counter: 0,
  });
  return authenticator;
}

/** The challenge of a login page. */
function challengeIn({ body }: Answer): string {
  const [, json = '{}'] = /<script type="application\/json" id="webauthn-request">([^<]*)</.exec(body) ?? [];
  return String(JSON.parse(json).publicKey?.challenge);
}

function passkeyForm({ body }: Answer): Readonly<Record<string, string>> {
  return hiddenFields(body.slice(body.indexOf('<form id="webauthn-form"')));
}

async function send(browser: UserAgent, page: Answer, credential: string): Promise<Answer> {
  return browser.post('/login', { ...passkeyForm(page), credential });
}

/** Signs in with an authenticator from a new browser. */
async function attempt(
  authenticator: { readonly assert: (occasion: Occasion) => string },
  userHandle: string,
): Promise<Answer> {
  const browser = stack.browser();
  const page = await browser.authorize(B0);
  return send(browser, page, authenticator.assert({ challenge: challengeIn(page), userHandle }));
}

async function setTo(settings: Partial<TenantSettings>): Promise<void> {
  await stack.storage.tenants.save({
    tenant_id: 't-acme',
    name: 'acme',
    region: 'us',
    settings: { ...TENANT_SETTINGS_DEFAULTS, ...settings },
  });
}

/** A refusal without what differs from one answer to the next anyway. */
function comparable({ status, headers, body }: Answer): unknown {
  const { 'x-request-id': _, date: __, 'content-security-policy': csp, ...rest } = headers;
  const sealed = /name="(interaction|csrf|challenge)" value="[^"]*"/g;
  const random = /nonce="[^"]*"|"challenge":"[^"]*"/g;
  const policy = String(csp).replace(/'nonce-[^']*'/, '');
  return { status, rest, policy, body: body.replace(sealed, '$1').replace(random, ''), size: body.length };
}

test('LG-20 a passkey is refused where the tenant has no passkeys, although the form was sent by a page that had it', async () => {
  const alices = await passkeyOf(ALICE);
  const browser = stack.browser();
  const page = await browser.authorize(B0);
  const credential = alices.assert({ challenge: challengeIn(page), userHandle: handleOf(ALICE) });
  await setTo({ login_methods: ['password'] });
  const refused = await send(browser, page, credential);
  assert.equal(refused.status, 400);
  assert.ok(!refused.body.includes('webauthn'));
  await setTo({ login_methods: ['password', 'passkey'] });
  assert.equal((await send(browser, page, credential)).status, 303);
});

test('LG-20 an empty passkey form is refused', async () => {
  const browser = stack.browser();
  const page = await browser.authorize(B0);
  const { interaction = '', csrf = '' } = passkeyForm(page);
  const refused = await browser.post('/login', { interaction, csrf, action: 'passkey' });
  assert.equal(refused.status, 400);
});

test('LG-01 a passkey that is unknown, removed, of a blocked user or of another tenant is refused in the same words', async () => {
  const records = stack.storage.tenant('t-acme');
  await records.users.save({ sub: BLOCKED, blocked: false, claims: {} });
  const issuer = new URL(stack.issuer('acme'));
  const unknown = makeSoftwareAuthenticator({ rpId: issuer.hostname, origin: issuer.origin });
  const expected = comparable(await attempt(unknown, handleOf(ALICE)));
  const blocked = await passkeyOf(BLOCKED);
  await records.users.save({ sub: BLOCKED, blocked: true, claims: {} });
  const removed = await passkeyOf(ALICE);
  assert.equal(await removeFactor(records, ALICE, removed.id), 'removed');
  const carols = await passkeyOf('auth0|ca4010000000000000000003', { tenant: 'globex' });
  assert.deepEqual(comparable(await attempt(blocked, handleOf(BLOCKED))), expected);
  assert.deepEqual(comparable(await attempt(removed, handleOf(ALICE))), expected);
  assert.deepEqual(
    comparable(await attempt(carols, handleOf('auth0|ca4010000000000000000003', 't-globex'))),
    expected,
  );
  assert.deepEqual(comparable(await attempt({ assert: () => '{' }, '')), expected);
});

test('a challenge of one browser is refused in another, and one that was used is refused in its own', async () => {
  const alices = await passkeyOf(ALICE);
  const [mine, other] = [stack.browser(), stack.browser()];
  const [page, otherPage] = [await mine.authorize(B0), await other.authorize(B0)];
  const { challenge = '' } = passkeyForm(page);
  const credential = alices.assert({ challenge: challengeIn(page), userHandle: handleOf(ALICE) });
  const carried = await other.post('/login', { ...passkeyForm(otherPage), challenge, credential });
  assert.equal(carried.status, 400);
  assert.equal((await send(mine, page, credential)).status, 303);
  assert.equal((await send(mine, page, credential)).status, 400);
});

test('whatever is sent as a credential, the answer is a page that says so and never a failure of ours', async () => {
  const browser = stack.browser();
  const page = await browser.authorize(B0);
  const deep = `${'['.repeat(8_000)}${']'.repeat(8_000)}`;
  for (const credential of ['', 'null', '[]', '"\\u0000"', '{"id":{}}', deep, 'A'.repeat(30_000), '\0'])
    assert.equal((await send(browser, page, credential)).status, 400, credential.slice(0, 20));
  for (const challenge of ['', 'A', 'A'.repeat(17_000)]) {
    const sent = await browser.post('/login', { ...passkeyForm(page), challenge, credential: '{}' });
    assert.equal(sent.status, 400);
  }
});

test('a refused passkey is in the audit log with its reason, a counter that went back too', async () => {
  const alices = await passkeyOf(ALICE);
  const records = stack.storage.tenant('t-acme');
  assert.equal(await records.authenticators.use(alices.id, 9), true);
  await attempt(alices, handleOf(ALICE));
  const events = await records.audit.list(50);
  assert.ok(events.some(({ type, detail }) => type === 'login_failed' && detail === 'passkey: counter'));
});

/**
 * A consent covers the client that the End-User saw and where it goes: when either changes, by the operator's file or by
 * the client itself, the End-User is asked again and a silent request gets consent_required (OIDC Core §3.1.2.4).
 */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import { applyFile } from '../../src/operator/apply.ts';
import { TENANT_SETTINGS_DEFAULTS } from '../../src/resources/tenant/settings.ts';
import { ALICE_SUB, B0, signIn, silently, THIRD_PARTY } from '../attacks/requests.ts';
import { type Stack, startStack } from '../stack.ts';
import { type Answer, fragment, hasTokens, hiddenFields, type UserAgent } from '../user-agent.ts';

const isConsentPage = ({ body }: Answer) => body.includes('id="consent-accept"');

let stack: Stack;
let directory: string;
before(async () => {
  stack = await startStack({ logLevel: 'error', settings: { dynamic_registration: 'open' } });
  directory = await mkdtemp(join(tmpdir(), 'tacit-consent-'));
});
after(async () => {
  await stack.close();
  await rm(directory, { recursive: true, force: true });
});

/** The third-party client as a file of the operator's has it. */
async function applyClient(differences: object = {}): Promise<void> {
  const client = {
    name: 'Third',
    client_id: 'spa2',
    is_first_party: false,
    grant_types: ['implicit'],
    callbacks: ['https://third.test/cb?x=1', 'https://www.third.test/cb'],
    ...differences,
  };
  const file = join(directory, 'tacit.yaml');
  const settings = { dynamic_registration: 'open' };
  // JSON is YAML.
  await writeFile(
    file,
    JSON.stringify({ tenants: [{ name: 'acme', region: 'us', settings, clients: [client] }] }),
  );
  const applied = await applyFile({ file, config: stack.config, env: {}, dryRun: false });
  assert.ok(applied.ok, JSON.stringify(applied));
}

describe('a client that the operator changes', () => {
  let browser: UserAgent;
  beforeEach(async () => {
    await applyClient();
    await stack.storage.tenant('t-acme').consents.withdraw({ sub: ALICE_SUB, client_id: 'spa2' });
    browser = stack.browser();
    await signIn(browser);
    assert.ok(hasTokens(await browser.consent(await browser.authorize(THIRD_PARTY), 'accept')));
    assert.equal(await silently(browser, THIRD_PARTY), 'tokens');
  });

  const CHANGES: Readonly<Record<string, object>> = {
    'another name': { name: 'Alice’s Bank' },
    'a picture': { logo_uri: 'https://third.test/logo.png' },
    'another policy': { policy_uri: 'https://third.test/policy' },
    'other terms': { tos_uri: 'https://third.test/tos' },
    'a callback at another host': {
      callbacks: ['https://third.test/cb?x=1', 'https://www.third.test/cb', 'https://evil.test/cb'],
    },
    'a callback at another port': { callbacks: ['https://third.test/cb?x=1', 'https://third.test:8443/cb'] },
    'a callback on this machine': { callbacks: ['https://third.test/cb?x=1', 'http://localhost/cb'] },
  };
  for (const [what, change] of Object.entries(CHANGES)) {
    test(`${what}: a silent request gets consent_required, and the End-User is asked again, once`, async () => {
      await applyClient(change);
      assert.equal(await silently(browser, THIRD_PARTY), 'consent_required');
      const page = await browser.authorize(THIRD_PARTY);
      assert.ok(isConsentPage(page));
      assert.ok(hasTokens(await browser.consent(page, 'accept')));
      assert.equal(await silently(browser, THIRD_PARTY), 'tokens');
    });
  }

  const SAME: Readonly<Record<string, object>> = {
    'a callback less': { callbacks: ['https://third.test/cb?x=1'] },
    'another path of a host': { callbacks: ['https://third.test/cb?x=1', 'https://third.test/other'] },
    'what nobody sees': { client_uri: 'https://third.test/', web_origins: ['https://third.test'] },
  };
  for (const [what, change] of Object.entries(SAME)) {
    test(`${what}: nobody is asked again`, async () => {
      await applyClient(change);
      assert.equal(await silently(browser, THIRD_PARTY), 'tokens');
    });
  }

  test('who refuses the changed client has not agreed to it, and the old one is back when it is what it was', async () => {
    await applyClient({ name: 'Other' });
    const refused = await browser.consent(await browser.authorize(THIRD_PARTY), 'deny');
    assert.equal(fragment(refused.location)['error'], 'access_denied');
    assert.equal(await silently(browser, THIRD_PARTY), 'consent_required');
    await applyClient();
    assert.equal(await silently(browser, THIRD_PARTY), 'tokens');
  });

  test('a client that changes while its page is shown is asked about as it is now', async () => {
    const page = await browser.authorize({ ...THIRD_PARTY, prompt: 'consent' });
    await applyClient({ name: 'Other' });
    const again = await browser.consent(page, 'accept');
    assert.ok(isConsentPage(again) && again.body.includes('Other'));
    assert.ok(hasTokens(await browser.consent(again, 'accept')));
  });

  test('a client that changes between Allow and its answer is asked about as it is now', async () => {
    const page = await browser.authorize({ ...THIRD_PARTY, prompt: 'consent' });
    const allowed = await browser.post('/consent', { ...hiddenFields(page.body), action: 'accept' });
    await applyClient({ logo_uri: 'https://third.test/other.png' });
    assert.ok(isConsentPage(await browser.follow(allowed)));
    assert.equal(await silently(browser, THIRD_PARTY), 'consent_required');
  });

  test('the account page says which applications will ask again', async () => {
    const show = async () => (await browser.follow(await browser.send('/account/applications'))).body;
    assert.doesNotMatch(await show(), /will ask for your permission again/);
    await applyClient({ name: 'Other' });
    assert.match(await show(), /will ask for your permission again/);
  });

  test('a first-party client that is not asked about is not concerned', async () => {
    const { clients } = stack.storage.tenant('t-acme');
    const before = await clients.find('spa1');
    assert.ok(before);
    await clients.save({ ...before, client_name: 'Another' });
    assert.equal(await silently(browser, B0), 'tokens');
    await clients.save(before);
  });
});

test('a client that changes itself (RFC 7592 §2.2) is asked about again, unless it is seen as before', async () => {
  const settings = { ...TENANT_SETTINGS_DEFAULTS, dynamic_registration: 'open' } as const;
  await stack.storage.tenants.save({ tenant_id: 't-acme', name: 'acme', region: 'us', settings });
  const browser = stack.browser();
  await signIn(browser);
  const metadata = {
    client_name: 'RP',
    redirect_uris: ['https://rp.test/cb'],
    response_types: ['id_token token'],
    token_endpoint_auth_method: 'none',
  };
  const send = async (method: string, path: string, body: object, token = '') => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    const answer = await browser.send(path, { method, headers, body: JSON.stringify(body) });
    assert.ok(answer.status < 300, answer.body);
    return JSON.parse(answer.body);
  };
  const { client_id, registration_access_token: token } = await send('POST', '/oidc/register', metadata);
  const put = (changes: object) =>
    send('PUT', `/oidc/register/${client_id}`, { ...metadata, client_id, ...changes }, token);
  const request = { ...B0, client_id, redirect_uri: 'https://rp.test/cb' };
  assert.ok(hasTokens(await browser.consent(await browser.authorize(request), 'accept')));

  await put({ contacts: ['a@rp.test'] });
  assert.equal(await silently(browser, request), 'tokens');
  for (const changes of [
    { client_name: 'Your bank' },
    { logo_uri: 'https://bank.test/logo.png' },
    { redirect_uris: ['https://rp.test/cb', 'https://evil.test/cb'] },
  ]) {
    await put(changes);
    assert.equal(await silently(browser, request), 'consent_required', JSON.stringify(changes));
    assert.ok(isConsentPage(await browser.authorize(request)));
  }
});

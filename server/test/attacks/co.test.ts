/**
 * CO of the attack catalogue: consent, and pages that nobody may frame.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Client } from '../../src/resources/client/client.ts';
import { implicitClient, type Stack, startStack } from '../stack.ts';
import { type Answer, fragment, hiddenFields, type UserAgent } from '../user-agent.ts';
import { crawl, isPage } from './crawl.ts';
import { ALICE, ALICE_SUB, B0, BOB, BOB_SUB, policyOf, signIn, silently, THIRD_PARTY } from './requests.ts';

const BILLING = 'https://billing.acme.test';

let stack: Stack;
before(async () => {
  stack = await startStack({ logLevel: 'error' });
});
after(() => stack.close());

function isConsentPage(answer: Answer): boolean {
  return answer.status === 200 && answer.body.includes('id="consent-accept"');
}

/** A browser that alice is signed in with, and which has consented to nothing. */
async function alicesBrowser(): Promise<UserAgent> {
  await stack.storage.tenant('t-acme').consents.withdraw({ sub: ALICE_SUB, client_id: 'spa2' });
  const browser = stack.browser();
  await signIn(browser);
  return browser;
}

function consentOf(sub: string, audience: string = B0.audience): Promise<readonly string[]> {
  return stack.storage.tenant('t-acme').consents.find({ sub, client_id: 'spa2', audience });
}

test('CO-01 no page may be framed, but for the web_message document by the origin it speaks to', async () => {
  const pages = (await crawl(stack)).filter(isPage);
  assert.ok(pages.length >= 14, `${pages.length} pages`);
  for (const { name, answer } of pages) {
    const csp = policyOf(answer);
    const framed = name.startsWith('web_message');
    const ancestors = framed ? 'https://app.acme.test' : "'none'";
    assert.match(csp, new RegExp(`(?:^|; )frame-ancestors ${ancestors}(?:;|$)`), name);
    assert.equal(answer.headers['x-frame-options'], framed ? undefined : 'DENY', name);
  }
});

test('CO-01 redirects and answers without a page may not be framed either', async () => {
  for (const { name, answer } of (await crawl(stack)).filter((one) => !isPage(one))) {
    assert.match(policyOf(answer), /frame-ancestors 'none'/, name);
    assert.equal(answer.headers['x-frame-options'], 'DENY', name);
  }
});

test('CO-03 a third-party client asks for consent, whatever its request says about skipping it', async () => {
  const browser = await alicesBrowser();
  for (const extra of [{}, { skip_consent: 'true' }, { is_first_party: 'true' }, { first_party: '1' }])
    assert.ok(isConsentPage(await browser.authorize({ ...THIRD_PARTY, ...extra })), JSON.stringify(extra));
});

test('CO-04 a silent request without consent is told so, a native one that it needs the End-User', async () => {
  const browser = await alicesBrowser();
  assert.equal(await silently(browser, THIRD_PARTY), 'consent_required');
  const native = { client_id: 'nat1', redirect_uri: 'com.example.app:/cb' };
  assert.equal(await silently(browser, native), 'interaction_required');
});

test('CO-05 consent holds for its scopes of its audience and nothing beside them', async () => {
  const browser = await alicesBrowser();
  const answer = await browser.consent(await browser.authorize(THIRD_PARTY), 'accept');
  assert.ok(fragment(answer.location)['access_token']);
  const { audience: _, ...userinfo } = THIRD_PARTY;
  assert.equal(await silently(browser, THIRD_PARTY), 'tokens');
  assert.equal(await silently(browser, { ...THIRD_PARTY, scope: 'openid' }), 'tokens', 'fewer');
  const wider: readonly Readonly<Record<string, string>>[] = [
    { ...THIRD_PARTY, scope: 'openid read:a write:a' },
    { ...THIRD_PARTY, scope: 'openid email read:a' },
    { ...THIRD_PARTY, audience: BILLING },
    { ...THIRD_PARTY, audience: BILLING, scope: 'openid' },
  ];
  for (const request of wider)
    assert.equal(await silently(browser, request), 'consent_required', JSON.stringify(request));
  const opaque = await browser.authorize({ ...userinfo, scope: 'openid', prompt: 'none' });
  assert.equal(fragment(opaque.location)['error'], 'consent_required');
});

test('CO-06 what is added to the consent form changes nothing of what is agreed to', async () => {
  const browser = await alicesBrowser();
  const page = await browser.authorize(THIRD_PARTY);
  const answer = await browser.follow(
    await browser.post('/consent', {
      ...hiddenFields(page.body),
      scope: 'openid read:a write:a',
      'scope[]': 'write:a',
      client_id: 'spa1',
      audience: BILLING,
      redirect_uri: 'https://evil.test/',
      action: 'accept',
    }),
  );
  assert.ok(answer.location.startsWith('https://third.test/cb?x=1#'), answer.location);
  assert.ok(!(fragment(answer.location)['scope'] ?? '').includes('write:a'));
  assert.deepEqual(await consentOf(ALICE_SUB), ['openid', 'read:a']);
  assert.deepEqual(await consentOf(ALICE_SUB, BILLING), []);
});

test('CO-06 the interaction of another client sent with this form is refused', async () => {
  const browser = await alicesBrowser();
  const { csrf = '' } = hiddenFields((await browser.authorize(THIRD_PARTY)).body);
  const other = hiddenFields((await browser.authorize({ ...THIRD_PARTY, audience: BILLING })).body);
  const answer = await browser.post('/consent', {
    interaction: other['interaction'] ?? '',
    csrf,
    action: 'accept',
  });
  assert.equal(answer.status, 403);
  assert.deepEqual(await consentOf(ALICE_SUB, BILLING), []);
});

test("CO-07 bob's consent form sent from alice's browser, or twice, agrees to nothing for alice", async () => {
  const alice = await alicesBrowser();
  const bob = stack.browser();
  await signIn(bob, BOB);
  const page = await bob.authorize(THIRD_PARTY);
  assert.ok(isConsentPage(page));
  const answer = await alice.consent(page, 'accept');
  assert.ok(isConsentPage(answer), 'the request starts anew, with a page for alice');
  assert.match(answer.body, /alice@acme\.test/);
  assert.deepEqual([await consentOf(ALICE_SUB), await consentOf(BOB_SUB)], [[], []]);
});

test('CO-07 a page that asked alice agrees to nothing for bob, who is signed in by now', async () => {
  const browser = await alicesBrowser();
  const page = await browser.authorize(THIRD_PARTY);
  assert.match(page.body, /alice@acme\.test/);
  await signIn(browser, BOB);
  const answer = await browser.consent(page, 'accept');
  assert.ok(isConsentPage(answer), `bob is asked himself, not answered for: ${answer.location}`);
  assert.match(answer.body, /bob@acme\.test/);
  assert.deepEqual([await consentOf(ALICE_SUB), await consentOf(BOB_SUB)], [[], []]);
});

test('CO-08 who denies is sent back with access_denied, and nothing is kept', async () => {
  const browser = await alicesBrowser();
  const { location } = await browser.consent(await browser.authorize(THIRD_PARTY), 'deny');
  const { error, state, iss, access_token } = fragment(location);
  assert.ok(location.startsWith('https://third.test/cb?x=1#'));
  assert.deepEqual({ error, state, iss }, { error: 'access_denied', state: 'S1', iss: stack.issuer('acme') });
  assert.equal(access_token, undefined);
  assert.deepEqual(await consentOf(ALICE_SUB), []);
  assert.ok(isConsentPage(await browser.authorize(THIRD_PARTY)), 'asked again next time');
});

const NAMES = [
  'Acme\u202Elaiciffo',
  'Ac\u200Bme\u2060',
  'Acme (official)',
  'A'.repeat(10_000),
  '</bdi><script>alert(1)</script>',
  'Acme\nYou are safe here',
];

test('CO-09 a name that would deceive is one short line, beside the host and the mark of the unverified', async () => {
  const browser = await alicesBrowser();
  const { clients } = stack.storage.tenant('t-acme');
  const logo_uri = 'data:image/svg+xml,<svg onload="alert(1)"></svg>';
  for (const [index, client_name] of NAMES.entries()) {
    const client_id = `named${index}`;
    const redirect_uris = ['https://xn--cme-8cd.test/cb'];
    const client: Client = implicitClient(client_id, { redirect_uris, is_first_party: false, logo_uri });
    await clients.save({ ...client, client_name });
    const { body } = await browser.authorize({
      ...B0,
      client_id,
      redirect_uri: 'https://xn--cme-8cd.test/cb',
    });
    const [, shown = ''] = /<strong><bdi>(.*?)<\/bdi><\/strong>/s.exec(body) ?? [];
    assert.ok(shown.length > 0 && [...shown].length <= 120, client_name.slice(0, 30));
    assert.doesNotMatch(body, /[\u202E\u200B\u2060]|<script|<svg/, client_name.slice(0, 30));
    assert.doesNotMatch(shown, /\n/);
    assert.match(body, /id="consent-destination">xn--cme-8cd\.test</);
    assert.match(body, /id="consent-unverified"/);
  }
});

test('CO-11 after consent is withdrawn by another process, the next silent request is told so', async () => {
  const browser = await alicesBrowser();
  await browser.consent(await browser.authorize(THIRD_PARTY), 'accept');
  assert.equal(await silently(browser, THIRD_PARTY), 'tokens');
  await stack.storage.tenant('t-acme').consents.withdraw({ sub: ALICE_SUB, client_id: 'spa2' });
  assert.equal(await silently(browser, THIRD_PARTY), 'consent_required');
  const audited = await stack.storage.tenant('t-acme').audit.list(100);
  assert.ok(audited.some(({ type, client_id }) => type === 'consent_given' && client_id === 'spa2'));
});

test('CO-12 a first-party client whose callback anybody could be is asked for all the same, each time', async () => {
  const browser = await alicesBrowser();
  const callbacks = {
    local1: 'http://localhost:3000/cb',
    nat1: 'com.example.app:/cb',
    dev1: 'http://127.0.0.1:5555/cb',
  };
  for (const [client_id, redirect_uri] of Object.entries(callbacks)) {
    const page = await browser.authorize({ ...B0, client_id, redirect_uri });
    assert.ok(isConsentPage(page), client_id);
    assert.ok(fragment((await browser.consent(page, 'accept')).location)['access_token']);
  }
  const { nat1 } = callbacks;
  assert.ok(isConsentPage(await browser.authorize({ ...B0, client_id: 'nat1', redirect_uri: nat1 })));
  assert.ok(fragment((await browser.authorize({ ...B0, ...ALICE })).location)['access_token'], 'spa1 is not');
});

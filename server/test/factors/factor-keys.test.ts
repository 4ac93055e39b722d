/**
 * Passkeys and security keys as the second factor, at /mfa/enroll and /mfa (WebAuthn Level 3 §7).
 */
import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { createSeal } from '../../src/keys/seal.ts';
import { sha256 } from '../../src/protocol/digest.ts';
import { payload, silently } from '../attacks/requests.ts';
import { codeIn, mailTo } from '../mail/mails.ts';
import { startStack } from '../stack.ts';
import { type Answer, fragment, hasTokens } from '../user-agent.ts';
import {
  codesOn,
  enrol,
  firstFactor,
  keepCodes,
  MULTI_FACTOR,
  newPerson,
  otherWay,
  type Person,
  setTo,
  submit,
  verify,
  withApp,
} from './second-factors.ts';
import {
  makeSoftwareAuthenticator,
  type Occasion,
  type SoftwareAuthenticator,
} from './software-authenticator.ts';

const stack = await startStack();

const KEYS = { second_factor: 'always', second_factors: ['webauthn'] } as const;

beforeEach(() => setTo(stack, KEYS));

after(() => stack.close());

const records = stack.storage.tenant('t-acme');

function makeKey(): SoftwareAuthenticator {
  const issuer = new URL(stack.issuer('acme'));
  return makeSoftwareAuthenticator({ rpId: issuer.hostname, origin: issuer.origin });
}

/** What a page asks the authenticator for. */
function askedOn({ body }: Answer): { readonly challenge: string; readonly allowed: readonly string[] } {
  const [, json = '{}'] = /<script type="application\/json" id="webauthn-request">([^<]*)</.exec(body) ?? [];
  const { publicKey } = JSON.parse(json);
  const allowed: readonly { readonly id: string }[] = publicKey.allowCredentials ?? [];
  return { challenge: publicKey.challenge, allowed: allowed.map(({ id }) => id) };
}

/** Somebody new who sets a key up on the way to their first token. */
async function withKey() {
  const person = await newPerson(stack);
  const key = makeKey();
  const browser = stack.browser();
  const page = await firstFactor(browser, person);
  const { challenge } = askedOn(page);
  const kept = await enrol(browser, page, { credential: key.register({ challenge }) });
  assert.equal(codesOn(kept).length, 10, kept.body);
  assert.ok(hasTokens(await keepCodes(browser, kept)));
  return { person, key };
}

async function atMfa(person: Person) {
  const browser = stack.browser();
  const page = await firstFactor(browser, person);
  assert.match(page.body, /id="mfa-title"/);
  return { browser, page, ...askedOn(page) };
}

test('a registration for another challenge, of another origin, or none, sets nothing up', async () => {
  const person = await newPerson(stack);
  const browser = stack.browser();
  const page = await firstFactor(browser, person);
  const { challenge } = askedOn(await firstFactor(stack.browser(), person));
  const foreign = makeKey().register({ ...askedOn(page), origin: 'https://evil.test' });
  for (const credential of [makeKey().register({ challenge }), foreign, '', '{}'])
    assert.equal((await enrol(browser, page, { credential })).status, 400);
  assert.deepEqual(await records.authenticators.list(person.sub), []);
});

test('a security key that names itself like somebody else’s mailbox takes nothing from its owner', async () => {
  const [owner, thief] = [await newPerson(stack), await newPerson(stack)];
  const issuer = new URL(stack.issuer('acme'));
  const credential = Buffer.from(sha256(`email ${owner.sub}`), 'base64url');
  const key = makeSoftwareAuthenticator({ rpId: issuer.hostname, origin: issuer.origin, credential });
  const browser = stack.browser();
  const page = await firstFactor(browser, thief);
  const kept = await enrol(browser, page, { credential: key.register(askedOn(page)) });
  assert.equal(codesOn(kept).length, 10, kept.body);

  await setTo(stack, { ...KEYS, second_factors: ['email'] });
  const own = stack.browser();
  const sent = await enrol(own, await firstFactor(own, owner), { action: 'send' });
  const enrolled = await enrol(own, sent, { code: codeIn(await mailTo(stack, owner.username)) });
  assert.equal(codesOn(enrolled).length, 10, enrolled.body);
  assert.deepEqual(
    (await records.authenticators.list(owner.sub)).map(({ kind }) => kind),
    ['email'],
  );
});

test('WebAuthn §7.1 step 26: a credential of somebody else is refused, and its owner goes on with it', async () => {
  const { person, key } = await withKey();
  const thief = await newPerson(stack);
  const browser = stack.browser();
  const page = await firstFactor(browser, thief);
  const issuer = new URL(stack.issuer('acme'));
  const credential = Buffer.from(key.id, 'base64url');
  const copy = makeSoftwareAuthenticator({ rpId: issuer.hostname, origin: issuer.origin, credential });
  const taken = await enrol(browser, page, { credential: copy.register(askedOn(page)) });
  const wrong = await enrol(browser, page, { credential: '{}' });
  assert.deepEqual([taken.status, wrong.status], [400, 400]);
  const notice = /id="[a-z-]+" role="alert"[^<]*/.exec(taken.body)?.[0];
  assert.ok(notice && wrong.body.includes(notice), 'the same words as for any other mistake');
  const owner = await atMfa(person);
  assert.ok(hasTokens(await verify(owner.browser, owner.page, { credential: key.assert(owner) })));
});

const BENT: readonly (readonly [what: string, bent: Partial<Occasion>])[] = [
  ['of another origin', { origin: 'https://evil.test' }],
  ['of another relying party', { rpId: 'evil.test' }],
  ['without anybody present', { present: false }],
  ['of another challenge', { challenge: 'AAAA' }],
  ['that registers where it should be used', { type: 'webauthn.create' }],
];

test('FU-10 an assertion that is not what was asked for is no second factor (WebAuthn Level 3 §7.2)', async () => {
  const { person, key } = await withKey();
  for (const [what, bent] of BENT) {
    const { browser, page, challenge } = await atMfa(person);
    const refused = await verify(browser, page, { credential: key.assert({ challenge, ...bent }) });
    assert.equal(refused.status, 400, what);
  }
});

test('FU-10 a key of somebody else is refused, in the words of a wrong answer', async () => {
  const [mine, theirs] = [await withKey(), await withKey()];
  const { browser, page, challenge, allowed } = await atMfa(mine.person);
  assert.deepEqual(allowed, [mine.key.id]);
  const refused = await verify(browser, page, { credential: theirs.key.assert({ challenge }) });
  assert.equal(refused.status, 400);
  assert.match(refused.body, /id="webauthn-failed" role="alert">/);
  assert.equal(await silently(browser), 'login_required');
});

test('a key that somebody else has set up is not set up a second time', async () => {
  const { key } = await withKey();
  const browser = stack.browser();
  const page = await firstFactor(browser, await newPerson(stack));
  const { challenge } = askedOn(page);
  assert.equal((await enrol(browser, page, { credential: key.register({ challenge }) })).status, 400);
});

test('a counter that went back is a copied key: it is refused, and the audit log says so (WebAuthn Level 3 §6.1.1)', async () => {
  const { person, key } = await withKey();
  const first = await atMfa(person);
  const credential = key.assert({ challenge: first.challenge, counter: 5 });
  assert.ok(hasTokens(await verify(first.browser, first.page, { credential })));
  for (const counter of [5, 4, 0]) {
    const copy = await atMfa(person);
    const copied = key.assert({ challenge: copy.challenge, counter });
    assert.equal(
      (await verify(copy.browser, copy.page, { credential: copied })).status,
      400,
      String(counter),
    );
  }
  const events = await records.audit.list(20);
  const found = events.filter(({ sub, type }) => sub === person.sub && type === 'second_factor_failed');
  assert.equal(found.length, 3);
  assert.ok(found.every(({ detail }) => detail === 'counter'));
});

test('an answer of the key works once, and in its own browser alone', async () => {
  const { person, key } = await withKey();
  const [mine, other] = [await atMfa(person), await atMfa(person)];
  const credential = key.assert({ challenge: mine.challenge });
  assert.equal((await verify(other.browser, other.page, { credential })).status, 400);
  const answers = await Promise.all([1, 2].map(() => verify(mine.browser, mine.page, { credential })));
  assert.equal(answers.filter(hasTokens).length, 1);
});

test('a kind that the tenant takes no more is not asked for: the recovery codes are left', async () => {
  const { person } = await withKey();
  await setTo(stack, { second_factor: 'always', second_factors: ['otp'] });
  const page = await firstFactor(stack.browser(), person);
  assert.doesNotMatch(page.body, /webauthn-form/);
  assert.match(page.body, /name="factor" value="recovery"/);
});

test('who has a key and an app is asked for the key and may choose the app', async () => {
  await setTo(stack, {});
  const { person } = await withApp(stack);
  const key = makeKey();
  const document = { public_key: key.publicKey };
  const of = { sub: person.sub, epoch: 0, kind: 'webauthn', name: 'Key', document, counter: 0 } as const;
  await records.authenticators.add({ ...of, authenticator_id: key.id });
  const { browser, page, allowed } = await atMfa(person);
  assert.deepEqual(allowed, [key.id]);
  assert.match((await otherWay(browser, page, 'otp')).body, /name="factor" value="otp"/);
});

test('a key signs in with amr mfa: touched, or with its owner verified (RFC 8176)', async () => {
  const { person, key } = await withKey();
  for (const verified of [false, true]) {
    const browser = stack.browser();
    const page = await firstFactor(browser, person, { acr_values: MULTI_FACTOR });
    const { challenge } = askedOn(page);
    const answer = await verify(browser, page, { credential: key.assert({ challenge, verified }) });
    const { amr, acr } = payload(fragment(answer.location)['id_token']);
    assert.deepEqual([amr, acr], [['pwd', 'hwk', 'user', 'mfa'], MULTI_FACTOR]);
  }
});

test('a passkey that verified its owner is two factors: nobody is asked for another', async () => {
  const { person, key } = await withKey();
  await setTo(stack, { ...KEYS, login_methods: ['password', 'passkey'] });
  const browser = stack.browser();
  const page = await browser.authorize({
    response_type: 'id_token',
    client_id: 'spa1',
    redirect_uri: 'https://app.acme.test/cb',
    scope: 'openid',
    nonce: 'n',
    acr_values: MULTI_FACTOR,
  });
  const { challenge } = askedOn(page);
  const seal = createSeal(Buffer.alloc(32, 7));
  const userHandle = seal.mac({ purpose: 'webauthn', tenant_id: 't-acme' }, `user ${person.sub}`);
  const form = { ...page, body: page.body.slice(page.body.indexOf('<form id="webauthn-form"')) };
  const credential = key.assert({ challenge, userHandle });
  const answer = await submit(browser, { path: '/login', page: form }, { credential });
  const claims = payload(fragment(answer.location)['id_token']);
  assert.deepEqual(
    [claims['amr'], claims['acr'], claims['sub']],
    [['hwk', 'user', 'mfa'], MULTI_FACTOR, person.sub],
  );
});

import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import {
  makeSoftwareAuthenticator,
  type Occasion,
  type SoftwareAuthenticator,
} from '../../test/factors/software-authenticator.ts';
import {
  ALICE,
  BOB,
  BROWSER,
  ORIGIN,
  openWebauthnTenants,
  RP_ID,
  type WebauthnTenants,
} from '../../test/factors/webauthn-tenants.ts';
import { challengeOptions, type Use, verifyAssertion } from './assertion.ts';
import { userHandleOf, type WebauthnExchange } from './relying-party.ts';

let tenants: WebauthnTenants;
beforeEach(async () => {
  tenants = await openWebauthnTenants();
});
afterEach(() => tenants.close());

const LOGIN: Use = { purpose: 'login', browser: BROWSER };
const SECOND: Use = { purpose: 'second_factor', browser: BROWSER, sub: ALICE.sub };

/** A credential of Alice's, unless said otherwise. */
async function enrolled(
  differences: { readonly sub?: string; readonly counter?: number; readonly in?: WebauthnExchange } = {},
): Promise<SoftwareAuthenticator> {
  const { sub = ALICE.sub, counter = 0 } = differences;
  const authenticator = makeSoftwareAuthenticator({ rpId: RP_ID, origin: ORIGIN });
  await (differences.in ?? tenants.exchange).records.authenticators.add({
    authenticator_id: authenticator.id,
    sub,
    epoch: 0,
    kind: 'webauthn',
    name: 'Key',
    document: { public_key: authenticator.publicKey },
    counter,
  });
  return authenticator;
}

async function asked(use: Use, exchange = tenants.exchange) {
  const { publicKey, sealed } = await challengeOptions(use, exchange);
  return { sealed, challenge: String(publicKey['challenge']) };
}

function handle(sub = ALICE.sub): string {
  return userHandleOf(sub, tenants.exchange);
}

/** Asks for an assertion, bends it and sends it. */
async function attempt(authenticator: SoftwareAuthenticator, bent: Partial<Occasion> = {}, use: Use = LOGIN) {
  const { challenge, sealed } = await asked(use);
  const credential = authenticator.assert({ challenge, userHandle: handle(), ...bent });
  return verifyAssertion({ use, sealed, credential }, tenants.exchange);
}

const REFUSED: readonly (readonly [name: string, error: string, bent: Partial<Occasion>])[] = [
  ['another origin', 'unverified', { origin: 'https://acme.us.auth.test.evil.test' }],
  ['the same host at another port', 'unverified', { origin: `${ORIGIN}:8443` }],
  ['the origin without TLS', 'unverified', { origin: 'http://acme.us.auth.test' }],
  ['another relying party', 'unverified', { rpId: 'globex.us.auth.test' }],
  ['another challenge', 'unverified', { challenge: 'AAAA' }],
  ['the type of an enrolment', 'unverified', { type: 'webauthn.create' }],
  ['nobody present', 'unverified', { present: false }],
  ['a signature of something else', 'unverified', { signedBytes: (bytes) => bytes.subarray(1) }],
  ['a frame of another site', 'malformed', { crossOrigin: true }],
  ['the handle of another user', 'unknown', { userHandle: 'AAAA' }],
];

for (const [name, error, bent] of REFUSED) {
  test(`an assertion is refused for ${name} (WebAuthn Level 3 §7.2)`, async () => {
    const authenticator = await enrolled();
    for (const use of [LOGIN, SECOND])
      assert.deepEqual(await attempt(authenticator, bent, use), { ok: false, error }, use.purpose);
  });
}

test('a passkey that did not verify its owner is refused as a first factor, and does as a second one', async () => {
  const authenticator = await enrolled();
  assert.deepEqual(await attempt(authenticator, { verified: false }), { ok: false, error: 'unverified' });
  const second = await attempt(authenticator, { verified: false }, SECOND);
  assert.deepEqual(second.ok && second.value.amr, ['hwk', 'user']);
});

test('a passkey that does not say whose it is, is refused as a first factor, and does as a second one', async () => {
  const authenticator = await enrolled();
  const { challenge, sealed } = await asked(LOGIN);
  const credential = authenticator.assert({ challenge });
  const sent = { use: LOGIN, sealed, credential };
  assert.deepEqual(await verifyAssertion(sent, tenants.exchange), { ok: false, error: 'unknown' });
  const second = await asked(SECOND);
  const answer = authenticator.assert({ challenge: second.challenge });
  const again = { use: SECOND, sealed: second.sealed, credential: answer };
  assert.equal((await verifyAssertion(again, tenants.exchange)).ok, true);
});

test('a challenge is refused in another browser, for another purpose or user, at another tenant, after five minutes, and twice', async () => {
  const { exchange, other, clock } = tenants;
  const authenticator = await enrolled();
  const { challenge, sealed } = await asked(SECOND);
  const credential = authenticator.assert({ challenge });
  const sent = { use: SECOND, sealed, credential };
  const refused = { ok: false, error: 'challenge' };
  const uses: readonly Use[] = [
    { ...SECOND, browser: 'another' },
    { ...SECOND, sub: BOB.sub },
    { ...SECOND, sub: undefined },
    { ...SECOND, purpose: 'login' },
    LOGIN,
  ];
  for (const use of uses) assert.deepEqual(await verifyAssertion({ ...sent, use }, exchange), refused);
  assert.deepEqual(await verifyAssertion(sent, other), refused);
  assert.deepEqual(await verifyAssertion({ ...sent, sealed: undefined }, exchange), refused);
  clock.now += 301;
  assert.deepEqual(await verifyAssertion(sent, exchange), refused);
  clock.now -= 1;
  const both = await Promise.all([verifyAssertion(sent, exchange), verifyAssertion(sent, exchange)]);
  assert.deepEqual(both.map(({ ok }) => ok).sort(), [false, true]);
  assert.deepEqual(await verifyAssertion(sent, exchange), refused);
});

test('a credential of another user, of another tenant, or of nobody is refused', async () => {
  const refused = { ok: false, error: 'unknown' };
  const bobs = await enrolled({ sub: BOB.sub });
  assert.deepEqual(await attempt(bobs, { userHandle: handle(BOB.sub) }, SECOND), refused);
  assert.deepEqual(await attempt(bobs, { userHandle: handle(ALICE.sub) }), refused);
  const elsewhere = await enrolled({ in: tenants.other });
  assert.deepEqual(await attempt(elsewhere), refused);
  const nobodys = makeSoftwareAuthenticator({ rpId: RP_ID, origin: ORIGIN });
  assert.deepEqual(await attempt(nobodys), refused);
});

test('an authenticator of another kind is no credential', async () => {
  const { exchange } = tenants;
  const authenticator = makeSoftwareAuthenticator({ rpId: RP_ID, origin: ORIGIN });
  await exchange.records.authenticators.add({
    authenticator_id: authenticator.id,
    sub: ALICE.sub,
    epoch: 0,
    kind: 'otp',
    name: 'App',
    document: { public_key: authenticator.publicKey },
    counter: 0,
  });
  assert.deepEqual(await attempt(authenticator), { ok: false, error: 'unknown' });
});

test('a counter that went back or stood still is refused: there may be a copy of the key (WebAuthn Level 3 §6.1.1)', async () => {
  const authenticator = await enrolled({ counter: 5 });
  for (const counter of [0, 4, 5])
    assert.deepEqual(await attempt(authenticator, { counter }), { ok: false, error: 'counter' });
  assert.equal((await attempt(authenticator, { counter: 6 })).ok, true);
  assert.deepEqual(await attempt(authenticator, { counter: 6 }), { ok: false, error: 'counter' });
});

test('a counter that stays at zero is none', async () => {
  const authenticator = await enrolled();
  for (const counter of [0, 0]) assert.equal((await attempt(authenticator, { counter })).ok, true);
});

test('what is no assertion is refused, whatever it is', async () => {
  const authenticator = await enrolled();
  const { challenge, sealed } = await asked(LOGIN);
  const good = JSON.parse(authenticator.assert({ challenge, userHandle: handle() }));
  const { response } = good;
  const bent = (changes: object) => ({ ...good, response: { ...response, ...changes } });
  const cases: readonly unknown[] = [
    undefined,
    null,
    [],
    {},
    { ...good, id: `${good.id}\0` },
    { ...good, id: 'A'.repeat(1_365) },
    { ...good, rawId: 'AAAA' },
    { ...good, type: 'PUBLIC-KEY' },
    bent({ signature: '' }),
    bent({ signature: 'AAAA' }),
    bent({ signature: 'A'.repeat(20_000) }),
    bent({ authenticatorData: 'AAAA' }),
    bent({ authenticatorData: undefined }),
    bent({ clientDataJSON: Buffer.from('{}').toString('base64url') }),
    bent({ clientDataJSON: Buffer.from('"text"').toString('base64url') }),
    bent({ userHandle: 'A'.repeat(87) }),
    bent({ userHandle: null }),
  ];
  for (const one of ['', '{', ...cases.map((value) => JSON.stringify(value))]) {
    const verified = await verifyAssertion({ use: LOGIN, sealed, credential: one }, tenants.exchange);
    assert.equal(verified.ok, false, one?.slice(0, 200));
  }
});

test('a passkey is asked for without a name, with user verification', async () => {
  await enrolled();
  const { publicKey } = await challengeOptions(LOGIN, tenants.exchange);
  const { allowCredentials, rpId, userVerification } = Object(publicKey);
  assert.deepEqual([allowCredentials, rpId, userVerification], [[], RP_ID, 'required']);
});

test('a second factor is asked of the credentials of one user only', async () => {
  const { id } = await enrolled({ sub: BOB.sub });
  const bob = { ...SECOND, sub: BOB.sub };
  const { publicKey } = await challengeOptions(bob, tenants.exchange);
  const { allowCredentials } = Object(publicKey);
  assert.ok(allowCredentials.some((one: { id: string }) => one.id === id));
  const all = await tenants.exchange.records.authenticators.list(BOB.sub);
  assert.equal(allowCredentials.length, all.length);
});

test('how somebody signed in: a key that is backed up is one in software (RFC 8176)', async () => {
  const authenticator = await enrolled();
  const hardware = await attempt(authenticator);
  const user = { ...ALICE, has_second_factor: true };
  assert.deepEqual(hardware, {
    ok: true,
    value: { user, authenticator_id: authenticator.id, amr: ['hwk', 'user', 'mfa'] },
  });
  const synced = await attempt(authenticator, { backedUp: true });
  assert.deepEqual(synced.ok && synced.value.amr, ['swk', 'user', 'mfa']);
});

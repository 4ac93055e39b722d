import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { cbor, makeSoftwareAuthenticator, type Occasion } from '../../test/factors/software-authenticator.ts';
import {
  ALICE,
  BOB,
  BROWSER,
  ORIGIN,
  openWebauthnTenants,
  RP_ID,
  type WebauthnTenants,
} from '../../test/factors/webauthn-tenants.ts';
import { challengeOptions } from './assertion.ts';
import { registrationOptions, verifyRegistration } from './registration.ts';

let tenants: WebauthnTenants;
before(async () => {
  tenants = await openWebauthnTenants();
});
after(() => tenants.close());

const PARTY = { rpId: RP_ID, origin: ORIGIN };
const MINE = { user: ALICE, browser: BROWSER };

async function asked(who = MINE, exchange = tenants.exchange) {
  const { publicKey, sealed } = await registrationOptions(who, exchange);
  return { sealed, challenge: String(publicKey['challenge']) };
}

type Bent = Omit<Occasion, 'challenge'> & { readonly challenge?: string };

const REFUSED: readonly (readonly [name: string, bent: Bent])[] = [
  ['another origin', { origin: 'https://acme.us.auth.test.evil.test' }],
  ['the same host at another port', { origin: `${ORIGIN}:8443` }],
  ['the origin without TLS', { origin: 'http://acme.us.auth.test' }],
  ['another relying party', { rpId: 'globex.us.auth.test' }],
  ['a parent domain as relying party', { rpId: 'us.auth.test' }],
  ['another challenge', { challenge: 'AAAA' }],
  ['the type of an assertion', { type: 'webauthn.get' }],
  ['nobody present', { present: false }],
];

for (const [name, bent] of REFUSED) {
  test(`enrolment is refused for ${name} (WebAuthn Level 3 §7.1)`, async () => {
    const { challenge, sealed } = await asked();
    const credential = makeSoftwareAuthenticator(PARTY).register({ challenge, ...bent });
    const verified = await verifyRegistration({ ...MINE, sealed, credential }, tenants.exchange);
    assert.deepEqual(verified, { ok: false, error: 'unverified' });
  });
}

test('enrolment in a frame of another site is refused', async () => {
  const { challenge, sealed } = await asked();
  const credential = makeSoftwareAuthenticator(PARTY).register({ challenge, crossOrigin: true });
  const verified = await verifyRegistration({ ...MINE, sealed, credential }, tenants.exchange);
  assert.deepEqual(verified, { ok: false, error: 'malformed' });
});

test('a challenge is refused in another browser, for another user, at another tenant, for another purpose, after five minutes', async () => {
  const authenticator = makeSoftwareAuthenticator(PARTY);
  const { challenge, sealed } = await asked();
  const credential = authenticator.register({ challenge });
  const sent = { ...MINE, sealed, credential };
  const refused = { ok: false, error: 'challenge' };
  const { exchange, other, clock } = tenants;
  assert.deepEqual(await verifyRegistration({ ...sent, browser: 'another' }, exchange), refused);
  assert.deepEqual(await verifyRegistration({ ...sent, user: BOB }, exchange), refused);
  assert.deepEqual(await verifyRegistration(sent, other), refused);
  assert.deepEqual(await verifyRegistration({ ...sent, sealed: undefined }, exchange), refused);
  assert.deepEqual(await verifyRegistration({ ...sent, sealed: `${sealed}A` }, exchange), refused);
  const forLogin = await challengeOptions(
    { purpose: 'second_factor', browser: BROWSER, sub: ALICE.sub },
    exchange,
  );
  const answer = authenticator.register({ challenge: String(forLogin.publicKey['challenge']) });
  const swapped = { ...MINE, sealed: forLogin.sealed, credential: answer };
  assert.deepEqual(await verifyRegistration(swapped, exchange), refused);
  clock.now += 301;
  assert.deepEqual(await verifyRegistration(sent, exchange), refused);
  clock.now -= 1;
  assert.equal((await verifyRegistration(sent, exchange)).ok, true);
  assert.deepEqual(await verifyRegistration(sent, exchange), refused);
});

test('a challenge is new each time and has 256 bits (ASVS 6.7.2)', async () => {
  const [one, two] = [await asked(), await asked()];
  assert.notEqual(one.challenge, two.challenge);
  assert.equal(Buffer.from(one.challenge, 'base64url').length, 32);
});

test('what is no credential is refused, whatever it is: no JSON, other types, no CBOR, too much of it', async () => {
  const { challenge, sealed } = await asked();
  const good = JSON.parse(makeSoftwareAuthenticator(PARTY).register({ challenge }));
  const { response } = good;
  const nested = `${'['.repeat(5_000)}${']'.repeat(5_000)}`;
  const object = (bytes: Buffer) => ({
    ...good,
    response: { ...response, attestationObject: bytes.toString('base64url') },
  });
  const cases: readonly unknown[] = [
    undefined,
    null,
    7,
    'text',
    [],
    {},
    { ...good, id: 7 },
    { ...good, id: '' },
    { ...good, id: 'A'.repeat(1_365) },
    { ...good, rawId: 'other' },
    { ...good, type: 'password' },
    { ...good, response: null },
    { ...good, response: { ...response, clientDataJSON: 'not base64url!' } },
    { ...good, response: { ...response, clientDataJSON: Buffer.from('null').toString('base64url') } },
    { ...good, response: { ...response, clientDataJSON: Buffer.from('{').toString('base64url') } },
    { ...good, response: { ...response, transports: ['<script>'] } },
    { ...good, response: { ...response, transports: Array(9).fill('usb') } },
    { ...good, response: { ...response, attestationObject: 'A'.repeat(20_000) } },
    object(Buffer.from([0xff])),
    object(Buffer.from('bfbfbfbf', 'hex')),
    object(Buffer.alloc(6_000, 0x81)),
    object(Buffer.from('9b7fffffffffffffff', 'hex')),
    object(cbor('text')),
    object(cbor(new Map([['fmt', 'none']]))),
    object(
      cbor(
        new Map<string, string | Map<string, string> | Buffer>([
          ['fmt', 'none'],
          ['attStmt', new Map()],
          ['authData', Buffer.alloc(36)],
        ]),
      ),
    ),
  ];
  for (const one of [nested, '{', ...cases.map((value) => JSON.stringify(value))]) {
    const verified = await verifyRegistration({ ...MINE, sealed, credential: one }, tenants.exchange);
    assert.equal(verified.ok, false, one?.slice(0, 200));
  }
});

test('certificates are refused before anybody follows the addresses in them', async () => {
  const { challenge, sealed } = await asked();
  const attStmt = new Map([['x5c', [Buffer.from('a certificate')]]]);
  for (const fmt of ['packed', 'tpm', 'android-key', 'apple', 'fido-u2f', 'android-safetynet']) {
    const credential = makeSoftwareAuthenticator(PARTY).register({
      challenge,
      attestation: { fmt, attStmt },
    });
    const verified = await verifyRegistration({ ...MINE, sealed, credential }, tenants.exchange);
    assert.deepEqual(verified, { ok: false, error: 'attestation' }, fmt);
  }
});

test('a credential that somebody has is not enrolled again, by nobody', async () => {
  const { exchange } = tenants;
  const authenticator = makeSoftwareAuthenticator(PARTY);
  const { id, publicKey } = authenticator;
  const owned = {
    authenticator_id: id,
    sub: BOB.sub,
    epoch: 0,
    kind: 'webauthn',
    name: 'Key',
    counter: 0,
  } as const;
  await exchange.records.authenticators.add({ ...owned, document: { public_key: publicKey } });
  const { challenge, sealed } = await asked();
  const credential = authenticator.register({ challenge });
  const verified = await verifyRegistration({ ...MINE, sealed, credential }, exchange);
  assert.deepEqual(verified, { ok: false, error: 'taken' });
});

test('an authenticator without user verification is refused where only passkeys are allowed, and enrolled as a second factor', async () => {
  const passkeys = tenants.setTo({ login_methods: ['passkey'], second_factors: [] });
  const both = tenants.setTo({ login_methods: ['passkey'], second_factors: ['webauthn'] });
  for (const [exchange, ok] of [
    [passkeys, false],
    [both, true],
  ] as const) {
    const { challenge, sealed } = await asked(MINE, exchange);
    const credential = makeSoftwareAuthenticator(PARTY).register({ challenge, verified: false });
    assert.equal((await verifyRegistration({ ...MINE, sealed, credential }, exchange)).ok, ok);
  }
});

test('what an authenticator is told: no e-mail in the user handle, no attestation, and which credentials there are already', async () => {
  const { exchange, other } = tenants;
  const { id, publicKey } = makeSoftwareAuthenticator(PARTY);
  await exchange.records.authenticators.add({
    authenticator_id: id,
    sub: ALICE.sub,
    epoch: 0,
    kind: 'webauthn',
    name: 'Key',
    document: { public_key: publicKey, transports: ['usb'] },
    counter: 0,
  });
  await exchange.records.authenticators.add({
    authenticator_id: 'totp',
    sub: ALICE.sub,
    epoch: 0,
    kind: 'otp',
    name: 'App',
    document: {},
    counter: 0,
  });
  const { publicKey: options } = await registrationOptions(MINE, exchange);
  assert.deepEqual(options['excludeCredentials'], [{ type: 'public-key', id, transports: ['usb'] }]);
  assert.deepEqual(options['rp'], { id: RP_ID, name: RP_ID });
  assert.equal(options['attestation'], 'none');
  assert.match(JSON.stringify(options['user']), /^\{"id":"[A-Za-z0-9_-]{43}","name":"alice@acme.test"/);
  const again = await registrationOptions(MINE, exchange);
  assert.deepEqual(again.publicKey['user'], options['user']);
  const elsewhere = await registrationOptions(MINE, other);
  assert.notDeepEqual(elsewhere.publicKey['user'], options['user']);
});

const SELECTIONS = [
  [['password', 'passkey'], ['webauthn'], 'preferred', 'preferred'],
  [['passkey'], [], 'required', 'required'],
  [['password'], ['webauthn'], 'discouraged', 'preferred'],
] as const;

for (const [login_methods, second_factors, residentKey, userVerification] of SELECTIONS) {
  test(`ways in ${login_methods.join(', ')} with second factor ${second_factors.join() || 'none'}: a resident key is ${residentKey}`, async () => {
    const { publicKey } = await registrationOptions(MINE, tenants.setTo({ login_methods, second_factors }));
    assert.deepEqual(
      { requireResidentKey: false, ...Object(publicKey['authenticatorSelection']) },
      { residentKey, userVerification, requireResidentKey: residentKey === 'required' },
    );
  });
}

test('what is kept of a credential: its public key and what it said of itself', async () => {
  const { challenge, sealed } = await asked();
  const authenticator = makeSoftwareAuthenticator(PARTY);
  const credential = authenticator.register({ challenge, backedUp: true, counter: 4 });
  const verified = await verifyRegistration({ ...MINE, sealed, credential }, tenants.exchange);
  assert.deepEqual(verified, {
    ok: true,
    value: {
      authenticator_id: authenticator.id,
      counter: 4,
      amr: ['swk', 'user'],
      document: {
        public_key: authenticator.publicKey,
        transports: ['internal'],
        backed_up: true,
        device_type: 'multiDevice',
        aaguid: '00000000-0000-0000-0000-000000000000',
      },
    },
  });
});

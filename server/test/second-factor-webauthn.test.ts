/**
 * Security keys and passkeys as a second factor: set up on the way, used, and refused.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { payload } from './attacks/requests.ts';
import { firstFactor, MULTI_FACTOR, newPerson, type Person, submit } from './second-factors.ts';
import {
  makeSoftwareAuthenticator,
  type Occasion,
  type SoftwareAuthenticator,
} from './software-authenticator.ts';
import { type Stack, startStack } from './stack.ts';
import { type Answer, fragment, hiddenFields } from './user-agent.ts';

let stack: Stack;
before(async () => {
  stack = await startStack();
});
after(() => stack.close());

function authenticator(): SoftwareAuthenticator {
  const issuer = new URL(stack.issuer('acme'));
  return makeSoftwareAuthenticator({ rpId: issuer.hostname, origin: issuer.origin });
}

/** A key of a user, as the server knows it. */
async function keyOf({ sub }: Person): Promise<SoftwareAuthenticator> {
  const key = authenticator();
  await stack.storage.tenant('t-acme').authenticators.add({
    authenticator_id: key.id,
    sub,
    kind: 'webauthn',
    name: 'Key',
    document: { public_key: key.publicKey },
    counter: 5,
  });
  return key;
}

function challengeIn({ body }: Answer): string {
  const [, json = '{}'] = /<script type="application\/json" id="webauthn-request">([^<]*)</.exec(body) ?? [];
  return String(JSON.parse(json).publicKey?.challenge);
}

function keyForm({ body }: Answer): Readonly<Record<string, string>> {
  return hiddenFields(body.slice(body.indexOf('<form id="webauthn-form"')));
}

/** Shows the password and then a key, bent as a test wants it. */
async function useKey(
  person: Person,
  key: SoftwareAuthenticator,
  bent: Partial<Occasion> = {},
): Promise<Answer> {
  const browser = stack.browser();
  const page = await firstFactor(browser, person);
  const credential = key.assert({ challenge: challengeIn(page), counter: 6, ...bent });
  return browser.follow(await browser.post('/mfa', { ...keyForm(page), credential }));
}

const REFUSED: readonly (readonly [why: string, bent: Partial<Occasion>])[] = [
  ['of another origin', { origin: 'https://evil.test' }],
  ['of another relying party', { rpId: 'evil.test' }],
  ['without anybody present', { present: false }],
  ['of another challenge', { challenge: 'AAAA' }],
  ['whose counter went back, as that of a copy does', { counter: 5 }],
  ['that registers where it should be used', { type: 'webauthn.create' }],
];

for (const [why, bent] of REFUSED) {
  test(`an assertion ${why} is no second factor (WebAuthn Level 3 §7.2)`, async () => {
    const person = await newPerson(stack);
    const answer = await useKey(person, await keyOf(person), bent);
    assert.equal(answer.status, 400);
    assert.match(answer.body, /id="webauthn-failed"/);
  });
}

test('FU-10 a key of somebody else is no second factor', async () => {
  const [person, other] = [await newPerson(stack), await newPerson(stack)];
  await keyOf(person);
  assert.equal((await useKey(person, await keyOf(other))).status, 400);
});

for (const [verified, key] of [
  [true, 'a key that verified its owner'],
  [false, 'a key that was only touched'],
] as const) {
  test(`${key} signs in after the password, with amr hwk and mfa (RFC 8176)`, async () => {
    const person = await newPerson(stack);
    const { location } = await useKey(person, await keyOf(person), { verified });
    const { amr } = payload(fragment(location)['id_token']);
    assert.deepEqual([...(Array.isArray(amr) ? amr : [])].sort(), ['hwk', 'mfa', 'pwd', 'user']);
  });
}

test('a key is set up on the way to the application and asked for at the next login', async () => {
  const person = await newPerson(stack);
  const browser = stack.browser();
  const first = await firstFactor(browser, person, { acr_values: MULTI_FACTOR });
  const { interaction = '' } = hiddenFields(first.body);
  const page = await browser.send(
    `/mfa/enroll?interaction=${encodeURIComponent(interaction)}&factor=webauthn`,
  );
  const key = authenticator();
  const form = { path: '/mfa/enroll', page } as const;
  const foreign = key.register({ challenge: challengeIn(page), origin: 'https://evil.test' });
  const refused = await submit(browser, form, { ...keyForm(page), credential: foreign });
  assert.equal(refused.status, 400);
  const credential = key.register({ challenge: challengeIn(refused), counter: 1 });
  const kept = await submit(browser, form, { ...keyForm(refused), credential });
  assert.match(kept.body, /id="recovery-codes"/);
  const answer = await submit(browser, { ...form, page: kept }, { action: 'kept' });
  assert.match(answer.location, /access_token=/);
  assert.match((await useKey(person, key, { counter: 2 })).location, /access_token=/);
});

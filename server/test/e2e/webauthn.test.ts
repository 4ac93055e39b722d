/**
 * Passkeys and security keys in Chromium, with authenticators that the browser makes up (WebAuthn Level 3 §11).
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { CDPSession, Page } from 'playwright-core';
import { createSeal } from '../../src/keys/seal.ts';
import { TENANT_SETTINGS_DEFAULTS } from '../../src/protocol/tenant.ts';
import { makeSoftwareAuthenticator } from '../software-authenticator.ts';
import {
  authorizeUrl,
  BLANK,
  claimsOf,
  fragmentOf,
  openPlace,
  type Place,
  signIn,
  type Visitor,
} from './harness.ts';

let place: Place;

before(async () => {
  place = await openPlace({ '/callback': { html: BLANK } });
  await place.storage.tenants.save({
    tenant_id: 't-dev',
    name: 'dev',
    region: 'us',
    domain: 'localhost',
    settings: { ...TENANT_SETTINGS_DEFAULTS, login_methods: ['password', 'passkey'] },
  });
});

after(() => place.close());

/** Gives the page's browser an authenticator. */
async function plugIn(
  page: Page,
  options: Readonly<Record<string, boolean>> = {},
): Promise<{ readonly cdp: CDPSession; readonly authenticatorId: string }> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable', { enableUI: false });
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
      ...options,
    },
  });
  return { cdp, authenticatorId };
}

/** The user handle as the server makes it, under the master key of the harness. */
function userHandleOf(sub: string): string {
  const seal = createSeal(Buffer.alloc(32, 7));
  return seal.mac({ purpose: 'webauthn', tenant_id: 't-dev' }, `user ${sub}`);
}

/** Puts a passkey of a visitor into the authenticator and into the storage. */
async function haveAPasskey({ sub, page }: Visitor): Promise<string> {
  const { cdp, authenticatorId } = await plugIn(page);
  const { origin, hostname } = new URL(place.issuer);
  const software = makeSoftwareAuthenticator({ rpId: hostname, origin });
  await cdp.send('WebAuthn.addCredential', {
    authenticatorId,
    credential: {
      credentialId: base64(software.id),
      isResidentCredential: true,
      rpId: hostname,
      privateKey: software.privateKey.toString('base64'),
      userHandle: base64(userHandleOf(sub)),
      signCount: 1,
    },
  });
  await place.storage.tenant('t-dev').authenticators.add({
    authenticator_id: software.id,
    sub,
    kind: 'webauthn',
    name: 'Laptop',
    document: { public_key: software.publicKey },
    counter: 1,
  });
  return software.id;
}

function base64(base64url: string): string {
  return Buffer.from(base64url, 'base64url').toString('base64');
}

/** Takes passkeys out of the autofill, where a virtual authenticator answers at once. */
function withoutAutofill({ page }: Visitor): Promise<unknown> {
  return page.addInitScript('PublicKeyCredential.isConditionalMediationAvailable = async () => false');
}

/** Agrees, and gives the claims of the ID token that the client is answered with. */
async function idTokenOf({ page, context }: Visitor): Promise<Readonly<Record<string, unknown>>> {
  await page.click('#consent-accept');
  await page.waitForURL(`${place.pages}/callback#**`);
  const { id_token } = fragmentOf(page);
  await context.close();
  return claimsOf(id_token);
}

test('a removed passkey is refused, and the page says so without a loop', async () => {
  const visitor = await place.visit();
  const id = await haveAPasskey(visitor);
  await place.storage.tenant('t-dev').authenticators.remove(visitor.sub, id);
  await visitor.page.goto(authorizeUrl(place));
  await visitor.page.waitForSelector('#webauthn-failed:not([hidden])');
  await visitor.page.click('#webauthn-submit');
  await visitor.page.waitForSelector('#webauthn-failed:not([hidden])');
  await visitor.context.close();
});

test('without a script there is no passkey button, and the password still signs in', async () => {
  const visitor = await place.visit({ javaScriptEnabled: false });
  await visitor.page.goto(authorizeUrl(place));
  assert.equal(await visitor.page.isVisible('#webauthn-submit'), false);
  await signIn(visitor);
  assert.equal((await idTokenOf(visitor))['sub'], visitor.sub);
});

test('a passkey signs in by the button: two factors at once', async () => {
  const visitor = await place.visit();
  await haveAPasskey(visitor);
  await withoutAutofill(visitor);
  await visitor.page.goto(authorizeUrl(place));
  await visitor.page.click('#webauthn-submit');
  assert.equal((await idTokenOf(visitor))['sub'], visitor.sub);
  const [signedIn] = await place.storage.tenant('t-dev').signIns.list(visitor.sub, 1);
  assert.deepEqual(signedIn?.amr, ['hwk', 'user', 'mfa']);
});

test('a passkey signs in by the autofill of the identifier field, without a click', async () => {
  const visitor = await place.visit();
  await haveAPasskey(visitor);
  await visitor.page.goto(authorizeUrl(place));
  assert.equal((await idTokenOf(visitor))['sub'], visitor.sub);
});

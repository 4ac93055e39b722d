/**
 * Passkeys and security keys in Chromium, with authenticators that the browser makes up (WebAuthn Level 3 §11).
 */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';
import { pino } from 'pino';
import type { CDPSession, Page } from 'playwright-core';
import { contentSecurityPolicy } from '../../src/http/security-headers.ts';
import { createSeal } from '../../src/keys/seal.ts';
import { type Html, html } from '../../src/pages/html.ts';
import { addKeyMarkup, useKeyMarkup } from '../../src/pages/login/webauthn.ts';
import { layout } from '../../src/pages/look/layout.ts';
import { plainLook, styleSources } from '../../src/pages/look/look.ts';
import { en } from '../../src/pages/text/en.ts';
import { TENANT_SETTINGS_DEFAULTS } from '../../src/resources/tenant/settings.ts';
import { challengeOptions, verifyAssertion } from '../../src/webauthn/assertion.ts';
import { registrationOptions, verifyRegistration } from '../../src/webauthn/registration.ts';
import type { WebauthnExchange } from '../../src/webauthn/relying-party.ts';
import { makeSoftwareAuthenticator } from '../factors/software-authenticator.ts';
import { epochOf, removeFactor } from '../login/epochs.ts';
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

/** What the server would know of a request, to make and judge a page of ours on a path that has none. */
async function exchangeAt(): Promise<WebauthnExchange> {
  const tenants = await place.storage.tenants.list();
  const tenant = tenants.find(({ name }) => name === 'dev');
  assert.ok(tenant);
  return {
    issuer: place.issuer,
    tenant,
    records: place.storage.tenant('t-dev'),
    request_id: 'r',
    deps: {
      seal: createSeal(Buffer.alloc(32, 7)),
      now: () => Math.floor(Date.now() / 1000),
      random: (bytes) => randomBytes(bytes).toString('base64url'),
      log: pino({ level: 'silent' }),
    },
  };
}

const LOOK = plainLook(en);
const PAGE = {
  look: LOOK,
  path: '/key',
  action: 'key',
  fields: html``,
  refused: false,
  nonce: 'n'.repeat(22),
};

/** Serves a page with this markup at the origin of the issuer, presses its button, and gives the form it sent. */
async function pressAt({ page }: Pick<Visitor, 'page'>, markup: Html): Promise<URLSearchParams> {
  const document = layout({ look: LOOK, title: 'Key', content: html`<h1>Key</h1>${markup}` });
  const csp = contentSecurityPolicy({ styles: styleSources(LOOK), scriptNonce: PAGE.nonce });
  const headers = { 'content-security-policy': csp };
  const sent = new Promise<URLSearchParams>((resolve) => {
    page.route(`${place.issuer}key`, (route) => {
      if (route.request().method() === 'POST') resolve(new URLSearchParams(route.request().postData() ?? ''));
      return route.fulfill({ contentType: 'text/html; charset=utf-8', headers, body: document });
    });
  });
  await page.goto(`${place.issuer}key`);
  assert.equal(await page.isVisible('#webauthn-unavailable'), false);
  await page.click('#webauthn-submit');
  const form = await sent;
  await page.unroute(`${place.issuer}key`);
  return form;
}

function answerIn(form: URLSearchParams) {
  return { sealed: form.get('challenge') ?? '', credential: form.get('credential') ?? '' };
}

/** Enrols the authenticator of the visitor's browser by our page. */
async function enrol({ sub, page }: Visitor): Promise<string> {
  const exchange = await exchangeAt();
  const user = await exchange.records.users.find(sub);
  assert.ok(user);
  const owner = { user, browser: 'a browser' };
  const request = await registrationOptions(owner, exchange);
  const form = await pressAt({ page }, addKeyMarkup({ ...PAGE, request }));
  const verified = await verifyRegistration({ ...owner, ...answerIn(form) }, exchange);
  assert.ok(verified.ok);
  const { amr: _, ...authenticator } = verified.value;
  await exchange.records.authenticators.add({
    ...authenticator,
    sub,
    epoch: user.epoch,
    kind: 'webauthn',
    name: 'Key',
  });
  return verified.value.authenticator_id;
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
  const records = place.storage.tenant('t-dev');
  await records.authenticators.add({
    authenticator_id: software.id,
    sub,
    epoch: await epochOf(records, sub),
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
  await removeFactor(place.storage.tenant('t-dev'), visitor.sub, id);
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

test('a passkey that was made on our page signs in', async () => {
  const visitor = await place.visit();
  await plugIn(visitor.page);
  await withoutAutofill(visitor);
  await enrol(visitor);
  await visitor.page.goto(authorizeUrl(place));
  await visitor.page.click('#webauthn-submit');
  assert.equal((await idTokenOf(visitor))['sub'], visitor.sub);
});

test('an authenticator is not enrolled twice: the browser refuses it, and the page says so', async () => {
  const visitor = await place.visit();
  await plugIn(visitor.page);
  await enrol(visitor);
  const exchange = await exchangeAt();
  const user = await exchange.records.users.find(visitor.sub);
  assert.ok(user);
  const request = await registrationOptions({ user, browser: 'a browser' }, exchange);
  pressAt(visitor, addKeyMarkup({ ...PAGE, request })).catch(assert.ifError);
  await visitor.page.waitForSelector('#webauthn-failed:not([hidden])');
  await visitor.context.close();
});

test('a security key without memory and without a PIN does as a second factor', async () => {
  const visitor = await place.visit();
  await plugIn(visitor.page, { hasResidentKey: false, hasUserVerification: false, isUserVerified: false });
  const id = await enrol(visitor);
  const exchange = await exchangeAt();
  const use = { purpose: 'second_factor', browser: 'a browser', sub: visitor.sub } as const;
  const request = await challengeOptions(use, exchange);
  const form = await pressAt(visitor, useKeyMarkup({ ...PAGE, request }));
  const verified = await verifyAssertion({ use, ...answerIn(form) }, exchange);
  assert.deepEqual(verified, {
    ok: true,
    value: {
      user: await exchange.records.users.find(visitor.sub),
      authenticator_id: id,
      amr: ['hwk', 'user'],
    },
  });
  await visitor.context.close();
});

/**
 * Walks through the parts of applications and of APIs, in Chromium, against the real server.
 */
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { after, afterEach, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { AUDIENCE, authorizeUrl, signInAndConsent } from '../../server/test/e2e/harness.ts';
import { type Desk, isQuiet, openDesk } from './desk.ts';

let desk: Desk;
before(async () => {
  desk = await openDesk();
});
afterEach(() => desk.leave());
after(() => desk.place.close());

const API = encodeURIComponent(AUDIENCE);

const part = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Parts of the page' }).getByRole('link', { name, exact: true });

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });

const records = () => desk.place.storage.tenant('t-dev');

/** An application like another, that nobody else changes. */
async function clientLike(model: string, client_id: string): Promise<void> {
  const found = await records().clients.find(model);
  assert.ok(found);
  await records().clients.save({ ...found, client_id, client_name: client_id });
}

test('what would be issued follows as it is chosen, each claim with where it comes from; its address says it again', async () => {
  const owner = await desk.enter('owner');
  const { page } = owner;
  await owner.open('applications/code');
  await part(page, 'Evaluate').click();
  await page.getByLabel('API', { exact: true }).selectOption(AUDIENCE);
  await page.getByLabel('Name or e-mail address').fill(owner.email);
  await page.getByRole('radio', { name: owner.email }).check();
  await page.getByRole('checkbox', { name: 'appointments', exact: true }).check();
  const access = page.locator('section', { has: page.getByRole('heading', { name: 'Access token' }) });
  await access.getByRole('row', { name: `scope openid profile email appointments The request` }).waitFor();
  await access.getByRole('row', { name: 'jti another one each time Chance' }).waitFor();
  const id = page.locator('section', { has: page.getByRole('heading', { name: 'ID token' }) });
  await id.getByRole('row', { name: `email ${owner.email} The user’s profile email` }).waitFor();
  await page.getByText('The user is asked for consent.').waitFor();
  assert.doesNotMatch(page.url(), /%40|@/, 'no address of somebody in an address (D15)');
  await page.getByLabel('How it asks').selectOption('implicit');
  await page.getByText('It would be refused').waitFor();
  await page.reload();
  await page.getByText('It would be refused').waitFor();
  isQuiet(owner);
});

test('an application is allowed an API in its own name, with the scopes that are ticked; and it is taken back', async () => {
  await clientLike('web', 'machine');
  const owner = await desk.enter('owner');
  const { page } = owner;
  await owner.open('applications/machine/apis');
  await page.getByText('It may call none yet.').waitFor();
  await button(page, 'Allow one more').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Choose an API').selectOption(AUDIENCE);
  await dialog.getByRole('checkbox', { name: 'contacts' }).check();
  await dialog.getByRole('button', { name: 'Allow', exact: true }).click();
  await page.getByRole('row', { name: /^appointments:api contacts/ }).waitFor();
  assert.deepEqual((await records().clientGrants.find('machine', AUDIENCE))?.scope, ['contacts']);
  await button(page, `Choose scopes of ${AUDIENCE}`).click();
  await dialog.getByRole('checkbox', { name: 'all, also those to come' }).check();
  await dialog.getByRole('button', { name: 'Allow', exact: true }).click();
  await page.getByRole('row', { name: /all, also those to come/ }).waitFor();
  await button(page, `Take back ${AUDIENCE}`).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Take back' }).click();
  await page.getByText('It may call none yet.').waitFor();
  assert.equal(await records().clientGrants.find('machine', AUDIENCE), undefined);
  isQuiet(owner);
});

test('keys of an application: one that is none is refused beside its field; one is added, and removed', async () => {
  await clientLike('web', 'keyed');
  const owner = await desk.enter('owner');
  const { page } = owner;
  await owner.open('applications/keyed/credentials');
  await page.getByText('No public key is stored here.').waitFor();
  const pem = page.getByLabel('Public key or certificate, in PEM');
  await pem.fill('none');
  await button(page, 'Add a public key').click();
  await page.getByRole('alert').waitFor();
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  await pem.fill(publicKey.export({ type: 'spki', format: 'pem' }).toString());
  await page.getByLabel('Name', { exact: true }).fill('spring');
  await button(page, 'Add a public key').click();
  await page.getByRole('row', { name: /ES256/ }).waitFor();
  await button(page, /^Remove the key/).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
  await page.getByText('No public key is stored here.').waitFor();
  isQuiet(owner);
});

test('who signed in last is listed, and what was refused with what helps', async () => {
  const { place } = desk;
  const visitor = await place.visit();
  await visitor.page.goto(authorizeUrl(place));
  // Nobody listens there: what is asked of it is enough.
  await Promise.all([
    visitor.page.waitForRequest((request) => request.url().startsWith(`${place.pages}/callback`)),
    signInAndConsent(visitor),
  ]);
  await visitor.context.close();
  await fetch(authorizeUrl(place, { audience: 'nowhere' }), { redirect: 'manual' });
  const owner = await desk.enter('owner');
  const { page } = owner;
  await owner.open('applications/spa/people');
  await page.getByRole('link', { name: visitor.email }).waitFor();
  // The reference leads to the inspector, as the application does with a request of its own.
  await page
    .getByRole('row', { name: /Reference/ })
    .first()
    .getByRole('link')
    .click();
  await page.waitForURL(/\/inspect\?reference=/);
  await page.goBack();
  await page.getByRole('link', { name: 'Inspect a request' }).click();
  await page.waitForURL(/\/inspect\?client=spa$/);
  isQuiet(owner);
});

test('an API: who may call it, how it is tried, and what goes with it, counted', async () => {
  const owner = await desk.enter('owner');
  const { page } = owner;
  await owner.open(`apis/${API}`);
  await part(page, 'Who may call').click();
  await page.getByRole('row', { name: /^web contacts/ }).waitFor();
  await part(page, 'Test').click();
  const code = page.getByLabel('Get a token', { exact: true });
  const told = await code.textContent();
  for (const said of ['audience=appointments:api', 'client_id=web']) assert.ok(told?.includes(said), said);
  await page.getByRole('row', { name: 'gty client-credentials How it was asked for' }).waitFor();
  await button(page, 'Delete API').click();
  await page.getByText('what it may ask for in its own name (1)').waitFor();
  isQuiet(owner);
});

test('a list is searched by a part of a name, ordered by it, and says so in its address', async () => {
  const owner = await desk.enter('owner');
  const { page } = owner;
  await owner.open('applications');
  await page.getByRole('searchbox').fill('ARTI');
  await page.getByRole('row', { name: /^article/ }).waitFor();
  await page.getByRole('row', { name: /^spa/ }).waitFor({ state: 'detached' });
  assert.match(page.url(), /q=ARTI/);
  isQuiet(owner);
});

test('a viewer sees all parts, and is told which scope each control needs', async () => {
  const viewer = await desk.enter('viewer');
  const { page } = viewer;
  await viewer.open('applications/web/apis');
  const allow = button(page, 'Allow one more');
  await allow.press('Enter');
  assert.equal(await allow.getAttribute('aria-disabled'), 'true');
  assert.match((await allow.getAttribute('title')) ?? '', /create:client_grants/);
  assert.equal(await page.getByRole('dialog').count(), 0);
  await part(page, 'Credentials').click();
  assert.equal(await button(page, 'Add a public key').getAttribute('aria-disabled'), 'true');
  isQuiet(viewer);
});

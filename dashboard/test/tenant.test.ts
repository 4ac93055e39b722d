/**
 * Walks through what holds for the tenant as a whole: settings, connections, attack protection, keys, features by region, the plan. The
 * tenant is the one that operators have for themselves.
 */
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import type { Page, Request } from 'playwright-core';
import { countedAccount, counterKey } from '../../server/src/protocol/end-user/guess-budgets.ts';
import { CLIENT_SECRET } from '../../server/test/e2e/harness.ts';
import { type Desk, isQuiet, openDesk } from './desk.ts';

let desk: Desk;
before(async () => {
  desk = await openDesk({ operatorTenant: 'dev.us' });
});
afterEach(() => desk.leave());
after(() => desk.place.close());

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });

const isPatch = (request: Request) => request.method() === 'PATCH';

test('the settings are saved as every record is: what changed, by the version it was read in; what weakens is ticked', async () => {
  const owner = await desk.enter('owner');
  const { page } = owner;
  await owner.open('settings');
  const name = page.getByLabel('Friendly name');
  await name.fill('x'.repeat(65));
  await page
    .getByText(/at most 64/)
    .first()
    .waitFor();
  await name.fill('Example Ltd');
  await page.getByRole('heading', { name: 'What weakens a protection' }).click();
  await page.getByRole('checkbox', { name: 'Skip consent on localhost' }).check();
  const sent = page.waitForRequest(isPatch);
  await button(page, 'Save changes').click();
  const request = await sent;
  assert.deepEqual(request.postDataJSON(), {
    friendly_name: 'Example Ltd',
    unsafe_skip_consent_on_localhost: true,
  });
  assert.match(request.headers()['if-match'] ?? '', /^"\d+"$/);
  await page.getByText('Saved.').waitFor();
  // What the navigation calls the tenant is a setting too.
  await page.getByRole('banner').getByText('Example Ltd').waitFor();
  await desk.place.chooseSettings({});
  isQuiet(owner);
});

test('two change the settings at once: both sides are shown, whatever page they came from', async () => {
  const [first, second] = await Promise.all([desk.enter('owner'), desk.enter('admin')]);
  await first.open('connections');
  await second.open('protection');
  await first.page.getByRole('heading', { name: 'Passwords', exact: true }).click();
  await first.page.getByLabel('Password min length').fill('12');
  await button(first.page, 'Save changes').click();
  await first.page.getByText('Saved.').waitFor();
  await second.page.getByLabel('Remember device days').fill('7');
  await button(second.page, 'Save changes').click();
  await second.page.getByText('None of the fields that you changed').waitFor();
  await button(second.page, 'Save mine over it').click();
  await second.page.getByText('Saved.').waitFor();
  const { settings } = (await desk.place.storage.tenants.list()).find(({ name }) => name === 'dev') ?? {};
  assert.equal(settings?.password_min_length, 12);
  assert.equal(settings?.remember_device_days, 7);
  await desk.place.chooseSettings({});
  isQuiet(first);
  isQuiet(second);
});

test('whoever is locked out is found and let in again', async () => {
  const support = await desk.enter('support');
  const { page, email } = support;
  const place = '192.0.2.7';
  const key = counterKey('account-at-address', `${email} ${place}`);
  const counter = { budget: 'account-at-address', account: countedAccount(email), place } as const;
  const { loginAttempts } = desk.place.storage.tenant('t-dev');
  for (let guess = 0; guess < 10; guess += 1)
    await loginAttempts.reserve([{ key, window_seconds: 900, counter }]);
  await support.open('protection');
  await page.getByLabel('E-mail address, user ID or IP address').fill(email);
  await button(page, 'Look').click();
  await page.getByRole('row', { name: /account-at-address 192\.0\.2\.7/ }).waitFor();
  await button(page, 'Let them try again').click();
  await page.getByText(`Nothing locks ${email} out.`).waitFor();
  await page.getByLabel('E-mail address, user ID or IP address').fill(place);
  await button(page, 'Look').click();
  await page.getByText(`Nothing locks ${place} out.`).waitFor();
  isQuiet(support);
});

/** A token that somebody gets elsewhere: of an application in its own name. */
async function tokenOfWeb(): Promise<string> {
  const { issuer } = desk.place;
  const answer = await fetch(`${issuer}oauth/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`web:${CLIENT_SECRET}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials', audience: `${issuer}api/v2/` }),
  });
  return String((await answer.json()).access_token);
}

/** Whether a token is taken by whoever checks it: the Management API here. */
async function statusOf(token: string): Promise<number> {
  const headers = { authorization: `Bearer ${token}` };
  return (await fetch(`${desk.place.issuer}api/v2/clients`, { headers })).status;
}

test('a key is rotated and revoked while somebody’s token is checked', async (t) => {
  const { storage, issuer, clock } = desk.place;
  t.after(() => {
    clock.ahead = 0;
  });
  const grants = storage.tenant('t-dev').clientGrants;
  await grants.save({ client_id: 'web', audience: `${issuer}api/v2/`, scope: ['read:clients'] });
  const owner = await desk.enter('owner');
  const { page } = owner;
  await owner.open('keys');
  const token = await tokenOfWeb();
  assert.equal(await statusOf(token), 200);
  const signedBy = JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()).kid;
  await button(page, 'Rotate').click();
  const dialog = page.getByRole('alertdialog');
  await dialog.getByText(/a rotation is refused until/).waitFor();
  await dialog.getByRole('button', { name: 'Rotate' }).click();
  await dialog.getByText(/not yet in every copy of the JWKS/).waitFor();
  // An hour is as long as somebody keeps a copy of the key set.
  clock.ahead = 3_700;
  await dialog.getByRole('button', { name: 'Rotate' }).click();
  await page.getByText('The next keys sign now.').waitFor();
  // The browser has a clock of its own, by which it judges the tokens that come next.
  clock.ahead = 0;
  assert.equal(await statusOf(token), 200, 'what the key before signed is still good');
  const row = page.getByRole('row', { name: new RegExp(`Previous.*${signedBy.slice(0, 8)}`) });
  await row.getByRole('button', { name: /^Revoke/ }).click();
  await dialog.getByText('what it signed before the rotation and has not ended yet is refused').waitFor();
  await dialog.getByRole('textbox').press('Enter');
  assert.equal(await statusOf(token), 200, 'nothing is revoked before its name is typed');
  await dialog.getByRole('textbox').fill(signedBy.slice(0, 8));
  await dialog.getByRole('button', { name: 'Revoke the key' }).click();
  await page.getByText('The key is revoked.').waitFor();
  assert.equal(await statusOf(token), 401);
  await row.waitFor({ state: 'detached' });
  isQuiet(owner);
});

test('how far a feature is in a region is set, as far as the words mean something', async () => {
  const owner = await desk.enter('owner');
  const { page } = owner;
  await owner.open('features');
  await page.getByLabel('Another region').fill('eu');
  await button(page, 'Add').click();
  const stage = page.getByRole('combobox', { name: 'api_authorization in eu' });
  await stage.selectOption('percent');
  await page.getByLabel('Percent of the tenants: api_authorization in eu').fill('120');
  await button(page, 'Save').click();
  await page.getByText('A percentage is a whole number from 0 to 100').waitFor();
  await page.getByLabel('Percent of the tenants: api_authorization in eu').fill('25');
  await button(page, 'Save').click();
  await page.getByText('api_authorization is set in eu.').waitFor();
  const stored = await desk.place.storage.rollouts.list();
  assert.deepEqual(
    stored.map(({ region, stage: is, percent }) => [region, is, percent]),
    [['eu', 'percent', 25]],
  );
  await page.reload();
  assert.equal(await stage.inputValue(), 'percent');
  isQuiet(owner);
});

test('a tenant is made, suspended, served again, moved, deleted and destroyed; the one that administers the others stays', async () => {
  const owner = await desk.enter('owner');
  const { page } = owner;
  await owner.open('features');
  await page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name: 'Tenants' }).click();
  await button(page, 'New tenant').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('New');
  await dialog.getByText(/must be lower-case letters/).waitFor();
  await dialog.getByLabel('Name').fill('fresh');
  await dialog.getByLabel('Region').fill('eu');
  await dialog.getByRole('button', { name: 'Create' }).click();
  const row = page.getByRole('row', { name: /^fresh\.eu/ });
  await row.getByText('Served').waitFor();
  const own = page.getByRole('row', { name: /^dev\.us/ }).getByRole('button');
  for (const one of await own.all()) assert.equal(await one.getAttribute('aria-disabled'), 'true');
  const warning = page.getByRole('alertdialog');
  await row.getByRole('button', { name: 'Suspend fresh.eu?' }).click();
  await warning.getByRole('textbox').fill('fresh.eu');
  await warning.getByRole('button', { name: 'Suspend' }).click();
  await row.getByRole('button', { name: 'Serve again: fresh.eu' }).click();
  await row.getByText('Served').waitFor();
  await row.getByRole('button', { name: 'Move fresh.eu?' }).click();
  await warning.getByLabel('Region').fill('us');
  await warning.getByRole('button', { name: 'Move' }).click();
  const moved = page.getByRole('row', { name: /^fresh\.us/ });
  await moved.getByText('Served').waitFor();
  await moved.getByRole('button', { name: 'Delete fresh.us?' }).click();
  await warning.getByRole('textbox').fill('fresh.us');
  await warning.getByRole('button', { name: 'Delete' }).click();
  await moved.getByRole('button', { name: 'Destroy fresh.us?' }).click();
  await warning.getByRole('textbox').fill('fresh.us');
  await warning.getByRole('button', { name: 'Destroy' }).click();
  await moved.waitFor({ state: 'detached' });
  isQuiet(owner);
});

test('a file is planned, mended, agreed to and applied; what is there is taken away as one', async () => {
  const owner = await desk.enter('owner');
  const { page } = owner;
  await owner.open('plan');
  const file = page.getByRole('textbox', { name: 'tacit.yaml' });
  const plan = button(page, 'Show what would change');
  await file.fill('tenants:\n  - name: dev\n    region: us\n    clints: []\n');
  await plan.click();
  await button(page, 'Line 4, column 5').click();
  const chosen = await file.evaluate((area: HTMLTextAreaElement) =>
    area.value.slice(area.selectionStart, area.selectionEnd),
  );
  assert.equal(chosen, 'clints: []');
  await file.fill('');
  await button(page, 'What is there now').click();
  await button(page, 'Download').waitFor();
  const text = await file.inputValue();
  await plan.click();
  await page.getByText('Nothing: everything is as the file says.').waitFor();
  const without = text.replace(/ +- client_id: other\n(?: {8}.*\n)*/, '');
  await file.fill(without.replace('name: spa\n', 'name: "##NAME##"\n'));
  await page.getByLabel('NAME', { exact: true }).fill('Renamed');
  await page.getByLabel('Delete what a section that is there does not name').check();
  await plan.click();
  const change = page.getByRole('row', { name: /^name/ });
  await change.waitFor();
  assert.deepEqual(await change.getByRole('cell').allTextContents(), ['spa', 'Renamed']);
  const apply = button(page, 'Apply 2 changes');
  await apply.focus();
  await page.keyboard.press('Enter');
  assert.ok(await desk.place.storage.tenant('t-dev').clients.find('other'), 'nobody agreed yet');
  await page.getByLabel('I agree that client other is deleted').check();
  await apply.click();
  await page.getByText('The file is applied.').waitFor();
  const { clients } = desk.place.storage.tenant('t-dev');
  assert.equal(await clients.find('other'), undefined);
  assert.equal((await clients.find('spa'))?.client_name, 'Renamed');
  isQuiet(owner);
});

test('a viewer sees all of it and changes nothing', async () => {
  const viewer = await desk.enter('viewer');
  const { page } = viewer;
  await viewer.open('settings');
  await page.getByText(/nothing: that needs|This needs the scope update:tenant_settings/).waitFor();
  assert.equal(await page.getByLabel('Friendly name').getAttribute('readonly'), '');
  await page.getByRole('link', { name: 'Features by region' }).click();
  const stage = page.getByRole('combobox', { name: 'api_authorization in us' });
  assert.match((await stage.getAttribute('title')) ?? '', /update:tenants/);
  await page.getByRole('link', { name: 'Keys' }).click();
  await button(page, 'Rotate').focus();
  await page.keyboard.press('Enter');
  assert.equal(await page.getByRole('alertdialog').count(), 0);
  await page.getByRole('link', { name: 'Plan' }).click();
  assert.equal(await button(page, 'Show what would change').getAttribute('aria-disabled'), 'true');
  isQuiet(viewer);
});

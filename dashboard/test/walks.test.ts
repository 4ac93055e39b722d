/**
 * Walks through the dashboard, in Chromium, against the real server.
 */
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import type { Page, Request } from 'playwright-core';
import { signIn } from '../../server/test/e2e/harness.ts';
import { type Desk, isQuiet, openDesk } from './desk.ts';
import { changesNothing } from './hand-made-requests.ts';

let desk: Desk;
before(async () => {
  desk = await openDesk();
});
afterEach(() => desk.leave());
after(() => desk.place.close());

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });

/** An application that nobody else changes. */
async function client(client_id: string): Promise<void> {
  const records = desk.place.storage.tenant('t-dev');
  const model = await records.clients.find('spa');
  assert.ok(model);
  await records.clients.save({ ...model, client_id, client_name: client_id });
}

function isPatch(request: Request): boolean {
  return request.method() === 'PATCH';
}

test('whoever is not signed in is led to sign in, and back to the very address', async () => {
  const owner = await desk.arrive('owner');
  await owner.page.goto(`${desk.place.issuer}dashboard/applications?only=native`);
  await signIn(owner);
  await heading(owner.page, 'Applications').waitFor();
  assert.match(owner.page.url(), /\/dashboard\/applications\?only=native$/);
  // By the session, out of sight: nothing is typed again.
  await owner.page.reload();
  await heading(owner.page, 'Applications').waitFor();
  assert.deepEqual(await owner.page.evaluate('[localStorage.length, sessionStorage.length]'), [0, 0]);
  isQuiet(owner);
});

test('whoever has no role is told so, and what helps', async () => {
  const nobody = await desk.arrive(undefined);
  await nobody.page.goto(`${desk.place.issuer}dashboard/`);
  await signIn(nobody);
  await heading(nobody.page, 'Your account administers nothing here').waitFor();
  await nobody.page.getByText(`npx tacit admin create ${nobody.email}`).waitFor();
  isQuiet(nobody);
});

test('an application is made in three steps; a callback is judged as it is typed, by the rules of the server', async () => {
  const owner = await desk.enter('owner');
  const { page } = owner;
  await owner.open('applications');
  await page.getByRole('link', { name: 'New application' }).click();
  await page.getByRole('button', { name: /^Single-page/ }).click();
  await page.getByLabel('Name', { exact: true }).fill('Appointments');
  const callback = page.getByRole('textbox', { name: 'Callback URLs, entry 1' });
  await callback.fill('https://app.example.com/#callback');
  await page.getByText('has a fragment (RFC 6749 §3.1.2)').waitFor();
  await button(page, 'Create').click();
  assert.equal(await callback.evaluate((input) => document.activeElement === input), true);
  await callback.fill('https://app.example.com/callback');
  await button(page, 'Create').click();
  await page.getByRole('heading', { name: 'Appointments is registered' }).waitFor();
  const code = await page.getByLabel('@tacit/browser', { exact: true }).textContent();
  assert.match(code ?? '', /redirect_uri: 'https:\/\/app\.example\.com\/callback'/);
  await page.getByRole('link', { name: 'Open its settings' }).click();
  await heading(page, 'Appointments').waitFor();
  const id = decodeURIComponent(new URL(page.url()).pathname.split('/').at(-1) ?? '');
  const made = await desk.place.storage.tenant('t-dev').clients.find(id);
  assert.deepEqual(made?.redirect_uris, ['https://app.example.com/callback']);
  assert.deepEqual(made?.grant_types, ['authorization_code', 'refresh_token']);
  isQuiet(owner);
});

test('a save sends the fields that were changed, with the version that they were decided on', async () => {
  await client('saved');
  const owner = await desk.enter('owner');
  const { page } = owner;
  await owner.open('applications/saved');
  await page.getByLabel('Name', { exact: true }).fill('Saved by hand');
  const sent = page.waitForRequest(isPatch);
  await button(page, 'Save changes').click();
  const request = await sent;
  assert.deepEqual(request.postDataJSON(), { name: 'Saved by hand' });
  assert.match(request.headers()['if-match'] ?? '', /^"\d+"$/);
  await page.getByText('Saved.').waitFor();
  await heading(page, 'Saved by hand').waitFor();
  assert.equal(await button(page, 'Save changes').count(), 0);
  isQuiet(owner);
});

test('two administrators change one application: nothing is lost, both sides are shown', async () => {
  await client('shared');
  const [first, second] = await Promise.all([desk.enter('owner'), desk.enter('admin')]);
  await first.open('applications/shared');
  await second.open('applications/shared');
  await first.page.getByLabel('Name', { exact: true }).fill('By the first');
  await second.page.getByLabel('Name', { exact: true }).fill('By the second');
  await button(first.page, 'Save changes').click();
  await first.page.getByText('Saved.').waitFor();
  await button(second.page, 'Save changes').click();
  const sides = second.page.getByRole('row', { name: /^Name/ });
  await sides.waitFor();
  assert.deepEqual(await sides.getByRole('cell').allTextContents(), ['By the second', 'By the first']);
  await button(second.page, 'Save mine over it').click();
  await second.page.getByText('Saved.').waitFor();
  const stored = await desk.place.storage.tenant('t-dev').clients.find('shared');
  assert.equal(stored?.client_name, 'By the second');
  isQuiet(second);
});

test('what only the database knows is refused at its field, which has the focus', async () => {
  const owner = await desk.enter('owner');
  const { page } = owner;
  await owner.open('apis/new');
  await button(page, 'Create').click();
  await page.getByText('misses the field name').waitFor();
  await page.waitForFunction('document.activeElement?.id === "new-name"');
  await page.getByLabel('Name', { exact: true }).fill('Billing');
  const identifier = page.getByLabel('Identifier', { exact: true });
  await identifier.fill('spa');
  await button(page, 'Create').click();
  await page.getByText('is also a client_id').waitFor();
  await page.waitForFunction('document.activeElement?.id === "new-identifier"');
  await identifier.fill('urn:billing');
  await button(page, 'Create').click();
  await heading(page, 'Billing').waitFor();
  // It is in the log by its own name, for it is neither a person nor an application.
  await page.getByRole('heading', { name: 'History' }).click();
  await page.locator('.changes').getByRole('link', { name: owner.sub }).waitFor();
  isQuiet(owner);
});

test('what is wrong with no field is said above the button, and what was typed stays', async () => {
  const records = desk.place.storage.tenant('t-dev');
  await records.roles.save({ id: 'rol_taken', name: 'Taken', permissions: [] });
  const owner = await desk.enter('owner');
  const { page } = owner;
  await owner.open('roles/new');
  await page.getByLabel('Name', { exact: true }).fill('Taken');
  await button(page, 'Create').click();
  await page.getByRole('alert').getByText('The role already exists').waitFor();
  assert.equal(await page.getByLabel('Name', { exact: true }).inputValue(), 'Taken');
  isQuiet(owner);
});

test('a secret is shown once, and is nowhere once it was put away', async () => {
  const owner = await desk.enter('owner');
  const { page } = owner;
  await owner.open('applications/web?dialog=secret');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Make a new secret' }).click();
  const shown = page.getByRole('alertdialog').getByLabel('Its secret, shown this once', { exact: true });
  const secret = (await shown.textContent()) ?? '';
  assert.ok(secret.length >= 32);
  await page.getByRole('button', { name: 'I have put it away' }).click();
  await page.getByRole('alertdialog').waitFor({ state: 'detached' });
  assert.equal((await page.content()).includes(secret), false);
  assert.equal(page.url().includes(secret), false);
  isQuiet(owner);
});

test('what is deleted says what goes along, and has its name typed', async () => {
  await client('doomed');
  const owner = await desk.enter('owner');
  const { page } = owner;
  await owner.open('applications/doomed');
  await button(page, 'Delete application').click();
  const dialog = page.getByRole('alertdialog', { name: 'Delete doomed?' });
  await dialog.getByText('what it may ask for in its own name (0)').waitFor();
  // It is pressed all the same, though it says that it cannot be.
  await dialog.getByRole('button', { name: 'Delete', exact: true }).click({ force: true });
  assert.ok(await desk.place.storage.tenant('t-dev').clients.find('doomed'));
  await dialog.getByLabel('Type doomed to go on').fill('doomed');
  await dialog.getByRole('button', { name: 'Delete', exact: true }).click();
  await page.getByText('doomed is deleted.').waitFor();
  await heading(page, 'Applications').waitFor();
  assert.equal(await desk.place.storage.tenant('t-dev').clients.find('doomed'), undefined);
  isQuiet(owner);
});

test('a viewer sees everything, changes nothing and is told why; the server says the same to who tries', async () => {
  await client('looked-at');
  const viewer = await desk.enter('viewer');
  const { page } = viewer;
  const bearer = page.waitForRequest((request) => request.url().includes('/api/v2/clients'));
  await viewer.open('applications/looked-at');
  const { authorization = '' } = (await bearer).headers();
  await page.getByText('This needs the scope update:clients').first().waitFor();
  assert.equal(await page.getByLabel('Name', { exact: true }).getAttribute('readonly'), '');
  const remove = button(page, 'Delete application');
  assert.equal(await remove.getAttribute('aria-disabled'), 'true');
  await remove.focus();
  await page.keyboard.press('Enter');
  assert.equal(await page.getByRole('alertdialog').count(), 0);
  await changesNothing(desk.place, { authorization, sub: viewer.sub });
  isQuiet(viewer);
});

test('what a list shows is in its address: searched, scrolled to, gone back, reloaded', async () => {
  const records = desk.place.storage.tenant('t-dev');
  for (let number = 1; number <= 30; number += 1) {
    const claims = { email: `many${number}@example.org`, name: `Many ${number}` };
    await records.users.save({ sub: `auth0|many${number}`, blocked: false, claims });
  }
  const owner = await desk.enter('owner');
  const { page } = owner;
  await owner.open('users');
  await page.getByRole('searchbox', { name: 'Search' }).fill('many');
  await page.getByText('1 to 25 of 30').waitFor();
  assert.match(page.url(), /\?q=many$/);
  await page.getByRole('link', { name: 'Next page' }).click();
  await page.getByText('26 to 30 of 30').waitFor();
  await page.reload();
  await page.getByText('26 to 30 of 30').waitFor();
  await page.goBack();
  await page.getByText('1 to 25 of 30').waitFor();
  await page.getByRole('searchbox', { name: 'Search' }).fill('nobody at all');
  await page.getByRole('heading', { name: 'Nothing matches' }).waitFor();
  await page.getByRole('link', { name: 'Show all' }).click();
  await page.getByRole('link', { name: 'Alice Example' }).first().waitFor();
  isQuiet(owner);
});

test('of a list that a role does not reach the scope is named, and no list is asked for', async () => {
  const support = await desk.enter('support');
  await support.open('apis');
  await support.page.getByText('This needs the scope read:resource_servers').waitFor();
  isQuiet(support);
});

test('what is not there says so, within the navigation', async () => {
  const owner = await desk.enter('owner');
  await owner.open('applications/nobody');
  await heading(owner.page, 'It is not there').waitFor();
  await owner.page.getByRole('link', { name: 'APIs' }).click();
  await heading(owner.page, 'APIs').waitFor();
  isQuiet(owner);
});

test('leaving a changed form asks, and stays where the answer is no', async () => {
  const owner = await desk.enter('owner');
  const { page } = owner;
  await owner.open('applications/spa');
  await page.getByLabel('Name', { exact: true }).fill('not saved');
  const questions: string[] = [];
  page.on('dialog', (dialog) => {
    questions.push(dialog.message());
    void dialog.dismiss();
  });
  await page.getByRole('link', { name: 'Roles' }).click();
  await page.waitForFunction('document.title.length > 0');
  assert.deepEqual(questions, ['Leave without saving? What you typed is lost.']);
  assert.equal(await page.getByLabel('Name', { exact: true }).inputValue(), 'not saved');
});

test('signing out ends the session at the server: the next visit asks who it is', async () => {
  const owner = await desk.arrive('owner');
  const { page } = owner;
  await page.goto(`${desk.place.issuer}dashboard/roles`);
  await signIn(owner);
  await heading(page, 'Roles').waitFor();
  await button(page, 'Sign out').click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForSelector('#password');
});

/**
 * What every page shares: language and brightness, the panel, the command palette, long lists, drafts, the history of a record.
 */
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { signIn } from '../../server/test/e2e/harness.ts';
import { api } from '../../server/test/stack.ts';
import { AR } from '../src/text/ar.ts';
import { DE } from '../src/text/de.ts';
import { DE as FIELDS_DE } from '../src/text/fields/de.ts';
import { type Desk, isQuiet, openDesk } from './desk.ts';

let desk: Desk;
before(async () => {
  desk = await openDesk();
});
afterEach(() => desk.leave());
after(() => desk.place.close());

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });

const found = (page: Page, name: string | RegExp) => page.getByRole('dialog').getByRole('option', { name });

/** Texts that are marked as English are no part of a page in another language. */
const OWN_WORDS = `[...document.querySelectorAll('main, .side')].map((part) => {
  const copy = part.cloneNode(true);
  for (const english of copy.querySelectorAll('[lang="en"]')) english.remove();
  return copy.textContent;
}).join(' ')`;

test('language and brightness are in the address, go along with every link and survive a reload', async () => {
  const owner = await desk.enter('owner');
  const { page } = owner;
  await owner.open('applications/spa');
  await page.getByText('Language and look').click();
  await page.getByLabel('Language', { exact: true }).selectOption('de');
  await page.getByRole('button', { name: 'Anwendung löschen' }).waitFor();
  await page.getByText(DE.look.title).click();
  await page.getByLabel(DE.look.brightness, { exact: true }).selectOption('dark');
  await page.waitForFunction("document.documentElement.dataset.look === 'dark'");
  assert.match(String(await page.evaluate('getComputedStyle(document.documentElement).colorScheme')), /dark/);
  const english = /\b(?:the|what|of|with|and|is)\b/i.exec(String(await page.evaluate(OWN_WORDS)));
  assert.equal(english, null);
  // Fields are called and explained in German; what code there is stays code.
  await page.getByRole('group', { name: FIELDS_DE['Callback URLs'] ?? '' }).waitFor();
  await page.getByLabel(FIELDS_DE['Kind of application'] ?? '', { exact: true }).waitFor();
  await page.getByText('bei einer native-Anwendung auch solche').first().waitFor();
  assert.equal(await page.locator('form [lang="en"]').count(), 0);
  await page.getByRole('link', { name: DE.nav.names.users }).click();
  await heading(page, DE.kinds.users.many).waitFor();
  await page.waitForFunction(`document.title === '${DE.kinds.users.many} | ${DE.product}'`);
  const { search } = new URL(page.url());
  assert.deepEqual(new URLSearchParams(search).get('lang'), 'de');
  await page.reload();
  await heading(page, DE.kinds.users.many).waitFor();
  assert.equal(await page.evaluate('document.documentElement.dataset.look'), 'dark');
  await page.getByText(DE.look.title).click();
  await page.getByLabel(DE.look.brightness, { exact: true }).selectOption('system');
  await page.waitForFunction('!location.search.includes("look")');
  isQuiet(owner);
});

test('Arabic runs from right to left, and a reader of it is asked to sign in so', async () => {
  const owner = await desk.arrive('owner');
  const { page } = owner;
  await page.setViewportSize({ width: 390, height: 800 });
  await page.goto(`${desk.place.issuer}dashboard/roles?lang=ar`);
  await page.waitForSelector('#password');
  assert.equal(await page.evaluate('document.documentElement.lang'), 'ar');
  await signIn(owner);
  await heading(page, AR.kinds.roles.many).waitFor();
  assert.equal(await page.evaluate('getComputedStyle(document.body).direction'), 'rtl');
  // On a telephone the sections are behind a button, and away again once one was chosen.
  const link = page.getByRole('link', { name: AR.nav.names.users });
  assert.equal(await link.isVisible(), false);
  await page.getByRole('button', { name: AR.menu }).click();
  await link.click();
  await heading(page, AR.kinds.users.many).waitFor();
  await link.waitFor({ state: 'hidden' });
  isQuiet(owner);
});

test('the command palette goes to sections, to what can be made, to people and to what was seen lately, by keyboard', async () => {
  const owner = await desk.enter('owner');
  const { page } = owner;
  const line = page.getByRole('combobox', { name: 'Search or go to' });
  await owner.open('applications/spa');
  await heading(page, 'spa').waitFor();
  await page.keyboard.press('Control+k');
  await line.fill('rol');
  await found(page, 'Roles').waitFor();
  await page.keyboard.press('Enter');
  await heading(page, 'Roles').waitFor();
  await page.keyboard.press('Control+k');
  await line.fill('rol');
  await found(page, 'New role').waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await heading(page, 'New role').waitFor();
  await page.getByRole('button', { name: /^Search or go to/ }).click();
  await found(page, /^spa/).waitFor();
  await line.fill('alice');
  await found(page, /^Alice Example/)
    .first()
    .waitFor();
  await line.fill('nothing is called so');
  await page.getByText('Nothing is called that').waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await line.waitFor({ state: 'detached' });
  await page.keyboard.press('Control+k');
  await line.fill('new api');
  await found(page, 'New API').click();
  await heading(page, 'New API').waitFor();
  isQuiet(owner);
});

test('what somebody may not is not in the palette', async () => {
  const viewer = await desk.enter('viewer');
  await viewer.open('users');
  await viewer.page.keyboard.press('Control+k');
  await found(viewer.page, 'APIs').waitFor();
  assert.equal(await found(viewer.page, /^New/).count(), 0);
  isQuiet(viewer);
});

test('arrows go from row to row of a list, End as far as it is there and on, Enter opens one', async () => {
  const records = desk.place.storage.tenant('t-dev');
  for (let number = 10; number < 70; number += 1) {
    const claims = { email: `row${number}@example.org`, name: `Row ${number}` };
    await records.users.save({ sub: `auth0|row${number}`, blocked: false, claims });
  }
  const owner = await desk.enter('owner');
  const { page } = owner;
  await owner.open('users?q=row');
  const row = (number: number) => page.getByRole('link', { name: `Row ${number}`, exact: true });
  await row(10).focus();
  await page.keyboard.press('ArrowDown');
  assert.equal(await page.evaluate('document.activeElement.textContent'), 'Row 11');
  // Each time it goes to the last that is there, more come.
  for (const next of [35, 60]) {
    await page.keyboard.press('End');
    await row(next).waitFor();
  }
  await page.keyboard.press('End');
  assert.equal(await page.evaluate('document.activeElement.textContent'), 'Row 69');
  await page.keyboard.press('Enter');
  await heading(page, 'Row 69').waitFor();
  isQuiet(owner);
});

test('a long list is scrolled through as one: what is far is not in the page, and the address says where one is', async () => {
  const records = desk.place.storage.tenant('t-dev');
  for (let number = 100; number < 500; number += 1)
    await records.users.save({
      sub: `auth0|long${number}`,
      blocked: false,
      claims: { name: `Long ${number}` },
    });
  const owner = await desk.enter('owner');
  const { page } = owner;
  await owner.open('users?q=long');
  const row = (number: number) => page.getByRole('link', { name: `Long ${number}`, exact: true });
  await row(100).waitFor();
  await page.locator('[aria-rowcount="401"]').waitFor();
  assert.ok((await page.getByRole('row').count()) < 100);
  await page.evaluate('scrollTo(0, document.documentElement.scrollHeight)');
  await row(499).waitFor();
  await row(100).waitFor({ state: 'detached' });
  assert.equal(await page.getByRole('row').last().getAttribute('aria-rowindex'), '401');
  await page.waitForURL(/q=long&page=16$/);
  await page.getByText('376 to 400 of 400').waitFor();
  await owner.open('users?q=long&page=9');
  await row(300).waitFor();
  assert.ok(await row(300).evaluate((link) => link.getBoundingClientRect().top < innerHeight / 2));
  assert.match(page.url(), /q=long&page=9$/);
  await page.evaluate('scrollTo(0, 0)');
  await page.waitForURL(/q=long$/);
  isQuiet(owner);
});

test('what is needed whole is whole beyond a page of the API: owners, and what a role allows', async (context) => {
  const records = desk.place.storage.tenant('t-dev');
  const scopes = Array.from({ length: 260 }, (_, number) => `read:part${number}`);
  const permissions = scopes.slice(0, 250).map((permission_name) => ({
    ...{ resource_server_identifier: 'warehouse:api', permission_name },
  }));
  await records.resourceServers.save(api('warehouse:api', scopes));
  await records.roles.save({ id: 'rol_stock', name: 'Stock', permissions });
  const owners = Array.from({ length: 101 }, (_, number) => `auth0|owner${number + 100}`);
  for (const sub of owners) {
    await records.users.save({ sub, blocked: false, claims: { name: `Owner ${sub.slice(-3)}` } });
    await records.roles.give(sub, 'rol_tacit_owner');
  }
  context.after(() => Promise.all(owners.map((sub) => records.roles.take(sub, 'rol_tacit_owner'))));
  await records.users.save({ sub: 'auth0|stock', blocked: false, claims: { name: 'Stock Keeper' } });
  await records.roles.give('auth0|stock', 'rol_stock');
  const owner = await desk.enter('owner');
  const { page } = owner;
  await owner.open('members');
  for (const number of [100, 200])
    await page.getByRole('link', { name: `Owner ${number}`, exact: true }).waitFor();
  await owner.open('roles/rol_stock?part=permissions');
  await page.getByText('1 to 25 of 250').waitFor();
  await page.getByRole('button', { name: 'Add permissions' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('API', { exact: true }).selectOption({ label: 'warehouse:api' });
  await dialog.getByRole('checkbox', { name: 'read:part259' }).check();
  assert.equal(await dialog.getByRole('checkbox').count(), 10, 'what it has is not offered again');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByText('1 to 25 of 251').waitFor();
  await owner.open('users/auth0%7Cstock?part=permissions&page=11');
  await page.getByText('251 to 251 of 251').waitFor();
  await page.getByRole('link', { name: 'Previous page' }).click();
  await page.getByText('226 to 250 of 251').waitFor();
  isQuiet(owner);
});

test('whoever leaves a search while it loads is where the link leads, and nothing of it stays in the field', async () => {
  const owner = await desk.enter('owner');
  const { page } = owner;
  await owner.open('roles');
  await heading(page, 'Roles').waitFor();
  const field = page.getByRole('searchbox');
  const asked = Promise.withResolvers<void>();
  await page.route(/\/api\/v2\/roles\?.*name_filter=own/, async (route) => {
    asked.resolve();
    await new Promise((resolve) => setTimeout(resolve, 500));
    await route.continue();
  });
  await field.fill('own');
  await asked.promise;
  await page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name: 'Roles' }).click();
  await page.waitForFunction(
    '!location.search.includes("q=") && document.querySelector("input[type=search]").value === ""',
  );
  await page.unrouteAll({ behavior: 'wait' });
  isQuiet(owner);
});

test('whose session has ended signs in again and finds what was typed, begun on the version it was', async () => {
  const owner = await desk.arrive('owner');
  const { page } = owner;
  await page.goto(`${desk.place.issuer}dashboard/applications/other`);
  await signIn(owner);
  const name = page.getByLabel('Name', { exact: true });
  await name.fill('Typed before');
  await page.context().clearCookies();
  desk.place.clock.ahead = 2 * 86_400;
  await page.getByRole('button', { name: 'Save changes' }).click();
  await page.waitForSelector('#password');
  desk.place.clock.ahead = 0;
  await signIn(owner);
  await page.getByText('What you had typed is here again').waitFor();
  assert.equal(await name.inputValue(), 'Typed before');
  assert.equal(await page.evaluate('sessionStorage.length'), 0);
  await page.getByRole('button', { name: 'Save changes' }).click();
  await heading(page, 'Typed before').waitFor();
  // Who changed what is in its history.
  await page.getByRole('heading', { name: 'History' }).click();
  await page.getByText('"other" → "Typed before"').waitFor();
  assert.equal(await page.getByRole('link', { name: owner.sub }).count(), 1);
  isQuiet(owner);
});

test('leaving what is about to be made asks too', async () => {
  const owner = await desk.enter('owner');
  const { page } = owner;
  await owner.open('roles/new');
  await page.getByLabel('Name', { exact: true }).fill('not made');
  const asked = page.waitForEvent('dialog');
  const clicked = page.getByRole('link', { name: 'APIs' }).click();
  await (await asked).dismiss();
  await clicked;
  assert.equal(await page.getByLabel('Name', { exact: true }).inputValue(), 'not made');
  isQuiet(owner);
});

/**
 * How the pages look and what they say, what mails say and how they go: seen before anything is stored.
 */
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { PREVIEW_PAGES } from '../../server/src/pages/preview/preview-pages.ts';
import type { TenantSettings } from '../../server/src/resources/tenant/settings.ts';
import { EN } from '../src/text/branding/en.ts';
import { type Desk, isQuiet, openDesk } from './desk.ts';

let desk: Desk;
before(async () => {
  desk = await openDesk();
});
afterEach(() => desk.leave());
after(() => desk.place.close());

async function settings(): Promise<TenantSettings> {
  const [tenant] = await desk.place.storage.tenants.list();
  assert.ok(tenant);
  return tenant.settings;
}

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });

/** The picture that is shown last. */
const picture = (page: Page) => page.frameLocator('.framed iframe:not([data-waiting])');

async function save(page: Page): Promise<void> {
  await button(page, 'Save changes').click();
  await button(page, 'Discard').waitFor({ state: 'detached' });
}

test('every page that the server draws is to be chosen, by a name in every language', () => {
  assert.deepEqual(Object.keys(EN.pages), PREVIEW_PAGES);
});

test('a draft of the look is shown on the pages themselves, with the shades that they make, and stored when it is saved', async () => {
  const owner = await desk.enter('owner');
  const { page } = owner;
  await owner.open('branding?language=de');
  await picture(page).getByRole('heading', { name: 'Anmelden' }).waitFor();
  const colour = page.getByLabel('Primary color', { exact: true });
  await colour.fill('#ffcc0');
  await page.getByText('must be a colour like').waitFor();
  await page.getByText('The preview shows what could be drawn last.').waitFor();
  await colour.fill('#ffcc00');
  await page.getByText('By day, links: #866b00 instead of #ffcc00').waitFor();
  await button(page, 'Dark').click();
  await page.getByLabel('Page', { exact: true }).selectOption('Consent');
  await picture(page).getByRole('heading', { name: 'Zugriff erlauben?' }).waitFor();
  assert.match(page.url(), /page=consent/);
  await page.getByLabel('Page', { exact: true }).selectOption('Account: devices');
  await picture(page).getByRole('link', { name: 'Anwendungen' }).click();
  await picture(page).getByRole('heading', { name: 'Geräte' }).waitFor();
  assert.match(page.url(), /scheme=dark/);
  assert.deepEqual((await settings()).branding, {});
  await save(page);
  assert.deepEqual((await settings()).branding, { primary_color: '#ffcc00' });
  isQuiet(owner);
});

test('a text of a page is said in own words beside the server’s, found in any prompt, saved, and taken back', async () => {
  const owner = await desk.enter('owner');
  const { page } = owner;
  await owner.open('branding/texts?language=de');
  await page.getByLabel('login.title', { exact: true }).fill('Herein');
  await picture(page).getByRole('heading', { name: 'Herein' }).waitFor();
  assert.deepEqual((await settings()).prompt_texts, []);
  await save(page);
  const stored = { prompt: 'login', language: 'de', texts: { 'login.title': 'Herein' } };
  assert.deepEqual((await settings()).prompt_texts, [stored]);
  await page.getByLabel('Search in all prompts').fill('zugriff');
  await page.getByRole('link', { name: 'Zugriff erlauben?' }).click();
  await page.getByLabel('consent.title', { exact: true }).waitFor();
  await page.getByLabel('Prompt', { exact: true }).selectOption('login');
  await button(page, 'Reset login.title').click();
  await picture(page).getByRole('heading', { name: 'Anmelden' }).waitFor();
  await save(page);
  assert.deepEqual((await settings()).prompt_texts, []);
  isQuiet(owner);
});

test('two administrators say one text: both sides are shown', async () => {
  const [first, second] = await Promise.all([desk.enter('owner'), desk.enter('admin')]);
  for (const one of [first, second]) await one.open('branding/texts?prompt=logout&language=fr');
  await first.page.getByLabel('logout.title', { exact: true }).fill('Le premier');
  await second.page.getByLabel('logout.title', { exact: true }).fill('Le second');
  await save(first.page);
  await button(second.page, 'Save changes').click();
  const sides = second.page.getByRole('row', { name: /Le second/ });
  await sides.waitFor();
  assert.equal(await sides.getByRole('rowheader').textContent(), 'logout.title');
  assert.deepEqual(await sides.getByRole('cell').allTextContents(), ['Le second', 'Le premier']);
  await button(second.page, 'Save mine over it').click();
  await button(second.page, 'Discard').waitFor({ state: 'detached' });
  assert.deepEqual((await settings()).prompt_texts.at(-1)?.texts, { 'logout.title': 'Le second' });
});

test('a mail in own words is judged at its line and column, seen, sent to whoever writes it, and given up', async () => {
  const owner = await desk.enter('owner');
  const { page, email } = owner;
  await owner.open('mails/login_code');
  await page.getByText('In the words of the server').waitFor();
  await button(page, 'Write your own').click();
  const body = page.getByLabel('Body (HTML)');
  await body.fill('<p>{{ code }}</p>\n<p>{{ user.password }}</p>');
  const place = button(page, 'Go to line 2, column 7: there is no user.password');
  await place.click();
  assert.deepEqual(
    await body.evaluate((area: HTMLTextAreaElement) => [
      document.activeElement === area,
      area.value.slice(area.selectionStart),
    ]),
    [true, 'user.password }}</p>'],
  );
  await body.fill('<p>Your code: {{ code }}</p><script>alert(1)</script>');
  await picture(page).getByText('Your code: 123456').waitFor();
  await save(page);
  assert.equal((await settings()).mail_templates[0]?.template, 'login_code');
  await button(page, 'Send it to me').click();
  await page.getByText(`On its way to ${email}.`).waitFor();
  await button(page, 'Back to the server’s words').click();
  await button(page, 'Give them up').click();
  await button(page, 'Write your own').waitFor();
  assert.deepEqual((await settings()).mail_templates, []);
});

test('MG-11 the password of a mail server goes one way; what the server refuses stands at its field', async () => {
  const owner = await desk.enter('owner');
  const { page } = owner;
  await owner.open('mails/server');
  await page.getByLabel('Host', { exact: true }).fill('127.0.0.1');
  await page.getByLabel('Port', { exact: true }).fill('587');
  await page.getByLabel('User', { exact: true }).fill('acme');
  await page.getByLabel('Password', { exact: true }).fill('a password of theirs');
  await button(page, 'Save changes').click();
  await page.getByText(/is not a mail server that this server may ask/).waitFor();
  await page.getByLabel('Host', { exact: true }).fill('smtp.example.com');
  await save(page);
  await page.getByText('Mail goes by the mail server of this tenant.').waitFor();
  assert.equal((await settings()).mail_provider?.host, 'smtp.example.com');
  await page.getByText('It is kept and never shown.').waitFor();
  assert.equal(await page.getByLabel('Password', { exact: true }).inputValue(), '');
  assert.ok(!(await page.content()).includes('a password of theirs'));
  await button(page, 'Remove').click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
  await page.getByText('Mail goes by the mail server of whoever runs this server.').waitFor();
  assert.equal((await settings()).mail_provider, undefined);
  isQuiet(owner);
});

test('FR-15 a viewer sees every preview, can change nothing, and no preview sends anything', async () => {
  const viewer = await desk.enter('viewer');
  const { page } = viewer;
  await viewer.open('branding');
  await picture(page).getByLabel('Email address').fill('alice@example.com');
  await picture(page).getByLabel('Password', { exact: true }).fill('a password');
  const sent: string[] = [];
  page.on('request', (request) => sent.push(request.postData() ?? ''));
  await picture(page).getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('This needs the scope update:branding').waitFor();
  assert.equal(await page.getByLabel('Primary color', { exact: true }).getAttribute('readonly'), '');
  await page.getByRole('link', { name: 'Mails' }).click();
  await page.getByRole('link', { name: 'New sign-in' }).click();
  const begin = button(page, 'Write your own');
  await begin.waitFor();
  assert.equal(await begin.getAttribute('aria-disabled'), 'true');
  // Whatever else went out meanwhile, the form did not.
  assert.ok(sent.length > 0);
  assert.ok(sent.every((body) => !body.includes('alice')));
});

/**
 * Walks through the inspector, in Chromium, against the real server.
 */
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { authorizeUrl, signIn } from '../../server/test/e2e/harness.ts';
import { type Desk, isQuiet, openDesk } from './desk.ts';

let desk: Desk;
before(async () => {
  desk = await openDesk();
});
afterEach(() => desk.leave());
after(() => desk.place.close());

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name });

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });

const records = () => desk.place.storage.tenant('t-dev');

type AuditEvent = Parameters<ReturnType<typeof records>['audit']['record']>[0];

const happen = (event: AuditEvent) => records().audit.record(event);

/** An application that nobody else changes, which takes answers at one address. */
async function client(client_id: string, redirect_uris: readonly string[]): Promise<void> {
  const model = await records().clients.find('code');
  assert.ok(model);
  await records().clients.save({ ...model, client_id, client_name: client_id, redirect_uris });
}

test('a new administrator registers the article’s API and client, signs in, breaks a callback, is led by the reference to the inspector, presses the fix, signs in again', async () => {
  const { place } = desk;
  const [right, wrong] = [`${place.pages}/callback`, `${place.pages}/elsewhere`];
  const owner = await desk.arrive('owner');
  const { page } = owner;
  await page.goto(`${place.issuer}dashboard/apis/new`);
  await signIn(owner);
  await page.getByLabel('Name', { exact: true }).fill('Appointments of the article');
  await page.getByLabel('Identifier', { exact: true }).fill('urn:article');
  await button(page, 'Create').click();
  await heading(page, 'Appointments of the article').waitFor();

  await owner.go('applications/new');
  await button(page, /^Single-page/).click();
  await page.getByLabel('Name', { exact: true }).fill('The article');
  await page.getByRole('textbox', { name: 'Callback URLs, entry 1' }).fill(right);
  await button(page, 'Create').click();
  await page.getByRole('link', { name: 'Open its settings' }).click();
  await heading(page, 'The article').waitFor();
  const client_id = decodeURIComponent(new URL(page.url()).pathname.split('/').at(-1) ?? '');
  // As the article has it: tokens in the fragment.
  await heading(page, 'How it gets tokens').click();
  await page.getByRole('checkbox', { name: 'implicit', exact: true }).check();
  await button(page, 'Save changes').click();
  await page.getByText('Saved.').first().waitFor();

  const request = authorizeUrl(place, {
    client_id,
    redirect_uri: right,
    audience: 'urn:article',
    scope: 'openid',
    prompt: 'login',
  });
  const answered = async (press: RegExp | undefined) => {
    await page.goto(request);
    await signIn(owner);
    if (press) await button(page, press).click();
    await page.waitForURL(/#.*access_token=/);
  };
  await answered(/^(?:Allow|Accept)/);

  await owner.open(`applications/${encodeURIComponent(client_id)}`);
  await page.getByRole('textbox', { name: 'Callback URLs, entry 1' }).fill(wrong);
  await button(page, 'Save changes').click();
  await page.getByText('Saved.').first().waitFor();
  await page.goto(request);
  await page.getByRole('link', { name: /in the dashboard/ }).click();
  await page.getByRole('article', { name: /redirect_uri differs/ }).waitFor();
  await button(page, 'Add to the callbacks').click();
  const dialog = page.getByRole('dialog', { name: 'This would change' });
  await dialog.getByRole('insertion').getByText(right).waitFor();
  // Somebody else is faster: nothing is lost, and what is stored now is shown.
  const stored = await records().clients.find(client_id);
  assert.ok(stored);
  await records().clients.save({ ...stored, redirect_uris: [wrong, `${place.pages}/another`] });
  await button(page, 'Change it').click();
  await dialog.getByText('Somebody changed this meanwhile').waitFor();
  await dialog.getByText(`${place.pages}/another`).first().waitFor();
  await button(page, 'Change it').click();
  await page.getByText('Changed. What is found is found anew.').waitFor();
  const mended = await records().clients.find(client_id);
  assert.deepEqual(mended?.redirect_uris, [wrong, `${place.pages}/another`, right]);
  await answered(undefined);
});

test('a viewer is shown what would be changed by whom, and cannot press it', async () => {
  await client('seen', [`${desk.place.pages}/elsewhere`]);
  const viewer = await desk.enter('viewer');
  const { page } = viewer;
  await viewer.open('inspect');
  await page.getByLabel('Address of the request').fill(authorizeUrl(desk.place, { client_id: 'seen' }));
  await button(page, 'Inspect').click();
  const fix = button(page, 'Add to the callbacks');
  await fix.waitFor();
  assert.equal(await fix.getAttribute('aria-disabled'), 'true');
  assert.match((await fix.getAttribute('title')) ?? '', /update:clients/);
  isQuiet(viewer);
});

test('a request is built of an application, judged, compared by flows, watched while it runs, and its tokens are read', async () => {
  const owner = await desk.enter('owner');
  const { page } = owner;
  await owner.open('inspect');
  await page.getByText('Build a request').click();
  await page.getByLabel('Application', { exact: true }).selectOption('spa');
  await page.waitForURL(/client=spa$/);
  const address = page.getByLabel('Address of the request');
  assert.match(await address.inputValue(), /response_type=id_token%20token/);
  await page.getByRole('textbox', { name: 'response_mode' }).fill('nonsense');
  await button(page, 'Inspect').click();
  await page
    .getByRole('article', { name: /response_mode/ })
    .getByText('response_mode_unknown')
    .waitFor();
  await page.getByRole('textbox', { name: 'response_mode' }).fill('');
  await button(page, 'Inspect').click();
  await page.getByText('the login page is shown, unless there is a session').first().waitFor();
  const flows = page.getByRole('region', { name: 'The same request by other flows' });
  await flows
    .getByText(/grant_type authorization_code/)
    .first()
    .waitFor();
  await happen({ type: 'login', client_id: 'spa', request_id: 'run1' });
  await page.getByRole('region', { name: 'Its requests as they come' }).getByRole('link').first().waitFor();
  await happen({
    type: 'request_refused',
    client_id: 'spa',
    request_id: 'run2',
    reason: 'redirect_uri_missing',
  });
  const refused = page.getByRole('row', { name: /redirect_uri is missing/ });
  await refused.getByText('send it, even where one alone is registered').waitFor();
  assert.match(
    (await refused.getByRole('link').last().getAttribute('href')) ?? '',
    /\/inspect\?reference=run2$/,
  );
  await page
    .getByRole('list', { name: 'Implicit' })
    .getByText('(done)')
    .first()
    .waitFor({ state: 'attached' });
  await button(page, 'Take the access token of this dashboard').click();
  await page.getByText('signed by a key of this tenant').waitFor();
  assert.equal(await page.getByText(': does not hold').count(), 0);
  await button(page, 'Try it at /userinfo').click();
  await page.getByText('The answer is 200.').waitFor();
  // What was pasted is in no address.
  assert.match(page.url(), /\/dashboard\/inspect\?client=spa$/);
  isQuiet(owner);
});

test('a request runs to its end: each hop with what it carried, the code redeemed, its tokens read; an answer is sent nowhere', async () => {
  const callback = `${desk.place.pages}/callback`;
  await client('run', [callback]);
  const owner = await desk.enter('owner');
  const { page } = owner;
  await owner.open('inspect?client=run');
  const address = page.getByLabel('Address of the request');
  await page.waitForFunction('document.querySelector("textarea").value !== ""');
  // Over several lines, as people write it down.
  const request = await address.inputValue();
  await address.fill(request.replaceAll('&', '\n  &'));
  await button(page, 'Inspect').click();
  const hops = page.getByRole('list', { name: 'Code + PKCE' });
  await hops.getByText('client_id=run').first().waitFor();
  const other = await owner.context.newPage();
  const called = other.waitForRequest((sent) => sent.url().startsWith(`${callback}?`));
  await other.goto(request);
  await other.getByRole('button', { name: /^(?:Allow|Accept)/ }).click();
  const answer = (await called).url();
  // The code was issued and nobody has redeemed it.
  await hops
    .getByRole('listitem')
    .filter({ hasText: '303 to the callback' })
    .getByText('(done)')
    .waitFor({ state: 'attached' });
  const redeemed = hops.getByRole('listitem').filter({ hasText: 'POST /oauth/token' });
  assert.equal(await redeemed.getAttribute('data-state'), 'open');
  const asked: string[] = [];
  page.on('request', (sent) => asked.push(sent.postData() ?? ''));
  await address.fill(answer);
  await button(page, 'Inspect').click();
  await page.getByText('That is an answer, and no request.').waitFor();
  const code = new URL(answer).searchParams.get('code') ?? '';
  assert.ok(code !== '' && !asked.some((body) => body.includes(code)));
  await button(page, 'Redeem the code').click();
  await page.getByRole('article', { name: 'ID token' }).getByText('of this very request').waitFor();
  assert.equal(await page.getByText(': does not hold').count(), 0);
  await button(page, 'Try it at /userinfo').click();
  await hops.getByText(`sub=${owner.sub}`).waitFor();
  assert.equal(await redeemed.getAttribute('data-state'), 'done');
  isQuiet(owner);
});

test('what is no request is said to be none, with what to paste instead, and is not run', async () => {
  const owner = await desk.enter('owner');
  const { page } = owner;
  await owner.open('inspect');
  const found = page.getByRole('region', { name: 'What is found' });
  const address = page.getByLabel('Address of the request');
  for (const [pasted, code] of [
    [`curl \\\n --url ${desk.place.issuer}oauth/token`, 'pasted_token_request'],
    [`${desk.place.pages}/callback?error=login_required&state=x`, 'pasted_error'],
    [
      `${desk.place.issuer}v2/logout?client_id=spa&returnTo=https%3A%2F%2Fa.test`,
      'logout_address_unregistered',
    ],
    [authorizeUrl(desk.place, { state: 'x'.repeat(40_000) }), 'request_too_long'],
    ['it does not work', 'pasted_nothing'],
  ] as const) {
    await address.fill(pasted);
    await button(page, 'Inspect').click();
    await found.getByText(code).waitFor();
    await found.getByText('What helps').first().waitFor();
  }
  assert.equal(await page.getByRole('link', { name: 'Open the request' }).count(), 0);
  isQuiet(owner);
});

/**
 * Walks through the overview, the log and the inspector, in Chromium, against the real server.
 */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, afterEach, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { authorizeUrl, signIn } from '../../server/test/e2e/harness.ts';
import { mailServer } from '../../server/test/mail-servers.ts';
import { until } from '../../server/test/outages.ts';
import { portOf } from '../../server/test/ports.ts';
import { type Desk, isQuiet, openDesk } from './desk.ts';

/** Takes no mail: one of somebody who is gone it refuses for good, any other for now. */
const mails = mailServer({
  onRcptTo({ address }, _session, done) {
    const responseCode = address.startsWith('gone') ? 550 : 451;
    done(Object.assign(new Error('Not that one.'), { responseCode }));
  },
});

let desk: Desk;
before(async () => {
  await once(mails.listen(0, '127.0.0.1'), 'listening');
  desk = await openDesk({ smtpUrl: `smtp://127.0.0.1:${portOf(mails)}`, insecureSmtp: true });
});
afterEach(() => desk.leave());
after(async () => {
  await desk.place.close();
  mails.close();
});

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

/** Asks for a mail by which somebody chooses a password, as the page of an application does. */
async function forgets(email: string): Promise<void> {
  const { status } = await fetch(`${desk.place.issuer}dbconnections/change_password`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ client_id: 'spa', email, connection: 'Username-Password-Authentication' }),
  });
  assert.equal(status, 200);
}

const wanting = (page: Page, what: string) => page.getByRole('listitem').filter({ hasText: what });

test('the overview says what was counted and what wants somebody, each line leading to where it is mended', async () => {
  for (const request_id of ['o1', 'o2', 'o3']) await happen({ type: 'login', client_id: 'spa', request_id });
  // Counters are written now and then, and by a sweep.
  await desk.place.storage.sweep(0);
  const owner = await desk.enter('owner');
  const { page } = owner;
  await owner.open('');
  await page.getByRole('img', { name: 'Sign-ins a day' }).waitFor();
  await page.getByText('As a table').first().click();
  const [total = ''] = await page
    .getByRole('row', { name: /^Total/ })
    .first()
    .getByRole('cell')
    .allTextContents();
  assert.ok(Number(total) >= 3, total);
  await wanting(page, 'spa may use the implicit grant').getByRole('link').click();
  await heading(page, 'spa').waitFor();
  await page.goBack();
  await page.getByRole('link', { name: '7 days' }).click();
  await page.waitForURL(/\/dashboard\/\?days=7$/);
  isQuiet(owner);
});

test('mails that were refused, and those that cannot be sent by now, are on the overview and lead to where it is mended', async (context) => {
  const { place } = desk;
  const { email: waits } = await place.visit();
  const claims = { email: 'gone@example.org', email_verified: true };
  await records().users.save({ sub: 'auth0|gone', blocked: false, claims }, 'none');
  const owner = await desk.enter('owner');
  const { page } = owner;
  await owner.open('users');
  for (const email of [claims.email, waits]) await forgets(email);
  await until('one is refused, and one waits', async () => (await records().outbox.waiting()).waiting === 1);
  // By then it has waited for longer than whoever sends it may take.
  context.after(() => {
    place.clock.ahead = 0;
  });
  place.clock.ahead = 120;
  await owner.go('');
  await wanting(page, 'Mails refused for good in the last 7 days: 1.').getByRole('link').click();
  await page.waitForURL(/type=mail_refused&since=week/);
  await page.getByRole('link', { name: /mail refused for good/ }).waitFor();
  await page.goBack();
  await wanting(page, 'tried again: 1, of 1 that wait.').getByRole('link', { name: 'Mail server' }).click();
  await heading(page, 'Mail server').waitFor();
  isQuiet(owner);
});

test('whoever may see no numbers still has the log, and nothing is asked for that they may not', async () => {
  const support = await desk.enter('support');
  await support.open('logs');
  await support.page.getByRole('columnheader', { name: 'What happened' }).waitFor();
  isQuiet(support);
});

test('the log is narrowed in its address, paged, and an event is opened with its whole journey', async () => {
  for (let number = 1; number <= 55; number += 1)
    await happen({ type: 'login', client_id: 'other', request_id: `p${number}` });
  const journey = 'journey-1';
  await happen({
    type: 'login_failed',
    reason: 'wrong_password',
    request_id: 'j1',
    journey,
    client_id: 'web',
  });
  await happen({ type: 'login', request_id: 'j2', journey, client_id: 'web' });
  const owner = await desk.enter('owner');
  const { page } = owner;
  await owner.open('logs');
  await page.getByLabel('Application', { exact: true }).fill('other');
  await page.getByLabel('What', { exact: true }).selectOption('Sign-ins and sign-outs');
  await page.getByRole('button', { name: 'Search', exact: true }).click();
  await page.waitForURL(/type=signIns&client=other$/);
  await page.getByRole('link', { name: 'Older' }).click();
  await page.waitForURL(/before=/);
  await page.getByRole('link', { name: 'Back to the newest' }).waitFor();
  assert.equal(await page.getByRole('row').count(), 6);
  await page.goBack();
  await page.getByRole('link', { name: 'Older' }).waitFor();
  // What no index has is the server's sentence.
  await page.getByLabel('Other terms').fill('description:x');
  await page.getByRole('button', { name: 'Search', exact: true }).click();
  await page.getByText(/the log has no index for description/).waitFor();
  await page.getByLabel('Other terms').fill('type:fp AND client_id:web');
  await page.getByLabel('What', { exact: true }).selectOption('Everything');
  await page.getByLabel('Application', { exact: true }).fill('');
  await page.getByRole('button', { name: 'Search', exact: true }).click();
  await page.getByRole('link', { name: /the password was wrong/ }).click();
  const whole = page.getByRole('region', { name: 'The whole journey' });
  await whole.getByRole('link', { name: 'signed in' }).waitFor();
  assert.equal(await whole.getByRole('row').count(), 3);
  await page.getByLabel('As JSON', { exact: true }).getByText('"reason": "wrong_password"').waitFor();
  isQuiet(owner);
});

test('the log is watched while it is written, and goes on where it broke off', async () => {
  const owner = await desk.enter('owner');
  const { page } = owner;
  await owner.open('logs?live=true&client=live');
  await page.getByText('Watching: what happens appears here.').waitFor();
  await happen({ type: 'login', client_id: 'live', request_id: 'l1' });
  await page.getByRole('link', { name: 'signed in' }).waitFor();
  await owner.context.setOffline(true);
  await owner.context.setOffline(false);
  await happen({ type: 'tokens_issued', client_id: 'live', request_id: 'l2' });
  await page.getByRole('link', { name: 'tokens issued' }).waitFor();
  assert.equal(await page.getByRole('link', { name: 'signed in' }).count(), 1);
});

test('an administrator breaks a callback, is led by the reference to the inspector, presses the fix, and signs in again', async () => {
  const { place } = desk;
  const [right, wrong] = [`${place.pages}/callback`, `${place.pages}/elsewhere`];
  await client('journey', [wrong]);
  const owner = await desk.arrive('owner');
  const { page } = owner;
  const pkce = {
    code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    code_challenge_method: 'S256',
  };
  const request = { client_id: 'journey', redirect_uri: right, response_type: 'code', ...pkce };
  await page.goto(authorizeUrl(place, request));
  await page.getByRole('link', { name: /in the dashboard/ }).click();
  await signIn(owner);
  await page.getByRole('article', { name: /redirect_uri differs/ }).waitFor();
  await button(page, 'Add to the callbacks').click();
  const dialog = page.getByRole('dialog', { name: 'This would change' });
  await dialog.getByRole('insertion').getByText(right).waitFor();
  // Somebody else is faster: nothing is lost, and what is stored now is shown.
  await client('journey', [wrong, `${place.pages}/another`]);
  await button(page, 'Change it').click();
  await dialog.getByText('Somebody changed this meanwhile').waitFor();
  await dialog.getByText(`${place.pages}/another`).first().waitFor();
  await button(page, 'Change it').click();
  await page.getByText('Changed. What is found is found anew.').waitFor();
  const stored = await records().clients.find('journey');
  assert.deepEqual(stored?.redirect_uris, [wrong, `${place.pages}/another`, right]);
  await page.goto(authorizeUrl(place, request));
  const answered = page.waitForRequest((sent) => sent.url().startsWith(`${right}?`));
  await button(page, /^(?:Allow|Accept)/).click();
  assert.ok(new URL((await answered).url()).searchParams.has('code'));
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

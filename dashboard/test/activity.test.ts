/**
 * Walks through the overview and the log, in Chromium, against the real server.
 */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, afterEach, before, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { mailServer } from '../../server/test/mail/mail-servers.ts';
import { until } from '../../server/test/outages/outages.ts';
import { portOf } from '../../server/test/ports.ts';
import { type Desk, isQuiet, openDesk } from './desk.ts';
import { SIEM, suspendStream } from './suspended-stream.ts';

let putOff = 0;

/** Takes no mail: one of somebody who is gone it refuses for good, any other for now. */
const mails = mailServer({
  onRcptTo({ address }, _session, done) {
    const isForGood = address.startsWith('gone');
    if (!isForGood) putOff += 1;
    const responseCode = isForGood ? 550 : 451;
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

const records = () => desk.place.storage.tenant('t-dev');

type AuditEvent = Parameters<ReturnType<typeof records>['audit']['record']>[0];

const happen = (event: AuditEvent) => records().audit.record(event);

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
  context.after(() => {
    place.clock.ahead = 0;
  });
  // What was tried once may be under way; what was tried twice cannot be sent by now.
  await until('it is tried again', async () => {
    place.clock.ahead += 60;
    await setTimeout(500);
    return putOff > 1;
  });
  await owner.go('');
  await wanting(page, 'Mails refused for good in the last 7 days: 1.').getByRole('link').click();
  await page.waitForURL(/type=mail_refused&since=week/);
  await page.getByRole('link', { name: /mail refused for good/ }).waitFor();
  await page.goBack();
  await wanting(page, 'tried again: 1, of 1 that wait.').getByRole('link', { name: 'Mail server' }).click();
  await heading(page, 'Mail server').waitFor();
  isQuiet(owner);
});

test('a suspended log stream is led to from the overview, and begun again there', async () => {
  await suspendStream(desk.place.storage, SIEM, { why: 'status 503', due_at: 0 });
  const owner = await desk.enter('owner');
  const { page } = owner;
  await owner.open('');
  await wanting(page, 'The log stream SIEM is suspended').getByRole('link', { name: 'Open' }).click();
  await page.waitForURL(/\/streams\/lst_siem$/);
  const said = page.getByRole('alert').filter({ hasText: 'Suspended: nothing is sent' });
  await said.getByText('status 503').waitFor();
  await said.getByText('Failing since').waitFor();
  // What the server alone writes is there to be seen, and nobody can choose it.
  const offered = page.getByLabel('Status').getByRole('option');
  assert.deepEqual(await offered.allTextContents(), ['active', 'paused', 'suspended']);
  await said.getByRole('button', { name: 'Begin again' }).click();
  await said.waitFor({ state: 'detached' });
  assert.deepEqual(await offered.allTextContents(), ['active', 'paused']);
  assert.equal(await page.getByLabel('Status').inputValue(), 'active');
  isQuiet(owner);
});

test('a log stream asks for what its type has: a wrong address is refused at its field, a secret is shown to nobody', async () => {
  const owner = await desk.enter('owner');
  const { page } = owner;
  await owner.open('streams/new');
  assert.equal(await page.getByLabel('Datadog API key').count(), 0);
  await page.getByLabel('Type', { exact: true }).selectOption('datadog');
  await page.getByLabel('Datadog API key').waitFor();
  await page.getByLabel('Type', { exact: true }).selectOption('http');
  assert.equal(await page.getByLabel('Datadog API key').count(), 0);
  await page.getByLabel('Name', { exact: true }).fill('Archive');
  await page.getByLabel('HTTP authorization').fill('Bearer of-the-archive');
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await page.getByText('is missing: type http needs it').waitFor();
  await page.getByLabel('HTTP endpoint').fill('https://10.0.0.1/logs');
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await page.getByText(/not an https address that this server may ask/).waitFor();
  assert.equal(await page.getByLabel('HTTP endpoint').getAttribute('aria-invalid'), 'true');
  await page.getByLabel('HTTP endpoint').fill('https://archive.example.com/logs');
  await page.getByRole('checkbox', { name: 'auth.login.fail' }).check();
  const sent = page.waitForRequest((request) => request.method() === 'POST');
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  assert.deepEqual((await sent).postDataJSON(), {
    type: 'http',
    name: 'Archive',
    sink: { httpEndpoint: 'https://archive.example.com/logs', httpAuthorization: 'Bearer of-the-archive' },
    filters: [{ type: 'category', name: 'auth.login.fail' }],
  });
  await heading(page, 'Archive').waitFor();
  const secret = page.getByLabel('HTTP authorization');
  assert.deepEqual([await secret.inputValue(), await secret.getAttribute('type')], ['', 'password']);
  await secret.fill('Bearer of-another');
  await page.getByLabel('Status').selectOption('paused');
  const change = page.waitForRequest((request) => request.method() === 'PATCH');
  await page.getByRole('button', { name: 'Save changes' }).click();
  assert.deepEqual((await change).postDataJSON(), {
    status: 'paused',
    sink: { httpAuthorization: 'Bearer of-another' },
  });
  await page.getByText('Paused: nothing is sent').waitFor();
  assert.equal(await secret.inputValue(), '');
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

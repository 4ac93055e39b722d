/**
 * The whole example as `npm start` runs it, clicked through in Chromium.
 */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { type System, startSystem } from '../../../example/system.ts';
import { freePort } from '../stack.ts';
import { launch, signIn } from './harness.ts';

/** A folder for pictures of the pages; without it none are taken. */
const SCREENSHOTS = process.env['TACIT_SCREENSHOTS'];

const pictured = new Set<string>();

let directory: string;
let system: System;
let browser: Browser;

before(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tacit-e2e-'));
  system = await startSystem({
    TACIT_DATABASE_URL: `sqlite:${join(directory, 'tacit.db')}`,
    TACIT_PORT: String(await freePort()),
    EXAMPLE_SPA_PORT: String(await freePort()),
    EXAMPLE_API_PORT: String(await freePort()),
    TACIT_LOG_LEVEL: 'silent',
  });
  browser = await launch();
});

after(async () => {
  await browser.close();
  await system.close();
  await rm(directory, { recursive: true, force: true });
});

async function open(path: string): Promise<{ readonly context: BrowserContext; readonly page: Page }> {
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 800 } });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  await page.goto(new URL(path, system.spa).href);
  return { context, page };
}

/** From the login page to the application; consent is asked for once an application. */
async function signInAtServer(page: Page): Promise<void> {
  await page.waitForSelector('#username');
  await picture(page, 'login');
  await signIn({ page, email: system.user }, system.password);
  await page.waitForURL((url) => url.pathname === '/consent' || url.origin === new URL(system.spa).origin);
  if (new URL(page.url()).pathname !== '/consent') return;
  await picture(page, 'consent');
  await page.click('#consent-accept');
}

/** The first of its name: the application's own, before those of the strict client. */
async function picture(page: Page, name: string): Promise<void> {
  if (SCREENSHOTS !== undefined && !pictured.has(name))
    await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) });
  pictured.add(name);
}

for (const path of ['/', '/strict']) {
  test(`example ${path}: sign in, see appointments, renew silently, sign out`, async () => {
    const { context, page } = await open(path);
    const problems: string[] = [];
    page.on('pageerror', (error) => void problems.push(error.message));
    await page.click('#sign-in');
    await signInAtServer(page);
    await page.waitForSelector('#appointments li');
    await page.waitForSelector('#contacts li');
    assert.equal(await page.textContent('#appointments-status'), 'GET /api/appointments: 200');
    assert.equal(await page.textContent('#who'), 'Alice Mary Example');
    assert.equal(new URL(page.url()).hash, '', 'FR-07 the tokens are gone from the address');
    assert.match((await page.textContent('#expires-in')) ?? '', /^0[12]:\d\d:\d\d$/);
    await picture(page, 'appointments');

    const token = await page.textContent('#access-token-claims');
    await page.click('#renew');
    await page.waitForSelector('#renewal:has-text("Renewed at")');
    assert.notEqual(await page.textContent('#access-token-claims'), token);
    assert.equal(await page.isVisible('#error'), false);

    await page.click('#sign-out');
    await page.waitForURL(system.spa);
    await page.waitForSelector('#signed-out:not([hidden])');
    await page.goto(new URL(path, system.spa).href);
    await page.waitForSelector('#signed-out:not([hidden])');
    assert.deepEqual(problems, []);
    await context.close();
  });
}

test('example: who refuses is told so and stays signed out', async () => {
  const { context, page } = await open('/');
  await page.click('#sign-in');
  await page.click('#login-cancel');
  await page.waitForSelector('#error:has-text("access_denied")');
  await page.waitForSelector('#signed-out:not([hidden])');
  await context.close();
});

test('example: its page of the article finds the tokens with its own script and calls the API', async () => {
  const { context, page } = await open('/article');
  await page.click('#sign-in');
  await signInAtServer(page);
  await page.waitForSelector('#status:has-text("GET /api/appointments: 200")');
  assert.match((await page.textContent('#answer')) ?? '', /"appointments":\[\{/);
  assert.match((await page.textContent('#fragment')) ?? '', /id_token/);
  await context.close();
});

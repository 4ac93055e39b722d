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
import { freePort } from '../ports.ts';
import { launch } from './chromium.ts';
import { signIn } from './harness.ts';

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

for (const path of ['/', '/implicit', '/strict']) {
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
    const { hash, search } = new URL(page.url());
    assert.equal(search + hash, '', 'FR-07 the response is gone from the address');
    assert.match((await page.textContent('#expires-in')) ?? '', /^(?:01|02|23|24):\d\d:\d\d$/);
    await picture(page, path === '/' ? 'appointments' : 'implicit');

    const token = await page.textContent('#access-token-claims');
    await page.click('#renew');
    await page.waitForSelector('#renewal:has-text("Renewed at")');
    assert.notEqual(await page.textContent('#access-token-claims'), token);
    assert.equal(await page.isVisible('#error'), false);

    await page.click('#sign-out');
    await page.waitForURL(`${system.spa}#`);
    await page.waitForSelector('#signed-out:not([hidden])');
    await page.goto(new URL(path, system.spa).href);
    await page.waitForSelector('#signed-out:not([hidden])');
    assert.deepEqual(problems, []);
    await context.close();
  });
}

/** What the token endpoint and its neighbour are asked, by page or worker. */
function recordPosts(context: BrowserContext): readonly URLSearchParams[] {
  const posts: URLSearchParams[] = [];
  context.on('request', (request) => {
    if (/\/oauth\/(?:token|revoke)$/.test(request.url()) && request.method() === 'POST')
      posts.push(new URLSearchParams(request.postData() ?? ''));
  });
  return posts;
}

test('example /code: the code is exchanged once, refresh tokens rotate without a frame, sign-out gives the last one back', async () => {
  const { context, page } = await open('/implicit');
  const posts = recordPosts(context);
  const strangers: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') strangers.push(message.text());
  });
  await page.click('#by-code a');
  await signInAtServer(page);
  await page.waitForSelector('#appointments li');
  assert.equal(await page.textContent('#tokens-flow'), 'Code + PKCE');
  assert.equal(await page.textContent('#tokens-client-id'), 'appointments-code');
  strangers.length = 0;
  for (let round = 0; round < 2; round += 1) {
    const token = await page.textContent('#access-token-claims');
    await page.click('#renew');
    await page.waitForSelector('#renewal:has-text("Renewed at")');
    assert.notEqual(await page.textContent('#access-token-claims'), token);
  }
  assert.equal(await page.locator('iframe').count(), 0);
  await page.click('#sign-out');
  await page.waitForSelector('#signed-out:not([hidden])');
  const sent = posts.flatMap((post) => post.getAll('refresh_token'));
  const revoked = posts.flatMap((post) => post.getAll('token'));
  assert.equal(posts.filter((post) => post.has('code_verifier')).length, 1);
  assert.equal(new Set(sent).size, 2);
  assert.equal(sent.length, 2);
  assert.equal(revoked.length, 1);
  assert.ok(!sent.includes(revoked[0] ?? ''), 'a spent token was given back');
  assert.deepEqual(strangers, []);
  await context.close();
});

test('example /code: an address that was used once signs nobody in again', async () => {
  const { context, page } = await open('/code');
  const callbacks: string[] = [];
  page.on('request', (request) => {
    if (request.isNavigationRequest() && request.url().includes('/code?code=')) callbacks.push(request.url());
  });
  await page.click('#sign-in');
  await signInAtServer(page);
  await page.waitForSelector('#appointments li');
  const [callback = ''] = callbacks;
  const posts = recordPosts(context);
  await page.goto(callback);
  await page.waitForSelector('#error:has-text("invalid_state")');
  assert.equal(new URL(page.url()).search, '');
  assert.deepEqual(posts, []);
  await context.close();
});

test('example /code: a second tab signs in silently and has refresh tokens of its own; signing out ends both', async () => {
  const { context, page } = await open('/code');
  await page.click('#sign-in');
  await signInAtServer(page);
  await page.waitForSelector('#appointments li');
  const second = await context.newPage();
  await second.goto(page.url());
  await second.waitForSelector('#appointments li');
  const posts = recordPosts(context);
  await Promise.all([page.click('#renew'), second.click('#renew')]);
  await Promise.all(
    [page, second].map((tab) => tab.waitForSelector('#renewal:has-text("Renewed at")', { timeout: 10_000 })),
  );
  const sent = posts.flatMap((post) => post.getAll('refresh_token'));
  assert.deepEqual([sent.length, new Set(sent).size], [2, 2]);
  await page.click('#sign-out');
  await page.waitForSelector('#signed-out:not([hidden])');
  await second.click('#renew');
  await second.waitForSelector('#error:has-text("login_required")');
  assert.equal(new Set(posts.flatMap((post) => post.getAll('token'))).size, 2);
  await context.close();
});

/** Another policy beside the page's own, before its scripts run. */
const FORBID_WORKERS = `document.addEventListener('readystatechange', function () {
  var meta = document.createElement('meta');
  meta.httpEquiv = 'Content-Security-Policy';
  meta.content = "worker-src 'none'";
  document.head.append(meta);
}, { once: true });`;

test('example /code: where a policy forbids workers the sign-in ends with the name of the option', async () => {
  const { context, page } = await open('/');
  const posts = recordPosts(context);
  await context.addInitScript(FORBID_WORKERS);
  await page.click('#sign-in');
  await signInAtServer(page);
  await page.waitForSelector('#error:has-text("invalid_configuration: tokens")');
  await page.waitForSelector('#signed-out:not([hidden])');
  assert.deepEqual(posts, []);
  await context.close();
});

test('example: at 320 px both faces of the page fit', async () => {
  const { context, page } = await open('/code');
  await page.setViewportSize({ width: 320, height: 640 });
  const overflow = () => page.evaluate('document.documentElement.scrollWidth');
  await page.waitForSelector('#by-implicit');
  assert.equal(await overflow(), 320);
  await picture(page, 'narrow-signed-out');
  await page.click('#sign-in');
  await signInAtServer(page);
  await page.waitForSelector('#appointments li');
  assert.equal(await overflow(), 320);
  await picture(page, 'narrow-code');
  await context.close();
});

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

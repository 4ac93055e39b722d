/**
 * An application of a page: its program in `applications/`, bundled once with the client it is written for as npm has it,
 * served to Chromium, and pressed by its buttons.
 */
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import {
  BLANK,
  openPlace,
  type Pages,
  type Place,
  type Settled,
  signIn,
  signInAndConsent,
  type Visitor,
} from '../../server/test/e2e/harness.ts';

const PAGE =
  '<!doctype html><meta charset="utf-8"><title>application</title><body><script type="module" src="/application.js"></script>';

/** Opens a place with an application at its callback, and a page to come back to after logout; the caller closes it. */
export async function openApplication(name: string, more: Pages = {}): Promise<Place> {
  return openPlace({
    '/': { html: BLANK },
    '/callback': { html: PAGE },
    '/application.js': { script: await bundle(name) },
    '/bye': { html: BLANK },
    ...more,
  });
}

async function bundle(name: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(`applications/${name}.ts`, import.meta.url))],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2024',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'error',
  });
  return outputFiles.map(({ text }) => text).join('');
}

/** Somebody new opens the application, which is told these settings beside the issuer. */
export async function visit(place: Place, settings: object = {}): Promise<Visitor> {
  const visitor = await place.visit();
  const told = JSON.stringify({ issuer: place.issuer, ...settings });
  await visitor.page.goto(`${place.pages}/callback?settings=${encodeURIComponent(told)}`);
  await visitor.page.waitForSelector('#user');
  return visitor;
}

/** Somebody new opens the application, signs in by redirect, agrees, and is shown by the application. */
export async function signedIn(place: Place, settings: object = {}): Promise<Visitor> {
  const visitor = await visit(place, settings);
  await visitor.page.click('#login');
  await signInAndConsent(visitor);
  await waitForUser(visitor.page, visitor.sub);
  return visitor;
}

/** Somebody new opens the application, signs in by redirect, refuses, and the application shows the error. */
export async function refused(place: Place, error: string, settings: object = {}): Promise<Visitor> {
  const visitor = await visit(place, settings);
  await visitor.page.click('#login');
  await signIn(visitor);
  await visitor.page.click('#consent-deny');
  await waitForUser(visitor.page, error);
  return visitor;
}

/** The token that the client has, and those after it has renewed it twice: of them none is another. */
export async function renews({ page }: Visitor): Promise<void> {
  const tokens = [await given(page, 'token')];
  for (let count = 0; count < 2; count += 1) {
    await given(page, 'renew');
    tokens.push(await given(page, 'token'));
  }
  assert.equal(new Set(tokens).size, 3);
}

/** /userinfo takes this access token no more. */
export async function isRevoked({ issuer }: Place, token: unknown): Promise<void> {
  const { status } = await fetch(`${issuer}userinfo`, { headers: { authorization: `Bearer ${token}` } });
  assert.equal(status, 401);
}

/** The application is left for the page that comes after logout, and who opens it again is signed in neither here nor there. */
export async function isSignedOut(place: Place, { page }: Visitor): Promise<void> {
  await page.waitForSelector('#client');
  await page.goto(`${place.pages}/callback`);
  await waitForUser(page, 'nobody');
  await page.click('#login');
  await page.waitForSelector('#username');
}

/** Presses a button and gives what came of it. */
export async function press(page: Page, button: string): Promise<Settled> {
  await page.click(`#${button}`);
  return resultOf(page, button);
}

/** What a button that was pressed has come to. */
async function resultOf(page: Page, button: string): Promise<Settled> {
  const result = await page.locator(`#${button}-result:not(:empty)`).textContent();
  return JSON.parse(result ?? '');
}

/** Presses a button, and gives what it was told; an error is a failure. */
export async function given(page: Page, button: string): Promise<unknown> {
  const { value, error, description } = await press(page, button);
  assert.equal(error, undefined, description);
  return value;
}

/** At the next click anywhere the page begins what opens a window, and keeps its promise as `opened`; gives the window. */
export async function openWindow(page: Page, promise: string): Promise<Page> {
  await page.evaluate(`onclick = () => { onclick = null; window.opened = ${promise}; }`);
  const [popup] = await Promise.all([page.waitForEvent('popup'), page.mouse.click(5, 5)]);
  return popup;
}

/** Presses the button that opens a window, and gives that window. */
async function pressForWindow(page: Page): Promise<Page> {
  const [popup] = await Promise.all([page.waitForEvent('popup'), page.click('#popup')]);
  return popup;
}

/** Presses the button that opens a window, and closes that. */
export async function closeWindow(page: Page): Promise<Settled> {
  const popup = await pressForWindow(page);
  await popup.waitForSelector('#username');
  await popup.close();
  return resultOf(page, 'popup');
}

/** Presses the button that opens a window, signs in and agrees there; the window closes by itself. */
export async function signInByWindow({ page, email, sub }: Visitor): Promise<void> {
  const popup = await pressForWindow(page);
  const closed = popup.waitForEvent('close');
  await signInAndConsent({ page: popup, email });
  await closed;
  assert.equal((await resultOf(page, 'popup')).error, undefined);
  await waitForUser(page, sub);
}

/** Waits until the application shows somebody, or `nobody`. */
export async function waitForUser(page: Page, sub: string): Promise<void> {
  await page.locator('#user', { hasText: sub }).waitFor();
}

/** Waits until the client has told the application of something. */
export async function waitForEvent(page: Page, event: string): Promise<void> {
  await page.locator('#events', { hasText: event }).waitFor();
}

/**
 * What Chromium tells a screen reader of some pages, word by word; accessibility.test.ts asks of every page what holds for all.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import type { Look } from '../../src/pages/look/look.ts';
import { GALLERY } from '../gallery/index.ts';
import { BRANDED, LTR } from '../gallery/looks.ts';
import type { PageState } from '../gallery/page-state.ts';
import { type GalleryWindow, openWindow } from '../gallery/window.ts';
import { launch } from './chromium.ts';
import { line, nodes } from './instruments/accessibility-tree.ts';

let browser: Browser;
let window: GalleryWindow;

before(async () => {
  browser = await launch();
  window = await openWindow(browser, { reducedMotion: 'reduce' });
});

after(() => browser.close());

function stateOf(name: string): PageState {
  const state = GALLERY.find((one) => one.name === name);
  assert.ok(state, name);
  return state;
}

const EXPECTED: readonly (readonly [name: string, look: Look, told: readonly string[]])[] = [
  [
    'login',
    LTR,
    [
      'main ""',
      'heading "Sign in" level=1',
      'textbox "Email address" focused required',
      'textbox "Password" required',
      'button "Show password"',
      'button "Sign in"',
      'button "Cancel"',
    ],
  ],
  [
    'login-wrong-password',
    LTR,
    [
      'main ""',
      'heading "Sign in" level=1',
      'alert ""',
      'textbox "Email address" invalid required - The email address or the password is wrong.',
      'textbox "Password" invalid focused required - The email address or the password is wrong.',
      'button "Show password"',
      'button "Sign in"',
      'button "Cancel"',
    ],
  ],
  [
    'login-choose-account',
    LTR,
    [
      'main ""',
      'heading "Sign in" level=1',
      'button "Continue as alice@example.com"',
      'textbox "Email address" required',
      'textbox "Password" required',
      'button "Show password"',
      'button "Sign in"',
      'button "Cancel"',
    ],
  ],
  [
    'consent-third-party',
    BRANDED,
    [
      'main ""',
      'image "Acme"',
      'heading "Allow access?" level=1',
      'region "About you"',
      'heading "About you" level=2',
      'region "With Appointments API"',
      'heading "With Appointments API" level=2',
      'link "Privacy policy"',
      'link "Terms of service"',
      'button "Allow"',
      'button "Do not allow"',
      'contentinfo ""',
      'link "Terms of service" - Acme',
      'link "Privacy policy" - Acme',
    ],
  ],
  [
    'confirm-logout',
    LTR,
    ['main ""', 'heading "Sign out?" level=1', 'button "Sign out"', 'button "Stay signed in"'],
  ],
  ['error-answered', LTR, ['main ""', 'heading "You have done this already" level=1', 'link "Begin again"']],
];

describe('a screen reader is told', () => {
  for (const [name, look, told] of EXPECTED) {
    it(`of ${name} what is there, with its name and state, in the order of reading (WCAG 2.2 §1.3.1, §4.1.2)`, async () => {
      await window.open(stateOf(name), look);
      assert.deepEqual((await nodes(window.page)).map(line), told);
    });
  }
});

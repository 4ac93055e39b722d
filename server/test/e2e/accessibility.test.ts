/**
 * Every page in every state, loaded once in each direction and looked at there by every instrument: axe-core (WCAG 2.2 AA and
 * its best practices) in light and dark, wide and narrow; the Tab key; what a screen reader is told; and what axe does not
 * measure: reflow, larger text, wider spacing, addresses in a text that runs the other way.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import type { Browser } from 'playwright-core';
import { html } from '../../src/pages/html.ts';
import { layout } from '../../src/pages/look/layout.ts';
import type { Look } from '../../src/pages/look/look.ts';
import { GALLERY } from '../gallery/index.ts';
import { BRANDED, LTR, PICTURED, RTL } from '../gallery/looks.ts';
import type { PageState } from '../gallery/page-state.ts';
import { STYLE_GUIDE } from '../gallery/style-guide.ts';
import { type GalleryWindow, openWindow } from '../gallery/window.ts';
import { launch } from './chromium.ts';
import { nodes, unnamed } from './instruments/accessibility-tree.ts';
import { bringAxe, type RULES, violations } from './instruments/axe.ts';
import { overflowing, readerStyle, SPACING, scrambled } from './instruments/layout.ts';
import { walkByTab } from './instruments/tab-order.ts';

type Occasion = { readonly colorScheme: 'light' | 'dark'; readonly width: number };

let browser: Browser;
let window: GalleryWindow;

before(async () => {
  browser = await launch();
  window = await openWindow(browser, { reducedMotion: 'reduce' });
  await bringAxe(window.page);
});

after(() => browser.close());

async function turnTo({ colorScheme, width }: Occasion): Promise<void> {
  await window.page.emulateMedia({ colorScheme });
  await window.page.setViewportSize({ width, height: 640 });
}

async function show(state: PageState, look: Look, occasion: Partial<Occasion> = {}): Promise<void> {
  await turnTo({ colorScheme: 'light', width: 320, ...occasion });
  await window.open(state, look);
}

describe('the instruments', () => {
  it('see a page that is wrong', async () => {
    const content = html`<h3>Too deep</h3><p>pale and wide</p><input><a href="/" hidden>hidden</a><button style="outline:0">no</button>`;
    await show({ name: 'wrong', render: (look) => layout({ look, title: '', content }) }, LTR);
    assert.deepEqual(await overflowing(window.page), []);
    assert.deepEqual(unnamed(await nodes(window.page)), ['textbox ""']);
    await readerStyle(window.page, 'p{color:#ccc;width:400px}button:focus{outline:none!important}');
    assert.equal((await overflowing(window.page)).length, 2, 'the paragraph, and the card that it bursts');
    const { expected, visited } = await walkByTab(window.page);
    assert.equal(expected.length, 2);
    assert.deepEqual(
      visited.map(({ faults }) => faults),
      [[], ['no outline']],
    );
    const rules = new Set((await violations(window.page)).map((violation) => violation.split(':')[0]));
    for (const rule of ['color-contrast', 'document-title', 'label', 'page-has-heading-one'])
      assert.ok(rules.has(rule), rule);
  });

  it('see an address whose characters change places', async () => {
    const content = html`<h1>مرحبا</h1><p>مرحبا 2001:db8:1:2:3:8a2e:370:7334 مرحبا 1@2.example</p>`;
    const wrong = { name: 'wrong', render: (look: Look) => layout({ look, title: '', content }) };
    await show(wrong, RTL, { width: 1280 });
    assert.deepEqual(await scrambled(window.page), ['2001:db8:1:2:3:8a2e:370:7334', '1@2.example']);
  });
});

/** What the fields of our pages ask for (WCAG 2.2 §1.3.5; HTML autofill tokens). */
const AUTOCOMPLETE =
  /^(?:username|email|name|given-name|family-name|nickname|current-password|new-password|one-time-code|photo|language|off)(?: webauthn)?$/;

/** Names its controls to a screen reader, in whatever language; gives what is told, without the words. */
async function toldRoles(): Promise<readonly unknown[]> {
  const told = await nodes(window.page);
  assert.deepEqual(unnamed(told), []);
  return told.map(({ role }) => role?.value);
}

/** It tells errors at once and says what its fields are for (WCAG 2.2 §1.3.5, §2.4.2, §3.1.1, §4.1.3). */
async function speaks(): Promise<void> {
  const { title, lang, fields, pleas }: Readonly<Record<string, readonly string[]>> =
    await window.page.evaluate(`(() => {
      const all = (selector, what) => [...document.querySelectorAll(selector)].map(what);
      return {
        title: [document.title],
        lang: [document.documentElement.lang],
        fields: all('input:not([type=hidden], [type=checkbox], [type=radio])',
          (input) => input.getAttribute('autocomplete') ?? input.outerHTML),
        pleas: all('.alert:not(.badge)', (one) => one.role),
      };
    })()`);
  assert.match(title?.[0] ?? '', /\S/);
  assert.deepEqual(lang, ['en']);
  for (const field of fields ?? []) assert.match(field, AUTOCOMPLETE);
  assert.deepEqual(
    pleas?.filter((role) => role !== 'alert'),
    [],
  );
}

/** Tab reaches every control once, in the order of reading, and shows where it is (WCAG 2.2 §2.1.1, §2.1.2, §2.4.3, §2.4.7, §2.4.11, §2.5.8). */
async function isWalkedByTab(): Promise<void> {
  const { expected, visited } = await walkByTab(window.page);
  assert.deepEqual(
    visited.map(({ name }) => name),
    expected,
    'by Tab',
  );
  assert.deepEqual(
    visited.filter(({ faults }) => faults.length > 0),
    [],
    'by Tab',
  );
}

/** Nothing is cut off: 320 px wide, text further apart, text twice as large (WCAG 2.2 §1.4.4, §1.4.10, §1.4.12). */
async function losesNothing(): Promise<void> {
  assert.deepEqual(await overflowing(window.page), [], '320 px');
  await readerStyle(window.page, SPACING);
  assert.deepEqual(await overflowing(window.page), [], 'text further apart');
  await turnTo({ colorScheme: 'light', width: 640 });
  await readerStyle(window.page, 'html{font-size:200%}');
  assert.deepEqual(await overflowing(window.page), [], 'text twice as large');
}

async function isFlawless(rules: keyof typeof RULES, occasion: Occasion): Promise<void> {
  await turnTo(occasion);
  assert.deepEqual(await violations(window.page, rules), [], Object.values(occasion).join(', '));
}

/** All of axe, then what colours and widths decide in the other colours and the other width. */
async function isSeenLeftToRight(state: PageState): Promise<readonly unknown[]> {
  await show(state, LTR, { width: 1280 });
  const roles = await toldRoles();
  assert.equal(roles.filter((role) => role === 'main').length, 1);
  await speaks();
  await isFlawless('all', { colorScheme: 'light', width: 1280 });
  await isFlawless('looks', { colorScheme: 'dark', width: 320 });
  await turnTo({ colorScheme: 'light', width: 320 });
  await isWalkedByTab();
  await losesNothing();
  return roles;
}

/**
 * Colours do not depend on the direction. A page that tells a screen reader of the same things in the same order is built as the one
 * that all of axe has seen, of which only language and room are left to see; one that is built otherwise where it is narrow is not.
 */
async function isSeenRightToLeft(state: PageState, roles: readonly unknown[]): Promise<void> {
  await show(state, RTL, { width: 1280 });
  assert.deepEqual(await scrambled(window.page), [], '1280 px');
  assert.deepEqual(await toldRoles(), roles);
  await turnTo({ colorScheme: 'light', width: 320 });
  const isKnown = isDeepStrictEqual(await toldRoles(), roles);
  await isFlawless(isKnown ? 'language' : 'all', { colorScheme: 'light', width: 320 });
  assert.deepEqual(await scrambled(window.page), [], '320 px');
  await isWalkedByTab();
  await losesNothing();
}

describe('every page', () => {
  for (const state of GALLERY) {
    it(`${state.name}: axe, the Tab key, a screen reader, reflow and larger text, in both directions (WCAG 2.2 AA)`, async () => {
      await isSeenRightToLeft(state, await isSeenLeftToRight(state));
    });
  }
});

describe('axe-core finds nothing on pages of a tenant', () => {
  for (const [kind, look] of Object.entries({ colours: BRANDED, picture: PICTURED })) {
    for (const state of [...STYLE_GUIDE, ...GALLERY.filter(({ name }) => name === 'consent-third-party')]) {
      it(`with ${kind} of its own, on ${state.name} (WCAG 2.2 AA)`, async () => {
        await show(state, look, { width: 1280 });
        await isFlawless('all', { colorScheme: 'light', width: 1280 });
        await isFlawless('looks', { colorScheme: 'dark', width: 1280 });
      });
    }
  }
});

describe('the look of a tenant', () => {
  it('XS-04 XS-05 is shown by Chromium under the policy of the page, hostile address and all', async () => {
    const [first] = GALLERY;
    assert.ok(first);
    const complaints: string[] = [];
    const keep = (message: { readonly text: () => string }) => complaints.push(message.text());
    window.page.on('console', keep);
    await show(first, PICTURED, { width: 1280 });
    window.page.off('console', keep);
    assert.deepEqual(complaints, []);
    const loaded = await window.page.evaluate('[...document.images].map((image) => image.naturalWidth > 0)');
    assert.deepEqual(loaded, [true]);
    const style = (of: string) => `getComputedStyle(document.querySelector('${of}'))`;
    assert.equal(
      await window.page.evaluate(`${style('body')}.backgroundImage`),
      'url("https://acme.example/sea%281%29.jpg?a=%5C%22")',
    );
    assert.equal(await window.page.evaluate(`${style('.primary')}.color`), 'rgb(0, 0, 0)');
    assert.equal(await window.page.evaluate(`${style('.logo')}.backgroundColor`), 'rgba(0, 0, 0, 0)');
  });
});

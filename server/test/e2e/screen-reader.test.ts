/**
 * What Chromium tells a screen reader: roles, names and states of its accessibility tree.
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

type Property = { readonly name: string; readonly value: { readonly value?: unknown } };

/** A node as the DevTools protocol gives it. */
type AXNode = {
  readonly nodeId: string;
  readonly childIds?: readonly string[];
  readonly ignored: boolean;
  readonly role?: { readonly value?: unknown };
  readonly name?: { readonly value?: unknown };
  readonly description?: { readonly value?: unknown };
  readonly properties?: readonly Property[];
};

const CONTROLS = ['button', 'link', 'textbox', 'checkbox', 'radio', 'combobox', 'spinbutton'];
const TOLD: ReadonlySet<string> = new Set([
  ...CONTROLS,
  'heading',
  'alert',
  'status',
  'image',
  'main',
  'contentinfo',
  'navigation',
  'region',
]);

/** States that are said with the name. */
const STATES: ReadonlySet<string> = new Set(['required', 'invalid', 'focused', 'level', 'checked']);

const UNSET: ReadonlySet<string> = new Set(['false', '']);

let browser: Browser;
let window: GalleryWindow;

before(async () => {
  browser = await launch();
  window = await openWindow(browser, { reducedMotion: 'reduce' });
});

after(() => browser.close());

/** The nodes that are told, in the order of reading. */
async function nodes(state: PageState, look: Look): Promise<readonly AXNode[]> {
  await window.open(state, look);
  // A browser focuses what asks for it after the page is there.
  await window.page.waitForSelector('[autofocus]:not(:focus)', { state: 'detached' });
  const session = await window.page.context().newCDPSession(window.page);
  const tree = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  const byId = new Map<string, AXNode>(tree.nodes.map((node) => [node.nodeId, node]));
  const inOrder = (node: AXNode | undefined): readonly AXNode[] =>
    node === undefined ? [] : [node, ...(node.childIds ?? []).flatMap((id) => inOrder(byId.get(id)))];
  return inOrder(tree.nodes[0]).filter(({ ignored, role }) => !ignored && TOLD.has(String(role?.value)));
}

/** `textbox "Email address" required focused`, and what describes it after a dash. */
function line({ role, name, description, properties = [] }: AXNode): string {
  const states = properties
    .filter((property) => STATES.has(property.name) && !UNSET.has(String(property.value.value)))
    .map(({ name, value }) => (String(value.value) === 'true' ? name : `${name}=${value.value}`));
  const described = description?.value ? ` - ${description.value}` : '';
  return [role?.value, `"${name?.value ?? ''}"`, ...states].join(' ') + described;
}

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
      assert.deepEqual((await nodes(stateOf(name), look)).map(line), told);
    });
  }
});

/** What the fields of our pages ask for (WCAG 2.2 §1.3.5; HTML autofill tokens). */
const AUTOCOMPLETE =
  /^(?:username|email|name|given-name|family-name|nickname|current-password|new-password|one-time-code|photo|language|off)(?: webauthn)?$/;

describe('every page', () => {
  for (const state of GALLERY) {
    it(`${state.name} names its controls, tells errors at once and says what its fields are for (WCAG 2.2 §1.3.5, §2.4.2, §3.1.1, §4.1.3)`, async () => {
      const told = await nodes(state, LTR);
      const unnamed = told.filter(({ role, name }) => CONTROLS.includes(String(role?.value)) && !name?.value);
      assert.deepEqual(unnamed.map(line), []);
      assert.equal(told.filter(({ role }) => role?.value === 'main').length, 1);
      assert.match(await window.page.title(), /\S/);
      assert.equal(await window.page.getAttribute('html', 'lang'), 'en');
      const fields = await window.page
        .locator('input:not([type=hidden]):not([type=checkbox]):not([type=radio])')
        .evaluateAll((inputs) =>
          inputs.map((input) => input.getAttribute('autocomplete') ?? input.outerHTML),
        );
      for (const field of fields) assert.match(field, AUTOCOMPLETE);
      const pleas = await window.page
        .locator('.alert:not(.badge)')
        .evaluateAll((all) => all.map((one) => one.role));
      assert.deepEqual(
        pleas.filter((role) => role !== 'alert'),
        [],
      );
    });
  }
});

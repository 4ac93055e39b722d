/**
 * Every page in every state before axe-core (WCAG 2.2 AA and its best practices), in light and dark, in both
 * directions, at 320 and at 1280 px; and what axe does not measure: reflow, larger text, wider spacing.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import axe, { type AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { html } from '../../src/pages/html.ts';
import { layout } from '../../src/pages/look/layout.ts';
import type { Look } from '../../src/pages/look/look.ts';
import { GALLERY } from '../gallery/index.ts';
import { BRANDED, LTR, PICTURED, RTL } from '../gallery/looks.ts';
import type { PageState } from '../gallery/page-state.ts';
import { STYLE_GUIDE } from '../gallery/style-guide.ts';
import { type GalleryWindow, openWindow } from '../gallery/window.ts';
import { launch } from './chromium.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];

const SCHEMES = ['light', 'dark'] as const;
const WIDTHS = [320, 1280] as const;
const OCCASIONS = SCHEMES.flatMap((colorScheme) => WIDTHS.map((width) => ({ colorScheme, width })));

let browser: Browser;
let window: GalleryWindow;

before(async () => {
  browser = await launch();
  window = await openWindow(browser, { reducedMotion: 'reduce' });
});

after(() => browser.close());

/** All that axe knows, or what colours alone decide. */
const RULES = { all: TAGS, colours: ['color-contrast', 'link-in-text-block'] } as const;

/** What axe finds in the page that is shown, a line an element. */
async function violations(page: Page, rules: readonly string[] = RULES.all): Promise<readonly string[]> {
  // Half a megabyte, which a document that is looked at twice needs once.
  if (await page.evaluate('typeof axe === "undefined"')) await page.evaluate(axe.source);
  const options = { runOnly: rules, resultTypes: ['violations'], elementRef: false, preload: false };
  const found: AxeResults = await page.evaluate(`axe.run(${JSON.stringify(options)})`);
  assert.ok(found.passes.length > 5 || rules !== RULES.all, 'axe has looked at hardly anything');
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  );
}

/** What of a page lies beyond the sides of the window or of its own box, a line an element. */
function overflowing(page: Page): Promise<readonly string[]> {
  return page.evaluate(`(() => {
    const width = document.documentElement.clientWidth;
    const isOut = (element) => {
      const { left, right } = element.getBoundingClientRect();
      return left < -0.5 || right > width + 0.5;
    };
    const isCut = (element) =>
      element.matches('button, a, label, p, h1, h2, dd, li, main') &&
      getComputedStyle(element).display !== 'inline' && element.scrollWidth > element.clientWidth + 1;
    return [...document.body.querySelectorAll('*')]
      .filter((element) => element.checkVisibility() && !element.closest('.away'))
      .filter((element) => isOut(element) || isCut(element))
      .map((element) => element.outerHTML.slice(0, 80));
  })()`);
}

/**
 * Addresses of mail, of pages and of the network whose characters do not stand from left to right, as they do in every
 * script (UAX #9): the parts of one that nothing isolates change places in a sentence that runs the other way.
 */
function scrambled(page: Page): Promise<readonly string[]> {
  return page.evaluate(`(() => {
    const address = /[\\w*.+-]+@[\\w.-]+\\w|https?:\\/\\/[\\w.\\/-]*|(?:[0-9a-f]+:){4,}[0-9a-f]+|\\d+(?:\\.\\d+){3}/g;
    const found = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const text = texts.currentNode;
      if (!text.parentElement.checkVisibility()) continue;
      for (const { 0: match, index } of text.data.matchAll(address)) {
        const boxes = [...match].map((_, offset) => {
          const range = document.createRange();
          range.setStart(text, index + offset);
          range.setEnd(text, index + offset + 1);
          return range.getBoundingClientRect();
        });
        const goesBack = ({ left, top }, at) => at > 0 && boxes[at - 1].top === top && boxes[at - 1].left > left;
        if (boxes.some(goesBack)) found.push(match);
      }
    }
    return found;
  })()`);
}

/** The words of a page, without what is in its tags and its style. */
function contentOf(document: string): string {
  return document.replace(/<style>.*?<\/style>|<[^>]*>/gs, '');
}

/** What a reader's own style sheet does: no policy of a page keeps it out. */
async function readerStyle(page: Page, rules: string): Promise<void> {
  await page.evaluate(`document.adoptedStyleSheets = [new CSSStyleSheet()];
    document.adoptedStyleSheets[0].replaceSync(${JSON.stringify(rules)})`);
}

async function show(state: PageState, look: Look, width = 1280, colorScheme: 'light' | 'dark' = 'light') {
  await window.page.setViewportSize({ width, height: 800 });
  await window.page.emulateMedia({ colorScheme });
  await window.open(state, look);
}

describe('the instruments', () => {
  it('see a page that is wrong', async () => {
    const content = html`<h3>Too deep</h3><p>pale and wide</p><input>`;
    await show({ name: 'wrong', render: (look) => layout({ look, title: '', content }) }, LTR, 320);
    assert.deepEqual(await overflowing(window.page), []);
    await readerStyle(window.page, 'p{color:#ccc;width:400px}');
    assert.equal((await overflowing(window.page)).length, 2, 'the paragraph, and the card that it bursts');
    const rules = new Set((await violations(window.page)).map((violation) => violation.split(':')[0]));
    for (const rule of ['color-contrast', 'document-title', 'label', 'page-has-heading-one'])
      assert.ok(rules.has(rule), rule);
  });
});

/** Colours and widths do not depend on the direction, so each is seen with both widths and both schemes, crosswise. */
const isCross = ({ colorScheme, width }: (typeof OCCASIONS)[number]) =>
  (colorScheme === 'light') === (width === 320);
const DIRECTIONS = [
  { direction: 'left to right', look: LTR, occasions: OCCASIONS.filter((one) => !isCross(one)) },
  { direction: 'right to left', look: RTL, occasions: OCCASIONS.filter(isCross) },
] as const;

for (const { direction, look, occasions } of DIRECTIONS) {
  describe(`axe-core finds nothing, ${direction}`, () => {
    for (const state of GALLERY) {
      const times = occasions.map(({ colorScheme, width }) => `${colorScheme} ${width} px`).join(', ');
      it(`on ${state.name}: ${times} (WCAG 2.2 AA)`, async () => {
        await show(state, look);
        for (const { colorScheme, width } of occasions) {
          await window.page.emulateMedia({ colorScheme });
          await window.page.setViewportSize({ width, height: 800 });
          // Each width has been looked at whole once a state, in the light of one of the directions.
          const rules = colorScheme === 'light' ? RULES.all : RULES.colours;
          assert.deepEqual(await violations(window.page, rules), [], `${colorScheme}, ${width} px`);
        }
      });
    }
  });
}

describe('axe-core finds nothing on pages of a tenant', () => {
  for (const [kind, look] of Object.entries({ colours: BRANDED, picture: PICTURED })) {
    for (const state of [...STYLE_GUIDE, ...GALLERY.filter(({ name }) => name === 'consent-third-party')]) {
      it(`with ${kind} of its own, on ${state.name} (WCAG 2.2 AA)`, async () => {
        for (const colorScheme of SCHEMES) {
          await show(state, look, 1280, colorScheme);
          assert.deepEqual(await violations(window.page), [], colorScheme);
        }
      });
    }
  }
});

describe('addresses run from left to right where the page runs from right to left', () => {
  it('which the instrument sees', async () => {
    const content = html`<h1>مرحبا</h1><p>مرحبا 2001:db8:1:2:3:8a2e:370:7334 مرحبا 1@2.example</p>`;
    await show({ name: 'wrong', render: (look) => layout({ look, title: '', content }) }, RTL);
    assert.deepEqual(await scrambled(window.page), ['2001:db8:1:2:3:8a2e:370:7334', '1@2.example']);
  });

  for (const state of GALLERY.filter(({ render }) => /@|https:|\d\.\d/.test(contentOf(render(RTL))))) {
    it(`on ${state.name}`, async () => {
      await show(state, RTL);
      assert.deepEqual(await scrambled(window.page), []);
    });
  }
});

describe('the look of a tenant', () => {
  it('XS-04 XS-05 is shown by Chromium under the policy of the page, hostile address and all', async () => {
    const [first] = GALLERY;
    assert.ok(first);
    const complaints: string[] = [];
    const keep = (message: { readonly text: () => string }) => complaints.push(message.text());
    window.page.on('console', keep);
    await show(first, PICTURED);
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

/** The least that text must bear without loss (WCAG 2.2 §1.4.12). */
const SPACING =
  '*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-bottom:2em!important}';

describe('nothing is cut off', () => {
  for (const state of GALLERY) {
    it(`on ${state.name}: 320 px wide, text twice as large, text further apart (WCAG 2.2 §1.4.4, §1.4.10, §1.4.12)`, async () => {
      for (const look of [LTR, RTL]) {
        await show(state, look, 320);
        assert.deepEqual(await overflowing(window.page), [], '320 px');
        await readerStyle(window.page, SPACING);
        assert.deepEqual(await overflowing(window.page), [], 'text further apart');
        await window.page.setViewportSize({ width: 640, height: 800 });
        await readerStyle(window.page, 'html{font-size:200%}');
        assert.deepEqual(await overflowing(window.page), [], 'text twice as large');
      }
    });
  }
});

/**
 * axe-core before the page that Chromium shows.
 */
import assert from 'node:assert/strict';
import axe, { type AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

/** What the width of a window decides. */
const ROOM = ['target-size', 'scrollable-region-focusable'];

/** All that axe knows of WCAG 2.2 AA and of its best practices, or what one way to show a page can have otherwise than another. */
export const RULES = {
  all: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'],
  looks: ['color-contrast', 'link-in-text-block', ...ROOM],
  language: ['html-has-lang', 'html-lang-valid', 'html-xml-lang-mismatch', 'valid-lang', ...ROOM],
} as const;

/** Every document that the page shows from now on brings axe along: half a megabyte, which Chromium so compiles once. */
export async function bringAxe(page: Page): Promise<void> {
  await page.addInitScript(axe.source);
}

/** What axe finds, a line an element. */
export async function violations(page: Page, rules: keyof typeof RULES = 'all'): Promise<readonly string[]> {
  const options = { runOnly: RULES[rules], resultTypes: ['violations'], elementRef: false, preload: false };
  // What it finds nothing at is counted there: it is most of what it says.
  const found: { readonly passes: number; readonly violations: AxeResults['violations'] } =
    await page.evaluate(`axe.run(${JSON.stringify(options)}).then(
      ({ passes, violations }) => ({ passes: passes.length, violations }))`);
  assert.ok(found.passes > 5 || rules !== 'all', 'axe has looked at hardly anything');
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  );
}

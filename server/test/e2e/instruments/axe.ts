/**
 * axe-core before the page that Chromium shows.
 */
import assert from 'node:assert/strict';
import axe, { type AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

/** All that axe knows of WCAG 2.2 AA and of its best practices, or what colours alone decide. */
export const RULES = {
  all: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'],
  colours: ['color-contrast', 'link-in-text-block'],
} as const;

/** What axe finds, a line an element. */
export async function violations(
  page: Page,
  rules: readonly string[] = RULES.all,
): Promise<readonly string[]> {
  // Half a megabyte, which a document that is looked at twice needs once.
  if (await page.evaluate('typeof axe === "undefined"')) await page.evaluate(axe.source);
  const options = { runOnly: rules, resultTypes: ['violations'], elementRef: false, preload: false };
  const found: AxeResults = await page.evaluate(`axe.run(${JSON.stringify(options)})`);
  assert.ok(found.passes.length > 5 || rules !== RULES.all, 'axe has looked at hardly anything');
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  );
}

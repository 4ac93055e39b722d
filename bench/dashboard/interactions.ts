/**
 * What somebody does in the dashboard, each a key or a press, and what is there when it is done.
 */
import type { Page } from 'playwright-core';

export type Interaction = {
  readonly what: string;
  readonly prepare: (page: Page, run: number) => Promise<unknown>;
  /** What is measured. */
  readonly act: (page: Page, run: number) => Promise<unknown>;
  readonly until: (page: Page, run: number) => Promise<unknown>;
};

const heading = (page: Page, name: string | RegExp) =>
  page.getByRole('heading', { level: 1, name }).waitFor();

/** By the navigation, as somebody goes there. */
async function goToUsers(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name: 'Users' }).click();
  await heading(page, 'Users');
  await page
    .getByRole('link', { name: /Family/ })
    .first()
    .waitFor();
}

const letterOf = (run: number) => 'abcdefghij'[run] ?? 'a';

const nothing = async () => undefined;

export const INTERACTIONS: readonly Interaction[] = [
  {
    what: 'users: a letter in the search',
    prepare: async (page) => {
      await goToUsers(page);
      await page.getByRole('searchbox').focus();
    },
    act: (page, run) => page.keyboard.press(letterOf(run)),
    until: async (page, run) => {
      await page.waitForURL((url) => url.searchParams.get('q') === letterOf(run));
      await page.locator('[aria-busy="false"]').waitFor();
    },
  },
  {
    what: 'users: the next page',
    prepare: goToUsers,
    act: (page) => page.getByRole('link', { name: 'Next page' }).click(),
    until: (page) => page.getByText(/^26 to 50 of/).waitFor(),
  },
  {
    what: 'users: another order',
    prepare: goToUsers,
    act: async (page) => {
      await page.getByLabel('Order').focus();
      await page.keyboard.press('ArrowDown');
    },
    until: (page) => page.locator('[aria-busy="false"]').waitFor(),
  },
  {
    what: 'a user: opened',
    prepare: goToUsers,
    act: (page, run) =>
      page
        .getByRole('link', { name: /Family/ })
        .nth(run)
        .click(),
    until: (page) => heading(page, /Family/),
  },
  {
    what: 'a user: a letter in a field',
    prepare: nothing,
    act: async (page) => {
      await page.getByLabel('Name', { exact: true }).focus();
      await page.keyboard.press('x');
    },
    until: (page) => page.getByText('1 change').waitFor(),
  },
  {
    what: 'the command palette: opened',
    prepare: nothing,
    act: (page) => page.keyboard.press('Control+k'),
    until: async (page) => {
      await page.getByRole('dialog').getByRole('option').first().waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    },
  },
];

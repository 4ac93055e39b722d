/**
 * What is done on a page before it is pictured. Nothing is found by its words: they are another in each language.
 */
import type { Page } from 'playwright-core';
import type { Place } from '../../../server/test/e2e/harness.ts';
import { LOCKED, rightRequest, SOMEBODY, wrongRequest } from './example-records.ts';

export type Doing = (there: { readonly page: Page; readonly place: Place }) => Promise<void>;

const submit = (page: Page, form: string) => page.locator(`${form} button[type="submit"]`).first().click();

/** Opens the first entry of a list. */
export const openFirst: Doing = async ({ page }) => {
  await page.locator('main tbody a').first().click();
  await page.waitForURL(/\/logs\/[^?]/);
};

/** Two events of one sign-in, once the page hears of them. */
async function happen(place: Place, client_id: string): Promise<void> {
  const { audit } = place.storage.tenant('t-dev');
  const journey = { client_id, journey: 'seen', ip: '192.0.2.20', sub: SOMEBODY };
  await audit.record({ ...journey, type: 'login', request_id: 'seen-1' });
  await audit.record({ ...journey, type: 'tokens_issued', request_id: 'seen-2' });
}

const isTail = (response: { url(): string }) => response.url().includes('/logs/tail');

export const watch: Doing = async ({ page, place }) => {
  await page.locator('[data-state="watching"]').waitFor();
  await happen(place, 'back-office');
  await page.locator('main tbody tr').nth(1).waitFor();
};

async function inspect(page: Page, address: string): Promise<void> {
  await page.locator('form textarea').first().fill(address);
  await submit(page, 'form:has(.build)');
}

export const askWrongly: Doing = async ({ page, place }) => {
  await inspect(page, wrongRequest(place));
  await page.locator('article').first().waitFor();
};

export const runIt: Doing = async ({ page, place }) => {
  const watched = page.waitForResponse(isTail);
  await inspect(page, rightRequest(place));
  await watched;
  await happen(place, 'appointments');
  await page.locator('main tbody tr').nth(1).waitFor();
};

/** The token that the dashboard itself has. */
export const readToken: Doing = async ({ page }) => {
  await page.locator('.button.quiet').last().click();
  await page.locator('h3').last().waitFor();
};

export const nameApplication: Doing = async ({ page }) => {
  await page.locator('.choice').nth(1).click();
  await page.locator('#new-client_name').fill('Waiting room');
  await page.locator('#new-redirect_uris-0').fill('https://waiting.example/callback');
};

export const makeApplication: Doing = async (there) => {
  const { page, place } = there;
  await nameApplication(there);
  const answered = page.waitForResponse((response) => response.request().method() === 'POST');
  await submit(page, 'form.card');
  const { client_id } = await (await answered).json();
  await page.locator('pre').first().waitFor();
  // The lists are to stay as they are.
  await place.storage.tenant('t-dev').clients.remove(client_id);
};

export const nameStream: Doing = async ({ page }) => {
  await page.locator('#new-type').selectOption('http');
  await page.locator('#new-name').fill('Alerts');
  await page.locator('#new-http_endpoint').fill('https://alerts.example.com/logs');
  await page.locator('#new-http_authorization').fill('Bearer of-the-alerts');
};

export const lookUp: Doing = async ({ page }) => {
  await page.locator('form.asks input').fill(LOCKED);
  await submit(page, 'form.asks');
  await page.locator('form.asks ~ * tbody tr').first().waitFor();
};

const FILE = `tenants:
  - name: dev
    region: us
    roles:
      - id: rol_front_desk
        name: Front desk
        description: Books for whoever calls or comes by.
      - id: rol_billing
        name: Billing
        description: Writes invoices.
`;

async function planned(page: Page, text: string): Promise<void> {
  await page.locator('.plan-file textarea').fill(text);
  await page.locator('.plan-file > .tools').last().locator('button').click();
  await page.locator('.said > *').first().waitFor();
}

export const planWrongly: Doing = ({ page }) => planned(page, FILE.replace('roles:', 'rolls:'));

export const plan: Doing = ({ page }) => planned(page, FILE);

export const beginImport: Doing = async ({ page }) => {
  const people = [{ email: 'nora@example.com', name: 'Nora Nagy' }, { email: 'no address' }];
  const buffer = Buffer.from(JSON.stringify(people));
  await page
    .locator('input[type="file"]')
    .setInputFiles({ name: 'people.json', mimeType: 'application/json', buffer });
  await submit(page, 'form:has(input[type="file"])');
  await page.waitForURL(/job=/);
  await page.locator('progress[value="100"], tbody tr').last().waitFor();
};

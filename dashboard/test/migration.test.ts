/**
 * An application is led from the implicit grant to code + PKCE, and back, in Chromium, against the real server.
 */
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { type Desk, isQuiet, openDesk } from './desk.ts';
import { answerByImplicit } from './implicit-answers.ts';

let desk: Desk;
before(async () => {
  desk = await openDesk();
  await see('moving');
});
afterEach(() => desk.leave());
after(() => desk.place.close());

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });

/** An application whose page asks by auth0-js, loudly and silently. */
async function see(client_id: string): Promise<void> {
  const { clients } = desk.place.storage.tenant('t-dev');
  const spa = await clients.find('spa');
  assert.ok(spa);
  const client = { ...spa, client_id, client_name: client_id, grant_types: ['implicit'] } as const;
  await clients.save({ ...client, web_origins: [] });
  await answerByImplicit(desk.place, client_id);
}

test('a viewer sees all of it, and can turn nothing', async () => {
  const viewer = await desk.enter('viewer');
  const { page } = viewer;
  await viewer.open('applications/moving/migration');
  await page.getByText('Allow code + PKCE first.').waitFor();
  const flip = button(page, /^Turn the implicit grant off|update:clients/);
  assert.equal(await flip.first().getAttribute('aria-disabled'), 'true');
  isQuiet(viewer);
});

test('what is in the way is mended where it is said; the switch turns off what is used, and back', async () => {
  const owner = await desk.enter('owner');
  const { page } = owner;
  await owner.open('applications/moving/migration');
  await page.getByRole('row', { name: /id_token token SDK: auth0\.js 9\.28\.0 2 2/ }).waitFor();
  await page.getByText('2 answers of the last 14 days would have been refused.').waitFor();
  await page.getByText("clientId: 'moving',").waitFor();
  const finding = page.getByRole('article', { name: /do not hold authorization_code/ });
  await finding.getByRole('button', { name: 'Add the grant type' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Change it' }).click();
  await page.getByText('Change the application.').waitFor();
  await button(page, 'Turn the implicit grant off').click();
  await page.getByRole('dialog').getByText('forbid_implicit').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Change it' }).click();
  await page.getByText('The implicit grant is off.').waitFor();
  const { clients } = desk.place.storage.tenant('t-dev');
  assert.equal((await clients.find('moving'))?.forbid_implicit, true);
  await button(page, 'Bring the implicit grant back').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Change it' }).click();
  await page.getByText('Change the application.').waitFor();
  assert.equal((await clients.find('moving'))?.forbid_implicit, false);
  isQuiet(owner);
});

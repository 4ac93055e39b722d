/**
 * Walks about people: support finds out why somebody cannot sign in and helps; roles, members, people in files.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, afterEach, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { countedAccount, counterKey } from '../../server/src/protocol/end-user/guess-budgets.ts';
import { signIn, type Visitor } from '../../server/test/e2e/harness.ts';
import { type Administrator, type Desk, isQuiet, openDesk } from './desk.ts';

let desk: Desk;
before(async () => {
  desk = await openDesk();
});
afterEach(() => desk.leave());
after(() => desk.place.close());

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });

const records = () => desk.place.storage.tenant('t-dev');

const why = (page: Page) => page.getByRole('region', { name: 'Why can they not sign in?' });

/** The address of somebody's page. */
const pageOf = ({ sub }: Pick<Visitor, 'sub'>, search = '') => `users/${encodeURIComponent(sub)}${search}`;

/** Presses a button, and the same one in the dialog that asks. */
async function act(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name }).first().click();
  await page.getByRole('alertdialog').getByRole('button', { name, exact: true }).click();
}

/** Goes to another page of the dashboard without signing in again. */
async function go({ page }: Administrator, path: string): Promise<void> {
  await page.evaluate(`history.pushState({}, '', '/dashboard/${path}')`);
}

/** Tries to sign in, at a page of the tenant that anybody may come to. */
async function tries(visitor: Visitor): Promise<void> {
  await visitor.page.goto(`${desk.place.issuer}dashboard/`);
  await signIn(visitor);
}

/** Whoever is in and has no role is told so: they have signed in. */
const isIn = ({ page }: Visitor) => heading(page, 'Your account administers nothing here').waitFor();

test('support helps whoever is locked out: what locks them, until when, and lets them try again', async () => {
  const visitor = await desk.place.visit();
  const counter = { budget: 'account', account: countedAccount(visitor.email) } as const;
  const key = counterKey('account', visitor.email);
  for (let tried = 0; tried < 100; tried += 1)
    await records().loginAttempts.reserve([{ key, window_seconds: 3_600, counter }]);
  await tries(visitor);
  await visitor.page.getByRole('alert').first().waitFor();
  const support = await desk.enter('support');
  await support.open(pageOf(visitor));
  await why(support.page).getByText('Too many wrong passwords: no more are looked at').waitFor();
  await act(support.page, 'Let them try again');
  await why(support.page).getByText('Nothing stands in their way.').waitFor();
  await tries(visitor);
  await isIn(visitor);
  isQuiet(support);
});

test('support helps whoever has lost their phone: the refusal by its reference, new codes told once, or a reset', async () => {
  const visitor = await desk.place.visit();
  const { sub } = visitor;
  const user = await records().users.find(sub);
  const app = {
    sub,
    kind: 'otp',
    name: 'Old phone',
    document: { secret: 'A'.repeat(32) },
    counter: 0,
  } as const;
  await records().authenticators.add({ ...app, authenticator_id: 'old-phone', epoch: user?.epoch ?? 0 });
  await tries(visitor);
  await visitor.page.getByRole('heading', { level: 1 }).waitFor();
  const support = await desk.enter('support');
  const { page } = support;
  await support.open(pageOf(visitor, '?part=factors'));
  await page.getByRole('cell', { name: 'Authenticator app', exact: true }).waitFor();
  await why(page).getByText('They are asked for their second factor.').waitFor();
  await act(page, 'New recovery codes');
  const told = page.getByRole('alertdialog').getByLabel('New recovery codes', { exact: true });
  const codes = (await told.textContent())?.split('\n') ?? [];
  assert.ok(codes.length > 5);
  await page.getByRole('button', { name: 'I have put it away' }).click();
  await page.getByRole('alertdialog').waitFor({ state: 'detached' });
  assert.equal((await page.content()).includes(codes[0] ?? '?'), false);
  await act(page, 'Reset second factors');
  await page.getByText('They have no second factor.').waitFor();
  await why(page).getByText('Nothing stands in their way.').waitFor();
  await tries(visitor);
  await isIn(visitor);
  isQuiet(support);
});

test('support blocks and unblocks; what was refused is told with its reason, and is in the log of the person', async () => {
  const visitor = await desk.place.visit();
  const support = await desk.enter('support');
  const { page } = support;
  await support.open(pageOf(visitor));
  await act(page, 'Block');
  await why(page).getByText('The account is blocked.').waitFor();
  await tries(visitor);
  await visitor.page.getByRole('alert').first().waitFor();
  await page.getByRole('link', { name: 'Sign-ins' }).click();
  await page.getByRole('cell', { name: /all that was typed is right, and the account is blocked/ }).waitFor();
  assert.match(page.url(), /\?part=log$/);
  await why(page).getByRole('button', { name: 'Unblock' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Unblock' }).click();
  await page.getByText('They are no longer blocked.').waitFor();
  await tries(visitor);
  await isIn(visitor);
  isQuiet(support);
});

test('what somebody has: a session ended, a mail for a password sent, their data taken along, the account deleted', async () => {
  const visitor = await desk.place.visit();
  await tries(visitor);
  await isIn(visitor);
  const owner = await desk.enter('owner');
  const { page } = owner;
  await owner.open(pageOf(visitor, '?part=sessions'));
  await page.getByRole('cell', { name: 'Password', exact: true }).waitFor();
  await page.getByRole('button', { name: /^End: / }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'End' }).click();
  await page.getByText('They are signed in nowhere.').waitFor();
  await page.getByRole('link', { name: 'JSON' }).click();
  await page.getByText(`"email": "${visitor.email}"`).waitFor();
  const file = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export their data' }).click();
  const data = JSON.parse(await readFile(await (await file).path(), 'utf8'));
  assert.equal(data.user_id, visitor.sub);
  await page.getByRole('link', { name: 'Profile' }).click();
  await act(page, 'Mail a link for a new password');
  await page.getByText('The mail is on its way.').waitFor();
  await page.getByRole('button', { name: 'Set a password' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('New password').fill('short');
  await dialog.getByRole('button', { name: 'Set a password' }).click();
  await dialog.getByRole('alert').getByText('too_short').waitFor();
  await dialog.getByLabel('New password').fill('nine lanterns under the bridge');
  await dialog.getByRole('button', { name: 'Set a password' }).click();
  await page.getByText('The password is set.').waitFor();
  await page.getByRole('button', { name: 'Delete user' }).click();
  await page.getByRole('alertdialog').getByLabel('Type Alice Example to go on').fill('Alice Example');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
  await heading(page, 'Users').waitFor();
  assert.equal(await records().users.find(visitor.sub), undefined);
  isQuiet(owner);
});

test('a role gets permissions and is given; the person has them by it, and one directly', async () => {
  await records().roles.save({ id: 'rol_desk', name: 'Front desk', permissions: [] });
  const visitor = await desk.place.visit();
  await records().users.save({
    sub: visitor.sub,
    blocked: false,
    claims: { email: visitor.email, name: 'Zoe Front' },
  });
  const owner = await desk.enter('owner');
  const { page } = owner;
  await owner.open('roles/rol_desk?part=permissions');
  await page.getByRole('button', { name: 'Add permissions' }).click();
  await page
    .getByRole('dialog')
    .getByLabel('API', { exact: true })
    .selectOption({ label: 'appointments:api' });
  await page.getByRole('dialog').getByRole('checkbox', { name: 'contacts' }).check();
  await page.getByRole('dialog').getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('cell', { name: /^contacts/ }).waitFor();
  await page.getByRole('link', { name: 'People' }).click();
  await page.getByRole('button', { name: 'Give it to somebody' }).click();
  await page.getByRole('dialog').getByLabel('Name or e-mail address').fill('zoe');
  await page.getByRole('dialog').getByRole('checkbox', { name: 'Zoe Front' }).check();
  await page.getByRole('dialog').getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('link', { name: 'Zoe Front' }).click();
  await heading(page, 'Zoe Front').waitFor();
  await page.getByRole('link', { name: 'Permissions' }).click();
  await page.getByRole('cell', { name: 'by Front desk' }).waitFor();
  await page.getByRole('button', { name: 'Add permissions' }).click();
  await page.getByRole('dialog').getByLabel('API', { exact: true }).selectOption({ label: 'billing:api' });
  await page.getByRole('dialog').getByRole('checkbox', { name: 'appointments' }).check();
  await page.getByRole('dialog').getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('button', { name: 'Take away: appointments' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Take away' }).click();
  await page.getByText('The permission is taken away.').waitFor();
  await page.getByRole('link', { name: 'Roles' }).last().click();
  await page.getByRole('button', { name: 'Take away: Front desk' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Take away' }).click();
  await page.getByText('They have no role.').waitFor();
  isQuiet(owner);
});

test('members: added by address, changed, removed; the last owner stays, and the page says why', async (context) => {
  const others = await records().roles.holders('rol_tacit_owner', { offset: 0, limit: 100 });
  for (const { sub } of others) await records().roles.take(sub, 'rol_tacit_owner');
  context.after(async () => {
    for (const { sub } of others) await records().roles.give(sub, 'rol_tacit_owner');
  });
  const visitor = await desk.place.visit();
  const owner = await desk.arrive('owner');
  const { page } = owner;
  await page.goto(`${desk.place.issuer}dashboard/members`);
  await signIn(owner);
  await page.getByText('They are the last owner: make somebody else one first.').last().waitFor();
  const change = page.getByRole('button', { name: 'Change role: Alice Example' });
  assert.equal(await change.first().getAttribute('aria-disabled'), 'true');
  await page.getByRole('button', { name: 'Add somebody' }).click();
  await page.getByRole('dialog').getByLabel('E-mail address').fill(visitor.email);
  await page
    .getByRole('dialog')
    .getByRole('radio', { name: /^Support/ })
    .check();
  await page.getByRole('dialog').getByRole('button', { name: 'Add', exact: true }).click();
  const row = page.getByRole('row').filter({ hasText: visitor.email });
  await row.getByRole('cell', { name: 'Support' }).waitFor();
  await row.getByRole('button', { name: /^Change role/ }).click();
  await page
    .getByRole('dialog')
    .getByRole('radio', { name: /^Viewer/ })
    .check();
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await row.getByRole('cell', { name: 'Viewer' }).waitFor();
  await row.getByRole('button', { name: /^Remove/ }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
  await row.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Add somebody' }).click();
  await page.getByRole('dialog').getByLabel('E-mail address').fill('somebody.new@example.org');
  await page.getByRole('dialog').getByRole('button', { name: 'Add', exact: true }).click();
  const link = page.getByRole('alertdialog').getByText(`${desk.place.issuer}reset-password`);
  await link.waitFor();
  await page.getByRole('button', { name: 'I have put it away' }).click();
  await page.getByRole('row').filter({ hasText: 'somebody.new@example.org' }).waitFor();
  isQuiet(owner);
});

test('people in files: the address has the job, which a reload shows again; who was refused is named', async () => {
  const owner = await desk.enter('owner');
  const { page } = owner;
  await owner.open('users');
  await page.getByRole('link', { name: 'Import and export' }).click();
  const people = [{ email: 'brought@example.org', name: 'Brought Along' }, { email: 'no address' }];
  await page.getByLabel('File', { exact: true }).setInputFiles({
    ...{ name: 'people.json', mimeType: 'application/json' },
    buffer: Buffer.from(JSON.stringify(people)),
  });
  await page.getByRole('button', { name: 'Begin the import' }).click();
  await page.getByText('1 are new, 0 changed, 1 refused').waitFor();
  assert.match(page.url(), /users\/files\?job=job_/);
  await page.reload();
  await page.getByText('100% done').waitFor();
  await page.getByRole('cell', { name: 'no address' }).waitFor();
  await page.getByRole('link', { name: 'Begin another one' }).click();
  await page.getByRole('button', { name: 'Begin the export' }).click();
  const file = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download the file' }).click();
  assert.match((await file).suggestedFilename(), /\.json\.gz$/);
  isQuiet(owner);
});

test('a viewer looks at all of it and can press nothing; a role that every tenant has is nobody’s to change', async () => {
  const visitor = await desk.place.visit();
  const viewer = await desk.enter('viewer');
  const { page } = viewer;
  await viewer.open(pageOf(visitor));
  const pressed = ['Block', 'Delete user', 'Set a password', 'Mail a link for a new password'];
  for (const name of pressed) {
    const button = page.getByRole('button', { name, exact: true });
    assert.equal(await button.getAttribute('aria-disabled'), 'true', name);
  }
  await go(viewer, `${pageOf(visitor)}?dialog=block`);
  const confirm = page.getByRole('alertdialog').getByRole('button', { name: 'Block' });
  assert.equal(await confirm.getAttribute('aria-disabled'), 'true');
  const owner = await desk.enter('owner');
  await owner.open('roles/rol_tacit_viewer');
  await owner.page.getByText('Every tenant has this role. It cannot be changed.').last().waitFor();
  isQuiet(viewer);
  isQuiet(owner);
});

/**
 * Every page of the dashboard in several roles, by day and in the dark, wide and narrow: accessible, and without a complaint of the
 * console or of the policy. Also how its files are served, and how large they are.
 */
import assert from 'node:assert/strict';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import type { TenantRole } from '../../server/src/resources/end-user/tenant-roles.ts';
import { computedFiles } from '../computed-files.ts';
import { DIST, sizesOfBuilt } from '../sizes.ts';
import { AR } from '../src/text/ar.ts';
import { DE } from '../src/text/de.ts';
import { EN } from '../src/text/en.ts';
import { type Desk, isQuiet, openDesk } from './desk.ts';
import { answerByImplicit } from './implicit-answers.ts';
import { SIEM, suspendStream } from './suspended-stream.ts';

let desk: Desk;
before(async () => {
  desk = await openDesk();
  await answerByImplicit(desk.place, 'spa');
  await suspendStream(desk.place.storage, SIEM, { why: 'status 503', due_at: 0 });
});
afterEach(() => desk.leave());
after(() => desk.place.close());

const ROOT = join(import.meta.dirname, '..');

/** WCAG 2.2 AA, and what axe holds for good practice. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What depends on colours and width; the rest was judged in the first look. */
const OF_LOOKS = { type: 'rule', values: ['color-contrast', 'target-size', 'scrollable-region-focusable'] };

const AXE = await readFile(new URL(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

async function judge(page: Page, name: string, runOnly: unknown): Promise<void> {
  const violations = await page.evaluate(
    `axe.run(document, { resultTypes: ['violations'], runOnly: ${JSON.stringify(runOnly)} }).then(
      ({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' ')))`,
  );
  assert.deepEqual(violations, [], name);
}

/** Nothing runs out of the page, however narrow it is (WCAG 2.2 §1.4.10). */
async function fits(page: Page, name: string): Promise<void> {
  const beyond = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
  assert.ok(Number(beyond) <= 0, `${name} runs out by ${beyond}`);
}

type Look = { readonly colorScheme: 'light' | 'dark'; readonly width: number };

const DAY: Look = { colorScheme: 'light', width: 1280 };

const NIGHT: Look = { colorScheme: 'dark', width: 320 };

/** The first who is there. */
const ALICE = encodeURIComponent('auth0|000000000000000000000001');

/** Paths, and the heading that each has for whoever may see it. */
const PAGES = [
  ['', 'Overview'],
  ['logs', 'Logs'],
  ['logs?live=true', 'Logs'],
  ['streams', 'Log streams'],
  ['streams/new', 'New log stream'],
  ['streams/lst_siem', 'SIEM'],
  ['inspect', 'Inspector'],
  ['inspect?client=spa', 'Inspector'],
  ['inspect?reference=nobody', 'Inspector'],
  ['applications', 'Applications'],
  ['applications/new', 'New application'],
  ['applications/web', 'web'],
  ['applications/web?dialog=secret', 'Make a new secret for web?'],
  ['applications/web?dialog=delete', 'Delete web?'],
  ['applications/spa/start', 'spa'],
  ['applications/web/credentials', 'web'],
  ['applications/web/connections', 'web'],
  ['applications/web/apis', 'web'],
  ['applications/web/people', 'web'],
  ['applications/spa/migration', 'spa'],
  ['applications/web/evaluate?flow=client_credentials&api=appointments%3Aapi', 'web'],
  ['apis', 'APIs'],
  ['apis/new', 'New API'],
  [`apis/${encodeURIComponent('appointments:api')}`, 'appointments:api'],
  [`apis/${encodeURIComponent('appointments:api')}/callers`, 'appointments:api'],
  [`apis/${encodeURIComponent('appointments:api')}/test`, 'appointments:api'],
  ['users', 'Users'],
  ['users/new', 'New user'],
  [`users/${ALICE}`, 'Alice Example'],
  [`users/${ALICE}?part=sessions`, 'Sessions'],
  [`users/${ALICE}?part=factors`, 'Second factors'],
  [`users/${ALICE}?part=permissions`, 'Permissions'],
  [`users/${ALICE}?part=log`, 'Sign-ins'],
  [`users/${ALICE}?part=raw`, 'JSON'],
  [`users/${ALICE}?dialog=reset_factors`, 'Take all second factors of Alice Example away?'],
  [`users/${ALICE}?dialog=set_password`, 'Set a password for Alice Example'],
  ['users/files', 'Import and export'],
  ['members', 'Members'],
  ['members?dialog=add', 'Add somebody who administers this tenant'],
  ['roles', 'Roles'],
  ['roles/new', 'New role'],
  ['roles/rol_tacit_viewer', 'tacit:viewer'],
  ['connections', 'Connections'],
  ['protection', 'Attack protection'],
  ['keys', 'Keys'],
  ['keys?dialog=rotate', 'Let the next keys sign?'],
  ['features', 'Features by region'],
  ['settings', 'Settings'],
  ['tenants', 'Tenants'],
  ['plan', 'Plan'],
  ['roles/rol_tacit_viewer?part=permissions', 'Permissions'],
  ['roles/rol_tacit_viewer?part=people&dialog=give_people', 'Give tacit:viewer to somebody'],
  ['branding', 'Branding'],
  ['branding/texts?q=password', 'Texts of the pages'],
  ['branding/domain', 'Domain'],
  ['mails', 'Mails'],
  ['mails/reset_email', 'Choose a new password'],
  ['mails/server', 'Mail server'],
  ['nowhere', 'It is not there'],
] as const;

/** What support is refused. */
const REFUSED: ReadonlyMap<string, string> = new Map([
  ...[
    ...['SIEM', 'appointments:api', 'Branding', 'Texts of the pages', 'Domain'],
    ...['Mails', 'Choose a new password', 'Mail server'],
  ].map((name) => [name, 'Not for your role'] as const),
  ['Let the next keys sign?', 'Keys'],
  // Where somebody may see none of it, the dashboard begins with the first list that they may.
  ['Overview', 'Applications'],
]);

const ROLES = {
  owner: [DAY, NIGHT],
  viewer: [NIGHT],
  support: [DAY],
} as const satisfies Partial<Record<TenantRole, readonly Look[]>>;

async function visitEverything(role: keyof typeof ROLES): Promise<void> {
  const somebody = await desk.enter(role, { reducedMotion: 'reduce' });
  const { page } = somebody;
  await somebody.open('applications');
  await page.evaluate(AXE);
  async function look(path: string): Promise<void> {
    for (const [place, { colorScheme, width }] of ROLES[role].entries()) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      await judge(page, `${role} ${path} ${colorScheme}`, place === 0 ? RULES : OF_LOOKS);
      await fits(page, `${role} ${path} ${width}`);
    }
  }
  for (const [path, usual] of PAGES) {
    const name = role === 'support' ? (REFUSED.get(usual) ?? usual) : usual;
    await somebody.go(path);
    await page.getByRole('heading', { name, exact: true }).first().waitFor();
    await look(path);
  }
  // What no path says beforehand.
  await somebody.go('logs?type=login');
  await page.getByRole('row').getByRole('link', { name: 'signed in' }).first().click();
  await page.getByRole('heading', { name: 'As JSON' }).waitFor();
  await look('an event');
  if (role === 'support') {
    // Why is told by the page, which has the words in every language, and not by the server.
    await somebody.go('branding');
    await page.getByText(EN.may.hint('read:branding')).waitFor();
  }
  isQuiet(somebody);
}

for (const role of ['owner', 'viewer', 'support'] as const)
  test(`every page is accessible and quiet: ${role}`, () => visitEverything(role));

/** Pages whose words run the other way, by their headings. */
const FROM_RIGHT = [
  ['users', AR.kinds.users.many],
  ['applications/web', 'web'],
  ['applications/web?dialog=delete', AR.remove.title('web')],
] as const;

test('pages are accessible from right to left, and with the palette over them', async () => {
  const somebody = await desk.enter('owner', { reducedMotion: 'reduce' });
  const { page } = somebody;
  await page.setViewportSize({ width: 390, height: 800 });
  await somebody.open('roles?lang=ar');
  await page.evaluate(AXE);
  for (const [path, name] of FROM_RIGHT) {
    await somebody.go(path.includes('?') ? `${path}&lang=ar` : `${path}?lang=ar`);
    await page.getByRole('heading', { name, exact: true }).first().waitFor();
    await judge(page, `ar ${path}`, RULES);
    await fits(page, `ar ${path}`);
  }
  await somebody.go('users?lang=ar');
  await page.getByRole('heading', { name: AR.kinds.users.many, exact: true }).waitFor();
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('option').first().waitFor();
  await judge(page, 'palette', RULES);
  // Where words are longer than in English, a table has no room for all of them beside each other.
  await somebody.open('keys?lang=de');
  await page.getByRole('heading', { name: DE.nav.names.keys, exact: true }).waitFor();
  await fits(page, 'de keys');
  isQuiet(somebody);
});

test('the page is kept by nobody, under a policy that lets nothing in; its files are kept for good, compressed', async () => {
  const { issuer } = desk.place;
  const index = await fetch(`${issuer}dashboard/applications/spa`);
  const policy = index.headers.get('content-security-policy') ?? '';
  assert.equal(index.headers.get('cache-control'), 'no-store');
  assert.match(policy, /script-src 'self'; style-src 'self';/);
  assert.match(policy, /require-trusted-types-for 'script'; trusted-types 'none'/);
  assert.match(policy, /frame-ancestors 'none'/);
  assert.doesNotMatch(policy, /unsafe|\*/);
  const html = await index.text();
  assert.doesNotMatch(html, /<script(?![^>]* src=)|<style|style=|\son\w+=/);
  const [, script = ''] = /src="\/dashboard\/(assets\/[^"]+)"/.exec(html) ?? [];
  const file = await fetch(`${issuer}dashboard/${script}`, { headers: { 'accept-encoding': 'br' } });
  assert.equal(file.headers.get('content-encoding'), 'br');
  assert.match(file.headers.get('cache-control') ?? '', /immutable/);
  assert.equal(file.headers.get('x-content-type-options'), 'nosniff');
  const etag = file.headers.get('etag') ?? '';
  const again = await fetch(`${issuer}dashboard/${script}`, {
    headers: { 'accept-encoding': 'br', 'if-none-match': etag },
  });
  assert.equal(again.status, 304);
  assert.equal(await file.text(), await readFile(join(DIST, script), 'utf8'));
  assert.equal((await fetch(`${issuer}dashboard/assets/none.js`)).status, 404);
  assert.equal((await fetch(`${issuer}dashboard`, { redirect: 'manual' })).status, 303);
});

test('D38 the first load is at most 200 kB of script and 10 kB of style, a chunk of a route 80 kB, gzipped', async () => {
  assert.ok((await stat(DIST)).isDirectory());
  const { script, style, chunk } = await sizesOfBuilt();
  assert.ok(script <= 200, `${script} kB of script`);
  assert.ok(style <= 10, `${style} kB of style`);
  assert.ok(chunk <= 80, `${chunk} kB in one chunk`);
});

test('what is computed is as it would be written now: npm run reference', async () => {
  for (const [name, text] of await computedFiles())
    assert.equal(await readFile(join(ROOT, name), 'utf8'), text, name);
});

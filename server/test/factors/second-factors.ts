/**
 * End-Users of the fixture with second factors, and what is typed or pressed from them.
 */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { totpCode, totpStep } from '../../src/protocol/end-user/totp.ts';
import type { SecondFactorPolicy } from '../../src/protocol/tenant/tenant.ts';
import type { TenantSettings } from '../../src/resources/tenant/settings.ts';
import { TENANT_SETTINGS_DEFAULTS } from '../../src/resources/tenant/settings.ts';
import { B0 } from '../attacks/requests.ts';
import { implicitClient, PASSWORD, type Stack } from '../stack.ts';
import { type Answer, hiddenFields, type UserAgent } from '../user-agent.ts';
import { fromBase32 } from './base32.ts';

/** The name by which Auth0's applications ask for more than one factor. */
export const MULTI_FACTOR = 'http://schemas.openid.net/pape/policies/2007/06/multi-factor';

export type Person = { readonly sub: string; readonly username: string; readonly password: string };

/** Somebody new at `acme`, so that no test meets what another left behind; their password is alice's. */
export async function newPerson({ storage }: Pick<Stack, 'storage'>): Promise<Person> {
  const { users } = storage.tenant('t-acme');
  const alice = await users.findByEmail('alice@acme.test');
  assert.ok(alice);
  const name = randomBytes(12).toString('hex');
  const username = `${name}@acme.test`;
  const sub = `auth0|${name}`;
  await users.save({ sub, blocked: false, claims: { email: username, name } }, alice.password_hash);
  return { sub, username, password: PASSWORD };
}

/** Sets `acme` to these settings and the defaults. */
export async function setTo({ storage }: Stack, settings: Partial<TenantSettings>): Promise<void> {
  const all = { ...TENANT_SETTINGS_DEFAULTS, ...settings };
  await storage.tenants.save({ tenant_id: 't-acme', name: 'acme', region: 'us', settings: all });
}

/** A client of its own with a policy of its own, as the difference of a request. */
export async function clientOf(
  { storage }: Stack,
  second_factor: SecondFactorPolicy,
): Promise<{ readonly client_id: string }> {
  const client_id = `spa-${second_factor}`;
  const redirect_uris = [B0.redirect_uri];
  await storage.tenant('t-acme').clients.save(implicitClient(client_id, { redirect_uris, second_factor }));
  return { client_id };
}

export type App = { readonly key: Uint8Array; readonly codes: readonly string[] };

/** The code that an app shows, `offset` steps from now. */
export function codeOf({ key }: Pick<App, 'key'>, { clock }: Stack, offset = 0): string {
  return totpCode(key, totpStep(clock.now) + offset);
}

/** Six digits that are no code of the app. */
export function wrongCodeOf(app: Pick<App, 'key'>, stack: Stack): string {
  const steps = Array.from({ length: 41 }, (_, index) => index - 20);
  const right = new Set(steps.map((offset) => codeOf(app, stack, offset)));
  const wrong = ['111111', '222222', '333333', '444444'].find((code) => !right.has(code));
  assert.ok(wrong);
  return wrong;
}

/** Shows the first factor and stops before the second. */
export async function firstFactor(
  browser: UserAgent,
  person: Person,
  differences: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  return browser.signIn(await browser.authorize({ ...B0, ...differences }), person);
}

/** Posts a form of the page and follows what comes. */
export async function submit(
  browser: UserAgent,
  { path, page }: { readonly path: string; readonly page: Answer },
  fields: Readonly<Record<string, string>>,
): Promise<Answer> {
  return browser.follow(await browser.post(path, { ...hiddenFields(page.body), ...fields }));
}

/** Sends a form of /mfa. */
export function verify(
  browser: UserAgent,
  page: Answer,
  fields: Readonly<Record<string, string>>,
): Promise<Answer> {
  return submit(browser, { path: '/mfa', page }, { action: 'verify', ...fields });
}

/** Sends a form of /mfa/enroll. */
export function enrol(
  browser: UserAgent,
  page: Answer,
  fields: Readonly<Record<string, string>>,
): Promise<Answer> {
  return submit(browser, { path: '/mfa/enroll', page }, { action: 'confirm', ...fields });
}

/** The key that a page of enrolment shows. */
export function keyOn({ body }: Answer): Uint8Array {
  const typed = /<code id="mfa-key">([A-Z2-7 ]+)<\/code>/.exec(body)?.[1];
  assert.ok(typed, `the page shows no key: ${body.slice(0, 200)}`);
  return fromBase32(typed.replaceAll(' ', ''));
}

/** The recovery codes that a page shows. */
export function codesOn({ body }: Answer): readonly string[] {
  return [...body.matchAll(/<li><code>([0-9A-Z-]+)<\/code>/g)].map((found) => found[1] ?? '');
}

/** Types one of the codes that a page of /mfa/enroll shows, which lets it go on. */
export function keepCodes(browser: UserAgent, page: Answer): Promise<Answer> {
  return enrol(browser, page, { action: 'kept', code: codesOn(page)[0] ?? '' });
}

/** Follows a link of the page to another way. */
export async function otherWay(browser: UserAgent, { body }: Answer, way: string): Promise<Answer> {
  const href = new RegExp(`id="mfa-use-${way}" href="([^"]+)"`).exec(body)?.[1];
  assert.ok(href, `the page has no way ${way}`);
  return browser.follow(await browser.send(href.replaceAll('&amp;', '&')));
}

/** Enrols an app on the way to a token, in a browser of its own, and moves on to the next step. */
export async function enrolApp(stack: Stack, person: Person): Promise<App> {
  const browser = stack.browser();
  const page = await firstFactor(browser, person, { acr_values: MULTI_FACTOR });
  const key = keyOn(page);
  const kept = await enrol(browser, page, { code: codeOf({ key }, stack) });
  const codes = codesOn(kept);
  assert.equal(codes.length, 10, kept.body);
  const answer = await keepCodes(browser, kept);
  assert.match(answer.location, /#.*access_token=/);
  stack.clock.now += 60;
  return { key, codes };
}

/** Somebody new with an app. */
export async function withApp(stack: Stack): Promise<App & { readonly person: Person }> {
  const person = await newPerson(stack);
  return { person, ...(await enrolApp(stack, person)) };
}

/** Opens the form of a factor in a browser, a new one if none is given. */
export async function atMfa(stack: Stack, person: Person, browser: UserAgent = stack.browser()) {
  const page = await firstFactor(browser, person);
  assert.match(page.body, /id="mfa-title"/);
  return { browser, page };
}

/** Why codes of somebody were refused, newest first, as the audit log has it. */
export async function refusalsOf(
  { storage }: Stack,
  { sub }: Person,
): Promise<readonly (string | undefined)[]> {
  const events = await storage.tenant('t-acme').audit.list(200);
  return events
    .filter((event) => event.type === 'second_factor_failed' && event.sub === sub)
    .map(({ detail }) => detail);
}

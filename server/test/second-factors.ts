/**
 * An End-User of the fixture with an authenticator app, and what is typed from it.
 */
import assert from 'node:assert/strict';
import { totpCode, totpStep } from '../src/protocol/totp.ts';
import { B0 } from './attacks/requests.ts';
import { fromBase32 } from './base32.ts';
import { PASSWORD, type Stack } from './stack.ts';
import { type Answer, hiddenFields, type UserAgent } from './user-agent.ts';

export const ALICE = { username: 'alice@acme.test', password: PASSWORD } as const;
export const ALICE_SUB = 'auth0|a11ce0000000000000000001';

/** The names by which Auth0's applications ask for more than one factor. */
export const MULTI_FACTOR = 'http://schemas.openid.net/pape/policies/2007/06/multi-factor';

export type App = { readonly key: Uint8Array; readonly codes: readonly string[] };

/** The code that an app shows, `offset` steps from now. */
export function codeOf({ key }: Pick<App, 'key'>, { clock }: Stack, offset = 0): string {
  return totpCode(key, totpStep(clock.now) + offset);
}

/** Shows the first factor and stops before the second. */
export async function firstFactor(
  browser: UserAgent,
  differences: Readonly<Record<string, string>> = {},
  user: { readonly username: string; readonly password: string } = ALICE,
): Promise<Answer> {
  return browser.signIn(await browser.authorize({ ...B0, ...differences }), user);
}

/** Posts a form of the page and follows what comes. */
export async function submit(
  browser: UserAgent,
  { path, page }: { readonly path: string; readonly page: Answer },
  fields: Readonly<Record<string, string>>,
): Promise<Answer> {
  return browser.follow(await browser.post(path, { ...hiddenFields(page.body), ...fields }));
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

/** Enrols an app for alice on the way to a token, in a browser of its own, and moves on to the next step. */
export async function enrolApp(stack: Stack): Promise<App> {
  const browser = stack.browser();
  const page = await firstFactor(browser, { acr_values: MULTI_FACTOR });
  const key = keyOn(page);
  const kept = await submit(
    browser,
    { path: '/mfa/enroll', page },
    { action: 'confirm', code: codeOf({ key }, stack) },
  );
  const codes = codesOn(kept);
  assert.equal(codes.length, 10, kept.body);
  const answer = await submit(browser, { path: '/mfa/enroll', page: kept }, { action: 'kept' });
  assert.match(answer.location, /#.*access_token=/);
  stack.clock.now += 60;
  return { key, codes };
}

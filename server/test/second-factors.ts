/**
 * An End-User of the fixture with an authenticator app, and what is typed from it.
 */
import assert from 'node:assert/strict';
import { createSeal } from '../src/keys/seal.ts';
import { createPasswords } from '../src/passwords/passwords.ts';
import { Secret } from '../src/protocol/secret.ts';
import { TENANT_SETTINGS_DEFAULTS, type TenantSettings } from '../src/protocol/tenant.ts';
import { totpCode, totpStep } from '../src/protocol/totp.ts';
import { B0 } from './attacks/requests.ts';
import { fromBase32 } from './base32.ts';
import { PASSWORD, type Stack } from './stack.ts';
import { type Answer, hiddenFields, type UserAgent } from './user-agent.ts';

/** The names by which Auth0's applications ask for more than one factor. */
export const MULTI_FACTOR = 'http://schemas.openid.net/pape/policies/2007/06/multi-factor';

/** The code that an app shows, `offset` steps from now. */
export function codeOf({ key }: { readonly key: Uint8Array }, { clock }: Stack, offset = 0): string {
  return totpCode(key, totpStep(clock.now) + offset);
}

/** Shows the first factor and stops before the second. */
export async function firstFactor(
  browser: UserAgent,
  user: { readonly username: string; readonly password: string },
  differences: Readonly<Record<string, string>> = {},
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

export type Person = { readonly sub: string; readonly username: string; readonly password: string };

const hashed = (async () => {
  const passwords = createPasswords({ threads: 1 });
  const hash = await passwords.hash(new Secret(PASSWORD));
  await passwords.close();
  return hash;
})();

/** Somebody new with the password of the fixture, so that no test meets what another left behind. */
export async function newPerson({ storage }: Stack, name: string): Promise<Person> {
  const sub = `auth0|${name}`;
  const username = `${name}@acme.test`;
  const claims = { email: username, email_verified: true };
  await storage.tenant('t-acme').users.save({ sub, blocked: false, claims }, await hashed);
  return { sub, username, password: PASSWORD };
}

/** Somebody new whose app was enrolled some time ago. */
export async function personWithApp(
  stack: Stack,
  name: string,
): Promise<Person & { readonly key: Uint8Array }> {
  const person = await newPerson(stack, name);
  const key = Buffer.from(name.padEnd(20, '.').slice(0, 20));
  const seal = createSeal(Buffer.alloc(32, 7));
  const context = { purpose: 'authenticator', tenant_id: 't-acme' } as const;
  const secret = key.toString('base64url');
  const sealed = await seal.seal(context, { kind: 'totp', sub: person.sub, secret });
  const authenticator = {
    authenticator_id: `app-${name}`,
    sub: person.sub,
    kind: 'otp',
    name: 'App',
  } as const;
  await stack.storage
    .tenant('t-acme')
    .authenticators.add({ ...authenticator, document: { sealed }, counter: 0 }, []);
  return { ...person, key };
}

/** Gives the tenant other settings than it has by default. */
export async function setTo({ storage }: Stack, settings: Partial<TenantSettings>): Promise<void> {
  const tenant = { tenant_id: 't-acme', name: 'acme', region: 'us' };
  await storage.tenants.save({ ...tenant, settings: { ...TENANT_SETTINGS_DEFAULTS, ...settings } });
}

/**
 * Somebody at their account page: signing in on the way to a section, and sending its forms.
 */

import type { Stack } from '../stack.ts';
import { ALICE } from '../tokens/code-flow.ts';
import { type Answer, hiddenFields, type UserAgent } from '../user-agent.ts';

type Somebody = { readonly username: string; readonly password: string };

/** Follows redirects, also those that name the issuer in full. */
async function followAll(stack: Stack, browser: UserAgent, { location, ...answer }: Answer): Promise<Answer> {
  const issuer = stack.issuer('acme');
  const path = location.startsWith(issuer) ? location.slice(issuer.length - 1) : location;
  return path.startsWith('/') ? followAll(stack, browser, await browser.send(path)) : { ...answer, location };
}

/** Opens a section, signing in on the way. */
export async function openAccount(
  stack: Stack,
  browser: UserAgent,
  { path = '/account', user = ALICE }: { readonly path?: string; readonly user?: Somebody } = {},
): Promise<Answer> {
  const page = await followAll(stack, browser, await browser.send(path));
  if (!page.body.includes('id="login-submit"')) return page;
  const form = { ...hiddenFields(page.body), ...user, action: 'login' };
  return followAll(stack, browser, await browser.post('/login', form));
}

/** Sends a form of the page of this session, and follows what comes. */
export async function sendForm(
  stack: Stack,
  browser: UserAgent,
  form: { readonly path: string; readonly page: Answer; readonly fields?: Readonly<Record<string, string>> },
): Promise<Answer> {
  const { path, page, fields = {} } = form;
  return followAll(stack, browser, await browser.post(path, { ...hiddenFields(page.body), ...fields }));
}

/**
 * What somebody does with an account of their own: signs up, opens the link of a mail, asks for a new password.
 */
import assert from 'node:assert/strict';
import { B0 } from '../attacks/requests.ts';
import { type Mail, takeMails } from '../mail/mailbox.ts';
import type { Stack } from '../stack.ts';
import { type Answer, hiddenFields, type UserAgent } from '../user-agent.ts';

/** A password that nobody in the fixture has. */
export const CHOSEN = 'seven purple kettles on a roof';

/** Opens the sign-up page of a request and sends it. */
export async function signUp(
  browser: UserAgent,
  username: string,
  fields: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const page = await browser.authorize({ ...B0, screen_hint: 'signup' });
  const form = { username, password: CHOSEN, action: 'signup', ...fields };
  return browser.post('/signup', { ...hiddenFields(page.body), ...form });
}

/** Comes to the form for a lost password from the login page, and sends it. */
export async function askForReset(browser: UserAgent, username: string): Promise<Answer> {
  const login = await browser.authorize({ ...B0, prompt: 'login' });
  const form = { ...hiddenFields(login.body), username };
  const page = await browser.post('/reset-password', { ...form, action: 'open' });
  return browser.post('/reset-password', { ...hiddenFields(page.body), username, action: 'send' });
}

/** Opens a link as the mail has it; the page that comes has no token in its address. */
export async function openLink(browser: UserAgent, link: string): Promise<Answer> {
  const { pathname, search } = new URL(link);
  return browser.follow(await browser.send(pathname + search));
}

/** Opens a link and presses the button of its page. */
export async function pressLink(
  browser: UserAgent,
  link: string,
  fields: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const page = await openLink(browser, link);
  return browser.follow(
    await browser.post(new URL(link).pathname, { ...hiddenFields(page.body), ...fields }),
  );
}

/** The one mail of a kind that is on its way. */
export async function soleMail(stack: Stack, kind: string): Promise<Mail> {
  const mails = await takeMails(stack);
  const [mail] = mails;
  assert.deepEqual(
    mails.map((one) => one.kind),
    [kind],
  );
  assert.ok(mail);
  return mail;
}

/** An answer without what differs from one to the next anyway. */
export function comparable({ status, headers, body }: Answer, username: string): unknown {
  const { 'x-request-id': _, date: __, 'content-length': ___, ...rest } = headers;
  const fields = /name="(interaction|csrf)" value="[^"]*"/g;
  return { status, rest, body: body.replaceAll(username, 'USER').replace(fields, '$1') };
}

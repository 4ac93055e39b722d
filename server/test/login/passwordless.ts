/**
 * Signing in by mail, as a browser does it.
 */
import assert from 'node:assert/strict';
import { setTimeout as later } from 'node:timers/promises';
import { ALICE, B0 } from '../attacks/requests.ts';
import { codeIn, mailsOf } from '../mail/mails.ts';
import type { Stack } from '../stack.ts';
import { type Answer, hiddenFields, type UserAgent } from '../user-agent.ts';

export type Asked = {
  readonly browser: UserAgent;
  /** The answer to the form, before it is followed. */
  readonly answer: Answer;
  /** The page that waits for the mail. */
  readonly page: Answer;
};

/** Opens the login page of a request and asks for a mail. */
export async function askByMail(
  stack: Stack,
  method: 'email_code' | 'email_link',
  { username, ...request }: Readonly<Record<string, string>> & { readonly username: string },
  browser = stack.browser(),
): Promise<Asked> {
  const login = await browser.authorize({ ...B0, ...request });
  const form = { ...hiddenFields(login.body), username, password: '', action: method };
  const answer = await browser.post('/login', form);
  return { browser, answer, page: await browser.follow(answer) };
}

/** Asks for a code and reads it. */
export async function askForCode(
  stack: Stack,
  username: string = ALICE.username,
): Promise<Asked & { readonly code: string }> {
  const asked = await askByMail(stack, 'email_code', { username });
  return { ...asked, code: await nextCode(stack, username) };
}

/** Types a code on the page that waits for it, and follows what comes. */
export async function typeCode({ browser, page }: Asked, code: string, action = 'verify'): Promise<Answer> {
  const form = { ...hiddenFields(page.body), code, action };
  return browser.follow(await browser.post('/passwordless', form));
}

/** A code that is not this one. */
export function otherThan(code: string, offset = 1): string {
  return String((Number(code) + offset) % 1_000_000).padStart(6, '0');
}

type Fixture = Pick<Stack, 'browser' | 'storage'>;

const seen = new WeakMap<Stack['storage'], Set<string>>();
const PATIENCE_MS = 10_000;

function readBy({ storage }: Fixture): Set<string> {
  const read = seen.get(storage) ?? new Set<string>();
  seen.set(storage, read);
  return read;
}

/** Leaves aside the codes that have come so far. */
export async function skipCodes(stack: Fixture): Promise<void> {
  for (const { id } of await mailsOf(stack)) readBy(stack).add(id);
}

/** The code of the next mail to an address that nobody has read yet; notices of other things are left aside. */
export async function nextCode(stack: Pick<Stack, 'browser' | 'storage'>, username: string): Promise<string> {
  const read = readBy(stack);
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const mails = (await mailsOf(stack)).filter(
      ({ to, text }) => to === username && /: [0-9]{6}$/m.test(text),
    );
    const mail = mails.find(({ id }) => !read.has(id));
    if (mail) {
      read.add(mail.id);
      return codeIn(mail);
    }
    assert.ok(Date.now() < end, `no code came to ${username}`);
    await later(20);
  }
}

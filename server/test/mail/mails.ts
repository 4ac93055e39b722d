/**
 * The mail that a fixture has sent, as its mailbox shows it.
 */
import assert from 'node:assert/strict';
import { setTimeout as later } from 'node:timers/promises';
import type { Stack } from '../stack.ts';

export type ReadMail = {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
};

/** Every mail of a tenant so far, newest first. */
export async function mailsOf(stack: Pick<Stack, 'browser'>, tenant = 'acme'): Promise<readonly ReadMail[]> {
  const { body, status } = await stack.browser(tenant).send('/dev/mailbox.json');
  assert.equal(status, 200);
  return JSON.parse(body);
}

const PATIENCE_MS = 10_000;

/** Waits until there are `count` mails to an address, and gives them, newest first. */
export async function mailsTo(
  stack: Pick<Stack, 'browser'>,
  to: string,
  { count = 1, tenant = 'acme' }: { readonly count?: number; readonly tenant?: string } = {},
): Promise<readonly ReadMail[]> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const mails = (await mailsOf(stack, tenant)).filter((mail) => mail.to === to);
    if (mails.length >= count) return mails;
    assert.ok(Date.now() < end, `only ${mails.length} of ${count} mails to ${to} came`);
    await later(20);
  }
}

/** The newest mail to an address, as soon as there is one. */
export async function mailTo(stack: Pick<Stack, 'browser'>, to: string, count = 1): Promise<ReadMail> {
  const [mail] = await mailsTo(stack, to, { count });
  assert.ok(mail);
  return mail;
}

/** The link in a mail, as a path of the tenant. */
export function linkIn({ text }: ReadMail): string {
  const link = /^https?:\/\/\S+$/m.exec(text)?.[0];
  assert.ok(link, 'there is no link in the mail');
  const { pathname, search } = new URL(link);
  return pathname + search;
}

/** The code in a mail. */
export function codeIn({ text }: ReadMail): string {
  const code = /: ([0-9]{6})$/m.exec(text)?.[1];
  assert.ok(code, 'there is no code in the mail');
  return code;
}

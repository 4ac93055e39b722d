/**
 * The mail of the tenant acme since somebody looked last, none forgotten: a mail of the other tenant is sent behind it and
 * waited for, so that none is still under way.
 */
import assert from 'node:assert/strict';
import { en } from '../../src/pages/text/en.ts';
import type { Stack } from '../stack.ts';
import { mailsOf, mailsTo, type ReadMail } from './mails.ts';

export type Mail = { readonly kind: string; readonly to: string; readonly link: string };

const seen = new WeakMap<Stack, { readonly ids: Set<string> }>();

/** The mails that nobody has taken yet, oldest first, without the notices of sign-ins: most tests sign in. */
export async function takeMails(stack: Stack): Promise<readonly Mail[]> {
  return (await takeAllMails(stack)).filter(({ kind }) => kind !== 'new_sign_in');
}

/** The mails that nobody has taken yet, oldest first. */
export async function takeAllMails(stack: Stack): Promise<readonly Mail[]> {
  const { ids } = seen.get(stack) ?? { ids: new Set<string>() };
  seen.set(stack, { ids });
  await passFence(stack);
  const mails = (await mailsOf(stack)).filter(({ id }) => !ids.has(id)).toReversed();
  for (const { id } of mails) ids.add(id);
  return mails.map(readMail);
}

async function passFence({ browser, storage }: Stack): Promise<void> {
  const name = `fence${process.hrtime.bigint()}`;
  const email = `${name}@globex.test`;
  await storage.tenant('t-globex').users.save({ sub: `auth0|${name}`, blocked: false, claims: { email } });
  const answer = await browser('globex').post('/reset-password', { username: email, action: 'send' });
  assert.equal(answer.status, 200);
  await mailsTo({ browser }, email, { tenant: 'globex' });
}

function readMail({ to, subject, text }: ReadMail): Mail {
  const kind = Object.entries(en.mail.kinds).find(([, words]) => words.subject('acme') === subject)?.[0];
  const link = /^https?:\/\/\S+$/m.exec(text)?.[0];
  return { kind: kind ?? subject, to, link: link ?? '' };
}

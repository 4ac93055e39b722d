/**
 * Mails as programs that keep a stylesheet show them, and the mailbox of whoever develops.
 */
import type { Look } from '../../src/pages/look/look.ts';
import { MAIL_CSP, type MailFacts, mailDocument } from '../../src/pages/mail/mail.ts';
import { type MailboxPage, mailboxPage } from '../../src/pages/mail/mailbox.ts';
import type { PageState } from './page-state.ts';

const AT = 1_790_000_000;
const LINK = `http://dev.us.localhost:4000/u/reset-verify?token=${'mTq8ZrX2vN4kLw7sYb1cHd6f'.repeat(3)}`;
const PHONE =
  'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 SamsungBrowser/28.0 Chrome/130.0 Mobile Safari/537.36';
const NOTICE = { at: AT, device: PHONE, address: '2001:db8:85a3:8d3:1319:8a2e:370:7348' };

const named = (look: Look): Look => ({ ...look, site: look.site ?? 'Acme' });

function mail(name: string, facts: MailFacts): PageState {
  return { name: `mail-${name}`, csp: MAIL_CSP, render: (look) => mailDocument(facts, named(look)).html };
}

/** Mails of every shape, the last to an address as long as one may be. */
function kept(look: Look): MailboxPage['mails'] {
  const facts: readonly MailFacts[] = [
    { kind: 'login_code', code: '042917', minutes: 10 },
    { kind: 'reset_password', link: LINK, minutes: 60 },
    { kind: 'new_sign_in', ...NOTICE, time_zone: 'Asia/Kolkata' },
  ];
  const long = `${'a.very.long.name.'.repeat(3)}x@${'department-of-appointments.'.repeat(4)}example.com`;
  return facts.map((one, index) => {
    const { subject, text } = mailDocument(one, named(look));
    return { id: `m${index}`, to: index === 2 ? long : 'alice@example.com', subject, text, at: AT - index };
  });
}

export const MAILS: readonly PageState[] = [
  mail('with-a-link', { kind: 'reset_password', link: LINK, minutes: 60 }),
  mail('with-a-code', { kind: 'login_code', code: '042917', minutes: 10 }),
  mail('with-both', { kind: 'login_link', link: LINK, code: '042917', minutes: 15 }),
  mail('notice', { kind: 'new_sign_in', ...NOTICE, time_zone: 'Asia/Kolkata' }),
  { name: 'mailbox', render: (look) => mailboxPage({ look, mails: kept(look) }) },
  { name: 'mailbox-empty', render: (look) => mailboxPage({ look, mails: [] }) },
];

import assert from 'node:assert/strict';
import { createServer, type Socket } from 'node:net';
import { test } from 'node:test';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { MESSAGE, NAMED } from '../../test/mail/mail-servers.ts';
import { portOf } from '../../test/ports.ts';
import { contrast } from '../pages/look/colour.ts';
import { plainLook } from '../pages/look/look.ts';
import { mailDocument } from '../pages/mail/mail.ts';
import { en } from '../pages/text/en.ts';
import { chooseText } from '../pages/text/languages.ts';
import { LOCALES } from '../protocol/tenant/locales.ts';
import { createMailbox } from './mailbox.ts';
import { isMailbox, readMessage } from './message.ts';
import { createSmtp } from './smtp.ts';
import type { Transport } from './transport.ts';

/** Runs with a mail server that answers every recipient with a code of SMTP, or takes the mail. */
async function withMailServer(
  responseCode: number | undefined,
  run: (smtp: Transport, received: readonly ParsedMail[]) => Promise<void>,
): Promise<void> {
  const received: ParsedMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: (_address, _session, done) =>
      done(responseCode === undefined ? null : Object.assign(new Error('no'), { responseCode })),
    onData: (stream, _session, done) => {
      simpleParser(stream).then((mail) => {
        received.push(mail);
        done();
      }, done);
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const smtp = createSmtp(`smtp://127.0.0.1:${portOf(server.server)}`, { insecure: true, host: 'auth.test' });
  try {
    await run(smtp, received);
  } finally {
    smtp.close();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  }
}

const NOT_ONE_MAILBOX = [
  '',
  'alice',
  '@acme.test',
  'alice@',
  'a@b@c.test',
  'alice@acme.test,mallory@evil.test',
  'alice@acme.test mallory@evil.test',
  'alice@acme.test;mallory@evil.test',
  'Alice <alice@acme.test>',
  'alice(comment)@acme.test',
  '"alice"@acme.test',
  'alice@[127.0.0.1]',
  'alice@acme.test\r\nBcc: mallory@evil.test',
  'alice\0@acme.test',
  `${'a'.repeat(65)}@acme.test`,
  `alice@${'a'.repeat(250)}.test`,
];

for (const address of NOT_ONE_MAILBOX) {
  test(`PR-10 ${JSON.stringify(address.slice(0, 50))} is not one mailbox and is sent nothing`, async () => {
    assert.equal(isMailbox(address), false);
    await withMailServer(undefined, async (smtp, received) => {
      assert.equal((await smtp.send({ ...MESSAGE, to: address }, NAMED)).outcome, 'refused');
      assert.equal(received.length, 0);
    });
  });
}

test('PR-09 a line break in a subject begins no header (RFC 5322 §2.2)', async () => {
  await withMailServer(undefined, async (smtp, received) => {
    const subject = 'Hello\r\nBcc: mallory@evil.test';
    assert.equal((await smtp.send({ ...MESSAGE, subject }, NAMED)).outcome, 'sent');
    assert.equal(received[0]?.headers.has('bcc'), false);
  });
});

const ANSWERS: readonly (readonly [responseCode: number, outcome: string])[] = [
  [550, 'refused'],
  [553, 'refused'],
  [450, 'later'],
  [421, 'later'],
];

for (const [responseCode, outcome] of ANSWERS) {
  test(`a recipient answered ${responseCode} is ${outcome} (RFC 5321 §4.2.1), and why holds no address`, async () => {
    await withMailServer(responseCode, async (smtp) => {
      const sent = await smtp.send(MESSAGE, NAMED);
      assert.equal(sent.outcome, outcome);
      assert.doesNotMatch(sent.why ?? '', /alice/);
    });
  });
}

test('a mail server that is off, or hangs up, is tried again', async () => {
  const hanging = createServer((socket: Socket) => socket.destroy());
  await new Promise<void>((resolve) => hanging.listen(0, '127.0.0.1', resolve));
  const url = `smtp://127.0.0.1:${portOf(hanging)}`;
  const smtp = createSmtp(url, { insecure: true, host: 'auth.test' });
  assert.equal((await smtp.send(MESSAGE, NAMED)).outcome, 'later');
  await new Promise<void>((resolve) => hanging.close(() => resolve()));
  assert.equal((await smtp.send(MESSAGE, NAMED)).outcome, 'later');
  smtp.close();
});

test('a mail server without TLS gets no mail unless the unsafe setting says so (RFC 3207)', async () => {
  const server = new SMTPServer({ authOptional: true, disabledCommands: ['STARTTLS'] });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `smtp://127.0.0.1:${portOf(server.server)}`;
  const smtp = createSmtp(url, { insecure: false, host: 'auth.test' });
  assert.equal((await smtp.send(MESSAGE, NAMED)).outcome, 'later');
  smtp.close();
  await new Promise<void>((resolve) => server.close(() => resolve()));
});

test('a mail arrives as text and as HTML, with the id it keeps, and asks for no automatic answer (RFC 3834 §5)', async () => {
  await withMailServer(undefined, async (smtp, received) => {
    assert.deepEqual(await smtp.send(MESSAGE, NAMED), { outcome: 'sent' });
    const [mail] = received;
    assert.equal(mail?.subject, MESSAGE.subject);
    assert.equal(mail?.text, MESSAGE.text);
    assert.match(String(mail?.html), /<p>Text<\/p>/);
    assert.equal(mail?.messageId, '<mail-1@auth.test>');
    assert.equal(mail?.headers.get('auto-submitted'), 'auto-generated');
  });
});

test('the mailbox of a developer keeps the newest hundred', async () => {
  const mailbox = createMailbox(() => 5);
  for (let index = 0; index < 120; index += 1) await mailbox.send(MESSAGE, { ...NAMED, id: `m${index}` });
  assert.equal(mailbox.list().length, 100);
  assert.deepEqual(mailbox.list()[0], { ...MESSAGE, id: 'm119', tenant_id: 't-acme', at: 5 });
});

test('what an older version sealed as something else is no mail', () => {
  assert.deepEqual(readMessage(MESSAGE), MESSAGE);
  for (const name of Object.keys(MESSAGE)) assert.equal(readMessage({ ...MESSAGE, [name]: 1 }), undefined);
});

const HOSTILE = '{{7*7}} $' + '{7*7} <a href=//evil.test>x</a> "\'`';

test('XS-07 PR-09 names and devices in a mail are text, whatever they spell', () => {
  const look = { ...plainLook(en), site: HOSTILE };
  const mail = mailDocument(
    { kind: 'new_sign_in', at: 1_800_000_000, device: HOSTILE, address: HOSTILE },
    look,
  );
  assert.doesNotMatch(mail.html, /<a href=\/\/evil/);
  assert.match(mail.text, /\{\{7\*7\}\} \$\{7\*7\}/);
  assert.doesNotMatch(mail.html, /\b49\b/);
});

test('a mail has a button with words, what it says in the list of mails, and the address once more, small', () => {
  const link = 'https://acme.test/u/reset-verify?token=t';
  const mail = mailDocument(
    { kind: 'reset_password', link, minutes: 60 },
    { ...plainLook(en), site: 'Acme' },
  );
  assert.match(mail.html, /<a class="button" href="https:\/\/acme\.test[^>]*>Choose a new password<\/a>/);
  assert.match(mail.html, /open this address:<br><bdi dir="ltr">https:\/\/acme\.test/);
  assert.match(mail.html, /<body[^>]*>\n<div style="display:none[^>]*>Somebody asked for a new password/);
  assert.match(mail.html, /max-width:36rem/);
  assert.match(
    mail.text,
    /^Somebody asked .*\n\nChoose a new password:\nhttps:\/\/acme\.test\/u\/reset-verify\?token=t\n\nIt is good for 1 hour\.\n\n/,
  );
  assert.doesNotMatch(mail.text, /[<>]/);
});

test('a mail is dark where its reader is, in colours of the tenant that can be read', () => {
  const branding = { primary_color: '#ffcc00', logo_url: 'https://acme.test/logo.svg' };
  const facts = { kind: 'login_link', link: 'https://acme.test/x' } as const;
  const { html } = mailDocument(facts, { ...plainLook(en), branding, site: 'Acme' });
  assert.match(html, /<meta name="color-scheme" content="light dark">/);
  assert.match(html, /@media \(prefers-color-scheme:dark\)\{\.page\{background:#[0-9a-f]{6}!important/);
  const colours = [...html.matchAll(/background:(#[0-9a-f]{6})(?:!important)?;color:(#[0-9a-f]{6})/g)];
  assert.ok(colours.length >= 4, 'page and button, twice');
  for (const [pair, ground = '', words = ''] of colours) assert.ok(contrast(ground, words) >= 4.5, pair);
  assert.match(html, /<img class="logo" src="https:\/\/acme\.test\/logo\.svg" alt="Acme"/);
});

test('a notice tells the time where its reader lives, and in UTC where nobody knows the place', () => {
  const look = { ...plainLook(en), site: 'Acme' };
  const told = (time_zone?: string) =>
    mailDocument({ kind: 'new_sign_in', at: 1_800_000_000, time_zone }, look).text;
  assert.match(told('Europe/Zurich'), /When: January 15, 2027 at 9:00:00\sAM GMT\+1/);
  for (const zone of [undefined, '', 'Moon/Sea', HOSTILE]) assert.match(told(zone), /8:00:00\sAM UTC/);
});

for (const language of LOCALES) {
  test(`every kind of mail in ${language}: link or code stand in both bodies, and it says why it came`, () => {
    const text = chooseText(language, undefined);
    const look = { ...plainLook(text), site: 'Acme' };
    for (const kind of Object.keys(en.mail.kinds) as (keyof typeof en.mail.kinds)[]) {
      const facts = { kind, link: 'https://acme.test/x?token=t', code: '123456', minutes: 10 };
      const mail = mailDocument(facts, look);
      for (const body of [mail.text, mail.html]) {
        assert.ok(body.includes(facts.link) && body.includes(facts.code), kind);
        assert.ok(body.includes('Acme') && body.includes('10'), kind);
      }
      assert.match(mail.html, new RegExp(`lang="${text.language}" dir="${text.direction}"`));
      assert.ok(mail.subject.length > 8 && mail.subject.length < 100, mail.subject);
    }
  });
}

/**
 * `tacit mail test` as an operator runs it: what a mail server says to it is said in words, with what to do and the exit code.
 */
import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:net';
import { test } from 'node:test';
import { listening, mailServer } from '../../server/test/mail/mail-servers.ts';
import { type Outcome, operatorHere, saysTheSame } from './operator.ts';

const PASSWORD = 'hunter2-hunter2';
const TO = 'alice@example.com';

const answering = (responseCode: number, message: string) =>
  Object.assign(new Error(message), { responseCode });

type Case = {
  readonly what: string;
  readonly server: () => Server;
  readonly url?: (port: number) => string;
  readonly env?: Readonly<Record<string, string>>;
  readonly says: RegExp;
};

const IN_CLEAR = { TACIT_UNSAFE_SMTP_WITHOUT_TLS: 'true' };

const REFUSED: readonly Case[] = [
  {
    what: 'a wrong password',
    server: () =>
      mailServer({ onAuth: (_auth, _session, done) => done(answering(535, '5.7.8 bad credentials')) }),
    env: IN_CLEAR,
    says: /it refuses user and password: see TACIT_SMTP_URL.*\nEAUTH 535: 535 5\.7\.8 bad credentials$/,
  },
  {
    what: 'a sender it does not take',
    server: () =>
      mailServer({ onMailFrom: (_address, _session, done) => done(answering(553, 'not your address')) }),
    env: IN_CLEAR,
    says: /it refuses the sender no-reply@auth\.example\.com: see TACIT_MAIL_FROM.*\nEENVELOPE 553: 553 not your address$/,
  },
  {
    what: 'a recipient it does not take',
    server: () =>
      mailServer({ onRcptTo: (_address, _session, done) => done(answering(550, 'no such user')) }),
    env: IN_CLEAR,
    says: /it refuses the recipient alice@example\.com\.\nEENVELOPE 550: 550 no such user$/,
  },
  {
    what: 'a recipient that is put off',
    server: () => mailServer({ onRcptTo: (_address, _session, done) => done(answering(451, 'greylisted')) }),
    env: IN_CLEAR,
    says: /it puts the recipient .* off, as for greylisting: try again in some minutes\.\nEENVELOPE 451: 451 greylisted$/,
  },
  {
    what: 'what is in the mail',
    server: () =>
      mailServer({
        onData: (stream, _session, done) =>
          stream.resume().once('end', () => done(answering(554, '5.7.1 looks like spam'))),
      }),
    env: IN_CLEAR,
    says: /it refuses what is in the mail\.\nEMESSAGE 554: 554 5\.7\.1 looks like spam$/,
  },
  {
    what: 'no TLS where it must be',
    server: () => mailServer(),
    says: /it offers no TLS that can be used.*\nETLS/,
  },
  {
    what: 'a certificate that is not to be trusted',
    server: () => mailServer({ disabledCommands: [] }),
    says: /its certificate (?:is not trusted|has expired): .*\n\w+ \w*(?:SELF_SIGNED|VERIFY|EXPIRED)\w*: /,
  },
  {
    what: 'TLS from the beginning, to one that begins in clear',
    server: () => mailServer(),
    url: (port) => `smtps://user:${PASSWORD}@127.0.0.1:${port}`,
    says: /it does not begin with TLS: say smtp:\/\//,
  },
  {
    what: 'one that hangs up',
    server: () => createServer((socket) => socket.destroy()),
    env: IN_CLEAR,
    says: /it hangs up: see host and port of TACIT_SMTP_URL|cannot be reached/,
  },
  {
    what: 'something that is no mail server',
    server: () => createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')),
    env: IN_CLEAR,
    says: /it does not speak SMTP: see host and port of TACIT_SMTP_URL\.\nEPROTOCOL/,
  },
  {
    what: 'nobody who listens',
    server: () => mailServer(),
    url: () => `smtp://user:${PASSWORD}@127.0.0.1:1`,
    says: /^127\.0\.0\.1:1: nobody listens there: see host and port of TACIT_SMTP_URL\.\nESOCKET ECONNREFUSED: /m,
  },
  {
    what: 'a host that nobody knows',
    server: () => mailServer(),
    url: () => `smtp://user:${PASSWORD}@mail.invalid`,
    says: /^mail\.invalid:587: its host is not known: see TACIT_SMTP_URL/m,
  },
];

const ELSEWHERE = { TACIT_BASE_URL: 'https://auth.example.com' };

function isRefused({ code, stdout, stderr }: Outcome, says: RegExp): void {
  assert.match(stderr.trimEnd(), says);
  assert.deepEqual([code, stdout], [1, '']);
  assert.doesNotMatch(stderr, new RegExp(`${PASSWORD}|^ +at `, 'm'));
}

for (const { what, server, url, env = {}, says } of REFUSED) {
  test(`a mail server is said: ${what}`, { timeout: 60_000 }, async (t) => {
    const { tacit } = await operatorHere(t);
    const port = await listening(t, server());
    const TACIT_SMTP_URL = url?.(port) ?? `smtp://user:${PASSWORD}@127.0.0.1:${port}`;
    isRefused(await tacit(['mail', 'test', TO], { ...ELSEWHERE, ...env, TACIT_SMTP_URL }), says);
  });
}

test('without a mail server nothing is tried, and it is said where mails are', {
  timeout: 60_000,
}, async (t) => {
  const place = await operatorHere(t);
  const { tacit } = place;
  await saysTheSame(place, ['mail', 'test', TO]);
  isRefused(
    await tacit(['mail', 'test', TO]),
    /^TACIT_SMTP_URL is not set: .* \/dev\/mailbox of the tenant\.$/,
  );
  isRefused(
    await tacit(['mail', 'test', TO], ELSEWHERE),
    /^TACIT_SMTP_URL is not set: .* nobody can reset a password\.$/,
  );
});

test('what is no address, no tenant or no call is refused before anybody is asked', {
  timeout: 60_000,
}, async (t) => {
  const { tacit } = await operatorHere(t);
  const env = { TACIT_SMTP_URL: 'smtp://mail.invalid' };
  for (const to of ['alice', 'alice@example.com,bob@example.com', 'Alice <alice@example.com>'])
    isRefused(await tacit(['mail', 'test', to], env), /is not one address, as alice@example\.com is\.$/);
  isRefused(await tacit(['mail', 'test', TO, '--tenant', 'acme'], env), /^There is no tenant acme/);
  assert.equal((await tacit(['mail', 'test'], env)).code, 2);
  assert.equal((await tacit(['mail', 'tset', TO], env)).code, 2);
});

test('a mail that is taken is said with the words of the server, from the sender of the tenant', {
  timeout: 60_000,
}, async (t) => {
  const { tacit } = await operatorHere(t);
  const senders: string[] = [];
  const port = await listening(
    t,
    mailServer({
      onMailFrom({ address }, _session, done) {
        senders.push(address);
        done();
      },
      onAuth: ({ password }, _session, done) =>
        password === PASSWORD ? done(null, { user: 'u' }) : done(new Error('no')),
      onData: (stream, _session, done) => stream.resume().once('end', () => done(null, 'queued as 4711')),
    }),
  );
  const env = { ...IN_CLEAR, TACIT_SMTP_URL: `smtp://user:${PASSWORD}@127.0.0.1:${port}` };
  const { code, stdout, stderr } = await tacit(['mail', 'test', TO], {
    ...env,
    TACIT_MAIL_FROM: 'Us <us@acme.test>',
  });
  assert.equal(code, 0, stderr);
  assert.match(
    stdout,
    /^127\.0\.0\.1:\d+ took a mail from Us <us@acme\.test> to alice@example\.com: 250 queued as 4711\n/,
  );
  assert.match(stderr, /^Warning: Mail goes to the mail server in clear/);
  assert.equal((await tacit(['tenants', 'create', 'acme.us'])).code, 0);
  assert.equal((await tacit(['settings', 'set', '--mail_from', 'acme@acme.test'])).code, 0);
  assert.equal((await tacit(['mail', 'test', TO, '--tenant', 'acme'], env)).code, 0);
  assert.deepEqual(senders, ['us@acme.test', 'acme@acme.test']);
});

/**
 * The mail server of a tenant's own, by Auth0's names: refusals first.
 */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { after, before, test } from 'node:test';
import { type ParsedMail, simpleParser } from 'mailparser';
import { EMAIL } from '../databases/credentials.ts';
import { mailServer } from '../mail/mail-servers.ts';
import { mailsTo } from '../mail/mails.ts';
import { portOf } from '../ports.ts';
import { type Api, mistakesOf, startApi } from './api.ts';

const BOB = 'bob@acme.test';
const CAROL = 'carol@globex.test';

const PASSWORD = 'pass-of-the-mail-server';

const received: { readonly mail: ParsedMail; readonly from: string }[] = [];
const open = mailServer({
  authOptional: false,
  onAuth: ({ username, password }, _session, done) =>
    username === 'acme' && password === PASSWORD ? done(null, { user: 'acme' }) : done(new Error('no')),
  onData: (stream, { envelope }, done) => {
    simpleParser(stream).then((mail) => {
      received.push({ mail, from: envelope.mailFrom ? envelope.mailFrom.address : '' });
      done();
    }, done);
  },
});
/** Takes a connection and says nothing. */
const sockets = new Set<Socket>();
const silent = createServer((socket) => void sockets.add(socket.on('error', () => undefined)));

let api: Api;
before(async () => {
  for (const server of [open, silent]) {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  }
  const unsafeOutboundHosts = [open, silent].map((server) => `127.0.0.1:${portOf(server)}`);
  api = await startApi({ unsafeOutboundHosts });
});
after(async () => {
  for (const socket of sockets) socket.destroy();
  await api.stack.close();
  for (const server of [open, silent]) server.close();
});

const provider = (smtp_port: number, more: object = {}) => ({
  name: 'smtp',
  enabled: true,
  default_from_address: 'no-reply@acme.test',
  credentials: { smtp_host: '127.0.0.1', smtp_port, smtp_user: 'acme', smtp_pass: PASSWORD, ...more },
});

async function askForMail(tenant: string, email: string, client_id = 'spa1') {
  const asked = { client_id, connection: 'Username-Password-Authentication', email };
  const headers = { 'content-type': 'application/json' };
  const answer = await api.stack
    .browser(tenant)
    .send('/dbconnections/change_password', { method: 'POST', headers, body: JSON.stringify(asked) });
  assert.equal(answer.status, 200, answer.body);
}

async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 10_000;
  while (!(await holds())) {
    assert.ok(Date.now() < end, what);
    await new Promise((settle) => setTimeout(settle, 20));
  }
}

const REFUSED: readonly (readonly [what: string, change: object, path: string, says: RegExp])[] = [
  [
    'SF-01 a private host',
    { credentials: { smtp_host: '10.0.0.5', smtp_port: 25 } },
    'credentials.smtp_host',
    /public/,
  ],
  [
    'SF-01 this machine',
    { credentials: { smtp_host: '127.1', smtp_port: 587 } },
    'credentials.smtp_host',
    /public/,
  ],
  [
    'SF-01 a name of this network',
    { credentials: { smtp_host: 'mail', smtp_port: 587 } },
    'credentials.smtp_host',
    /public/,
  ],
  [
    'SF-01 another port',
    { credentials: { smtp_host: 'mail.acme.test', smtp_port: 6379 } },
    'credentials.smtp_host',
    /25, 465, 587 or 2525/,
  ],
  [
    'a scheme',
    { credentials: { smtp_host: 'smtp://mail.acme.test', smtp_port: 25 } },
    'credentials.smtp_host',
    /must be a host/,
  ],
  [
    'two lines',
    { credentials: { smtp_host: 'a.test\r\nX: y', smtp_port: 25 } },
    'credentials.smtp_host',
    /must/,
  ],
  [
    'a port that is none',
    { credentials: { smtp_host: 'mail.acme.test', smtp_port: 'x' } },
    'credentials.smtp_port',
    /must/,
  ],
  [
    'a user without a password',
    { credentials: { smtp_host: 'mail.acme.test', smtp_port: 587, smtp_user: 'u' } },
    'credentials.smtp_user',
    /smtp_pass/,
  ],
  [
    'a password of nobody',
    { credentials: { smtp_host: 'mail.acme.test', smtp_port: 587, smtp_pass: 'x' } },
    'credentials.smtp_pass',
    /nobody/,
  ],
  ['no host', { credentials: { smtp_port: 587 } }, 'credentials', /host/],
  [
    'an API',
    { name: 'sendgrid', credentials: { api_key: 'x' } },
    'name',
    /smtp\.sendgrid\.net, smtp_user apikey/,
  ],
  ['what there is not', { name: 'pigeon' }, 'name', /can only be smtp/],
  ['two senders', { default_from_address: 'a@b.test\r\nBcc: c@d.test' }, 'default_from_address', /must/],
  ['a slip', { enable: true }, 'enable', /did you mean enabled/],
  ['a setting', { settings: { headers: { 'X-SES-Configuration-Set': 'x' } } }, 'settings', /empty/],
];

test('SF-01 a mail server that is wrong is refused with its place, and nothing is written', async () => {
  for (const [what, change, path, says] of REFUSED) {
    const { status, body } = await api.call('POST', '/emails/provider', { ...provider(587), ...change });
    assert.equal(status, 400, what);
    const found = body.mistakes.find((one: { path: readonly string[] }) => one.path.join('.') === path);
    assert.match(found?.message ?? JSON.stringify(body), says, what);
  }
  assert.equal((await api.call('GET', '/emails/provider')).body.errorCode, 'inexistent_email_provider');
  assert.equal((await api.call('PATCH', '/emails/provider', { enabled: false })).status, 404);
  assert.equal((await api.call('DELETE', '/emails/provider')).status, 404);
});

test('mail of a tenant goes by its own server; the password is told to that server and to nobody', async () => {
  const made = await api.call('POST', '/emails/provider', provider(portOf(open)));
  assert.equal(made.status, 201, JSON.stringify(made.body));
  const { smtp_pass: _, ...credentials } = provider(portOf(open)).credentials;
  assert.deepEqual(made.body, { ...provider(portOf(open)), credentials, settings: {} });
  assert.deepEqual((await api.call('GET', '/emails/provider')).body, made.body);
  assert.equal((await api.call('POST', '/emails/provider', provider(portOf(open)))).status, 409);

  await askForMail('acme', EMAIL);
  await until('the mail comes', () => received.length === 1);
  assert.equal(received[0]?.from, 'no-reply@acme.test');
  assert.match(received[0]?.mail.text ?? '', /reset-password\/choose\?token=/);
  assert.equal((await mailsTo(api.stack, EMAIL, { count: 0 })).length, 0, 'and by no other way');

  const { body: logs } = await api.call('GET', '/logs?per_page=100');
  const { body: settings } = await api.call('GET', '/tenants/settings');
  for (const text of [api.stack.logged(), JSON.stringify([logs, settings])])
    assert.doesNotMatch(text, new RegExp(`${PASSWORD}|mail_provider_sealed`));
});

test('a password is for the server that it was told for: another host is told it anew', async () => {
  for (const credentials of [
    { smtp_host: 'mail.evil.test', smtp_port: 587 },
    { smtp_port: portOf(silent) },
    { smtp_user: 'other' },
  ])
    assert.deepEqual(await mistakesOf(api, 'PATCH', '/emails/provider', { credentials }), [
      'credentials.smtp_user',
    ]);
  const same = await api.call('PATCH', '/emails/provider', {
    default_from_address: 'Acme <hello@acme.test>',
    credentials: { smtp_host: '127.0.0.1', smtp_port: String(portOf(open)) },
  });
  assert.equal(same.status, 200, JSON.stringify(same.body));
  await askForMail('acme', EMAIL);
  await until('the mail comes', () => received.length === 2);
  assert.equal(received[1]?.from, 'hello@acme.test');
});

test('while it fails the mails of others go out; the log says whose it is, and that it is over', async () => {
  const silenced = await api.call('PATCH', '/emails/provider', provider(portOf(silent)));
  assert.equal(silenced.status, 200, JSON.stringify(silenced.body));
  for (const email of [BOB, EMAIL, BOB]) await askForMail('acme', email);
  await until('it is connected to', () => sockets.size > 0);
  const shop = { name: 'Shop', app_type: 'spa', callbacks: ['https://globex.test/cb'] };
  const { client_id } = (await api.call('POST', '/clients', shop, { tenant: 'globex' })).body;
  await askForMail('globex', CAROL, client_id);
  await mailsTo(api.stack, CAROL, { tenant: 'globex' });
  assert.ok(sockets.size <= 2, 'of a tenant few are under way at once');
  for (const socket of sockets) socket.destroy();
  await until('the log tells', () => /waits for its own mail server/.test(api.stack.logged()));
  const line =
    api.stack
      .logged()
      .split('\n')
      .find((one) => /waits for its own/.test(one)) ?? '';
  assert.match(line, /"tenant":"acme\.us".*smtp_host/);
  assert.doesNotMatch(line, /127\.0\.0\.1|alice/);

  assert.equal((await api.call('PATCH', '/emails/provider', provider(portOf(open)))).status, 200);
  api.stack.clock.now += 400;
  await askForMail('acme', BOB);
  await until('it takes mail again', () => /takes mail again/.test(api.stack.logged()));
});

test('what is off is kept; what is deleted is gone, and mail goes by the server’s own', async () => {
  const off = await api.call('PATCH', '/emails/provider', { enabled: false });
  assert.equal(off.body.enabled, false);
  const { length } = await mailsTo(api.stack, BOB, { count: 0 });
  await askForMail('acme', BOB);
  await mailsTo(api.stack, BOB, { count: length + 1 });
  assert.equal((await api.call('DELETE', '/emails/provider')).status, 204);
  assert.equal((await api.call('GET', '/emails/provider')).status, 404);
  await askForMail('acme', BOB);
  await mailsTo(api.stack, BOB, { count: length + 2 });
});

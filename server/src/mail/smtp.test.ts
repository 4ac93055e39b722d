/**
 * Mail servers that are not there, slow to be trusted, or die: what the way to them makes of it.
 */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { test } from 'node:test';
import { SMTPServer } from 'smtp-server';
import { MESSAGE, NAMED } from '../../test/mail/mail-servers.ts';
import { portOf } from '../../test/ports.ts';
import { createSmtp } from './smtp.ts';
import type { Transport } from './transport.ts';

/** Runs with a server for SMTP of one's own, and a way to it. */
async function withServer(
  server: Server,
  { url = 'smtp://127.0.0.1', insecure = true }: { readonly url?: string; readonly insecure?: boolean },
  run: (smtp: Transport) => Promise<void>,
): Promise<void> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const smtp = createSmtp(`${url}:${portOf(server)}`, { insecure, host: 'auth.test' });
  try {
    await run(smtp);
  } finally {
    smtp.close();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  }
}

function smtpServer(options: ConstructorParameters<typeof SMTPServer>[0]): Server {
  return new SMTPServer({ disabledCommands: ['STARTTLS'], allowInsecureAuth: true, ...options }).server;
}

test('the way to a mail server is tried without a mail', async () => {
  const open = smtpServer({ authOptional: true });
  await withServer(open, {}, async (smtp) => assert.deepEqual(await smtp.check?.(), { outcome: 'sent' }));
  const guarded = smtpServer({
    onAuth: ({ password }, _session, done) =>
      password === 'right' ? done(null, { user: 'u' }) : done(new Error('no')),
  });
  await withServer(guarded, { url: 'smtp://u:right@127.0.0.1' }, async (smtp) =>
    assert.deepEqual(await smtp.check?.(), { outcome: 'sent' }),
  );
});

test('a mail server that is not there, refuses the password, has no TLS or speaks something else is found out', async () => {
  const refuses = smtpServer({ onAuth: (_auth, _session, done) => done(new Error('no')) });
  await withServer(refuses, { url: 'smtp://u:wrong@127.0.0.1' }, async (smtp) =>
    assert.deepEqual(await smtp.check?.(), { outcome: 'later', why: 'EAUTH 535' }),
  );
  await withServer(smtpServer({ authOptional: true }), { insecure: false }, async (smtp) =>
    assert.match((await smtp.check?.())?.why ?? '', /^ETLS/),
  );
  const web = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
  await withServer(web, {}, async (smtp) => assert.match((await smtp.check?.())?.why ?? '', /^EPROTOCOL/));
  const hangsUp = createServer((socket) => socket.destroy());
  await withServer(hangsUp, {}, async (smtp) =>
    assert.match((await smtp.check?.())?.why ?? '', /^E(?:CONNECTION|SOCKET)/),
  );
  const gone = createServer();
  await withServer(gone, {}, async (smtp) => {
    await new Promise<void>((resolve) => gone.close(() => resolve()));
    assert.deepEqual(await smtp.check?.(), { outcome: 'later', why: 'ESOCKET ECONNREFUSED' });
  });
});

test('F-19 a server that hangs up after each mail is left to the outbox: the mail is sent it once, and may be again', async () => {
  const seen = { mails: 0 };
  const dies: Server = smtpServer({
    authOptional: true,
    onData: (stream) => {
      seen.mails += 1;
      stream.resume();
      stream.once('end', () => {
        for (const socket of sockets) socket.resetAndDestroy();
      });
    },
  });
  const sockets: Socket[] = [];
  dies.on('connection', (socket: Socket) => void sockets.push(socket));
  await withServer(dies, {}, async (smtp) => {
    const { outcome, why } = await smtp.send(MESSAGE, NAMED);
    assert.equal(outcome, 'later');
    assert.match(why ?? '', /^E(?:CONNECTION|SOCKET)/);
  });
  assert.equal(seen.mails, 1);
});

test('F-19 a check of a server that says nothing ends when the process does', async () => {
  const sockets: Socket[] = [];
  const silent = createServer((socket) => void sockets.push(socket.on('error', () => {})));
  await withServer(silent, {}, async (smtp) => {
    const check = smtp.check?.();
    await once(silent, 'connection');
    smtp.close();
    assert.equal((await check)?.outcome, 'later');
    for (const socket of sockets) socket.destroy();
  });
});

/**
 * Mail to a mail server that takes its time: two servers on one database, and a server that is told to end meanwhile.
 */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { type Logger, pino } from 'pino';
import { SMTPServer } from 'smtp-server';
import { createSeal } from '../../src/keys/seal.ts';
import { serve } from '../../src/main.ts';
import { forEachEmptyDatabase } from '../databases/databases.ts';
import { freePort } from '../ports.ts';
import { type Stack, startStack } from '../stack.ts';
import { UserAgent } from '../user-agent.ts';

/** Takes a mail when `takes` says so; until then it is on its way. */
async function startMailServer(takes: (server: { readonly taken: number }) => Promise<void>) {
  const taken: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: async (stream, session, done) => {
      stream.resume();
      await once(stream, 'end');
      await takes({ taken: taken.length });
      taken.push(...session.envelope.rcptTo.map(({ address }) => address));
      done();
    },
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `smtp://127.0.0.1:${port}`,
    taken,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

async function addMails(stack: Stack, count: number): Promise<void> {
  const seal = createSeal(Buffer.alloc(32, 7));
  const context = { purpose: 'mail', tenant_id: 't-acme' } as const;
  const { outbox } = stack.storage.tenant('t-acme');
  for (let index = 0; index < count; index += 1) {
    const message = { to: `u${index}@acme.test`, from: 'a@acme.test', subject: 's', text: 't', html: 'h' };
    const sealed = seal.seal(context, message);
    await outbox.add({ mail_id: `mail-${index}`, sealed, expires_at: stack.clock.now + 86_400 });
  }
}

/** Another server on the same database. */
async function startOther(stack: Stack, log: Logger) {
  const port = await freePort();
  const server = await serve({ config: { ...stack.config, port }, log, now: () => stack.clock.now });
  return { server, browser: new UserAgent({ port, host: stack.host('acme') }) };
}

/** Has a mail composed, behind which the server looks into the outbox. */
async function ring(browser: UserAgent): Promise<void> {
  const page = await browser.post('/reset-password', { username: 'bob@acme.test', action: 'send' });
  assert.equal(page.status, 200);
}

async function until(isTrue: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isTrue())) await turn();
}

forEachEmptyDatabase(
  '50 mails by SMTP that takes a second each go out once, from two servers',
  async ({ databaseUrl }) => {
    const running: { stack?: Stack; other?: UserAgent } = {};
    const smtp = await startMailServer(async ({ taken }) => {
      if (running.stack) running.stack.clock.now += 1;
      // In the middle of it the other server looks for mail, again and again.
      if (running.other && taken % 5 === 4 && taken < 40) await ring(running.other);
    });
    const stack = await startStack({ databaseUrl, smtpUrl: smtp.url });
    const other = await startOther(stack, pino({ level: 'silent' }));
    Object.assign(running, { stack, other: other.browser });
    await addMails(stack, 50);
    await ring(stack.browser());
    const sent = () => smtp.taken.filter((to) => to.startsWith('u'));
    await until(() => new Set(sent()).size === 50);
    await other.server.close();
    await stack.close();
    await smtp.close();
    assert.deepEqual(sent().toSorted(), [...new Set(sent())].toSorted());
  },
);

forEachEmptyDatabase(
  'SIGTERM while a mail is on its way: it is waited for, goes out once and nothing is an error',
  async ({ databaseUrl }) => {
    const ends: (() => void)[] = [];
    const smtp = await startMailServer(() => new Promise((resolve) => ends.push(resolve)));
    const stack = await startStack({ databaseUrl, smtpUrl: smtp.url });
    const lines: string[] = [];
    const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) });
    // The first server has nothing to send: it is not rung for.
    const other = await startOther(stack, log);
    await ring(other.browser);
    await until(() => ends.length === 1);
    const closed = other.server.close();
    for (let turns = 0; turns < 50; turns += 1) await turn();
    ends[0]?.();
    await closed;
    stack.clock.now += 3_000;
    assert.equal(await stack.storage.mails.claim(), undefined, 'what was sent is written down');
    assert.deepEqual(
      lines.filter((line) => JSON.parse(line).level >= 50),
      [],
    );
    assert.equal(smtp.taken.length, 1);
    await stack.close();
    await smtp.close();
  },
);

/** What a mail server does with one connection after the other; the last of them with all that follow. */
type Manners = 'takes' | 'is busy' | 'takes and hangs up' | 'refuses';

/** A mail server with manners of its own, at a port that is free while it is down. */
async function startMannered(manners: readonly Manners[], port: number) {
  const taken: { readonly to: string; readonly id: string }[] = [];
  let mails = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: async (stream, session, done) => {
      const manner = manners[Math.min(mails, manners.length - 1)];
      mails += 1;
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      await once(stream, 'end');
      const [, id = ''] = /^message-id: (.*)$/im.exec(Buffer.concat(chunks).toString()) ?? [];
      const codes = { 'is busy': 451, refuses: 554 } as const;
      if (manner === 'is busy' || manner === 'refuses')
        return done(Object.assign(new Error('not now, alice@acme.test'), { responseCode: codes[manner] }));
      taken.push(...session.envelope.rcptTo.map(({ address }) => ({ to: address, id: id.trim() })));
      // As a machine that dies: its TCP connection is reset, and nothing is answered.
      if (manner === 'takes and hangs up')
        for (const { _socket } of connectionsOf(server)) _socket.resetAndDestroy();
      else done();
    },
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return { taken, close: () => new Promise<void>((resolve) => server.close(() => resolve())) };
}

function connectionsOf(server: SMTPServer): Iterable<{ readonly _socket: Socket }> {
  return Object(server).connections;
}

type Line = {
  readonly level: number;
  readonly msg: string;
  readonly why?: string;
  readonly waiting?: number;
};

function linesOf(stack: Stack): readonly Line[] {
  return stack
    .logged()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

const warned = (stack: Stack) => linesOf(stack).filter(({ level }) => level === 40);
const isTold = (stack: Stack, msg: RegExp) => linesOf(stack).some((line) => msg.test(line.msg));

test('F-19 a mail server that is down is told of at the start and at the first mail, which goes out when it is back', async () => {
  const port = await freePort();
  const stack = await startStack({ smtpUrl: `smtp://127.0.0.1:${port}`, logLevel: 'info' });
  const running: { smtp?: Awaited<ReturnType<typeof startMannered>> } = {};
  try {
    await until(() => isTold(stack, /^the mail server was tried/));
    await ring(stack.browser());
    await until(() => isTold(stack, /^mail waits for the mail server/));
    assert.deepEqual(
      warned(stack).map(({ why, waiting }) => [why, waiting]),
      [
        ['ESOCKET ECONNREFUSED', undefined],
        ['ESOCKET ECONNREFUSED', 1],
      ],
    );
    assert.ok(warned(stack).every(({ msg }) => msg.includes('TACIT_SMTP_URL')));
    running.smtp = await startMannered(['takes'], port);
    stack.clock.now += 15;
    await ring(stack.browser());
    await until(() => isTold(stack, /^mail goes out again$/) && running.smtp?.taken.length === 2);
    assert.equal(warned(stack).length, 2);
  } finally {
    await stack.close();
    await running.smtp?.close();
  }
  assert.doesNotMatch(stack.logged(), /bob@acme|"level":50/);
});

test('F-19 a mail server that is busy for a while gets each mail once, and is told of once a minute', async () => {
  const port = await freePort();
  const smtp = await startMannered(['is busy', 'is busy', 'takes'], port);
  const stack = await startStack({ smtpUrl: `smtp://127.0.0.1:${port}`, logLevel: 'info' });
  try {
    await ring(stack.browser());
    await until(() => warned(stack).length === 1);
    assert.match(warned(stack)[0]?.why ?? '', /451/);
    stack.clock.now += 60;
    await ring(stack.browser());
    await until(() => warned(stack).length === 2);
    stack.clock.now += 60;
    await ring(stack.browser());
    await until(() => smtp.taken.length === 3);
  } finally {
    await stack.close();
    await smtp.close();
  }
  assert.equal(new Set(smtp.taken.map(({ id }) => id)).size, smtp.taken.length, 'no mail came twice');
});

test('F-19 a mail server that takes a mail and dies gets it a second time, under the same Message-ID, and no third', async () => {
  const port = await freePort();
  const smtp = await startMannered(['takes and hangs up', 'takes'], port);
  const stack = await startStack({ smtpUrl: `smtp://127.0.0.1:${port}`, logLevel: 'info' });
  try {
    await ring(stack.browser());
    await until(() => warned(stack).length === 1);
    stack.clock.now += 15;
    await ring(stack.browser());
    await until(() => smtp.taken.length === 3);
    const copies = Map.groupBy(smtp.taken, ({ id }) => id);
    assert.deepEqual([...copies.values()].map(({ length }) => length).toSorted(), [1, 2]);
    stack.clock.now += 3_600;
    assert.equal(await stack.storage.mails.claim(), undefined);
  } finally {
    await stack.close();
    await smtp.close();
  }
});

test('F-19 a mail that is refused for good is told of, without its address, and not sent again', async () => {
  const port = await freePort();
  const smtp = await startMannered(['refuses'], port);
  const stack = await startStack({ smtpUrl: `smtp://127.0.0.1:${port}`, logLevel: 'info' });
  try {
    await ring(stack.browser());
    await until(() => warned(stack).length === 1);
    assert.match(warned(stack)[0]?.msg ?? '', /refused for good/);
    assert.match(warned(stack)[0]?.why ?? '', /554/);
    stack.clock.now += 3_600;
    assert.equal(await stack.storage.mails.claim(), undefined);
    assert.doesNotMatch(stack.logged(), /alice@|bob@/);
  } finally {
    await stack.close();
    await smtp.close();
  }
});

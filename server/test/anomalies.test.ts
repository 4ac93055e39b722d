/**
 * What is not an attack and happens all the same: the database gone, the disk full, the clock set back, a form sent
 * twice, a sender that stops half-way.
 */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, test } from 'node:test';
import { getRequestListener } from '@hono/node-server';
import { pino } from 'pino';
import { createApp } from '../src/app.ts';
import type { Deps } from '../src/deps.ts';
import { createDocuments } from '../src/http/documents.ts';
import { createOutbound } from '../src/http/outbound.ts';
import { createClientKeys } from '../src/keys/client-keys.ts';
import { createKeys } from '../src/keys/keys.ts';
import { createSeal } from '../src/keys/seal.ts';
import { createSubjects } from '../src/keys/subjects.ts';
import { createPostOffice } from '../src/mail/post-office.ts';
import { createPasswords } from '../src/passwords/passwords.ts';
import { err } from '../src/protocol/result.ts';
import { Secret } from '../src/protocol/secret.ts';
import { TENANT_SETTINGS_DEFAULTS } from '../src/protocol/tenant.ts';
import { openStorage } from '../src/storage/storage.ts';
import { createTenants } from '../src/tenants/tenants.ts';
import { ALICE, B0, policyOf, sendRaw, signIn, silently, statusOf, THIRD_PARTY } from './attacks/requests.ts';
import { api, CLIENTS, freePort, PASSWORD, type Stack, startStack } from './stack.ts';
import { type Answer, fragment, hiddenFields, UserAgent } from './user-agent.ts';

let stack: Stack;
before(async () => {
  stack = await startStack();
});
after(() => stack.close());

/** A server whose parts can be broken from the outside, with a database file that another connection can open. */
async function startBreakable() {
  const directory = await mkdtemp(join(tmpdir(), 'tacit-anomaly-'));
  const file = join(directory, 'tacit.db');
  const port = await freePort();
  const now = () => Math.floor(Date.now() / 1000);
  const lines: string[] = [];
  const onError = (error: unknown) => void lines.push(String(error));
  const storage = await openStorage({ databaseUrl: `sqlite:${file}`, now, onError });
  const settings = TENANT_SETTINGS_DEFAULTS;
  await storage.tenants.save({ tenant_id: 't-acme', name: 'acme', region: 'us', settings });
  const records = storage.tenant('t-acme');
  for (const client of CLIENTS) await records.clients.save(client);
  await records.resourceServers.save(api(B0.audience, ['read:a']));
  const passwords = createPasswords({ threads: 1 });
  const hash = await passwords.hash(new Secret(PASSWORD));
  await records.users.save({ sub: 'auth0|1', blocked: false, claims: { email: ALICE.username } }, hash);
  const seal = createSeal(new Uint8Array(32).fill(7));
  const keys = createKeys({ storage, seal, now });
  await keys.ensure('t-acme');
  const config: Deps['config'] = {
    port,
    host: '127.0.0.1',
    databaseUrl: `sqlite:${file}`,
    baseUrl: new URL(`http://auth.localhost:${port}`),
    homeRegion: 'us',
    masterKey: undefined,
    trustProxy: [],
    logLevel: 'info',
    unsafeOutboundHosts: [],
    auditRetentionDays: 90,
    signInRetentionDays: 90,
    smtpUrl: undefined,
    mailFrom: undefined,
    insecureSmtp: false,
  };
  const outbound = createOutbound({ unsafeHosts: [] });
  const app = createApp({
    config,
    storage,
    tenants: createTenants({ storage, config }),
    keys,
    seal,
    clientKeys: createClientKeys({ seal, now, fetchText: async () => err('there is no network') }),
    subjects: createSubjects(seal),
    outbound,
    documents: createDocuments({ outbound, now }),
    sessionsEnded: new EventTarget(),
    passwords,
    mail: await createPostOffice(config, now),
    log: pino({ level: 'info' }, { write: (line: string) => void lines.push(line) }),
    now,
    random: (bytes) => randomBytes(bytes).toString('base64url'),
  });
  const server = await listening(createServer(getRequestListener(app.fetch)), port);
  return {
    browser: () => new UserAgent({ port, host: `acme.us.auth.localhost:${port}` }),
    storage,
    database: new DatabaseSync(file),
    logged: () => lines.join(''),
    close: async () => {
      await new Promise((resolve) => server.close(resolve));
      await passwords.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

function listening(server: Server, port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

function hasTokens({ location, body }: Answer): boolean {
  return fragment(location)['access_token'] !== undefined || body.includes('access_token');
}

function isLoginPage(answer: Answer): boolean {
  return answer.status === 200 && answer.body.includes('id="login-submit"');
}

/** Whoever comes second is told so, and led on. */
function isAnsweredPage(answer: Answer): boolean {
  return answer.status === 400 && answer.body.includes('the interaction was answered already');
}

test('a database that is gone: not ready, a page that names the request, and the process lives', async () => {
  const broken = await startBreakable();
  try {
    const browser = broken.browser();
    assert.equal((await browser.send('/readyz')).status, 200);
    broken.database.close();
    await broken.storage.close();

    const readiness = await browser.send('/readyz');
    assert.deepEqual([readiness.status, readiness.body], [503, '{"status":"unavailable"}']);
    const answer = await browser.authorize({ ...B0, prompt: 'none' });
    const [, request_id] = /id="error-request">([^<]+)</.exec(answer.body) ?? [];
    assert.equal(answer.status, 500);
    assert.match(answer.body, /id="error-code">server_error</);
    assert.equal(answer.headers['x-request-id'], request_id);
    assert.ok(request_id && broken.logged().includes(request_id), 'the log knows it by the same name');
    assert.doesNotMatch(answer.body, /sqlite|database|node_modules|\.ts:/i);
    assert.match(policyOf(answer), /frame-ancestors 'none'/);
    assert.equal(answer.headers['x-frame-options'], 'DENY');
    assert.equal(answer.headers['cache-control'], 'no-store');
    assert.equal((await browser.send('/healthz')).status, 200);
  } finally {
    await broken.close();
  }
});

test('an event that cannot be recorded: no token and no session leaves, and once it can be, both do', async () => {
  const broken = await startBreakable();
  try {
    const browser = broken.browser();
    await signIn(browser);
    broken.database.exec(
      "create trigger full before insert on audit begin select raise(abort, 'disk full'); end",
    );
    const requests = [
      { ...B0, prompt: 'none' },
      { ...B0, response_mode: 'form_post' },
      { ...B0, prompt: 'none', response_mode: 'web_message' },
    ];
    for (const request of requests) {
      const answer = await browser.authorize(request);
      assert.equal(answer.status, 500);
      assert.equal(answer.location, '');
      assert.ok(!hasTokens(answer));
    }
    const stranger = broken.browser();
    const login = await stranger.signIn(await stranger.authorize(B0), ALICE);
    assert.equal(login.status, 500);
    assert.equal(login.headers['set-cookie'], undefined);
    assert.equal(await silently(stranger), 'login_required');

    broken.database.exec('drop trigger full');
    assert.equal(await silently(browser), 'tokens');
  } finally {
    broken.database.close();
    await broken.storage.close();
    await broken.close();
  }
});

test('a clock set back an hour: sessions live, a login that is asked for is asked for, nothing fails', async () => {
  const browser = stack.browser();
  await signIn(browser);
  const started = await browser.authorize({ ...B0, prompt: 'login' });
  stack.clock.now -= 3_600;
  assert.equal(await silently(browser), 'tokens');
  assert.ok(isLoginPage(await browser.authorize({ ...B0, max_age: '0' })));
  assert.ok(isLoginPage(await browser.authorize({ ...B0, prompt: 'login' })));
  assert.ok(hasTokens(await browser.signIn(started, ALICE)), 'what began before goes on');
  assert.ok(hasTokens(await signIn(stack.browser())));
  stack.clock.now += 3_600;
  assert.equal(await silently(browser), 'tokens');
});

test('a login form sent twice at the same moment is answered once', async () => {
  const browser = stack.browser();
  const page = await browser.authorize({ ...B0, prompt: 'login' });
  const fields = { ...hiddenFields(page.body), ...ALICE, action: 'login' };
  const sent = await Promise.all([browser.post('/login', fields), browser.post('/login', fields)]);
  const answers = await Promise.all(sent.map((answer) => browser.follow(answer)));
  assert.equal(answers.filter(hasTokens).length, 1);
  assert.equal(answers.filter(isAnsweredPage).length, 1, 'both began the same session');
});

test('a consent form sent twice at the same moment is answered once', async () => {
  const browser = stack.browser();
  await signIn(browser);
  const page = await browser.authorize({ ...THIRD_PARTY, prompt: 'consent' });
  const fields = { ...hiddenFields(page.body), action: 'accept' };
  const sent = await Promise.all([browser.post('/consent', fields), browser.post('/consent', fields)]);
  const answers = await Promise.all(sent.map((answer) => browser.follow(answer)));
  assert.equal(answers.filter(hasTokens).length, 1);
  assert.equal(answers.filter(isAnsweredPage).length, 1);
});

test('accept and deny at the same moment: one of them is the answer', async () => {
  const browser = stack.browser();
  await signIn(browser);
  const page = await browser.authorize({ ...THIRD_PARTY, prompt: 'consent' });
  const fields = hiddenFields(page.body);
  const sent = await Promise.all(
    ['accept', 'deny'].map((action) => browser.post('/consent', { ...fields, action })),
  );
  const answers = await Promise.all(sent.map((answer) => browser.follow(answer)));
  const denied = answers.filter(({ location }) => fragment(location)['error'] === 'access_denied');
  assert.equal(answers.filter(hasTokens).length + denied.length, 1);
});

test('one interaction asked for many times at once, after prompt=login, is answered once', async () => {
  const browser = stack.browser();
  const page = await browser.authorize({ ...B0, prompt: 'login' });
  const fields = { ...hiddenFields(page.body), ...ALICE, action: 'login' };
  const { location } = await browser.post('/login', fields);
  const asked = Array.from({ length: 8 }, () => browser.send(location));
  const answers = await Promise.all(asked);
  assert.equal(answers.filter(hasTokens).length, 1);
  assert.equal(answers.filter(isAnsweredPage).length, 7);
  const [, anew = ''] =
    /id="error-start-again" href="([^"]+)"/.exec(answers.map(({ body }) => body).join('')) ?? [];
  assert.ok(isLoginPage(await browser.follow(await browser.send(anew.replaceAll('&amp;', '&')))));
});

test('a sender that stops half-way through a form harms nobody and is no failure of ours', async () => {
  const failures = () => stack.logged().match(/"msg":"failed"/g)?.length ?? 0;
  const known = failures();
  for (const path of ['/authorize', '/login', '/consent', '/userinfo']) {
    await new Promise<void>((resolve, reject) => {
      const socket = connect(stack.port, '127.0.0.1', () => {
        const type = 'Content-Type: application/x-www-form-urlencoded';
        const head = `POST ${path} HTTP/1.1\r\nHost: ${stack.host('acme')}\r\n${type}\r\nContent-Length: 1000`;
        socket.write(`${head}\r\n\r\nclient_id=spa1&`, () => socket.resetAndDestroy());
      });
      socket.on('error', reject);
      socket.on('close', () => resolve());
    });
    assert.ok(isLoginPage(await stack.browser().authorize(B0)), path);
  }
  assert.equal(failures(), known);
});

test('a form that grows without end is refused while it arrives', async () => {
  const type = 'Content-Type: application/x-www-form-urlencoded';
  const head = `POST /authorize HTTP/1.1\r\nHost: ${stack.host('acme')}\r\n${type}\r\nConnection: close`;
  const chunk = `1000\r\n${'x'.repeat(4_096)}\r\n`;
  const raw = await sendRaw(stack.port, `${head}\r\nTransfer-Encoding: chunked\r\n\r\n${chunk.repeat(9)}`);
  assert.equal(statusOf(raw), '413');
});

test('a header larger than any of ours is answered 431, and the next request as ever', async () => {
  const raw = await sendRaw(
    stack.port,
    `GET /authorize HTTP/1.1\r\nHost: ${stack.host('acme')}\r\nX-Long: ${'x'.repeat(40_000)}\r\n\r\n`,
  );
  assert.equal(statusOf(raw), '431');
  assert.ok(isLoginPage(await stack.browser().authorize(B0)));
});

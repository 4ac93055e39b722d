/**
 * What is not an attack and happens all the same: the database gone, the disk full, the clock set back, a form sent
 * twice, a sender that stops half-way.
 */
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';
import {
  ALICE,
  B0,
  policyOf,
  sendRaw,
  signIn,
  silently,
  statusOf,
  THIRD_PARTY,
} from '../attacks/requests.ts';
import { type Stack, startStack } from '../stack.ts';
import { type Answer, fragment, hiddenFields } from '../user-agent.ts';
import { startBreakable } from './breakable.ts';

let stack: Stack;
before(async () => {
  stack = await startStack();
});
after(() => stack.close());

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

    const readiness = await readyWhen(broken, 503);
    assert.equal(readiness.body, '{"status":"unavailable","why":"store"}');
    const answer = await browser.authorize({ ...B0, prompt: 'none' });
    const [, request_id] = /id="error-request">([^<]+)</.exec(answer.body) ?? [];
    assert.equal(answer.status, 503, 'an outage is no bug of ours');
    assert.equal(answer.headers['retry-after'], '5');
    assert.match(answer.body, /id="error-code">temporarily_unavailable</);
    assert.match(answer.body, /id="error-try-again" href="\/authorize\?/);
    assert.equal(answer.headers['x-request-id'], request_id);
    assert.ok(request_id && broken.logged().includes(request_id), 'the log knows it by the same name');
    assert.doesNotMatch(answer.body, /sqlite|database|node_modules|\.ts:/i);
    assert.match(policyOf(answer), /frame-ancestors 'none'/);
    assert.equal(answer.headers['x-frame-options'], 'DENY');
    assert.equal(answer.headers['cache-control'], 'no-store');
    assert.equal((await browser.send('/readyz', { method: 'HEAD' })).status, 503);
    assert.equal((await browser.send('/healthz')).status, 200);
  } finally {
    await broken.close();
  }
});

test('a database that somebody else keeps locking: everybody waits a little, and nobody is refused', async () => {
  const broken = await startBreakable();
  const state = { isDone: false };
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  async function keepLocking(): Promise<void> {
    while (!state.isDone) {
      try {
        broken.database.exec('begin immediate');
        for (let turns = 0; turns < 5; turns += 1) await turn();
        broken.database.exec('commit');
      } catch {
        // The server has the lock: it is tried for again.
      }
      for (let turns = 0; turns < 20; turns += 1) await turn();
    }
  }
  const locking = keepLocking();
  try {
    const signedIn = await Promise.all(
      Array.from({ length: 10 }, async () => {
        const browser = broken.browser();
        await signIn(browser);
        return silently(browser);
      }),
    );
    assert.deepEqual(new Set(signedIn), new Set(['tokens']));
  } finally {
    state.isDone = true;
    await locking;
    broken.database.close();
    await broken.storage.close();
    await broken.close();
  }
});

/** The answer of the probe once it has this status: it looks once a second. */
async function readyWhen(
  { browser }: Pick<Awaited<ReturnType<typeof startBreakable>>, 'browser'>,
  status: number,
): Promise<Answer> {
  for (;;) {
    const answer = await browser().send('/readyz');
    if (answer.status === status) return answer;
  }
}

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

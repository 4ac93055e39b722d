import assert from 'node:assert/strict';
import { createServer, type IncomingMessage } from 'node:http';
import { type TestContext, test } from 'node:test';
import { connect } from './connection.ts';
import { operatorOverApi } from './over-api.ts';

type Answer = {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

const CREDENTIALS = { client_id: 'operator', client_secret: 'secret' };
const TOLD = { answer: { ok: true, value: [] }, secrets: [] };
const DONE: Answer = { status: 200, body: TOLD };

/** A server that gives a token a time it is asked, and answers operations one after the other; the last for good. */
async function serverOf(t: TestContext, answers: readonly Answer[]) {
  const asked: { readonly path: string; readonly token: string | undefined; readonly body: unknown }[] = [];
  const tokens = { given: 0 };
  const server = createServer(async (request, response) => {
    const body = await textOf(request);
    const { url = '', headers } = request;
    if (url === '/oauth/token') {
      tokens.given += 1;
      response.end(JSON.stringify({ access_token: `token ${tokens.given}` }));
      return;
    }
    const answer = answers[Math.min(asked.length, answers.length - 1)] ?? DONE;
    asked.push({ path: url, token: headers.authorization, body: JSON.parse(body) });
    response.writeHead(answer.status, { ...answer.headers });
    response.end(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return { asked, tokens, issuer: new URL(`http://127.0.0.1:${port}/`) };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: string[] = [];
  for await (const part of request.setEncoding('utf8')) parts.push(String(part));
  return parts.join('');
}

test('a server without TLS, asked by https:, is said in a sentence and not in the words of OpenSSL', async (t) => {
  const { issuer } = await serverOf(t, [DONE]);
  issuer.protocol = 'https:';
  await assert.rejects(
    connect(issuer, CREDENTIALS).ask('clients'),
    /:\d+: it does not speak TLS there[^\n]*port\.$/,
  );
});

const LIMITED: Answer = { status: 429, headers: { 'retry-after': '7' }, body: { message: 'Too many' } };

/** How long was waited, in seconds, where nobody waits. */
function waiting(seconds: number[]) {
  return async (ms: number) => {
    seconds.push(ms / 1_000);
  };
}

test('asked too often, it waits as long as the server says, three times, and no longer than a minute', async (t) => {
  const seconds: number[] = [];
  const { issuer, asked } = await serverOf(t, [
    LIMITED,
    { ...LIMITED, headers: { 'retry-after': '3600' } },
    { status: 429 },
    DONE,
  ]);
  const connection = connect(issuer, CREDENTIALS, waiting(seconds));
  assert.deepEqual(await connection.post('operator/audit', { limit: 1 }), TOLD);
  assert.deepEqual(seconds, [7, 60, 1]);
  assert.equal(asked.length, 4);
  assert.deepEqual(new Set(asked.map(({ body }) => JSON.stringify(body))), new Set(['{"limit":1}']));
});

test('asked too often a fourth time, it says so', async (t) => {
  const { issuer, asked } = await serverOf(t, [LIMITED]);
  const connection = connect(issuer, CREDENTIALS, waiting([]));
  await assert.rejects(connection.post('operator/audit', {}), /it is asked too often.*Too many/);
  assert.equal(asked.length, 4);
});

test('a server that fails is asked once, and its words are passed on', async (t) => {
  for (const [answer, says] of [
    [{ status: 500, body: { message: 'Oops' } }, /it fails \(500\).*It says: Oops/],
    [{ status: 503, body: 'not JSON' }, /it fails \(503\): look into its log/],
    [{ status: 404, body: {} }, /no Tacit server/],
    [{ status: 403, body: { message: 'lacks read:logs' } }, /lacks a scope.*lacks read:logs/],
    [{ status: 200, body: {} }, /it refuses this \(200\)/],
  ] as const) {
    const { issuer, asked } = await serverOf(t, [answer]);
    await assert.rejects(connect(issuer, CREDENTIALS).post('operator/audit', {}), says);
    assert.equal(asked.length, 1);
  }
});

test('a token that has expired is asked for anew, once; a second refusal is said', async (t) => {
  const renewed = await serverOf(t, [{ status: 401 }, DONE]);
  const connection = connect(renewed.issuer, CREDENTIALS);
  await connection.post('operator/audit', {});
  await connection.post('operator/audit', {});
  assert.deepEqual(
    renewed.asked.map(({ token }) => token),
    ['Bearer token 1', 'Bearer token 2', 'Bearer token 2'],
  );
  const refused = await serverOf(t, [{ status: 401 }]);
  await assert.rejects(
    connect(refused.issuer, CREDENTIALS).post('operator/audit', {}),
    /does not know who asks/,
  );
  assert.equal(refused.tokens.given, 2);
});

test('a log is followed over the API past the end of a token, and each row is told once', async (t) => {
  const row = (id: string) => ({ id, line: `line ${id}` });
  const rows = (...ids: string[]): Answer => ({
    status: 200,
    body: { answer: { ok: true, value: ids.map(row) }, secrets: [] },
  });
  const { issuer, tokens } = await serverOf(t, [
    ...[rows('a'), rows('a'), { status: 401 }, rows('a', 'b')],
    rows('b', 'c'),
  ]);
  const ending = new AbortController();
  const told: unknown[] = [];
  const tell = (lines: readonly unknown[]) => {
    told.push(...lines);
    if (told.includes('line c')) ending.abort();
  };
  const operator = operatorOverApi(connect(issuer, CREDENTIALS));
  const query = { limit: 5 };
  assert.ok((await operator.followAudit(query, { signal: ending.signal, tell })).ok);
  assert.deepEqual(told, ['line a', 'line b', 'line c']);
  assert.equal(tokens.given, 2);
});

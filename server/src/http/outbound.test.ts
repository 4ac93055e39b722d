import assert from 'node:assert/strict';
import { createServer, type RequestListener } from 'node:http';
import { type TestContext, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { createOutbound } from './outbound.ts';

const strict = createOutbound({ unsafeHosts: [] });

const NEVER_ASKED = [
  'http://keys.test/jwks',
  'https://127.0.0.1/jwks',
  'https://[::1]/jwks',
  'https://[::ffff:10.0.0.1]/jwks',
  'https://169.254.169.254/latest/meta-data/',
  'https://[fd00:ec2::254]/',
  'https://2130706433/',
  'https://0x7f000001/',
  'https://017700000001/',
  'https://0/',
  'https://localhost/',
  'https://localhost./',
  'https://intranet/',
  'https://keys.test:22/',
  'https://keys.test:5432/',
  'https://user:pass@keys.test/',
  'file:///etc/passwd',
  'gopher://keys.test/',
  'ftp://keys.test/',
  'data:application/json,{}',
  '//keys.test/',
  `https://keys.test/${'x'.repeat(3_000)}`,
  '',
];

for (const url of NEVER_ASKED) {
  test(`SF-01 ${url.slice(0, 60) || 'nothing'} is not asked for`, async () => {
    assert.equal(strict.isReachable(url), false);
    const answer = await strict.get(url);
    assert.equal(answer.ok, false);
  });
}

test('SF-01, SF-03 a name that resolves to this machine is not connected to', async () => {
  // RFC 6761 §6.3: every name under localhost is loopback, here by the resolver that a connection uses.
  const answer = await strict.get('https://keys.localhost/jwks');
  assert.equal(answer.ok, false);
});

test('a host that is allowed although it is private is asked, at the port that was allowed alone', async (t) => {
  const { host, seen } = await listening(t, (_, response) => response.end('{"keys":[]}'));
  const outbound = createOutbound({ unsafeHosts: [host] });
  const answer = await outbound.get(`http://${host}/jwks?a=b#c`);
  assert.deepEqual(answer, { ok: true, value: { status: 200, media_type: '', text: '{"keys":[]}' } });
  assert.deepEqual(seen, ['GET /jwks?a=b']);
  assert.equal(outbound.isReachable('http://127.0.0.1:1/'), false);
});

test('SF-07 nothing of ours travels along: no cookie, no authorization, no referer', async (t) => {
  const headers: string[] = [];
  const { host } = await listening(t, (request, response) => {
    headers.push(...Object.keys(request.headers));
    response.end();
  });
  await createOutbound({ unsafeHosts: [host] }).get(`http://${host}/`);
  assert.deepEqual(headers.sort(), ['accept', 'connection', 'host', 'user-agent']);
});

test('SF-02 a redirect is an answer like any other and is not followed', async (t) => {
  const { host, seen } = await listening(t, (_, response) => {
    response.writeHead(302, { location: '/inside' }).end();
  });
  const answer = await createOutbound({ unsafeHosts: [host] }).get(`http://${host}/`);
  assert.equal(answer.ok && answer.value.status, 302);
  assert.deepEqual(seen, ['GET /']);
});

test('SF-05 an answer without end, or one that would have to be inflated, is not read', async (t) => {
  const { host } = await listening(t, (request, response) => {
    if (request.url === '/gzip') {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('x'.repeat(10_000_000)));
    } else {
      response.write('x'.repeat(300_000));
    }
  });
  const outbound = createOutbound({ unsafeHosts: [host] });
  assert.deepEqual(await outbound.get(`http://${host}/gzip`), {
    ok: false,
    error: 'the answer is compressed',
  });
  assert.deepEqual(await outbound.get(`http://${host}/long`), {
    ok: false,
    error: 'the answer is too large',
  });
});

test('SF-05 a peer that hangs up, and one that is not there, are answers', async (t) => {
  const { host } = await listening(t, (request) => request.destroy());
  const outbound = createOutbound({ unsafeHosts: [host, '127.0.0.1:1'] });
  assert.equal((await outbound.get(`http://${host}/`)).ok, false);
  assert.equal((await outbound.get('http://127.0.0.1:1/')).ok, false);
});

test('a form is posted as it is', async (t) => {
  const bodies: string[] = [];
  const { host } = await listening(t, async (request, response) => {
    for await (const chunk of request) bodies.push(String(chunk));
    response.writeHead(204).end();
  });
  const answer = await createOutbound({ unsafeHosts: [host] }).post(`http://${host}/`, 'logout_token=x');
  assert.equal(answer.ok && answer.value.status, 204);
  assert.deepEqual(bodies, ['logout_token=x']);
});

async function listening(
  t: TestContext,
  answer: RequestListener,
): Promise<{ readonly host: string; readonly seen: readonly string[] }> {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url}`);
    return answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  const address = server.address();
  return { host: `127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`, seen };
}

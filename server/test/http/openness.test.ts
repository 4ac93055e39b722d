/**
 * Every route that app.ts has, with every method, by what it may be opened, framed and read by: a new route is closed until it
 * is named here. What is wrong with a request, or with us, makes no difference.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { startBreakable } from '../outages/breakable.ts';
import { type Stack, startStack } from '../stack.ts';
import type { Answer, UserAgent } from '../user-agent.ts';

const PATHS = [
  ...readFileSync(join(import.meta.dirname, '../../src/app.ts'), 'utf8').matchAll(/^ {2}'(\/[^']*)': \{/gm),
].map(([, path = '']) => path);

const METHODS = ['GET', 'POST', 'HEAD', 'OPTIONS', 'PUT', 'DELETE'];

/** On the way of a login, or of a logout, in a popup. */
const OPENED = [
  '/authorize',
  '/login',
  '/signup',
  '/passwordless',
  '/passwordless/verify_redirect',
  '/mfa',
  '/mfa/enroll',
  '/consent',
  '/oidc/logout',
  '/v2/logout',
];

/** A page leads on from there, and is nobody's to read. */
const CHANGE_PASSWORD = '/.well-known/change-password';

const DOCUMENTS = PATHS.filter((path) => path.startsWith('/.well-known/') && path !== CHANGE_PASSWORD);

const PUBLIC: readonly string[] = [
  ...DOCUMENTS,
  '/avatar/:file',
  '/api/v2/openapi.json',
  '/me/v1/openapi.json',
];

const READ = [
  '/oauth/token',
  '/oauth/revoke',
  '/oidc/register',
  '/oidc/register/:client_id',
  '/userinfo',
  '/api/v2/*',
  '/me/v1/*',
  '/dbconnections/signup',
  '/dbconnections/change_password',
  '/passwordless/start',
  '/passwordless/verify',
  '/co/authenticate',
];

const ORIGIN = 'https://app.acme.test';

/** What browsers are made to add by tracing, by SDKs, by a page that wants no cache, and by MCP. */
const ADDED = [
  'authorization',
  'content-type',
  'auth0-client',
  'traceparent',
  'tracestate',
  'baggage',
  'sentry-trace',
  'mcp-protocol-version',
  'x-okta-user-agent-extended',
  'dpop',
  'cache-control',
  'x-datadog-trace-id',
];

let stack: Stack;
before(async () => {
  stack = await startStack({ logLevel: 'error' });
});
after(() => stack.close());

/** Every answer of every route to a page of another origin. */
async function everyAnswer(
  browser: UserAgent,
  look: (path: string, answer: Answer, name: string) => void,
): Promise<void> {
  assert.ok(PATHS.length > 30);
  for (const path of PATHS) {
    for (const method of METHODS)
      look(path, await browser.send(path, { method, headers: { origin: ORIGIN } }), `${method} ${path}`);
  }
}

function hasOpener(path: string, { headers }: Answer, name: string): void {
  if (path === '/reset-password') return;
  const policy = OPENED.includes(path) ? 'unsafe-none' : 'same-origin';
  assert.equal(headers['cross-origin-opener-policy'], policy, name);
}

/** A page that may not read an answer learns nothing of it; one that may can read what is wrong. */
function hasReader(path: string, { headers }: Answer, name: string): void {
  const reader = PUBLIC.includes(path) ? '*' : READ.includes(path) ? ORIGIN : undefined;
  assert.equal(headers['access-control-allow-origin'], reader, name);
  if (reader === ORIGIN) assert.match(headers.vary ?? '', /\bOrigin\b/, name);
  if (reader !== undefined)
    assert.match(headers['access-control-expose-headers'] ?? '', /www-authenticate, retry-after/, name);
  const credentials = ['/co/authenticate', '/oauth/token', '/oauth/revoke'].includes(path)
    ? 'true'
    : undefined;
  assert.equal(headers['access-control-allow-credentials'], credentials, name);
}

function isClosed({ headers }: Answer, name: string): void {
  assert.match(String(headers['content-security-policy']), /frame-ancestors 'none'$/, name);
  assert.equal(headers['x-frame-options'], 'DENY', name);
}

test('FR-15 CR-01 CO-01 every route by every method is opened, read and framed by whom its row says', async () => {
  await everyAnswer(stack.browser(), (path, answer, name) => {
    hasOpener(path, answer, name);
    hasReader(path, answer, name);
    isClosed(answer, name);
  });
});

test('FR-15 CR-01 the same holds of a prefetch that is refused, and of no route and no tenant nothing is open', async () => {
  for (const path of PATHS) {
    const headers = { origin: ORIGIN, 'sec-purpose': 'prefetch' };
    const answer = await stack.browser().send(path, { headers });
    assert.equal(answer.status, 403);
    hasOpener(path, answer, path);
    isClosed(answer, path);
  }
  for (const path of ['/no-such-route', '/oauth/token/', '/LOGIN']) {
    const answer = await stack.browser().send(path, { headers: { origin: ORIGIN } });
    assert.equal(answer.headers['cross-origin-opener-policy'], 'same-origin');
    assert.equal(answer.headers['access-control-allow-origin'], undefined);
    isClosed(answer, path);
  }
});

test('FR-15 CR-01 the same holds while the database is gone: a popup is told of it, and a page can read it', async () => {
  const broken = await startBreakable();
  try {
    const browser = broken.browser();
    await browser.send('/.well-known/jwks.json');
    broken.database.close();
    await broken.storage.close();
    const failed = new Set<string>();
    await everyAnswer(browser, (path, answer, name) => {
      if (answer.status === 503) failed.add(path);
      hasOpener(path, answer, name);
      hasReader(path, answer, name);
      isClosed(answer, name);
    });
    assert.ok(failed.has('/oauth/token') && failed.size > 5, [...failed].join());
  } finally {
    await broken.close();
  }
});

test('FR-15 a lost password keeps the opener in the middle of a login, and nowhere else', async () => {
  const browser = stack.browser();
  const opener = async (path: string) => (await browser.send(path)).headers['cross-origin-opener-policy'];
  assert.equal(await opener('/reset-password'), 'same-origin');
  assert.equal(await opener('/reset-password?interaction=x'), 'unsafe-none');
});

test('a preflight lets through whatever header a page adds, at every endpoint that pages may ask (Fetch §4.8)', async () => {
  for (const path of [...READ, ...PUBLIC]) {
    const answer = await stack.browser().send(path, {
      method: 'OPTIONS',
      headers: {
        origin: ORIGIN,
        'access-control-request-method': 'GET',
        'access-control-request-headers': ADDED.join(),
      },
    });
    assert.equal(answer.status, 204, path);
    assert.equal(answer.headers['access-control-allow-headers'], ADDED.join(', '), path);
    assert.match(answer.headers['access-control-allow-methods'] ?? '', /^(?:GET|POST)/, path);
    assert.equal(answer.headers['access-control-max-age'], '600', path);
    assert.match(answer.headers.vary ?? '', /Access-Control-Request-Headers/, path);
    assert.equal(answer.headers['set-cookie'], undefined, path);
  }
});

test('CR-01 introspection answers no preflight, and lets no page read its refusal (RFC 7662 §2.1)', async () => {
  const browser = stack.browser();
  const headers = { origin: ORIGIN, 'access-control-request-headers': 'authorization' };
  const preflight = await browser.send('/oauth/introspect', { method: 'OPTIONS', headers });
  assert.equal(preflight.status, 405);
  const answer = await browser.post('/oauth/introspect', { token: 'x' }, { origin: ORIGIN });
  for (const { headers: given } of [preflight, answer])
    assert.deepEqual(
      Object.keys(given).filter((name) => name.startsWith('access-control-')),
      [],
    );
});

test('a document that a reader has is not sent again: weak tags, lists and * (RFC 9110 §13.1.2)', async () => {
  const browser = stack.browser();
  for (const path of DOCUMENTS) {
    const { etag = '' } = (await browser.send(path)).headers;
    for (const known of [etag, `W/${etag}`, `"x", ${etag}`, `W/"x",W/${etag}`, '*']) {
      const headers = { 'if-none-match': known, origin: ORIGIN };
      const answer = await browser.send(path, { headers });
      assert.deepEqual([answer.status, answer.body, answer.headers.etag], [304, '', etag], known);
      assert.equal(answer.headers['access-control-allow-origin'], '*');
      assert.equal(answer.headers['cache-control'], 'public, max-age=300');
    }
    for (const known of ['"x"', etag.slice(1, -1), `${etag.slice(0, -1)}x"`, '']) {
      const answer = await browser.send(path, { headers: { 'if-none-match': known } });
      assert.equal(answer.status, 200, known);
    }
  }
});

test('a revocation that is taken says nothing, in JSON (RFC 7009 §2.2)', async () => {
  const answer = await stack.browser().post('/oauth/revoke', { client_id: 'spa1', token: 'nobody knows it' });
  assert.deepEqual([answer.status, answer.body], [200, '{}']);
  assert.equal(answer.headers['content-type'], 'application/json; charset=utf-8');
});

/**
 * HT of the attack catalogue: the HTTP layer, on the wire and in the headers of every answer.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type Stack, startStack } from '../stack.ts';
import { crawl } from './crawl.ts';
import { B0, sendRaw, statusOf } from './requests.ts';

let stack: Stack;
before(async () => {
  stack = await startStack({ https: true, logLevel: 'error' });
});
after(() => stack.close());

const SMUGGLED = 'GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n';

/** Heads and bodies that two parsers might read in two ways. */
const AMBIGUOUS: readonly (readonly [string, readonly string[], string])[] = [
  ['both lengths', ['Content-Length: 4', 'Transfer-Encoding: chunked'], `0\r\n\r\n${SMUGGLED}`],
  ['both, other order', ['Transfer-Encoding: chunked', 'Content-Length: 4'], `0\r\n\r\n${SMUGGLED}`],
  ['chunked that is not last', ['Transfer-Encoding: chunked, identity'], `0\r\n\r\n${SMUGGLED}`],
  ['xchunked', ['Transfer-Encoding: xchunked'], `0\r\n\r\n${SMUGGLED}`],
  ['a space before the colon', ['Transfer-Encoding : chunked'], `0\r\n\r\n${SMUGGLED}`],
  ['two lengths', ['Content-Length: 0', 'Content-Length: 5'], `abcde${SMUGGLED}`],
  ['a list of lengths', ['Content-Length: 0, 5'], `abcde${SMUGGLED}`],
  ['a signed length', ['Content-Length: +5'], `abcde${SMUGGLED}`],
  ['a negative length', ['Content-Length: -1'], SMUGGLED],
  ['a hexadecimal length', ['Content-Length: 0x5'], `abcde${SMUGGLED}`],
  ['a space before the name', [' Content-Length: 5'], `abcde${SMUGGLED}`],
  ['a space after the name', ['Content-Length : 5'], `abcde${SMUGGLED}`],
  ['a folded header', ['X-A: b', ' Content-Length: 5'], `abcde${SMUGGLED}`],
  ['a bare CR in a value', ['X-A: b\rContent-Length: 5'], `abcde${SMUGGLED}`],
  ['a NUL in a value', ['X-A: b\0'], ''],
  [
    'a chunk that overflows',
    ['Transfer-Encoding: chunked'],
    `fffffffffffffffff\r\nabc\r\n0\r\n\r\n${SMUGGLED}`,
  ],
  ['a chunk without a number', ['Transfer-Encoding: chunked'], `zz\r\nabc\r\n0\r\n\r\n${SMUGGLED}`],
  ['a chunk longer than it says', ['Transfer-Encoding: chunked'], `1\r\nabc\r\n0\r\n\r\n${SMUGGLED}`],
];

test('HT-01 a message of two meanings is answered once, with 400, and the connection ends', async () => {
  for (const [name, lines, body] of AMBIGUOUS) {
    const head = ['POST /authorize HTTP/1.1', `Host: ${stack.host('acme')}`, ...lines, '', ''].join('\r\n');
    const raw = await sendRaw(stack.port, head + body);
    assert.equal(statusOf(raw), '400', name);
    assert.equal(raw.match(/HTTP\/1\.1 \d{3}/g)?.length, 1, `${name}: one answer`);
    assert.doesNotMatch(raw, /"status":"ok"/, name);
  }
});

test('HT-01 bare line feeds, a doubled CR and a chunked body of HTTP/1.0 begin no second message', async () => {
  const host = `Host: ${stack.host('acme')}`;
  const messages = {
    'bare LF': `GET /no HTTP/1.1\n${host}\n\n${SMUGGLED}`,
    'CR CR LF': `GET /no HTTP/1.1\r\r\n${host}\r\r\n\r\r\n${SMUGGLED}`,
    'HTTP/1.0 chunked': `POST /authorize HTTP/1.0\r\n${host}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${SMUGGLED}`,
  };
  for (const [name, message] of Object.entries(messages)) {
    const raw = await sendRaw(stack.port, message);
    assert.match(statusOf(raw), /^4\d\d$/, name);
    assert.equal(raw.match(/HTTP\/1\.1 \d{3}/g)?.length, 1, name);
    assert.doesNotMatch(raw, /"status":"ok"/, name);
  }
});

/** What is the same for everybody, and may be kept. */
const PUBLIC = /^(?:jwks|discovery|authorization server metadata)/;

test('HT-03 no answer is stored but for public documents, and those set no cookie', async () => {
  for (const { name, answer } of await crawl(stack)) {
    const cache = answer.headers['cache-control'];
    assert.equal(cache, PUBLIC.test(name) ? 'public, max-age=300' : 'no-store', name);
    if (PUBLIC.test(name)) assert.equal(answer.headers['set-cookie'], undefined, name);
  }
});

/** Asked on an inner address over http, where RFC 6797 §7.2 forbids the header. */
const PROBE = /^(?:healthz|readyz)$/;

test('HT-05 HSTS of a year with subdomains is on every answer of a tenant below the base URL, errors too; over http on none', async () => {
  for (const { name, answer } of (await crawl(stack)).filter((one) => !PROBE.test(one.name))) {
    const value = answer.headers['strict-transport-security'];
    // A host that is not below the base URL may be an apex domain of somebody else's (issue 19).
    const isOurs = name !== 'no such tenant';
    assert.equal(value, isOurs ? 'max-age=31536000; includeSubDomains' : 'max-age=31536000', name);
  }
  const plain = await startStack({ logLevel: 'error' });
  try {
    for (const { name, answer } of await crawl(plain))
      assert.equal(answer.headers['strict-transport-security'], undefined, name);
  } finally {
    await plain.close();
  }
});

/** Paths of the route table as app.ts has them, so that a new route is looked at without being named here. */
const ROUTES = [
  ...readFileSync(join(import.meta.dirname, '../../src/app.ts'), 'utf8').matchAll(/^ {2}'(\/[^']*)':/gm),
].map(([, path]) => path ?? '');

const METHODS = ['GET', 'POST', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'DELETE'];

const EVERYWHERE = {
  'x-content-type-options': /^nosniff$/,
  'referrer-policy': /^no-referrer$/,
  'cross-origin-opener-policy': /^same-origin$|^unsafe-none$/,
  'cross-origin-resource-policy': /^same-origin$|^cross-origin$/,
  'permissions-policy': /camera=\(\).*geolocation=\(\)/,
  'content-security-policy': /^default-src 'none'; .*frame-ancestors 'none'$/,
  'x-frame-options': /^DENY$/,
  'cache-control': /^no-store$|^public, max-age=300$/,
} as const;

test('HT-06 every route carries every security header for every method', async () => {
  assert.ok(ROUTES.length >= 10, ROUTES.join());
  for (const path of [...ROUTES, '/no-such-route']) {
    for (const method of METHODS) {
      const { headers } = await stack.browser().send(path, { method });
      for (const [name, value] of Object.entries(EVERYWHERE))
        assert.match(String(headers[name]), value, `${name} of ${method} ${path}`);
    }
  }
});

/** CORP and X-Frame-Options where they are not same-origin and DENY. Openers are FR-15. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  'web_message of tokens': 'same-origin undefined',
  'web_message of an error': 'same-origin undefined',
  jwks: 'cross-origin DENY',
  'jwks not modified': 'cross-origin DENY',
  discovery: 'cross-origin DENY',
  'discovery by HEAD': 'cross-origin DENY',
  'authorization server metadata': 'cross-origin DENY',
};

test('HT-06 isolation is given up by the web_message document and by public documents, and by nothing else', async () => {
  for (const { name, answer } of await crawl(stack)) {
    const { headers } = answer;
    const names = ['cross-origin-resource-policy', 'x-frame-options'];
    const actual = names.map((one) => String(headers[one])).join(' ');
    assert.equal(actual, EXCEPTIONS[name] ?? 'same-origin DENY', name);
  }
});

test('HT-08 methods no route has are 405 with what it allows, or 501, and issue nothing', async () => {
  // What can be put and deleted is the registration of a client, which answers 401 to everybody else.
  // What the Management API has below it, MG-22 asks for.
  const isAsked = (path: string) => !/(?:z|:client_id|\/\*)$/.test(path);
  for (const path of ROUTES.filter(isAsked)) {
    for (const method of ['PUT', 'PATCH', 'DELETE', 'PROPFIND', 'PURGE', 'SEARCH']) {
      const { status, headers } = await stack.browser().send(path, { method });
      assert.equal(status, 405, `${method} ${path}`);
      assert.match(headers.allow ?? '', /GET|POST/);
    }
  }
  for (const method of ['HEAD', 'OPTIONS']) {
    const answer = await stack.browser().send(`/authorize?${new URLSearchParams(B0)}`, { method });
    assert.deepEqual([answer.status, answer.location], [405, '']);
  }
});

test('HT-08 TRACE echoes nothing, CONNECT opens nothing, and no connection is upgraded', async () => {
  const host = `Host: ${stack.host('acme')}`;
  const trace = `TRACE /authorize HTTP/1.1\r\n${host}\r\nX-Secret: s3cr3t\r\nConnection: close\r\n\r\n`;
  const traced = await sendRaw(stack.port, trace);
  assert.match(statusOf(traced), /^(?:400|405|501)$/);
  assert.doesNotMatch(traced, /s3cr3t/);
  const connected = await sendRaw(stack.port, `CONNECT evil.test:443 HTTP/1.1\r\n${host}\r\n\r\n`);
  assert.match(statusOf(connected), /^(?:400|405|501|nothing)$/);
  const unknown = await sendRaw(stack.port, `HACK / HTTP/1.1\r\n${host}\r\n\r\n`);
  assert.equal(statusOf(unknown), '400');
  for (const upgrade of [
    'Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__',
    'Upgrade: websocket\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13',
  ]) {
    const raw = await sendRaw(
      stack.port,
      `GET /no HTTP/1.1\r\n${host}\r\nConnection: close, Upgrade\r\n${upgrade}\r\n\r\n`,
    );
    assert.equal(statusOf(raw), '404', upgrade);
  }
});

test('HT-09 files, metrics, debuggers and source maps are not there, and a probe says only whether', async () => {
  const paths = [
    '/.git/HEAD',
    '/.env',
    '/.well-known/',
    '/metrics',
    '/debug/pprof',
    '/debug',
    '/server-status',
    '/actuator/health',
    '/package.json',
    '/src/app.ts',
    '/app.js.map',
    '/openapi.json',
    '/swagger',
    '/graphql',
    '/api/v2/',
    '/../../etc/passwd',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/authorize/../healthz/../healthz/',
    '/AUTHORIZE',
    '/authorize/',
    '//authorize',
  ];
  for (const path of paths) {
    const { status, body } = await stack.browser().send(path);
    assert.equal(status, 404, path);
    assert.doesNotMatch(body, /root:|"name"/);
  }
  for (const path of ['/healthz?verbose', '/readyz?verbose=1'])
    assert.equal((await stack.browser().send(path)).body, '{"status":"ok"}');
});

test('HT-10 a body is one type in UTF-8, or it is not read', async () => {
  const body = new URLSearchParams({ ...B0, prompt: 'none' }).toString();
  const form = 'application/x-www-form-urlencoded';
  const post = async (type: string, bytes: string) => {
    const head = `POST /authorize HTTP/1.1\r\nHost: ${stack.host('acme')}\r\nConnection: close\r\n`;
    const length = Buffer.byteLength(bytes, 'latin1');
    return statusOf(
      await sendRaw(stack.port, `${head}Content-Type: ${type}\r\nContent-Length: ${length}\r\n\r\n${bytes}`),
    );
  };
  for (const type of [form, `${form};charset=UTF-8`, `${form}; charset="utf-8"`])
    assert.equal(await post(type, body), '303', type);
  const types = [
    `${form};charset=utf-16`,
    `${form}; charset=utf-7`,
    `${form}; charset=iso-8859-1`,
    `${form};charset=utf-8;x`,
    `${form}; boundary=x`,
    'multipart/form-data; boundary=x',
    'text/plain',
    'application/json',
    `${form}, text/plain`,
    '',
  ];
  for (const type of types) assert.equal(await post(type, body), '415', type);
  assert.equal(await post(form, `${body}&login_hint=\xff`), '400', 'not UTF-8');
  assert.equal(await post(form, `\xef\xbb\xbf${body}`), '303', 'a byte order mark belongs to the first name');
  assert.equal(await post(`${form}\r\nContent-Type: application/json`, body), '415');
  assert.equal(await post(`application/json\r\nContent-Type: ${form}`, body), '415');
  assert.equal(await post(`${form}\r\nContent-Encoding: gzip`, body), '415');
});

test('HT-12 no answer names the software it comes from, its parts or its time', async () => {
  const leaks = [
    'server',
    'x-powered-by',
    'via',
    'x-runtime',
    'server-timing',
    'x-response-time',
    'x-aspnet-version',
  ];
  for (const { name, answer } of await crawl(stack)) {
    for (const header of leaks) assert.equal(answer.headers[header], undefined, `${header} of ${name}`);
    assert.doesNotMatch(answer.body, /node_modules|at \w+ \(|\b(?:hono|express)|tacit\/\d|\.ts:\d/i, name);
  }
  const raw = await sendRaw(stack.port, 'nonsense\r\n\r\n');
  assert.doesNotMatch(raw, /^server:|node|hono/im);
});

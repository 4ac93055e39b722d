/**
 * HH of the attack catalogue: the Host header, headers of proxies, and where our own addresses come from.
 */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type Stack, startStack } from '../stack.ts';
import { type Answer, fragment, hiddenFields } from '../user-agent.ts';
import { ALICE, B0, sendRaw, signIn, silently, statusOf } from './requests.ts';

const DISCOVERY = '/.well-known/openid-configuration';

let stack: Stack;
before(async () => {
  stack = await startStack({ logLevel: 'error' });
});
after(() => stack.close());

/** A request line and Host headers as they are. */
function ask(target: string, hosts: readonly string[], version = '1.1'): Promise<string> {
  const lines = hosts.map((host) => `Host:${host}\r\n`).join('');
  return sendRaw(stack.port, `GET ${target} HTTP/${version}\r\n${lines}Connection: close\r\n\r\n`);
}

test('HH-01 a Host that is not exactly one tenant chooses none, and nothing is built from it', async () => {
  const own = stack.host('acme');
  const bad = [
    'evil.test',
    '',
    ' ',
    `${own}:evil`,
    `${own}/../globex`,
    `${own}@evil.test`,
    `evil.test/${own}`,
    `${own},evil.test`,
    `${own} evil.test`,
    `${own}..`,
    `${own.replace(/:/, '..:')}`,
    own.replace(/:\d+$/, ':1'),
    own.replace(/:\d+$/, ''),
    `x.${own}`,
    `127.0.0.1:${stack.port}`,
  ];
  for (const host of bad) {
    const raw = await ask(DISCOVERY, [` ${host}`]);
    assert.ok(['400', '421'].includes(statusOf(raw)), `${host}: ${statusOf(raw)}`);
    assert.doesNotMatch(raw, /evil\.test|"issuer"|^location:/im, host);
  }
});

test('HH-01 without a Host, with two, or with an address in the request line, no tenant is chosen', async () => {
  const own = ` ${stack.host('acme')}`;
  const globex = ` ${stack.host('globex')}`;
  assert.equal(statusOf(await ask(DISCOVERY, [own])), '200');
  assert.equal(statusOf(await ask(DISCOVERY, [])), '400');
  assert.equal(statusOf(await ask(DISCOVERY, [], '1.0')), '421');
  for (const hosts of [
    [own, own],
    [own, globex],
    [own, ' evil.test'],
  ])
    assert.ok(['400', '421'].includes(statusOf(await ask(DISCOVERY, hosts))), hosts.join());
  for (const authority of ['evil.test', stack.host('globex'), stack.host('acme')]) {
    const raw = await ask(`http://${authority}${DISCOVERY}`, [own]);
    assert.ok(['400', '421'].includes(statusOf(raw)), authority);
    assert.doesNotMatch(raw, /evil\.test|"issuer"/);
  }
  for (const target of [`//evil.test${DISCOVERY}`, '*', '/\\evil.test', 'evil.test:443']) {
    const raw = await ask(target, [own]);
    assert.match(statusOf(raw), /^4\d\d$/, target);
    assert.doesNotMatch(raw, /^location:/im, target);
  }
});

/** Headers that a proxy would set, and those that others have trusted from anybody. */
const SPOOFED = {
  'x-forwarded-host': 'evil.test',
  'x-forwarded-proto': 'https',
  'x-forwarded-port': '444',
  'x-forwarded-prefix': '/evil',
  'x-forwarded-server': 'evil.test',
  forwarded: 'host=evil.test;proto=https;for=1.2.3.4',
  'x-host': 'evil.test',
  'x-original-host': 'evil.test',
  'x-zitadel-forward-host': 'evil.test',
  'x-original-url': '/.well-known/jwks.json',
  'x-rewrite-url': '/.well-known/jwks.json',
  'x-user-id': 'auth0|a11ce0000000000000000001',
  'x-tenant-id': 't-globex',
  'x-internal-auth': 'true',
  'x-http-method-override': 'DELETE',
} as const;

/** An answer without what is new in every one. */
function lasting({ status, headers, body }: Answer): unknown {
  const { 'x-request-id': _, date: __, 'set-cookie': cookies, location, ...rest } = headers;
  const sealed = /(interaction=|name="(?:interaction|csrf)" value=")[^"]*/g;
  return {
    status,
    rest: { ...rest, 'content-length': undefined },
    location: location?.replace(sealed, '$1'),
    cookies: cookies?.map((line) => line.replace(/=[^;]*/, '=')),
    body: body.replace(sealed, '$1').replace(/(id="error-request">)[^<]*/, '$1'),
  };
}

test('HH-02 HH-04 HH-07 headers of proxies and of other systems change no answer', async () => {
  const started = `/authorize?${new URLSearchParams(B0)}`;
  const paths = [
    DISCOVERY,
    '/.well-known/jwks.json',
    started,
    '/login',
    '/userinfo',
    '/v2/logout',
    '/readyz',
  ];
  for (const path of paths) {
    // What passed a proxy is no developer's at this machine (issue 18); beyond that no such header changes anything.
    const headers = { via: '1.1 proxy.test' };
    const plain = lasting(await stack.browser().send(path, { headers }));
    assert.deepEqual(lasting(await stack.browser().send(path, { headers: SPOOFED })), plain, path);
    assert.deepEqual(lasting(await stack.browser().send(path, { headers })), plain, `${path} afterwards`);
  }
  const { issuer } = JSON.parse((await stack.browser().send(DISCOVERY, { headers: SPOOFED })).body);
  assert.equal(issuer, stack.issuer('acme'));
});

test('HH-02 HH-04 a login and a silent request under such headers are what they are without', async () => {
  const browser = stack.browser();
  const page = await browser.authorize(B0);
  const fields = { ...hiddenFields(page.body), ...ALICE, action: 'login' };
  const answer = await browser.post('/login', fields, SPOOFED);
  assert.match(answer.location, /^\/authorize\?interaction=/);
  assert.ok(answer.headers['set-cookie']?.every((line) => !/secure|evil/i.test(line)));
  const { location } = await browser.send(answer.location, { headers: SPOOFED });
  assert.equal(fragment(location)['iss'], stack.issuer('acme'));
  const stranger = await stack
    .browser()
    .send(`/authorize?${new URLSearchParams({ ...B0, prompt: 'none' })}`, { headers: SPOOFED });
  assert.equal(fragment(stranger.location)['error'], 'login_required');
});

test('HH-05 odd spellings of a header are malformed or nothing', async () => {
  const head = `GET ${DISCOVERY} HTTP/1.1\r\nHost: ${stack.host('acme')}\r\nConnection: close\r\n`;
  const malformed = [
    'X-Forwarded-Host : evil.test',
    ' X-Forwarded-Host: evil.test',
    'X Forwarded: evil.test',
  ];
  for (const line of malformed)
    assert.equal(statusOf(await sendRaw(stack.port, `${head}${line}\r\n\r\n`)), '400', line);
  assert.equal(statusOf(await sendRaw(stack.port, `${head}X-A: b\r\n folded\r\n\r\n`)), '400', 'obs-fold');
  const underscored = await sendRaw(stack.port, `${head}X_Forwarded_Host: evil.test\r\n\r\n`);
  assert.equal(statusOf(underscored), '200');
  assert.doesNotMatch(underscored, /evil\.test/);
});

test('HH-06 a header named in Connection, as a proxy would strip it, turns no decision to trusted', async () => {
  const browser = stack.browser();
  await signIn(browser);
  const connection = 'close, X-Forwarded-For, Cookie, Authorization, Origin, Sec-Fetch-Site';
  const silent = await browser.send(`/authorize?${new URLSearchParams({ ...B0, prompt: 'none' })}`, {
    headers: { connection, cookie: '' },
  });
  assert.equal(fragment(silent.location)['error'], 'login_required');
  const userinfo = await browser.send('/userinfo', { headers: { connection } });
  assert.equal(userinfo.status, 401);
  const { body } = await browser.authorize({ ...B0, prompt: 'login' });
  const { csrf: _, ...fields } = hiddenFields(body);
  const headers = { connection, 'content-type': 'application/x-www-form-urlencoded' };
  const form = new URLSearchParams({ ...fields, ...ALICE }).toString();
  const forged = await browser.send('/login', { method: 'POST', headers, body: form });
  assert.equal(forged.status, 403, 'without Origin and Sec-Fetch-Site the form token still decides');
  assert.equal(await silently(browser), 'tokens');
});

/** What a Request or the socket says about how the server was reached. */
const FROM_REQUEST =
  /headers\.get\(['"](?:host|forwarded|x-forwarded-(?:host|proto|port|prefix))['"]\)|\breq\.(?:host|hostname|protocol)\b|new URL\([^)]*\brequest\.url\b|new URL\(\s*url\b|headers(?:Distinct)?\??\.?\[['"](?:host|forwarded|x-forwarded-(?:host|proto|port))['"]\]/;

test('HH-09 no source file builds an address from a request: the Host is read once, to look a tenant up', () => {
  for (const breach of [
    "headers.get('host')",
    'req.hostname',
    'new URL(request.url)',
    "headers['x-forwarded-host']",
  ])
    assert.match(breach, FROM_REQUEST);
  const src = join(import.meta.dirname, '../../src');
  const files = globSync('**/*.ts', { cwd: src }).filter((path) => !path.endsWith('.test.ts'));
  assert.ok(files.length > 80);
  const found = files.flatMap((path) =>
    readFileSync(join(src, path), 'utf8')
      .split('\n')
      .filter((line) => FROM_REQUEST.test(line))
      .map((line) => `${path}: ${line.trim()}`),
  );
  assert.deepEqual(found, ["http/arrival.ts: const hosts = incoming.headersDistinct['host'] ?? [];"]);
});

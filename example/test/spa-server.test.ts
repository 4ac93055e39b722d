import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Running } from '../listener.ts';
import { startSpa } from '../spa-server.ts';

const ISSUER = 'http://localhost:4999/';
const API = 'http://localhost:7999';

let spa: Running;

before(async () => {
  spa = await startSpa({ port: 0, issuer: ISSUER, api: `${API}/` });
});

after(() => spa.close());

function get(path: string, init?: RequestInit): Promise<Response> {
  return fetch(new URL(path, spa.url), init);
}

for (const path of ['/app.ts', '/settings.ts', '/constructor', '/..%2fapi.ts', '//', '/callback/']) {
  test(`SPA server: ${path} is answered 404`, async () => {
    assert.equal((await fetch(`${spa.url.slice(0, -1)}${path}`)).status, 404);
  });
}

test('SPA server: a POST is answered 405', async () => {
  assert.equal((await get('/', { method: 'POST' })).status, 405);
});

test('SPA server: a taken port is refused with a sentence that names it and the setting', async () => {
  const port = Number(new URL(spa.url).port);
  const expected = new RegExp(`Port ${port} is taken.*EXAMPLE_SPA_PORT`);
  await assert.rejects(startSpa({ port, issuer: ISSUER, api: API }), expected);
});

for (const path of [
  '/',
  '/callback',
  '/implicit',
  '/callback?error=x',
  '/strict',
  '/code',
  '/code?code=x',
  '/article',
  '/silent',
]) {
  test(`SPA server: ${path} is a page under a policy that trusts this origin's scripts alone (XS-04)`, async () => {
    const response = await get(path);
    assert.equal(response.status, 200);
    assert.match(response.headers.get('content-type') ?? '', /^text\/html; charset=utf-8/);
    const policy = response.headers.get('content-security-policy') ?? '';
    const frames = path === '/silent' ? "'self'" : "'none'";
    for (const directive of [
      "default-src 'none'",
      "script-src 'self'",
      `connect-src http://localhost:4999 ${API}`,
      "frame-src http://localhost:4999 'self'",
      'worker-src blob:',
      "base-uri 'none'",
      `frame-ancestors ${frames}`,
    ]) {
      assert.ok(policy.split('; ').includes(directive), directive);
    }
    assert.doesNotMatch(policy, /unsafe|\*/);
    assert.equal(response.headers.get('referrer-policy'), 'no-referrer');
    assert.equal(response.headers.get('cache-control'), 'no-store');
    assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
    const html = await response.text();
    assert.doesNotMatch(html, /<script>|<script [^>]*>[^<]|\son\w+=|\sstyle=/);
  });
}

for (const script of ['/app.js', '/article.js', '/silent.js']) {
  test(`SPA server: ${script} is bundled, with the addresses it was started for`, async () => {
    const response = await get(script);
    assert.equal(response.status, 200);
    assert.match(response.headers.get('content-type') ?? '', /^text\/javascript/);
    const text = await response.text();
    assert.doesNotMatch(text, /__ISSUER__|__API__|localhost:4000|localhost:7001/);
    if (script !== '/silent.js') assert.ok(text.includes(API));
  });
}

test("SPA server: the article's link asks for what the article's link asks for", async () => {
  const html = await (await get('/article')).text();
  const link = /id="sign-in"[^>]* href="([^"]*)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? '';
  const url = new URL(link);
  assert.equal(`${url.origin}${url.pathname}`, 'http://localhost:4999/authorize');
  assert.deepEqual(Object.fromEntries(url.searchParams), {
    audience: 'appointments:api',
    scope: 'appointments contacts',
    response_type: 'id_token token',
    client_id: 'appointments-spa',
    redirect_uri: new URL('/article', spa.url).href,
  });
});

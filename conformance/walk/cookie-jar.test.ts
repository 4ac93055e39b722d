import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCookieJar } from './cookie-jar.ts';

const HOME = new URL('http://localhost:4000/login/page');

function answer(...lines: readonly string[]): Response {
  return new Response(null, { headers: lines.map((line): [string, string] => ['set-cookie', line]) });
}

const KEPT_BACK: readonly (readonly [string, string, string])[] = [
  ['another host', 'a=1; Path=/', 'http://other.test/'],
  ['a host that only ends alike', 'a=1; Path=/; Domain=localhost', 'http://notlocalhost/'],
  ['a path beside its own', 'a=1; Path=/login', 'http://localhost:4000/loginx'],
  ['a path above the default one', 'a=1', 'http://localhost:4000/'],
];

for (const [where, line, url] of KEPT_BACK) {
  test(`cookie jar: a cookie is not sent to ${where} (RFC 6265 §5.4)`, () => {
    const jar = createCookieJar();
    jar.store(HOME, answer(line));
    assert.equal(jar.header(new URL(url)), undefined);
  });
}

test('cookie jar: a Secure cookie is not sent over http to a host that is not this machine', () => {
  const jar = createCookieJar();
  jar.store(new URL('https://id.test/'), answer('a=1; Path=/; Secure'));
  assert.equal(jar.header(new URL('http://id.test/')), undefined);
  assert.equal(jar.header(new URL('https://id.test/')), 'a=1');
});

test('cookie jar: Max-Age=0 and an Expires of the past delete', () => {
  const jar = createCookieJar();
  jar.store(HOME, answer('a=1; Path=/', 'b=2; Path=/'));
  jar.store(HOME, answer('a=; Path=/; Max-Age=0', 'b=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT'));
  assert.equal(jar.header(HOME), undefined);
  assert.deepEqual(jar.values(), []);
});

test('cookie jar: a newer value replaces an older, the longer path goes first, ports do not matter', () => {
  const jar = createCookieJar();
  jar.store(HOME, answer('a=1; Path=/', 'a=2; Path=/', 'b=x=y; Path=/login'));
  assert.equal(jar.header(new URL('http://localhost:9/login/page')), 'b=x=y; a=2');
});

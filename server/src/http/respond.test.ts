import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { empty, json, jsonText, page, seeOther } from './respond.ts';
import { SECURITY_HEADERS } from './security-headers.ts';

/** What every answer says, whatever its kind. */
const ALWAYS = [
  'cache-control',
  'x-content-type-options',
  'referrer-policy',
  'permissions-policy',
  'content-security-policy',
];

describe('every answer', () => {
  const answers: readonly (readonly [string, Response])[] = [
    ['page', page('x', { status: 200, csp: "default-src 'none'" })],
    ['web_message', page('x', { status: 200, csp: "default-src 'none'", kind: 'web_message' })],
    ['seeOther', seeOther('/x')],
    ['seeOther with cookies', seeOther('/x', ['a=b'])],
    ['json', json({})],
    ['json for a page of another origin', json({}, { cors: '*' })],
    ['empty', empty(204)],
    ['empty for a page of another origin', empty(204, { cors: '*' })],
  ];
  for (const [name, answer] of answers) {
    it(`HT-06 carries the headers of the table: ${name}`, () => {
      assert.deepEqual(
        ALWAYS.filter((header) => !answer.headers.has(header)),
        [],
      );
      assert.equal(answer.headers.get('cache-control'), 'no-store');
      assert.equal(answer.headers.has('x-frame-options'), name !== 'web_message');
    });
  }
});

describe('page', () => {
  it('XS-01 is HTML in UTF-8 under its own policy', async () => {
    const answer = page('<p>é', { status: 400, csp: "default-src 'none'" });
    assert.equal(answer.status, 400);
    assert.equal(answer.headers.get('content-type'), 'text/html; charset=utf-8');
    assert.equal(answer.headers.get('content-security-policy'), "default-src 'none'");
    assert.equal(await answer.text(), '<p>é');
  });

  it('XS-04 lets no extra header stand in for the policy', () => {
    const answer = page('', {
      status: 200,
      csp: 'ours',
      headers: { 'content-security-policy': 'theirs', 'retry-after': '60' },
    });
    assert.equal(answer.headers.get('content-security-policy'), 'ours');
    assert.equal(answer.headers.get('retry-after'), '60');
  });

  it('sets each cookie in a header of its own', () => {
    const answer = page('', { status: 200, csp: 'x', cookies: ['a=1', 'b=2'] });
    assert.deepEqual(answer.headers.getSetCookie(), ['a=1', 'b=2']);
  });
});

describe('seeOther', () => {
  for (const cookies of [[], ['a=1', 'b=2']]) {
    it(`is a 303 without body, ETag or type, with ${cookies.length} cookies (RFC 9110 §15.4.4)`, () => {
      const answer = seeOther('https://app.example/cb#access_token=x', cookies);
      assert.equal(answer.status, 303);
      assert.equal(answer.body, null);
      assert.equal(answer.headers.get('location'), 'https://app.example/cb#access_token=x');
      assert.equal(answer.headers.get('etag'), null);
      assert.equal(answer.headers.get('content-type'), null);
      assert.deepEqual(answer.headers.getSetCookie(), cookies);
    });
  }

  it('leaves the table as it was, so that no answer sees the location of another', () => {
    seeOther('/x');
    assert.equal(Object.hasOwn(SECURITY_HEADERS.empty, 'location'), false);
  });
});

describe('json', () => {
  it('is readable by no other origin unless one is named', () => {
    const answer = json({});
    assert.equal(answer.headers.get('access-control-allow-origin'), null);
    assert.equal(answer.headers.get('cross-origin-resource-policy'), 'same-origin');
  });

  it('tells caches that it differs by origin where it names one (Fetch §3.2.5)', () => {
    const answer = json({}, { cors: 'https://app.example' });
    assert.equal(answer.headers.get('access-control-allow-origin'), 'https://app.example');
    assert.equal(answer.headers.get('vary'), 'Origin');
    assert.equal(answer.headers.get('access-control-allow-credentials'), null);
  });

  it('is the same for all origins where it is public', () => {
    const answer = jsonText('{"a":1}', { cors: '*', headers: { 'cache-control': 'public, max-age=300' } });
    assert.equal(answer.headers.get('access-control-allow-origin'), '*');
    assert.equal(answer.headers.get('vary'), null);
    assert.equal(answer.headers.get('cache-control'), 'public, max-age=300');
    assert.equal(answer.headers.get('cross-origin-resource-policy'), 'cross-origin');
  });

  it('carries the value, with status and headers of its own', async () => {
    const answer = json(
      { error: 'invalid_token' },
      { status: 401, headers: { 'www-authenticate': 'Bearer' } },
    );
    assert.equal(answer.status, 401);
    assert.equal(answer.headers.get('content-type'), 'application/json; charset=utf-8');
    assert.equal(answer.headers.get('www-authenticate'), 'Bearer');
    assert.deepEqual(await answer.json(), { error: 'invalid_token' });
  });
});

describe('empty', () => {
  it('has neither body nor type', () => {
    const answer = empty(304, { headers: { etag: '"x"' } });
    assert.equal(answer.status, 304);
    assert.equal(answer.body, null);
    assert.equal(answer.headers.get('content-type'), null);
    assert.equal(answer.headers.get('etag'), '"x"');
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { empty, json, jsonText, page, preflight, seeOther } from './respond.ts';
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
    ['seeOther', seeOther('/x')],
    ['seeOther with cookies', seeOther('/x', ['a=b'])],
    ['json', json({})],
    ['empty', empty(204)],
  ];
  for (const [name, answer] of answers) {
    it(`HT-06 carries the headers of the table: ${name}`, () => {
      assert.deepEqual(
        ALWAYS.filter((header) => !answer.headers.has(header)),
        [],
      );
      assert.equal(answer.headers.get('cache-control'), 'no-store');
      // A document says by whom it may be framed when its path is known (openness.ts).
      assert.equal(answer.headers.has('x-frame-options'), name !== 'page');
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
  it('is kept as text where it is text already, and may be kept by others where it is public', async () => {
    const answer = jsonText('{"a":1}', { headers: { 'cache-control': 'public, max-age=300' } });
    assert.equal(await answer.text(), '{"a":1}');
    assert.equal(answer.headers.get('cache-control'), 'public, max-age=300');
  });

  it('is readable by no other origin of itself: who reads it is said of its path', () => {
    assert.equal(json({}).headers.get('access-control-allow-origin'), null);
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

describe('preflight', () => {
  const asked = (names?: string) =>
    preflight(
      new Request('https://as.example/x', {
        method: 'OPTIONS',
        headers: names === undefined ? {} : { 'access-control-request-headers': names },
      }),
      ['GET', 'POST'],
    );

  it('allows the headers that are asked for, whatever they are, and says that it differs by them (Fetch §4.8)', () => {
    const answer = asked('traceparent,sentry-trace,baggage, MCP-Protocol-Version,dpop');
    assert.equal(answer.status, 204);
    assert.equal(
      answer.headers.get('access-control-allow-headers'),
      'traceparent, sentry-trace, baggage, mcp-protocol-version, dpop',
    );
    assert.equal(answer.headers.get('access-control-allow-methods'), 'GET, POST');
    assert.equal(answer.headers.get('vary'), 'Origin, Access-Control-Request-Headers');
    assert.equal(answer.headers.get('access-control-max-age'), '600');
  });

  it('allows nothing that is no name, and no more than fifty names of 64 characters', () => {
    assert.equal(asked('a b, "x", x:y').headers.get('access-control-allow-headers'), '');
    assert.equal(asked().headers.get('access-control-allow-headers'), '');
    const many = Array.from({ length: 51 }, (_, index) => `x-${index}`).join();
    assert.equal(asked(many).headers.get('access-control-allow-headers')?.split(', ').length, 50);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { closeDocument, isReadByPages, opennessHeaders } from './openness.ts';

type Asked = {
  readonly method?: string;
  readonly query?: string;
  readonly origin?: string;
  readonly status?: number;
};

function headersOf(path: string, { method = 'GET', query = '', origin, status = 200 }: Asked = {}) {
  const headers: Record<string, string> = origin === undefined ? {} : { origin };
  const request = new Request(`https://as.example${path}${query}`, { method, headers });
  return opennessHeaders(path, { request, status });
}

describe('opener (HTML §7.1.3)', () => {
  const openers: readonly (readonly [path: string, asked: Asked, policy: string])[] = [
    ['/account', {}, 'same-origin'],
    ['/logout', {}, 'same-origin'],
    ['/verify-email', {}, 'same-origin'],
    ['/nothing-here', {}, 'same-origin'],
    ['/authorize', {}, 'unsafe-none'],
    ['/authorize', { status: 303 }, 'unsafe-none'],
    ['/login', { method: 'POST', status: 500 }, 'unsafe-none'],
    ['/oidc/logout', { status: 303 }, 'unsafe-none'],
    ['/reset-password', {}, 'same-origin'],
    ['/reset-password', { query: '?xinteraction=1' }, 'same-origin'],
    ['/reset-password', { query: '?interaction=1' }, 'unsafe-none'],
    ['/reset-password', { method: 'POST' }, 'unsafe-none'],
  ];
  for (const [path, asked, policy] of openers)
    it(`FR-15 ${asked.method ?? 'GET'} ${path}${asked.query ?? ''} is ${policy}`, () =>
      assert.equal(headersOf(path, asked)['cross-origin-opener-policy'], policy));
});

describe('readers (Fetch §3.2)', () => {
  const origin = 'https://app.example';
  const allowed = (path: string, asked: Asked = {}) =>
    headersOf(path, { origin, ...asked })['access-control-allow-origin'];

  it('CR-01 pages, introspection and what is no path are read by nobody', () => {
    for (const path of ['/login', '/authorize', '/oauth/introspect', '/dev/mailbox.json', '/no']) {
      assert.equal(allowed(path), undefined, path);
      assert.equal(isReadByPages(path), false, path);
    }
  });

  it('names the origin that asks at endpoints that act by what is sent, whatever the answer, and varies by it', () => {
    for (const path of ['/oauth/token', '/oauth/revoke', '/oidc/register', '/oidc/register/:client_id']) {
      for (const status of [200, 400, 401, 405, 413, 429, 500, 503]) {
        assert.equal(allowed(path, { status }), origin, path);
        assert.equal(headersOf(path)['vary'], 'Origin');
      }
      assert.equal(headersOf(path)['access-control-allow-origin'], undefined, 'nobody asks');
      // Of cookies that are sent along nothing depends at the token endpoints, and the others want none.
      const credentials = path.startsWith('/oauth/') ? 'true' : undefined;
      assert.equal(headersOf(path, { origin })['access-control-allow-credentials'], credentials);
    }
  });

  it('CR-04 leaves claims to the handler, which knows the client; a refusal and a preflight are for any page', () => {
    assert.equal(allowed('/userinfo'), undefined);
    assert.equal(headersOf('/userinfo', { origin })['vary'], 'Origin');
    assert.equal(allowed('/userinfo', { status: 401 }), origin);
    assert.equal(allowed('/userinfo', { method: 'OPTIONS', status: 204 }), origin);
  });

  it('CR-03 public documents are for everybody, and may be loaded from anywhere', () => {
    const headers = headersOf('/.well-known/jwks.json', { origin });
    assert.equal(headers['access-control-allow-origin'], '*');
    assert.equal(headers['vary'], undefined);
    assert.equal(headers['cross-origin-resource-policy'], 'cross-origin');
  });

  it('the one refusal that auth0.js asks for with cookies may be read so', () => {
    assert.equal(headersOf('/co/authenticate', { origin })['access-control-allow-credentials'], 'true');
  });
});

describe('closeDocument', () => {
  function closed(path: string | undefined, policy: string, status = 200) {
    const response = new Response('', { status, headers: { 'content-security-policy': policy } });
    const { headers } = closeDocument(response, path);
    return [headers.get('content-security-policy'), headers.get('x-frame-options')];
  }
  const NONE = "default-src 'none'";

  it('CO-01 XS-04 a document is framed by nobody, and its forms stay here', () => {
    const expected = [`${NONE}; form-action 'self'; frame-ancestors 'none'`, 'DENY'];
    assert.deepEqual(closed('/account', NONE), expected);
    assert.deepEqual(closed(undefined, NONE), expected, 'at no path');
  });

  it('FR-12 says nothing of forms whose answer may lead to a client', () => {
    for (const path of [
      '/login',
      '/consent',
      '/mfa',
      '/signup',
      '/logout',
      '/verify-email',
      '/passwordless/link',
    ])
      assert.deepEqual(closed(path, NONE), [`${NONE}; frame-ancestors 'none'`, 'DENY'], path);
  });

  it('SA-01 a document at /authorize may name the one origin that frames it; no other document may', () => {
    const framed = `${NONE}; frame-ancestors https://app.example`;
    assert.deepEqual(closed('/authorize', framed), [framed, null]);
    assert.deepEqual(closed('/authorize', NONE), [`${NONE}; frame-ancestors 'none'`, 'DENY']);
    for (const path of ['/login', '/account', '/oidc/session'])
      assert.throws(() => closed(path, framed), /may not be framed/);
  });

  it('the frame that watches the session is for everybody, and the page that refuses it for nobody', () => {
    const own = `${NONE}; form-action 'self'`;
    assert.deepEqual(closed('/oidc/session', NONE), [`${own}; frame-ancestors *`, null]);
    assert.deepEqual(closed('/oidc/session', NONE, 404), [`${own}; frame-ancestors 'none'`, 'DENY']);
  });

  it('leaves a policy that is complete', () => {
    const inert = `${NONE}; form-action 'none'; frame-ancestors 'none'`;
    assert.deepEqual(closed('/login', inert), [inert, null]);
    assert.equal(closeDocument(new Response('')).headers.get('content-security-policy'), null);
  });
});

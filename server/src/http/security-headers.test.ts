import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { contentSecurityPolicy, SECURITY_HEADERS, strictTransportSecurity } from './security-headers.ts';

const PERMISSIONS =
  'accelerometer=(), autoplay=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), ' +
  'magnetometer=(), microphone=(), midi=(), payment=(), usb=()';

const EVERYWHERE = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'permissions-policy': PERMISSIONS,
};
const INERT = {
  'content-security-policy':
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-frame-options': 'DENY',
};

describe('SECURITY_HEADERS', () => {
  it('HT-06 is this matrix and no other', () => {
    assert.deepEqual(SECURITY_HEADERS, {
      page: { ...EVERYWHERE, 'content-type': 'text/html; charset=utf-8' },
      picture: {
        ...EVERYWHERE,
        ...INERT,
        'content-type': 'image/svg+xml',
        'content-security-policy': `${INERT['content-security-policy']}; sandbox`,
      },
      asset: { ...EVERYWHERE, ...INERT },
      empty: { ...EVERYWHERE, ...INERT },
      json: { ...EVERYWHERE, ...INERT, 'content-type': 'application/json; charset=utf-8' },
    });
  });
});

describe('strictTransportSecurity', () => {
  it('HT-06 is absent over http, where it means nothing (RFC 6797 §7.2)', () => {
    assert.deepEqual(strictTransportSecurity(new URL('http://localhost:4000'), 'x.localhost:4000'), {});
  });

  const hsts = (host: string) =>
    strictTransportSecurity(new URL('https://auth.example.com:8443'), host)['strict-transport-security'];

  it('HT-05 holds for a year, and for all below a host that is below the base URL’s', () => {
    for (const host of [
      'acme.us.auth.example.com',
      'acme.auth.example.com:8443',
      'ACME.Auth.Example.com.',
      'a.auth.example.com.:8443',
    ])
      assert.equal(hsts(host), 'max-age=31536000; includeSubDomains', host);
  });

  it('HT-05 holds for no other host below: of a tenant’s own domain, of the base URL, of nobody (RFC 6797 §11.4)', () => {
    for (const host of [
      'customer.com',
      'login.customer.com',
      'auth.example.com',
      'auth.example.com.:8443',
      'example.com',
      'xauth.example.com',
      'evil.auth.example.com.evil.test',
      '',
      'customer.com:8443',
    ])
      assert.equal(hsts(host), 'max-age=31536000', host);
  });
});

/** Directives of a policy by name. */
function parse(policy: string): ReadonlyMap<string, string> {
  return new Map(
    policy.split('; ').map((directive) => {
      const space = directive.indexOf(' ');
      return [directive.slice(0, space), directive.slice(space + 1)];
    }),
  );
}

describe('contentSecurityPolicy', () => {
  it('XS-04 allows nothing where nothing is asked for', () => {
    assert.equal(
      contentSecurityPolicy({ styles: undefined }),
      "default-src 'none'; base-uri 'none'; object-src 'none'",
    );
  });

  it('XS-04 allows one stylesheet, one script, one picture host and one ancestor, and no unsafe word', () => {
    const policy = contentSecurityPolicy({
      styles: "'sha256-x='",
      scriptNonce: 'n',
      framer: 'https://app.example',
      images: ['https://cdn.example/l.png?a=b;c'],
    });
    assert.deepEqual(
      [...parse(policy)],
      [
        ['default-src', "'none'"],
        ['style-src', "'sha256-x='"],
        ['script-src', "'nonce-n'"],
        ['img-src', 'https://cdn.example'],
        ['base-uri', "'none'"],
        ['object-src', "'none'"],
        ['frame-ancestors', 'https://app.example'],
      ],
    );
    assert.doesNotMatch(policy, /unsafe|\*/);
  });

  const sources: readonly (readonly [uri: string, source: string])[] = [
    ['http://localhost:3000/x', 'http://localhost:3000'],
    ['https://app.example:443/x', 'https://app.example'],
    ['http://127.0.0.1:5000/', 'http://127.0.0.1:5000'],
    // CSP 3 §2.3.1 has no way to write an IPv6 literal.
    ['http://[::1]:5000/', 'http:'],
  ];
  for (const [uri, source] of sources) {
    it(`names ${uri} by its origin`, () => {
      assert.equal(
        parse(contentSecurityPolicy({ styles: undefined, frames: [uri] })).get('frame-src'),
        source,
      );
    });
  }

  for (const uri of ['https://a;sandbox/', 'https://a,b.example/', "https://'self'/", 'https://*.example/']) {
    it(`XS-04 lets no host write a directive, a policy or a keyword: ${uri}`, () => {
      assert.equal(
        parse(contentSecurityPolicy({ styles: undefined, frames: [uri] })).get('frame-src'),
        'https:',
      );
    });
  }

  it('names schemes where there are more hosts than a header has room for', () => {
    const frames = Array.from({ length: 200 }, (_, index) => `https://client-${index}.example/bye`);
    const sources = (count: number) =>
      parse(contentSecurityPolicy({ styles: undefined, frames: frames.slice(0, count) })).get('frame-src');
    assert.match(sources(30) ?? '', /^https:\/\/client-0\.example .*https:\/\/client-29\.example$/);
    assert.equal(sources(200), 'https:');
  });

  it('allows a picture that is in the page already by its scheme', () => {
    const policy = contentSecurityPolicy({ styles: undefined, images: ['data:image/png;base64,AAAA'] });
    assert.equal(parse(policy).get('img-src'), 'data:');
  });
});

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
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': PERMISSIONS,
  'x-frame-options': 'DENY',
};
const INERT = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const { 'x-frame-options': _, ...FRAMED } = EVERYWHERE;

describe('SECURITY_HEADERS', () => {
  it('HT-06 is this matrix and no other', () => {
    assert.deepEqual(SECURITY_HEADERS, {
      page: { ...EVERYWHERE, 'content-type': 'text/html; charset=utf-8' },
      web_message: {
        ...FRAMED,
        'content-type': 'text/html; charset=utf-8',
        'cross-origin-opener-policy': 'unsafe-none',
      },
      picture: {
        ...EVERYWHERE,
        'content-type': 'image/svg+xml',
        'content-security-policy': `${INERT}; sandbox`,
        'cross-origin-resource-policy': 'cross-origin',
        'access-control-allow-origin': '*',
      },
      empty: { ...EVERYWHERE, 'content-security-policy': INERT },
      json: {
        ...EVERYWHERE,
        'content-type': 'application/json; charset=utf-8',
        'content-security-policy': INERT,
      },
      cors_json: {
        ...EVERYWHERE,
        'content-type': 'application/json; charset=utf-8',
        'content-security-policy': INERT,
        'cross-origin-resource-policy': 'cross-origin',
      },
    });
  });
});

describe('strictTransportSecurity', () => {
  it('HT-06 is absent over http, where it means nothing (RFC 6797 §7.2)', () => {
    assert.deepEqual(strictTransportSecurity(new URL('http://localhost:4000')), {});
  });

  it('HT-06 holds for a year and for sub-domains over https', () => {
    assert.deepEqual(strictTransportSecurity(new URL('https://auth.example')), {
      'strict-transport-security': 'max-age=31536000; includeSubDomains',
    });
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
  it('XS-04 allows nothing but its own form where nothing is asked for', () => {
    assert.equal(
      contentSecurityPolicy({ styles: undefined }),
      "default-src 'none'; base-uri 'none'; object-src 'none'; form-action 'self'; frame-ancestors 'none'",
    );
  });

  it('XS-04 allows one stylesheet, one script, one picture host, one target and one ancestor, and no unsafe word', () => {
    const policy = contentSecurityPolicy({
      styles: "'sha256-x='",
      scriptNonce: 'n',
      formAction: 'https://app.example/cb?a=b;c',
      frameAncestors: 'https://app.example',
      images: ['https://cdn.example/l.png'],
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
        ['form-action', "'self' https://app.example"],
        ['frame-ancestors', 'https://app.example'],
      ],
    );
    assert.doesNotMatch(policy, /unsafe|\*/);
  });

  const targets: readonly (readonly [uri: string, source: string])[] = [
    ['http://localhost:3000/callback', 'http://localhost:3000'],
    ['https://app.example:443/cb', 'https://app.example'],
    ['com.example.app:/cb', 'com.example.app:'],
    ['com.example.app://cb/x', 'com.example.app:'],
    ['http://127.0.0.1:5000/', 'http://127.0.0.1:5000'],
    // CSP 3 §2.3.1 has no way to write an IPv6 literal.
    ['http://[::1]:5000/', 'http:'],
  ];
  for (const [uri, source] of targets) {
    it(`FR-12 lets a form end at ${uri}`, () => {
      assert.equal(
        parse(contentSecurityPolicy({ styles: undefined, formAction: uri })).get('form-action'),
        `'self' ${source}`,
      );
    });
  }

  for (const uri of ['https://a;sandbox/', 'https://a,b.example/', "https://'self'/", 'https://*.example/']) {
    it(`XS-04 lets no host write a directive, a policy or a keyword: ${uri}`, () => {
      assert.equal(
        parse(contentSecurityPolicy({ styles: undefined, formAction: uri })).get('form-action'),
        "'self' https:",
      );
    });
  }

  it('allows a picture that is in the page already by its scheme', () => {
    const policy = contentSecurityPolicy({ styles: undefined, images: ['data:image/png;base64,AAAA'] });
    assert.equal(parse(policy).get('img-src'), 'data:');
  });
});

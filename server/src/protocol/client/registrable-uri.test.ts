import assert from 'node:assert/strict';
import { test } from 'node:test';
import { registeredUri } from '../../../test/authorization/authorization-requests.ts';
import { APP_TYPES, type AppType } from './client.ts';
import { redirectOrigin } from './redirect-uri.ts';
import { registrablePage, registrableRedirectUri, registrableWebAddress } from './registrable-uri.ts';

const REFUSED_FOR_ALL: readonly (readonly [id: string, uri: string, why: RegExp])[] = [
  ['RU-05', 'https://user:pw@app.acme.test/cb', /user information/],
  ['RU-05', 'https://user@app.acme.test/cb', /user information/],
  ['RU-05', 'https://:pw@app.acme.test/cb', /user information/],
  ['RU-05', 'https://@app.acme.test/cb', /normal form/],
  ['RU-06', 'https://app.acme.test\\cb', /character/],
  ['RU-07', 'https:app.acme.test/cb', /normal form: write https:\/\/app\.acme\.test\/cb/],
  ['RU-07', 'https:/app.acme.test/cb', /normal form/],
  ['RU-07', 'https://APP.acme.test/cb', /normal form/],
  ['RU-07', 'https://app.acme.test:0443/cb', /normal form/],
  ['RU-07', 'https://app.acme.test:/cb', /normal form/],
  ['RU-07', 'https://app.acme.test/./cb', /normal form/],
  ['RU-07', ' https://app.acme.test/cb', /character/],
  ['RU-08', 'https://%61pp.acme.test/cb', /normal form/],
  ['RU-10', 'http://app.acme.test/cb', /only localhost may/],
  ['RU-10', 'http://localhost.evil.test/cb', /only localhost may/],
  ['RU-10', 'http://127.0.0.1.nip.io/cb', /only localhost may/],
  ['RU-10', 'http://10.0.0.1/cb', /only localhost may/],
  ['RU-16', 'https://app.acme.test/cb#a', /fragment/],
  ['RU-16', 'https://app.acme.test/cb#', /fragment/],
  ['RU-18', 'https://app.acme.test/cb\r\nSet-Cookie:a=b', /character/],
  ['RU-18', 'https://app.acme.test/cb\n', /character/],
  ['RU-18', 'https://app.acme.test/\0', /character/],
  ['RU-19', 'https://аpp.acme.test/cb', /punycode/],
  ['RU-19', 'https://app.acme.test/ﬀ', /punycode/],
  ['RU-19', 'https://a\u200dpp.acme.test/cb', /punycode/],
  ['RU-23', 'javascript:alert(1)', /scheme javascript/],
  ['RU-23', 'JaVaScRiPt:alert(1)', /scheme JaVaScRiPt/],
  ['RU-23', 'java\tscript:alert(1)', /character/],
  ['RU-23', '\x01javascript:alert(1)', /character/],
  ['RU-23', 'data:text/html,x', /scheme data/],
  ['RU-23', 'vbscript:x', /scheme vbscript/],
  ['RU-23', 'blob:https://app.acme.test/1', /scheme blob/],
  ['RU-23', 'file:///etc/passwd', /scheme file/],
  ['RU-23', 'about:blank', /scheme about/],
  ['RU-23', 'intent://x/', /scheme intent/],
  ['RU-23', 'view-source:https://app.acme.test/', /scheme view-source/],
  ['RU-24', 'https://*.acme.test/cb', /wildcard/],
  ['RU-24', 'https://app.acme.test/*', /wildcard/],
  ['RU-24', '*', /wildcard/],
  ['RU-24', 'https://*', /wildcard/],
  ['RU-26', 'http://127.1/cb', /normal form/],
  ['RU-26', 'http://2130706433/cb', /normal form/],
  ['RU-26', 'http://[::ffff:127.0.0.1]/cb', /only localhost may/],
  ['RU-28', 'https://app.acme.test:65536/cb', /not an absolute URI/],
  ['RU-29', 'myapp:/cb', /scheme myapp/],
  ['RU-29', 'HTTPS://app.acme.test/cb', /scheme HTTPS/],
  ['RU-29', 'ws://app.acme.test/cb', /scheme ws/],
  ['RU-29', 'wss://app.acme.test/cb', /scheme wss/],
  ['RU-29', 'mailto:a@x.test', /scheme mailto/],
  ['RU-29', 'tel:1', /scheme tel/],
  ['RU-29', 'sms:1', /scheme sms/],
  ['RU-31', `https://app.acme.test/${'x'.repeat(2_048)}`, /longer than 2048/],
  ['RU-38', '', /character/],
  ['RU-38', 'https://', /not an absolute URI/],
  ['RU-38', '/cb', /not an absolute URI/],
  ['RU-38', '//app.acme.test/cb', /not an absolute URI/],
  ['RU-38', ':/cb', /not an absolute URI/],
  ['RU-38', 'https://app.acme.test/🔑', /punycode/],
  ['RU-38', 'https://app.acme.test/cb?code=1', /has code in its query/],
  ['RU-38', 'https://app.acme.test/cb?a=b&%73tate=1', /has state in its query/],
  ['RU-38', 'http://localhost:3000/cb?iss=https://evil.test', /has iss in its query/],
  ['RU-38', 'http://127.0.0.1/cb?access_token=x', /has access_token in its query/],
  ['RU-38', 'https://xn--/', /never be reached: one of its labels is not punycode/],
  ['RU-38', `https://${'a'.repeat(300)}/cb`, /never be reached: it is longer than 253/],
  ['RU-38', `https://${'a'.repeat(64)}.test/cb`, /never be reached/],
  ['RU-38', 'https://app..acme.test/cb', /never be reached/],
  ['RU-38', 'https://-.acme.test/cb', /never be reached/],
  ['RU-38', 'https://app.acme.1/cb', /not an absolute URI/],
  ['RU-38', 'https://[fe80::1%25eth0]/cb', /not an absolute URI/],
  ['RU-38', 'https://app.acme.test:0/cb', /never be reached/],
  ['RU-38', 'http://127.0.0.1:0/cb', /never be reached/],
  ['RU-38', 'com.example.app://[', /not an absolute URI|scheme com/],
];

for (const [id, uri, why] of REFUSED_FOR_ALL) {
  test(`${id} ${JSON.stringify(uri).slice(0, 60)} cannot be registered by any kind of client (RFC 6749 §3.1.2)`, () => {
    for (const app_type of APP_TYPES) {
      const result = registrableRedirectUri(uri, { app_type });
      assert.ok(!result.ok, app_type);
      assert.match(result.error, why);
    }
    const page = registrablePage(uri);
    assert.match(page.ok ? 'registered' : page.error, why);
  });
}

const REFUSED_PRIVATE_USE: readonly (readonly [id: string, app_type: AppType, uri: string, why: RegExp])[] = [
  ['RU-29', 'spa', 'com.example.app:/cb', /only a native client/],
  ['RU-29', 'regular_web', 'com.example.app:/cb', /only a native client/],
  [
    'RU-29',
    'native',
    'com.example.app:cb',
    /needs a path after the scheme, unless unsafe_unclaimed_redirect_schemes/,
  ],
  ['RU-38', 'native', 'com.example.app:/cb?code=1', /has code in its query/],
  [
    'RU-29',
    'native',
    'Com.Example.App:/cb',
    /lower-case domain name in reverse, unless unsafe_unclaimed_redirect_schemes/,
  ],
  ['RU-29', 'native', '1com.example:/cb', /not an absolute URI/],
  [
    'RU-29',
    'native',
    'com.:/cb',
    /lower-case domain name in reverse, unless unsafe_unclaimed_redirect_schemes/,
  ],
  ['RU-05', 'native', 'com.example.app://user:pw@host/cb', /user information/],
  ['RU-05', 'native', 'com.example.app://:pw@host/cb', /user information/],
  ['RU-29', 'native', 'com.example.app://[', /not an absolute URI/],
  ['RU-29', 'native', 'com.example.app://host:99999/cb', /not an absolute URI/],
];

for (const [id, app_type, uri, why] of REFUSED_PRIVATE_USE) {
  test(`${id} ${uri} cannot be registered by a client of the type ${app_type} (RFC 8252 §7.1)`, () => {
    const result = registrableRedirectUri(uri, { app_type });
    assert.match(result.ok ? 'registered' : result.error, why);
  });
}

const REGISTRABLE: readonly (readonly [id: string, app_type: AppType, uri: string])[] = [
  ['RU-01', 'spa', 'https://app.acme.test/cb'],
  ['RU-15', 'spa', 'https://third.test/cb?x=1&y=%20'],
  ['RU-19', 'spa', 'https://xn--80ak6aa92e.com/cb'],
  ['RU-22', 'spa', 'https://app.acme.test:443/cb'],
  ['RU-22', 'spa', 'http://localhost:80/cb'],
  ['RU-22', 'spa', 'https://app.acme.test:8443/cb'],
  ['RU-22', 'spa', 'https://app.acme.test:4430/cb'],
  ['no path,', 'spa', 'https://app.acme.test'],
  ['no path,', 'spa', 'https://app.acme.test:443'],
  ['a query without a path,', 'spa', 'https://app.acme.test?x=1'],
  ['RU-25', 'spa', 'http://localhost:3000/callback'],
  ['RU-25', 'spa', 'http://acme.us.localhost:4000/cb'],
  ['RU-25', 'native', 'http://127.0.0.1/cb'],
  ['RU-25', 'native', 'http://[::1]:5/cb'],
  ['RU-29', 'native', 'com.example.app:/cb'],
  ['RU-29', 'native', 'com.example.app://acme.auth.test/ios/com.example.app/callback'],
  ['RU-31', 'spa', `https://app.acme.test/${'x'.repeat(2_026)}`],
];

for (const [id, app_type, uri] of REGISTRABLE) {
  test(`${id} ${uri.slice(0, 60)} can be registered by a client of the type ${app_type} (RFC 6749 §3.1.2)`, () => {
    assert.deepEqual(registrableRedirectUri(uri, { app_type }), { ok: true, value: uri });
    assert.doesNotThrow(() => redirectOrigin(registeredUri(uri)));
  });
}

test('a page is on the web whatever the client is', () => {
  const page = registrablePage('com.example.app:/logo');
  assert.equal(
    page.ok ? 'registered' : page.error,
    'has the scheme com.example.app: a page is at https, or at http on localhost',
  );
  assert.deepEqual(registrablePage('https://app.acme.test/logo'), {
    ok: true,
    value: 'https://app.acme.test/logo',
  });
});

test('an address that the server is to ask is on the web, leads somewhere and leaves the names of an answer alone', () => {
  for (const [uri, why] of [
    ['no address', /not an http or https address/],
    ['ftp://a.test/', /not an http or https address/],
    ['https://xn--/', /never be reached/],
    ['https://a.test/?iss=x', /has iss in its query/],
  ] as const) {
    const result = registrableWebAddress(uri);
    assert.match(result.ok ? 'registered' : result.error, why);
  }
  for (const uri of ['https://a.test/keys', 'http://keys.internal:8080/?x=1'])
    assert.deepEqual(registrableWebAddress(uri), { ok: true, value: uri });
});

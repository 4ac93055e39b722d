/**
 * Callbacks and origins of native and hybrid applications: what a setting opens, and what none does.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { registeredUri } from '../../../test/authorization/authorization-requests.ts';
import { APP_TYPES } from './client.ts';
import { matchRedirectUri, redirectOrigin } from './redirect-uri.ts';
import { registrableOrigin, registrableRedirectUri } from './registrable-uri.ts';

/** Applications as they are in the field: VS Code, Cursor, Expo, bundle ids as their makers write them. */
const UNCLAIMED = [
  'myapp://callback',
  'myapp:/cb',
  'myapp://',
  'cursor://anysphere.cursor-retrieval/oauth/callback',
  'vscode://vscode.github-authentication/did-authenticate',
  'vscode-insiders://vscode.github-authentication/did-authenticate?windowId=1',
  'exp://127.0.0.1:19000/--/cb',
  'exp+my-app://expo-development-client/',
  'com.Example.App:/callback',
  'com.Example.App://acme.auth.test/ios/com.Example.App/callback',
  'com.example.app:callback',
  'com.example.App:callback',
  'fb1234567890://authorize',
  'msal0f5c9e3a://auth',
  'capacitor://localhost/cb',
  'chrome-extension://abcdefghijklmnopabcdefghijklmnop/cb.html',
  'claude://cb',
  'slack:cb',
  'a:b',
];

for (const uri of UNCLAIMED) {
  test(`RU-29 ${uri} is for native clients that say so, and for no other (RFC 8252 §7.1, §8.1)`, () => {
    const unsafe_unclaimed_redirect_schemes = true;
    const native = { app_type: 'native', unsafe_unclaimed_redirect_schemes } as const;
    assert.deepEqual(registrableRedirectUri(uri, native), { ok: true, value: uri });
    assert.equal(matchRedirectUri(uri, { ...native, redirect_uris: [uri] }), uri);
    assert.doesNotThrow(() => redirectOrigin(registeredUri(uri)));
    const strict = registrableRedirectUri(uri, { app_type: 'native' });
    assert.match(strict.ok ? '' : strict.error, /unless unsafe_unclaimed_redirect_schemes/);
    for (const app_type of ['spa', 'regular_web', 'non_interactive'] as const) {
      const web = registrableRedirectUri(uri, { app_type, unsafe_unclaimed_redirect_schemes });
      assert.match(web.ok ? '' : web.error, /only a native client/);
    }
  });
}

/** What no setting opens: what browsers and operating systems keep for themselves, and what no URI may hold. */
const NEVER: readonly (readonly [uri: string, why: RegExp])[] = [
  ...[
    'javascript:alert(1)',
    'JavaScript:alert(1)',
    'javascript://x/%0Aalert(1)',
    'data:text/html,x',
    'vbscript:x',
    'blob:https://app.acme.test/1',
    'filesystem:https://app.acme.test/temporary/',
    'file:///etc/passwd',
    'FILE://host/cb',
    'about:blank',
    'view-source:https://app.acme.test/',
    'HTTPS://app.acme.test/cb',
    'Http://app.acme.test/cb',
    'ws://app.acme.test/cb',
    'wss://app.acme.test/cb',
    'ftp://app.acme.test/cb',
    'chrome://settings',
    'edge://settings',
    'resource://x/',
    'intent://x/#Intent',
    'intent://x/',
    'android-app://com.example/',
    'content://x/',
    'mailto:a@x.test',
    'tel:1',
    'sms:1',
    'urn:ietf:wg:oauth:2.0:oob',
    'ms-msdt:/id',
    'search-ms:query',
    'itms-services://x',
  ].map((uri) => [uri, /not an application's|fragment/] as const),
  ['myapp://cb#x', /fragment/],
  ['myapp://*/cb', /wildcard/],
  ['myapp://user:pw@host/cb', /user information/],
  ['myapp://cb?code=1', /has code in its query/],
  ['my app://cb', /character/],
  ['my_app://cb', /not an absolute URI/],
  ['1app://cb', /not an absolute URI/],
  ['myapp', /not an absolute URI/],
  ['myapp://host:99999/cb', /not an absolute URI/],
  [`myapp://${'x'.repeat(2_048)}`, /longer than 2048/],
];

for (const [uri, why] of NEVER) {
  test(`RU-23 ${uri.slice(0, 60)} is opened by no setting`, () => {
    const client = { app_type: 'native', unsafe_unclaimed_redirect_schemes: true } as const;
    const result = registrableRedirectUri(uri, client);
    assert.match(result.ok ? 'registered' : result.error, why);
  });
}

const ORIGINS_OF_APPLICATIONS = [
  'capacitor://localhost',
  'ionic://localhost',
  'tauri://localhost',
  'app://-',
  'app://.',
  'myapp://app:1',
  'chrome-extension://abcdefghijklmnopabcdefghijklmnop',
  'moz-extension://a2b4c6d8-0000-4000-8000-000000000000',
  'safari-web-extension://A2B4C6D8-0000-4000-8000-000000000000',
  'vscode-webview://0abc',
];

for (const origin of ORIGINS_OF_APPLICATIONS) {
  test(`${origin} is an origin of native clients (RFC 6454 §4)`, () => {
    assert.deepEqual(registrableOrigin(origin, { app_type: 'native' }), { ok: true, value: origin });
    for (const app_type of ['spa', 'regular_web', 'non_interactive'] as const) {
      const result = registrableOrigin(origin, { app_type });
      assert.match(result.ok ? 'registered' : result.error, /only a native client/);
    }
    for (const more of ['/', '/index.html', '?x=1']) {
      const result = registrableOrigin(`${origin}${more}`, { app_type: 'native' });
      assert.equal(result.ok ? 'registered' : result.error, `is not an origin: write ${origin}`);
    }
  });
}

for (const origin of [
  'https://app.acme.test',
  'https://app.acme.test:8443',
  'https://tauri.localhost',
  'http://localhost',
  'http://localhost:8100',
  'http://tauri.localhost',
]) {
  test(`${origin} is an origin of every client`, () => {
    for (const app_type of APP_TYPES)
      assert.deepEqual(registrableOrigin(origin, { app_type }), { ok: true, value: origin });
  });
}

const NO_ORIGINS: readonly (readonly [origin: string, why: RegExp])[] = [
  ['null', /not an absolute URI/],
  ['*', /wildcard/],
  ['https://*.acme.test', /wildcard/],
  ['http://app.acme.test', /only localhost may/],
  ['https://app.acme.test/', /is not an origin: write https:\/\/app\.acme\.test$/],
  ['https://app.acme.test:443', /is not an origin: write https:\/\/app\.acme\.test$/],
  ['https://APP.acme.test', /normal form/],
  ['Capacitor://localhost', /is not an origin: write capacitor:\/\/localhost$/],
  ['capacitor://user@localhost', /user information/],
  ['capacitor:', /names no host/],
  ['capacitor://', /names no host/],
  ['com.example.app:/cb', /names no host/],
  ['file://', /not an application's/],
  ['javascript://x', /not an application's/],
  ['data:,x', /not an application's/],
  ['blob:https://app.acme.test/1', /not an application's/],
  ['HTTPS://app.acme.test', /not an application's/],
];

for (const [origin, why] of NO_ORIGINS) {
  test(`${origin} is no origin of a native client either`, () => {
    const result = registrableOrigin(origin, { app_type: 'native' });
    assert.match(result.ok ? 'registered' : result.error, why);
  });
}

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clientWith, judge, query } from '../../../test/authorization/authorization-requests.ts';
import type { Client } from '../../resources/client/client.ts';
import {
  missingRedirectUri,
  redirectUriOfAnother,
  unregisteredRedirectUri,
} from './diagnose-redirect-uri.ts';
import type { Diagnosis } from './diagnosis.ts';

const APP = 'https://app.acme.test/cb';
const DEV = 'http://localhost:5173/call';

type Case = readonly [
  sent: string,
  registered: string | readonly string[],
  /** After `redirect_uri differs at character `. */
  said: string,
  client?: Partial<Client>,
];

const PORTS = '; a port may vary for native clients alone';
const NATIVE_PORTS =
  '; the port of http://127.0.0.1 and http://[::1] may vary, that of localhost with unsafe_any_port_of_localhost';

/** What can be registered as it was sent. */
const REGISTRABLE: readonly Case[] = [
  [`${DEV}/`, DEV, '27: trailing slash'],
  [DEV, `${DEV}/`, '27: trailing slash missing'],
  ['https://app.acme.test', 'https://app.acme.test/', '22: trailing slash missing'],
  ['https://app.acme.test/CB', APP, '23: letter case'],
  ['https://app.acme.test:8443/CB', APP, '22: port 8443 instead of none, letter case of the path'],
  ['http://localhost:3001/call', 'http://localhost:3000/call', `21: port 3001 instead of 3000${PORTS}`],
  ['http://localhost/call', 'http://localhost:3000/call', `17: no port instead of 3000${PORTS}`],
  ['http://localhost:1/call', 'http://localhost/call', `17: port 1 instead of none${PORTS}`],
  ['https://app.acme.test:8443/cb', APP, '22: port 8443 instead of none'],
  ['http://127.0.0.1:5173/call', DEV, '8: host 127.0.0.1 instead of localhost'],
  ['http://[::1]:5173/call', DEV, '8: host [::1] instead of localhost'],
  ['https://app2.acme.test/cb', APP, '12: host app2.acme.test instead of app.acme.test'],
  [`${APP}/other`, APP, '25: path /cb/other instead of /cb'],
  ['https://app.acme.test/c%62', APP, '24: percent-encoding'],
  ['https://app.acme.test:1/c%62', APP, '22: port 1 instead of none, percent-encoding of the path'],
  [`${APP}?x=1`, APP, '25: a query that is not registered'],
  [APP, `${APP}?x=1`, '25: the registered query is missing'],
  [`${APP}?x=2`, `${APP}?x=1`, '28: another query than is registered'],
  ['https://localhost:5173/call', DEV, '5: scheme https instead of http'],
  ['com.example.app:/cb/', 'com.example.app:/cb', '20: trailing slash', { app_type: 'native' }],
  [
    'com.example.app://cb',
    'com.example.app:/cb',
    '18: slashes after the scheme, host cb instead of none, path none instead of /cb',
    { app_type: 'native' },
  ],
  [
    'http://127.0.0.1:99/other',
    'http://127.0.0.1/cb',
    '21: path /other instead of /cb',
    { app_type: 'native' },
  ],
  [
    'http://localhost:99/cb',
    'http://localhost/cb',
    `17: port 99 instead of none${NATIVE_PORTS}`,
    { app_type: 'native' },
  ],
  [
    'http://localhost:99/other',
    'http://localhost/cb',
    '21: path /other instead of /cb',
    { app_type: 'native', unsafe_any_port_of_localhost: true },
  ],
  [`${DEV}/`, [APP, DEV, 'http://localhost:5173/'], '27: trailing slash'],
  ['https://app.acme.test/cb3', [APP, 'https://app.acme.test/else'], '25: path /cb3 instead of /cb'],
];

/** What is a slip, or may not be registered by anybody. */
const NEVER_REGISTERED: readonly Case[] = [
  ['http://app.acme.test/cb', APP, '5: scheme http instead of https'],
  [` ${APP}`, APP, '1: white space'],
  [`${APP}\n`, APP, '25: white space'],
  [`${APP}\u200b`, APP, '25: white space'],
  [encodeURIComponent(APP), APP, '6: encoded twice'],
  [encodeURIComponent(encodeURIComponent(APP)), APP, '6: encoded twice'],
  [encodeURIComponent(`${APP}/`), APP, '6: encoded twice'],
  ['app.acme.test/cb', APP, '1: scheme missing'],
  ['localhost:5173/call', DEV, '1: scheme missing'],
  ['/cb', APP, '1: not an absolute address'],
  ['%', APP, '1: not an absolute address'],
  [`${APP}#x`, APP, '25: a fragment, which none may have (RFC 6749 §3.1.2)'],
  ['https://user:pw@app.acme.test/cb', APP, '9: user information before the host'],
  ['https://app.acme.test/*', APP, '23: path /* instead of /cb'],
  [
    'https://app.test/\u{1f600}a',
    'https://app.test/\u{1f601}a',
    '18: path /\u{1f600}a instead of /\u{1f601}a',
  ],
  [
    'https://app.test/\u{1f600}\u{1f600}b',
    'https://app.test/\u{1f600}\u{1f600}a',
    '20: path /\u{1f600}\u{1f600}b instead of /\u{1f600}\u{1f600}a',
  ],
  [
    'http://127.0.0.1:99999/cb',
    'http://127.0.0.1/cb',
    '17: port 99999 instead of none',
    { app_type: 'native' },
  ],
  ['https://[::1/cb', APP, '9: host [ instead of app.acme.test, port :1 instead of none'],
];

function diagnosed([sent, registered, , more]: Case): Diagnosis {
  const redirect_uris = typeof registered === 'string' ? [registered] : registered;
  return unregisteredRedirectUri(sent, clientWith({ ...more, redirect_uris }));
}

for (const one of [...REGISTRABLE, ...NEVER_REGISTERED]) {
  const [sent, , said] = one;
  test(`${JSON.stringify(sent)} differs at character ${said}`, () => {
    const { code, where, sentence, section } = diagnosed(one);
    assert.equal(sentence, `redirect_uri differs at character ${said}`);
    assert.deepEqual(
      [code, where, section],
      ['redirect_uri_unregistered', 'redirect_uri', 'RFC 6749 §3.1.2.3'],
    );
  });
}

for (const one of REGISTRABLE) {
  test(`${JSON.stringify(one[0])} would be allowed if it were registered`, () => {
    const [add, registered] = one;
    const beside = typeof registered === 'string' ? [registered] : registered;
    const fix = { kind: 'client', key: 'spa1', field: 'redirect_uris', add, beside };
    assert.deepEqual(diagnosed(one).fix, fix);
  });
}

for (const one of NEVER_REGISTERED) {
  test(`${JSON.stringify(one[0])} is not proposed for registration`, () => {
    assert.equal(diagnosed(one).fix, undefined);
  });
}

test('the nearest stands first among what is registered, ten of them at most', () => {
  const others = Array.from({ length: 11 }, (_, index) => `https://app${index}.acme.test/cb`);
  const diagnosis = unregisteredRedirectUri(`${DEV}/`, clientWith({ redirect_uris: [...others, DEV] }));
  assert.deepEqual(diagnosis.registered, [DEV, ...others.slice(0, 9)]);
  assert.equal(diagnosis.left_out, 2);
  assert.deepEqual(diagnosis.difference, { registered: DEV, character: 27, what: 'trailing slash' });
});

test('a client without redirect URIs is told so, and how to have one', () => {
  const { code, fix } = unregisteredRedirectUri(APP, clientWith({ redirect_uris: [] }));
  assert.equal(code, 'redirect_uri_none_registered');
  assert.deepEqual(fix, { kind: 'client', key: 'spa1', field: 'redirect_uris', add: APP, beside: [] });
});

test('what is longer than any that is registered is not compared', () => {
  const { difference, sentence } = unregisteredRedirectUri(`${APP}/${'a'.repeat(2_048)}`, clientWith());
  assert.equal(difference, undefined);
  assert.equal(sentence, 'redirect_uri is not registered for this client');
});

test('a long part is cut where it is repeated, and what may be secret is not repeated', () => {
  const long = unregisteredRedirectUri(`https://app.acme.test/${'a'.repeat(99)}`, clientWith()).sentence;
  assert.match(long, /path \/a{59}… instead of \/cb$/);
  for (const sent of [
    `${APP}x?code=SECRET`,
    `${APP}x#access_token=SECRET`,
    encodeURIComponent(`${APP}x?code=SECRET`),
    'https://user:SECRET@app2.acme.test/cb',
    `https://app.acme.test/${encodeURIComponent('https://user:SECRET@evil.test/')}`,
    `https://app.acme.test/cb%3Fcode=SECRET`,
  ])
    assert.doesNotMatch(unregisteredRedirectUri(sent, clientWith()).sentence, /SECRET/, sent);
});

const MISSING: readonly (readonly [count: number, said: RegExp])[] = [
  [0, /none is registered/],
  [1, /one is registered, and the request names it all the same/],
  [2, /has to name one of the 2 that are registered/],
];

for (const [count, said] of MISSING) {
  test(`a request that names none of ${count} is told what is registered`, () => {
    const redirect_uris = [APP, DEV].slice(0, count);
    const diagnosis = missingRedirectUri({ redirect_uris });
    assert.match(diagnosis.sentence, said);
    assert.deepEqual(diagnosis.registered, redirect_uris);
  });
}

test('one that another client of the tenant has: client_id is to blame, and what would allow it is said as well', () => {
  const unregistered = unregisteredRedirectUri(DEV, clientWith());
  const diagnosis = redirectUriOfAnother(unregistered, { client_id: 'local1' });
  assert.equal(diagnosis.where, 'client_id');
  assert.match(diagnosis.sentence, /registered for the client local1/);
  assert.deepEqual([diagnosis.sent, diagnosis.fix], [DEV, unregistered.fix]);
  assert.equal(redirectUriOfAnother(missingRedirectUri(clientWith()), { client_id: 'x' }).sent, undefined);
});

test('a refusal carries its diagnosis, and the log has neither query nor fragment of what was sent', () => {
  const outcome = judge(query({ redirect_uri: encodeURIComponent(`${APP}/?code=SECRET`) }));
  assert.ok(outcome.kind === 'page');
  assert.equal(outcome.error.diagnosis?.code, 'redirect_uri_unregistered');
  assert.match(outcome.error.detail ?? '', /cb\/\?code$/);
});

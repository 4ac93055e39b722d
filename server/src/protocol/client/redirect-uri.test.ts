import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  clientWith,
  judge,
  query,
  registeredUri,
  told,
} from '../../../test/authorization/authorization-requests.ts';
import { isVerifiable, matchRedirectUri, originOf, originsOf, redirectOrigin } from './redirect-uri.ts';

const GOOD = 'https://app.acme.test/cb';

/** Strings that are not byte-equal to the registered URI and become equal to it in a URL parser. */
const NORMALISED = [
  'https:\\\\app.acme.test\\cb',
  'https:/app.acme.test/cb',
  'https:app.acme.test/cb',
  'HTTPS://APP.ACME.TEST/cb',
  'https://app.acme.test:443/cb',
  'https://app.acme.test:0443/cb',
  'https://app.acme.test:/cb',
  'https://app.acme.test/./cb',
  'https://app.acme.test/cb\t',
  'https://app.acme.test/c\nb',
  ' https://app.acme.test/cb',
  'https://app.acme.test/cb ',
  'https://app\u3002acme\u3002test/cb',
  'https://ａｐｐ.acme.test/cb',
  'https://app.acme.test\u00ad/cb',
];

for (const uri of NORMALISED) {
  test(`RU-07 redirect_uri ${JSON.stringify(uri)}, equal only once parsed, is not redirected to (RFC 9700 §2.1)`, () => {
    assert.equal(new URL(uri).href, GOOD);
    assert.equal(told(judge(query({ redirect_uri: encodeURIComponent(uri) }))), 'page');
  });
}

const NATIVE = clientWith({ app_type: 'native', redirect_uris: ['com.example.app:/cb', GOOD] });
const LOOPBACK = clientWith({
  app_type: 'native',
  redirect_uris: ['http://127.0.0.1/cb', 'http://[::1]/cb'],
});
const FOUR_ONLY = clientWith({ app_type: 'native', redirect_uris: ['http://127.0.0.1/cb', GOOD] });
const LOCAL_WEB = clientWith({ app_type: 'regular_web', redirect_uris: ['http://localhost:3000/cb'] });
const THIRD = clientWith({ redirect_uris: ['https://third.test/cb?x=1'] });
const WITH_PORT = clientWith({ redirect_uris: ['https://app.acme.test:443/cb'] });

const REFUSED: readonly (readonly [id: string, client: typeof NATIVE, uris: readonly string[]])[] = [
  ['RU-01 (never registered)', clientWith(), ['https://evil.test/cb']],
  [
    'RU-03 (user information before another host)',
    clientWith(),
    [
      'https://app.acme.test@evil.test/cb',
      'https://app.acme.test:x@evil.test/cb',
      'http://localhost:1@evil.test/cb',
    ],
  ],
  ['RU-05 (user information on the right host)', clientWith(), ['https://user:pw@app.acme.test/cb']],
  [
    'RU-06 (backslash)',
    clientWith(),
    ['https://app.acme.test\\@evil.test/cb', 'https://evil.test\\@app.acme.test/cb'],
  ],
  [
    'RU-08 (host prefix and suffix)',
    clientWith(),
    [
      'https://app.acme.test.evil.test/cb',
      'https://evilapp.acme.test/cb',
      'https://app.acme.test%2eevil.test/cb',
    ],
  ],
  ['RU-09 (regex dot)', clientWith(), ['https://appXacme.test/cb', 'https://app-acme.test/cb']],
  ['RU-10 (scheme downgrade)', clientWith(), ['http://app.acme.test/cb']],
  ['RU-11 (other path)', clientWith(), ['/', '/x', ';x', 'x'].map((more) => `${GOOD}${more}`)],
  ['RU-11 (other case)', clientWith(), ['https://app.acme.test/CB']],
  [
    'RU-12 (traversal)',
    clientWith(),
    ['/../evil', '/..;/evil', '/%2e%2e/evil', '/%252e%252e/evil', '%2f..%2fevil'].map(
      (more) => `${GOOD}${more}`,
    ),
  ],
  [
    'RU-13 (percent-equivalent)',
    clientWith(),
    ['https://app.acme.test/%63b', 'https://app.acme.test/c%62', 'https://app.acme.test%2Fcb'],
  ],
  [
    'RU-14 (added query)',
    clientWith(),
    ['?', '?x=1', '?redirect_to=https://evil.test'].map((more) => `${GOOD}${more}`),
  ],
  [
    'RU-15 (other query than registered)',
    THIRD,
    ['?x=1&y=2', '?y=2&x=1', '?x=2', ''].map((more) => `https://third.test/cb${more}`),
  ],
  ['RU-16 (fragment)', clientWith(), ['#a', '#', '%23a'].map((more) => `${GOOD}${more}`)],
  [
    'RU-18 (control bytes)',
    clientWith(),
    ['\t', '\n', '\r\nSet-Cookie:a=b', '\0', '\x7f'].flatMap((byte) => [
      `${GOOD}${byte}`,
      `${byte}${GOOD}`,
      `https://app.acme.test${byte}/cb`,
    ]),
  ],
  [
    'RU-19 (homographs)',
    clientWith(),
    ['https://аpp.acme.test/cb', 'https://app.acme.test/ﬀ', 'https://a\u200dpp.acme.test/cb'],
  ],
  ['RU-21 (trailing dot)', clientWith(), ['https://app.acme.test./cb']],
  ['RU-22 (port that was not registered)', clientWith(), ['https://app.acme.test:443/cb']],
  ['RU-22 (port that was registered left out)', WITH_PORT, [GOOD]],
  [
    'RU-26 (loopback impostors)',
    FOUR_ONLY,
    [
      'http://127.0.0.1.nip.io/cb',
      'http://localhost.evil.test/cb',
      'http://127.1/cb',
      'http://2130706433/cb',
      'http://0x7f.1/cb',
      'http://0/cb',
      'http://[::ffff:127.0.0.1]/cb',
      'http://localhost:5/cb',
      'http://[::1]:5/cb',
      'http://127.0.0.1:5@evil.test/cb',
      'http://127.0.0.1:5\\@evil.test/cb',
      'https://127.0.0.1:5/cb',
    ],
  ],
  ['RU-27 (a web client and another port)', LOCAL_WEB, ['http://localhost:4000/cb', 'http://localhost/cb']],
  ['RU-27 (a native client’s https URI and another port)', FOUR_ONLY, ['https://app.acme.test:8443/cb']],
  [
    'RU-27 (a native client’s loopback and another path or query)',
    FOUR_ONLY,
    [
      'http://127.0.0.1:5/other',
      'http://127.0.0.1:5/cb?x=1',
      'http://127.0.0.1:5/cb\n',
      'http://127.0.0.1:5',
    ],
  ],
  [
    'RU-28 (port edge values)',
    LOOPBACK,
    [':0', ':65536', ':99999', ':080', ':5e3', ':-1', ':١٢', ':', ':123456'].map(
      (port) => `http://127.0.0.1${port}/cb`,
    ),
  ],
  [
    'RU-29 (private-use scheme in another spelling)',
    NATIVE,
    ['com.example.app://cb', 'COM.EXAMPLE.APP:/cb', 'com.example.app:cb', 'com.example.app:/cb/'],
  ],
  ['RU-31 (64 KiB with a valid beginning)', clientWith(), [`${GOOD}${'x'.repeat(65_536)}`]],
];

for (const [id, client, uris] of REFUSED) {
  for (const uri of uris) {
    const shown = JSON.stringify(uri).slice(0, 80);
    test(`${id}: redirect_uri ${shown} is not redirected to (RFC 9700 §4.1.3)`, () => {
      assert.equal(told(judge(query({ redirect_uri: encodeURIComponent(uri) }), { client })), 'page');
    });
  }
}

test('RU-25 a port that varies is for native clients alone (RFC 8252 §7.3)', () => {
  const client = clientWith({ app_type: 'spa', redirect_uris: ['http://127.0.0.1/cb'] });
  assert.equal(matchRedirectUri('http://127.0.0.1:53100/cb', client), undefined);
});

test('RU-36 a client without redirect URIs matches nothing, the empty string neither', () => {
  const client = clientWith({ redirect_uris: [] });
  for (const uri of [GOOD, '', 'undefined']) assert.equal(matchRedirectUri(uri, client), undefined);
});

const MATCHED: readonly (readonly [id: string, client: typeof NATIVE, uri: string])[] = [
  ['RU-01 the registered URI itself', clientWith(), GOOD],
  ['RU-15 a registered query, byte for byte', THIRD, 'https://third.test/cb?x=1'],
  ['RU-22 a registered default port', WITH_PORT, 'https://app.acme.test:443/cb'],
  ['RU-25 another port on 127.0.0.1', LOOPBACK, 'http://127.0.0.1:53100/cb'],
  ['RU-25 another port on [::1]', LOOPBACK, 'http://[::1]:99/cb'],
  ['RU-25 no port, as registered', LOOPBACK, 'http://127.0.0.1/cb'],
  ['RU-28 the highest port there is', LOOPBACK, 'http://127.0.0.1:65535/cb'],
  ['RU-28 the lowest port there is', LOOPBACK, 'http://[::1]:1/cb'],
  ['RU-29 a private-use scheme', NATIVE, 'com.example.app:/cb'],
];

for (const [what, client, uri] of MATCHED) {
  test(`${what} is redirected to as it was sent (RFC 6749 §3.1.2)`, () => {
    assert.equal(matchRedirectUri(uri, client), uri);
    assert.equal(told(judge(query({ redirect_uri: encodeURIComponent(uri) }), { client })), 'accepted');
  });
}

test('RU-25 where a port was registered it may vary too, and be left out (RFC 8252 §7.3)', () => {
  const client = clientWith({ app_type: 'native', redirect_uris: ['http://127.0.0.1:3000'] });
  for (const uri of ['http://127.0.0.1:4000', 'http://127.0.0.1']) {
    assert.equal(matchRedirectUri(uri, client), uri);
  }
});

const VERIFIABLE: readonly (readonly [boolean, string])[] = [
  [false, 'http://localhost:3000/cb'],
  [false, 'https://localhost:3000/cb'],
  [false, 'https://app.localhost/cb'],
  [false, 'https://127.0.0.1/cb'],
  [false, 'https://[::1]/cb'],
  [false, 'com.example.app:/cb'],
  [true, GOOD],
  [true, 'https://localhost.acme.test/cb'],
];

for (const [expected, uri] of VERIFIABLE) {
  test(`CO-12 ${uri} ${expected ? 'can' : 'cannot'} be taken for the client it names (RFC 8252 §8.6)`, () => {
    assert.equal(isVerifiable(registeredUri(uri)), expected);
  });
}

test('CO-09 what the End-User is told is the origin, or the scheme of a private-use URI', () => {
  assert.equal(
    redirectOrigin(registeredUri('https://app.acme.test:8443/cb?x=1')),
    'https://app.acme.test:8443',
  );
  assert.equal(redirectOrigin(registeredUri('com.example.app:/cb')), 'com.example.app:');
});

const ORIGINS: readonly (readonly [uri: string, origin: string])[] = [
  ['https://app.acme.test:443/cb', 'https://app.acme.test'],
  ['http://[::1]:5/cb', 'http://[::1]:5'],
  ['capacitor://localhost/cb?x=1', 'capacitor://localhost'],
  ['tauri://localhost:1/cb', 'tauri://localhost:1'],
  ['com.example.app:/cb', 'null'],
  ['com.example.app:cb', 'null'],
];

for (const [uri, origin] of ORIGINS) {
  test(`a page at ${uri} is of the origin ${origin} (RFC 6454 §6.2)`, () => {
    assert.equal(originOf(uri), origin);
  });
}

test('the origins of a client are those of its callbacks and its own, never `null`, which everybody can be', () => {
  const client = clientWith({
    redirect_uris: ['https://app.acme.test/cb', 'com.example.app:/cb', 'ionic://localhost/cb'],
    web_origins: ['capacitor://localhost'],
    allowed_origins: ['https://other.test'],
  });
  const expected = [
    'https://app.acme.test',
    'ionic://localhost',
    'capacitor://localhost',
    'https://other.test',
  ];
  assert.deepEqual([...originsOf(client)], expected);
});

const LOCALHOST = {
  app_type: 'native',
  redirect_uris: ['http://localhost:3000/cb', 'http://127.0.0.1/cb'],
} as const;

test('RU-27 the port of localhost varies for a native client that says so, and for nobody else (RFC 8252 §8.3)', () => {
  const open = { ...LOCALHOST, unsafe_any_port_of_localhost: true };
  for (const uri of ['http://localhost:1/cb', 'http://localhost/cb', 'http://localhost:65535/cb']) {
    assert.equal(matchRedirectUri(uri, open), uri);
    assert.equal(matchRedirectUri(uri, LOCALHOST), undefined);
    assert.equal(matchRedirectUri(uri, { ...open, app_type: 'spa' }), undefined);
  }
  for (const uri of [
    'http://localhost:65536/cb',
    'http://localhost:0/cb',
    'http://localhost:1/other',
    'http://localhost:1/cb?x=1',
    'http://localhost:1@evil.test/cb',
    'http://localhost.evil.test:1/cb',
    'http://app.localhost:1/cb',
    'http://LOCALHOST:1/cb',
    'https://localhost:1/cb',
    'http://[::1]:1/cb',
  ])
    assert.equal(matchRedirectUri(uri, open), undefined, uri);
  assert.equal(matchRedirectUri('http://127.0.0.1:1/cb', LOCALHOST), 'http://127.0.0.1:1/cb');
});

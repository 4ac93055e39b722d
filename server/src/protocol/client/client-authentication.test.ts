import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clientWith, ISSUER, NOW, parametersOf } from '../../../test/authorization/authorization-requests.ts';
import type { Client } from '../../resources/client/client.ts';
import { sha256 } from '../digest.ts';
import { clientCredentials, judgeCredentials, readClientAssertion } from './client-authentication.ts';

const SECRET = 'a secret: with+plus %25 and ünïcode, long enough';

const basic = (pair: string) => `Basic ${Buffer.from(pair).toString('base64')}`;
const encoded = (text: string) => encodeURIComponent(text).replaceAll('%20', '+');

const ASSERTION =
  'client_assertion=a.b.c&client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

const REFUSED: readonly (readonly [
  why: string,
  authorization: string | undefined,
  form: string,
  error: string,
])[] = [
  ['no client at all', undefined, 'grant_type=x', 'invalid_client'],
  ['a secret without a client', undefined, 'client_secret=s', 'invalid_client'],
  ['another scheme and no client', 'Bearer abc', '', 'invalid_client'],
  ['Basic without anything', 'Basic', 'client_id=c', 'invalid_client'],
  ['Basic without a value', 'Basic ', 'client_id=c', 'invalid_client'],
  ['Basic with what is not base64', 'Basic ä', 'client_id=c', 'invalid_client'],
  ['Basic without a client', basic(':secret'), '', 'invalid_client'],
  ['Basic with a NUL in the client', basic('c%00:s'), '', 'invalid_client'],
  ['Basic longer than any', basic(`c:${'x'.repeat(3_000)}`), '', 'invalid_client'],
  ['Basic and a secret in the body', basic('c:s'), 'client_secret=s', 'invalid_request'],
  ['Basic and another secret in the body', basic('c:s'), 'client_id=c&client_secret=t', 'invalid_request'],
  [
    'Basic twice and an assertion',
    basic('c:s'),
    `${ASSERTION}&client_id=c&client_secret=s`,
    'invalid_request',
  ],
  ['Basic without a secret and another client', basic('c:'), 'client_id=d', 'invalid_request'],
  ['an assertion of no type', undefined, 'client_assertion=a.b.c', 'invalid_request'],
  [
    'an assertion of another type',
    undefined,
    'client_assertion=a.b.c&client_assertion_type=saml',
    'invalid_request',
  ],
  ['an assertion beside a secret', undefined, `${ASSERTION}&client_secret=s`, 'invalid_request'],
  ['an assertion beside Basic', basic('c:s'), ASSERTION, 'invalid_request'],
  ['Basic and another client in the body', basic('c:s'), 'client_id=d', 'invalid_request'],
];

for (const [why, authorization, form, error] of REFUSED) {
  test(`client authentication: ${why} is ${error} (RFC 6749 §2.3, §5.2)`, () => {
    const read = clientCredentials(authorization, parametersOf(form));
    assert.equal(!read.ok && read.error.error, error);
  });
}

const READ: readonly (readonly [authorization: string | undefined, form: string, told: string])[] = [
  [undefined, 'client_id=c', 'c by none'],
  [undefined, 'client_id=c&client_secret=', 'c by none'],
  [undefined, 'client_id=c&client_secret=s', 'c by client_secret_post: s'],
  [basic('c:s'), '', 'c by client_secret_basic: s'],
  ['basic   Yzpz', '', 'c by client_secret_basic: s'],
  [basic('c:s'), 'client_id=c', 'c by client_secret_basic: s'],
  [basic('c:s'), 'client_id=c&client_secret=s', 'c by client_secret_basic, client_secret_post: s'],
  [basic('c:100%'), '', 'c by client_secret_basic: 100%'],
  [basic('c:a+b'), '', 'c by client_secret_basic: a b | a+b'],
  [basic('c:a%41'), '', 'c by client_secret_basic: aA | a%41'],
  [basic('a+b:s'), '', 'a b, a+b by client_secret_basic: s'],
  [basic('a+b:s'), 'client_id=a%2Bb', 'a+b by client_secret_basic: s'],
  [basic('c:ü'), '', 'c by client_secret_basic: ü'],
  [basic('c:'), '', 'c by none'],
  [basic('c'), '', 'c by none'],
  [basic('c:'), 'client_id=c', 'c by none'],
  [basic('c:'), 'client_id=c&client_secret=s', 'c by client_secret_post: s'],
  ['Bearer abc', 'client_id=c', 'c by none'],
  [`Bearer ${'x'.repeat(5_000)}`, 'client_id=c&client_secret=s', 'c by client_secret_post: s'],
  ['DPoP abc', ASSERTION, ' by assertion'],
  ['Basically abc', 'client_id=c', 'c by none'],
  [undefined, ASSERTION, ' by assertion'],
  [undefined, `${ASSERTION}&client_id=c`, 'c by assertion'],
  [basic('c:'), ASSERTION, 'c by assertion'],
];

for (const [authorization, form, told] of READ) {
  test(`client authentication: ${authorization?.slice(0, 40) ?? 'no header'} and ${form.slice(0, 40)} are ${told} (RFC 6749 §2.3.1)`, () => {
    const read = clientCredentials(authorization, parametersOf(form));
    assert.ok(read.ok);
    const { value } = read;
    const names = value.client_ids.join(', ');
    const secrets = value.kind === 'secret' ? value.client_secrets.map((secret) => secret.reveal()) : [];
    const by = value.kind === 'secret' ? `${value.ways.join(', ')}: ${secrets.join(' | ')}` : value.kind;
    assert.equal(`${names} by ${by}`, told);
  });
}

test('client authentication: both halves of the header are form-encoded, and are read as they are too (RFC 6749 §2.3.1)', () => {
  const read = clientCredentials(basic(`${encoded('a:b')}:${encoded(SECRET)}`), parametersOf(''));
  assert.ok(read.ok && read.value.kind === 'secret');
  assert.deepEqual(read.value.client_ids, ['a:b', encoded('a:b')]);
  const secrets = read.value.client_secrets.map((secret) => secret.reveal());
  assert.deepEqual(secrets, [SECRET, encoded(SECRET)]);
});

function mistake(client: Partial<Client>, authorization: string | undefined, form: string) {
  const read = clientCredentials(authorization, parametersOf(form));
  assert.ok(read.ok && read.value.kind !== 'assertion');
  const { detail, description } = judgeCredentials(clientWith(client), read.value) ?? {};
  return detail === undefined ? 'nothing' : [detail, description].join('; ');
}

const GIVEN = {
  token_endpoint_auth_method: 'client_secret_basic_or_post',
  client_secret_hash: sha256('s'),
} as const;
const POST = { ...GIVEN, token_endpoint_auth_method: 'client_secret_post' } as const;
const HEADER = { ...GIVEN, token_endpoint_auth_method: 'client_secret_basic' } as const;
const IN_BODY = 'client_id=c&client_secret=s';

test('client authentication: one that chose keeps to it, and hears so where it knows its secret (RFC 7591 §2)', () => {
  assert.equal(mistake(POST, undefined, IN_BODY), 'nothing');
  assert.equal(mistake(POST, undefined, 'client_id=c&client_secret=S'), 'wrong secret; ');
  assert.equal(mistake(POST, undefined, 'client_id=c'), 'wrong method: none instead of client_secret_post; ');
  assert.equal(
    mistake(POST, basic('c:s'), ''),
    'wrong method: client_secret_basic instead of client_secret_post; this client authenticates by client_secret_post',
  );
  assert.equal(
    mistake(POST, basic('c:wrong'), ''),
    'wrong method: client_secret_basic instead of client_secret_post; ',
  );
  assert.equal(mistake(HEADER, basic('c:s'), ''), 'nothing');
  assert.match(mistake(HEADER, undefined, IN_BODY), /^wrong method: .*; this client/);
  assert.match(mistake(HEADER, basic('c:'), ''), /^wrong method: none .*; $/);
  for (const chosen of [POST, HEADER]) assert.equal(mistake(chosen, basic('c:s'), IN_BODY), 'nothing');
});

test('client authentication: one that has a secret and did not choose takes either way, and no other', () => {
  assert.equal(mistake(GIVEN, undefined, IN_BODY), 'nothing');
  assert.equal(mistake(GIVEN, basic('c:s'), ''), 'nothing');
  assert.equal(mistake(GIVEN, basic('c:S'), ''), 'wrong secret; ');
  assert.equal(
    mistake(GIVEN, 'Bearer s', 'client_id=c'),
    'wrong method: none instead of client_secret_basic or client_secret_post; ',
  );
});

test('client authentication: a secret with a + or % is good form-encoded and as it is, and nothing else is (RFC 6749 §2.3.1)', () => {
  for (const secret of ['a+b', 'a%41', 'a%2Bb', '100%', 'a b+c']) {
    const client = { ...GIVEN, client_secret_hash: sha256(secret) };
    assert.equal(mistake(client, basic(`c:${secret}`), ''), 'nothing', secret);
    assert.equal(mistake(client, basic(`c:${encoded(secret)}`), ''), 'nothing', secret);
    assert.equal(mistake(client, basic('c:ab'), ''), 'wrong secret; ', secret);
  }
  assert.equal(
    mistake({ ...GIVEN, client_secret_hash: sha256('a+b') }, basic('c:a b'), ''),
    'wrong secret; ',
  );
});

test('client authentication: a public client has nothing to prove, and a secret of its is none', () => {
  for (const client of [{}, { token_endpoint_auth_method: 'none' }] as const) {
    assert.equal(mistake(client, undefined, 'client_id=c'), 'nothing');
    assert.equal(mistake(client, basic('c:'), ''), 'nothing');
    assert.match(mistake(client, undefined, IN_BODY), /^wrong method: client_secret_post instead of none; $/);
  }
});

test('client authentication: a client that was given no secret is never authentic', () => {
  const registered = { token_endpoint_auth_method: 'client_secret_post' } as const;
  assert.equal(mistake(registered, undefined, IN_BODY), 'wrong secret; ');
  const keys = { token_endpoint_auth_method: 'private_key_jwt' } as const;
  assert.match(mistake(keys, undefined, IN_BODY), /^wrong method: .* instead of private_key_jwt; $/);
});

const GOOD = { iss: 'c', sub: 'c', aud: ISSUER, exp: NOW + 60, jti: 'J1' };
const EXPECTED = { client_id: 'c', audiences: [ISSUER, `${ISSUER}oauth/token`], now: NOW };

const BAD_ASSERTIONS: readonly (readonly [why: string, claims: object, header?: object])[] = [
  ['an iss of another client', { iss: 'd' }],
  ['a sub of another client', { sub: 'd' }],
  ['no sub', { sub: undefined }],
  ['an aud of another server', { aud: 'https://evil.test/' }],
  ['an aud that is an empty list', { aud: [] }],
  ['an aud in lists of lists', { aud: [[ISSUER]] }],
  ['an aud that names two', { aud: [ISSUER, 'https://evil.test/'] }],
  ['no aud', { aud: undefined }],
  ['an exp a minute past', { exp: NOW - 60 }],
  ['an exp in an hour, a minute and a second', { exp: NOW + 3_661 }],
  ['an exp that is text', { exp: String(NOW + 60) }],
  ['an exp beyond numbers', { exp: Number.POSITIVE_INFINITY }],
  ['no exp', { exp: undefined }],
  ['an nbf over a minute ahead', { nbf: NOW + 61 }],
  ['an iat over a minute ahead', { iat: NOW + 61 }],
  ['an iat that is text', { iat: 'now' }],
  ['no jti', { jti: undefined }],
  ['an empty jti', { jti: '' }],
  ['a jti that is a number', { jti: 1 }],
  ['a jti without end', { jti: 'j'.repeat(513) }],
  ['the typ of an access token', {}, { typ: 'at+jwt' }],
  ['the typ of a logout token', {}, { typ: 'logout+jwt' }],
];

for (const [why, claims, header = {}] of BAD_ASSERTIONS) {
  test(`FU-06 client assertion: ${why} is refused (RFC 7523 §3)`, () => {
    const read = readClientAssertion({ header: { ...header }, claims: { ...GOOD, ...claims } }, EXPECTED);
    assert.equal(read.ok, false);
  });
}

test('FU-06 client assertion: for the issuer or the endpoint, with any typ of its own, it gives its jti and its end', () => {
  for (const header of [{}, { typ: 'JWT' }, { typ: 'client-authentication+jwt' }]) {
    for (const aud of EXPECTED.audiences) {
      const claims = { ...GOOD, aud, nbf: NOW + 60, iat: NOW };
      const read = readClientAssertion({ header, claims }, EXPECTED);
      assert.deepEqual(read, { ok: true, value: { jti: 'J1', exp: NOW + 120 } });
    }
  }
});

test('FU-06 client assertion: clocks may be a minute apart, and it is remembered for as long', () => {
  for (const exp of [NOW - 59, NOW + 3_602, NOW + 3_660]) {
    const read = readClientAssertion({ header: {}, claims: { ...GOOD, exp } }, EXPECTED);
    assert.deepEqual(read, { ok: true, value: { jti: 'J1', exp: exp + 60 } });
  }
});

test('FU-06 client assertion: several audiences are good where every one of them is ours', () => {
  const aud = [...EXPECTED.audiences];
  assert.ok(readClientAssertion({ header: {}, claims: { ...GOOD, aud } }, EXPECTED).ok);
});

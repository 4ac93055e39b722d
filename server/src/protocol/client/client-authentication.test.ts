import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clientWith, ISSUER, NOW, parametersOf } from '../../../test/authorization-requests.ts';
import type { Client } from '../../resources/client/client.ts';
import { sha256 } from '../digest.ts';
import { ASSERTION_SIGNING_ALGS } from './client.ts';
import {
  assertionAlgs,
  clientCredentials,
  isAuthentic,
  readClientAssertion,
} from './client-authentication.ts';

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
  ['another scheme', 'Bearer abc', 'client_id=c', 'invalid_client'],
  ['Basic without a value', 'Basic ', 'client_id=c', 'invalid_client'],
  ['Basic with what is not base64', 'Basic ä', 'client_id=c', 'invalid_client'],
  ['Basic without a colon', basic('client'), '', 'invalid_client'],
  ['Basic without a client', basic(':secret'), '', 'invalid_client'],
  ['Basic with a NUL in the client', basic('c%00:s'), '', 'invalid_client'],
  ['Basic longer than any', basic(`c:${'x'.repeat(3_000)}`), '', 'invalid_client'],
  ['Basic and a secret in the body', basic('c:s'), 'client_secret=s', 'invalid_request'],
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
  [undefined, 'client_id=c', 'c none undefined'],
  [undefined, 'client_id=c&client_secret=s', 'c client_secret_post s'],
  [basic('c:s'), '', 'c client_secret_basic s'],
  [basic('c:s'), 'client_id=c', 'c client_secret_basic s'],
  [basic(`${encoded('a:b')}:${encoded(SECRET)}`), '', `a:b client_secret_basic ${SECRET}`],
  [basic('c:100%'), '', 'c client_secret_basic 100%'],
  [basic('c:'), '', 'c client_secret_basic '],
  [undefined, ASSERTION, 'undefined assertion undefined'],
  [undefined, `${ASSERTION}&client_id=c`, 'c assertion undefined'],
];

for (const [authorization, form, told] of READ) {
  test(`client authentication: ${told} is read (RFC 6749 §2.3.1)`, () => {
    const read = clientCredentials(authorization, parametersOf(form));
    assert.ok(read.ok);
    const { client_id, kind } = read.value;
    const secret = 'client_secret' in read.value ? read.value.client_secret.reveal() : undefined;
    assert.equal(`${client_id} ${kind} ${secret}`, told);
  });
}

function authentic(client: Partial<Client>, authorization: string | undefined, form: string): boolean {
  const read = clientCredentials(authorization, parametersOf(form));
  assert.ok(read.ok && read.value.kind !== 'assertion');
  return isAuthentic(clientWith(client), read.value);
}

const POST = { token_endpoint_auth_method: 'client_secret_post', client_secret_hash: sha256('s') } as const;

test('client authentication: a secret is checked, in the one way the client is registered for (RFC 7591 §2)', () => {
  assert.equal(authentic(POST, undefined, 'client_id=c&client_secret=s'), true);
  assert.equal(authentic(POST, undefined, 'client_id=c&client_secret=S'), false);
  assert.equal(authentic(POST, undefined, 'client_id=c'), false);
  assert.equal(authentic(POST, basic('c:s'), ''), false);
  const registered = { ...POST, token_endpoint_auth_method: 'client_secret_basic' } as const;
  assert.equal(authentic(registered, basic('c:s'), ''), true);
  assert.equal(authentic(registered, basic('c:'), ''), false);
});

test('client authentication: a public client has nothing to prove, and a secret of its is none', () => {
  assert.equal(authentic({}, undefined, 'client_id=c'), true);
  assert.equal(authentic({}, undefined, 'client_id=c&client_secret=s'), false);
});

test('client authentication: a client that was given no secret is never authentic', () => {
  const registered = { token_endpoint_auth_method: 'client_secret_post' } as const;
  assert.equal(authentic(registered, undefined, 'client_id=c&client_secret=s'), false);
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

test('FU-06 client assertion: the algorithms follow from how the client is registered, never from the assertion (RFC 8725 §3.1)', () => {
  const algs = (client: Partial<Client>) => assertionAlgs(clientWith(client));
  assert.deepEqual(algs({ token_endpoint_auth_method: 'client_secret_jwt' }), ['HS256']);
  const registered = { token_endpoint_auth_method: 'private_key_jwt' } as const;
  assert.deepEqual(algs(registered), ['RS256', 'PS256', 'ES256', 'EdDSA']);
  assert.deepEqual(algs({ ...registered, token_endpoint_auth_signing_alg: 'ES256' }), ['ES256']);
  assert.deepEqual(algs({ ...registered, token_endpoint_auth_signing_alg: 'HS256' }), []);
  assert.deepEqual(algs({ token_endpoint_auth_method: 'client_secret_post' }), []);
  assert.ok(!ASSERTION_SIGNING_ALGS.includes('none'));
});

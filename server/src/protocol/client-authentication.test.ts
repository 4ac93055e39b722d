import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clientWith, parametersOf } from '../../test/authorization-requests.ts';
import type { Client } from './client.ts';
import { clientCredentials, isAuthentic } from './client-authentication.ts';
import { sha256 } from './digest.ts';

const SECRET = 'a secret: with+plus %25 and ünïcode, long enough';

const basic = (pair: string) => `Basic ${Buffer.from(pair).toString('base64')}`;
const encoded = (text: string) => encodeURIComponent(text).replaceAll('%20', '+');

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
  ['Basic longer than any', basic(`c:${'x'.repeat(3_000)}`), '', 'invalid_client'],
  ['Basic and a secret in the body', basic('c:s'), 'client_secret=s', 'invalid_request'],
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
];

for (const [authorization, form, told] of READ) {
  test(`client authentication: ${told} is read (RFC 6749 §2.3.1)`, () => {
    const read = clientCredentials(authorization, parametersOf(form));
    assert.ok(read.ok);
    const { client_id, method, client_secret } = read.value;
    assert.equal(`${client_id} ${method} ${client_secret?.reveal()}`, told);
  });
}

function authentic(client: Partial<Client>, authorization: string | undefined, form: string): boolean {
  const read = clientCredentials(authorization, parametersOf(form));
  assert.ok(read.ok);
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

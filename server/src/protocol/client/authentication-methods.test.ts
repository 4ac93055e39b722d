import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clientWith } from '../../../test/authorization-requests.ts';
import type { Client } from '../../resources/client/client.ts';
import { assertionAlgs, authMethods, isPublicClient } from './authentication-methods.ts';
import { ASSERTION_SIGNING_ALGS, TOKEN_ENDPOINT_AUTH_METHODS } from './client.ts';

const SECRET = { client_secret_hash: 'h' };

test('methods: who did not choose authenticates by what it was given (RFC 6749 §2.3.1)', () => {
  assert.deepEqual(authMethods(clientWith(SECRET)), ['client_secret_basic', 'client_secret_post']);
  assert.equal(isPublicClient(clientWith(SECRET)), false);
  assert.deepEqual(authMethods(clientWith()), ['none']);
  assert.equal(isPublicClient(clientWith()), true);
  assert.deepEqual(authMethods(clientWith({ jwks: { keys: [] } })), ['none'], 'keys may be for requests');
});

test('methods: who chose keeps to it, whatever it was given (RFC 7591 §2)', () => {
  for (const token_endpoint_auth_method of TOKEN_ENDPOINT_AUTH_METHODS) {
    const client = clientWith({ ...SECRET, token_endpoint_auth_method });
    assert.deepEqual(authMethods(client), [token_endpoint_auth_method]);
    assert.equal(isPublicClient(client), token_endpoint_auth_method === 'none');
  }
});

test('FU-06 client assertion: the algorithms follow from how the client is registered, never from the assertion (RFC 8725 §3.1)', () => {
  const algs = (client: Partial<Client>) => assertionAlgs(clientWith(client));
  assert.deepEqual(algs({ token_endpoint_auth_method: 'client_secret_jwt' }), ['HS256']);
  const registered = { token_endpoint_auth_method: 'private_key_jwt' } as const;
  assert.deepEqual(algs(registered), ['RS256', 'PS256', 'ES256', 'EdDSA']);
  assert.deepEqual(algs({ ...registered, token_endpoint_auth_signing_alg: 'ES256' }), ['ES256']);
  assert.deepEqual(algs({ ...registered, token_endpoint_auth_signing_alg: 'HS256' }), []);
  assert.deepEqual(algs({ token_endpoint_auth_method: 'client_secret_post' }), []);
  assert.deepEqual(algs({ token_endpoint_auth_signing_alg: 'ES256' }), []);
  assert.deepEqual(algs(SECRET), []);
  assert.ok(!ASSERTION_SIGNING_ALGS.includes('none'));
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clientWith } from '../../../test/authorization/authorization-requests.ts';
import type { Client } from '../../resources/client/client.ts';
import { assertionAlgs, authMethods, isPublicClient } from './authentication-methods.ts';
import { ASSERTION_SIGNING_ALGS, TOKEN_ENDPOINT_AUTH_METHODS } from './client.ts';

const EITHER = { token_endpoint_auth_method: 'client_secret_basic_or_post' } as const;

test('methods: who has a secret and did not choose sends it by the header or in the body (RFC 6749 §2.3.1)', () => {
  assert.deepEqual(authMethods(clientWith(EITHER)), ['client_secret_basic', 'client_secret_post']);
  assert.equal(isPublicClient(clientWith(EITHER)), false);
});

test('methods: who chose keeps to it, and one that says nothing is public (RFC 7591 §2)', () => {
  for (const token_endpoint_auth_method of TOKEN_ENDPOINT_AUTH_METHODS) {
    const client = clientWith({ token_endpoint_auth_method });
    assert.deepEqual(authMethods(client), [token_endpoint_auth_method]);
    assert.equal(isPublicClient(client), token_endpoint_auth_method === 'none');
  }
  assert.equal(isPublicClient(clientWith()), true);
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
  assert.deepEqual(algs(EITHER), []);
  assert.ok(!ASSERTION_SIGNING_ALGS.includes('none'));
});

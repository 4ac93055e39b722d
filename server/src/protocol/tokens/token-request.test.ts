import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clientWith, parametersOf } from '../../../test/authorization/authorization-requests.ts';
import { Secret } from '../secret.ts';
import {
  checkGrantType,
  checkTokenRequest,
  existingScope,
  invalidGrant,
  narrowScope,
  requiredParameter,
  tokenResponse,
} from './token-request.ts';

for (const encoded of [
  'grant_type=a&grant_type=b',
  'code=%ff',
  `refresh_token=${'x'.repeat(513)}`,
  'scope=a&scope=a',
  `code_verifier=${'x'.repeat(300)}`,
]) {
  test(`token request: ${encoded.slice(0, 40)} is invalid_request (RFC 6749 §3.2)`, () => {
    assert.equal(checkTokenRequest(parametersOf(encoded))?.error, 'invalid_request');
  });
}

test('token request: what no grant knows is ignored, twice too (RFC 6749 §3.2)', () => {
  assert.equal(checkTokenRequest(parametersOf('x=1&x=2&grant_type=authorization_code')), undefined);
});

test('token request: a grant_type that the client does not name is unauthorized_client (RFC 6749 §5.2)', () => {
  assert.equal(
    checkGrantType('implicit', { grant_types: ['authorization_code'] })?.error,
    'unauthorized_client',
  );
  assert.equal(checkGrantType('refresh_token', { grant_types: ['refresh_token'] }), undefined);
});

test('token request: what a grant cannot do without is asked for by its name', () => {
  const missing = requiredParameter(parametersOf('code='), 'code');
  assert.equal(!missing.ok && missing.error.error_description, 'code is missing');
  assert.deepEqual(requiredParameter(parametersOf('code=C'), 'code'), { ok: true, value: 'C' });
});

test('token request: a scope that was not granted is invalid_scope, and so is what is none (RFC 6749 §6)', () => {
  for (const scope of ['read write admin', 'admin', 'a"b']) {
    const narrowed = narrowScope(parametersOf(`scope=${encodeURIComponent(scope)}`), ['read', 'write']);
    assert.equal(!narrowed.ok && narrowed.error.error, 'invalid_scope', scope);
  }
});

test('token request: no scope means all that was granted, and less is less (RFC 6749 §6)', () => {
  assert.deepEqual(narrowScope(parametersOf(''), ['read', 'write']), { ok: true, value: ['read', 'write'] });
  assert.deepEqual(narrowScope(parametersOf('scope=write'), ['read', 'write']), {
    ok: true,
    value: ['write'],
  });
});

test('token request: where what may not be given is left out, something has to be left (RFC 6749 §3.3)', () => {
  const existing = (query: string) => existingScope(parametersOf(query), ['read', 'write']);
  assert.deepEqual(existing(''), { ok: true, value: ['read', 'write'] });
  assert.deepEqual(existing('scope=read admin'), { ok: true, value: ['read'] });
  for (const query of ['scope=admin', 'scope=a%22b']) {
    const refused = existing(query);
    assert.equal(!refused.ok && refused.error.error, 'invalid_scope', query);
  }
});

const ACCESS_TOKEN = { value: new Secret('AT'), expires_in: 60 };

test('token response: what was not given is not named (RFC 6749 §5.1)', () => {
  assert.deepEqual(tokenResponse({ access_token: ACCESS_TOKEN, scope: [] }), {
    access_token: 'AT',
    expires_in: 60,
    token_type: 'Bearer',
  });
});

test('token response: all that can be given (RFC 6749 §5.1, OIDC Core §3.1.3.3)', () => {
  const issued = {
    access_token: ACCESS_TOKEN,
    scope: ['a', 'b'],
    id_token: new Secret('IT'),
    refresh_token: new Secret('RT'),
  };
  assert.deepEqual(tokenResponse(issued), {
    access_token: 'AT',
    refresh_token: 'RT',
    id_token: 'IT',
    scope: 'a b',
    expires_in: 60,
    token_type: 'Bearer',
  });
});

test('token request: a client that proved who it is hears what is wrong, one that could be anybody that it is not valid', () => {
  const why = 'it was given to another client';
  const told = (client: ReturnType<typeof clientWith>) => invalidGrant(client, 'code', why).error_description;
  assert.equal(
    told(clientWith({ token_endpoint_auth_method: 'private_key_jwt' })),
    'the code is not valid for this client: it was given to another client',
  );
  assert.equal(told(clientWith()), 'the code is not valid for this client');
});

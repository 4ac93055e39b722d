import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ISSUER, requestWith, targetWith } from '../../../test/authorization/authorization-requests.ts';
import { oauthError } from '../oauth-error.ts';
import { Secret } from '../secret.ts';
import { errorParameters, successParameters } from './authorization-response.ts';

const ACCESS_TOKEN = { value: new Secret('AT'), expires_in: 900 };
const ID_TOKEN = new Secret('IT');

test('AU-18 a refusal names the state and the issuer (RFC 6749 §4.2.2.1, RFC 9207 §2)', () => {
  const error = oauthError('access_denied', 'the End-User refused', 'for our log only');
  assert.deepEqual(errorParameters(error, targetWith(), ISSUER), [
    ['error', 'access_denied'],
    ['error_description', 'the End-User refused'],
    ['state', 'S1'],
    ['iss', ISSUER],
  ]);
});

test('PP-03 a refusal without a state to echo invents none (RFC 6749 §4.2.2.1)', () => {
  const error = oauthError('invalid_request', 'state was sent more than once');
  const names = errorParameters(error, targetWith({ state: undefined }), ISSUER).map(([name]) => name);
  assert.deepEqual(names, ['error', 'error_description', 'iss']);
});

test('RT-10 a full response has exactly these parameters in this order (RFC 6749 §4.2.2, RFC 9207)', () => {
  const tokens = { access_token: ACCESS_TOKEN, id_token: ID_TOKEN };
  assert.deepEqual(successParameters(requestWith(), tokens, ISSUER), [
    ['access_token', 'AT'],
    ['expires_in', '900'],
    ['token_type', 'Bearer'],
    ['id_token', 'IT'],
    ['state', 'S1'],
    ['iss', ISSUER],
  ]);
});

test('RT-08 offline_access that was dropped is told by the scope, and no refresh token comes (RFC 6749 §4.2.2)', () => {
  const request = requestWith({ requested_scope: 'openid offline_access', scope: ['openid'] });
  const parameters = new Map(successParameters(request, { access_token: ACCESS_TOKEN }, ISSUER));
  assert.equal(parameters.get('scope'), 'openid');
  assert.equal(parameters.has('refresh_token'), false);
});

test('a response to a request without scope names none (RFC 6749 §4.2.2)', () => {
  const request = requestWith({ requested_scope: undefined, scope: [] });
  const names = successParameters(request, { access_token: ACCESS_TOKEN }, ISSUER).map(([name]) => name);
  assert.deepEqual(names, ['access_token', 'expires_in', 'token_type', 'state', 'iss']);
});

test('RT-10 a code comes first, and alone if nothing else was asked for (RFC 6749 §4.1.2)', () => {
  assert.deepEqual(successParameters(requestWith(), { code: new Secret('CODE') }, ISSUER), [
    ['code', 'CODE'],
    ['state', 'S1'],
    ['iss', ISSUER],
  ]);
});

test('RT-10 a response with an ID token alone has nothing that belongs to an access token (OIDC Core §3.2.2.5)', () => {
  const request = requestWith({ requested_scope: 'openid nothing', scope: ['openid'] });
  assert.deepEqual(successParameters(request, { id_token: ID_TOKEN }, ISSUER), [
    ['id_token', 'IT'],
    ['state', 'S1'],
    ['iss', ISSUER],
  ]);
});

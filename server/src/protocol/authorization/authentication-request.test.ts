import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  accepted,
  clientWith,
  ISSUER,
  judge,
  parametersOf,
  query,
  requestWith,
  settingsWith,
  targetWith,
  told,
} from '../../../test/authorization/authorization-requests.ts';
import { ACR_VALUES, reachedAcrs } from './acr.ts';
import type { readClaims } from './authentication-request.ts';
import { consentScopes, validateAuthorizationRequest } from './authorization-request.ts';
import { readClaimsRequest } from './claims-request.ts';

type Claims = Parameters<typeof readClaims>[0];

function read(encoded: string, claims?: Claims, client = clientWith()) {
  const parameters = parametersOf(query(encoded === '' ? {} : { state: `S1&${encoded}` }));
  const input = { parameters, client, claims, target: targetWith(), settings: settingsWith() };
  return validateAuthorizationRequest({
    ...input,
    issuer: ISSUER,
    audience: undefined,
    resource_server: undefined,
  });
}

const MALFORMED: readonly (readonly [why: string, claims: Parameters<typeof read>[1]])[] = [
  ['no JSON object', 'malformed'],
  ['a member that is a list', { id_token: [] }],
  ['a member that is text', { userinfo: 'name' }],
  ['a claim that is text', { userinfo: { name: 'x' } }],
  ['a claim that is a list', { id_token: { acr: ['1'] } }],
];

for (const [why, claims] of MALFORMED) {
  test(`claims: ${why} is invalid_request (OIDC Core §5.5)`, () => {
    const asked = read('', claims);
    assert.equal(!asked.ok && asked.error.error, 'invalid_request');
  });
}

test('claims: those that exist are read where they were asked for, others are not given (OIDC Core §5.5.1)', () => {
  const claims = {
    userinfo: { name: { essential: true }, password_hash: null, toString: null, email: null },
    id_token: { address: null, auth_time: { essential: true } },
    other: 7,
  };
  const asked = readClaimsRequest(claims);
  assert.deepEqual(asked, { ok: true, value: { id_token: ['address'], userinfo: ['name', 'email'] } });
});

test('claims: whoever asks for a claim asks consent for the scope that it belongs to', () => {
  const claims = { id_token: ['address'], userinfo: ['name', 'birthdate'] } as const;
  assert.deepEqual(consentScopes(requestWith({ claims, scope: ['openid', 'read:a'] })), [
    'openid',
    'read:a',
    'profile',
    'address',
  ]);
});

test('claims: a sub with a value names the End-User, an acr the contexts wanted (OIDC Core §5.5.1, §5.5.1.1)', () => {
  const id_token = { sub: { value: 'auth0|1' }, acr: { essential: true, values: ['2', 7, '1'] } };
  const asked = read('acr_values=9', { id_token });
  assert.ok(asked.ok);
  assert.deepEqual(asked.value.claims.sub, 'auth0|1');
  assert.deepEqual(asked.value.claims.acr, { values: ['2', '1'], essential: true });
  assert.deepEqual(asked.value.acr_values, ['2', '1']);
  const any = read('', { id_token: { acr: {}, sub: {} } });
  assert.ok(any.ok);
  assert.deepEqual(any.value.acr_values, ACR_VALUES, 'any context will do');
  const one = read('', { id_token: { acr: { value: '2' } } });
  assert.ok(one.ok);
  assert.deepEqual([one.value.acr_values, one.value.claims.acr?.essential], [['2'], false]);
});

test('acr_values and max_age: what the client registered stands where the request does not say (OIDC Registration §2)', () => {
  const client = clientWith({ default_max_age: 60, default_acr_values: ['2'] });
  const silent = read('', undefined, client);
  const said = read('max_age=5&acr_values=1%20%203', undefined, client);
  assert.ok(silent.ok && said.ok);
  assert.deepEqual([silent.value.max_age, silent.value.acr_values], [60, ['2']]);
  assert.deepEqual([said.value.max_age, said.value.acr_values], [5, ['1', '3']]);
});

test('claims: a request that cannot be read is refused where it came from', () => {
  assert.equal(told(judge(query({ prompt: 'none%20login' }))), 'fragment: invalid_request');
  assert.deepEqual(accepted(judge(query())).claims, { id_token: [], userinfo: [] });
});

test('acr: a login by password reaches the first context, one by nothing none (OIDC Core §2)', () => {
  assert.deepEqual(reachedAcrs({ amr: ['pwd'] }), ['1']);
  assert.deepEqual(reachedAcrs({ amr: [] }), []);
});

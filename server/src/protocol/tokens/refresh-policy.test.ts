import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apiWith, clientWith, parametersOf } from '../../../test/authorization/authorization-requests.ts';
import { findRefreshPolicy, policyScope } from './refresh-policy.ts';

const POLICY = { audience: 'https://api.acme.test', scope: ['read:a', 'gone'] };

test('a policy is found by the API that is named, and by nothing else', () => {
  const client = clientWith({ refresh_token_policies: [POLICY] });
  const find = (request: Readonly<Record<string, string>>, of = client) =>
    findRefreshPolicy(parametersOf(String(new URLSearchParams(request))), of);
  assert.equal(find({ audience: POLICY.audience }), POLICY);
  assert.equal(find({ resource: POLICY.audience }), POLICY);
  assert.equal(find({}), undefined);
  assert.equal(find({ audience: `${POLICY.audience}/` }), undefined);
  assert.equal(find({ audience: POLICY.audience }, clientWith()), undefined);
});

test('a policy adds nothing to what a third party was allowed (RFC 6749 §6)', () => {
  const client = clientWith({ refresh_token_policies: [POLICY], is_first_party: false });
  assert.equal(findRefreshPolicy(parametersOf(`audience=${POLICY.audience}`), client), undefined);
});

test('by a policy comes what it names and exists, beside what of the grant belongs to no other API', () => {
  const granted = ['openid', 'offline_access', 'read:elsewhere'];
  const scope = (policy: typeof POLICY, isOfGrant: boolean) =>
    policyScope(policy, { granted, api: apiWith(), isOfGrant });
  assert.deepEqual(scope(POLICY, false), ['openid', 'offline_access', 'read:a']);
  assert.deepEqual(scope(POLICY, true), [...granted, 'read:a']);
  assert.deepEqual(scope({ ...POLICY, scope: [] }, false), ['openid', 'offline_access']);
  assert.equal(scope({ ...POLICY, scope: ['gone'] }, false), undefined);
});

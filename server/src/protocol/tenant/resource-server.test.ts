import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RESOURCE_SERVER_DEFAULTS } from '../../resources/tenant/resource-server.ts';
import { asksForPermissions, hasPermissions, MAX_TOKEN_LIFETIME_FOR_WEB } from './resource-server.ts';

test('RT-11 API: a token that travels in a URL lives two hours at the most, also by default (RFC 9700 §4.3.2)', () => {
  assert.equal(MAX_TOKEN_LIFETIME_FOR_WEB, 7_200);
  assert.ok(RESOURCE_SERVER_DEFAULTS.token_lifetime_for_web <= MAX_TOKEN_LIFETIME_FOR_WEB);
});

test('CO-03 API: consent is asked for until the operator says otherwise', () => {
  assert.equal(RESOURCE_SERVER_DEFAULTS.skip_consent_for_verifiable_first_party_clients, false);
});

test('API: it has no scopes and signs with RS256 until the operator says otherwise', () => {
  assert.deepEqual(RESOURCE_SERVER_DEFAULTS.scopes, []);
  assert.equal(RESOURCE_SERVER_DEFAULTS.signing_alg, 'RS256');
});

test('API: what people may do there is asked for where it enforces policies, or its tokens name it', () => {
  assert.equal(asksForPermissions(RESOURCE_SERVER_DEFAULTS), false);
  assert.equal(asksForPermissions({ enforce_policies: true }), true);
  for (const token_dialect of ['access_token', 'rfc9068_profile'] as const) {
    assert.equal(asksForPermissions({ enforce_policies: false, token_dialect }), false);
    const authz = `${token_dialect}_authz` as const;
    assert.equal(asksForPermissions({ enforce_policies: false, token_dialect: authz }), true);
  }
  assert.equal(hasPermissions({}), false);
});

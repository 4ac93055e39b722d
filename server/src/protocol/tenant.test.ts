import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TENANT_SETTINGS_DEFAULTS } from './tenant.ts';

test('CO-12 tenant: consent on localhost is skipped only by a setting whose name says unsafe', () => {
  assert.equal(TENANT_SETTINGS_DEFAULTS.unsafe_skip_consent_on_localhost, false);
});

test('LO-01 tenant: no logout address is allowed by default', () => {
  assert.deepEqual(TENANT_SETTINGS_DEFAULTS.allowed_logout_urls, []);
});

test('AU-08 tenant: no audience is chosen for a request that names none', () => {
  assert.equal(Object.hasOwn(TENANT_SETTINGS_DEFAULTS, 'default_audience'), false);
});

test('SE-07 tenant: the idle limit of a session is below its absolute one, and both are finite', () => {
  const { idle_session_lifetime, session_lifetime } = TENANT_SETTINGS_DEFAULTS;
  assert.deepEqual([idle_session_lifetime, session_lifetime], [72, 168]);
});

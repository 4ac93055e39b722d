import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TENANT_SETTINGS_DEFAULTS } from '../../resources/tenant/settings.ts';
import { isOwnDatabase } from './connection.ts';
import { connectionOfAddress, hasPasswordSignUp, isMailedMethod, LOGIN_METHODS } from './tenant.ts';

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

test('tenant: the people of a connection are its own where nobody else is asked about them', () => {
  const named = { display_name: 'A', domains: [] };
  const connections = [
    { ...named, name: 'customers', strategy: 'auth0' },
    { ...named, name: 'saml', strategy: 'samlp' },
    { ...named, name: 'record' },
  ];
  for (const name of ['customers', 'Username-Password-Authentication'])
    assert.equal(isOwnDatabase(name, { connections }), true);
  for (const name of ['saml', 'record', 'email', '', 'constructor', undefined, 0])
    assert.equal(isOwnDatabase(name, { connections }), false);
});

test('tenant: a way in by mail is a code or a link, and no other', () => {
  assert.deepEqual(LOGIN_METHODS.filter(isMailedMethod), ['email_code', 'email_link']);
  for (const value of [undefined, '', 'constructor', ['email_code'], 0])
    assert.equal(isMailedMethod(value), false);
});

test('PR-18 tenant: an account with a password is made where there are passwords and sign-up is on', () => {
  const settings = TENANT_SETTINGS_DEFAULTS;
  assert.equal(hasPasswordSignUp(settings), false);
  assert.equal(hasPasswordSignUp({ ...settings, sign_up: true, login_methods: ['email_code'] }), false);
  assert.equal(hasPasswordSignUp({ ...settings, sign_up: true }), true);
});

test('LG-17 tenant: an address belongs where what comes after its last @ is named, letter by letter', () => {
  const acme = { name: 'acme', display_name: 'Acme', domains: ['acme.test', 'acme.example'] };
  const settings = { ...TENANT_SETTINGS_DEFAULTS, connections: [acme] };
  for (const email of ['a@sub.acme.test', 'a@acme.test.evil.test', 'a@acme.test@evil.test', 'acme.tes', ''])
    assert.equal(connectionOfAddress(email, settings), undefined, email);
  assert.equal(connectionOfAddress('a@acme.example', settings), acme);
  assert.equal(connectionOfAddress('a@acme.test', TENANT_SETTINGS_DEFAULTS), undefined);
});

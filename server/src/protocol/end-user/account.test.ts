import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accountClient } from '../../resources/client/account-client.ts';
import { MULTI_FACTOR } from '../authorization/acr.ts';
import { ACCOUNT_CLIENT_ID } from '../tenant/names.ts';
import {
  accountRequest,
  acrValuesOf,
  deletionTime,
  isFreshEnough,
  pathOfState,
  SECTIONS,
  sectionsHere,
} from './account.ts';

const ISSUER = 'https://acme.test/';
const ALICE = { sub: 'auth0|a', epoch: 0, blocked: false, claims: { email: 'alice@acme.test' } };

function section(name: string) {
  const found = SECTIONS.get(name);
  assert.ok(found);
  return found;
}

test('SE-19 a login is fresh for 300 seconds where somebody changes how they sign in, and for ever elsewhere', () => {
  for (const name of ['email', 'password', 'factors']) {
    assert.equal(isFreshEnough({ auth_time: 1_000 }, section(name), 1_300), true);
    assert.equal(isFreshEnough({ auth_time: 1_000 }, section(name), 1_301), false);
  }
  for (const name of ['profile', 'sessions', 'applications', 'confirm-email'])
    assert.equal(isFreshEnough({ auth_time: 0 }, section(name), 1_000_000), true);
});

test('LG-26 a name that is no section has no path', () => {
  for (const name of ['', 'constructor', '__proto__', '/account', 'https://evil.test'])
    assert.equal(SECTIONS.get(name), undefined);
  assert.deepEqual([section('profile').path, section('email').path], ['/account', '/account/email']);
});

test('the account page is a client that is given nothing but the way back (Multiple Response Types §4)', () => {
  const client = accountClient({ issuer: ISSUER, name: 'acme' });
  assert.deepEqual(client.redirect_uris, [`${ISSUER}account`]);
  assert.deepEqual([client.response_types, client.grant_types], [['none'], []]);
  assert.equal(client.is_built_in, true);
});

test('its request asks for a fresh login where the section does, and names whoever was signed in', () => {
  const plain = new URLSearchParams(accountRequest(section('sessions'), { issuer: ISSUER, user: undefined }));
  assert.deepEqual(Object.fromEntries(plain), {
    client_id: ACCOUNT_CLIENT_ID,
    response_type: 'none',
    scope: 'openid',
    redirect_uri: `${ISSUER}account`,
    state: 'sessions',
  });
  const fresh = new URLSearchParams(accountRequest(section('factors'), { issuer: ISSUER, user: ALICE }));
  assert.deepEqual([fresh.get('max_age'), fresh.get('login_hint')], ['300', 'alice@acme.test']);
  assert.equal(fresh.get('acr_values'), null);
});

test('LG-26 a state leads to the path of its section, with a word where nothing was done, and else to the account page', () => {
  const asked = { issuer: ISSUER, user: undefined, isUndone: true };
  assert.equal(
    new URLSearchParams(accountRequest(section('password'), asked)).get('state'),
    'password.undone',
  );
  const paths: readonly (readonly [state: string, path: string])[] = [
    ['password', '/account/password'],
    ['password.undone', '/account/password?undone=1'],
    ['profile.undone', '/account?undone=1'],
    ['https://evil.test', '/account'],
    ['//evil.test.undone', '/account?undone=1'],
    ['', '/account'],
    ['.undone', '/account?undone=1'],
  ];
  for (const [state, path] of paths) assert.equal(pathOfState(state), path);
});

test('SE-19 whoever has a second factor shows it where it could be changed, and nowhere else for that reason', () => {
  const enrolled = { ...ALICE, has_second_factor: true };
  for (const name of ['email', 'password', 'factors'])
    assert.deepEqual(acrValuesOf(section(name), enrolled), [MULTI_FACTOR]);
  assert.deepEqual(acrValuesOf(section('sessions'), enrolled), []);
  assert.deepEqual(acrValuesOf(section('factors'), ALICE), []);
  assert.deepEqual(acrValuesOf(section('factors'), undefined), []);
  const request = new URLSearchParams(
    accountRequest(section('factors'), { issuer: ISSUER, user: { ...enrolled, claims: {} } }),
  );
  assert.deepEqual([request.get('acr_values'), request.get('login_hint')], [MULTI_FACTOR, null]);
});

test('there is a section for a password where there are passwords, and none for what a mail leads to', () => {
  assert.deepEqual(
    [true, false].map((reset_password) => sectionsHere({ reset_password }).includes('password')),
    [true, false],
  );
  assert.ok(!sectionsHere({ reset_password: true }).includes('confirm-email'));
});

test('an account is deleted after days, or at once', () => {
  assert.equal(deletionTime(1, 1_000), 87_400);
  assert.equal(deletionTime(0, 1_000), undefined);
});

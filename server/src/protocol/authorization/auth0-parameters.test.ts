/**
 * Parameters of Auth0's own: connections, organizations, where an End-User begins, and where a message goes.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  accepted,
  clientWith,
  judge,
  query,
  settingsWith,
  told,
} from '../../../test/authorization/authorization-requests.ts';

const CONNECTIONS: readonly (readonly [
  connection: string,
  settings: Parameters<typeof settingsWith>[0],
  error: string,
])[] = [
  ['Username-Password-Authentication', {}, 'accepted'],
  ['Username-Password-Authentication', { login_methods: ['passkey'] }, 'accepted'],
  ['Username-Password-Authentication', { login_methods: ['email_code'] }, 'the connection is not enabled'],
  ['email', {}, 'the connection is not enabled'],
  ['email', { login_methods: ['email_code'] }, 'accepted'],
  ['email', { login_methods: ['password', 'email_link'] }, 'accepted'],
  ['ours', {}, 'accepted'],
  ['ldap', {}, 'the connection is not enabled'],
  ['later', {}, 'the connection is not enabled'],
  ['sms', {}, 'the connection was not found'],
  ['google-oauth2', {}, 'the connection was not found'],
  ['OURS', {}, 'the connection was not found'],
  ['ours ', {}, 'the connection was not found'],
  ['constructor', {}, 'the connection was not found'],
  ['username-password-authentication', {}, 'the connection was not found'],
];

for (const [connection, differences, expected] of CONNECTIONS) {
  const shown = JSON.stringify(differences);
  test(`connection=${connection} at a tenant with ${shown}: ${expected}`, () => {
    const connections = [
      { name: 'ours', display_name: 'Ours', strategy: 'auth0', domains: [] },
      { name: 'ldap', display_name: 'Corp', strategy: 'ad', domains: [] },
      { name: 'later', display_name: 'Later', domains: [] },
    ];
    const settings = settingsWith({ connections, ...differences });
    const outcome = judge(query({ connection: encodeURIComponent(connection) }), { settings });
    assert.equal(outcome.kind === 'accepted' ? 'accepted' : outcome.error.error_description, expected);
    if (outcome.kind === 'refused') assert.equal(outcome.error.error, 'invalid_request');
  });
}

test('an organization and an invitation are refused before anybody signs in, an empty one is none (RFC 6749 §3.1)', () => {
  for (const name of ['organization', 'invitation']) {
    const outcome = judge(query({ [name]: 'x' }));
    assert.equal(told(outcome), 'fragment: invalid_request');
    assert.match(
      outcome.kind === 'accepted' ? '' : outcome.error.error_description,
      new RegExp(`^parameter ${name} is not allowed for this client`),
    );
    assert.equal(told(judge(query({ [name]: '' }))), 'accepted');
    assert.equal(told(judge(`${query()}&${name}=a&${name}=b`)), 'fragment: invalid_request');
    assert.equal(told(judge(query({ [name]: '%FF' }))), 'fragment: invalid_request');
  }
  assert.equal(told(judge(query({ organization_name: 'x', organisation: 'x' }))), 'accepted');
});

test('prompt=create and screen_hint=signup begin with a new account, and nothing else does', () => {
  for (const [changes, expected] of [
    [{ prompt: 'create' }, true],
    [{ prompt: 'create%20consent' }, true],
    [{ screen_hint: 'signup' }, true],
    [{ screen_hint: 'SIGNUP' }, false],
    [{ screen_hint: 'reset-password' }, false],
    [{ prompt: 'login' }, false],
    [{}, false],
  ] as const)
    assert.equal(accepted(judge(query(changes))).begins_with_sign_up, expected);
});

test('response_mode=web_message goes to the origin of an application as its web view names it', () => {
  const client = clientWith({
    app_type: 'native',
    redirect_uris: ['capacitor://localhost/cb', 'com.example.app:/cb'],
    web_origins: ['capacitor://localhost'],
  });
  const mode = (uri: string) =>
    told(judge(query({ response_mode: 'web_message', redirect_uri: encodeURIComponent(uri) }), { client }));
  assert.equal(mode('capacitor://localhost/cb'), 'accepted');
  assert.equal(mode('com.example.app:/cb'), 'page');
});

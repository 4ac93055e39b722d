import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  clientWith,
  ISSUER,
  judge,
  parametersOf,
  query,
  settingsWith,
} from '../../../test/authorization/authorization-requests.ts';
import { diagnosisOf, oauthError } from '../oauth-error.ts';
import { DIAGNOSES } from './diagnoses.ts';
import { type Diagnosis, diagnose } from './diagnosis.ts';
import { unknownApi, unknownApiAmong } from './unknown-api.ts';

const CODE = clientWith({ grant_types: ['authorization_code'] });
const CHALLENGE = 'a'.repeat(43);

type Changes = Parameters<typeof query>[0];

type Case = readonly [
  code: string,
  where: string,
  changes: Changes,
  registered?: Parameters<typeof judge>[1],
];

const CASES: readonly Case[] = [
  ['redirect_uri_missing', 'redirect_uri', { redirect_uri: undefined }],
  ['redirect_uri_unreadable', 'redirect_uri', { redirect_uri: '%ff' }],
  ['redirect_uri_unreadable', 'redirect_uri', { redirect_uri: 'a&redirect_uri=b' }],
  ['redirect_uri_unregistered', 'redirect_uri', { redirect_uri: 'x' }],
  ['redirect_uri_none_registered', 'redirect_uri', {}, { client: clientWith({ redirect_uris: [] }) }],
  [
    'web_origin_unregistered',
    'response_mode',
    { response_mode: 'web_message' },
    { client: clientWith({ web_origins: [] }) },
  ],
  ['parameter_unreadable', 'nonce', { nonce: 'a&nonce=b' }],
  ['parameter_too_long', 'nonce', { nonce: 'a'.repeat(2_049) }],
  ['parameter_too_long', 'scope', { scope: 'a'.repeat(8_193) }],
  ['parameter_unreadable', 'resource', { audience: undefined, resource: 'a:b&resource=c:d' }],
  ['registration_unsupported', 'registration', { registration: 'x' }],
  ['organization_unsupported', 'organization', { organization: 'x' }],
  ['connection_unknown', 'connection', { connection: 'x' }],
  ['connection_disabled', 'connection', { connection: 'email' }],
  ['response_type_missing', 'response_type', { response_type: undefined }],
  ['response_type_unknown', 'response_type', { response_type: 'token%20%20id_token' }],
  [
    'response_type_unregistered',
    'response_type',
    {},
    { client: clientWith({ response_types: ['id_token'] }) },
  ],
  ['response_type_unregistered', 'response_type', {}, { client: clientWith({ response_types: [] }) }],
  ['grant_type_unregistered', 'response_type', {}, { client: CODE }],
  ['implicit_forbidden', 'response_type', {}, { client: clientWith({ forbid_implicit: true }) }],
  ['token_response_type_forbidden', 'response_type', { response_type: 'token' }],
  ['response_mode_unusable', 'response_mode', { response_mode: 'query' }],
  ['response_mode_unknown', 'response_mode', { response_mode: 'querry' }],
  ['scope_malformed', 'scope', { scope: 'a%20%20b' }],
  ['openid_missing', 'scope', { scope: 'read%3Aa' }],
  ['nonce_missing', 'nonce', { nonce: undefined }],
  ['code_challenge_missing', 'code_challenge', { response_type: 'code' }, { client: CODE }],
  [
    'code_challenge_malformed',
    'code_challenge',
    { response_type: 'code', code_challenge: 'x', code_challenge_method: 'S256' },
    { client: CODE },
  ],
  [
    'code_challenge_method_plain',
    'code_challenge_method',
    { response_type: 'code', code_challenge: CHALLENGE },
    { client: CODE },
  ],
  [
    'code_challenge_method_unknown',
    'code_challenge_method',
    { code_challenge: CHALLENGE, code_challenge_method: 's256' },
  ],
  ['code_challenge_method_alone', 'code_challenge', { code_challenge_method: 'S256' }],
  ['prompt_unknown', 'prompt', { prompt: 'nobody' }],
  ['prompt_none_combined', 'prompt', { prompt: 'none%20login' }],
  ['max_age_malformed', 'max_age', { max_age: '1e3' }],
  ['resource_malformed', 'resource', { audience: undefined, resource: 'x' }],
  ['resource_differs', 'resource', { resource: 'urn:x' }],
  ['audience_unknown', 'audience', { audience: 'urn:x' }],
  ['management_api_refused', 'audience', { audience: `${ISSUER}api/v2/` }],
  ['my_account_api_refused', 'resource', { audience: undefined, resource: `${ISSUER}me/` }],
  ['own_api_misspelt', 'audience', { audience: `${ISSUER}api/v2` }],
  ['own_api_misspelt', 'audience', { audience: 'https://acme.us.auth0.com/userinfo' }],
  ['audience_unknown', 'audience', { audience: 'https://elsewhere.test/api/v2/' }],
];

function diagnosed([, , changes, registered]: Case): Diagnosis {
  const outcome = judge(query(changes), { settings: settingsWith(), ...registered });
  assert.notEqual(outcome.kind, 'accepted');
  return diagnosisOf('error' in outcome ? outcome.error : oauthError('server_error', 'it was accepted'));
}

for (const one of CASES) {
  const [code, where, changes] = one;
  test(`${JSON.stringify(changes).slice(0, 90)} is refused for ${code}`, () => {
    const diagnosis = diagnosed(one);
    assert.deepEqual([diagnosis.code, diagnosis.where], [code, where]);
    assert.match(diagnosis.sentence, /^(?:[^.]|\.\S)+[^.]$/);
  });
}

test('what is asked for by another grant_type names the grant_type to add', () => {
  const diagnosis = diagnosed(['', '', {}, { client: CODE }]);
  assert.deepEqual(diagnosis.fix, {
    kind: 'client',
    key: 'spa1',
    field: 'grant_types',
    add: 'implicit',
    beside: ['authorization_code'],
  });
  assert.match(diagnosis.sentence, /response_type id_token token needs the grant_type implicit/);
  assert.deepEqual(diagnosis.registered, ['authorization_code']);
});

test('what the switch keeps off is asked for again by the same switch, and code is not in its way', () => {
  const client = clientWith({ forbid_implicit: true });
  const { fix, sent } = diagnosed(['', '', {}, { client }]);
  assert.deepEqual(
    [fix, sent],
    [{ kind: 'client', key: 'spa1', field: 'forbid_implicit', set: false }, 'id_token token'],
  );
  const both = { client: { ...CODE, forbid_implicit: true } };
  const changes = { response_type: 'code' };
  assert.equal(diagnosed(['', '', changes, both]).code, 'code_challenge_missing');
});

test('the origin that is missing is named, unless a page of its scheme has none', () => {
  const changes = { response_mode: 'web_message' };
  const named = diagnosed(['', '', changes, { client: clientWith({ web_origins: [] }) }]);
  assert.equal(named.fix && 'add' in named.fix && named.fix.add, 'https://app.acme.test');
  const redirect_uris = ['com.example.app:/cb'];
  const native = { client: clientWith({ app_type: 'native', redirect_uris }) };
  const none = diagnosed(['', '', { ...changes, redirect_uri: 'com.example.app:/cb' }, native]);
  assert.deepEqual([none.code, none.fix], ['web_origin_unregistered', undefined]);
});

test('an API that there is not is named beside those that there are', () => {
  const known = ['urn:acme:api', 'urn:acme:billing'];
  const asked = { parameters: parametersOf(query()), settings: settingsWith() };
  const bare = unknownApi('urn:acme:apy', ISSUER, asked);
  const diagnosis = unknownApiAmong(bare, known);
  assert.match(
    diagnosis.sentence,
    /there is no API urn:acme:apy in this tenant: did you mean urn:acme:api\?/,
  );
  assert.deepEqual(diagnosis.registered, known);
  assert.deepEqual(diagnosis.fix, { kind: 'resource_server', key: 'urn:acme:apy' });
  assert.equal(bare.registered, undefined);
  assert.equal(unknownApiAmong(diagnose('audience_unknown'), known).registered, undefined);
});

test('of the APIs of the server none is to be registered: one needs a grant, one another client, one its right name', () => {
  const fixOf = (changes: Changes, client = clientWith({ is_first_party: true })) =>
    diagnosed(['', '', changes, { client }]).fix;
  const me = { audience: `${ISSUER}me/`, scope: 'openid%20read:me:profile%20read:a' };
  const grant = { kind: 'client_grant', key: 'spa1', audience: `${ISSUER}me/`, scope: ['read:me:profile'] };
  assert.deepEqual(fixOf(me), grant);
  const parameters = parametersOf(query({ scope: undefined }));
  const client = clientWith({ is_first_party: true });
  const bare = unknownApi(me.audience, ISSUER, { parameters, client, settings: settingsWith() });
  assert.deepEqual(bare.fix, { ...grant, scope: [] });
  assert.equal(fixOf(me, clientWith({ is_first_party: false })), undefined);
  assert.equal(fixOf(me, clientWith({ is_first_party: true, is_built_in: true })), undefined);
  assert.equal(fixOf({ audience: `${ISSUER}api/v2/` }), undefined);
  assert.equal(fixOf({ audience: `${ISSUER}ME` }), undefined);
});

test('of a client that has no record no change is proposed', () => {
  const wrong = { redirect_uri: 'https%3A%2F%2Fapp.acme.test%2Fother' };
  const fixOf = (changes: Changes, differences: Parameters<typeof clientWith>[0]) =>
    diagnosed(['', '', changes, { client: clientWith(differences) }]).fix;
  assert.notEqual(fixOf(wrong, {}), undefined);
  assert.equal(fixOf(wrong, { is_built_in: true }), undefined);
  const client_id = 'https://app.acme.test/client.json';
  assert.equal(fixOf({ ...wrong, client_id: encodeURIComponent(client_id) }, { client_id }), undefined);
  assert.equal(fixOf({}, { is_built_in: true, forbid_implicit: true }), undefined);
});

test('a refusal without a row of its own says what its client is told, and where its code is from', () => {
  const diagnosis = diagnosisOf(oauthError('invalid_grant', 'the code is not valid'));
  assert.deepEqual(
    [diagnosis.code, diagnosis.sentence, diagnosis.section],
    ['other', 'the code is not valid', 'RFC 6749 §5.2'],
  );
});

test('every row names its section and is one sentence without a full stop, for others go on from it', () => {
  for (const { sentence, section, remedy } of Object.values(DIAGNOSES)) {
    assert.match(section, /^(?:RFC [0-9]+|OIDC [A-Z][\w -]+|OAuth .+) §[0-9.]+$/);
    for (const words of [sentence, remedy]) assert.doesNotMatch(words, /^[A-Z][a-z]|\.$|\|/);
  }
});

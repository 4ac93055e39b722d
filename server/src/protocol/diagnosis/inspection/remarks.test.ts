import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apiWith, clientWith, settingsWith } from '../../../../test/authorization/authorization-requests.ts';
import {
  codeClient,
  codeQuery,
  inspect,
  type Registered,
} from '../../../../test/authorization/inspections.ts';
import { REMARKS } from './remarks.ts';

type Changes = Parameters<typeof codeQuery>[0];

const LAX = clientWith({ oidc_conformant: false });
const SECRET = codeClient({ token_endpoint_auth_method: 'client_secret_post' });
const TOKENS: Changes = { code_challenge: undefined, code_challenge_method: undefined };
const OWN = 'com.example.app:/cb';

/** A remark, and a request that it is made of. */
const CASES: readonly (readonly [code: keyof typeof REMARKS, changes: Changes, registered?: Registered])[] = [
  ['parameter_misspelt', { redirect_uri: undefined, redirectUri: 'x' }],
  ['parameter_misspelt', { audience: undefined, aud: 'x' }],
  ['parameter_html', { scope: undefined, 'amp;scope': 'openid' }],
  ['parameter_placeholder', { state: 'undefined' }],
  ['parameter_placeholder', { login_hint: '%7B%7Bemail%7D%7D' }],
  ['parameter_white_space', { audience: 'https%3A%2F%2Fapi.acme.test%20' }],
  ['parameter_encoded_twice', { scope: 'openid%2520read%253Aa' }],
  ['secret_in_address', { client_secret: 'x' }],
  ['scope_comma', { scope: 'openid,read%3Aa' }],
  ['scope_misspelt', { scope: 'openid%20read%3Ab' }],
  ['scope_misspelt', { scope: 'opendi', audience: undefined }],
  ['state_missing', { ...TOKENS, state: undefined, nonce: undefined }, { client: SECRET }],
  ['state_short', { state: 'abc' }],
  ['nonce_short', { nonce: 'abc' }],
  ['nonce_advised', { ...TOKENS, response_type: 'id_token', nonce: undefined }, { client: LAX }],
  ['openid_advised', { ...TOKENS, response_type: 'id_token', scope: 'read%3Aa' }, { client: LAX }],
  ['code_challenge_advised', TOKENS, { client: SECRET }],
  ['tokens_in_address', { ...TOKENS, response_type: 'id_token%20token' }, { client: LAX }],
  ['token_untied', { ...TOKENS, response_type: 'token' }, { client: LAX }],
  [
    'redirect_uri_plain_http',
    { redirect_uri: 'http%3A%2F%2Fapp.acme.test' },
    { client: codeClient({ redirect_uris: ['http://app.acme.test'] }) },
  ],
  [
    'redirect_uri_own_scheme',
    { ...TOKENS, redirect_uri: OWN },
    { client: codeClient({ redirect_uris: [OWN], token_endpoint_auth_method: 'client_secret_post' }) },
  ],
  ['parameter_unknown', { wobble_factor: '7' }],
  ['parameter_unknown', { clientid: 'x' }],
  ['parameter_telemetry', { auth0Client: 'x' }],
  ['parameter_of_token_endpoint', { grant_type: 'x' }],
  ['parameter_empty', { prompt: '' }],
  ['nonce_unused', { scope: 'read%3Aa' }],
  ['code_challenge_unused', { response_type: 'id_token' }, { client: clientWith() }],
  ['scope_unknown', { scope: 'openid%20delete%3Aeverything' }],
  ['scope_without_api', { scope: 'openid%20delete%3Aeverything', audience: undefined }],
  ['scope_repeated', { scope: 'openid%20openid' }],
  [
    'offline_access_without_code',
    { response_type: 'id_token', scope: 'openid%20offline_access' },
    { client: clientWith() },
  ],
  [
    'offline_access_without_grant',
    { scope: 'openid%20offline_access' },
    { client: codeClient({ grant_types: ['authorization_code'] }) },
  ],
  [
    'offline_access_not_at_api',
    { scope: 'openid%20offline_access' },
    { api: apiWith({ allow_offline_access: false }) },
  ],
  ['claims_of_user_without_openid', { scope: 'profile' }],
  ['ui_locales_unsupported', { ui_locales: 'xx%20yy' }],
  ['screen_hint_unknown', { screen_hint: 'register' }],
  ['sign_up_closed', { screen_hint: 'signup' }, { settings: settingsWith({ sign_up: false }) }],
  ['display_unused', { display: 'popup' }],
  ['claims_locales_unused', { claims_locales: 'de' }],
  ['acr_unknown', { acr_values: 'urn:gold' }],
  ['claim_unknown', {}, { claims: { id_token: { shoe_size: null } } }],
  ['client_found', {}],
  ['redirect_uri_registered', {}],
  [
    'redirect_uri_other_port',
    { redirect_uri: 'http%3A%2F%2F127.0.0.1:9%2Fcb' },
    { client: codeClient({ app_type: 'native', redirect_uris: ['http://127.0.0.1/cb'] }) },
  ],
  ['api_found', {}],
  [
    'api_default',
    { audience: undefined },
    { settings: settingsWith({ default_audience: 'https://api.acme.test' }) },
  ],
  ['api_none', { audience: undefined }],
  ['api_enforces_permissions', {}, { api: apiWith({ enforce_policies: true }) }],
  ['silent', { prompt: 'none' }],
  ['login_always', { max_age: '0' }],
  ['parameter_understood', { login_hint: 'ada' }],
];

/** Those that are not of a query alone: their cases are below, and in the tests of whoever finds them out. */
const BY_OTHER_MEANS = [
  'endpoint_other',
  'issuer_other',
  'fragment_sent',
  'parameter_beside_object',
  'request_object_read',
  ...['request_object_unverified', 'request_uri_not_followed'],
  ...Object.keys(REMARKS).filter((code) => code.startsWith('pasted_')),
];

for (const [code, changes, registered] of CASES) {
  test(`${code} is found in ${JSON.stringify(changes).slice(0, 80)}`, () => {
    const { findings } = inspect(codeQuery(changes), registered);
    const found = findings.find((one) => one.code === code);
    assert.ok(found, findings.map((one) => one.code).join());
    assert.equal(found.verdict, REMARKS[code].verdict);
    assert.equal(found.refused, undefined);
    const clean = inspect(codeQuery()).findings.map((one) => one.code);
    if (found.verdict !== 'ok') assert.ok(!clean.includes(code), 'and not where all is well');
  });
}

test('each remark has a case', () => {
  const tried = new Set<string>([...CASES.map(([code]) => code), ...BY_OTHER_MEANS]);
  assert.deepEqual(
    Object.keys(REMARKS).filter((code) => !tried.has(code)),
    [],
  );
});

test('each remark is one sentence with its section, without a full stop', () => {
  for (const { sentence, section, remedy } of Object.values(REMARKS)) {
    assert.match(section, /^(?:RFC [0-9]+|OIDC [A-Z][\w -]+) §[0-9.]+$/);
    for (const words of [sentence, remedy]) assert.doesNotMatch(words, /^[A-Z][a-z]|\.$|\|/);
  }
});

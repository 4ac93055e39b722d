/**
 * A request with which nothing is wrong, and one thing changed: the first finding has to be about that and to say what it is.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apiWith, ISSUER, settingsWith } from '../../../../test/authorization/authorization-requests.ts';
import {
  codeClient,
  codeQuery,
  inspect,
  type Registered,
} from '../../../../test/authorization/inspections.ts';
import { REQUEST_PARAMETERS } from '../../authorization/request-parameters.ts';

type Changes = Parameters<typeof codeQuery>[0];
type Mutation = readonly [code: string, where: string, changes: Changes, registered?: Registered];

const CALLBACK = 'https%3A%2F%2Fapp.acme.test%2Fcb';

/** Sent in a way that cannot be read. */
const UNREADABLE = [...REQUEST_PARAMETERS.keys()]
  .filter(
    (name) =>
      !['client_id', 'redirect_uri', 'resource', 'registration', 'organization', 'invitation'].includes(name),
  )
  .flatMap((name): readonly Mutation[] => [
    ['parameter_unreadable', name, { [name]: `a&${name}=b` }],
    ['parameter_unreadable', name, { [name]: '%ff' }],
  ]);

/** Longer than it may be. */
const TOO_LONG = [...REQUEST_PARAMETERS]
  .filter(
    ([name, longest]) =>
      Number.isFinite(longest) &&
      !['client_id', 'redirect_uri', 'registration', 'organization', 'invitation'].includes(name),
  )
  .map(([name, longest]): Mutation => ['parameter_too_long', name, { [name]: 'a'.repeat(longest + 1) }]);

/** Under a name that is a slip away. */
const MISSPELT: readonly Mutation[] = [
  ['redirect_uri_missing', 'redirect_uri', { redirect_uri: undefined, redirect_url: CALLBACK }],
  ['response_type_missing', 'response_type', { response_type: undefined, responseType: 'code' }],
  [
    'code_challenge_method_alone',
    'code_challenge',
    { code_challenge: undefined, codeChallenge: 'a'.repeat(43) },
  ],
  [
    'code_challenge_method_plain',
    'code_challenge_method',
    { code_challenge_method: undefined, challenge_method: 'S256' },
  ],
  ['parameter_misspelt', 'scopes', { scope: undefined, scopes: 'openid' }],
  ['parameter_misspelt', 'audiance', { audience: undefined, audiance: 'https%3A%2F%2Fapi.acme.test' }],
  ['parameter_misspelt', 'loginHint', { loginHint: 'ada' }],
  ['parameter_misspelt', 'stat', { state: undefined, stat: 'x' }],
  ['parameter_misspelt', 'promt', { promt: 'login' }],
  ['parameter_misspelt', 'maxage', { maxage: '1' }],
  ['parameter_misspelt', 'ui_locale', { ui_locale: 'de' }],
];

/** Near what is registered. */
const REDIRECT: readonly Mutation[] = [
  `${CALLBACK}%2F`,
  'http%3A%2F%2Fapp.acme.test%2Fcb',
  'https%3A%2F%2Fapp.acme.test%3A444%2Fcb',
  'https%3A%2F%2FApp.acme.test%2Fcb',
  'https%3A%2F%2Fapp.acme.test%2FCB',
  'https%3A%2F%2Fapp.acme.test',
  `${CALLBACK}%3Fx%3D1`,
  `${CALLBACK}%23x`,
  `%20${CALLBACK}`,
  'https%253A%252F%252Fapp.acme.test%252Fcb',
  'app.acme.test%2Fcb',
  'undefined',
].map((redirect_uri): Mutation => ['redirect_uri_unregistered', 'redirect_uri', { redirect_uri }]);

const VALUES: readonly Mutation[] = [
  ['redirect_uri_unreadable', 'redirect_uri', { redirect_uri: '%ff' }],
  ['redirect_uri_none_registered', 'redirect_uri', {}, { client: codeClient({ redirect_uris: [] }) }],
  ['response_type_unknown', 'response_type', { response_type: 'codes' }],
  ['response_type_unknown', 'response_type', { response_type: 'code,id_token' }],
  ['response_type_unknown', 'response_type', { response_type: 'code%20code' }],
  ['response_type_unknown', 'response_type', { response_type: 'Code' }],
  ['grant_type_unregistered', 'response_type', { response_type: 'id_token' }],
  ['grant_type_unregistered', 'response_type', {}, { client: codeClient({ grant_types: ['implicit'] }) }],
  [
    'implicit_forbidden',
    'response_type',
    { response_type: 'id_token' },
    { client: codeClient({ grant_types: ['authorization_code', 'implicit'], forbid_implicit: true }) },
  ],
  [
    'response_type_unregistered',
    'response_type',
    {},
    { client: codeClient({ response_types: ['id_token'] }) },
  ],
  [
    'token_response_type_forbidden',
    'response_type',
    { response_type: 'token' },
    { client: codeClient({ grant_types: ['implicit'] }) },
  ],
  ['response_mode_unknown', 'response_mode', { response_mode: 'form-post' }],
  [
    'response_mode_unusable',
    'response_mode',
    { response_mode: 'query', response_type: 'code%20id_token' },
    { client: codeClient({ grant_types: ['authorization_code', 'implicit'] }) },
  ],
  [
    'web_origin_unregistered',
    'response_mode',
    { response_mode: 'web_message' },
    { client: codeClient({ web_origins: [] }) },
  ],
  ['scope_malformed', 'scope', { scope: 'openid%20%20read%3Aa' }],
  ['scope_malformed', 'scope', { scope: 'open%22id' }],
  ['scope_comma', 'scope', { scope: 'openid,read%3Aa' }],
  ['parameter_encoded_twice', 'scope', { scope: 'openid%2520read%253Aa' }],
  ['scope_misspelt', 'scope', { scope: 'openid%20raed%3Aa' }],
  ['scope_misspelt', 'scope', { scope: 'OpenID%20read%3Aa' }],
  ['scope_misspelt', 'scope', { scope: 'openid%20profil' }],
  ['scope_unknown', 'scope', { scope: 'openid%20delete%3Aeverything' }],
  ['scope_without_api', 'scope', { scope: 'openid%20delete%3Aeverything', audience: undefined }],
  [
    'offline_access_not_at_api',
    'scope',
    { scope: 'openid%20offline_access' },
    { api: apiWith({ allow_offline_access: false }) },
  ],
  [
    'nonce_missing',
    'nonce',
    { response_type: 'code%20id_token', nonce: undefined },
    { client: codeClient({ grant_types: ['authorization_code', 'implicit'] }) },
  ],
  [
    'openid_missing',
    'scope',
    { response_type: 'code%20id_token', scope: 'read%3Aa' },
    { client: codeClient({ grant_types: ['authorization_code', 'implicit'] }) },
  ],
  [
    'code_challenge_missing',
    'code_challenge',
    { code_challenge: undefined, code_challenge_method: undefined },
  ],
  ['code_challenge_malformed', 'code_challenge', { code_challenge: 'a'.repeat(42) }],
  ['code_challenge_malformed', 'code_challenge', { code_challenge: `${'a'.repeat(43)}%3D` }],
  ['code_challenge_method_plain', 'code_challenge_method', { code_challenge_method: 'plain' }],
  ['code_challenge_method_plain', 'code_challenge_method', { code_challenge_method: undefined }],
  ['code_challenge_method_unknown', 'code_challenge_method', { code_challenge_method: 's256' }],
  ['code_challenge_method_unknown', 'code_challenge_method', { code_challenge_method: 'S512' }],
  ['prompt_unknown', 'prompt', { prompt: 'Login' }],
  ['prompt_unknown', 'prompt', { prompt: 'login,consent' }],
  ['prompt_none_combined', 'prompt', { prompt: 'none%20consent' }],
  ['max_age_malformed', 'max_age', { max_age: '-1' }],
  ['max_age_malformed', 'max_age', { max_age: '1h' }],
  ['audience_unknown', 'audience', { audience: 'https%3A%2F%2Fapi.acme.test%2F' }],
  ['audience_unknown', 'audience', { audience: 'https%3A%2F%2Fapi.acme.tset' }],
  ['management_api_refused', 'audience', { audience: encodeURIComponent(`${ISSUER}api/v2/`) }],
  ['my_account_api_refused', 'audience', { audience: encodeURIComponent(`${ISSUER}me/`) }],
  ['own_api_misspelt', 'audience', { audience: encodeURIComponent(`${ISSUER}me`) }],
  ['own_api_misspelt', 'audience', { audience: 'https%3A%2F%2Facme.us.auth0.com%2Fapi%2Fv2%2F' }],
  ['parameter_html', 'amp;scope', { scope: undefined, 'amp;scope': 'openid' }],
  ['resource_malformed', 'resource', { audience: undefined, resource: 'api' }],
  ['resource_differs', 'resource', { resource: 'urn:x' }],
  ['connection_unknown', 'connection', { connection: 'google-oauth2' }],
  ['connection_disabled', 'connection', { connection: 'email' }],
  ['organization_unsupported', 'organization', { organization: 'org_1' }],
  ['organization_unsupported', 'invitation', { invitation: 'x' }],
  ['registration_unsupported', 'registration', { registration: '%7B%7D' }],
  ['parameter_placeholder', 'state', { state: 'undefined' }],
  ['parameter_placeholder', 'nonce', { nonce: 'null' }],
  ['state_short', 'state', { state: '1' }],
  ['nonce_short', 'nonce', { nonce: '1' }],
  ['secret_in_address', 'client_secret', { client_secret: 'x' }],
  ['secret_in_address', 'code_verifier', { code_verifier: 'x' }],
  ['display_unused', 'display', { display: 'page' }],
  ['acr_unknown', 'acr_values', { acr_values: 'gold' }],
  ['ui_locales_unsupported', 'ui_locales', { ui_locales: 'xx' }],
  ['screen_hint_unknown', 'screen_hint', { screen_hint: 'sign-up' }],
  ['sign_up_closed', 'prompt', { prompt: 'create' }, { settings: settingsWith({ sign_up: false }) }],
  ['parameter_unknown', 'wobble_factor', { wobble_factor: '1' }],
  ['parameter_of_token_endpoint', 'grant_type', { grant_type: 'authorization_code' }],
];

const MUTATIONS = [...UNREADABLE, ...TOO_LONG, ...MISSPELT, ...REDIRECT, ...VALUES];

test('with the request that is changed nothing is wrong, risky or ignored', () => {
  const { findings } = inspect(codeQuery());
  assert.deepEqual(
    findings.filter(({ verdict }) => verdict !== 'ok').map(({ code }) => code),
    [],
  );
});

test(`of ${MUTATIONS.length} requests with one thing wrong the first finding names it, in every one`, () => {
  assert.ok(MUTATIONS.length >= 100);
  const missed = MUTATIONS.flatMap(([code, where, changes, registered]) => {
    const [first] = inspect(codeQuery(changes), registered).findings;
    const isRight = first?.code === code && first.where === where;
    return isRight
      ? []
      : [
          {
            expected: [code, where],
            found: [first?.code, first?.where],
            of: JSON.stringify(changes).slice(0, 90),
          },
        ];
  });
  assert.deepEqual(missed, []);
});

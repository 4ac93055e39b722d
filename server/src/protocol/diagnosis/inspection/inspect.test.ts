import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apiWith, clientWith, settingsWith } from '../../../../test/authorization-requests.ts';
import { codeClient, codeQuery, inspect, type Registered } from '../../../../test/inspections.ts';
import { refusal } from '../../oauth-error.ts';
import { parseParameters } from '../../parameters.ts';
import { isDiagnosisCode } from '../diagnoses.ts';
import { remark } from './finding.ts';
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

test('each parameter that was sent has a verdict, once, and the place where it stands', () => {
  const text = codeQuery({ display: 'popup', wobble: '1', prompt: 'nobody' });
  const { parameters, findings } = inspect(text);
  assert.deepEqual(
    parameters.map(({ name, verdict }) => `${name} ${verdict}`),
    [
      'response_type ok',
      'client_id ok',
      'redirect_uri ok',
      'scope ok',
      'audience ok',
      'state ok',
      'nonce ok',
      'code_challenge ok',
      'code_challenge_method ok',
      'display ok',
      'wobble ignored',
      'prompt wrong',
    ],
  );
  for (const { name, at } of parameters) assert.equal(text.slice(at.start, at.end).split('=')[0], name);
  assert.equal(findings[0]?.code, 'prompt_unknown');
});

test('all that is wrong is said, in the order in which the door refuses by it', () => {
  const text = codeQuery({
    response_mode: 'x',
    code_challenge: undefined,
    prompt: 'none%20login',
    max_age: 'y',
  });
  const wrong = inspect(text).findings.filter(({ refused }) => refused);
  assert.deepEqual(
    wrong.map(({ code, refused }) => [code, refused?.error]),
    [
      ['response_mode_unknown', 'invalid_request'],
      ['code_challenge_method_alone', 'invalid_request'],
      ['prompt_none_combined', 'invalid_request'],
      ['max_age_malformed', 'invalid_request'],
    ],
  );
  assert.equal(inspect(text).next.kind, 'error_answer');
});

test('of what cannot be read nothing is said but that', () => {
  const { findings } = inspect(codeQuery({ response_type: 'code&response_type=token' }));
  assert.deepEqual(
    findings.filter(({ where }) => where === 'response_type').map(({ code }) => code),
    ['parameter_unreadable'],
  );
});

test('a redirect_uri that nobody registered is marked at the character that counts, and what else is wrong is said too', () => {
  const text = codeQuery({ redirect_uri: 'https%3A%2F%2Fapp.acme.test%2Fcb%2F', prompt: 'nobody' });
  const { findings, next } = inspect(text);
  assert.deepEqual(
    findings.slice(0, 2).map(({ code }) => code),
    ['redirect_uri_unregistered', 'prompt_unknown'],
  );
  const at = findings[0]?.at;
  assert.equal(at && text.slice(at.start, at.end), '%2F');
  assert.equal(next.kind, 'error_page');
});

test('where nobody knows the client, the rest of the request is judged all the same', () => {
  const error = refusal('invalid_request', 'client_id is missing or unknown', 'client_id_unknown');
  const text = codeQuery({ client_id: 'who', max_age: 'x' });
  const read = parseParameters(text);
  assert.ok(read.ok);
  const input = {
    parameters: read.value,
    settings: settingsWith(),
    audience: undefined,
    resource_server: undefined,
  };
  const { findings, next, request } = inspect(text, {}, { error, client: undefined, input });
  assert.deepEqual(
    findings.slice(0, 2).map(({ code }) => code),
    ['client_id_unknown', 'max_age_malformed'],
  );
  assert.deepEqual([next.kind, request], ['error_page', undefined]);
});

test('what is wrong with a request object is told at the address beside it', () => {
  const error = refusal('invalid_request_object', 'the request object has expired', 'request_object_expired');
  const refused = inspect(codeQuery({ request: 'a.b.c' }), {}, { error, input: undefined });
  assert.deepEqual(
    [refused.findings[0]?.code, refused.next.kind],
    ['request_object_expired', 'error_answer'],
  );
});

test('what cannot be parsed is one finding, and what stands in no query is found by other means', () => {
  const error = refusal('invalid_request', 'more than 100 parameters', 'request_malformed');
  const none = { client: undefined, input: undefined, outer: undefined };
  assert.deepEqual(
    inspect('', {}, { ...none, error }).findings.map(({ code }) => code),
    ['request_malformed'],
  );
  assert.equal(inspect('', {}, none).findings[0]?.code, 'other');
  const beside = [remark('fragment_sent')];
  assert.ok(inspect(codeQuery(), {}, { beside }).findings.some(({ code }) => code === 'fragment_sent'));
});

test('RFC 9101 §6.3: what stands beside a request object is ignored, but for what names it', () => {
  const { parameters, findings } = inspect(codeQuery({ request: 'a.b.c' }), {}, { isObject: true });
  assert.equal(parameters.find(({ name }) => name === 'request')?.verdict, 'ok');
  assert.equal(parameters.find(({ name }) => name === 'nonce')?.verdict, 'ignored');
  assert.ok(findings.some(({ code }) => code === 'request_object_read'));
});

test('a code is that of a refusal or of a remark, and never of both', () => {
  assert.ok(isDiagnosisCode('prompt_unknown'));
  assert.deepEqual(Object.keys(REMARKS).filter(isDiagnosisCode), []);
});

test('which response_mode fits is not said of a response_type that there is not', () => {
  const text = codeQuery({ response_type: 'cod', response_mode: 'form_post' });
  const wrong = inspect(text).findings.filter(({ verdict }) => verdict === 'wrong');
  assert.deepEqual(
    wrong.map(({ code }) => code),
    ['response_type_unknown'],
  );
  const query = codeQuery({ response_type: 'token%20idtoken', response_mode: 'query' });
  const none = inspect(query).findings.filter(({ where }) => where === 'response_mode');
  assert.deepEqual(
    none.map(({ code }) => code),
    ['parameter_understood'],
  );
});

test('of a query that cannot be parsed no parameter is said to be understood', () => {
  const { findings, parameters } = inspect(
    'wobble_a=1&state=x',
    {},
    { client: undefined, input: undefined, outer: undefined },
  );
  assert.deepEqual(
    findings.map(({ code }) => code),
    ['other', 'parameter_unknown'],
  );
  assert.deepEqual(
    parameters.map(({ verdict }) => verdict),
    ['ignored', 'ok'],
  );
});

test('what would happen next is said: the login page, that of sign-up, an error', () => {
  assert.equal(inspect(codeQuery()).next.kind, 'login');
  assert.equal(inspect(codeQuery({ prompt: 'create' })).next.kind, 'sign_up');
  const silent = inspect(codeQuery({ prompt: 'none' }));
  assert.deepEqual([silent.next.kind, silent.findings[0]?.verdict], ['error_answer', 'ok']);
  const hinted = inspect(codeQuery({ id_token_hint: 'x' }), {}, { hinted: 'invalid' });
  assert.equal(hinted.findings[0]?.code, 'id_token_hint_refused');
});

test('a remark that the door does not make has no error of the wire, and a refusal has', () => {
  const { findings } = inspect(codeQuery({ connection: 'x' }));
  assert.deepEqual(findings[0]?.refused, {
    error: 'invalid_request',
    error_description: 'the connection was not found',
  });
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  clientWith,
  ISSUER,
  judge,
  query,
  settingsWith,
  told,
} from '../../../test/authorization/authorization-requests.ts';
import { TENANT_SETTINGS_DEFAULTS } from '../../resources/tenant/settings.ts';
import { PROMPTS } from '../authorization/prompt.ts';
import { RESPONSE_TYPES } from '../authorization/response-type.ts';
import { CLIENT_SIGNING_ALGS, SIGNING_ALGS, TOKEN_ENDPOINT_AUTH_METHODS } from '../client/client.ts';
import { discoveryDocument } from './discovery.ts';

const DOCUMENT = discoveryDocument(ISSUER, {
  settings: TENANT_SETTINGS_DEFAULTS,
  ui_locales: ['en', 'de'],
  grant_types: ['authorization_code'],
});

test('RT-19 discovery: what the tenant does not have is not named (RFC 8414 §2)', () => {
  assert.equal('registration_endpoint' in DOCUMENT, false);
  assert.equal('check_session_iframe' in DOCUMENT, false);
});

test('RT-19 discovery: what a tenant turns on is named', () => {
  const settings = settingsWith({ dynamic_registration: 'open', policy: 'oidc' });
  const document = discoveryDocument(ISSUER, { settings, ui_locales: [], grant_types: [] });
  assert.equal(document['registration_endpoint'], 'https://acme.auth.test/oidc/register');
  assert.equal(document['check_session_iframe'], 'https://acme.auth.test/oidc/session');
  assert.equal(document['end_session_endpoint'], 'https://acme.auth.test/oidc/logout');
});

test('RT-19 discovery: the grant types are implicit and those of the token endpoint', () => {
  assert.deepEqual(DOCUMENT['grant_types_supported'], ['implicit', 'authorization_code']);
  assert.equal(DOCUMENT['token_endpoint'], 'https://acme.auth.test/oauth/token');
  assert.deepEqual(DOCUMENT['code_challenge_methods_supported'], ['S256']);
  assert.deepEqual(DOCUMENT['token_endpoint_auth_methods_supported'], TOKEN_ENDPOINT_AUTH_METHODS);
});

const ASSERTIONS = ['client_secret_jwt', 'private_key_jwt'];

/** Metadata that must be there because of other metadata: what, by what, and what of it. */
const DEMANDED: readonly (readonly [
  must: string,
  when: string,
  values: readonly string[],
  section: string,
])[] = [
  ...['token', 'revocation', 'introspection'].map(
    (endpoint) =>
      [
        `${endpoint}_endpoint_auth_signing_alg_values_supported`,
        `${endpoint}_endpoint_auth_methods_supported`,
        ASSERTIONS,
        'RFC 8414 §2',
      ] as const,
  ),
  ['token_endpoint', 'response_types_supported', ['code'], 'RFC 8414 §2'],
  ['authorization_endpoint', 'grant_types_supported', ['authorization_code', 'implicit'], 'RFC 8414 §2'],
  ['code_challenge_methods_supported', 'response_types_supported', ['code'], 'RFC 8414 §2'],
  ['jwks_uri', 'id_token_signing_alg_values_supported', ['RS256'], 'OIDC Discovery §3'],
];

for (const [must, when, values, section] of DEMANDED) {
  test(`RT-19 discovery: ${must} is there beside ${when} with ${values.join(' or ')} (${section})`, () => {
    const stated = DOCUMENT[when];
    assert.ok(Array.isArray(stated) && values.some((value) => stated.includes(value)), 'the rule applies');
    assert.ok(DOCUMENT[must] !== undefined);
    const algs = DOCUMENT[must];
    // RFC 8414 §2: `none` must not be among them.
    if (Array.isArray(algs)) assert.ok(algs.length > 0 && !algs.includes('none'));
  });
}

test('discovery: the methods of the token endpoint end with none, for there are clients that take the first', () => {
  const methods = DOCUMENT['token_endpoint_auth_methods_supported'];
  assert.ok(Array.isArray(methods));
  assert.deepEqual([methods[0], methods.at(-1)], ['client_secret_basic', 'none']);
});

test('PP-19 discovery: request objects are taken signed alone, and by registered addresses alone (OIDC Discovery §3)', () => {
  const { request_parameter_supported, request_uri_parameter_supported, claims_parameter_supported } =
    DOCUMENT;
  assert.deepEqual(
    [request_parameter_supported, request_uri_parameter_supported, claims_parameter_supported],
    [true, true, true],
  );
  assert.equal(DOCUMENT['require_request_uri_registration'], true);
  assert.deepEqual(DOCUMENT['request_object_signing_alg_values_supported'], CLIENT_SIGNING_ALGS);
});

test('RT-19 discovery: the issuer is byte-equal and every endpoint stands under it (RFC 8414 §3.3)', () => {
  assert.equal(DOCUMENT['issuer'], ISSUER);
  assert.equal(DOCUMENT['authorization_endpoint'], 'https://acme.auth.test/authorize');
  assert.equal(DOCUMENT['userinfo_endpoint'], 'https://acme.auth.test/userinfo');
  assert.equal(DOCUMENT['jwks_uri'], 'https://acme.auth.test/.well-known/jwks.json');
});

test('RT-19 discovery: the iss of every response is announced (RFC 9207 §3)', () => {
  assert.equal(DOCUMENT['authorization_response_iss_parameter_supported'], true);
});

test('RT-19 discovery: types, prompts and algorithms are the rows the endpoints use', () => {
  assert.deepEqual(DOCUMENT['response_types_supported'], [...RESPONSE_TYPES.keys()]);
  assert.deepEqual(DOCUMENT['prompt_values_supported'], PROMPTS);
  assert.deepEqual(DOCUMENT['id_token_signing_alg_values_supported'], SIGNING_ALGS);
  assert.deepEqual(DOCUMENT['ui_locales_supported'], ['en', 'de']);
});

test('RT-19 discovery: every mode listed carries a code', () => {
  const modes = DOCUMENT['response_modes_supported'];
  assert.ok(Array.isArray(modes) && modes.length === 3);
  const client = clientWith({ grant_types: ['authorization_code'] });
  const asked = { response_type: 'code', code_challenge: 'c'.repeat(43), code_challenge_method: 'S256' };
  for (const response_mode of modes)
    assert.equal(
      told(judge(query({ ...asked, response_mode: String(response_mode) }), { client })),
      'accepted',
    );
});

test('discovery: claims of the ID token and of every scope are listed once each (OIDC Discovery §3)', () => {
  const claims = DOCUMENT['claims_supported'];
  assert.ok(Array.isArray(claims));
  assert.equal(new Set(claims).size, claims.length);
  for (const name of ['sub', 'at_hash', 'nonce', 'auth_time', 'email', 'address'])
    assert.ok(claims.includes(name));
});

test('discovery: client metadata documents are offered where the tenant takes them (CIMD §5)', () => {
  assert.equal('client_id_metadata_document_supported' in DOCUMENT, false);
  const settings = { ...TENANT_SETTINGS_DEFAULTS, client_id_metadata_documents: true };
  const document = discoveryDocument(ISSUER, { settings, ui_locales: [], grant_types: [] });
  assert.equal(document['client_id_metadata_document_supported'], true);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clientWith } from '../../../test/authorization/authorization-requests.ts';
import { judgedRegistration } from '../../../test/clients/registration.ts';
import { TENANT_SETTINGS_DEFAULTS } from '../tenant/settings.ts';
import type { Client } from './client.ts';
import { clientInformation, readRegistration, withoutEcho } from './registration.ts';

const CALLBACKS = { redirect_uris: ['https://rp.test/cb'] };
const JWKS = { keys: [{ kty: 'EC', crv: 'P-256', x: 'x', y: 'y', kid: '1' }] };

const judge = (document: Readonly<Record<string, unknown>>) =>
  judgedRegistration(document, (url) => url.startsWith('https:'));

const REFUSED: readonly (readonly [why: string, document: object, error: string])[] = [
  ['no callback', {}, 'invalid_redirect_uri'],
  ['an empty list of callbacks', { redirect_uris: [] }, 'invalid_redirect_uri'],
  ['a callback with a fragment', { redirect_uris: ['https://rp.test/cb#x'] }, 'invalid_redirect_uri'],
  ['a callback over http', { redirect_uris: ['http://rp.test/cb'] }, 'invalid_redirect_uri'],
  ['a callback of script', { redirect_uris: ['javascript:alert(1)'] }, 'invalid_redirect_uri'],
  ['a private-use scheme of a web client', { redirect_uris: ['com.example:/cb'] }, 'invalid_redirect_uri'],
  ['a callback that is no text', { redirect_uris: [1] }, 'invalid_client_metadata'],
  ['callbacks that are no list', { redirect_uris: 'https://rp.test/cb' }, 'invalid_client_metadata'],
  [
    'more callbacks than any client has',
    { redirect_uris: Array.from({ length: 101 }, (_, index) => `https://rp.test/${index}`) },
    'invalid_client_metadata',
  ],
  ['a name with a line break', { ...CALLBACKS, client_name: 'a\nb' }, 'invalid_client_metadata'],
  ['a name without end', { ...CALLBACKS, client_name: 'x'.repeat(256) }, 'invalid_client_metadata'],
  [
    'an unknown method',
    { ...CALLBACKS, token_endpoint_auth_method: 'tls_client_auth' },
    'invalid_client_metadata',
  ],
  ['an unknown response type', { ...CALLBACKS, response_types: ['code foo'] }, 'invalid_client_metadata'],
  ['a response type that is no text', { ...CALLBACKS, response_types: [1] }, 'invalid_client_metadata'],
  ['the password grant', { ...CALLBACKS, grant_types: ['password'] }, 'invalid_client_metadata'],
  [
    'a response type without its grant',
    { ...CALLBACKS, response_types: ['id_token'], grant_types: ['authorization_code'] },
    'invalid_client_metadata',
  ],
  [
    'keys in two ways',
    { ...CALLBACKS, jwks: JWKS, jwks_uri: 'https://rp.test/jwks' },
    'invalid_client_metadata',
  ],
  ['a private key', { ...CALLBACKS, jwks: { keys: [{ kty: 'EC', d: 'd' }] } }, 'invalid_client_metadata'],
  ['a symmetric key', { ...CALLBACKS, jwks: { keys: [{ kty: 'oct', k: 'k' }] } }, 'invalid_client_metadata'],
  ['a key set that is none', { ...CALLBACKS, jwks: { keys: [] } }, 'invalid_client_metadata'],
  [
    'private_key_jwt without a key',
    { ...CALLBACKS, token_endpoint_auth_method: 'private_key_jwt' },
    'invalid_client_metadata',
  ],
  [
    'a method that is a word of ours alone',
    { ...CALLBACKS, token_endpoint_auth_method: 'client_secret_basic_or_post' },
    'invalid_client_metadata',
  ],
  [
    'an assertion algorithm of another method',
    {
      ...CALLBACKS,
      token_endpoint_auth_signing_alg: 'HS256',
      token_endpoint_auth_method: 'private_key_jwt',
      jwks: JWKS,
    },
    'invalid_client_metadata',
  ],
  ['an unsigned ID token', { ...CALLBACKS, id_token_signed_response_alg: 'none' }, 'invalid_client_metadata'],
  [
    'an encrypted ID token',
    { ...CALLBACKS, id_token_encrypted_response_alg: 'RSA-OAEP' },
    'invalid_client_metadata',
  ],
  [
    'pairwise subjects of two hosts',
    { redirect_uris: ['https://a.test/', 'https://b.test/'], subject_type: 'pairwise' },
    'invalid_client_metadata',
  ],
  ['an unknown kind of subject', { ...CALLBACKS, subject_type: 'secret' }, 'invalid_client_metadata'],
  [
    'an unsigned request object',
    { ...CALLBACKS, request_object_signing_alg: 'none' },
    'invalid_client_metadata',
  ],
  [
    'an initiate_login_uri over http',
    { ...CALLBACKS, initiate_login_uri: 'http://localhost/login' },
    'invalid_client_metadata',
  ],
  [
    'an initiate_login_uri that is no text',
    { ...CALLBACKS, initiate_login_uri: 7 },
    'invalid_client_metadata',
  ],
  ['a logo of script', { ...CALLBACKS, logo_uri: 'javascript:alert(1)' }, 'invalid_client_metadata'],
  ['a negative max age', { ...CALLBACKS, default_max_age: -1 }, 'invalid_client_metadata'],
  ['a flag that is text', { ...CALLBACKS, require_auth_time: 'true' }, 'invalid_client_metadata'],
  [
    'a logout address of script',
    { ...CALLBACKS, post_logout_redirect_uris: ['javascript:1'] },
    'invalid_client_metadata',
  ],
  [
    'a frame from elsewhere',
    { ...CALLBACKS, frontchannel_logout_uri: 'https://evil.test/' },
    'invalid_client_metadata',
  ],
  [
    'a key address that must not be asked',
    { ...CALLBACKS, jwks_uri: 'http://rp.test/' },
    'invalid_client_metadata',
  ],
  [
    'a request address that must not be asked',
    { ...CALLBACKS, request_uris: ['http://rp.test/'] },
    'invalid_client_metadata',
  ],
];

for (const [why, document, error] of REFUSED) {
  test(`FU-08 RU-23 registration: ${why} is ${error} (RFC 7591 §3.2.2)`, () => {
    const judged = judge({ ...document });
    assert.equal(!judged.ok && judged.error.error, error);
  });
}

test('registration: what nobody knows, and what is null, is as good as not sent (RFC 7591 §2)', () => {
  const judged = judge({
    ...CALLBACKS,
    software_statement_of_others: 'x',
    'client_name#de': 7,
    jwks: null,
    toString: 'x',
  });
  assert.ok(judged.ok);
  assert.equal(judged.value.jwks, undefined);
});

const KINDS: readonly (readonly [document: object, told: object])[] = [
  [{}, { app_type: 'regular_web', grant_types: ['authorization_code'], response_types: ['code'] }],
  [{ token_endpoint_auth_method: 'none' }, { app_type: 'spa', token_endpoint_auth_method: 'none' }],
  [{}, { token_endpoint_auth_method: 'client_secret_basic_or_post' }],
  [
    { token_endpoint_auth_method: 'client_secret_basic' },
    { token_endpoint_auth_method: 'client_secret_basic' },
  ],
  [{ application_type: 'native' }, { app_type: 'native' }],
  [{ response_types: ['token id_token'] }, { grant_types: ['implicit'], response_types: ['id_token token'] }],
  [{ response_types: ['code id_token'] }, { grant_types: ['authorization_code', 'implicit'] }],
  [{ grant_types: ['implicit'] }, { response_types: [] }],
  [{ response_types: ['none'] }, { grant_types: [], response_types: ['none'] }],
  [{ frontchannel_logout_uri: 'https://rp.test/out' }, { frontchannel_logout_uri: 'https://rp.test/out' }],
  [{ backchannel_logout_uri: 'https://rp.test/out' }, { backchannel_logout_uri: 'https://rp.test/out' }],
  [
    { jwks: JWKS, token_endpoint_auth_method: 'private_key_jwt', token_endpoint_auth_signing_alg: 'ES256' },
    { jwks: JWKS, token_endpoint_auth_signing_alg: 'ES256' },
  ],
  [
    { default_max_age: 60, default_acr_values: ['a'] },
    { default_max_age: 60, default_acr_values: ['a'] },
  ],
];

for (const [document, told] of KINDS) {
  test(`registration: ${JSON.stringify(document)} makes ${JSON.stringify(told)}`, () => {
    const judged = judge({ ...CALLBACKS, ...document });
    assert.ok(judged.ok);
    assert.deepEqual({ ...judged.value, ...told }, judged.value);
    assert.deepEqual([judged.value.is_first_party, judged.value.oidc_conformant], [false, true]);
  });
}

test('registration: an address that leads nowhere or says an answer first is told in the words of what is wrong', () => {
  for (const [document, why] of [
    [{ jwks_uri: 'https://xn--/' }, /^jwks_uri has a host that can never be reached/],
    [{ request_uris: ['https://rp.test/?code=1'] }, /^request_uris\[0\] has code in its query/],
    [
      { post_logout_redirect_uris: ['https://rp.test/?state=1'] },
      /^post_logout_redirect_uris\[0\] has state/,
    ],
    [{ jwks_uri: 'no address' }, /^jwks_uri is not an http or https address$/],
    [{ jwks_uri: 7 }, /^jwks_uri must be text$/],
  ] as const) {
    const judged = judge({ ...CALLBACKS, ...document });
    assert.match((!judged.ok && judged.error.error_description) || '', why);
  }
  assert.ok(judge({ ...CALLBACKS, post_logout_redirect_uris: ['https://rp.test/bye'] }).ok);
});

test('registration: a client of refresh tokens alone needs no callback', () => {
  assert.ok(judge({ grant_types: ['refresh_token'], response_types: [] }).ok);
});

test('registration: a member that has no effect beside the method is ignored, whatever it holds (RFC 7591 §2)', () => {
  for (const token_endpoint_auth_signing_alg of ['RS256', 'HS256', 'RS512', 'none', 7, { a: 1 }]) {
    for (const token_endpoint_auth_method of [undefined, null, 'none', 'client_secret_basic'])
      assert.ok(judge({ ...CALLBACKS, token_endpoint_auth_method, token_endpoint_auth_signing_alg }).ok);
    const signs = { ...CALLBACKS, jwks: JWKS, token_endpoint_auth_method: 'private_key_jwt' };
    const judged = judge({ ...signs, token_endpoint_auth_signing_alg });
    assert.equal(judged.ok, token_endpoint_auth_signing_alg === 'RS256', 'beside that one it has');
  }
});

test('client information: who did not choose a method is told the default (RFC 7591 §2), and chooses nothing by sending it back', () => {
  const judged = judge({ ...CALLBACKS });
  assert.ok(judged.ok);
  assert.equal(clientInformation(judged.value)['token_endpoint_auth_method'], 'client_secret_basic');
  const { said } = readRegistration(
    { ...CALLBACKS, ...clientInformation(judged.value) },
    TENANT_SETTINGS_DEFAULTS,
  );
  assert.equal(said['token_endpoint_auth_method'], 'client_secret_basic');
  const method = (client: Client, sent: object = {}) =>
    withoutEcho({ ...said, ...sent }, client)['token_endpoint_auth_method'];
  assert.equal(method(judged.value), 'client_secret_basic_or_post');
  assert.equal(
    method(judged.value, { token_endpoint_auth_method: 'client_secret_post' }),
    'client_secret_post',
  );
  const chose = { ...judged.value, token_endpoint_auth_method: 'client_secret_basic' } as const;
  assert.equal(method(chose), 'client_secret_basic');
});

test('client information: what was judged and stored is what is told (RFC 7591 §3.2.1)', () => {
  const judged = judge({ ...CALLBACKS, client_name: 'RP', require_auth_time: true, jwks: JWKS });
  assert.ok(judged.ok);
  const registration = { client_id_issued_at: 7, registration_access_token_hash: 'h' };
  const information = clientInformation({ ...judged.value, registration });
  assert.deepEqual(
    [information['client_id_issued_at'], information['client_name'], information['application_type']],
    [7, 'RP', 'web'],
  );
  assert.deepEqual([information['response_types'], information['jwks']], [['code'], JWKS]);
  assert.doesNotMatch(JSON.stringify(information), /hash/);
});

test('client information: a native client with logout addresses says so, and what it has not it does not name', () => {
  const information = clientInformation(
    clientWith({
      app_type: 'native',
      client_name: '',
      frontchannel_logout_uri: 'https://rp.test/f',
      backchannel_logout_uri: 'https://rp.test/b',
    }),
  );
  assert.deepEqual(
    [
      information['application_type'],
      information['frontchannel_logout_session_required'],
      information['backchannel_logout_session_required'],
      'client_name' in information,
      'client_id_issued_at' in information,
      information['response_types'],
    ],
    ['native', true, true, false, false, []],
  );
});

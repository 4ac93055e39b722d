import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  accepted,
  apiWith,
  clientWith,
  ISSUER,
  judge,
  parametersOf,
  query,
  requestWith,
  settingsWith,
  told,
} from '../../../test/authorization/authorization-requests.ts';
import { userinfoAudience } from '../tenant/names.ts';
import { targetsOf } from '../tokens/target-api.ts';
import { consentAudience, redirectTarget, requestedClientId } from './authorization-request.ts';
import { NO_CLAIMS } from './claims-request.ts';

const ARTICLE = clientWith({ oidc_conformant: false });
const EVIL = 'https%3A%2F%2Fevil.test%2Fcb';

const ALSO_WRONG: readonly (readonly [
  why: string,
  changes: { readonly [name: string]: string | undefined },
])[] = [
  ['scope', { scope: 'a%22b' }],
  ['response_type', { response_type: 'code' }],
  ['prompt', { prompt: 'none%20login' }],
  ['nonce', { nonce: undefined }],
  ['audience', { audience: 'unknown' }],
  ['state, which comes twice', { state: 'a&state=b' }],
  ['everything', { scope: '%ff', response_type: undefined, prompt: 'foo', nonce: undefined, audience: 'x' }],
];

for (const [why, changes] of ALSO_WRONG) {
  test(`RU-33 a bad redirect_uri together with a bad ${why}: a page, never a redirect (RFC 6749 §4.2.2.1)`, () => {
    assert.equal(told(judge(query({ ...changes, redirect_uri: EVIL }))), 'page');
  });
}

test('RU-02 the page for a missing redirect_uri says so, and so does the one for two of them (RFC 6749 §4.2.2.1)', () => {
  for (const [redirect_uri, says] of [
    [undefined, /redirect_uri is missing/],
    [`${EVIL}&redirect_uri=${EVIL}`, /more than once/],
    [EVIL, /not one of the callbacks/],
  ] as const) {
    const outcome = judge(query({ redirect_uri }));
    assert.ok(outcome.kind === 'page');
    assert.equal(outcome.error.error, 'invalid_request');
    assert.match(outcome.error.error_description, says);
  }
});

test('RU-31 the description of a refused redirect_uri does not quote it, the log detail is cut (RFC 9700 §4.11)', () => {
  const parameters = parametersOf(query({ redirect_uri: `${EVIL}${'x'.repeat(65_536)}` }));
  const target = redirectTarget(parameters, clientWith());
  assert.ok(!target.ok);
  assert.equal(target.error.error_description.includes('evil'), false);
  assert.ok((target.error.detail?.length ?? 0) < 400);
});

const LIMITS = [
  ['response_type', 64],
  ['response_mode', 64],
  ['nonce', 2_048],
  ['audience', 600],
  ['prompt', 64],
  ['max_age', 16],
  ['login_hint', 512],
  ['id_token_hint', 8_192],
  ['ui_locales', 256],
  ['screen_hint', 64],
  ['connection', 128],
  ['organization', 256],
  ['invitation', 256],
  ['display', 64],
  ['acr_values', 1_024],
  ['claims_locales', 256],
  ['claims', 8_192],
  ['resource', 600],
  ['registration', 65_536],
] as const;

for (const [name, longest] of LIMITS) {
  test(`RT-18 ${name} of ${longest + 1} characters is refused for its length, of ${longest} it is not (CWE-400)`, () => {
    const tooLong = judge(query({ [name]: 'x'.repeat(longest + 1) }));
    assert.ok(tooLong.kind === 'refused');
    assert.equal(tooLong.error.error, 'invalid_request');
    assert.equal(tooLong.error.error_description, `${name} is longer than ${longest} characters`);
    const atLimit = judge(query({ [name]: 'x'.repeat(longest) }));
    assert.ok(atLimit.kind === 'accepted' || !atLimit.error.error_description.includes('longer'));
  });
}

test('PP-19 registration is registration_not_supported at the redirect URI (OIDC Core §7.2.1)', () => {
  const outcome = judge(query({ registration: 'http%3A%2F%2Fcanary.test%2Fx' }));
  assert.equal(told(outcome), 'fragment: registration_not_supported');
});

test('a client that registered its response types uses no others (RFC 7591 §2)', () => {
  const client = clientWith({ response_types: ['id_token'] });
  assert.equal(told(judge(query(), { client })), 'fragment: unauthorized_client');
  assert.equal(told(judge(query({ response_type: 'id_token' }), { client })), 'accepted');
});

for (const response_type of ['id_token', 'id_token%20token']) {
  for (const nonce of [undefined, '']) {
    test(`RT-06 response_type=${response_type} with a nonce ${nonce ?? 'missing'} is invalid_request (OIDC Core §3.2.2.1)`, () => {
      assert.equal(told(judge(query({ response_type, nonce }))), 'fragment: invalid_request');
    });
  }
  test(`RT-06 response_type=${response_type} without openid is invalid_request (OIDC Core §3.2.2.1)`, () => {
    assert.equal(told(judge(query({ response_type, scope: 'read%3Aa' }))), 'fragment: invalid_request');
    assert.equal(told(judge(query({ response_type, scope: undefined }))), 'fragment: invalid_request');
  });
  test(`RT-06 response_type=${response_type} of a client of the article needs neither openid nor nonce nor state`, () => {
    const encoded = query({ response_type, nonce: undefined, state: undefined, scope: 'read%3Aa' });
    const request = accepted(judge(encoded, { client: ARTICLE }));
    assert.deepEqual(
      [request.scope, request.nonce, request.target.state],
      [['read:a'], undefined, undefined],
    );
  });
}

for (const prompt of ['none%20login', 'none+consent', 'foo', 'constructor', '__proto__']) {
  test(`RT-16 prompt=${prompt} is invalid_request (OIDC Core §3.1.2.1)`, () => {
    assert.equal(told(judge(query({ prompt }))), 'fragment: invalid_request');
  });
}

for (const max_age of [
  '-1',
  'abc',
  '1e3',
  '9007199254740993',
  '1.5',
  '%2B1',
  '0x10',
  '1%0a',
  '١',
  '1000000000',
]) {
  test(`RT-15 max_age=${max_age} is invalid_request (OIDC Core §3.1.2.1)`, () => {
    assert.equal(told(judge(query({ max_age }))), 'fragment: invalid_request');
  });
}

for (const [max_age, seconds] of [
  ['0', 0],
  ['60', 60],
  ['0060', 60],
  ['999999999', 999_999_999],
  ['', undefined],
  [undefined, undefined],
] as const) {
  test(`RT-15 max_age=${max_age} is ${seconds} seconds (OIDC Core §3.1.2.1)`, () => {
    assert.equal(accepted(judge(query({ max_age }))).max_age, seconds);
  });
}

const AUDIENCES: readonly (readonly [id: string, why: string, audience: string])[] = [
  ['AU-08', 'an address of somebody else', 'https://evil.test'],
  ['AU-08', 'an API of another tenant, or one that was deleted', 'https://api.globex.test'],
  ['AU-09', 'a slash at the end', 'https://api.acme.test/'],
  ['AU-09', 'upper case', 'https://API.acme.test'],
  ['AU-09', 'an escape that stayed', 'https:%2f%2fapi.acme.test'],
  ['AU-09', 'a space at the end', 'https://api.acme.test '],
  ['AU-09', 'a line break before it', '\nhttps://api.acme.test'],
  ['AU-09', 'two of them', 'https://api.acme.test https://billing.acme.test'],
  ['AU-09', 'the userinfo audience of another tenant', 'https://globex.auth.test/userinfo'],
  ['AU-09', 'the userinfo audience with a slash', `${ISSUER}userinfo/`],
  ['AU-09 prototype name:', '__proto__', '__proto__'],
];

for (const [id, why, audience] of AUDIENCES) {
  for (const client of [clientWith(), ARTICLE]) {
    const profile = client.oidc_conformant ? 'strict' : 'article';
    test(`${id} audience with ${why} is access_denied, ${profile} (RFC 8725 §3.9)`, () => {
      const outcome = judge(query({ audience: encodeURIComponent(audience) }), { client });
      assert.ok(outcome.kind === 'refused');
      assert.equal(told(outcome), 'fragment: access_denied');
      assert.match(outcome.error.error_description, /^Service not found: /);
    });
  }
}

test('AU-08 an unknown audience is named in Auth0’s words', () => {
  const outcome = judge(query({ audience: 'appointments%3Aapi' }));
  assert.equal(
    outcome.kind === 'refused' && outcome.error.error_description,
    'Service not found: appointments:api',
  );
});

test('AU-09 audience[] is an unknown parameter, so the token is for /userinfo alone', () => {
  const encoded = `${query({ audience: undefined })}&audience[]=https%3A%2F%2Fapi.acme.test`;
  assert.equal(accepted(judge(encoded)).resource_server, undefined);
});

test('AU-08 a default audience that is no API of the tenant is access_denied', () => {
  const settings = settingsWith({ default_audience: 'gone' });
  assert.equal(told(judge(query({ audience: undefined }), { settings })), 'fragment: access_denied');
});

test('audience: none asked gives the API of the tenant’s default', () => {
  const settings = settingsWith({ default_audience: 'https://api.acme.test' });
  const outcome = judge(query({ audience: undefined }), { settings });
  assert.equal(accepted(outcome).resource_server?.identifier, 'https://api.acme.test');
});

test('audience: the userinfo audience, asked for or by default, means no API', () => {
  const userinfo = userinfoAudience(ISSUER);
  assert.equal(userinfo, 'https://acme.auth.test/userinfo');
  const tenant = { settings: settingsWith({ default_audience: userinfo }), issuer: ISSUER };
  assert.deepEqual(targetsOf(parametersOf(''), tenant), []);
  const asked = parametersOf(`audience=${encodeURIComponent(userinfo)}`);
  assert.deepEqual(targetsOf(asked, { settings: settingsWith(), issuer: ISSUER }), []);
});

test('CO-05 consent is remembered for the API, or for /userinfo where there is none', () => {
  assert.equal(consentAudience(requestWith(), ISSUER), 'https://api.acme.test');
  assert.equal(
    consentAudience(requestWith({ resource_server: undefined }), ISSUER),
    'https://acme.auth.test/userinfo',
  );
});

test('PP-01 the client_id is read when it came once', () => {
  assert.equal(requestedClientId(parametersOf('client_id=spa1')), 'spa1');
  assert.equal(requestedClientId(parametersOf('client_id=spa1&client_id=spa1')), undefined);
});

test('RT-17 display and what else cannot be met is ignored (OIDC Core §3.1.2.1)', () => {
  const extra =
    'display=hologram&screen_hint=x&ui_locales=..%2F..&connection_scope=x&access_token=x&auth0Client=x&ext-a=1&ext-a=2';

  assert.deepEqual(judge(`${query()}&${extra}`), judge(query()));
});

test('a request that passes is read whole (RFC 6749 §4.2.1, OIDC Core §3.2.2.1)', () => {
  const client = clientWith();
  const api = apiWith();
  const encoded = query({ prompt: 'login', max_age: '60', id_token_hint: 'a.b.c' });
  assert.deepEqual(accepted(judge(encoded, { client, apis: [api] })), {
    client,
    target: { redirect_uri: 'https://app.acme.test/cb', response_mode: 'fragment', state: 'S1' },
    response_type: { response_type: 'id_token token', code: false, access_token: true, id_token: true },
    requested_scope: 'openid read:a',
    scope: ['openid', 'read:a'],
    resource_server: api,
    permissions: undefined,
    nonce: 'N1',
    code_challenge: undefined,
    prompt: new Set(['login']),
    begins_with_sign_up: false,
    max_age: 60,
    id_token_hint: 'a.b.c',
    claims: NO_CLAIMS,
    acr_values: [],
  });
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  clientWith,
  judge,
  parametersOf,
  query,
  registeredUri,
  targetWith,
  told,
} from '../../../test/authorization/authorization-requests.ts';
import { ADVERTISED_RESPONSE_MODES, deliver, responseModeFor } from './response-mode.ts';

for (const response_type of ['token', 'id_token', 'id_token%20token', 'code%20token']) {
  test(`RT-04 response_mode=query with response_type=${response_type} is told in the fragment (Multiple Response Types §5)`, () => {
    const client = clientWith({ oidc_conformant: false, grant_types: ['implicit', 'authorization_code'] });
    const challenge = { code_challenge: 'c'.repeat(43), code_challenge_method: 'S256' };
    const outcome = judge(query({ response_type, response_mode: 'query', ...challenge }), { client });
    assert.match(told(outcome), /^fragment: (invalid_request|unsupported_response_type)$/);
  });
}

for (const response_mode of ['jwt', 'fragment.jwt', 'foo', 'FRAGMENT', 'fragment%20', 'form_post,fragment']) {
  test(`RT-05 response_mode=${response_mode}, which does not exist, is invalid_request in the fragment`, () => {
    assert.equal(told(judge(query({ response_mode }))), 'fragment: invalid_request');
  });
}

for (const response_mode of ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf']) {
  test(`RT-05 prototype name: response_mode=${response_mode} is no mode and no crash`, () => {
    assert.equal(responseModeFor(parametersOf(`response_mode=${response_mode}`)), 'query');
    assert.equal(told(judge(query({ response_mode }))), 'fragment: invalid_request');
  });
}

const WEB_MESSAGE: readonly (readonly [why: string, web_origin: string])[] = [
  ['of another host', 'https://evil.test'],
  ['that goes on', 'https://app.acme.test.evil.test'],
  ['of another port', 'https://app.acme.test:8443'],
  ['of another scheme', 'http://app.acme.test'],
  ['in other case', 'https://APP.acme.test'],
  ['with a slash', 'https://app.acme.test/'],
  ['that is a wildcard', '*'],
];

const POSTED = ['web_message', 'okta_post_message'] as const;

for (const response_mode of POSTED) {
  for (const [why, web_origin] of WEB_MESSAGE) {
    test(`SA-01 ${response_mode} for a client whose only web origin is one ${why} gets a page and no message (RFC 9700 §4.17)`, () => {
      const client = clientWith({ web_origins: [web_origin] });
      assert.equal(told(judge(query({ response_mode }), { client })), 'page');
    });
  }
}

test('SA-05 web_message to a private-use scheme, whose origin is opaque, gets a page (RFC 9700 §4.17)', () => {
  const client = clientWith({
    app_type: 'native',
    redirect_uris: ['com.example.app:/cb'],
    web_origins: ['com.example.app:'],
  });
  const encoded = query({ response_mode: 'web_message', redirect_uri: 'com.example.app%3A%2Fcb' });
  assert.equal(told(judge(encoded, { client })), 'page');
});

const CHOSEN: readonly (readonly [query: string, mode: string])[] = [
  ['', 'query'],
  ['response_type=code', 'query'],
  ['response_type=token', 'fragment'],
  ['response_type=code&response_mode=fragment', 'fragment'],
  ['response_type=code&response_mode=query', 'query'],
  ['response_type=token&response_mode=query', 'fragment'],
  ['response_type=token&response_mode=form_post', 'form_post'],
  ['response_type=token&response_mode=web_message', 'web_message'],
  ['response_type=code&response_mode=okta_post_message', 'okta_post_message'],
  ['response_type=token&response_mode=form_post&response_mode=form_post', 'fragment'],
  ['response_type=token&response_mode=', 'fragment'],
];

for (const [encoded, mode] of CHOSEN) {
  test(`RT-04 ${encoded || 'nothing asked'} is answered by ${mode} (Multiple Response Types §2.1)`, () => {
    assert.equal(responseModeFor(parametersOf(encoded)), mode);
  });
}

for (const encoded of [
  'response_type=token&response_type=token',
  'response_type=token&response_type=code',
  'response_type=code&response_type=token',
  'response_type=token%ff',
  'response_type=token&response_type=token&response_mode=query',
]) {
  test(`PP-03 ${encoded}: a type that cannot be read may have asked for a token, so nothing goes by the query`, () => {
    assert.equal(responseModeFor(parametersOf(encoded)), 'fragment');
  });
}

const PARAMETERS = [
  ['access_token', 'AT'],
  ['scope', 'openid read:a'],
  ['state', 'x&y#z'],
] as const;
const SERIALIZED = 'access_token=AT&scope=openid%20read%3Aa&state=x%26y%23z';

const LOCATIONS = [
  ['RT-10', 'fragment', 'https://app.acme.test/cb', '#'],
  ['RU-15', 'fragment', 'https://third.test/cb?x=1', '#'],
  ['RT-03', 'query', 'https://app.acme.test/cb', '?'],
  ['RU-15', 'query', 'https://third.test/cb?x=1', '&'],
] as const;

for (const [id, response_mode, uri, separator] of LOCATIONS) {
  test(`${id} ${response_mode}: the parameters follow ${uri}, which stays as registered (RFC 6749 §4.2.2)`, () => {
    const redirect_uri = registeredUri(uri);
    assert.deepEqual(deliver({ redirect_uri, response_mode, state: undefined }, PARAMETERS), {
      kind: 'redirect',
      location: `${uri}${separator}${SERIALIZED}`,
    });
  });
}

test('form_post: parameters go as they are to the registered URI (Form Post Response Mode §2)', () => {
  const target = targetWith({ response_mode: 'form_post' });
  assert.deepEqual(deliver(target, PARAMETERS), {
    kind: 'form_post',
    action: target.redirect_uri,
    parameters: PARAMETERS,
  });
});

const RESPONSE = Object.fromEntries(PARAMETERS);
const MESSAGES = {
  web_message: { type: 'authorization_response', response: RESPONSE },
  okta_post_message: RESPONSE,
};
for (const response_mode of POSTED) {
  test(`SA-02 ${response_mode}: the target is the exact origin of the registered URI, never * (RFC 9700 §4.17)`, () => {
    const redirect_uri = registeredUri('https://app.acme.test:8443/cb?x=1');
    assert.deepEqual(deliver({ redirect_uri, response_mode, state: undefined }, PARAMETERS), {
      kind: 'web_message',
      origin: 'https://app.acme.test:8443',
      message: MESSAGES[response_mode],
    });
  });

  test(`SA-01 ${response_mode} with the origin registered is accepted`, () => {
    assert.equal(told(judge(query({ response_mode }))), 'accepted');
  });
}

test('RT-19 discovery lists the standard modes', () => {
  assert.deepEqual(ADVERTISED_RESPONSE_MODES, ['query', 'fragment', 'form_post']);
});

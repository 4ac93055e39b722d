import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  clientWith,
  judge,
  query,
  settingsWith,
  told,
} from '../../../test/authorization/authorization-requests.ts';
import { asksForToken, findResponseType, RESPONSE_TYPES } from './response-type.ts';

const ARTICLE = clientWith({ oidc_conformant: false });

const UNSUPPORTED: readonly (readonly [id: string, response_type: string, mode: string])[] = [
  ['RT-03', 'foo', 'query'],
  ['RT-03', 'code none', 'query'],
  ['RT-03', 'code code', 'query'],
  ['RT-03', 'none token', 'fragment'],
  ['PP-17', 'id_token\ttoken', 'query'],
  ['PP-17', 'id_token  token', 'fragment'],
  ['PP-17', ' id_token', 'fragment'],
  ['PP-17', 'id_token token id_token', 'fragment'],
  ['PP-17', 'token token', 'fragment'],
  ['PP-17', 'ID_TOKEN TOKEN', 'query'],
  ['RT-03 prototype name:', 'constructor', 'query'],
  ['RT-03 prototype name:', '__proto__', 'query'],
  ['RT-03 prototype name:', 'token toString', 'fragment'],
];

for (const [id, response_type, mode] of UNSUPPORTED) {
  test(`${id} response_type=${JSON.stringify(response_type)} is unsupported, told in the ${mode} (RFC 6749 §4.2.2.1)`, () => {
    const outcome = judge(query({ response_type: encodeURIComponent(response_type) }));
    assert.equal(told(outcome), `${mode}: unsupported_response_type`);
  });
}

for (const response_type of [undefined, '']) {
  test(`RT-03 response_type ${response_type ?? 'missing'} is invalid_request, told in the query (RFC 6749 §4.2.2.1)`, () => {
    assert.equal(told(judge(query({ response_type }))), 'query: invalid_request');
  });
}

for (const response_type of ['token', 'id_token%20token', 'id_token']) {
  test(`RT-01 response_type=${response_type} of a client without implicit is unauthorized_client (RFC 6749 §4.2.2.1)`, () => {
    const client = clientWith({ grant_types: ['authorization_code'] });
    assert.equal(told(judge(query({ response_type }), { client })), 'fragment: unauthorized_client');
  });
}

const LACKING: readonly (readonly [response_type: string, grant_types: readonly string[], mode: string])[] = [
  ['code', ['implicit'], 'query'],
  ['code', [], 'query'],
  ['code%20id_token', ['implicit'], 'fragment'],
  ['code%20id_token', ['authorization_code'], 'fragment'],
  ['code%20token', ['authorization_code'], 'fragment'],
  ['code%20id_token%20token', ['implicit'], 'fragment'],
];

for (const [response_type, grant_types, mode] of LACKING) {
  test(`RT-01 response_type=${response_type} of a client with ${grant_types.join(' ') || 'no grant'} is unauthorized_client (RFC 7591 §2.1)`, () => {
    const outcome = judge(query({ response_type }), { client: clientWith({ grant_types }) });
    assert.equal(told(outcome), `${mode}: unauthorized_client`);
  });
}

const HYBRIDS = ['code', 'code%20id_token', 'code%20token', 'code%20id_token%20token', 'none'];

for (const response_type of HYBRIDS) {
  test(`response_type=${response_type} of a client with both grants is accepted, forbidding token alone or not`, () => {
    const client = clientWith({ grant_types: ['authorization_code', 'implicit'] });
    const settings = settingsWith({ forbid_token_response_type: true });
    const asked = query({ response_type, code_challenge: 'c'.repeat(43), code_challenge_method: 'S256' });
    assert.equal(told(judge(asked, { client, settings })), 'accepted');
  });
}

test('RT-07 response_type=token of a conformant client is unauthorized_client (RFC 9700 §4.6)', () => {
  assert.equal(told(judge(query({ response_type: 'token' }))), 'fragment: unauthorized_client');
});

test('RT-07 response_type=token where the tenant forbids it is unauthorized_client for every client', () => {
  const settings = settingsWith({ forbid_token_response_type: true });
  const outcome = judge(query({ response_type: 'token' }), { client: ARTICLE, settings });
  assert.equal(told(outcome), 'fragment: unauthorized_client');
});

test('RT-07 response_type=token of a client of the article is accepted', () => {
  assert.equal(told(judge(query({ response_type: 'token' }), { client: ARTICLE })), 'accepted');
});

test('RT-07 forbidding token alone leaves id_token token as it was', () => {
  const settings = settingsWith({ forbid_token_response_type: true });
  assert.equal(told(judge(query(), { client: ARTICLE, settings })), 'accepted');
});

for (const response_type of ['token%20id_token', 'id_token%20token', 'token+id_token']) {
  test(`PP-17 response_type=${response_type} is the same set in any order (Multiple Response Types §3)`, () => {
    assert.equal(told(judge(query({ response_type }))), 'accepted');
    const row = findResponseType(decodeURIComponent(response_type.replace('+', '%20')));
    assert.equal(row?.response_type, 'id_token token');
  });
}

test('response types: each row gives what its name says', () => {
  for (const [name, row] of RESPONSE_TYPES) {
    assert.equal(row.response_type, name);
    assert.equal(row.code, name.split(' ').includes('code'));
    assert.equal(row.access_token, name.split(' ').includes('token'));
    assert.equal(row.id_token, name.split(' ').includes('id_token'));
  }
});

test('RT-04 whether a token is asked for is seen in any set, and not in what is absent (Multiple Response Types §5)', () => {
  for (const asked of ['token', 'id_token', 'code token', 'foo id_token'])
    assert.equal(asksForToken(asked), true);
  for (const asked of [undefined, '', 'code', 'tokens', 'id_token,token'])
    assert.equal(asksForToken(asked), false);
});

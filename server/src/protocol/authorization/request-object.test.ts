import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clientWith, ISSUER, NOW, parametersOf } from '../../../test/authorization/authorization-requests.ts';
import {
  readRequestObject,
  requestObjectAlgs,
  requestObjectSource,
  unverifiedObject,
} from './request-object.ts';

const REGISTERED = clientWith({ request_uris: ['https://rp.test/request.jwt#old-hash'] });

const SOURCES: readonly (readonly [encoded: string, told: string])[] = [
  ['request=a&request=b', 'invalid_request'],
  ['request_uri=a&request_uri=b', 'invalid_request'],
  ['request=%ff', 'invalid_request'],
  ['request=a.b.c&request_uri=https://rp.test/request.jwt', 'invalid_request'],
  ['request_uri=http://127.0.0.1/', 'invalid_request_uri'],
  ['request_uri=https://rp.test/request.jwt?x=1', 'invalid_request_uri'],
  ['request_uri=https://evil.test/', 'invalid_request_uri'],
  ['', 'none'],
  ['request=a.b.c', 'value'],
  ['request_uri=https://rp.test/request.jwt', 'reference'],
  ['request_uri=https://rp.test/request.jwt%23new-hash', 'reference'],
];

for (const [encoded, told] of SOURCES) {
  test(`SF-08 PP-19 request object: ${encoded || 'nothing'} is ${told} (OIDC Core §6.2)`, () => {
    const source = requestObjectSource(parametersOf(encoded), REGISTERED);
    assert.equal(source.ok ? source.value.kind : source.error.error, told);
  });
}

test('request object: none is no algorithm, and a registered one is the only one (RFC 9101 §10.2)', () => {
  assert.deepEqual(requestObjectAlgs(clientWith()), ['RS256', 'PS256', 'ES256', 'EdDSA']);
  assert.deepEqual(requestObjectAlgs(clientWith({ request_object_signing_alg: 'ES256' })), ['ES256']);
});

const CLAIMS = { iss: 'spa1', aud: ISSUER, client_id: 'spa1', response_type: 'code', state: 'inner' };

function open(claims: object, header: object = {}, beside = 'client_id=spa1&state=outer') {
  const expected = { client: clientWith(), issuer: ISSUER, now: NOW, beside: parametersOf(beside) };
  return readRequestObject({ header: { ...header }, claims: { ...CLAIMS, ...claims } }, expected);
}

const REFUSED: readonly (readonly [why: string, claims: object, header?: object])[] = [
  ['the typ of an assertion', {}, { typ: 'client-authentication+jwt' }],
  ['an iss of another client', { iss: 'spa2' }],
  ['the client as its sub', { sub: 'spa1' }],
  ['an aud of another server', { aud: 'https://evil.test/' }],
  ['an aud that lacks this server', { aud: ['https://evil.test/'] }],
  ['an exp that is past', { exp: NOW }],
  ['an exp that is text', { exp: '9999999999' }],
  ['an nbf that is far ahead', { nbf: NOW + 61 }],
  ['an nbf that is text', { nbf: 'now' }],
  ['another request object inside', { request: 'a.b.c' }],
  ['an address of another inside', { request_uri: 'https://rp.test/' }],
  ['another client_id', { client_id: 'spa2' }],
  ['another response_type than the request', { response_type: 'token' }],
];

for (const [why, claims, header] of REFUSED) {
  test(`FU-14 request object: ${why} is invalid_request_object (RFC 9101 §6, §10)`, () => {
    const read = open(claims, header, 'client_id=spa1&response_type=code');
    assert.equal(!read.ok && read.error.error, 'invalid_request_object');
  });
}

test('request object: what stands inside counts, and nothing else (RFC 9101 §6.3)', () => {
  const read = open({
    max_age: 60,
    claims: { userinfo: { name: null } },
    exp: NOW + 1,
    nbf: NOW,
    aud: [ISSUER],
  });
  assert.ok(read.ok);
  assert.deepEqual(
    [...parametersOf(read.value).values],
    [
      ['client_id', 'spa1'],
      ['response_type', 'code'],
      ['state', 'inner'],
      ['max_age', '60'],
      ['claims', '{"userinfo":{"name":null}}'],
    ],
  );
});

test('request object: client_id and response_type may stand beside it and must say the same (OIDC Core §6.1)', () => {
  assert.ok(open({}, { typ: 'oauth-authz-req+jwt' }, 'client_id=spa1&response_type=code').ok);
  assert.ok(
    open(
      { iss: undefined, aud: undefined, client_id: undefined, response_type: undefined },
      {},
      'response_type=code',
    ).ok,
  );
});

test('request object: resources stand in a list, and are then those of the request (RFC 8707 §2)', () => {
  const resourceOf = (resource: unknown) => {
    const read = open({ resource });
    assert.ok(read.ok);
    const { values, repeated } = parametersOf(read.value);
    return repeated.has('resource') ? 'several' : values.get('resource');
  };
  assert.equal(resourceOf('urn:a'), 'urn:a');
  assert.equal(resourceOf(['urn:a']), 'urn:a');
  assert.equal(resourceOf(['urn:a', 'urn:a']), 'urn:a');
  assert.equal(resourceOf(['urn:a', 'urn:b']), 'several');
});

test('request object: one that is encrypted, or was pushed, is refused by what it is (RFC 7516 §9, RFC 9126 §2.2)', () => {
  const codeOf = (jwt: string) => unverifiedObject(jwt).diagnosis?.code;
  assert.deepEqual(['a.b.c', 'a.b.c.d.e', 'x', 'a.b.c.d.e.f'].map(codeOf), [
    'request_object_signature',
    'request_object_encrypted',
    'request_object_signature',
    'request_object_signature',
  ]);
  const pushed = parametersOf('request_uri=urn:ietf:params:oauth:request_uri:x');
  const source = requestObjectSource(pushed, clientWith());
  assert.equal(!source.ok && source.error.diagnosis?.code, 'request_uri_pushed');
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  addressOf,
  byFlow,
  flowOf,
  parametersOf,
  requestOf,
  runnable,
  unfolded,
  withParameter,
} from './request.ts';

const ISSUER = 'https://acme.test/';

test('an application is asked for by what it is registered for', () => {
  const spa = requestOf(
    { client_id: 'spa', callbacks: ['https://a.test/cb'], grant_types: ['implicit'] },
    'C1',
  );
  assert.equal(spa.get('response_type'), 'id_token token');
  assert.equal(spa.get('redirect_uri'), 'https://a.test/cb');
  const web = requestOf({ client_id: 'web', grant_types: ['implicit', 'authorization_code'] }, 'C1');
  assert.equal(web.get('response_type'), 'code');
  assert.deepEqual([web.get('code_challenge'), web.get('code_challenge_method')], ['C1', 'S256']);
  assert.equal(spa.get('code_challenge'), null);
});

test('an address, or its query alone, is read; what is neither has no parameter', () => {
  for (const text of ['https://acme.test/authorize?a=1&b=x%20y#c=2', 'a=1&b=x+y', '?a=1&b=x%20y'])
    assert.deepEqual(
      [...parametersOf(text)],
      [
        ['a', '1'],
        ['b', 'x y'],
      ],
    );
  assert.deepEqual([...parametersOf('https://acme.test/authorize')], []);
});

test('a parameter is set, and taken out where nothing is said', () => {
  const address = addressOf(ISSUER, new URLSearchParams({ a: '1', scope: 'openid email' }));
  assert.equal(address, 'https://acme.test/authorize?a=1&scope=openid%20email');
  assert.equal(withParameter(ISSUER, address, ['a', '']), 'https://acme.test/authorize?scope=openid%20email');
  assert.match(withParameter(ISSUER, address, ['a', '2']), /a=2/);
});

test('by another flow the same request has what that needs, and nothing of the one it had', () => {
  const implicit =
    'https://acme.test/authorize?client_id=x&response_type=id_token%20token&response_mode=fragment';
  const code = parametersOf(byFlow(ISSUER, implicit, 'code'));
  assert.deepEqual([code.get('response_type'), code.get('response_mode')], ['code', null]);
  assert.equal(code.get('code_challenge')?.length, 43);
  const back = parametersOf(byFlow(ISSUER, byFlow(ISSUER, implicit, 'hybrid'), 'implicit'));
  assert.deepEqual([back.get('code_challenge'), back.get('nonce')], [null, 'compared']);
  assert.deepEqual(['code', 'code id_token', 'token', ''].map(flowOf), [
    'code',
    'hybrid',
    'implicit',
    'implicit',
  ]);
});

test('what was pasted over several lines is one line, and the body of a request is what was asked', () => {
  const asked = 'https://acme.test/authorize?client_id=x&scope=openid';
  for (const text of [
    `  ${asked}\n`,
    'https://acme.test/authorize?\n   client_id=x\n  &scope=openid',
    'https://acme.test/authorize\r\n  ?client_id=x&\r\n  scope=openid',
  ])
    assert.equal(unfolded(text), asked);
  assert.equal(unfolded("curl \\\n  --url 'https://a.test'"), "curl --url 'https://a.test'");
  assert.equal(unfolded('POST /authorize HTTP/1.1\nHost: acme.test\n\nclient_id=x&a=b'), 'client_id=x&a=b');
});

test('what is no request to this tenant is not run', () => {
  const asked = 'client_id=x&a=b';
  const address = `${ISSUER}authorize?${asked}`;
  for (const text of [address, asked, `?${asked}`, `/authorize?${asked}`])
    assert.equal(runnable(ISSUER, text), address, text);
  for (const text of [
    `https://elsewhere.test/authorize?${asked}`,
    `${ISSUER}v2/logout?${asked}`,
    `javascript:alert(1)?${asked}`,
    'hello',
    `${ISSUER}authorize?a=b`,
  ])
    assert.equal(runnable(ISSUER, text), undefined, text);
});

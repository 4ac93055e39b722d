import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addressOfClient, homeOf } from './way-back.ts';

const NOWHERE = { redirect_uris: [], allowed_logout_urls: [] };
const CLIENT = {
  client_uri: 'https://app.test/shop/',
  redirect_uris: ['https://app.test/shop/callback', 'https://other.test/cb?x=1', 'com.example.app:/cb'],
  allowed_logout_urls: ['http://localhost:3000', 'https://app.test/bye'],
};

const REFUSED = [
  '',
  '/shop/',
  '//app.test/shop/',
  'https://app.test',
  'https://app.test/',
  'https://app.test/shop',
  'https://app.test/shopping',
  'https://app.test/shop/../admin',
  'https://app.test/shop/%2e%2e/admin',
  'https://app.test/shop/..%2fadmin',
  'https://app.test/shop/..;/admin',
  'https://app.test/shop/%252e%252e/admin',
  'https://app.test/shop/..%5cadmin',
  'https://app.test/shop\\x',
  'https://app.test\\@evil.test/shop/',
  'https://app.test/byebye',
  'https://app.test:444/shop/',
  'http://app.test/shop/',
  'HTTPS://app.test/shop/x',
  'https://APP.test/shop/x',
  'https://app.test/shop/\tx',
  ' https://app.test/shop/x',
  'https://app.test.evil.test/shop/',
  'https://evil.test/https://app.test/shop/',
  'https://user@app.test/shop/x',
  'https://:word@app.test/shop/x',
  'https://other.test/cb',
  'https://other.test/cb?x=2',
  'https://other.test/cb/more?x=1',
  'com.example.app:/cb/more',
  'com.example.app:/other',
  'javascript:alert(1)',
  'data:text/html,x',
  'http://localhost:3001/',
  `https://app.test/shop/${'x'.repeat(2_048)}`,
];

for (const address of REFUSED) {
  test(`LG-26 nobody is led back to ${JSON.stringify(address.slice(0, 60))}`, () => {
    assert.equal(addressOfClient(address, CLIENT), undefined);
  });
}

const TAKEN = [
  'https://app.test/shop/',
  'https://app.test/shop/orders?id=7#last',
  'https://app.test/shop/callback',
  'https://app.test/bye',
  'https://app.test/bye/now',
  'https://other.test/cb?x=1',
  'com.example.app:/cb',
  'http://localhost:3000',
  'http://localhost:3000/',
  'http://localhost:3000/settings',
];

for (const address of TAKEN) {
  test(`an application is gone back to at ${address}, which is its own`, () => {
    assert.equal(addressOfClient(address, CLIENT), address);
  });
}

test('a client that registered no address is gone back to nowhere', () => {
  assert.equal(addressOfClient('https://app.test/', NOWHERE), undefined);
  assert.equal(homeOf(NOWHERE, 'https://id.test/'), undefined);
});

test('the home is the page of the client, else where it begins a login, which is told by whom (OIDC Core §4)', () => {
  const initiate_login_uri = 'https://app.test/login';
  assert.equal(homeOf({ ...CLIENT, initiate_login_uri }, 'https://id.test/'), CLIENT.client_uri);
  assert.equal(
    homeOf({ ...NOWHERE, initiate_login_uri }, 'https://id.test/'),
    'https://app.test/login?iss=https%3A%2F%2Fid.test%2F',
  );
  assert.equal(
    homeOf({ ...NOWHERE, initiate_login_uri: `${initiate_login_uri}?a=b` }, 'https://id.test/'),
    'https://app.test/login?a=b&iss=https%3A%2F%2Fid.test%2F',
  );
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changesFor } from './sdk-changes.ts';

const WIRING = {
  issuer: 'https://acme.test/',
  client_id: 'spa',
  redirect_uri: 'https://app.test/callback',
};

test('the lines have the names of the client, and say what to install', () => {
  const [auth0js] = changesFor(['auth0.js'], WIRING);
  assert.deepEqual([auth0js?.program, auth0js?.install], ['auth0-js', 'npm install @auth0/auth0-spa-js']);
  const names = /domain: 'https:\/\/acme.test',\n {2}clientId: 'spa',\n.*\n.*'https:\/\/app.test\/callback'/;
  assert.match(auth0js?.after ?? '', names);
});

test('each program has lines, and a hostile name stays between its quotes', () => {
  const hostile = { ...WIRING, client_id: `it's\\`, redirect_uri: '' };
  const all = ['lock.js', 'auth0-vue', '@auth0/auth0-angular', '@tacit/browser', 'oidc-client-ts'] as const;
  const changes = changesFor([...all, 'express-openid-connect', 'angular-oauth2-oidc'], hostile);
  for (const { before, after } of changes) assert.notEqual(before, after);
  assert.match(changes[0]?.after ?? '', /clientId: 'it\\'s\\\\',/);
});

/**
 * simple-oauth2 as npm has it: the code flow, with the secret by Basic, form-encoded before (RFC 6749 §2.3.1).
 */
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { AuthorizationCode, ClientCredentials } from 'simple-oauth2';
import { flows } from '../flows.ts';
import { AUDIENCE, CLIENT_SECRET, openStand, REDIRECT_URI, type Stand } from './stand.ts';

let stand: Stand;

before(async () => {
  stand = await openStand();
  await stand.register('simple-oauth2', { redirect_uris: [REDIRECT_URI] });
  await stand.register('simple-oauth2-machine', { grant_types: ['client_credentials'] });
  await stand.allow('simple-oauth2-machine', ['appointments']);
});

after(() => stand.close());

const settings = (id: string) => ({
  client: { id, secret: CLIENT_SECRET },
  auth: { tokenHost: stand.issuer },
});

flows('simple-oauth2', {
  'code, secret by Basic; refresh; revocation': async () => {
    const client = new AuthorizationCode({
      ...settings('simple-oauth2'),
      auth: { tokenHost: stand.issuer, authorizePath: '/authorize' },
    });
    const scope = ['openid', 'offline_access'];
    const asked = client.authorizeURL({ redirect_uri: REDIRECT_URI, scope, state: 'S1' });
    const { searchParams } = await stand.callback(asked);
    const code = searchParams.get('code') ?? '';
    const tokens = await client.getToken({ code, redirect_uri: REDIRECT_URI, scope });
    assert.equal(tokens.expired(), false);
    const renewed = await tokens.refresh();
    assert.notEqual(renewed.token['access_token'], tokens.token['access_token']);
    await tokens.revokeAll();
    await assert.rejects(tokens.refresh());
  },
  client_credentials: async () => {
    const client = new ClientCredentials(settings('simple-oauth2-machine'));
    const { token } = await client.getToken({ audience: AUDIENCE });
    assert.deepEqual([token['token_type'], token['scope']], ['Bearer', 'appointments']);
  },
});

/**
 * client-oauth2 as npm has it: the code flow, with the secret by Basic.
 */
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import ClientOAuth2 from 'client-oauth2';
import { flows } from '../flows.ts';
import { CLIENT_SECRET, openStand, REDIRECT_URI, type Stand } from './stand.ts';

let stand: Stand;

before(async () => {
  stand = await openStand();
  await stand.register('client-oauth2', { redirect_uris: [REDIRECT_URI] });
});

after(() => stand.close());

flows('client-oauth2', {
  'code, secret by Basic; refresh': async () => {
    const client = new ClientOAuth2({
      clientId: 'client-oauth2',
      clientSecret: CLIENT_SECRET,
      accessTokenUri: `${stand.issuer}oauth/token`,
      authorizationUri: `${stand.issuer}authorize`,
      redirectUri: REDIRECT_URI,
      scopes: ['openid', 'offline_access'],
      state: 'S1',
    });
    const callback = await stand.callback(client.code.getUri());
    const token = await client.code.getToken(callback.href);
    const renewed = await token.refresh();
    assert.notEqual(renewed.accessToken, token.accessToken);
    const headers = { authorization: `Bearer ${renewed.accessToken}` };
    assert.equal((await fetch(`${stand.issuer}userinfo`, { headers })).status, 200);
  },
});

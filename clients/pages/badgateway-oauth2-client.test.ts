/**
 * @badgateway/oauth2-client as npm has it, in Chromium: a library that knows OAuth 2 and nothing of OpenID Connect.
 */
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { claimsOf, type Place } from '../../server/test/e2e/harness.ts';
import { flows } from '../flows.ts';
import { given, isRevoked, openApplication, refused, renews, signedIn } from './application.ts';

let place: Place;
before(async () => {
  place = await openApplication('badgateway-oauth2-client');
});

after(() => place.close());

flows('@badgateway/oauth2-client', {
  'getAuthorizeUri, getTokenFromCodeRedirect: the user, and a token for the API': async () => {
    const { page, context, sub, email } = await signedIn(place);
    assert.equal(claimsOf(String(await given(page, 'token')))['sub'], sub);
    assert.equal(Object(await given(page, 'profile')).email, email);
    await context.close();
  },
  'getTokenFromCodeRedirect: who refuses consent is told to the application': async () => {
    const { context } = await refused(place, 'access_denied');
    await context.close();
  },
  refreshToken: async () => {
    const visitor = await signedIn(place);
    await renews(visitor);
    await visitor.context.close();
  },
  'revoke: /userinfo takes the access token no more': async () => {
    const { page, context } = await signedIn(place);
    const token = await given(page, 'token');
    await given(page, 'revoke');
    await isRevoked(place, token);
    await context.close();
  },
});

/**
 * @openid/appauth as npm has it, in Chromium.
 */
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { claimsOf, type Place } from '../../server/test/e2e/harness.ts';
import { flows } from '../flows.ts';
import { given, isRevoked, openApplication, refused, renews, signedIn } from './application.ts';

let place: Place;
before(async () => {
  place = await openApplication('appauth');
});

after(() => place.close());

flows('@openid/appauth', {
  'RedirectRequestHandler: the user, and a token for the API': async () => {
    const { page, context, sub } = await signedIn(place);
    assert.equal(claimsOf(String(await given(page, 'token')))['sub'], sub);
    await context.close();
  },
  'RedirectRequestHandler: who refuses consent is told to the application': async () => {
    const { context } = await refused(place, 'access_denied');
    await context.close();
  },
  'performTokenRequest by refresh token': async () => {
    const visitor = await signedIn(place);
    await renews(visitor);
    await visitor.context.close();
  },
  'performRevokeTokenRequest: /userinfo takes the access token no more': async () => {
    const { page, context } = await signedIn(place);
    const token = await given(page, 'token');
    await given(page, 'revoke');
    await isRevoked(place, token);
    await context.close();
  },
});

/**
 * @okta/okta-auth-js as npm has it, in Chromium. It sends a header of its own to every endpoint, asks for its own response
 * mode, and revokes with the identifier alone in `Authorization`.
 */
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { claimsOf, type Place, signInAndConsent } from '../../server/test/e2e/harness.ts';
import { flows } from '../flows.ts';
import {
  closeWindow,
  given,
  isRevoked,
  isSignedOut,
  openApplication,
  press,
  refused,
  renews,
  signedIn,
  signInByWindow,
  visit,
} from './application.ts';

let place: Place;
before(async () => {
  place = await openApplication('okta-auth-js');
});

after(() => place.close());

flows('@okta/okta-auth-js', {
  'getWithRedirect: the user, the profile and a token for the API': async () => {
    const { page, context, sub, email } = await signedIn(place);
    assert.equal(claimsOf(String(await given(page, 'token')))['sub'], sub);
    assert.equal(Object(await given(page, 'profile')).email, email);
    await context.close();
  },
  'getWithRedirect: who refuses consent is told to the application': async () => {
    const { context } = await refused(place, 'access_denied');
    await context.close();
  },
  'getWithPopup: the user': async () => {
    const visitor = await visit(place);
    await signInByWindow(visitor);
    await visitor.context.close();
  },
  'getWithPopup: a window that its user closes': async () => {
    const { page, context } = await visit(place);
    assert.equal((await closeWindow(page)).error, 'INTERNAL');
    await context.close();
  },
  'getWithoutPrompt: nobody is signed in, and somebody is': async () => {
    const visitor = await visit(place);
    assert.equal((await press(visitor.page, 'silent')).error, 'login_required');
    await visitor.page.click('#login');
    await signInAndConsent(visitor);
    await visitor.page.waitForSelector('#user');
    await given(visitor.page, 'silent');
    await visitor.context.close();
  },
  'tokenManager.renew by iframe': async () => {
    const visitor = await signedIn(place, { renewal: 'iframe' });
    await renews(visitor);
    await visitor.context.close();
  },
  'tokenManager.renew by refresh token': async () => {
    const visitor = await signedIn(place, { renewal: 'refresh token' });
    await renews(visitor);
    await visitor.context.close();
  },
  'revokeAccessToken: /userinfo takes it no more': async () => {
    const { page, context } = await signedIn(place);
    const token = await given(page, 'token');
    await given(page, 'revoke');
    await isRevoked(place, token);
    await context.close();
  },
  'signOut: tokens and session end': async () => {
    const visitor = await signedIn(place, { renewal: 'refresh token' });
    await visitor.page.click('#logout');
    await isSignedOut(place, visitor);
    await visitor.context.close();
  },
});

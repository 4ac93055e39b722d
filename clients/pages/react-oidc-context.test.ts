/**
 * react-oidc-context as npm has it, in Chromium, over oidc-client-ts.
 */
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { claimsOf, type Place } from '../../server/test/e2e/harness.ts';
import { flows } from '../flows.ts';
import {
  closeWindow,
  given,
  isRevoked,
  isSignedOut,
  openApplication,
  refused,
  renews,
  signedIn,
  signInByWindow,
  visit,
} from './application.ts';

let place: Place;
before(async () => {
  place = await openApplication('react-oidc-context');
});

after(() => place.close());

flows('react-oidc-context', {
  'signinRedirect: the user, and a token for the API': async () => {
    const { page, context, sub } = await signedIn(place);
    assert.equal(claimsOf(String(await given(page, 'token')))['sub'], sub);
    await context.close();
  },
  'signinRedirect: who refuses consent is told to the application': async () => {
    const { context } = await refused(place, 'access_denied');
    await context.close();
  },
  'signinPopup: the user': async () => {
    const visitor = await visit(place);
    await signInByWindow(visitor);
    await visitor.context.close();
  },
  'signinPopup: a window that its user closes': async () => {
    const { page, context } = await visit(place);
    await closeWindow(page);
    await page.getByText('Popup closed by user').first().waitFor();
    await context.close();
  },
  'signinSilent by iframe': async () => {
    const visitor = await signedIn(place, { renewal: 'iframe' });
    await renews(visitor);
    await visitor.context.close();
  },
  'signinSilent by refresh token': async () => {
    const visitor = await signedIn(place, { renewal: 'refresh token' });
    await renews(visitor);
    await visitor.context.close();
  },
  'revokeTokens: /userinfo takes the access token no more': async () => {
    const { page, context } = await signedIn(place, { renewal: 'refresh token' });
    const token = await given(page, 'token');
    await given(page, 'revoke');
    await isRevoked(place, token);
    await context.close();
  },
  'signoutRedirect: the session ends here and there': async () => {
    const visitor = await signedIn(place);
    await visitor.page.click('#logout');
    await isSignedOut(place, visitor);
    await visitor.context.close();
  },
});

/**
 * keycloak-js as npm has it, in Chromium, pointed here by its option `oidcProvider`. It cannot ask for an audience and reads
 * its access tokens, so the tenant has an API that is meant where none is named.
 */
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { AUDIENCE, claimsOf, type Place } from '../../server/test/e2e/harness.ts';
import { flows } from '../flows.ts';
import {
  given,
  isSignedOut,
  openApplication,
  refused,
  renews,
  signedIn,
  waitForEvent,
  waitForUser,
} from './application.ts';

let place: Place;
before(async () => {
  place = await openApplication('keycloak-js');
  await place.chooseSettings({ default_audience: AUDIENCE, policy: 'oidc' });
});

after(() => place.close());

flows('keycloak-js', {
  'login: the user, the profile and a token for the API': async () => {
    const { page, context, sub, email } = await signedIn(place);
    assert.equal(claimsOf(String(await given(page, 'token')))['sub'], sub);
    assert.equal(Object(await given(page, 'profile')).email, email);
    await context.close();
  },
  'login: who refuses consent is told to the application': async () => {
    const { context } = await refused(place, 'access_denied');
    await context.close();
  },
  'updateToken: by refresh token': async () => {
    const visitor = await signedIn(place);
    await renews(visitor);
    await visitor.context.close();
  },
  'checkLoginIframe: the end of the session is noticed': async () => {
    const { page, context, sub } = await signedIn(place, { sessionChecks: true });
    const elsewhere = await context.newPage();
    await elsewhere.goto(`${place.issuer}v2/logout?client_id=code`);
    await elsewhere.waitForSelector('#client');
    await waitForEvent(page, 'logout');
    await waitForUser(page, sub);
    await context.close();
  },
  'logout: the session ends here and there': async () => {
    const visitor = await signedIn(place);
    await visitor.page.click('#logout');
    await isSignedOut(place, visitor);
    await visitor.context.close();
  },
});

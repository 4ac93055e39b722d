/**
 * keycloak-js as npm has it, in Chromium, pointed here by its option `oidcProvider`. It cannot ask for an audience and reads
 * its access tokens, so the tenant has an API that is meant where none is named. A refresh token it reads too, as only
 * Keycloak's can be, so it asks for none.
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
  signedIn,
  waitForEvent,
  waitForUser,
} from './application.ts';

/** The page of its frame: it tells the page around it where it was called. */
const SILENT = `<!doctype html><meta charset="utf-8"><script>parent.postMessage(location.href, location.origin)</script>`;

let place: Place;
before(async () => {
  place = await openApplication('keycloak-js', { '/silent': { html: SILENT } });
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
  'check-sso by iframe: the user, once the page is loaded anew': async () => {
    const { page, context, sub } = await signedIn(place);
    const token = await given(page, 'token');
    await page.goto(`${place.pages}/callback`);
    await waitForUser(page, sub);
    assert.notEqual(await given(page, 'token'), token);
    await context.close();
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

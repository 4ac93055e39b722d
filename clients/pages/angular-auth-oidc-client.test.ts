/**
 * angular-auth-oidc-client as npm has it, in Chromium.
 */
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { claimsOf, type Place } from '../../server/test/e2e/harness.ts';
import { flows } from '../flows.ts';
import {
  closeWindow,
  given,
  isSignedOut,
  openApplication,
  refused,
  renews,
  signedIn,
  signInByWindow,
  visit,
} from './application.ts';

/** The page of its frame: it tells the page around it where it was called. */
const SILENT = `<!doctype html><meta charset="utf-8"><script>
window.parent.dispatchEvent(new CustomEvent('oidc-silent-renew-message', { detail: location }));
</script>`;

let place: Place;
before(async () => {
  place = await openApplication('angular-auth-oidc-client', { '/silent': { html: SILENT } });
});

after(() => place.close());

flows('angular-auth-oidc-client', {
  'authorize: the user, and a token for the API': async () => {
    const { page, context, sub } = await signedIn(place, { renewal: 'iframe' });
    assert.equal(claimsOf(String(await given(page, 'token')))['sub'], sub);
    await context.close();
  },
  'authorize: who refuses consent is told to the application': async () => {
    const { context } = await refused(place, 'no code in url', { renewal: 'iframe' });
    await context.close();
  },
  'authorizeWithPopUp: the user': async () => {
    const visitor = await visit(place, { renewal: 'iframe' });
    await signInByWindow(visitor);
    await visitor.context.close();
  },
  'authorizeWithPopUp: a window that its user closes': async () => {
    const { page, context } = await visit(place, { renewal: 'iframe' });
    assert.equal((await closeWindow(page)).error, 'User closed popup');
    await context.close();
  },
  'forceRefreshSession by iframe': async () => {
    const visitor = await signedIn(place, { renewal: 'iframe' });
    await renews(visitor);
    await visitor.context.close();
  },
  'forceRefreshSession by refresh token': async () => {
    const visitor = await signedIn(place, { renewal: 'refresh token' });
    await renews(visitor);
    await visitor.context.close();
  },
  'logoffAndRevokeTokens: tokens and session end': async () => {
    const visitor = await signedIn(place, { renewal: 'refresh token' });
    await visitor.page.click('#logout');
    await isSignedOut(place, visitor);
    await visitor.context.close();
  },
});

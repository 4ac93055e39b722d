/**
 * angular-oauth2-oidc as npm has it, in Chromium.
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
  waitForEvent,
} from './application.ts';

/** The page of its frame and of its window: it hands what came on to the page that opened it. */
const SILENT = `<!doctype html><meta charset="utf-8"><script>
(window.opener || window.parent).postMessage(location.hash || '#' + location.search, location.origin);
</script>`;

let place: Place;
before(async () => {
  place = await openApplication('angular-oauth2-oidc', { '/silent': { html: SILENT } });
});

after(() => place.close());

const IFRAME = { renewal: 'iframe' };
const REFRESH = { renewal: 'refresh token' };

flows('angular-oauth2-oidc', {
  'initCodeFlow: the user, the profile and a token for the API': async () => {
    const { page, context, sub, email } = await signedIn(place, IFRAME);
    assert.equal(claimsOf(String(await given(page, 'token')))['sub'], sub);
    const { info } = Object(await given(page, 'profile'));
    assert.deepEqual([info.sub, info.email], [sub, email]);
    await context.close();
  },
  'initCodeFlow: who refuses consent is told to the application': async () => {
    const { context } = await refused(place, 'code_error', IFRAME);
    await context.close();
  },
  'initLoginFlowInPopup: the user': async () => {
    const visitor = await visit(place, IFRAME);
    await signInByWindow(visitor);
    await visitor.context.close();
  },
  'initLoginFlowInPopup: a window that its user closes': async () => {
    const { page, context } = await visit(place, IFRAME);
    assert.equal((await closeWindow(page)).error, 'popup_closed');
    await context.close();
  },
  'silentRefresh by iframe': async () => {
    const visitor = await signedIn(place, IFRAME);
    await renews(visitor);
    await visitor.context.close();
  },
  refreshToken: async () => {
    const visitor = await signedIn(place, REFRESH);
    await renews(visitor);
    await visitor.context.close();
  },
  'session checks: the end of the session is noticed': async () => {
    await place.chooseSettings({ policy: 'oidc' });
    const { page, context } = await signedIn(place, { ...IFRAME, sessionChecks: true });
    await waitForEvent(page, 'session_unchanged');
    const elsewhere = await context.newPage();
    await elsewhere.goto(`${place.issuer}v2/logout?client_id=code`);
    await elsewhere.waitForSelector('#client');
    await waitForEvent(page, 'session_terminated');
    await context.close();
    await place.chooseSettings({});
  },
  'revokeTokenAndLogout: tokens and session end': async () => {
    const visitor = await signedIn(place, REFRESH);
    const token = await given(visitor.page, 'token');
    await visitor.page.click('#logout');
    await isSignedOut(place, visitor);
    await isRevoked(place, token);
    await visitor.context.close();
  },
});

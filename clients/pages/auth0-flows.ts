/**
 * What an application does with any of Auth0's SDKs for a framework: they offer the same, so these are the same flows for
 * each of them.
 */
import assert from 'node:assert/strict';
import { AUDIENCE, claimsOf, type Place } from '../../server/test/e2e/harness.ts';
import {
  closeWindow,
  given,
  isSignedOut,
  press,
  refused,
  renews,
  signedIn,
  signInByWindow,
  visit,
} from './application.ts';

/** The flows, in the place that the application is opened in. */
export function auth0Flows(place: () => Place): Readonly<Record<string, () => Promise<void>>> {
  return {
    'loginWithRedirect: the user, and a token for the API': async () => {
      const { page, context, sub } = await signedIn(place());
      assert.equal(new URL(page.url()).search, '');
      const { aud, sub: subject } = claimsOf(String(await given(page, 'token')));
      assert.deepEqual({ aud, subject }, { aud: [AUDIENCE, `${place().issuer}userinfo`], subject: sub });
      await context.close();
    },
    'loginWithRedirect: who refuses consent is told to the application': async () => {
      const { page, context } = await refused(place(), 'access_denied');
      assert.equal((await press(page, 'token')).error, 'consent_required');
      await context.close();
    },
    'loginWithPopup: the user, and a token': async () => {
      const visitor = await visit(place());
      await signInByWindow(visitor);
      assert.equal(claimsOf(String(await given(visitor.page, 'token')))['sub'], visitor.sub);
      await visitor.context.close();
    },
    'loginWithPopup: a window that its user closes': async () => {
      const { page, context } = await visit(place());
      await closeWindow(page);
      // One SDK rejects, another puts it into its state: the application shows either.
      await page.getByText('cancelled').first().waitFor();
      await context.close();
    },
    'getAccessTokenSilently by iframe': () => renewsBy('iframe', '/authorize'),
    'getAccessTokenSilently by refresh token': () => renewsBy('refresh token', '/oauth/token'),
    'logout: the session ends here and there': async () => {
      const visitor = await signedIn(place());
      await visitor.page.click('#logout');
      await isSignedOut(place(), visitor);
      await visitor.context.close();
    },
  };

  /** What is asked first when a token is renewed says how that is done. */
  async function renewsBy(renewal: string, first: string): Promise<void> {
    const visitor = await signedIn(place(), { renewal });
    const asked: string[] = [];
    visitor.page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await renews(visitor);
    assert.equal(
      asked.find((path) => path === '/authorize' || path === '/oauth/token'),
      first,
    );
    await visitor.context.close();
  }
}

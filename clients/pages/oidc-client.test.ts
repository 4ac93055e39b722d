/**
 * oidc-client 1.11 as npm has it, in Chromium: a library that knows OpenID Connect and nothing of Auth0.
 */
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import {
  openPlace,
  type Place,
  settle,
  settledObject,
  signIn,
  signInAndConsent,
  type Visitor,
} from '../../server/test/e2e/harness.ts';
import { flows } from '../flows.ts';

const PAGE = `<!doctype html><meta charset="utf-8"><script src="/oidc-client.min.js"></script><script>
var issuer = sessionStorage.issuer || (sessionStorage.issuer = new URLSearchParams(location.search).get('issuer'));
var manager = new Oidc.UserManager({
  authority: issuer,
  client_id: 'spa',
  redirect_uri: location.origin + '/callback',
  silent_redirect_uri: location.origin + '/silent',
  response_type: 'id_token token',
  scope: 'openid profile email appointments',
  extraQueryParams: { audience: 'appointments:api' },
  loadUserInfo: true,
  monitorSession: false,
  automaticSilentRenew: false
});
</script>`;

const SILENT = `<!doctype html><meta charset="utf-8"><script src="/oidc-client.min.js"></script><script>
new Oidc.UserManager({}).signinSilentCallback();
</script>`;

let place: Place;

before(async () => {
  place = await openPlace({
    '/oidc-client.min.js': { file: import.meta.resolve('oidc-client/dist/oidc-client.min.js') },
    '/callback': { html: PAGE },
    '/silent': { html: SILENT },
  });
});

after(() => place.close());

async function open(): Promise<Visitor> {
  const visitor = await place.visit();
  await visitor.page.goto(`${place.pages}/callback?issuer=${encodeURIComponent(place.issuer)}`);
  return visitor;
}

function profileOf({ profile }: Readonly<Record<string, unknown>>): object {
  assert.ok(typeof profile === 'object' && profile !== null);
  const claims = new Map(Object.entries(profile));
  return { sub: claims.get('sub'), email: claims.get('email'), name: claims.get('name') };
}

flows('oidc-client', {
  'signinSilent: without a session the answer is login_required': async () => {
    const visitor = await open();
    const { error } = await settle(visitor.page, 'manager.signinSilent()');
    assert.equal(error, 'login_required');
    await visitor.context.close();
  },
  'signinRedirect: who refuses is reported as access_denied, and nobody is signed in': async () => {
    const visitor = await open();
    await visitor.page.evaluate('void manager.signinRedirect()');
    await signIn(visitor);
    await visitor.page.click('#consent-deny');
    await visitor.page.waitForURL(`${place.pages}/callback#**`);
    const { error } = await settle(visitor.page, 'manager.signinRedirectCallback()');
    assert.equal(error, 'access_denied');
    assert.equal((await settle(visitor.page, 'manager.getUser()')).value, null);
    await visitor.context.close();
  },
  'signs in, reads /userinfo across origins, keeps the user and renews silently': async () => {
    const visitor = await open();
    const { page } = visitor;
    await page.evaluate('void manager.signinRedirect({ state: "where I was" })');
    await signInAndConsent(visitor);
    await page.waitForURL(`${place.pages}/callback#**`);

    const answered = page.waitForResponse(
      (response) => response.url() === `${place.issuer}userinfo` && response.request().method() === 'GET',
    );
    const user = await settledObject(page, 'manager.signinRedirectCallback()');
    assert.equal((await answered).status(), 200);
    assert.equal(user['token_type'], 'Bearer');
    assert.equal(user['state'], 'where I was');
    assert.deepEqual(profileOf(user), { sub: visitor.sub, email: visitor.email, name: 'Alice Example' });

    const kept = await settledObject(page, 'manager.getUser()');
    assert.deepEqual(profileOf(kept), profileOf(user));

    const renewed = await settledObject(page, 'manager.signinSilent()');
    assert.deepEqual(profileOf(renewed), profileOf(user));
    assert.notEqual(renewed['access_token'], user['access_token']);
    await visitor.context.close();
  },
});

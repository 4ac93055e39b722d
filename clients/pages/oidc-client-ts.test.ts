/**
 * oidc-client-ts as npm has it, in Chromium: code + PKCE, renewed by refresh token and by iframe.
 */
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import {
  BLANK,
  openPlace,
  type Place,
  settle,
  settledObject,
  signIn,
  signInAndConsent,
  type Visitor,
} from '../../server/test/e2e/harness.ts';
import { flows } from '../flows.ts';
import { isRevoked, openWindow } from './application.ts';

/** The settings of a test come in the query, and stay for the way back. */
const PAGE = `<!doctype html><meta charset="utf-8"><script src="/oidc-client-ts.min.js"></script><script>
var given = JSON.parse(sessionStorage.given || (sessionStorage.given = new URLSearchParams(location.search).get('given')));
var manager = new oidc.UserManager(Object.assign({
  client_id: 'code',
  redirect_uri: location.origin + '/callback',
  silent_redirect_uri: location.origin + '/silent',
  popup_redirect_uri: location.origin + '/silent',
  popup_post_logout_redirect_uri: location.origin + '/bye',
  post_logout_redirect_uri: location.origin + '/bye',
  extraQueryParams: { audience: 'appointments:api' },
  loadUserInfo: true,
  automaticSilentRenew: false
}, given));
</script>`;

/** The page of its frame and of its window. */
const SILENT = `<!doctype html><meta charset="utf-8"><script src="/oidc-client-ts.min.js"></script><script>
new oidc.UserManager({}).signinCallback();
</script>`;

/** Where a logout comes back to, in a window or not. */
const BYE = `${BLANK}<script src="/oidc-client-ts.min.js"></script><script>
if (opener) new oidc.UserManager({}).signoutPopupCallback();
</script>`;

let place: Place;

before(async () => {
  // The package exports its ES module; the file for a script element lies beside it.
  const file = new URL('../browser/oidc-client-ts.min.js', import.meta.resolve('oidc-client-ts')).href;
  place = await openPlace({
    '/oidc-client-ts.min.js': { file },
    '/callback': { html: PAGE },
    '/silent': { html: SILENT },
    '/bye': { html: BYE },
  });
});

after(() => place.close());

async function open(scope: string): Promise<Visitor> {
  const visitor = await place.visit();
  const given = JSON.stringify({ authority: place.issuer, scope });
  await visitor.page.goto(`${place.pages}/callback?given=${encodeURIComponent(given)}`);
  return visitor;
}

type User = Readonly<Record<string, unknown>>;

async function signedIn(scope: string): Promise<Visitor & { readonly user: User }> {
  const visitor = await open(scope);
  await visitor.page.evaluate('void manager.signinRedirect({ state: "where I was" })');
  await signInAndConsent(visitor);
  await visitor.page.waitForURL(`${place.pages}/callback?code=**`);
  return { ...visitor, user: await settledObject(visitor.page, 'manager.signinCallback()') };
}

function profileOf({ profile }: User): object {
  assert.ok(typeof profile === 'object' && profile !== null);
  const claims = new Map(Object.entries(profile));
  return { sub: claims.get('sub'), email: claims.get('email'), name: claims.get('name') };
}

/** Twice, with new tokens for the same user; `path` is what its frame asks for, where it has one. */
async function renewsBy(scope: string, path: string | undefined): Promise<void> {
  const { page, context, user, sub } = await signedIn(scope);
  const framed: string[] = [];
  page.on('request', (request) => {
    if (request.frame() !== page.mainFrame()) framed.push(new URL(request.url()).pathname);
  });
  const tokens = [user['access_token']];
  for (let count = 0; count < 2; count += 1) {
    const renewed = await settledObject(page, 'manager.signinSilent()');
    assert.equal(new Map(Object.entries(profileOf(renewed))).get('sub'), sub);
    tokens.push(renewed['access_token']);
  }
  assert.equal(new Set(tokens).size, 3);
  assert.equal(framed[0], path);
  await context.close();
}

const REFRESHED = 'openid email appointments offline_access';

flows('oidc-client-ts', {
  'signinSilent: without a session the answer is login_required': async () => {
    const visitor = await open('openid');
    assert.equal((await settle(visitor.page, 'manager.signinSilent()')).error, 'login_required');
    await visitor.context.close();
  },
  'signinRedirect: who refuses is reported as access_denied, and nobody is signed in': async () => {
    const { page, context, email } = await open('openid profile');
    await page.evaluate('void manager.signinRedirect()');
    await signIn({ page, email });
    await page.click('#consent-deny');
    await page.waitForURL(`${place.pages}/callback?error=**`);
    assert.equal((await settle(page, 'manager.signinCallback()')).error, 'access_denied');
    assert.equal((await settle(page, 'manager.getUser()')).value, null);
    await context.close();
  },
  'signinCallback: the user is known from /userinfo across origins, and kept': async () => {
    const { page, context, user, sub, email } = await signedIn('openid profile email appointments');
    assert.deepEqual(profileOf(user), { sub, email, name: 'Alice Example' });
    assert.deepEqual([user['token_type'], user['state']], ['Bearer', 'where I was']);
    const kept = await settledObject(page, 'manager.getUser()');
    assert.deepEqual(profileOf(kept), profileOf(user));
    await context.close();
  },
  'signinPopup and signoutPopup: the user, and nobody': async () => {
    const { page, context, email, sub } = await open('openid profile email appointments');
    const popup = await openWindow(page, 'manager.signinPopup()');
    await signInAndConsent({ page: popup, email });
    const user = await settledObject(page, 'opened');
    assert.deepEqual(profileOf(user), { sub, email, name: 'Alice Example' });
    await openWindow(page, 'manager.signoutPopup()');
    assert.deepEqual(await settle(page, 'opened'), { value: null });
    assert.equal((await settle(page, 'manager.getUser()')).value, null);
    assert.equal((await settle(page, 'manager.signinSilent()')).error, 'login_required');
    await context.close();
  },
  'signinSilent by iframe': () => renewsBy('openid email appointments', '/authorize'),
  'signinSilent by refresh token': () => renewsBy(REFRESHED, undefined),
  'revokeTokens: /userinfo takes the access token no more': async () => {
    const { page, context, user } = await signedIn(REFRESHED);
    assert.equal((await settle(page, 'manager.revokeTokens()')).error, undefined);
    await isRevoked(place, user['access_token']);
    await context.close();
  },
  'signoutRedirect: the session ends, and the page comes back with its state': async () => {
    const { page, context } = await signedIn('openid');
    await page.evaluate('void manager.signoutRedirect({ state: "where I went" })');
    await page.waitForURL(`${place.pages}/bye?state=**`);
    await page.goto(`${place.pages}/callback`);
    assert.equal((await settle(page, 'manager.signinSilent()')).error, 'login_required');
    await context.close();
  },
});

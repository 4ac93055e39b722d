/**
 * oidc-client-ts as npm has it, in Chromium: code + PKCE, renewed by refresh token and by iframe.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  BLANK,
  openPlace,
  type Place,
  settle,
  settledObject,
  signIn,
  signInAndConsent,
  type Visitor,
} from './harness.ts';

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

/** Where a hidden frame and a popup come back to. */
const BACK = `<!doctype html><meta charset="utf-8"><script src="/oidc-client-ts.min.js"></script><script>
new oidc.UserManager({})[opener ? 'signinPopupCallback' : 'signinSilentCallback']();
</script>`;

/** Where a logout comes back to, in a popup or not. */
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
    '/silent': { html: BACK },
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

test('oidc-client-ts signinSilent: without a session the answer is login_required', async () => {
  const visitor = await open('openid');
  assert.equal((await settle(visitor.page, 'manager.signinSilent()')).error, 'login_required');
  await visitor.context.close();
});

test('oidc-client-ts signinRedirect: who refuses is reported as access_denied, and nobody is signed in', async () => {
  const { page, context, email } = await open('openid profile');
  await page.evaluate('void manager.signinRedirect()');
  await signIn({ page, email });
  await page.click('#consent-deny');
  await page.waitForURL(`${place.pages}/callback?error=**`);
  assert.equal((await settle(page, 'manager.signinCallback()')).error, 'access_denied');
  assert.equal((await settle(page, 'manager.getUser()')).value, null);
  await context.close();
});

test('oidc-client-ts signinCallback: the user is known from /userinfo across origins, and kept', async () => {
  const { page, context, user, sub, email } = await signedIn('openid profile email appointments');
  assert.deepEqual(profileOf(user), { sub, email, name: 'Alice Example' });
  assert.deepEqual([user['token_type'], user['state']], ['Bearer', 'where I was']);
  const kept = await settledObject(page, 'manager.getUser()');
  assert.deepEqual(profileOf(kept), profileOf(user));
  await context.close();
});

const RENEWALS = [
  { how: 'an iframe and prompt=none', scope: 'openid email appointments', path: '/authorize' },
  { how: 'a refresh token', scope: 'openid email appointments offline_access', path: undefined },
];
for (const { how, scope, path } of RENEWALS) {
  test(`oidc-client-ts signinSilent: ${how} gives new tokens for the same user, twice`, async () => {
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
  });
}

test('oidc-client-ts signoutRedirect: the session ends, and the page comes back with its state', async () => {
  const { page, context } = await signedIn('openid');
  await page.evaluate('void manager.signoutRedirect({ state: "where I went" })');
  await page.waitForURL(`${place.pages}/bye?state=**`);
  await page.goto(`${place.pages}/callback`);
  assert.equal((await settle(page, 'manager.signinSilent()')).error, 'login_required');
  await context.close();
});

test('oidc-client-ts signinPopup and signoutPopup: signs in and out in windows that tell their opener', async () => {
  const { page, context, email, sub } = await open('openid email');
  const opening = context.waitForEvent('page');
  const signedIn = settledObject(page, 'manager.signinPopup()');
  const popup = await opening;
  await signInAndConsent({ page: popup, email });
  assert.deepEqual(profileOf(await signedIn), { sub, email, name: undefined });
  assert.deepEqual(await settle(page, 'manager.signoutPopup()'), { value: null });
  assert.equal((await settle(page, 'manager.getUser()')).value, null);
  await page.goto(`${place.pages}/callback`);
  assert.equal((await settle(page, 'manager.signinSilent()')).error, 'login_required');
  await context.close();
});

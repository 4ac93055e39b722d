/**
 * What a logout does in Chromium: the page that asks, the frames that tell the clients, the frame that watches the session.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { implicitClient } from '../stack.ts';
import { launch } from './chromium.ts';
import {
  authorizeUrl,
  BLANK,
  fragmentOf,
  openPlace,
  type Place,
  signInAndConsent,
  type Visitor,
} from './harness.ts';

/** A client that watches the session by a frame of the server (OIDC Session Management §3.1). */
const WATCHER = `<!doctype html><meta charset="utf-8"><h1 id="client">watcher</h1><script>
function ask(frame_url, message) {
  return new Promise(function (resolve) {
    var frame = document.createElement('iframe');
    addEventListener('message', function (event) {
      if (event.source === frame.contentWindow) resolve(event.origin + ' ' + event.data);
    });
    frame.onload = function () { frame.contentWindow.postMessage(message, new URL(frame_url).origin); };
    frame.src = frame_url;
    document.body.append(frame);
  });
}
</script>`;

/** A client that ends its own session when its frame is loaded (OIDC Front-Channel Logout §2). */
const FRONT = `<!doctype html><meta charset="utf-8"><script>localStorage.told = location.search;</script>`;

let place: Place;

before(async () => {
  place = await openPlace({
    '/callback': { html: WATCHER },
    '/front': { html: FRONT },
    '/bye': { html: BLANK },
  });
  const [tenant] = await place.storage.tenants.list();
  assert.ok(tenant);
  await place.storage.tenants.save({ ...tenant, settings: { ...tenant.settings, policy: 'oidc' } });
  const client = implicitClient('front', {
    client_name: 'Front Shop',
    redirect_uris: [`${place.pages}/callback`],
    allowed_logout_urls: [`${place.pages}/bye`],
    frontchannel_logout_uri: `${place.pages}/front`,
    policy_uri: 'https://shop.test/privacy',
    tos_uri: 'https://shop.test/terms',
  });
  await place.storage.tenant(tenant.tenant_id).clients.save(client);
});

after(() => place.close());

async function signedIn(): Promise<Visitor & { readonly answer: Readonly<Record<string, string>> }> {
  const visitor = await place.visit();
  await visitor.page.goto(authorizeUrl(place, { client_id: 'front' }));
  await signInAndConsent(visitor);
  await visitor.page.waitForSelector('#client');
  return { ...visitor, answer: fragmentOf(visitor.page) };
}

const watch = ({ page }: Pick<Visitor, 'page'>, message: string): Promise<unknown> =>
  page.evaluate(`ask(${JSON.stringify(`${place.issuer}oidc/session`)}, ${JSON.stringify(message)})`);

test('the frame says unchanged while the session lives, changed when it has ended, error to what is no question', async () => {
  const visitor = await signedIn();
  const { origin } = new URL(place.issuer);
  const { session_state = '' } = visitor.answer;
  assert.equal(await watch(visitor, `front ${session_state}`), `${origin} unchanged`);
  assert.equal(await watch(visitor, `other ${session_state}`), `${origin} changed`, 'another client');
  assert.equal(await watch(visitor, 'front'), `${origin} error`);
  const elsewhere = await visitor.context.newPage();
  await elsewhere.goto(`${place.issuer}v2/logout`);
  await elsewhere.waitForSelector('#logged-out-title');
  assert.equal(await watch(visitor, `front ${session_state}`), `${origin} changed`);
});

test('where the browser keeps cookies from frames of third parties the frame says error, never changed (§3.1)', async () => {
  const { context, answer } = await signedIn();
  const message = `front ${answer['session_state']}`;
  const { origin } = new URL(place.issuer);
  // The pages by a name of another site.
  const elsewhere = place.pages.replace('localhost', '127.0.0.1');
  const browser = await launch(['--test-third-party-cookie-phaseout']);
  try {
    const page = await browser.newPage();
    await page.goto(`${elsewhere}/callback`);
    assert.equal(await watch({ page }, message), `${origin} error`);
    assert.equal(await watch({ page }, 'front'), `${origin} error`);
    await page.goto(`${place.pages}/callback`);
    assert.equal(
      await watch({ page }, message),
      `${origin} changed`,
      'of the same site, and nobody signed in',
    );
  } finally {
    await browser.close();
    await context.close();
  }
});

/** What a browser says of storage in the frame, and what the frame then says of the session. */
const STORAGE: readonly (readonly [says: string, hasStorageAccess: string, answer: string])[] = [
  ['no', 'async () => false', 'error'],
  ['nothing that can be used', 'async () => { throw new Error(); }', 'error'],
  ['yes', 'async () => true', 'unchanged'],
  ['nothing, as it is older', 'undefined', 'unchanged'],
];
for (const [says, hasStorageAccess, expected] of STORAGE) {
  test(`a browser that says ${says} of storage: ${expected}`, async () => {
    const visitor = await signedIn();
    const { context, page } = visitor;
    await context.addInitScript(`Document.prototype.hasStorageAccess = ${hasStorageAccess}`);
    await page.reload();
    const { origin } = new URL(place.issuer);
    assert.equal(await watch(visitor, `front ${visitor.answer['session_state']}`), `${origin} ${expected}`);
    await context.close();
  });
}

test('the cookie that the frame reads is the only one that a script sees, and it opens nothing', async () => {
  const visitor = await signedIn();
  await visitor.page.goto(`${place.issuer}oidc/session`);
  const seen = String(await visitor.page.evaluate('document.cookie'));
  assert.match(seen, /^tacit_state=[\w-]{43}$/);
  const sessions = (await visitor.context.cookies(place.issuer)).filter(
    ({ name }) => name === 'tacit_session',
  );
  assert.equal(sessions.length, 1);
  assert.ok(!seen.includes(sessions[0]?.value ?? ''));
});

test('a logout loads the frame of each client with session and issuer, and then goes on by itself', async () => {
  const visitor = await signedIn();
  const { page, answer } = visitor;
  const query = new URLSearchParams({
    id_token_hint: answer['id_token'] ?? '',
    post_logout_redirect_uri: `${place.pages}/bye`,
    state: 'S2',
  });
  await page.goto(`${place.issuer}oidc/logout?${query}`);
  await page.waitForURL(`${place.pages}/bye?state=S2`);
  const told = new URLSearchParams(String(await page.evaluate('localStorage.told')));
  assert.equal(told.get('iss'), place.issuer);
  assert.match(told.get('sid') ?? '', /^[\w-]{22}$/);
});

test('without the ID token the End-User confirms, sees who asks, and can stay', async () => {
  const visitor = await signedIn();
  const { page } = visitor;
  const query = new URLSearchParams({ client_id: 'front', post_logout_redirect_uri: `${place.pages}/bye` });
  await page.goto(`${place.issuer}oidc/logout?${query}`);
  assert.match(await page.innerText('main'), /Front Shop asks to sign you out/);
  assert.equal(await page.innerText('#logout-account'), visitor.email);
  await page.click('#logout-stay');
  await page.waitForURL(`${place.pages}/bye#`);
  await page.goto(authorizeUrl(place, { client_id: 'front', prompt: 'none' }));
  assert.ok(fragmentOf(page)['id_token'], 'still signed in');
  await page.goto(`${place.issuer}oidc/logout?${query}`);
  await page.click('#logout-confirm');
  await page.waitForURL(`${place.pages}/bye`);
  await page.goto(authorizeUrl(place, { client_id: 'front', prompt: 'none' }));
  assert.equal(fragmentOf(page)['error'], 'login_required');
});

test('the login page links what the client wants to be read before', async () => {
  const { page } = await place.visit();
  await page.goto(authorizeUrl(place, { client_id: 'front' }));
  const links = await page
    .locator('.links a')
    .evaluateAll((all) => all.map((one) => one.getAttribute('href')));
  assert.deepEqual(links, ['https://shop.test/privacy', 'https://shop.test/terms']);
  assert.deepEqual(await page.locator('.links a').allInnerTexts(), ['Privacy policy', 'Terms of service']);
});

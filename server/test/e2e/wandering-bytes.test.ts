/**
 * What Chromium carries on from one address to the next, and from one host to another: a fragment over redirects, and a
 * cookie that a neighbour has set.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sha256 } from '../../src/protocol/digest.ts';
import { implicitClient } from '../stack.ts';
import { authorizeUrl, BLANK, fragmentOf, listen, openPlace, type Place, signIn } from './harness.ts';

const EVIL = '#access_token=EVIL&state=S1';

let place: Place;

before(async () => {
  place = await openPlace({ '/callback': { html: BLANK }, '/bye': { html: BLANK } });
  const [tenant] = await place.storage.tenants.list();
  assert.ok(tenant);
  const allowed_logout_urls = [`${place.pages}/bye`];
  const settings = { ...tenant.settings, allowed_logout_urls, unsafe_skip_consent_on_localhost: true };
  await place.storage.tenants.save({ ...tenant, settings });
  await place.storage.tenant(tenant.tenant_id).clients.save(
    implicitClient('code', {
      grant_types: ['authorization_code'],
      redirect_uris: [`${place.pages}/callback`],
      allowed_logout_urls,
    }),
  );
});

after(() => place.close());

const asked = (changes: Readonly<Record<string, string>> = {}) =>
  authorizeUrl(place, {
    client_id: 'code',
    response_type: 'code',
    code_challenge: sha256('x'.repeat(43)),
    code_challenge_method: 'S256',
    ...changes,
  });

test('FR-01 a fragment on a link to /authorize never reaches the application, through login or at once, with a code or an error', async () => {
  const visitor = await place.visit();
  const { page } = visitor;
  await page.goto(asked({ prompt: 'none' }) + EVIL);
  await page.waitForURL(`${place.pages}/callback?**`);
  assert.match(page.url(), /\?error=login_required/);
  assert.equal(await page.evaluate('location.hash'), '');

  await page.goto(asked() + EVIL);
  await signIn(visitor);
  await page.waitForURL(`${place.pages}/callback?code=**`);
  assert.doesNotMatch(page.url(), /EVIL/);
  assert.equal(await page.evaluate('location.hash'), '');

  await page.goto(asked() + EVIL);
  await page.waitForURL(`${place.pages}/callback?code=**`);
  assert.doesNotMatch(page.url(), /EVIL/);
  assert.equal(await page.evaluate('location.hash'), '');
});

test('FR-01 a fragment on a link to a logout never reaches the application', async () => {
  const { page } = await place.visit();
  const bye = encodeURIComponent(`${place.pages}/bye`);
  for (const link of [
    `v2/logout?returnTo=${bye}`,
    'v2/logout?client_id=code',
    `oidc/logout?client_id=code&post_logout_redirect_uri=${bye}`,
    `oidc/logout?client_id=code&post_logout_redirect_uri=${bye}&state=S1`,
  ]) {
    await page.goto(place.issuer + link + EVIL);
    assert.ok(page.url().startsWith(`${place.pages}/bye`), page.url());
    assert.doesNotMatch(page.url(), /EVIL/);
    assert.equal(await page.evaluate('location.hash'), '');
  }
});

test('SE-03 a cookie that a neighbour has set under our name behind U+00A0 signs nobody in', async () => {
  const mallory = await place.visit();
  await mallory.page.goto(authorizeUrl(place));
  await signIn(mallory);
  const cookies = await mallory.context.cookies(place.issuer);
  const session = cookies.find(({ name }) => name === 'tacit_session')?.value;
  assert.ok(session);
  // On another port of the host, which has the same cookies.
  const neighbour = await listen((_, response) => {
    response.writeHead(200, {
      'content-type': 'text/html',
      'set-cookie': `\u00a0tacit_session=${session}; Path=/`,
    });
    response.end(BLANK);
  });
  try {
    const victim = await place.visit();
    await victim.page.goto(neighbour.origin);
    await victim.page.goto(authorizeUrl(place, { prompt: 'none' }));
    await victim.page.waitForURL(`${place.pages}/callback#**`);
    assert.equal(fragmentOf(victim.page)['error'], 'login_required');
  } finally {
    await neighbour.close();
  }
});

/**
 * A tenant with a look of its own, over HTTP: its pages show it, their policy allows it and nothing else.
 */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { Branding } from '../../src/resources/tenant/branding.ts';
import { TENANT_SETTINGS_DEFAULTS } from '../../src/resources/tenant/settings.ts';
import { B0, policyOf } from '../attacks/requests.ts';
import { type Stack, startStack } from '../stack.ts';
import type { Answer } from '../user-agent.ts';

const BRANDING: Branding = {
  logo_url: 'https://cdn.acme.test/logo.svg',
  favicon_url: 'https://cdn.acme.test/icon.png',
  primary_color: '#ffcc00',
  page_background_url: 'https://pictures.acme.test/sea.jpg?a="),url(https://evil.test/',
  terms_url: 'https://acme.test/terms',
  privacy_url: 'https://acme.test/privacy',
};

let stack: Stack;

before(async () => {
  stack = await startStack({ settings: { friendly_name: 'Acme', branding: BRANDING } });
  const other = { tenant_id: 't-globex', name: 'globex', region: 'us' };
  await stack.storage.tenants.save({ ...other, settings: TENANT_SETTINGS_DEFAULTS });
});

after(() => stack.close());

async function pages(): Promise<readonly Answer[]> {
  const browser = stack.browser();
  const login = await browser.authorize(B0);
  const refused = await browser.authorize({ ...B0, redirect_uri: 'https://evil.test/' });
  const loggedOut = await stack.browser().send('/logout');
  return [login, refused, loggedOut];
}

test('XS-04 XS-05 the policy of every page names the hashes of its stylesheets and the hosts of its pictures', async () => {
  for (const answer of await pages()) {
    const styles = [...answer.body.matchAll(/<style>([^<]*)<\/style>/g)].map(([, style = '']) => style);
    const hashes = styles.map((style) => `'sha256-${createHash('sha256').update(style).digest('base64')}'`);
    assert.equal(hashes.length, 2, answer.body);
    assert.ok(policyOf(answer).includes(`; style-src ${hashes.join(' ')};`), policyOf(answer));
    assert.ok(
      policyOf(answer).includes('; img-src https://cdn.acme.test https://pictures.acme.test;'),
      policyOf(answer),
    );
    assert.doesNotMatch(policyOf(answer), /unsafe|\*|evil/);
  }
});

test('XS-12 an address that tries to leave its attribute or its rule stays one address', async () => {
  for (const { body } of await pages()) {
    assert.ok(
      body.includes('url("https://pictures.acme.test/sea.jpg?a=%22%29,url%28https://evil.test/")'),
      body,
    );
    assert.doesNotMatch(body, /<base|http-equiv/i);
  }
});

test('every page says whose it is, and links to terms and privacy policy', async () => {
  for (const { body } of await pages()) {
    assert.match(body, /<title>[^<]+ \| Acme<\/title>/);
    assert.match(body, /id="site-logo" src="https:\/\/cdn\.acme\.test\/logo\.svg" alt="Acme"/);
    assert.match(body, /<link rel="icon" href="https:\/\/cdn\.acme\.test\/icon\.png">/);
    assert.match(body, /id="site-terms" href="https:\/\/acme\.test\/terms"/);
    assert.match(body, /id="site-privacy" href="https:\/\/acme\.test\/privacy"/);
  }
});

test('the look of one tenant is not that of another', async () => {
  const { body } = await stack.browser('globex').send('/logout');
  assert.doesNotMatch(body, /acme/i);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { render } from '../html.ts';
import { confirmLogoutPage, tellClientsPage } from '../logged-out.ts';
import { plainLook } from '../look/look.ts';
import { en } from '../text/en.ts';
import { clientLinks, clientLogo, factsOf } from './client-facts.ts';

for (const uri of ['javascript:alert(1)', 'data:text/html,x', '//evil.test', 'x']) {
  test(`XS-02 ${uri} is neither a link nor a picture`, () => {
    assert.equal(clientLinks({ policy_uri: uri, tos_uri: uri }, en), undefined);
    assert.equal(clientLogo({ logo_uri: uri }), undefined);
  });
}

test('a link says whose it is by its id and opens elsewhere, so that the login is not lost', () => {
  const links = clientLinks({ tos_uri: 'https://rp.test/tos?a&b' }, en);
  assert.ok(links);
  assert.match(
    render(links),
    /<a id="client-tos" href="https:\/\/rp\.test\/tos\?a&amp;b" rel="noopener noreferrer" target="_blank">Terms of service<\/a>/,
  );
  assert.doesNotMatch(render(links), /client-policy/);
});

test('nothing else of a client is said', () => {
  const facts = { logo_uri: 'a', policy_uri: 'b', tos_uri: 'c', client_secret_hash: 'd' };
  assert.deepEqual(factsOf(facts), { logo_uri: 'a', policy_uri: 'b', tos_uri: 'c' });
});

const HOSTILE = '"><script>alert(1)</script>';

test('XS-02 the pages of a logout show hostile text as text', () => {
  const confirm = confirmLogoutPage({
    look: plainLook(en),
    action: HOSTILE,
    request: HOSTILE,
    csrf: HOSTILE,
    user_email: HOSTILE,
    client_name: HOSTILE,
  });
  assert.doesNotMatch(confirm, /<script/);
  const tell = tellClientsPage({
    look: plainLook(en),
    frames: [HOSTILE],
    location: HOSTILE,
    nonce: 'A'.repeat(22),
  });
  assert.equal(tell.split('<script').length, 2, 'our own script alone');
});

test('a logout that nobody in particular asks for names no application', () => {
  const page = { look: plainLook(en), action: '/logout', request: 'r', csrf: 'c', user_email: 'a@b.test' };
  assert.match(confirmLogoutPage({ ...page, client_name: undefined }), /You are about to sign out/);
  assert.match(
    confirmLogoutPage({ ...page, client_name: 'Shop' }),
    /<bdi>Shop<\/bdi> asks|Shop.* asks to sign you out/,
  );
});

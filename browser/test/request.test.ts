/**
 * What is asked of the server, and what the application finds again afterwards.
 */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { AUDIENCE, answer, CLIENT_ID, ISSUER, REDIRECT_URI, redirect } from './authorization-server.ts';
import { assertRefused, visit } from './visit.ts';

suite('the request (OIDC Core §3.2.2.1)', () => {
  test('SD-07 nothing of it is read from the address of the page', async () => {
    const at = visit();
    const evil =
      'issuer=https://evil.test/&domain=evil.test&client_id=evil&clientId=evil&redirect_uri=https://evil.test';
    at.page.visit(`https://app.acme.test/?${evil}&audience=evil&scope=evil#${evil}`);
    at.restart();
    const request = await at.authorize();
    assert.ok(request.startsWith(`${ISSUER}authorize?`));
    assert.ok(!request.includes('evil'));
    assert.ok(at.server.requests.every(({ url }) => url.startsWith(ISSUER)));
  });

  test('it holds what the client is made with and what is asked', async () => {
    const at = visit();
    const { searchParams } = new URL(
      await at.authorize({
        prompt: 'login',
        login_hint: 'alice@example.com',
        max_age: 0,
        ui_locales: 'de en',
        screen_hint: 'signup',
        connection: 'users',
        appState: { draft: 'secret' },
      }),
    );
    const { state: _state, nonce: _nonce, ...rest } = Object.fromEntries(searchParams);
    assert.deepEqual(rest, {
      prompt: 'login',
      login_hint: 'alice@example.com',
      max_age: '0',
      ui_locales: 'de en',
      screen_hint: 'signup',
      connection: 'users',
      client_id: CLIENT_ID,
      redirect_uri: REDIRECT_URI,
      response_type: 'id_token token',
      scope: 'openid read:a',
      audience: AUDIENCE,
    });
  });

  test('what an application adds cannot replace what is ours', async () => {
    const at = visit();
    const added = { state: 'mine', nonce: 'mine', client_id: 'mine', response_mode: 'query', prompt: 'none' };
    const { searchParams } = new URL(await at.authorize(added));
    assert.ok(![...searchParams.values()].includes('mine'));
    assert.equal(searchParams.has('response_mode'), false);
    assert.equal(searchParams.get('prompt'), 'none');
  });

  test('openid is asked for once, wherever the application put it', async () => {
    for (const scope of ['read:a', 'read:a openid', 'openid  read:a ']) {
      const { searchParams } = new URL(await visit({ scope }).authorize());
      assert.equal(searchParams.get('scope'), 'openid read:a');
    }
  });
});

suite('appState', () => {
  const leaders = [
    '//evil.test',
    '/\\evil.test',
    '\\evil.test',
    '\\\\evil.test',
    '/\t/evil.test',
    '/\n/evil.test',
    '\t//evil.test',
    'javascript:alert(1)',
    'https://evil.test/',
    'https://app.acme.test/',
    'evil.test',
    '',
    7,
    ['/x'],
    { href: '/x' },
  ];
  for (const returnTo of leaders) {
    test(`SD-06 a returnTo of ${JSON.stringify(returnTo)} is left out, whoever planted it`, async () => {
      const at = visit();
      const request = await at.authorize({ appState: { returnTo: '/planted', draft: 'd' } });
      const [[key, stored] = ['', '']] = at.page.storage;
      at.page.environment.sessionStorage.setItem(key, stored.replace('"/planted"', JSON.stringify(returnTo)));
      const signedIn = await at.comeBack(redirect(await answer(request)));
      assert.deepEqual(signedIn?.appState, { draft: 'd' });
    });
  }

  for (const returnTo of ['/', '/appointments?day=1#noon', '/a//b', '/@evil.test', '/%5C%5Cevil.test']) {
    test(`SD-06 a returnTo of ${returnTo} comes back`, async () => {
      assert.equal(new URL(returnTo, REDIRECT_URI).origin, 'https://app.acme.test');
      const at = visit();
      const request = await at.authorize({ appState: { returnTo } });
      assert.equal((await at.comeBack(redirect(await answer(request))))?.appState?.returnTo, returnTo);
    });
  }

  test('SD-06 a transaction planted without our nonce signs nobody in', async () => {
    const at = visit();
    await at.authorize();
    const [[key, stored] = ['', '']] = at.page.storage;
    at.page.environment.sessionStorage.setItem(key, stored.replace(/"state":"[^"]*"/, '"state":"planted"'));
    const planted = `${ISSUER}authorize?client_id=${CLIENT_ID}&state=planted&nonce=attacker`;
    await assertRefused(at, at.comeBack(redirect(await answer(planted))), 'invalid_id_token');
  });
});

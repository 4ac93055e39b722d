/**
 * Bytes that no page of ours and no SDK sends, on both databases: each is refused in words or means what it says, and none
 * is an error of the server.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { CompactSign, exportJWK, generateKeyPair } from 'jose';
import { openAccount, sendForm } from '../account/account-pages.ts';
import { askForReset, openLink, signUp, soleMail } from '../account/accounts.ts';
import { ALICE, B0, sendRaw } from '../attacks/requests.ts';
import { startPostgres } from '../databases/postgres.ts';
import { implicitClient, type Stack, startStack } from '../stack.ts';
import { type Answer, fragment, hiddenFields, query } from '../user-agent.ts';

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

/** 341 letters of three bytes each, under the limit of 1,024; NFC writes each as two. */
const GROWS = '\u0958'.repeat(341);

const { publicKey, privateKey } = await generateKeyPair('RS256');
const JWK = { ...(await exportJWK(publicKey)), kid: 'rp', alg: 'RS256', use: 'sig' };

const DATABASES = { sqlite: () => undefined, postgres: () => startPostgres().url };

for (const [dialect, databaseUrl] of Object.entries(DATABASES)) {
  describe(dialect, () => {
    let stack: Stack;
    before(async () => {
      const url = databaseUrl();
      const settings = { sign_up: true };
      stack = await startStack(url === undefined ? { settings } : { settings, databaseUrl: url });
      const { clients } = stack.storage.tenant('t-acme');
      const { redirect_uri } = B0;
      await clients.save(
        implicitClient('rp1', {
          redirect_uris: [redirect_uri],
          grant_types: ['implicit', 'authorization_code'],
          jwks: { keys: [JWK] },
        }),
      );
    });
    after(async () => {
      assert.doesNotMatch(stack.logged(), /"msg":"failed"/);
      await stack.close();
    });

    test('ST-01 raw UTF-8, line ends and a # in the body of POST /authorize go through every step, also where the page is opened elsewhere', async () => {
      const state = '\u00e9\r\nLocation: https://evil.test/#\u{1f600}';
      const { state: _, ...others } = B0;
      const answer = await stack.browser().send('/authorize', {
        method: 'POST',
        headers: FORM,
        body: `${query(others)}&state=${state.replaceAll(' ', '+')}`,
      });
      assert.equal(answer.status, 303);
      const elsewhere = stack.browser();
      await elsewhere.authorize(B0);
      const again = await elsewhere.send(answer.location);
      assert.match(again.location, /^\/authorize\?[!-"$-~]+$/);
      const answered = await elsewhere.signIn(await elsewhere.follow(again), ALICE);
      assert.equal(fragment(answered.location)['state'], state);
      assert.ok(fragment(answered.location)['access_token']);
    });

    test('half a surrogate pair in a signed request object makes it no request object (RFC 8259 §8.2)', async () => {
      const claims = { ...B0, client_id: 'rp1', iss: 'rp1', aud: stack.issuer('acme') };
      for (const state of ['"\\ud800"', '"\\udc00x"', '"\\u0000"', '{"a":["\\ud800"]}', '['.repeat(99)]) {
        const payload = JSON.stringify({ ...claims, state: '' }).replace('"state":""', `"state":${state}`);
        const request = await new CompactSign(new TextEncoder().encode(payload))
          .setProtectedHeader({ alg: 'RS256', kid: 'rp' })
          .sign(privateKey);
        const outer = { client_id: 'rp1', response_type: B0.response_type, redirect_uri: B0.redirect_uri };
        const answer = await stack.browser().authorize({ ...outer, request });
        assert.equal(fragment(answer.location)['error'], 'invalid_request_object', answer.body);
      }
    });

    test('sid=a%00b on the account page is a session that there is not', async () => {
      const browser = stack.browser();
      const page = await openAccount(stack, browser, { path: '/account/sessions' });
      for (const sid of ['a\0b', '\0', '\ufffe', '\u00a0']) {
        const answer = await sendForm(stack, browser, { path: '/account/sessions', page, fields: { sid } });
        assert.equal(answer.status, 404, answer.body);
      }
    });

    test('a NUL in a key of any endpoint is a key that nobody has', async () => {
      const browser = stack.browser();
      const token = {
        grant_type: 'authorization_code',
        redirect_uri: B0.redirect_uri,
        code_verifier: 'x'.repeat(43),
      };
      const answers = [
        await browser.send('/authorize?client_id=%00'),
        await browser.send('/oidc/register/a%00b', { headers: { authorization: 'Bearer x' } }),
        await browser.send('/v2/logout?client_id=a%00'),
        await browser.send('/oidc/logout?client_id=a%00&post_logout_redirect_uri=x'),
        await browser.post('/oauth/token', { ...token, client_id: 'code1\0', code: 'x' }),
        await browser.post('/oauth/token', { ...token, client_id: 'code1', code: 'x\0' }),
        await browser.post('/oauth/token', { ...token, client_id: 'code1', code: 'x', audience: '\0' }),
        await browser.post('/oauth/token', token, {
          authorization: `Basic ${Buffer.from('a%00b:c').toString('base64')}`,
        }),
      ];
      assert.deepEqual(
        answers.map(({ status }) => status >= 400 && status < 500),
        answers.map(() => true),
      );
    });

    test('a password that NFC makes longer than the limit is too long, wherever one is chosen', async () => {
      const tooLong = ({ status, body }: Answer) => status === 400 && /at most|too long|shorter/i.test(body);
      const signedUp = await signUp(stack.browser(), 'grows@acme.test', { password: GROWS });
      assert.ok(tooLong(signedUp), signedUp.body);

      const browser = stack.browser();
      await askForReset(browser, ALICE.username);
      const { link } = await soleMail(stack, 'reset_password');
      const page = await openLink(browser, link);
      const form = { ...hiddenFields(page.body), password: GROWS };
      const chosen = await browser.post('/reset-password/choose', form);
      assert.ok(tooLong(chosen), chosen.body);

      const path = '/account/password';
      const account = await openAccount(stack, browser, { path });
      const fields = { current_password: ALICE.password, password: GROWS };
      const changed = await sendForm(stack, browser, { path, page: account, fields });
      assert.ok(tooLong(changed), changed.body);

      const api = await browser.send('/dbconnections/signup', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          client_id: 'spa1',
          connection: 'Username-Password-Authentication',
          email: 'grows@acme.test',
          password: GROWS,
        }),
      });
      assert.equal(api.status, 400, api.body);
    });

    test('SE-03 a cookie whose name begins with U+00A0 is not the session, nor is a token with it at its end a token', async () => {
      const browser = stack.browser();
      const answered = await browser.signIn(await browser.authorize(B0), ALICE);
      const { access_token = '' } = fragment(answered.location);
      const session = browser.cookies.get('tacit_session') ?? '';
      const ask = async (cookie: string) => {
        const path = `/authorize?${query({ ...B0, prompt: 'none' })}`;
        const headers = `Host: ${stack.host('acme')}\r\nConnection: close\r\nCookie: ${cookie}`;
        const raw = await sendRaw(stack.port, `GET ${path} HTTP/1.1\r\n${headers}\r\n\r\n`);
        return fragment(/^location: (.*)\r$/im.exec(raw)?.[1] ?? '');
      };
      assert.ok((await ask(`tacit_session=${session}`))['access_token']);
      for (const space of ['\u00a0', '\u0085', '\u00ad']) {
        assert.equal((await ask(`${space}tacit_session=${session}`))['error'], 'login_required');
        assert.equal((await ask(`a=b; ${space}tacit_session=${session}`))['error'], 'login_required');
      }
      const userinfo = (authorization: string) => browser.send('/userinfo', { headers: { authorization } });
      assert.equal((await userinfo(`Bearer ${access_token}`)).status, 200);
      assert.notEqual((await userinfo(`Bearer ${access_token}\u00a0`)).status, 200);
      assert.notEqual((await userinfo(`Bearer \u00a0${access_token}`)).status, 200);
    });
  });
}

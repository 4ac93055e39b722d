/**
 * Access tokens in memory: how often the server is asked for them, and when they are forgotten.
 */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { createClient } from '../src/client.ts';
import { answer, CLIENT_ID, redirect, refusal } from './authorization-server.ts';
import { answerNext, ask, messageFrom, ORIGIN } from './framed-server.ts';
import { NOW } from './page.ts';
import { lastOf, OPTIONS, refusalOf, signIn, visit } from './visit.ts';

suite('getAccessToken', () => {
  test('SA-10 ten calls at once are one frame and one token', async () => {
    const at = visit();
    const answered = answerNext(at.page);
    const tokens = await Promise.all(Array.from({ length: 10 }, () => at.tacit.getAccessToken()));
    await answered;
    assert.equal(at.page.frames.length, 1);
    assert.deepEqual(new Set(tokens), new Set(['access-token-of-alice']));
  });

  test('SA-10 fifty tabs that wake up at once ask one after the other', async () => {
    const at = visit();
    const pages = Array.from({ length: 50 }, () => at.browser.openPage('https://app.acme.test/'));
    const answered = Promise.all(pages.map((page) => answerNext(page)));
    const tokens = await Promise.all(
      pages.map((page) => createClient(OPTIONS, page.environment).getAccessToken()),
    );
    await answered;
    assert.equal(tokens.length, 50);
    assert.equal(at.browser.busiest(), 1, 'several tabs asked at the same time');
  });

  test('SA-10 tabs renew at different seconds', async () => {
    const renewedAt = await Promise.all(Array.from({ length: 40 }, () => secondOfRenewal()));
    assert.ok(new Set(renewedAt).size > 5, `all renew at ${[...new Set(renewedAt)]}`);
    for (const second of renewedAt) assert.ok(second >= 7110 && second <= 7140, `renewed after ${second} s`);
  });

  test('a token that lives for eight seconds is used for six', async () => {
    const at = visit();
    await signIn(at, { response: { expires_in: '8' } });
    at.page.advance(5);
    await at.tacit.getAccessToken();
    assert.equal(at.page.frames.length, 0);
    at.page.advance(1);
    const answered = answerNext(at.page, { now: NOW + 6 });
    await at.tacit.getAccessToken();
    await answered;
    assert.equal(at.page.frames.length, 1);
  });

  test('a refusal of the renewal is thrown, and the next call asks again', async () => {
    const at = visit();
    const refused = refusalOf(at.tacit.getAccessToken());
    const frame = await at.page.nextFrame();
    at.page.post(messageFrom(frame, refusal(frame.url, 'login_required')));
    assert.equal((await refused).code, 'login_required');
    const answered = answerNext(at.page);
    assert.equal(await at.tacit.getAccessToken(), 'access-token-of-alice');
    await answered;
  });

  test('each audience and scope has a token of its own', async () => {
    const at = visit();
    await signIn(at);
    const answered = answerNext(at.page, { access_token: 'token-for-billing' });
    const billing = { audience: 'https://billing.acme.test', scope: 'read:b' };
    assert.equal(await at.tacit.getAccessToken(billing), 'token-for-billing');
    const { searchParams } = (await answered).url;
    assert.equal(searchParams.get('audience'), 'https://billing.acme.test');
    assert.equal(searchParams.get('scope'), 'openid read:b');
    assert.equal(await at.tacit.getAccessToken(), 'access-token-of-alice');
    assert.equal(await at.tacit.getAccessToken(billing), 'token-for-billing');
    assert.equal(at.page.frames.length, 1);
  });

  test('with response_type=id_token it asks for an access token all the same', async () => {
    const at = visit({ response_type: 'id_token' });
    await signIn(at, { claims: { at_hash: undefined } });
    const answered = answerNext(at.page);
    assert.equal(await at.tacit.getAccessToken(), 'access-token-of-alice');
    assert.equal((await answered).url.searchParams.get('response_type'), 'id_token token');
  });

  test('the token of one user is not given to the next', async () => {
    const at = visit();
    await signIn(at);
    at.page.visit('https://app.acme.test/');
    const answered = answerNext(at.page, { claims: { sub: 'auth0|bob' }, access_token: 'token-of-bob' });
    await at.tacit.checkSession({ scope: 'read:b' });
    await answered;
    assert.equal(at.tacit.getUser()?.sub, 'auth0|bob');
    const again = answerNext(at.page, { claims: { sub: 'auth0|bob' }, access_token: 'token-of-bob' });
    assert.equal(await at.tacit.getAccessToken(), 'token-of-bob');
    await again;
  });
});

suite('logout', () => {
  test('it forgets tokens, user and transactions and goes to the server', async () => {
    const at = visit();
    await signIn(at);
    await at.authorize();
    await at.tacit.logout({ returnTo: 'https://app.acme.test/bye' });
    assert.equal(at.tacit.getUser(), undefined);
    assert.equal(at.page.storage.size, 0);
    const url = new URL(lastOf(at.page.left));
    assert.equal(url.origin + url.pathname, `${ORIGIN}/v2/logout`);
    assert.deepEqual(Object.fromEntries(url.searchParams), {
      client_id: CLIENT_ID,
      returnTo: 'https://app.acme.test/bye',
    });
  });

  test('without returnTo none is sent', async () => {
    const at = visit();
    await at.tacit.logout();
    assert.equal(lastOf(at.page.left), `${ORIGIN}/v2/logout?client_id=${CLIENT_ID}`);
  });

  test('the other tabs forget too', async () => {
    const at = visit();
    await signIn(at);
    const other = at.browser.openPage('https://app.acme.test/');
    await createClient(OPTIONS, other.environment).logout();
    assert.equal(at.tacit.getUser(), undefined);
    const refused = refusalOf(at.tacit.getAccessToken());
    const frame = await at.page.nextFrame();
    at.page.post(messageFrom(frame, refusal(frame.url, 'login_required')));
    assert.equal((await refused).code, 'login_required');
  });

  test('a tab of another application stays signed in', async () => {
    const at = visit();
    await signIn(at);
    const other = at.browser.openPage('https://app.acme.test/');
    await createClient({ ...OPTIONS, client_id: 'spa2' }, other.environment).logout();
    assert.equal(at.tacit.getUser()?.sub, 'auth0|alice');
  });

  test('an answer that was on its way signs nobody in afterwards', async () => {
    const at = visit();
    const { outcome, frame } = await ask(at);
    await at.tacit.logout();
    at.page.post(messageFrom(frame, await answer(frame.url)));
    assert.equal((await refusalOf(outcome)).code, 'login_required');
    assert.equal(at.tacit.getUser(), undefined);
  });

  test('a redirect that was being checked signs nobody in afterwards', async () => {
    const at = visit();
    const arrival = at.comeBack(redirect(await answer(await at.authorize())));
    await at.tacit.logout();
    assert.equal((await refusalOf(arrival)).code, 'login_required');
    assert.equal(at.tacit.getUser(), undefined);
  });
});

/** After how many seconds of 7200 a token is renewed. */
async function secondOfRenewal(): Promise<number> {
  const at = visit();
  await signIn(at);
  const opened = at.page.nextFrame();
  at.page.advance(7105);
  for (let second = 7105; second <= 7200; second += 1) {
    const outcome = at.tacit.getAccessToken();
    outcome.catch(() => {});
    // A held token is there at once; a renewal is not.
    const isHeld = await Promise.race([outcome.then(() => true), opened.then(() => false)]);
    if (!isHeld) {
      at.page.advance(10);
      await refusalOf(outcome);
      return second;
    }
    at.page.advance(1);
  }
  return assert.fail('it was never renewed');
}

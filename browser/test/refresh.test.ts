/**
 * Refresh tokens: who sends them, how often, where they lie, and what happens when the server takes one no more.
 */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { inspect } from 'node:util';
import { createClient } from '../src/client.ts';
import { refusal } from './authorization-server.ts';
import { visitByCode } from './code-visit.ts';
import { messageFrom } from './framed-server.ts';
import { answerNextByCode, LATER, SCOPE, sent, signedInLongAgo } from './long-visit.ts';
import { NOW } from './page.ts';
import { TOKEN_ENDPOINT } from './token-server.ts';
import { lastOf, OPTIONS, refusalOf } from './visit.ts';

suite('renewal by refresh token (RFC 6749 §6)', () => {
  test('each is sent once and followed by its successor, without a frame', async () => {
    const visit = await signedInLongAgo();
    const seen = new Set<string>();
    for (const now of [LATER, LATER + 7200, LATER + 14_400]) {
      visit.tokens.refreshed = { now };
      seen.add(await visit.at.tacit.getAccessToken());
      visit.at.page.advance(7200);
    }
    assert.equal(seen.size, 3);
    assert.equal(new Set(sent(visit)).size, 3);
    assert.deepEqual(lastOf(visit.tokens.asked), {
      grant_type: 'refresh_token',
      refresh_token: lastOf(sent(visit)),
      client_id: OPTIONS.client_id,
    });
    assert.equal(visit.at.page.frames.length, 0);
  });

  test('a call for a fresh one renews what is still good', async () => {
    const visit = visitByCode({ scope: SCOPE });
    await visit.signIn();
    const held = await visit.at.tacit.getAccessToken();
    assert.deepEqual(sent(visit), []);
    const fresh = await visit.at.tacit.getAccessToken({ fresh: true });
    assert.notEqual(fresh, held);
    assert.equal(await visit.at.tacit.getAccessToken(), fresh);
    assert.equal(sent(visit).length, 1);
  });

  test('ten calls at once send it once', async () => {
    const visit = await signedInLongAgo();
    const tokens = await Promise.all(Array.from({ length: 10 }, () => visit.at.tacit.getAccessToken()));
    assert.equal(new Set(tokens).size, 1);
    assert.equal(sent(visit).length, 1);
  });

  test('ten tabs, each with its own, renew one after the other and never send the same one', async () => {
    const { at, tokens } = visitByCode({ scope: SCOPE });
    const tabs = Array.from({ length: 10 }, () => at.browser.openPage('https://app.acme.test/'));
    const clients = tabs.map((tab) =>
      createClient({ ...OPTIONS, flow: 'code', scope: SCOPE }, tab.environment),
    );
    const answered = Promise.all(tabs.map((tab) => answerNextByCode(tab, tokens, {})));
    await Promise.all(clients.map((client) => client.getAccessToken()));
    await answered;
    for (const tab of tabs) tab.advance(7200);
    tokens.refreshed = { now: LATER };
    await Promise.all(clients.map((client) => client.getAccessToken()));
    const refreshed = tokens.asked.filter(({ grant_type }) => grant_type === 'refresh_token');
    assert.equal(new Set(refreshed.map(({ refresh_token }) => refresh_token)).size, 10);
    assert.equal(refreshed.length, 10);
    assert.equal(at.browser.busiest(), 1, 'several tabs asked at the same time');
  });

  test('max_age of the sign-in is not asked of a renewal hours later', async () => {
    const { at, tokens } = visitByCode({ scope: SCOPE });
    const request = await at.authorize({ max_age: 60 });
    const back = tokens.issue(request, { claims: { auth_time: NOW } });
    await at.comeBack(`${OPTIONS.redirect_uri}?${new URLSearchParams(back)}`);
    at.page.advance(7200);
    tokens.refreshed = { now: LATER, claims: { auth_time: NOW } };
    assert.match(await at.tacit.getAccessToken(), /^access-/);
  });

  test('without a refresh token a hidden frame is asked for a code', async () => {
    const visit = visitByCode();
    await visit.signIn();
    visit.at.page.advance(7200);
    const answered = answerNextByCode(visit.at.page, visit.tokens);
    assert.match(await visit.at.tacit.getAccessToken(), /^access-/);
    const { searchParams } = (await answered).url;
    assert.deepEqual(
      ['response_type', 'response_mode', 'prompt', 'code_challenge_method'].map((name) =>
        searchParams.get(name),
      ),
      ['code', 'web_message', 'none', 'S256'],
    );
    assert.deepEqual(sent(visit), []);
  });

  test('one that is refused (invalid_grant) is sent no more: a frame gives the next', async () => {
    const visit = await signedInLongAgo();
    visit.tokens.answers = async () => Response.json({ error: 'invalid_grant' }, { status: 400 });
    const opened = visit.at.page.nextFrame();
    const renewed = visit.at.tacit.getAccessToken();
    const frame = await opened;
    visit.tokens.answers = undefined;
    visit.at.page.post(messageFrom(frame, visit.tokens.issue(frame.url, { now: LATER })));
    assert.match(await renewed, /^access-/);
    assert.equal(sent(visit).length, 1);
    visit.at.page.advance(7200);
    visit.tokens.refreshed = { now: LATER + 7200 };
    await visit.at.tacit.getAccessToken();
    assert.equal(new Set(sent(visit)).size, 2);
  });

  test('one that is refused, and nobody signed in at the server: login_required, and it is not sent again', async () => {
    const visit = await signedInLongAgo();
    visit.tokens.answers = async () => Response.json({ error: 'invalid_grant' }, { status: 400 });
    for (let round = 0; round < 2; round += 1) {
      const refused = refusalOf(visit.at.tacit.getAccessToken());
      const frame = await visit.at.page.nextFrame();
      visit.at.page.post(messageFrom(frame, refusal(frame.url, 'login_required')));
      assert.equal((await refused).code, 'login_required');
    }
    assert.equal(sent(visit).length, 1);
  });

  test('checkSession asks the session at the server, refresh token or not', async () => {
    const visit = await signedInLongAgo();
    const answered = answerNextByCode(visit.at.page, visit.tokens);
    await visit.at.tacit.checkSession();
    await answered;
    assert.deepEqual(sent(visit), []);
  });
});

for (const tokens of ['memory', 'worker'] as const) {
  suite(`with tokens: '${tokens}'`, () => {
    test('SD-02 the refresh token is in no storage, no answer, no message, no error', async () => {
      const visit = await signedInLongAgo({ tokens });
      const signedIn = await visit.at.tacit.getAccessToken();
      const made = sent(visit);
      assert.ok(made.length > 0 && visit.tokens.asked.length === 2);
      const seen = inspect(
        [
          signedIn,
          visit.at.tacit,
          visit.at.tacit.getUser(),
          [...visit.at.page.storage],
          visit.at.page.workers.messages,
        ],
        { depth: 9, showHidden: true },
      );
      assert.ok(!/refresh-\d/.test(seen), seen);
    });

    test('AU-20 the refresh token of a response that was refused is never used', async () => {
      const { at, signIn, tokens: server } = visitByCode({ scope: SCOPE, tokens });
      assert.equal((await refusalOf(signIn({ claims: { nonce: 'attacker' } }))).code, 'invalid_id_token');
      const refused = refusalOf(at.tacit.getAccessToken());
      const frame = await at.page.nextFrame();
      at.page.post(messageFrom(frame, refusal(frame.url, 'login_required')));
      assert.equal((await refused).code, 'login_required');
      assert.ok(server.asked.every(({ grant_type }) => grant_type === 'authorization_code'));
    });

    test('logout gives the refresh token back before it leaves (RFC 7009)', async () => {
      const visit = visitByCode({ scope: SCOPE, tokens });
      await visit.signIn();
      await visit.at.tacit.logout();
      assert.deepEqual(visit.tokens.revoked, ['refresh-003']);
      assert.match(lastOf(visit.at.page.left), /\/v2\/logout\?client_id=spa1$/);
    });

    test('logout in one tab gives back what the others have', async () => {
      const visit = visitByCode({ scope: SCOPE, tokens });
      await visit.signIn();
      const other = visit.at.browser.openPage('https://app.acme.test/');
      await createClient({ ...OPTIONS, flow: 'code' }, other.environment).logout();
      // Behind the tab's own giving back.
      await visit.at.tacit.logout();
      assert.deepEqual(visit.tokens.revoked, ['refresh-003']);
    });

    test('logout leaves although the server cannot be reached', async () => {
      const visit = visitByCode({ scope: SCOPE, tokens });
      await visit.signIn();
      visit.at.server.answers = () => Promise.reject(new TypeError('Failed to fetch'));
      await visit.at.tacit.logout();
      assert.match(lastOf(visit.at.page.left), /\/v2\/logout/);
      assert.equal(visit.at.tacit.getUser(), undefined);
    });

    test('a renewal that was on its way at logout signs nobody in', async () => {
      const visit = await signedInLongAgo({ tokens });
      const asked = Promise.withResolvers<void>();
      const answered = Promise.withResolvers<void>();
      visit.tokens.delay = () => {
        asked.resolve();
        return answered.promise;
      };
      const renewed = refusalOf(visit.at.tacit.getAccessToken());
      await asked.promise;
      const left = visit.at.tacit.logout();
      answered.resolve();
      assert.equal((await renewed).code, 'login_required');
      await left;
      assert.equal(visit.at.tacit.getUser(), undefined);
    });
  });
}

test('a call that logout overtook signs nobody in by the frame it ends with', async () => {
  const visit = await signedInLongAgo();
  const answered = answerNextByCode(visit.at.page, visit.tokens);
  const renewed = refusalOf(visit.at.tacit.getAccessToken());
  await visit.at.tacit.logout();
  await answered;
  assert.equal((await renewed).code, 'login_required');
  assert.equal(visit.at.tacit.getUser(), undefined);
});

suite('the worker', () => {
  test('the page never asks the token endpoint itself, and asks it nothing when no worker may start', async () => {
    const { at, tokens, signIn } = visitByCode({ scope: SCOPE, tokens: 'worker' });
    at.page.workers.areForbidden = true;
    const refused = await refusalOf(signIn());
    assert.deepEqual(
      [refused.code, refused.message],
      ['invalid_configuration', 'invalid_configuration: tokens'],
    );
    assert.equal((await refusalOf(signIn())).code, 'invalid_configuration');
    assert.deepEqual(tokens.asked, []);
    assert.ok(at.server.requests.every(({ url }) => url !== TOKEN_ENDPOINT));
  });

  test('it sends nothing but to the endpoints it was made for', async () => {
    const visit = await signedInLongAgo({ tokens: 'worker' });
    visit.at.server.metadata = { ...visit.at.server.metadata, token_endpoint: 'https://evil.test/' };
    await visit.at.tacit.getAccessToken();
    assert.ok(visit.at.server.requests.every(({ url }) => url.startsWith('https://acme.auth.test/')));
  });
});

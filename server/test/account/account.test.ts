/**
 * The account page over HTTP: who may open it, and what can be done there.
 */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { type Stack, startStack } from '../stack.ts';
import { ALICE } from '../tokens/code-flow.ts';
import { type Answer, hiddenFields, type UserAgent } from '../user-agent.ts';

const ALICE_SUB = 'auth0|a11ce0000000000000000001';

/** Follows redirects, also those that name the issuer in full. */
async function follow(browser: UserAgent, answer: Answer, issuer: string): Promise<Answer> {
  const { location } = answer;
  const path = location.startsWith(issuer) ? location.slice(issuer.length - 1) : location;
  return path.startsWith('/') ? follow(browser, await browser.send(path), issuer) : answer;
}

describe('the account page', () => {
  let stack: Stack;
  let browser: UserAgent;
  before(async () => {
    stack = await startStack();
  });
  after(() => stack.close());
  beforeEach(() => {
    browser = stack.browser();
  });

  const records = () => stack.storage.tenant('t-acme');
  const visit = async (path: string, agent = browser, tenant = 'acme') =>
    follow(agent, await agent.send(path), stack.issuer(tenant));
  /** Opens a section, signing in on the way. */
  async function open(path = '/account', agent = browser, user = ALICE): Promise<Answer> {
    const page = await visit(path, agent);
    if (!page.body.includes('id="login-submit"')) return page;
    const sent = await agent.post('/login', { ...hiddenFields(page.body), ...user, action: 'login' });
    return follow(agent, sent, stack.issuer('acme'));
  }
  async function send(path: string, page: Answer, fields: Record<string, string> = {}): Promise<Answer> {
    const answer = await browser.post(path, { ...hiddenFields(page.body), ...fields });
    return follow(browser, answer, stack.issuer('acme'));
  }

  test('without a session it leads to the login of the walk, and comes back to its section', async () => {
    const asked = await browser.send('/account');
    assert.equal(asked.status, 303);
    assert.match(asked.location, /^\/authorize\?client_id=tacit%3Aaccount&response_type=none/);
    const page = await open('/account');
    assert.equal(page.status, 200);
    assert.match(page.body, /id="account-email"><bdi>alice@acme\.test</);
    assert.match(page.body, /id="profile-name"[^>]*value="alice"/);
    assert.match(String(page.headers['cache-control']), /no-store/);
  });

  test('LG-26 the way back is one of our sections, whatever the state says', async () => {
    await open();
    for (const state of ['https://evil.test/', '//evil.test', '/oidc/logout', 'constructor', 'nowhere']) {
      const answer = await browser.send(`/account?state=${encodeURIComponent(state)}`);
      assert.deepEqual([answer.status, answer.location], [303, '/account']);
    }
  });

  test('who turns back is told so and not sent to the login again', async () => {
    const page = await visit('/account');
    const sent = await browser.post('/login', { ...hiddenFields(page.body), action: 'cancel' });
    const answer = await follow(browser, sent, stack.issuer('acme'));
    assert.equal(answer.status, 403);
    assert.match(answer.body, /id="account-sign-in"/);
  });

  test('a form without the token of the session, of another session or of another site changes nothing', async () => {
    const page = await open();
    const other = stack.browser();
    const foreign = hiddenFields((await open('/account', other)).body);
    const fields = { ...hiddenFields(page.body), name: 'Mallory' };
    const answers = [
      await browser.post('/account', { name: 'Mallory' }),
      await browser.post('/account', { ...fields, csrf: 'x' }),
      await browser.post('/account', { ...fields, ...foreign }),
      await browser.post('/account', fields, {
        origin: 'https://evil.test',
        'sec-fetch-site': 'cross-site',
      }),
    ];
    assert.deepEqual(
      answers.map(({ status }) => status),
      [403, 403, 403, 403],
    );
    assert.equal((await records().users.find(ALICE_SUB))?.claims.name, 'alice');
  });

  test('PR-16 a profile form writes profile claims and nothing else', async () => {
    const page = await open();
    const saved = await send('/account', page, {
      name: 'Alice Liddell',
      zoneinfo: 'Europe/Zurich',
      email: 'root@acme.test',
      email_verified: 'true',
      phone_number_verified: 'true',
      sub: 'auth0|other',
      blocked: 'false',
      updated_at: '1',
    });
    assert.match(saved.body, /id="account-done"/);
    assert.deepEqual((await records().users.find(ALICE_SUB))?.claims, {
      email: ALICE.username,
      email_verified: true,
      name: 'Alice Liddell',
      zoneinfo: 'Europe/Zurich',
      updated_at: stack.clock.now,
    });
    await send('/account', saved, { name: 'alice', zoneinfo: '' });
  });

  test('XS-02 a name is text on the page, and a picture has an https address', async () => {
    const page = await open();
    const saved = await send('/account', page, { name: '"><script>alert(1)</script>' });
    assert.doesNotMatch(saved.body, /<script>alert/);
    assert.match(saved.body, /value="&quot;&gt;&lt;script&gt;/);
    for (const picture of ['javascript:alert(1)', 'http://a.test/x', 'https://u:p@a.test/', 'x']) {
      const refused = await send('/account', page, { name: 'alice', picture });
      assert.equal(refused.status, 400);
      assert.match(refused.body, /id="profile-picture-error" role="alert"/);
    }
    await send('/account', saved, { name: 'alice' });
  });

  test('SE-08 after signing out the page, the form and the back button lead to the login', async () => {
    const page = await open();
    const done = await browser.post('/account/sign-out', hiddenFields(page.body));
    assert.match(done.body, /id="logout-success"/);
    const again = await browser.send('/account');
    assert.match(again.location, /^\/authorize\?/);
    const late = await browser.post('/account', { ...hiddenFields(page.body), name: 'Late' });
    assert.match(late.location, /^\/authorize\?/);
    assert.equal((await browser.post('/account/sign-out', hiddenFields(page.body))).status, 200);
  });

  test('a user who was blocked meanwhile sees and changes nothing', async () => {
    const page = await open();
    const alice = await records().users.find(ALICE_SUB);
    assert.ok(alice);
    await records().users.save({ ...alice, blocked: true });
    const answer = await visit('/account');
    const sent = await browser.post('/account', { ...hiddenFields(page.body), name: 'Blocked' });
    await records().users.save(alice);
    assert.match(answer.body, /id="login-title"/);
    assert.match(sent.location, /^\/authorize\?/);
    assert.equal((await records().users.find(ALICE_SUB))?.claims.name, 'alice');
  });

  test('the session of one tenant opens no account of another', async () => {
    await open();
    const globex = stack.browser('globex');
    for (const [name, value] of browser.cookies) globex.cookies.set(name, value);
    assert.match((await globex.send('/account')).location, /^\/authorize\?/);
  });
});

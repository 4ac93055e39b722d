/**
 * `tacit sign-out` beside a running server (OWASP ASVS 7.4.5).
 */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { signOut } from '../../src/operator/sign-out.ts';
import { ALICE_SUB, BOB, signIn, silently } from '../attacks/requests.ts';
import { type Stack, startStack } from '../stack.ts';
import { type CodeFlow, codeFlow, errorOf, type Json } from '../tokens/code-flow.ts';
import type { UserAgent } from '../user-agent.ts';

describe('signing out by the operator', () => {
  let stack: Stack;
  let flow: CodeFlow;
  /** Two browsers and an application of alice, a browser of bob. */
  let alices: readonly UserAgent[];
  let bobs: UserAgent;
  let tokens: Json;

  before(async () => {
    stack = await startStack();
    flow = await codeFlow(stack);
  });
  after(() => stack.close());
  beforeEach(async () => {
    await stack.storage.tenant('t-acme').sessions.endAll(ALICE_SUB);
    alices = [stack.browser(), stack.browser()];
    bobs = stack.browser();
    for (const browser of alices) await signIn(browser);
    await signIn(bobs, BOB);
    const code = await flow.code({ audience: '', scope: 'openid offline_access' });
    tokens = JSON.parse((await flow.exchange(code)).body);
    assert.equal((await flow.userinfo(tokens['access_token'])).status, 200);
  });

  const aliceIsOut = async () => {
    for (const browser of alices) assert.equal(await silently(browser), 'login_required');
    assert.equal(errorOf(await flow.refresh(tokens['refresh_token'])), 'invalid_grant');
    assert.equal((await flow.userinfo(tokens['access_token'])).status, 401);
  };

  for (const [why, tenant, user, said] of [
    ['a tenant', 'acmee', 'alice@acme.test', 'There is no tenant acmee: did you mean acme?'],
    [
      'a user',
      'acme',
      'nobody@acme.test',
      'There is no user nobody@acme.test in acme.us; `tacit users` lists them.',
    ],
    [
      'a user of another tenant',
      'globex',
      'alice@acme.test',
      'There is no user alice@acme.test in globex.us; `tacit users` lists them.',
    ],
  ] as const) {
    test(`${why} that does not exist is refused, and nobody is signed out`, async () => {
      assert.deepEqual(await signOut(stack.config, { tenant, user }), { ok: false, error: said });
      for (const browser of [...alices, bobs]) assert.equal(await silently(browser), 'tokens');
    });
  }

  for (const user of ['Alice@ACME.test', ALICE_SUB]) {
    test(`SE-16 ${user} is out of every browser and application at once, and nobody else`, async () => {
      const done = await signOut(stack.config, { tenant: 'acme', user });
      assert.deepEqual(done, { ok: true, value: { tenant: 'acme.us', users: 1, sessions: 3 } });
      await aliceIsOut();
      assert.equal(await silently(bobs), 'tokens');
      const events = await stack.storage.tenant('t-acme').audit.list(50);
      const [event] = events.filter(({ type }) => type === 'signed_out_by_operator');
      assert.equal(event?.sub, ALICE_SUB);
    });
  }

  test('SE-16 everybody of a tenant is out at once, and nobody of another', async () => {
    await stack.storage.tenant('t-globex').sessions.begin({
      id_hash: 'h',
      sid: 's',
      sub: 'auth0|ca4010000000000000000003',
      epoch: 0,
      auth_time: stack.clock.now,
      amr: ['pwd'],
      expires_at: stack.clock.now + 3_600,
      idle_seconds: 3_600,
    });
    const done = await signOut(stack.config, { tenant: 'acme', user: undefined });
    assert.ok(done.ok);
    assert.equal(done.value.users, 2);
    await aliceIsOut();
    assert.equal(await silently(bobs), 'login_required');
    assert.notEqual(await stack.storage.tenant('t-globex').sessions.find('h'), undefined);
    const again = await signOut(stack.config, { tenant: 'acme', user: undefined });
    assert.deepEqual(again, { ok: true, value: { tenant: 'acme.us', users: 0, sessions: 0 } });
  });
});

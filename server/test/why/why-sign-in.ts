/**
 * How each reason comes about for which somebody is not signed in.
 */
import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import type { Reason } from '../../src/protocol/diagnosis/reasons.ts';
import { openAccount } from '../account/account-pages.ts';
import { askForReset, CHOSEN, openLink, signUp, soleMail } from '../account/accounts.ts';
import { ALICE, ALICE_SUB, B0, BOB_SUB, THIRD_PARTY } from '../attacks/requests.ts';
import {
  atMfa,
  codeOf,
  firstFactor,
  newPerson,
  otherWay,
  setTo,
  verify,
  withApp,
  wrongCodeOf,
} from '../factors/second-factors.ts';
import { type askByMail, askForCode, otherThan } from '../login/passwordless.ts';
import { type Answer, hiddenFields } from '../user-agent.ts';
import { block, type Case, login, postForm, refused } from './why-scene.ts';

/** Types a code on the page that waits for it, without following what comes. */
async function typeCode(asked: Awaited<ReturnType<typeof askByMail>>, code: string): Promise<Answer> {
  const form = { ...hiddenFields(asked.page.body), code, action: 'verify' };
  return asked.browser.post('/passwordless', form);
}

export const SIGN_IN_CASES: Readonly<Partial<Record<Reason, Case>>> = {
  wrong_password: {
    happens: (scene) => refused(login(scene, { ...ALICE, password: 'wrong' })),
    sub: ALICE_SUB,
  },
  unknown_user: { happens: (scene) => refused(login(scene, { ...ALICE, username: 'nobody@acme.test' })) },
  blocked: {
    async happens(scene) {
      await block(scene, BOB_SUB, true);
      const reference = await refused(login(scene, { ...ALICE, username: 'bob@acme.test' }));
      await block(scene, BOB_SUB, false);
      return reference;
    },
    sub: BOB_SUB,
  },
  address_unverified: {
    async happens(scene) {
      await signUp(scene.stack.browser(), 'waits@acme.test');
      return refused(login(scene, { username: 'waits@acme.test', password: CHOSEN }));
    },
  },
  locked_account: {
    async happens(scene) {
      for (let count = 0; count < 10; count += 1)
        await login(scene, { ...ALICE, password: `wrong ${count}` });
      return refused(login(scene, ALICE));
    },
    sub: ALICE_SUB,
  },
  locked_address: {
    async happens(scene) {
      const now = scene.stack.clock.now;
      for (let count = 0; count < 100; count += 1)
        await login(scene, { username: `n${count % 30}@acme.test`, password: '' });
      assert.equal(now, scene.stack.clock.now);
      return refused(login(scene, ALICE));
    },
    sub: ALICE_SUB,
  },
  malformed: { happens: (scene) => refused(login(scene, { ...ALICE, username: 'x'.repeat(1_000) })) },
  way_closed: {
    async happens(scene) {
      await setTo(scene.stack, { login_methods: ['passkey'] });
      return refused(login(scene, ALICE));
    },
  },
  connection_unavailable: {
    async happens(scene) {
      await setTo(scene.stack, {
        connections: [{ name: 'corp', display_name: 'Corp', domains: ['corp.test'] }],
      });
      return refused(login(scene, { ...ALICE, username: 'x@corp.test' }));
    },
  },
  wrong_code: {
    async happens(scene) {
      const asked = await askForCode(scene.stack);
      return refused(typeCode(asked, otherThan(asked.code)));
    },
    sub: ALICE_SUB,
  },
  code_ended: {
    async happens(scene) {
      const asked = await askForCode(scene.stack);
      scene.stack.clock.now += 599;
      assert.equal((await typeCode(asked, asked.code)).status, 303);
      return refused(typeCode(asked, asked.code));
    },
    sub: ALICE_SUB,
  },
  wrong_second_factor: {
    async happens(scene) {
      const { person, ...app } = await withApp(scene.stack);
      const { browser, page } = await atMfa(scene.stack, person);
      return refused(verify(browser, page, { code: wrongCodeOf(app, scene.stack) }));
    },
  },
  wrong_recovery_code: {
    async happens(scene) {
      const { person } = await withApp(scene.stack);
      const browser = scene.stack.browser();
      const page = await otherWay(browser, await firstFactor(browser, person), 'recovery');
      return refused(verify(browser, page, { code: 'AAAA-BBBB-CCCC' }));
    },
  },
  code_of_another_minute: {
    async happens(scene) {
      const { person, ...app } = await withApp(scene.stack);
      const { browser, page } = await atMfa(scene.stack, person);
      return refused(verify(browser, page, { code: codeOf(app, scene.stack, 10) }));
    },
  },
  code_used: {
    async happens(scene) {
      const { person, ...app } = await withApp(scene.stack);
      const [first, second] = [await atMfa(scene.stack, person), await atMfa(scene.stack, person)];
      await verify(first.browser, first.page, { code: codeOf(app, scene.stack) });
      return refused(verify(second.browser, second.page, { code: codeOf(app, scene.stack) }));
    },
  },
  too_many_factors: {
    async happens(scene) {
      const { person, ...app } = await withApp(scene.stack);
      const { browser, page } = await atMfa(scene.stack, person);
      const code = wrongCodeOf(app, scene.stack);
      for (let count = 0; count < 5; count += 1) await verify(browser, page, { code });
      return refused(verify(browser, page, { code }));
    },
  },
  passkey_refused: {
    happens: (scene) => refused(login(scene, { action: 'passkey', challenge: 'A', credential: '{}' })),
  },
  link_ended: {
    async happens(scene) {
      const browser = scene.stack.browser();
      await askForReset(browser, ALICE.username);
      const { link } = await soleMail(scene.stack, 'reset_password');
      await askForReset(browser, ALICE.username);
      return refused(openLink(browser, link));
    },
  },
  turned_back: {
    async happens(scene) {
      const browser = scene.stack.browser();
      const page = await browser.signIn(await browser.authorize(THIRD_PARTY), ALICE);
      return refused(browser.post('/consent', { ...hiddenFields(page.body), action: 'deny' }));
    },
    sub: ALICE_SUB,
  },
  user_blocked: {
    async happens(scene) {
      const { refresh_token } = await scene.flow.tokens();
      // As by a hand, or an older version: a block of ours would have ended the grant.
      const database = new DatabaseSync(scene.stack.config.databaseUrl.slice('sqlite:'.length));
      const set = (blocked: number) =>
        database.prepare(`update users set blocked = ${blocked} where sub = ?`).run(ALICE_SUB);
      set(1);
      const reference = await refused(scene.flow.refresh(refresh_token));
      set(0);
      database.close();
      return reference;
    },
    sub: ALICE_SUB,
  },
  form_elsewhere: {
    async happens(scene) {
      const browser = scene.stack.browser();
      const page = await browser.authorize(B0);
      return refused(browser.post('/login', { ...hiddenFields(page.body), ...ALICE, csrf: 'forged' }));
    },
  },
  interaction_ended: { happens: (scene) => refused(scene.stack.browser().send('/login')) },
  no_cookies: {
    async happens(scene) {
      const page = await scene.stack.browser().authorize(B0);
      return refused(scene.stack.browser().post('/consent', hiddenFields(page.body)));
    },
  },
  too_many_mails: {
    async happens(scene) {
      const browser = scene.stack.browser();
      for (let count = 0; count < 101; count += 1)
        await postForm(scene, '/passwordless/start', {
          ...{ client_id: 'spa1', connection: 'email', email: `n${count}@acme.test`, send: 'code' },
        });
      const page = await browser.authorize(B0);
      return refused(browser.post('/login', { ...hiddenFields(page.body), ...ALICE, action: 'email_code' }));
    },
  },
  too_many_codes: {
    async happens(scene) {
      const asked = await askForCode(scene.stack);
      for (let count = 1; count <= 10; count += 1) await typeCode(asked, otherThan(asked.code, count));
      return refused(typeCode(asked, asked.code));
    },
    sub: ALICE_SUB,
  },
  code_tried_out: {
    async happens(scene) {
      const asked = await askForCode(scene.stack);
      for (let count = 1; count <= 5; count += 1) await typeCode(asked, otherThan(asked.code, count));
      return refused(typeCode(asked, asked.code));
    },
    sub: ALICE_SUB,
  },
  password_change: {
    async happens(scene) {
      const browser = scene.stack.browser();
      const page = await openAccount(scene.stack, browser, { path: '/account/password' });
      const form = { ...hiddenFields(page.body), current_password: 'wrong', password: CHOSEN };
      return refused(browser.post('/account/password', form));
    },
    sub: ALICE_SUB,
  },
  no_factor: {
    async happens(scene) {
      await setTo(scene.stack, { second_factor: 'always', second_factors: [] });
      const browser = scene.stack.browser();
      return refused(firstFactor(browser, await newPerson(scene.stack)));
    },
  },
};

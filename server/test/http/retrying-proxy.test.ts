/**
 * A proxy that sends a form again: because no answer came in time, because the answer was lost on its way back, or twice at
 * once. The browser knows of one answer, and has the cookies of that one alone (F-22).
 */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { askForReset, CHOSEN, openLink, soleMail } from '../account/accounts.ts';
import { ALICE, ALICE_SUB, B0, BOB, BOB_SUB, signIn, THIRD_PARTY } from '../attacks/requests.ts';
import { takeMails } from '../mail/mailbox.ts';
import { type Stack, startStack } from '../stack.ts';
import { type Answer, fragment, hiddenFields, UserAgent } from '../user-agent.ts';

let stack: Stack;
before(async () => {
  stack = await startStack({ logLevel: 'warn' });
});
after(() => stack.close());
beforeEach(async () => {
  stack.clock.now += 3_601;
  await takeMails(stack);
});

type Form = Readonly<Record<string, string>>;

/** The request as the browser sent it, in the hands of the proxy: whatever it is answered stays there. */
function proxyWith({ cookies }: UserAgent): UserAgent {
  const proxy = new UserAgent({ port: stack.port, host: stack.host('acme') });
  for (const [name, value] of cookies) proxy.cookies.set(name, value);
  return proxy;
}

type Retry = (browser: UserAgent, path: string, form: Form) => Promise<Answer>;

/** What proxies do; a row a kind. */
const RETRIES: Readonly<Record<string, Retry>> = {
  'the answer is lost behind the proxy, and the form sent again': async (browser, path, form) => {
    await proxyWith(browser).post(path, form);
    return browser.post(path, form);
  },
  'the first answer comes after all, and that of the second is thrown away': async (browser, path, form) => {
    const proxy = proxyWith(browser);
    const answer = await browser.post(path, form);
    await proxy.post(path, form);
    return answer;
  },
  'five times in a row': async (browser, path, form) => {
    for (let time = 1; time < 5; time += 1) await proxyWith(browser).post(path, form);
    return browser.post(path, form);
  },
  'twice at once': async (browser, path, form) => {
    const lost = proxyWith(browser).post(path, form);
    const answer = await browser.post(path, form);
    await lost;
    return answer;
  },
};

async function canSignIn(user: typeof ALICE | typeof BOB, password: string): Promise<boolean> {
  const browser = stack.browser();
  const page = await browser.authorize(B0);
  const form = { ...hiddenFields(page.body), ...user, password, action: 'login' };
  return (await browser.post('/login', form)).status === 303;
}

const hasTokens = ({ location }: Answer) => fragment(location)['access_token'] !== undefined;

for (const [kind, retry] of Object.entries(RETRIES)) {
  describe(`F-22 ${kind}`, () => {
    test('/login: tokens once, one session, and the account is as open as before', async () => {
      const records = stack.storage.tenant('t-acme');
      const earlier = (await records.sessions.list(ALICE_SUB)).length;
      const browser = stack.browser();
      const page = await browser.authorize(B0);
      const form = { ...hiddenFields(page.body), ...ALICE, action: 'login' };
      const first = await browser.follow(await retry(browser, '/login', form));
      // Of a form that was sent twice the newer session is left: whose answer got lost is asked once more.
      const answer = hasTokens(first) ? first : await browser.signIn(first, ALICE);
      assert.ok(hasTokens(answer), `${answer.status}`);
      assert.equal((await records.sessions.list(ALICE_SUB)).length, earlier + 1);
      assert.ok(await canSignIn(ALICE, ALICE.password));
    });

    test('/login with a wrong password: the account is counted against, and not shut', async () => {
      const browser = stack.browser();
      const page = await browser.authorize(B0);
      const form = { ...hiddenFields(page.body), ...ALICE, password: 'wrong', action: 'login' };
      const answer = await retry(browser, '/login', form);
      assert.equal(answer.status, 400);
      assert.ok(hasTokens(await browser.signIn(answer, ALICE)));
    });

    test('/consent: tokens once, and what was agreed to is agreed to', async () => {
      const browser = stack.browser();
      await signIn(browser);
      const page = await browser.authorize({ ...THIRD_PARTY, prompt: 'consent' });
      const form = { ...hiddenFields(page.body), action: 'accept' };
      assert.ok(hasTokens(await browser.follow(await retry(browser, '/consent', form))));
      assert.ok(hasTokens(await browser.authorize(THIRD_PARTY)), 'is not asked again');
    });

    test('/reset-password/choose: the new password is set and signs in, whatever the page says', async () => {
      const browser = stack.browser();
      await askForReset(browser, BOB.username);
      const { link } = await soleMail(stack, 'reset_password');
      const page = await openLink(browser, link);
      const password = `${CHOSEN} ${kind}`;
      const form = { ...hiddenFields(page.body), password, action: 'choose' };
      const answer = await retry(browser, '/reset-password/choose', form);
      assert.ok(answer.status < 500, `${answer.status}`);
      assert.ok(await canSignIn(BOB, password));
      const told = (await takeMails(stack)).filter((mail) => mail.kind === 'password_changed');
      assert.equal(told.length, 1, 'its owner is told once');
      assert.notEqual((await stack.storage.tenant('t-acme').users.find(BOB_SUB))?.blocked, true);
    });

    test('/reset-password: of the links that came the newest is good', async () => {
      const browser = stack.browser();
      const page = await browser.send('/reset-password');
      const form = { ...hiddenFields(page.body), username: ALICE.username, action: 'send' };
      assert.equal((await retry(browser, '/reset-password', form)).status, 200);
      const mails = (await takeMails(stack)).filter((mail) => mail.kind === 'reset_password');
      const pages = await Promise.all(mails.map(({ link }) => openLink(stack.browser(), link)));
      assert.equal(pages.filter(({ body }) => body.includes('id="choose-submit"')).length, 1);
    });
  });
}

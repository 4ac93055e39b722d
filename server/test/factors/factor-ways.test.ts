/**
 * Each second factor at /mfa: apps, codes by mail, recovery codes, remembered devices.
 */
import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { B0, payload, silently } from '../attacks/requests.ts';
import { codeIn, mailsTo, mailTo } from '../mail/mails.ts';
import { startStack } from '../stack.ts';
import { fragment, hasTokens } from '../user-agent.ts';
import {
  atMfa,
  codeOf,
  codesOn,
  enrol,
  firstFactor,
  keepCodes,
  keyOn,
  MULTI_FACTOR,
  newPerson,
  otherWay,
  type Person,
  refusalsOf,
  setTo,
  verify,
  withApp,
  wrongCodeOf,
} from './second-factors.ts';

const stack = await startStack();

beforeEach(() => setTo(stack, {}));

after(() => stack.close());

const records = stack.storage.tenant('t-acme');

test('a wrong code, no code, a code of long ago: asked again in the same words, with an alert that the field points at', async () => {
  const { person, ...app } = await withApp(stack);
  const { browser, page } = await atMfa(stack, person);
  const long_ago = codeOf(app, stack, -40);
  for (const code of [wrongCodeOf(app, stack), '', 'abcdef', long_ago, codeOf(app, stack, 40)]) {
    const refused = await verify(browser, page, { code });
    assert.equal(refused.status, 400, code);
    assert.match(refused.body, /<p class="box alert" id="mfa-error" role="alert">/);
    assert.match(
      refused.body,
      /<input [^>]*name="code"[^>]* aria-describedby="mfa-error" aria-invalid="true"/,
    );
  }
  assert.deepEqual(new Set(await refusalsOf(stack, person)), new Set(['otp: wrong code', 'otp: malformed']));
});

test('FU-10 a code works once: sent again, from another browser too, it is refused (RFC 6238 §5.2)', async () => {
  const { person, ...app } = await withApp(stack);
  const [mine, other] = [await atMfa(stack, person), await atMfa(stack, person)];
  const code = codeOf(app, stack);
  assert.ok(hasTokens(await verify(mine.browser, mine.page, { code })));
  assert.equal((await verify(other.browser, other.page, { code })).status, 400);
  assert.deepEqual(await refusalsOf(stack, person), ['otp: used before']);
});

test('FU-10 the code that set an app up does not sign in as well', async () => {
  await setTo(stack, { second_factor: 'always' });
  const person = await newPerson(stack);
  const browser = stack.browser();
  const page = await firstFactor(browser, person);
  const code = codeOf({ key: keyOn(page) }, stack);
  assert.equal(codesOn(await enrol(browser, page, { code })).length, 10);
  const other = await atMfa(stack, person);
  assert.equal((await verify(other.browser, other.page, { code })).status, 400);
});

test('FU-10 one code from two browsers at once signs one of them in', async () => {
  const { person, ...app } = await withApp(stack);
  const both = [await atMfa(stack, person), await atMfa(stack, person)];
  const code = codeOf(app, stack);
  const answers = await Promise.all(both.map(({ browser, page }) => verify(browser, page, { code })));
  assert.equal(answers.filter(hasTokens).length, 1);
});

test('FU-10 wrong codes have one budget per account: new browsers gain nothing, and it ends by itself (ASVS 6.6.3)', async () => {
  const { person, ...app } = await withApp(stack);
  // The tenth try of the account is the last: five wrong, one too many for its form, four wrong.
  for (const judged of [5, 4]) {
    const { browser, page } = await atMfa(stack, person);
    const tries = [1, 2, 3, 4, 5].map(() => verify(browser, page, { code: wrongCodeOf(app, stack) }));
    const answers = await Promise.all(tries);
    assert.equal(answers.filter(({ status }) => status === 400).length, judged);
    const sixth = await verify(browser, page, { code: codeOf(app, stack) });
    assert.equal(sixth.status, 429, 'the sixth of a form was judged');
  }
  const { browser, page } = await atMfa(stack, person);
  assert.equal((await verify(browser, page, { code: codeOf(app, stack) })).status, 429);
  const [recovery = ''] = app.codes;
  assert.ok(
    hasTokens(await verify(browser, page, { factor: 'recovery', code: recovery })),
    'the owner is locked out',
  );
  stack.clock.now += 901;
  const later = await atMfa(stack, person);
  assert.ok(hasTokens(await verify(later.browser, later.page, { code: codeOf(app, stack) })));
});

test('FU-10 each recovery code signs in once, however it is typed, by two at once too', async () => {
  const { person, codes } = await withApp(stack);
  const [first = '', second = ''] = codes;
  const { browser, page } = await atMfa(stack, person);
  const recovery = await otherWay(browser, page, 'recovery');
  const typed = ` ${first.toLowerCase().replaceAll('-', ' ')} `;
  const answer = await verify(browser, recovery, { code: typed });
  assert.deepEqual(payload(fragment(answer.location)['id_token'])['amr'], ['pwd', 'otp', 'mfa']);
  const again = await atMfa(stack, person);
  assert.equal((await verify(again.browser, again.page, { factor: 'recovery', code: first })).status, 400);
  const both = [await atMfa(stack, person), await atMfa(stack, person)];
  const answers = await Promise.all(
    both.map((one) => verify(one.browser, one.page, { factor: 'recovery', code: second })),
  );
  assert.equal(answers.filter(hasTokens).length, 1);
  assert.equal(await records.authenticators.countRecoveryCodes(person.sub), 8);
});

test('FU-10 wrong recovery codes have a budget of their own', async () => {
  const { person, codes } = await withApp(stack);
  const { browser, page } = await atMfa(stack, person);
  const wrong = { factor: 'recovery', code: 'AAAA-AAAA-AAAA-AAAA-AAAA-AAAA' };
  for (let count = 0; count < 20; count += 1)
    assert.equal((await verify(browser, page, wrong)).status, 400, `try ${count}`);
  const [code = ''] = codes;
  assert.equal((await verify(browser, page, { factor: 'recovery', code })).status, 429);
  assert.equal(await records.authenticators.countRecoveryCodes(person.sub), 10, 'it was spent all the same');
});

test('FU-10 a recovery code of somebody else is refused, and stays theirs', async () => {
  const [mine, theirs] = [await withApp(stack), await withApp(stack)];
  const { browser, page } = await atMfa(stack, mine.person);
  const [code = ''] = theirs.codes;
  assert.equal((await verify(browser, page, { factor: 'recovery', code })).status, 400);
  assert.equal(await records.authenticators.countRecoveryCodes(theirs.person.sub), 10);
});

const BY_MAIL = { second_factor: 'always', second_factors: ['email'] } as const;

/** Sets codes by mail up for somebody new. */
async function withMail(): Promise<Person> {
  await setTo(stack, BY_MAIL);
  const person = await newPerson(stack);
  const browser = stack.browser();
  const sent = await enrol(browser, await firstFactor(browser, person), { action: 'send' });
  const kept = await enrol(browser, sent, { code: codeIn(await mailTo(stack, person.username)) });
  assert.equal(codesOn(kept).length, 10, kept.body);
  assert.ok(hasTokens(await keepCodes(browser, kept)));
  return person;
}

/** The newest code in the mails to somebody; `count` mails have come by then. */
async function codeSent({ username }: Person, count: number): Promise<string> {
  const mails = await mailsTo(stack, username, { count });
  const mail = mails.find(({ text }) => /: [0-9]{6}$/m.test(text));
  assert.ok(mail);
  return codeIn(mail);
}

test('a code by mail: nothing is sent by looking, the address is shown in part, and the code signs in', async () => {
  const person = await withMail();
  const before = (await mailsTo(stack, person.username, { count: 2 })).length;
  const { browser, page } = await atMfa(stack, person);
  assert.ok(page.body.includes(`${person.username[0]}•••@acme.test`));
  assert.ok(!page.body.includes(person.username));
  assert.equal((await mailsTo(stack, person.username)).length, before);
  const sent = await verify(browser, page, { action: 'send' });
  assert.match(sent.body, /id="mfa-sent" role="status"/);
  const answer = await verify(browser, sent, { code: await codeSent(person, before + 1) });
  assert.deepEqual(payload(fragment(answer.location)['id_token'])['amr'], ['pwd', 'otp', 'mfa']);
});

test('FU-10 a code by mail is for one browser, one use, ten minutes, and the newest one counts (ASVS 6.6.2)', async () => {
  const person = await withMail();
  const [mine, other] = [await atMfa(stack, person), await atMfa(stack, person)];
  const sent = await verify(mine.browser, mine.page, { action: 'send' });
  const first = await codeSent(person, 3);
  assert.equal((await verify(other.browser, other.page, { code: first })).status, 400, 'another browser');
  await verify(mine.browser, sent, { action: 'send' });
  const second = await codeSent(person, 4);
  if (first !== second)
    assert.equal((await verify(mine.browser, sent, { code: first })).status, 400, 'the older');
  assert.ok(hasTokens(await verify(mine.browser, sent, { code: second })));
  const again = await verify(mine.browser, sent, { code: second });
  assert.ok(!hasTokens(again), 'a second use');
  await verify(other.browser, other.page, { action: 'send' });
  const third = await codeSent(person, 5);
  stack.clock.now += 599;
  const late = await verify(other.browser, other.page, { code: third });
  assert.ok(hasTokens(late), 'the last second');
});

test('mails with codes have a budget: who presses on and on is told to wait, and no mail goes', async () => {
  const person = await withMail();
  const { browser, page } = await atMfa(stack, person);
  for (let count = 0; count < 4; count += 1)
    assert.equal((await verify(browser, page, { action: 'send' })).status, 200);
  const refused = await verify(browser, page, { action: 'send' });
  assert.equal(refused.status, 429);
  assert.match(refused.body, /id="mfa-error" role="alert"/);
  assert.equal((await mailsTo(stack, person.username, { count: 6 })).length, 6);
});

test('who sets a factor up is told by mail, and who shows a wrong code is not', async () => {
  const { person, ...app } = await withApp(stack);
  const { browser, page } = await atMfa(stack, person);
  await verify(browser, page, { code: wrongCodeOf(app, stack) });
  const mails = await mailsTo(stack, person.username);
  assert.equal(mails.length, 1);
});

test('a remembered device skips the factor and nothing else: not the password, not acr_values, not for anybody else', async () => {
  const [{ person, ...app }, other] = [await withApp(stack), await withApp(stack)];
  const { browser, page } = await atMfa(stack, person);
  assert.match(page.body, /id="remember"/);
  assert.ok(hasTokens(await verify(browser, page, { code: codeOf(app, stack), remember: 'yes' })));
  await browser.send('/v2/logout');
  assert.equal(await silently(browser), 'login_required');
  const back = await firstFactor(browser, person);
  assert.ok(hasTokens(back), 'the device is not remembered');
  assert.equal(payload(fragment(back.location)['id_token'])['amr'], undefined, 'it is no second factor');
  assert.equal(await silently(browser), 'tokens');
  assert.equal(await silently(browser, { acr_values: MULTI_FACTOR }), 'login_required');
  assert.match((await browser.authorize({ ...B0, acr_values: MULTI_FACTOR })).body, /id="mfa-title"/);
  await browser.send('/v2/logout');
  assert.match((await firstFactor(browser, other.person)).body, /id="mfa-title"/);
});

test('a remembered device is asked again after its days, and after a factor of the account is gone', async () => {
  const { person, ...app } = await withApp(stack);
  const { browser, page } = await atMfa(stack, person);
  assert.ok(hasTokens(await verify(browser, page, { code: codeOf(app, stack), remember: 'yes' })));
  await records.authenticators.forgetDevices(person.sub);
  await browser.send('/v2/logout');
  const again = await atMfa(stack, person, browser);
  stack.clock.now += 60;
  assert.ok(hasTokens(await verify(browser, again.page, { code: codeOf(app, stack), remember: 'yes' })));
  stack.clock.now += 30 * 86_400;
  await atMfa(stack, person, browser);
});

test('a tenant that remembers no device shows no box, and a box that is sent nevertheless does nothing', async () => {
  await setTo(stack, { remember_device_days: 0 });
  const { person, ...app } = await withApp(stack);
  const { browser, page } = await atMfa(stack, person);
  assert.doesNotMatch(page.body, /id="remember"/);
  assert.ok(hasTokens(await verify(browser, page, { code: codeOf(app, stack), remember: 'yes' })));
  await browser.send('/v2/logout');
  await atMfa(stack, person, browser);
});

test('a recovery code remembers no device', async () => {
  const { person, codes } = await withApp(stack);
  const { browser, page } = await atMfa(stack, person);
  const [code = ''] = codes;
  assert.ok(hasTokens(await verify(browser, page, { factor: 'recovery', code, remember: 'yes' })));
  await browser.send('/v2/logout');
  await atMfa(stack, person, browser);
});

/**
 * Codes of an app whose clock is off: refused with the reason, which is worth nothing to whoever guesses (RFC 6238 §5.2, §6).
 */
import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { en } from '../../src/pages/text/en.ts';
import { startStack } from '../stack.ts';
import { hasTokens } from '../user-agent.ts';
import { atMfa, codeOf, refusalsOf, setTo, verify, withApp } from './second-factors.ts';

const stack = await startStack();

beforeEach(() => setTo(stack, {}));

after(() => stack.close());

const CLOCK_OFF = en.secondFactor.failures.clock_off;

for (const offset of [-20, -2, 2, 20]) {
  test(`a code ${offset} steps from now is refused, and the page says that a clock is off (RFC 6238 §6)`, async () => {
    const { person, ...app } = await withApp(stack);
    const { browser, page } = await atMfa(stack, person);
    const refused = await verify(browser, page, { code: codeOf(app, stack, offset) });
    assert.equal(refused.status, 400);
    assert.ok(refused.body.includes(CLOCK_OFF));
    assert.match(refused.body, /name="code"[^>]* aria-describedby="mfa-error" aria-invalid="true"/);
    assert.deepEqual(await refusalsOf(stack, person), ['otp: code of another minute']);
  });
}

test('FU-10 a code whose time is said to be another is not taken when its time comes, and the next one is', async () => {
  const { person, ...app } = await withApp(stack);
  const [owner, thief] = [await atMfa(stack, person), await atMfa(stack, person)];
  const told = codeOf(app, stack, 3);
  assert.ok((await verify(thief.browser, thief.page, { code: told })).body.includes(CLOCK_OFF));
  stack.clock.now += 90;
  const refused = await verify(thief.browser, thief.page, { code: told });
  assert.equal(refused.status, 400);
  assert.deepEqual(await refusalsOf(stack, person), ['otp: used before', 'otp: code of another minute']);
  assert.ok(hasTokens(await verify(owner.browser, owner.page, { code: codeOf(app, stack, 1) })));
});

test('FU-10 a phone that is ahead is not locked out once it is set: the codes before the one that was told are taken', async () => {
  const { person, ...app } = await withApp(stack);
  const { browser, page } = await atMfa(stack, person);
  assert.ok((await verify(browser, page, { code: codeOf(app, stack, 10) })).body.includes(CLOCK_OFF));
  assert.ok(hasTokens(await verify(browser, page, { code: codeOf(app, stack) })));
});

test('FU-10 a code that was told and is sent at once by many as its time comes signs nobody in', async () => {
  const { person, ...app } = await withApp(stack);
  const waiting = [await atMfa(stack, person), await atMfa(stack, person)];
  const [first] = waiting;
  const code = codeOf(app, stack, 2);
  assert.ok(first && (await verify(first.browser, first.page, { code })).body.includes(CLOCK_OFF));
  stack.clock.now += 30;
  const answers = await Promise.all(waiting.map(({ browser, page }) => verify(browser, page, { code })));
  assert.deepEqual(answers.filter(hasTokens), []);
});

test('FU-10 hints are counted as any wrong code, and beyond the budget nothing is said of clocks', async () => {
  const { person, ...app } = await withApp(stack);
  const { browser, page } = await atMfa(stack, person);
  for (const offset of [2, 3, 4, 5, 6])
    assert.ok((await verify(browser, page, { code: codeOf(app, stack, offset) })).body.includes(CLOCK_OFF));
  const refused = await verify(browser, page, { code: codeOf(app, stack, 7) });
  assert.equal(refused.status, 429);
  assert.ok(!refused.body.includes(CLOCK_OFF));
});

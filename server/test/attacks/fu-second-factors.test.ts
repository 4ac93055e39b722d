/**
 * FU-10 of the attack catalogue: second factors. A code works once, guessing is slow, no way leads around, and what stands
 * for a factor stands for nothing else.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { formatRecoveryCode, hashRecoveryCode } from '../../src/protocol/recovery-code.ts';
import {
  codeOf,
  firstFactor,
  keyOn,
  MULTI_FACTOR,
  newPerson,
  type Person,
  personWithApp,
  submit,
} from '../second-factors.ts';
import { type Stack, startStack } from '../stack.ts';
import { type Answer, fragment, hiddenFields, type UserAgent } from '../user-agent.ts';
import { B0, silently } from './requests.ts';

let stack: Stack;

before(async () => {
  stack = await startStack();
});

after(() => stack.close());

const MFA = { path: '/mfa' } as const;
const SIGNED_IN = /access_token=/;

async function reach(person: Person): Promise<{ readonly browser: UserAgent; readonly page: Answer }> {
  const browser = stack.browser();
  return { browser, page: await firstFactor(browser, person) };
}

/** A recovery code in the place of those there were. */
async function recoveryCodeOf({ sub }: Person): Promise<string> {
  const code = formatRecoveryCode(Buffer.from(sub.padEnd(15, '.').slice(-15)));
  const hash = hashRecoveryCode(code);
  assert.ok(hash);
  await stack.storage.tenant('t-acme').authenticators.replaceRecoveryCodes(sub, [hash]);
  return code;
}

function enter(
  { browser, page }: { readonly browser: UserAgent; readonly page: Answer },
  code: string,
  fields: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  return submit(browser, { ...MFA, page }, { action: 'verify', code, ...fields });
}

test('FU-10 a code that signed in is refused a second time within its step (RFC 6238 §5.2)', async () => {
  const person = await personWithApp(stack, 'replay');
  const [one, two] = [await reach(person), await reach(person)];
  const code = codeOf(person, stack);
  assert.match((await enter(one, code)).location, SIGNED_IN);
  const again = await enter(two, code);
  assert.equal(again.status, 400);
  assert.match(again.body, /id="mfa-error" role="alert"/);
  assert.equal(await silently(two.browser), 'login_required');
});

test('FU-10 of two browsers that send one code at the same time one signs in', async () => {
  const person = await personWithApp(stack, 'parallel');
  const [one, two] = [await reach(person), await reach(person)];
  const code = codeOf(person, stack);
  const answers = await Promise.all([enter(one, code), enter(two, code)]);
  assert.deepEqual(answers.map(({ location }) => SIGNED_IN.test(location)).sort(), [false, true]);
});

test('FU-10 a code of somebody else, of long ago and one that is no code are refused alike', async () => {
  const [person, other] = [await personWithApp(stack, 'own'), await personWithApp(stack, 'else')];
  const at = await reach(person);
  for (const code of [codeOf(other, stack), codeOf(person, stack, -20), '', 'abcdef', '\0'])
    assert.equal((await enter(at, code)).status, 400, code);
});

test('FU-10 guesses run out within a login, the right code after them counts for nothing, and a while later it signs in', async () => {
  const person = await personWithApp(stack, 'guesses');
  const at = await reach(person);
  for (let guess = 0; guess < 5; guess += 1) assert.equal((await enter(at, '000000')).status, 400);
  assert.equal((await enter(at, codeOf(person, stack))).status, 429);
  stack.clock.now += 900;
  assert.match((await enter(await reach(person), codeOf(person, stack))).location, SIGNED_IN);
});

test('FU-10 new logins give no new guesses, and a recovery code lets the owner in meanwhile', async () => {
  const person = await personWithApp(stack, 'spread');
  const code = await recoveryCodeOf(person);
  for (const at of [await reach(person), await reach(person)])
    for (let guess = 0; guess < 5; guess += 1) assert.equal((await enter(at, '000000')).status, 400);
  const at = await reach(person);
  assert.equal((await enter(at, codeOf(person, stack))).status, 429);
  assert.match((await enter(at, code.toLowerCase(), { factor: 'recovery' })).location, SIGNED_IN);
});

test('FU-10 a recovery code signs in once, also of two at the same time', async () => {
  const person = await personWithApp(stack, 'recovery');
  const code = await recoveryCodeOf(person);
  const [one, two] = [await reach(person), await reach(person)];
  const factor = { factor: 'recovery' };
  const answers = await Promise.all([enter(one, code, factor), enter(two, code, factor)]);
  assert.deepEqual(answers.map(({ location }) => SIGNED_IN.test(location)).sort(), [false, true]);
  assert.equal((await enter(await reach(person), code, factor)).status, 400);
});

test('FU-10 SE-14 the first factor alone is no session: silent requests, another tab and /mfa without it lead nowhere', async () => {
  const person = await personWithApp(stack, 'pending');
  const { browser } = await reach(person);
  assert.equal(await silently(browser), 'login_required');
  const login = await browser.authorize(B0);
  assert.match(login.body, /name="password"/);
  const { interaction = '' } = hiddenFields(login.body);
  for (const path of ['/mfa', '/mfa/enroll']) {
    const page = await browser.follow(
      await browser.send(`${path}?interaction=${encodeURIComponent(interaction)}`),
    );
    assert.match(page.body, /name="password"/, path);
  }
});

test('FU-10 SE-19 who has a factor cannot set up another on the way, and a session of long ago asks for the password first', async () => {
  const person = await personWithApp(stack, 'second-app');
  const { browser, page } = await reach(person);
  const { interaction = '' } = hiddenFields(page.body);
  const path = `/mfa/enroll?interaction=${encodeURIComponent(interaction)}`;
  const shown = await browser.follow(await browser.send(path));
  assert.match(shown.body, /id="mfa-title"/);

  const stale = await newPerson(stack, 'stale');
  const other = stack.browser();
  assert.match((await firstFactor(other, stale)).location, SIGNED_IN);
  stack.clock.now += 301;
  const login = await other.authorize({ ...B0, acr_values: MULTI_FACTOR });
  assert.match(login.body, /name="password"/);
  assert.equal(keyOn(await other.signIn(login, stale)).length, 20);
});

test('FU-10 a remembered device skips the factor of its user and not the password, and not where acr_values asks', async () => {
  const [person, other] = [await personWithApp(stack, 'device'), await personWithApp(stack, 'guest')];
  const at = await reach(person);
  assert.match((await enter(at, codeOf(person, stack), { remember: 'yes' })).location, SIGNED_IN);
  const { browser } = at;
  const login = await browser.authorize({ ...B0, prompt: 'login' });
  assert.match(login.body, /name="password"/);
  assert.match((await browser.signIn(login, person)).location, SIGNED_IN);
  assert.match((await firstFactor(browser, other, { prompt: 'login' })).body, /id="mfa-title"/);
  const asked = await browser.authorize({ ...B0, acr_values: MULTI_FACTOR });
  assert.match(asked.body, /id="mfa-title"/);
});

/** Signs in with a device remembered, lets something happen, and gives the page that a new login comes to. */
async function afterRemembering(name: string, happen: (person: Person) => Promise<unknown>): Promise<Answer> {
  const person = await personWithApp(stack, name);
  const at = await reach(person);
  assert.match((await enter(at, codeOf(person, stack), { remember: 'yes' })).location, SIGNED_IN);
  await happen(person);
  return firstFactor(at.browser, person, { prompt: 'login' });
}

test('FU-10 a remembered device is asked again when its days are over', async () => {
  const page = await afterRemembering('days', async () => {
    stack.clock.now += 31 * 86_400;
  });
  assert.match(page.body, /id="mfa-title"/);
});

test('FU-10 a remembered device is asked again when all devices were forgotten', async () => {
  const page = await afterRemembering('forgotten', ({ sub }) =>
    stack.storage.tenant('t-acme').authenticators.forgetDevices(sub),
  );
  assert.match(page.body, /id="mfa-title"/);
});

test('FU-10 a recovery code remembers no device', async () => {
  const person = await personWithApp(stack, 'not-remembered');
  const code = await recoveryCodeOf(person);
  const at = await reach(person);
  const answer = await enter(at, code, { factor: 'recovery', remember: 'yes' });
  assert.match(fragment(answer.location)['access_token'] ?? '', /./);
  assert.match((await firstFactor(at.browser, person, { prompt: 'login' })).body, /id="mfa-title"/);
});

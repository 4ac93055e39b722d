/**
 * When a second factor is asked for, by whom, and what the tokens then say of it.
 */
import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { B0, payload, silently } from '../attacks/requests.ts';
import { startStack } from '../stack.ts';
import { type Answer, fragment, type UserAgent } from '../user-agent.ts';
import {
  clientOf,
  codeOf,
  codesOn,
  enrol,
  firstFactor,
  keepCodes,
  keyOn,
  MULTI_FACTOR,
  newPerson,
  setTo,
  verify,
  withApp,
} from './second-factors.ts';

const stack = await startStack();

beforeEach(() => setTo(stack, {}));

after(() => stack.close());

const ASKS = { acr_values: MULTI_FACTOR } as const;

/** What an answer comes to: a page by the id of its title, or tokens, or an error. */
function outcome({ body, location }: Answer): string {
  const { access_token, error } = fragment(location);
  if (access_token !== undefined) return 'tokens';
  return error ?? /<h1 id="([a-z-]+)"/.exec(body)?.[1] ?? 'nothing';
}

function claimsOf({ location }: Answer): Readonly<Record<string, unknown>> {
  return payload(fragment(location)['id_token']);
}

/** Signs in with both factors. */
async function signInWithBoth(browser: UserAgent, asked: Readonly<Record<string, string>> = {}) {
  const { person, ...app } = await withApp(stack);
  const page = await firstFactor(browser, person, asked);
  return { person, app, answer: await verify(browser, page, { code: codeOf(app, stack) }) };
}

const POLICIES = [
  // tenant, client, enrolled, acr_values, what comes after the password
  ['never', undefined, true, false, 'tokens'],
  ['never', undefined, true, true, 'mfa-title'],
  ['never', undefined, false, true, 'mfa-enroll-title'],
  ['never', 'always', true, false, 'mfa-title'],
  ['never', 'when_enrolled', true, false, 'mfa-title'],
  ['when_enrolled', undefined, false, false, 'tokens'],
  ['when_enrolled', undefined, true, false, 'mfa-title'],
  ['when_enrolled', 'never', true, false, 'tokens'],
  ['always', undefined, false, false, 'mfa-enroll-title'],
  ['always', undefined, true, false, 'mfa-title'],
  ['always', 'never', false, false, 'tokens'],
  ['always', 'never', true, true, 'mfa-title'],
  ['always', 'when_enrolled', false, false, 'tokens'],
] as const;

for (const [tenant, client, enrolled, asks, expected] of POLICIES) {
  const who = enrolled ? 'who has an app' : 'who has no factor';
  const asking = asks ? ', acr_values asks' : '';
  test(`policy ${tenant}, of the client ${client ?? 'none'}, ${who}${asking}: after the password comes ${expected}`, async () => {
    const person = enrolled ? (await withApp(stack)).person : await newPerson(stack);
    await setTo(stack, { second_factor: tenant });
    const own = client === undefined ? {} : await clientOf(stack, client);
    const answer = await firstFactor(stack.browser(), person, { ...own, ...(asks ? ASKS : {}) });
    assert.equal(outcome(answer), expected);
  });
}

test('SE-14 between password and code there is no session: a silent request is told login_required', async () => {
  const { person } = await withApp(stack);
  const browser = stack.browser();
  const page = await firstFactor(browser, person);
  assert.equal(outcome(page), 'mfa-title');
  assert.equal(await silently(browser), 'login_required');
  assert.equal((await browser.send('/account')).status === 200, false);
  assert.deepEqual(
    await stack.storage
      .tenant('t-acme')
      .signIns.list(person.sub, 5)
      .then((all) => all.length),
    1,
  );
});

test('FU-10 a silent request that needs a second factor is told login_required, however good the session is', async () => {
  const person = await newPerson(stack);
  const browser = stack.browser();
  assert.equal(outcome(await firstFactor(browser, person)), 'tokens');
  assert.equal(await silently(browser), 'tokens');
  assert.equal(await silently(browser, ASKS), 'login_required');
  assert.equal(await silently(browser, await clientOf(stack, 'always')), 'login_required');
  await setTo(stack, { second_factor: 'always' });
  assert.equal(await silently(browser), 'login_required');
});

test('FU-10 the second step cannot be left out: the resume URL of a proved password leads back to it', async () => {
  const { person } = await withApp(stack);
  const browser = stack.browser();
  const login = await browser.authorize(B0);
  const page = await browser.signIn(login, person);
  const interaction = /name="interaction" value="([^"]+)"/.exec(page.body)?.[1] ?? '';
  for (const path of ['/authorize', '/consent', '/mfa/enroll', '/login'])
    assert.notEqual(
      outcome(await browser.follow(await browser.send(`${path}?interaction=${interaction}`))),
      'tokens',
    );
  const kept = await enrol(browser, page, { action: 'kept' });
  assert.notEqual(outcome(kept), 'tokens');
  const consented = await browser.post('/consent', { interaction, action: 'accept' });
  assert.notEqual(outcome(await browser.follow(consented)), 'tokens');
  assert.equal(await silently(browser), 'login_required');
});

test('FU-10 who has a factor cannot set up another on the way to a token', async () => {
  const { person, key } = await withApp(stack);
  const browser = stack.browser();
  const page = await firstFactor(browser, person);
  const answer = await enrol(browser, page, { factor: 'otp', code: codeOf({ key }, stack) });
  assert.equal(outcome(answer), 'mfa-title');
  assert.equal((await stack.storage.tenant('t-acme').authenticators.list(person.sub)).length, 1);
});

test('both factors: amr names them, acr is what was asked for, auth_time is when the first was shown (RFC 8176, OIDC Core §2)', async () => {
  const { person, ...app } = await withApp(stack);
  const browser = stack.browser();
  const page = await firstFactor(browser, person, ASKS);
  const auth_time = stack.clock.now;
  stack.clock.now += 40;
  const claims = claimsOf(await verify(browser, page, { code: codeOf(app, stack) }));
  assert.deepEqual(claims['amr'], ['pwd', 'otp', 'mfa']);
  assert.equal(claims['acr'], MULTI_FACTOR);
  assert.equal(claims['auth_time'], auth_time);
  assert.equal(claims['sub'], person.sub);
});

test('one factor: the tokens claim neither amr nor the acr of two', async () => {
  await setTo(stack, { second_factor: 'never' });
  const { person } = await withApp(stack);
  const claims = claimsOf(await firstFactor(stack.browser(), person, { acr_values: '1' }));
  assert.equal(claims['amr'], undefined);
  assert.equal(claims['acr'], '1');
});

test('step-up: a live session of one factor is asked for the second alone, and the silent request then says mfa (acr_values)', async () => {
  await setTo(stack, { second_factor: 'never' });
  const { person, ...app } = await withApp(stack);
  const browser = stack.browser();
  assert.equal(outcome(await firstFactor(browser, person)), 'tokens');
  const auth_time = stack.clock.now;
  stack.clock.now += 3_600;
  const page = await browser.authorize({ ...B0, ...ASKS });
  assert.equal(outcome(page), 'mfa-title');
  const stepped = claimsOf(await verify(browser, page, { code: codeOf(app, stack) }));
  assert.deepEqual([stepped['amr'], stepped['acr']], [['pwd', 'otp', 'mfa'], MULTI_FACTOR]);
  assert.equal(stepped['auth_time'], auth_time);
  const silent = claimsOf(await browser.authorize({ ...B0, ...ASKS, prompt: 'none' }));
  assert.deepEqual(silent['amr'], ['pwd', 'otp', 'mfa']);
});

test('SE-13 step-up does not pass for the login that prompt=login asks for', async () => {
  const browser = stack.browser();
  await signInWithBoth(browser);
  stack.clock.now += 60;
  assert.equal(outcome(await browser.authorize({ ...B0, ...ASKS, prompt: 'login' })), 'login-title');
  assert.equal(outcome(await browser.authorize({ ...B0, ...ASKS, max_age: '10' })), 'login-title');
});

test('policy always: the first login sets an app up, shows ten recovery codes once, and is a login of two factors', async () => {
  await setTo(stack, { second_factor: 'always' });
  const person = await newPerson(stack);
  const browser = stack.browser();
  const page = await firstFactor(browser, person, ASKS);
  const key = keyOn(page);
  const refused = await enrol(browser, page, { code: '12 34' });
  assert.equal(refused.status, 400);
  assert.deepEqual(keyOn(refused), key, 'a wrong code changed the key under the scanned one');
  const kept = await enrol(browser, refused, { code: codeOf({ key }, stack) });
  assert.equal(codesOn(kept).length, 10);
  assert.equal(await silently(browser), 'login_required', 'a session before the codes were kept');
  const answer = await keepCodes(browser, kept);
  assert.deepEqual(claimsOf(answer)['amr'], ['pwd', 'otp', 'mfa']);
  const again = await keepCodes(stack.browser(), kept);
  assert.notEqual(outcome(again), 'tokens', 'another browser finished it');
});

test('FU-10 the page of recovery codes signs in once: sent again from the history it does not', async () => {
  await setTo(stack, { second_factor: 'always' });
  const browser = stack.browser();
  const page = await firstFactor(browser, await newPerson(stack));
  const kept = await enrol(browser, page, { code: codeOf({ key: keyOn(page) }, stack) });
  assert.equal(outcome(await keepCodes(browser, kept)), 'tokens');
  await browser.send('/v2/logout');
  assert.equal(outcome(await keepCodes(browser, kept)), 'login-title');
});

test('SE-19 an old session does not set a factor up: it signs in once more first (ASVS 7.5.1)', async () => {
  const person = await newPerson(stack);
  const browser = stack.browser();
  assert.equal(outcome(await firstFactor(browser, person)), 'tokens');
  assert.equal(outcome(await browser.authorize({ ...B0, ...ASKS })), 'mfa-enroll-title');
  stack.clock.now += 301;
  const login = await browser.authorize({ ...B0, ...ASKS });
  assert.equal(outcome(login), 'login-title');
  assert.equal(outcome(await browser.signIn(login, person)), 'mfa-enroll-title');
});

test('a tenant that takes no factor at all cannot ask for one: who has none is told so', async () => {
  await setTo(stack, { second_factor: 'always', second_factors: [] });
  const answer = await firstFactor(stack.browser(), await newPerson(stack));
  assert.equal(answer.status, 403);
});

/**
 * Why somebody was not signed in, or got no tokens: each reason is made to happen by HTTP, and read back by its reference as
 * `tacit why` tells it. The page says less.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { whyRequest, whyUser } from '../../src/operator/log/why.ts';
import { REASONS } from '../../src/protocol/diagnosis/reasons.ts';
import { GUESS_BUDGETS } from '../../src/protocol/end-user/guess-budgets.ts';
import { pressLink, soleMail } from '../account/accounts.ts';
import { ALICE, ALICE_SUB, B0, THIRD_PARTY } from '../attacks/requests.ts';
import { codeOf, newPerson, setTo, verify, withApp, wrongCodeOf } from '../factors/second-factors.ts';
import { askByMail } from '../login/passwordless.ts';
import { takeMails } from '../mail/mailbox.ts';
import { startBreakable } from '../outages/breakable.ts';
import { startStack } from '../stack.ts';
import { codeFlow } from '../tokens/code-flow.ts';
import { hiddenFields } from '../user-agent.ts';
import { REQUEST_CASES } from './why-requests.ts';
import { block, login, refused, type Scene } from './why-scene.ts';
import { SIGN_IN_CASES } from './why-sign-in.ts';

let scene: Scene;
before(async () => {
  const stack = await startStack({ logLevel: 'info' });
  scene = { stack, flow: await codeFlow(stack) };
});
after(() => scene.stack.close());
beforeEach(async () => {
  const login_methods = ['password', 'email_code', 'email_link', 'passkey'] as const;
  await setTo(scene.stack, { sign_up: true, login_methods });
  // Beyond every budget of the test before.
  scene.stack.clock.now += 90_000;
  await takeMails(scene.stack);
});

const CASES = { ...SIGN_IN_CASES, ...REQUEST_CASES };

for (const [reason, { happens, sub }] of Object.entries(CASES)) {
  test(`${reason} happens, and its reference says so`, async () => {
    const reference = await happens(scene);
    const told = await whyRequest(scene.stack.config, { reference });
    assert.ok(told.ok, `${reference}: ${JSON.stringify(told)}`);
    const step = told.value.steps.find((one) => one.reference === reference);
    assert.equal(step?.because?.code, reason, JSON.stringify(told.value));
    assert.equal(step.user_id === sub || sub === undefined, true, JSON.stringify(step));
    assert.equal(step.ip, '127.0.0.1');
    assert.ok(step.because.remedy);
  });
}

test('busy happens where no more passwords are looked at, and nobody is locked out for what was not looked at', async () => {
  const full = await startBreakable({ maxQueue: -1 });
  try {
    const browser = full.browser();
    let page = await browser.authorize(B0);
    for (let times = 0; times <= GUESS_BUDGETS['account-at-address'].limit; times += 1) {
      page = await browser.post('/login', { ...hiddenFields(page.body), ...ALICE, action: 'login' });
      const [event] = await full.storage.tenant('t-acme').audit.list(1);
      assert.deepEqual([event?.reason, event?.request_id], ['busy', await refused(page)]);
    }
  } finally {
    await full.close();
  }
});

test('every reason of the table has a case here', () => {
  const missing = Object.keys(REASONS).filter((reason) => !(reason in CASES) && reason !== 'busy');
  assert.deepEqual(missing, []);
});

test('a callback that is not registered comes with the line of tacit.yaml and the command', async () => {
  const reference = await CASES.redirect_uri_unregistered?.happens(scene);
  const told = await whyRequest(scene.stack.config, { reference: String(reference) });
  assert.ok(told.ok);
  const { because } = told.value.trouble ?? {};
  assert.match(because?.sentence ?? '', /trailing slash/);
  assert.match(because?.yaml?.join('\n') ?? '', /- https:\/\/app\.acme\.test\/cb\/ # this line is new/);
  assert.match(because?.command ?? '', /^npx tacit clients set spa1 .*--add-callbacks https:/);
});

test('a reference of any page of a sign-in leads to the whole of it', async () => {
  const { person, ...app } = await withApp(scene.stack);
  const browser = scene.stack.browser();
  const page = await browser.authorize({ ...THIRD_PARTY, prompt: 'login' });
  const wrong = await browser.post('/login', {
    ...hiddenFields(page.body),
    ...person,
    password: 'no',
    action: 'login',
  });
  const mfa = await browser.signIn(wrong, person);
  const off = await verify(browser, mfa, { code: wrongCodeOf(app, scene.stack) });
  const consent = await verify(browser, off, { code: codeOf(app, scene.stack) });
  const turned = await browser.post('/consent', { ...hiddenFields(consent.body), action: 'deny' });
  await browser.follow(turned);
  const types = [
    ...['login_failed', 'second_factor_failed', 'login', 'consent_refused', 'authorization_refused'],
  ];
  for (const answer of [wrong, off, turned]) {
    const told = await whyRequest(scene.stack.config, { reference: await refused(answer) });
    assert.ok(told.ok);
    assert.deepEqual(
      told.value.steps.map(({ type }) => type),
      types,
    );
    assert.equal(told.value.trouble?.because?.code, 'turned_back');
  }
});

test('of a user it says what is so now, what happened, and that nothing is wrong once they are in', async () => {
  const person = await newPerson(scene.stack);
  await login(scene, { ...person, password: 'wrong' });
  const asked = { tenant: 'acme', user: person.username, limit: 20 };
  const told = await whyUser(scene.stack.config, asked);
  assert.ok(told.ok);
  assert.equal(told.value.trouble?.because?.code, 'wrong_password');
  assert.match(
    told.value.trouble?.because?.command ?? '',
    /users reset-password 'auth0\|[0-9a-f]+' --tenant acme/,
  );
  await login(scene, person);
  const later = await whyUser(scene.stack.config, asked);
  assert.ok(later.ok);
  assert.equal(later.value.trouble, undefined);
  assert.deepEqual(later.value.user, {
    ...{ user_id: person.sub, email: person.username, blocked: false, has_password: true },
  });
  assert.equal((await whyUser(scene.stack.config, { ...asked, user: 'nobody@acme.test' })).ok, false);
  assert.equal((await whyRequest(scene.stack.config, { reference: 'nothing' })).ok, false);
});

test('XS-14 a failed sign-in is one line of a stable form, with nothing that was typed', async () => {
  const typed = 'x"\r\n{"level":30,"event":"login_failed","ip":"198.51.100.9"}\u001b[2J@acme.test';
  const reference = await refused(login(scene, { username: typed, password: 'hunter2-typed' }));
  const lines = scene.stack
    .logged()
    .split('\n')
    .filter((line) => line.includes(reference));
  assert.equal(lines.length, 1);
  const [line = ''] = lines;
  const guide = await readFile(join(import.meta.dirname, '../../../docs/operate/failed-sign-ins.md'), 'utf8');
  const filter = /^failregex = (.*)$/m.exec(guide)?.[1]?.replace('<HOST>', '([0-9a-f.:]+)');
  assert.ok(filter);
  // fail2ban takes the time out of the line before it looks at the rest.
  for (const read of [line, line.replace(/"time":\d+/, '')])
    assert.equal(new RegExp(filter).exec(read)?.[1], '127.0.0.1', read);
  assert.doesNotMatch(line, /hunter2|198\.51|@acme/);
  assert.ok(line.length < 600);
});

test('LG-01 the page, its status and the work are the same whoever it is; what is written differs', async () => {
  const answers = await Promise.all([
    login(scene, { ...ALICE, password: 'wrong' }),
    login(scene, { username: 'nobody@acme.test', password: 'wrong' }),
  ]);
  assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([400]));
  const codes = [];
  for (const answer of answers) {
    const told = await whyRequest(scene.stack.config, { reference: await refused(answer) });
    codes.push(told.ok && told.value.trouble?.because?.code);
  }
  assert.deepEqual(codes, ['wrong_password', 'unknown_user']);
});

test('a link that signs in of a blocked account says so to support, and nothing to its reader', async () => {
  const asked = await askByMail(scene.stack, 'email_link', ALICE);
  const { link } = await soleMail(scene.stack, 'login_link');
  await block(scene, ALICE_SUB, true);
  const answer = await pressLink(asked.browser, link);
  await block(scene, ALICE_SUB, false);
  assert.match(answer.body, /id="link-ended"/);
});

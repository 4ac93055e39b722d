/**
 * Why somebody was not signed in, or got no tokens: each reason is made to happen by HTTP, and read back by its reference as
 * `tacit why` tells it. The page says less.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, beforeEach, test } from 'node:test';
import { whyRequest, whyUser } from '../src/operator/why.ts';
import { REASONS, type Reason } from '../src/protocol/diagnosis/reasons.ts';
import { openAccount } from './account-pages.ts';
import { askForReset, CHOSEN, openLink, pressLink, signUp, soleMail } from './accounts.ts';
import { ALICE, ALICE_SUB, B0, BOB_SUB, THIRD_PARTY } from './attacks/requests.ts';
import { startBreakable } from './breakable.ts';
import { BASIC, type CodeFlow, codeFlow } from './code-flow.ts';
import { takeMails } from './mailbox.ts';
import { askByMail, askForCode, otherThan } from './passwordless.ts';
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
} from './second-factors.ts';
import { type Stack, startStack } from './stack.ts';
import { type Answer, hiddenFields } from './user-agent.ts';

let stack: Stack;
let flow: CodeFlow;
before(async () => {
  stack = await startStack({ logLevel: 'info' });
  flow = await codeFlow(stack);
});
after(() => stack.close());
beforeEach(async () => {
  await setTo(stack, { sign_up: true, login_methods: ['password', 'email_code', 'email_link', 'passkey'] });
  // Beyond every budget of the test before.
  stack.clock.now += 90_000;
  await takeMails(stack);
});

const records = () => stack.storage.tenant('t-acme');
const referenceOf = ({ headers }: Pick<Answer, 'headers'>) => String(headers['x-request-id']);

async function login(fields: Readonly<Record<string, string>>, request: object = {}): Promise<Answer> {
  const browser = stack.browser();
  const page = await browser.authorize({ ...B0, prompt: 'login', ...request });
  return browser.post('/login', { ...hiddenFields(page.body), action: 'login', ...fields });
}

async function postForm(path: string, body: object): Promise<Answer> {
  const headers = { 'content-type': 'application/json' };
  return stack.browser().send(path, { method: 'POST', headers, body: JSON.stringify(body) });
}

async function block(sub: string, blocked: boolean): Promise<void> {
  const user = await records().users.find(sub);
  assert.ok(user);
  await records().users.save({ ...user, blocked });
}

/** Types a wrong code on the page that waits for it, without following what comes. */
async function typeCode(asked: Awaited<ReturnType<typeof askByMail>>, code: string): Promise<Answer> {
  const form = { ...hiddenFields(asked.page.body), code, action: 'verify' };
  return asked.browser.post('/passwordless', form);
}

const refused = async (answer: Answer | Promise<Answer>) => referenceOf(await answer);

/** How each comes about; the answer is the reference. `sub`: whom it is about. */
type Case = { readonly happens: () => Promise<string>; readonly sub?: string };

const CASES: Readonly<Partial<Record<Reason, Case>>> = {
  wrong_password: { happens: () => refused(login({ ...ALICE, password: 'wrong' })), sub: ALICE_SUB },
  unknown_user: { happens: () => refused(login({ ...ALICE, username: 'nobody@acme.test' })) },
  blocked: {
    async happens() {
      await block(BOB_SUB, true);
      const reference = await refused(login({ ...ALICE, username: 'bob@acme.test' }));
      await block(BOB_SUB, false);
      return reference;
    },
    sub: BOB_SUB,
  },
  address_unverified: {
    async happens() {
      await signUp(stack.browser(), 'waits@acme.test');
      return refused(login({ username: 'waits@acme.test', password: CHOSEN }));
    },
  },
  locked_account: {
    async happens() {
      for (let count = 0; count < 10; count += 1) await login({ ...ALICE, password: `wrong ${count}` });
      return refused(login(ALICE));
    },
    sub: ALICE_SUB,
  },
  locked_address: {
    async happens() {
      const now = stack.clock.now;
      for (let count = 0; count < 100; count += 1)
        await login({ username: `n${count % 30}@acme.test`, password: '' });
      assert.equal(now, stack.clock.now);
      return refused(login(ALICE));
    },
    sub: ALICE_SUB,
  },
  malformed: { happens: () => refused(login({ ...ALICE, username: 'x'.repeat(1_000) })) },
  way_closed: {
    async happens() {
      await setTo(stack, { login_methods: ['passkey'] });
      return refused(login(ALICE));
    },
  },
  connection_unavailable: {
    async happens() {
      await setTo(stack, { connections: [{ name: 'corp', display_name: 'Corp', domains: ['corp.test'] }] });
      return refused(login({ ...ALICE, username: 'x@corp.test' }));
    },
  },
  wrong_code: {
    async happens() {
      const asked = await askForCode(stack);
      return refused(typeCode(asked, otherThan(asked.code)));
    },
    sub: ALICE_SUB,
  },
  code_ended: {
    async happens() {
      const asked = await askForCode(stack);
      stack.clock.now += 599;
      assert.equal((await typeCode(asked, asked.code)).status, 303);
      return refused(typeCode(asked, asked.code));
    },
    sub: ALICE_SUB,
  },
  wrong_second_factor: {
    async happens() {
      const { person, ...app } = await withApp(stack);
      const { browser, page } = await atMfa(stack, person);
      return refused(verify(browser, page, { code: wrongCodeOf(app, stack) }));
    },
  },
  wrong_recovery_code: {
    async happens() {
      const { person } = await withApp(stack);
      const browser = stack.browser();
      const page = await otherWay(browser, await firstFactor(browser, person), 'recovery');
      return refused(verify(browser, page, { code: 'AAAA-BBBB-CCCC' }));
    },
  },
  code_of_another_minute: {
    async happens() {
      const { person, ...app } = await withApp(stack);
      const { browser, page } = await atMfa(stack, person);
      return refused(verify(browser, page, { code: codeOf(app, stack, 10) }));
    },
  },
  code_used: {
    async happens() {
      const { person, ...app } = await withApp(stack);
      const [first, second] = [await atMfa(stack, person), await atMfa(stack, person)];
      await verify(first.browser, first.page, { code: codeOf(app, stack) });
      return refused(verify(second.browser, second.page, { code: codeOf(app, stack) }));
    },
  },
  too_many_factors: {
    async happens() {
      const { person, ...app } = await withApp(stack);
      const { browser, page } = await atMfa(stack, person);
      const code = wrongCodeOf(app, stack);
      for (let count = 0; count < 5; count += 1) await verify(browser, page, { code });
      return refused(verify(browser, page, { code }));
    },
  },
  passkey_refused: {
    happens: () => refused(login({ action: 'passkey', challenge: 'A', credential: '{}' })),
  },
  link_ended: {
    async happens() {
      const browser = stack.browser();
      await askForReset(browser, ALICE.username);
      const { link } = await soleMail(stack, 'reset_password');
      await askForReset(browser, ALICE.username);
      return refused(openLink(browser, link));
    },
  },
  turned_back: {
    async happens() {
      const browser = stack.browser();
      const page = await browser.signIn(await browser.authorize(THIRD_PARTY), ALICE);
      return refused(browser.post('/consent', { ...hiddenFields(page.body), action: 'deny' }));
    },
    sub: ALICE_SUB,
  },
  user_blocked: {
    async happens() {
      const { refresh_token } = await flow.tokens();
      // As by a hand, or an older version: a block of ours would have ended the grant.
      const database = new DatabaseSync(stack.config.databaseUrl.slice('sqlite:'.length));
      const set = (blocked: number) =>
        database.prepare(`update users set blocked = ${blocked} where sub = ?`).run(ALICE_SUB);
      set(1);
      const reference = await refused(flow.refresh(refresh_token));
      set(0);
      database.close();
      return reference;
    },
    sub: ALICE_SUB,
  },
  form_elsewhere: {
    async happens() {
      const browser = stack.browser();
      const page = await browser.authorize(B0);
      return refused(browser.post('/login', { ...hiddenFields(page.body), ...ALICE, csrf: 'forged' }));
    },
  },
  interaction_ended: { happens: () => refused(stack.browser().send('/login')) },
  no_cookies: {
    async happens() {
      const page = await stack.browser().authorize(B0);
      return refused(stack.browser().post('/consent', hiddenFields(page.body)));
    },
  },
  too_many_mails: {
    async happens() {
      const browser = stack.browser();
      for (let count = 0; count < 101; count += 1)
        await postForm('/passwordless/start', {
          ...{ client_id: 'spa1', connection: 'email', email: `n${count}@acme.test`, send: 'code' },
        });
      const page = await browser.authorize(B0);
      return refused(browser.post('/login', { ...hiddenFields(page.body), ...ALICE, action: 'email_code' }));
    },
  },
  too_many_codes: {
    async happens() {
      const asked = await askForCode(stack);
      for (let count = 1; count <= 10; count += 1) await typeCode(asked, otherThan(asked.code, count));
      return refused(typeCode(asked, asked.code));
    },
    sub: ALICE_SUB,
  },
  code_tried_out: {
    async happens() {
      const asked = await askForCode(stack);
      for (let count = 1; count <= 5; count += 1) await typeCode(asked, otherThan(asked.code, count));
      return refused(typeCode(asked, asked.code));
    },
    sub: ALICE_SUB,
  },
  wrong_client_secret: {
    happens: () =>
      refused(flow.post({ grant_type: 'client_credentials', client_id: 'web1', client_secret: 'wrong' }, {})),
  },
  unknown_client: {
    happens: () => refused(flow.post({ grant_type: 'client_credentials', client_id: 'nobody' }, {})),
  },
  grant_refused: {
    happens: () => refused(flow.exchange('not-a-code')),
  },
  grant_type_refused: { happens: () => refused(flow.post({ grant_type: 'password' }, BASIC)) },
  scope_refused: {
    async happens() {
      const { refresh_token } = await flow.tokens();
      return refused(flow.refresh(refresh_token, { scope: 'write:everything' }));
    },
  },
  audience_refused: {
    happens: () =>
      refused(flow.post({ grant_type: 'client_credentials', audience: 'https://nobody.test' }, BASIC)),
  },
  malformed_request: { happens: () => refused(flow.post({}, BASIC)) },
  cross_origin_login: { happens: () => refused(postForm('/co/authenticate', { client_id: 'spa1' })) },
  sign_up_refused: {
    happens: () => refused(postForm('/dbconnections/signup', { client_id: 'spa1', connection: 'none' })),
  },
  password_change_refused: {
    happens: () =>
      refused(postForm('/dbconnections/change_password', { client_id: 'spa1', connection: 'none' })),
  },
  password_change: {
    async happens() {
      const browser = stack.browser();
      const page = await openAccount(stack, browser, { path: '/account/password' });
      const form = { ...hiddenFields(page.body), current_password: 'wrong', password: CHOSEN };
      return refused(browser.post('/account/password', form));
    },
    sub: ALICE_SUB,
  },
  redirect_uri_unregistered: {
    happens: () => refused(stack.browser().authorize({ ...B0, redirect_uri: 'https://app.acme.test/cb/' })),
  },
  client_id_unknown: { happens: () => refused(stack.browser().authorize({ ...B0, client_id: 'spa9' })) },
  audience_unknown: {
    happens: () => refused(stack.browser().authorize({ ...B0, audience: 'https://other.test' })),
  },
  no_client_grant: {
    happens: () =>
      refused(flow.post({ grant_type: 'client_credentials', audience: 'https://billing.acme.test' }, BASIC)),
  },
  no_factor: {
    async happens() {
      await setTo(stack, { second_factor: 'always', second_factors: [] });
      const browser = stack.browser();
      return refused(firstFactor(browser, await newPerson(stack)));
    },
  },
  other: {
    async happens() {
      await setTo(stack, { dynamic_registration: 'open' });
      const headers = { authorization: 'Bearer wrong' };
      return refused(stack.browser().send('/oidc/register/nobody', { headers }));
    },
  },
};

for (const [reason, { happens, sub }] of Object.entries(CASES)) {
  test(`${reason} happens, and its reference says so`, async () => {
    const reference = await happens();
    const told = await whyRequest(stack.config, reference);
    assert.ok(told.ok, `${reference}: ${JSON.stringify(told)}`);
    const step = told.value.steps.find((one) => one.reference === reference);
    assert.equal(step?.because?.code, reason, JSON.stringify(told.value));
    assert.equal(step.user_id === sub || sub === undefined, true, JSON.stringify(step));
    assert.equal(step.ip, '127.0.0.1');
    assert.ok(step.because.remedy);
  });
}

test('busy happens where no more passwords are looked at', async () => {
  const full = await startBreakable({ maxQueue: -1 });
  try {
    const browser = full.browser();
    const page = await browser.authorize(B0);
    const answer = await browser.post('/login', { ...hiddenFields(page.body), ...ALICE, action: 'login' });
    const [event] = await full.storage.tenant('t-acme').audit.list(1);
    assert.deepEqual([event?.reason, event?.request_id], ['busy', referenceOf(answer)]);
  } finally {
    await full.close();
  }
});

test('every reason of the table has a case here', () => {
  const missing = Object.keys(REASONS).filter((reason) => !(reason in CASES) && reason !== 'busy');
  assert.deepEqual(missing, []);
});

test('a callback that is not registered comes with the line of tacit.yaml and the command', async () => {
  const reference = await CASES.redirect_uri_unregistered?.happens();
  const told = await whyRequest(stack.config, String(reference));
  assert.ok(told.ok);
  const { because } = told.value.trouble ?? {};
  assert.match(because?.sentence ?? '', /trailing slash/);
  assert.match(because?.yaml?.join('\n') ?? '', /- https:\/\/app\.acme\.test\/cb\/ # this line is new/);
  assert.match(because?.command ?? '', /^npx tacit clients set spa1 .*--add-callbacks https:/);
});

test('a reference of any page of a sign-in leads to the whole of it', async () => {
  const { person, ...app } = await withApp(stack);
  const browser = stack.browser();
  const page = await browser.authorize({ ...THIRD_PARTY, prompt: 'login' });
  const wrong = await browser.post('/login', {
    ...hiddenFields(page.body),
    ...person,
    password: 'no',
    action: 'login',
  });
  const mfa = await browser.signIn(wrong, person);
  const off = await verify(browser, mfa, { code: wrongCodeOf(app, stack) });
  const consent = await verify(browser, off, { code: codeOf(app, stack) });
  const turned = await browser.post('/consent', { ...hiddenFields(consent.body), action: 'deny' });
  await browser.follow(turned);
  const types = [
    ...['login_failed', 'second_factor_failed', 'login', 'consent_refused', 'authorization_refused'],
  ];
  for (const answer of [wrong, off, turned]) {
    const told = await whyRequest(stack.config, referenceOf(answer));
    assert.ok(told.ok);
    assert.deepEqual(
      told.value.steps.map(({ type }) => type),
      types,
    );
    assert.equal(told.value.trouble?.because?.code, 'turned_back');
  }
});

test('of a user it says what is so now, what happened, and that nothing is wrong once they are in', async () => {
  const person = await newPerson(stack);
  await login({ ...person, password: 'wrong' });
  const asked = { tenant: 'acme', user: person.username, limit: 20 };
  const told = await whyUser(stack.config, asked);
  assert.ok(told.ok);
  assert.equal(told.value.trouble?.because?.code, 'wrong_password');
  assert.match(
    told.value.trouble?.because?.command ?? '',
    /users reset-password 'auth0\|[0-9a-f]+' --tenant acme/,
  );
  await login(person);
  const later = await whyUser(stack.config, asked);
  assert.ok(later.ok);
  assert.equal(later.value.trouble, undefined);
  assert.deepEqual(later.value.user, {
    ...{ user_id: person.sub, email: person.username, blocked: false, has_password: true },
  });
  assert.equal((await whyUser(stack.config, { ...asked, user: 'nobody@acme.test' })).ok, false);
  assert.equal((await whyRequest(stack.config, 'nothing')).ok, false);
});

test('XS-14 a failed sign-in is one line of a stable form, with nothing that was typed', async () => {
  const typed = 'x"\r\n{"level":30,"event":"login_failed","ip":"198.51.100.9"}\u001b[2J@acme.test';
  const reference = await refused(login({ username: typed, password: 'hunter2-typed' }));
  const lines = stack
    .logged()
    .split('\n')
    .filter((line) => line.includes(reference));
  assert.equal(lines.length, 1);
  const [line = ''] = lines;
  const guide = await readFile(join(import.meta.dirname, '../../docs/operate.md'), 'utf8');
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
    login({ ...ALICE, password: 'wrong' }),
    login({ username: 'nobody@acme.test', password: 'wrong' }),
  ]);
  assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([400]));
  const codes = [];
  for (const answer of answers) {
    const told = await whyRequest(stack.config, referenceOf(answer));
    codes.push(told.ok && told.value.trouble?.because?.code);
  }
  assert.deepEqual(codes, ['wrong_password', 'unknown_user']);
});

test('a link that signs in of a blocked account says so to support, and nothing to its reader', async () => {
  const asked = await askByMail(stack, 'email_link', ALICE);
  const { link } = await soleMail(stack, 'login_link');
  await block(ALICE_SUB, true);
  const answer = await pressLink(asked.browser, link);
  await block(ALICE_SUB, false);
  assert.match(answer.body, /id="link-ended"/);
});

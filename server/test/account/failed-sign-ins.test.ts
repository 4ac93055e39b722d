/**
 * Sign-ins that failed, as the one whose account was tried is shown them.
 */
import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { after, before, beforeEach, test } from 'node:test';
import { ALICE, ALICE_SUB, B0, BOB_SUB } from '../attacks/requests.ts';
import { firstFactor, setTo, verify, withApp } from '../factors/second-factors.ts';
import { askForCode, otherThan, typeCode } from '../login/passwordless.ts';
import { type Stack, startStack } from '../stack.ts';
import { type Answer, hiddenFields, type UserAgent } from '../user-agent.ts';
import { openAccount } from './account-pages.ts';

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

let stack: Stack;
before(async () => {
  stack = await startStack();
});
after(() => stack.close());
beforeEach(() => {
  // Beyond every budget and every attempt of the test before.
  stack.clock.now += 7_200;
});

const records = () => stack.storage.tenant('t-acme');

async function attempt(
  fields: Readonly<Record<string, string>>,
  browser: UserAgent = stack.browser(),
): Promise<Answer> {
  const page = await browser.authorize({ ...B0, prompt: 'login' });
  const form = { ...hiddenFields(page.body), action: 'login', ...fields };
  return browser.post('/login', form, { 'user-agent': FIREFOX });
}

/** Since the test began. */
async function failed(sub: string) {
  const listed = await records().failedSignIns.list(sub);
  return listed.filter(({ at }) => at >= stack.clock.now).map(({ reason }) => reason);
}

/** What is kept of attempts at nobody's account, past our own code. */
function ofNobody() {
  const database = new DatabaseSync(stack.config.databaseUrl.slice('sqlite:'.length));
  const columns = 'at, reason, ip, device, client_id';
  const rows = database.prepare(`select ${columns} from failed_sign_ins where sub = ''`).all();
  database.close();
  return rows.map((row) => Object.values(row));
}

test('LG-01 for an address that nobody has a row is written as well, and says nothing', async () => {
  await attempt({ username: 'nobody@acme.test', password: 'a guess' });
  assert.deepEqual(ofNobody(), [[0, '', null, null, null]]);
  assert.deepEqual(await failed(ALICE_SUB), []);
});

test('a wrong password is kept with its reference, client, address and device, and is nobody else’s', async () => {
  const answer = await attempt({ ...ALICE, password: 'a guess' });
  const [kept] = await records().failedSignIns.list(ALICE_SUB);
  assert.deepEqual(kept, {
    ...{ at: stack.clock.now, request_id: answer.headers['x-request-id'], reason: 'wrong_password' },
    ...{ ip: '127.0.0.1', device: FIREFOX, client_id: 'spa1' },
  });
  assert.deepEqual(await failed(BOB_SUB), []);
});

test('what is over a budget is judged by nobody, and takes no place of what was', async () => {
  for (let count = 0; count < 14; count += 1) await attempt({ ...ALICE, password: `guess ${count}` });
  assert.equal((await failed(ALICE_SUB)).length, 10);
});

test('a right password of a blocked account is kept as that, and answered as any other', async () => {
  const alice = await records().users.find(ALICE_SUB);
  assert.ok(alice);
  await records().users.save({ ...alice, blocked: true });
  const answer = await attempt(ALICE);
  assert.equal(answer.status, 400);
  assert.deepEqual(await failed(ALICE_SUB), ['blocked']);
  await records().users.save({ ...alice, blocked: false });
});

test('a wrong code by mail and a wrong second step are kept as what they are', async () => {
  await setTo(stack, { login_methods: ['password', 'email_code'] });
  const asked = await askForCode(stack);
  await typeCode(asked, otherThan(asked.code));
  assert.deepEqual(await failed(ALICE_SUB), ['wrong_code']);
  const { person } = await withApp(stack);
  const browser = stack.browser();
  const page = await firstFactor(browser, person);
  await verify(browser, page, { code: '000000' });
  assert.deepEqual(await failed(person.sub), ['wrong_second_factor']);
});

test('the account page lists them among the others, in words, and counts those since the sign-in before', async () => {
  await openAccount(stack, stack.browser());
  stack.clock.now += 60;
  for (const password of ['one', 'two', 'three']) await attempt({ ...ALICE, password });
  stack.clock.now += 60;
  const browser = stack.browser();
  const page = await openAccount(stack, browser, { path: '/account/sessions' });
  assert.match(page.body, /id="sign-ins-failed">[^<]*: 3</);
  const rows = page.body.slice(page.body.indexOf('<tbody>')).match(/<tr>.*?<\/tr>/gs) ?? [];
  assert.match(rows[0] ?? '', /Password<\/td>/);
  for (const row of rows.slice(1, 4))
    assert.match(row, /Firefox on Linux<\/td>.*<span class="badge alert">Wrong password<\/span>/);
  stack.clock.now += 60;
  const later = await openAccount(stack, stack.browser(), { path: '/account/sessions' });
  assert.doesNotMatch(later.body, /id="sign-ins-failed"/);
});

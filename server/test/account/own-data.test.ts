/**
 * The copy of all that is kept about somebody, as they download it (GDPR Art. 15 and 20).
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ALICE_SUB, BOB, signIn } from '../attacks/requests.ts';
import { type Stack, startStack } from '../stack.ts';
import { codeFlow } from '../tokens/code-flow.ts';
import { type Answer, hiddenFields, type UserAgent } from '../user-agent.ts';
import { openAccount } from './account-pages.ts';

const PATH = '/account/data';

let stack: Stack;
before(async () => {
  stack = await startStack();
});
after(() => stack.close());

type Part = { readonly about: string; readonly records: readonly Readonly<Record<string, unknown>>[] };
type Copy = {
  readonly version: number;
  readonly user_id: string;
  readonly parts: Readonly<Record<string, Part>>;
};

async function downloaded(browser: UserAgent, page: Answer): Promise<Answer> {
  return browser.post(PATH, hiddenFields(page.body));
}

test('SE-19 the copy wants a login of the last five minutes and the token of its page', async () => {
  const browser = stack.browser();
  const page = await openAccount(stack, browser, { path: PATH });
  assert.equal((await browser.post(PATH, {})).status, 403);
  const foreign = { origin: 'https://evil.test', 'sec-fetch-site': 'cross-site' };
  assert.equal((await browser.post(PATH, hiddenFields(page.body), foreign)).status, 403);
  stack.clock.now += 301;
  assert.match((await downloaded(browser, page)).location, /^\/authorize\?.*max_age=300/);
  assert.equal((await stack.browser().post(PATH, hiddenFields(page.body))).status, 303);
});

test('the copy is a file that no cache keeps, with what is known and nothing that lets anybody in', async () => {
  const flow = await codeFlow(stack);
  const tokens = await flow.tokens();
  await signIn(stack.browser(), BOB);
  const browser = stack.browser();
  const page = await openAccount(stack, browser, { path: PATH });
  const answer = await downloaded(browser, page);
  const day = new Date(stack.clock.now * 1_000).toISOString().slice(0, 10);
  assert.deepEqual(
    ['content-disposition', 'cache-control', 'content-type', 'x-content-type-options'].map(
      (name) => answer.headers[name],
    ),
    [
      `attachment; filename="tacit-acme-${day}.json"`,
      'no-store',
      'application/json; charset=utf-8',
      'nosniff',
    ],
  );
  const copy: Copy = JSON.parse(answer.body);
  assert.equal(copy.version, 1);
  assert.equal(copy.user_id, ALICE_SUB);
  assert.deepEqual(copy.parts['profile']?.records[0]?.['claims'], {
    ...{ email: 'alice@acme.test', email_verified: true, name: 'alice' },
  });
  for (const part of ['sessions', 'sign_ins', 'grants', 'events'])
    assert.notDeepEqual(copy.parts[part]?.records, [], part);
  for (const { about } of Object.values(copy.parts)) assert.match(about, /^[A-Z]/);
  assert.doesNotMatch(answer.body, /bob@acme|\$argon2/);
  for (const secret of [
    ...browser.cookies.values(),
    ...Object.values(tokens).filter((one) => typeof one === 'string' && one.length > 40),
  ])
    assert.equal(answer.body.includes(String(secret)), false);
  // Mails go out while this runs, and each is an event too.
  const events = await stack.storage.tenant('t-acme').audit.list(10);
  const downloads = events.filter(({ type }) => type === 'data_downloaded');
  assert.deepEqual(
    downloads.map(({ sub }) => sub),
    [ALICE_SUB],
  );
});

test('what each part is, is said in the language of the page', async () => {
  const browser = stack.browser();
  const page = await openAccount(stack, browser, { path: PATH });
  const { body } = await browser.post(PATH, hiddenFields(page.body), { 'accept-language': 'de' });
  const copy: Copy = JSON.parse(body);
  assert.equal(copy.parts['sign_ins']?.about, 'Wo und wann Sie sich angemeldet haben');
});

test('ten thousand sign-ins are in the file, while others are answered', async () => {
  const browser = stack.browser();
  const page = await openAccount(stack, browser, { path: PATH });
  const { signIns } = stack.storage.tenant('t-acme');
  const sign_in = { sub: ALICE_SUB, ip: '192.0.2.1', device: '', client_id: undefined, amr: ['pwd'] };
  for (let count = 0; count < 10_000; count += 100)
    await Promise.all(
      Array.from({ length: 100 }, (_, index) => signIns.add(`many ${count + index}`, sign_in)),
    );
  const [answer, other] = await Promise.all([downloaded(browser, page), browser.send('/account')]);
  assert.equal(other.status, 200);
  const copy: Copy = JSON.parse(answer.body);
  const many = copy.parts['sign_ins']?.records.filter(({ ip }) => ip === '192.0.2.1');
  assert.equal(many?.length, 10_000);
});

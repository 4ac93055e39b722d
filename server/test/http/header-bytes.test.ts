/**
 * Bytes of the headers of every answer, cookies, policy and Location included: nginx takes 4,096 unless it is told otherwise, and
 * whoever adds a header to ours has some left. Every other test holds the 4,096 as well (user-agent.ts).
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { B0 } from '../attacks/requests.ts';
import {
  codeOf,
  MULTI_FACTOR,
  newPerson,
  type Person,
  setTo,
  verify,
  withApp,
} from '../factors/second-factors.ts';
import { type Stack, startStack } from '../stack.ts';
import { type Answer, hiddenFields, query, type UserAgent } from '../user-agent.ts';

/** What is left is for what proxies and operators add. */
const BUDGET = 3_500;

const PATHS = [
  ...readFileSync(join(import.meta.dirname, '../../src/app.ts'), 'utf8').matchAll(/^ {2}'(\/[^']*)': \{/gm),
].map(([, path = '']) => path);

let stack: Stack;
before(async () => {
  stack = await startStack({ https: true });
});
after(() => stack.close());

function within(answer: Answer, what: string): Answer {
  assert.ok(answer.header_bytes <= BUDGET, `${what}: ${answer.header_bytes}`);
  return answer;
}

test('whatever is asked at any path, with an address of 8 KB, a long origin and a long list of headers', async () => {
  assert.ok(PATHS.length > 40);
  const long = query({ ...B0, state: 'x'.repeat(7_000) });
  const headers = {
    origin: `https://${'a'.repeat(63)}.${'b'.repeat(63)}.${'c'.repeat(63)}.test`,
    'access-control-request-method': 'POST',
    'access-control-request-headers': Array.from({ length: 40 }, (_, index) => `x-header-${index}`).join(
      ', ',
    ),
  };
  for (const host of [stack.host('acme'), `acme.auth.localhost:${stack.port}`])
    for (const path of PATHS)
      for (const method of ['GET', 'POST', 'HEAD', 'OPTIONS', 'PUT'])
        for (const asked of [path, `${path}?${long}`]) {
          const answer = await stack.browser().send(asked, { method, headers: { ...headers, host } });
          within(answer, `${method} ${host}${asked.slice(0, 60)}`);
        }
});

/** Every step of a login, one answer after another. */
async function signIn(browser: UserAgent, request: string, person: Person): Promise<Answer> {
  const login = within(await browser.follow(within(await browser.send(request), 'request')), 'login page');
  const sent = await browser.post('/login', { ...hiddenFields(login.body), ...person, action: 'login' });
  assert.equal(sent.status, 303, sent.body.slice(-1_500));
  return within(sent, 'login');
}

test('a login that sets all the cookies there are, in a browser that eight accounts are known to', async () => {
  const { person, ...app } = await withApp(stack);
  await setTo(stack, { policy: 'oidc', remember_device_days: 30 });
  const browser = stack.browser();
  const longest = { ...B0, prompt: 'login', state: 'x'.repeat(600) };
  for (const state of ['x'.repeat(400), 'x'.repeat(600), 'x'.repeat(2_000), 'x'.repeat(9_000)])
    for (let index = 0; index < 4; index += 1) {
      const address = `/authorize?${query({ ...longest, state })}`;
      const back = await signIn(browser, address, await newPerson(stack));
      within(await browser.follow(back), 'answer');
    }
  const asked = query({ ...longest, acr_values: MULTI_FACTOR });
  const page = await browser.follow(await signIn(browser, `/authorize?${asked}`, person));
  within(await verify(browser, page, { code: codeOf(app, stack), remember: 'yes' }), 'second factor');
  assert.ok(browser.cookies.has('__Host-tacit_device'));
  assert.ok(browser.cookies.has('__Host-tacit_state'));
  const cookies = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  assert.ok(cookies.length <= 2_048, `${cookies.length} bytes of cookies in each request`);
});

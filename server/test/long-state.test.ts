/**
 * A state that makes its request as long as one may be, through all that can lie between the request and its answer.
 */
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { MAX_REQUEST } from '../src/protocol/authorization/interaction.ts';
import { B0 } from './attacks/requests.ts';
import { SETTINGS, WALKS } from './long-walks.ts';
import { takeMails } from './mailbox.ts';
import { type Stack, startStack } from './stack.ts';
import { hiddenFields, query } from './user-agent.ts';

let stack: Stack;
before(async () => {
  stack = await startStack({ settings: SETTINGS });
});
after(() => stack.close());
// Every budget ends within the hour.
beforeEach(async () => {
  stack.clock.now += 3_601;
  await takeMails(stack);
});

/** Half of it as a proxy writes the address that somebody came for, half in characters of which each is many bytes. */
function longest(request: Readonly<Record<string, string>>): string {
  const begun = { ...request, state: 'https://app.acme.test/?a=b&c=\u{1f511}'.repeat(120) };
  const state = begun.state + 'x'.repeat(MAX_REQUEST - query(begun).length);
  assert.equal(query({ ...request, state }).length, MAX_REQUEST);
  return state;
}

/** With the address that it goes back to, a logout may have as much. */
const SHORTER: Readonly<Record<string, number>> = { 'a logout': 9_000 };

for (const [name, walk] of Object.entries(WALKS)) {
  test(`it passes ${name}`, async () => {
    const length = SHORTER[name];
    await walk(stack, length === undefined ? longest : () => 'x'.repeat(length));
  });
}

test('of a logout it has an end', async () => {
  const bye = { client_id: 'spa1', post_logout_redirect_uri: 'https://app.acme.test/bye' };
  const tooLong = await stack.browser().post('/oidc/logout', { ...bye, state: 'x'.repeat(10_000) });
  assert.equal(tooLong.status, 400);
  assert.match(tooLong.body, /state is too long/);
});

test('a request that is read anew from its form is kept once, and a short one never', async () => {
  const { keptRequests } = stack.storage.tenant('t-acme');
  const browser = stack.browser();
  const short = await browser.authorize(B0);
  assert.ok((hiddenFields(short.body)['interaction']?.length ?? 0) > 0);
  assert.equal(await keptRequests.find('unknown'), undefined);
});

/**
 * Behind Apache as Debian ships it, which takes 8 KiB of a line of a request and of an answer.
 */
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { B0 } from '../attacks/requests.ts';
import { takeMails } from '../mail/mailbox.ts';
import { type Stack, startStack } from '../stack.ts';
import { query, UserAgent } from '../user-agent.ts';
import { startApache } from './apache.ts';
import { SETTINGS, WALKS } from './long-walks.ts';

let stack: Stack;
let apache: Awaited<ReturnType<typeof startApache>>;
before(async () => {
  const bare = await startStack({ settings: SETTINGS });
  apache = await startApache(bare.port);
  const browser = (tenant = 'acme') => new UserAgent({ port: apache.port, host: bare.host(tenant) });
  stack = { ...bare, browser };
});
after(async () => {
  await apache.close();
  await stack.close();
});
// Every budget ends within the hour.
beforeEach(async () => {
  stack.clock.now += 3_601;
  await takeMails(stack);
});

for (const [name, walk] of Object.entries(WALKS))
  test(`a state of 7,500 bytes passes ${name}`, () => walk(stack, () => 'x'.repeat(7_500)));

test('Apache itself refuses a line of 8 KiB, and has never heard of us then', async () => {
  const answer = await stack.browser().send(`/authorize?${query({ ...B0, state: 'x'.repeat(8_192) })}`);
  assert.equal(answer.status, 414);
  assert.equal(answer.headers['x-request-id'], undefined);
});

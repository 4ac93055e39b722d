/**
 * Behind nginx as Debian ships it, which takes 4 KiB of an answer's headers and 8 KiB of a line of a request: whatever the length of
 * a request that nginx lets through, its answer comes back through it.
 */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, beforeEach, test } from 'node:test';
import { B0 } from '../attacks/requests.ts';
import { takeMails } from '../mail/mailbox.ts';
import { freePort } from '../ports.ts';
import { type Stack, startStack } from '../stack.ts';
import { query, UserAgent } from '../user-agent.ts';
import { SETTINGS, WALKS } from './long-walks.ts';
import { type Nginx, startNginx } from './nginx.ts';

/** The fixture with browsers that come through nginx. */
let stack: Stack;
let nginx: Nginx;
before(async () => {
  const bare = await startStack({ settings: SETTINGS });
  nginx = await startNginx(bare.port);
  const browser = (tenant = 'acme') => new UserAgent({ port: nginx.port, host: bare.host(tenant) });
  stack = { ...bare, browser };
});
after(async () => {
  await nginx.close();
  await stack.close();
});
// Every budget ends within the hour.
beforeEach(async () => {
  stack.clock.now += 3_601;
  await takeMails(stack);
});

/** Bytes of a state: every walk with the first of which nginx made 502, and with nearly all that it lets through. */
const SIZES = [2_400, 7_500];

/** The walks that are gone with sizes between these as well. */
const SHORT = ['a wrong password, the right one, consent', 'a silent request, with an answer and without'];

for (const [name, walk] of Object.entries(WALKS)) {
  for (const size of SHORT.includes(name) ? [200, 4_000, 6_000, ...SIZES] : SIZES)
    test(`a state of ${size} bytes passes ${name}`, () => walk(stack, () => 'x'.repeat(size)));
}

test('nginx itself refuses a line of 8 KiB, and has never heard of us then', async () => {
  const answer = await stack.browser().send(`/authorize?${query({ ...B0, state: 'x'.repeat(8_192) })}`);
  assert.equal(answer.status, 414);
  assert.equal(answer.headers['x-request-id'], undefined);
});

test('this nginx is as strict as it is shipped: it has no answer of 4 KiB of headers', async () => {
  const talkative = createServer((request, response) => {
    response.setHeader('x-long', 'x'.repeat(Number(request.url?.slice(1))));
    response.end();
  });
  const port = await freePort();
  await new Promise<void>((resolve) => talkative.listen(port, '127.0.0.1', resolve));
  const before_it = await startNginx(port);
  const browser = new UserAgent({ port: before_it.port, host: 'localhost' });
  assert.equal((await browser.send('/3800')).status, 200);
  assert.equal((await browser.send('/4096')).status, 502);
  await before_it.close();
  talkative.closeAllConnections();
  await new Promise((resolve) => talkative.close(resolve));
});

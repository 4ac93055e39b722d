/**
 * Behind a proxy: whoever guesses passwords is counted by the address that the proxy says, however it is spelled, and where
 * it cannot be read keeps nobody else out (issue 19).
 */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { sha256 } from '../../src/protocol/digest.ts';
import { ALICE, B0 } from '../attacks/requests.ts';
import { type Stack, startStack } from '../stack.ts';
import { hiddenFields } from '../user-agent.ts';

type Sent = Readonly<Record<string, string>>;

const BOB = { ...ALICE, username: 'bob@acme.test' };

/** One login from a browser of its own: 303 is a session. */
async function login(
  stack: Stack,
  user: Readonly<Record<'username' | 'password', string>>,
  headers: Sent,
): Promise<number> {
  const browser = stack.browser();
  const page = await browser.authorize(B0);
  const fields = { ...hiddenFields(page.body), ...user, action: 'login' };
  return (await browser.post('/login', fields, headers)).status;
}

/** Wrong passwords, each at an account of its own, which need not be there. */
async function guess(stack: Stack, headers: Sent, count: number): Promise<readonly number[]> {
  const browser = stack.browser();
  const fields = hiddenFields((await browser.authorize(B0)).body);
  const statuses: number[] = [];
  for (let tried = 0; tried < count; tried += 1) {
    const wrong = { username: `u${tried}@acme.test`, password: 'wrong', action: 'login' };
    statuses.push((await browser.post('/login', { ...fields, ...wrong }, headers)).status);
  }
  return statuses;
}

/** Counts in a budget as the processes of another machine do. */
async function countElsewhere({ storage }: Stack, budget: string, count: number): Promise<void> {
  const { loginAttempts } = storage.tenant('t-acme');
  for (let counted = 0; counted < count; counted += 1)
    await loginAttempts.reserve([{ key: sha256(budget), window_seconds: 3_600 }]);
}

function warnings(
  stack: Stack,
): readonly { readonly msg: string; readonly peer?: string; readonly value?: string }[] {
  return stack
    .logged()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))
    .filter(({ level, peer }) => level === 40 && peer !== undefined);
}

const list = (value: string): Sent => ({ 'x-forwarded-for': value });
const standard = (value: string): Sent => ({ forwarded: value });

/** What two people of one proxy send, whose addresses can be read. */
const READABLE: readonly (readonly [what: string, guesser: Sent, bucket: string, other: Sent])[] = [
  ['Azure: with a port', list('203.0.113.7:50001'), '203.0.113.7', list('198.51.100.2:50001')],
  ['in brackets, with a port', list('[2001:db8:1::1]:443'), '2001:db8:1:0::/64', list('[2001:db8:2::1]:443')],
  ['in quotes', list('"203.0.113.7"'), '203.0.113.7', list('"198.51.100.2"')],
  ['behind an empty element', list(', 203.0.113.7'), '203.0.113.7', list(', 198.51.100.2')],
  [
    'Forwarded (RFC 7239)',
    standard('for="[2001:db8:1::1]:1234";proto=https'),
    '2001:db8:1:0::/64',
    standard('for=198.51.100.2'),
  ],
];

/** What everybody of one proxy sends, none of whom can be told from another. */
const UNREADABLE: readonly Sent[] = [list('unknown'), list(' ,,'), standard('for=_hidden;proto=https')];

describe('behind a proxy', () => {
  let stack: Stack;
  before(async () => {
    stack = await startStack({ trustProxy: ['loopback'], logLevel: 'warn' });
  });
  after(() => stack.close());
  beforeEach(() => {
    stack.clock.now += 3_601;
  });

  for (const [what, guesser, bucket, other] of READABLE) {
    test(`LG-06 a guesser is stopped and nobody else is: ${what}`, async () => {
      await countElsewhere(stack, `address ${bucket}`, 99);
      assert.deepEqual(await guess(stack, guesser, 2), [400, 429]);
      assert.equal(await login(stack, ALICE, guesser), 429);
      assert.equal(await login(stack, ALICE, other), 303);
      assert.equal(await login(stack, BOB, list('192.0.2.50')), 303);
    });
  }

  test('LG-09 a guesser whose address nobody knows keeps nobody out', async () => {
    const [guesser = {}] = UNREADABLE;
    assert.deepEqual(new Set(await guess(stack, guesser, 101)), new Set([400]));
    for (const headers of [...UNREADABLE, {}, list('198.51.100.2')])
      assert.equal(await login(stack, ALICE, headers), 303, JSON.stringify(headers));
  });

  test('LG-06 one account keeps its budget against those whom nobody knows', async () => {
    await countElsewhere(stack, `account ${ALICE.username}`, 80);
    const wrong = { ...ALICE, password: 'wrong' };
    for (let tried = 0; tried < 20; tried += 1) {
      const headers = UNREADABLE[tried % UNREADABLE.length] ?? {};
      assert.equal(await login(stack, wrong, headers), 400, `${tried}`);
    }
    assert.equal(await login(stack, ALICE, list('unknown')), 429);
    assert.equal(await login(stack, BOB, list('unknown')), 303);
  });

  test('who asks for mail again and again from where nobody knows keeps nobody from theirs', async () => {
    const fields = { username: 'nobody@acme.test', action: 'send' };
    for (let asked = 0; asked < 101; asked += 1)
      assert.equal((await stack.browser().post('/reset-password', fields, list('unknown'))).status, 200);
  });

  test('the audit log says that the address is unknown, not that it was the proxy', async () => {
    await login(stack, { ...ALICE, password: 'wrong' }, list('203.0.113.7, -'));
    const [row] = await stack.storage.tenant('t-acme').audit.list(1);
    assert.equal(row?.ip, 'unknown');
  });
});

test('a value that cannot be read is warned about once, and cut', async () => {
  const stack = await startStack({ trustProxy: ['127.0.0.1'], logLevel: 'warn' });
  try {
    for (let sent = 0; sent < 5; sent += 1)
      await stack.browser().send('/', { headers: list(`${sent}-\u0085${'x'.repeat(400)}`) });
    const told = warnings(stack);
    assert.equal(told.length, 1);
    assert.match(told[0]?.msg ?? '', /is no address/);
    assert.equal(told[0]?.value, `0-${'x'.repeat(98)}`);
  } finally {
    await stack.close();
  }
});

test('a header of a peer that is not trusted is warned about once, with its address and the setting', async () => {
  const stack = await startStack({ logLevel: 'warn' });
  try {
    for (const headers of [list('203.0.113.7'), list('a'), standard('for=203.0.113.7'), {}])
      assert.equal((await stack.browser().send('/', { headers })).status, 200);
    const told = warnings(stack);
    assert.equal(told.length, 1);
    assert.equal(told[0]?.peer, '127.0.0.1');
    assert.match(told[0]?.msg ?? '', /TACIT_TRUST_PROXY/);
  } finally {
    await stack.close();
  }
});

test('LG-09 with TACIT_PROXY_HEADER no other header is believed', async () => {
  const stack = await startStack({
    trustProxy: ['loopback'],
    proxyHeader: 'cf-connecting-ip',
    logLevel: 'warn',
  });
  try {
    await countElsewhere(stack, 'address 203.0.113.7', 100);
    const spoofed = { ...list('198.51.100.9'), ...standard('for=198.51.100.9') };
    assert.equal(await login(stack, ALICE, { ...spoofed, 'cf-connecting-ip': '203.0.113.7' }), 429);
    assert.equal(await login(stack, ALICE, { ...list('192.0.2.1'), 'cf-connecting-ip': '203.0.113.7' }), 429);
    assert.equal(await login(stack, ALICE, { 'cf-connecting-ip': '203.0.113.8' }), 303);
  } finally {
    await stack.close();
  }
});

/**
 * LG of the attack catalogue, continued: the budgets of wrong passwords, by account and by address.
 */
import assert from 'node:assert/strict';
import { request } from 'node:http';
import { after, before, beforeEach, test } from 'node:test';
import { addressBucket } from '../../src/http/client-address.ts';
import { reserveAttempt } from '../../src/login/attempts.ts';
import { type Stack, startStack } from '../stack.ts';
import { type Answer, hiddenFields, type UserAgent } from '../user-agent.ts';
import { ALICE, B0 } from './requests.ts';

let stack: Stack;
before(async () => {
  stack = await startStack({ logLevel: 'error' });
});
after(() => stack.close());
// Every budget ends within the hour, so each test begins with full ones.
beforeEach(() => {
  stack.clock.now += 3_601;
});

type Attempt = { readonly username: string; readonly password: string };

/** One attempt from a browser of its own: 303 is a login. */
async function attempt(
  { username, password }: Attempt,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const browser = stack.browser();
  const page = await browser.authorize(B0);
  return browser.post('/login', { ...hiddenFields(page.body), username, password, action: 'login' }, headers);
}

async function wrongPasswords(count: number, usernames: readonly string[] = [ALICE.username]): Promise<void> {
  for (let tried = 0; tried < count; tried += 1) {
    const username = usernames[tried % usernames.length] ?? '';
    assert.equal((await attempt({ username, password: `wrong ${tried}` })).status, 400, username);
  }
}

/** The same form from another address of this machine, all of 127.0.0.0/8 being its own. */
function postFrom(localAddress: string, browser: UserAgent, fields: Record<string, string>): Promise<number> {
  const headers = {
    host: stack.host('acme'),
    cookie: [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
    'content-type': 'application/x-www-form-urlencoded',
  };
  return new Promise((resolve, reject) => {
    const target = { host: '127.0.0.1', port: stack.port, path: '/login', method: 'POST', agent: false };
    const sent = request({ ...target, localAddress, headers }, (answer) => {
      answer.resume();
      answer.on('end', () => resolve(answer.statusCode ?? 0));
    });
    sent.on('error', reject);
    sent.end(new URLSearchParams(fields).toString());
  });
}

test('LG-05 a hundred wrong passwords from one address are throttled, and the owner elsewhere still gets in', async () => {
  await wrongPasswords(10);
  for (let more = 0; more < 90; more += 1) {
    assert.equal((await attempt({ ...ALICE, password: 'wrong' })).status, 429);
  }
  assert.equal((await attempt(ALICE)).status, 429, 'the right password tells nothing while throttled');
  const owner = stack.browser();
  const fields = { ...hiddenFields((await owner.authorize(B0)).body), ...ALICE, action: 'login' };
  assert.equal(await postFrom('127.0.0.2', owner, fields), 303);
});

test('LG-06 one account from many addresses has a budget of its own, counted by all processes together', async () => {
  const records = stack.storage.tenant('t-acme');
  for (let from = 0; from < 1_000; from += 1) {
    const address = `10.0.${from >> 8}.${from & 255}`;
    assert.equal(await reserveAttempt({ account: ALICE.username, address }, records), true);
  }
  assert.equal((await attempt(ALICE)).status, 429);
  assert.equal((await attempt({ ...ALICE, username: 'bob@acme.test' })).status, 303);
});

test('LG-06 one address on many accounts has a budget of its own', async () => {
  const records = stack.storage.tenant('t-acme');
  for (let tried = 0; tried < 100; tried += 1) {
    const one = { account: `user${tried}@acme.test`, address: '127.0.0.1' };
    assert.equal(await reserveAttempt(one, records), true);
  }
  assert.equal((await attempt(ALICE)).status, 429);
  stack.clock.now += 15 * 60;
  assert.equal((await attempt(ALICE)).status, 303, 'the window has ended');
});

/** Spellings of alice: those of one account, and those of none. */
const SPELLINGS = ['Alice@ACME.test', ' alice@acme.test', 'alice@acme.test\t', '\uff41lice@acme.test'];
const OTHERS = [
  'alice@acme.test\0',
  'alice%40acme.test',
  'alice@acme.test.',
  'alice@acme\u3002test',
  'alice',
];

test('LG-08 spellings of one account share one budget', async () => {
  for (const username of SPELLINGS)
    assert.equal((await attempt({ ...ALICE, username })).status, 303, username);
  await wrongPasswords(10, SPELLINGS);
  for (const username of [ALICE.username, ...SPELLINGS])
    assert.equal((await attempt({ ...ALICE, username })).status, 429, username);
});

test('LG-08 LG-17 what is no spelling of the account never signs in to it, budget or not', async () => {
  const odd = [
    'alice@acme.test@acme.test',
    '"alice"@acme.test',
    'alice(x)@acme.test',
    'alice@acme.test,bob@acme.test',
    'alice@acme.test\r\nBcc: bob@acme.test',
    '%0aBcc:alice@acme.test',
    `${'a'.repeat(400)}@acme.test`,
    '',
  ];
  for (const username of [...OTHERS, ...odd])
    assert.equal((await attempt({ ...ALICE, username })).status, 400, username.slice(0, 40));
});

test('LG-09 headers that claim another address buy no further attempt', async () => {
  const claims = ['x-forwarded-for', 'forwarded', 'x-real-ip', 'cf-connecting-ip', 'true-client-ip'];
  for (let tried = 0; tried < 10; tried += 1) {
    const headers = Object.fromEntries(claims.map((name) => [name, `1.2.3.${tried}`]));
    assert.equal((await attempt({ ...ALICE, password: 'wrong' }, headers)).status, 400);
  }
  for (const value of ['9.9.9.9', 'a', '', '::1, 8.8.8.8', 'for="[2001:db8::1]"']) {
    const headers = Object.fromEntries(claims.map((name) => [name, value]));
    assert.equal((await attempt(ALICE, headers)).status, 429, value);
  }
});

test('LG-10 all addresses of one /64, and all spellings of one address, are one bucket', () => {
  const network = Array.from({ length: 65_536 }, (_, host) => `2001:db8:1:2::${host.toString(16)}`);
  assert.equal(new Set(network.map(addressBucket)).size, 1);
  assert.equal(new Set(['2001:DB8:1:2::1', '2001:0db8:0001:0002:0:0:0:1'].map(addressBucket)).size, 1);
  assert.equal(addressBucket('::ffff:1.2.3.4'), addressBucket('1.2.3.4'));
  assert.notEqual(addressBucket('2001:db8:1:3::1'), addressBucket('2001:db8:1:2::1'));
});

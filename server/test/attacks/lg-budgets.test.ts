/**
 * LG of the attack catalogue, continued: the budgets of wrong passwords, by account and by address.
 */
import assert from 'node:assert/strict';
import { request } from 'node:http';
import { after, before, beforeEach, test } from 'node:test';
import { addressBucket, networkBucket } from '../../src/http/client-address.ts';
import { sha256 } from '../../src/protocol/digest.ts';
import { type Stack, startStack } from '../stack.ts';
import { type Answer, hiddenFields, type UserAgent } from '../user-agent.ts';
import { ALICE, B0 } from './requests.ts';

let stack: Stack;
before(async () => {
  stack = await startStack({ logLevel: 'warn' });
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

/** Counts in a budget as the processes of another machine do. */
async function countElsewhere(budget: string, count: number): Promise<void> {
  const { loginAttempts } = stack.storage.tenant('t-acme');
  for (let counted = 0; counted < count; counted += 1)
    await loginAttempts.reserve([{ key: sha256(budget), window_seconds: 3_600 }]);
}

test('LG-06 one account from many addresses has a budget of its own, counted by all processes together', async () => {
  await countElsewhere(`account ${ALICE.username}`, 100);
  assert.equal((await attempt(ALICE)).status, 429);
  assert.equal((await attempt({ ...ALICE, username: 'bob@acme.test' })).status, 303);
});

test('LG-05 LG-06 a device that signed in before gets in although strangers used up the account', async () => {
  const device = stack.browser();
  const signIn = async (password: string) => {
    const page = await device.authorize({ ...B0, prompt: 'login' });
    const fields = { ...hiddenFields(page.body), username: ALICE.username, password, action: 'login' };
    return (await device.post('/login', fields)).status;
  };
  assert.equal(await signIn(ALICE.password), 303);
  await countElsewhere(`account ${ALICE.username}`, 100);
  assert.equal((await attempt(ALICE)).status, 429, 'a stranger');
  assert.equal(await signIn(ALICE.password), 303, 'the device');
  for (let tried = 0; tried < 20; tried += 1) assert.equal(await signIn(`wrong ${tried}`), 400);
  assert.equal(await signIn(ALICE.password), 429, 'the device has a budget too');
});

test('LG-05 a cookie of a known device is worth nothing at another tenant, nor made up', async () => {
  const device = stack.browser('globex');
  const page = await device.authorize({ ...B0, client_id: 'spaG' });
  const carol = { username: 'carol@globex.test', password: ALICE.password };
  assert.equal(
    (await device.post('/login', { ...hiddenFields(page.body), ...carol, action: 'login' })).status,
    303,
  );
  const known = device.cookies.get('tacit_known');
  assert.ok(known);
  await countElsewhere(`account ${ALICE.username}`, 100);
  for (const value of [known, 'made-up', `${known.slice(0, -4)}AAAA`]) {
    const browser = stack.browser();
    const opened = await browser.authorize(B0);
    browser.cookies.set('tacit_known', value);
    const answer = await browser.post('/login', { ...hiddenFields(opened.body), ...ALICE, action: 'login' });
    assert.equal(answer.status, 429);
  }
});

test('LG-06 one address on many accounts has a budget of its own', async () => {
  await countElsewhere('address 127.0.0.1', 100);
  assert.equal((await attempt(ALICE)).status, 429);
  stack.clock.now += 60 * 60;
  assert.equal((await attempt(ALICE)).status, 303, 'the window has ended');
});

test('LG-06 a flood over all accounts is told once, and from then on strangers have fewer attempts', async () => {
  await countElsewhere('tenant all', 4_998);
  await wrongPasswords(4);
  const { audit } = stack.storage.tenant('t-acme');
  const told = (await audit.list(100)).filter(({ type }) => type === 'password_attack');
  assert.equal(told.length, 1);
  assert.match(stack.logged(), /so many wrong passwords/);
  await wrongPasswords(1);
  assert.equal((await attempt({ ...ALICE, password: 'wrong' })).status, 429, 'five instead of ten');
  assert.equal((await attempt({ ...ALICE, username: 'bob@acme.test' })).status, 303, 'nobody is shut out');
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

test('LG-10 the networks of one organisation have a wider budget together', () => {
  assert.equal(networkBucket('2001:db8:1:3::1'), networkBucket('2001:db8:1:ffff::1'));
  assert.notEqual(networkBucket('2001:db8:2::1'), networkBucket('2001:db8:1::1'));
  assert.equal(networkBucket('::ffff:1.2.3.4'), undefined);
});

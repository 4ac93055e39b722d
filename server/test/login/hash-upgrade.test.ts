/**
 * Users whose hashes another program made sign in over HTTP, and have one of ours from then on.
 */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, test } from 'node:test';
import { B0, silently } from '../attacks/requests.ts';
import { type Stack, startStack } from '../stack.ts';
import { hiddenFields, type UserAgent } from '../user-agent.ts';

let stack: Stack;
let directory: string;
before(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tacit-upgrade-'));
  stack = await startStack({ databaseUrl: `sqlite:${join(directory, 'tacit.db')}` });
});
after(async () => {
  await stack.close();
  await rm(directory, { recursive: true, force: true });
});

const PASSWORD = 'correct horse';
const BCRYPT = '$2b$04$mivAGecEQRSB1Mb4ZZhOmO/wxheONdW6YnnYPZ1QzFvGJ8MqG9snq';
const TODAY = /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/;

/** A row a scheme, and one of argon2id as somebody else sets it. */
const IMPORTED: readonly (readonly [string, string])[] = [
  ['bcrypt', BCRYPT],
  ['scrypt', '$scrypt$ln=14,r=8,p=1$c2FsdHlzYWx0$30meN/x2mr0QxQCeJ6a9A67EyvMbNr/yaAVY1h/5q7M'],
  ['pbkdf2', '$pbkdf2-sha256$i=10000,l=32$c2FsdHlzYWx0$I1ILlChoj766Z1YGstPW545eKWfSs/R9fJHIJSnXjXU'],
  ['argon2i', '$argon2i$v=19$m=4096,t=3,p=2$c2FsdHlzYWx0MTIz$nINLQWMU2U26oMXFlJm0MHn06tIRI+GL'],
  ['argon2id', '$argon2id$v=19$m=4096,t=3,p=2$c2FsdHlzYWx0MTIz$iUXPCxpdgAw7b3t0V977bxwZPDBrzNUC'],
];

const records = () => stack.storage.tenant('t-acme');

/** A user with this hash, whose address is made of the name. */
async function imported(name: string, hash: string, blocked = false): Promise<string> {
  const email = `${name}@acme.test`;
  await records().users.save({ sub: `auth0|${name}`, blocked, claims: { email } }, hash);
  return email;
}

async function hashOf(email: string): Promise<string | undefined> {
  return (await records().users.findByEmail(email))?.password_hash;
}

/** The status of one attempt, and the browser that made it: 303 is a login. */
async function attempt(username: string, password: string): Promise<readonly [number, UserAgent]> {
  const browser = stack.browser();
  const page = await browser.authorize(B0);
  const fields = { ...hiddenFields(page.body), username, password, action: 'login' };
  return [(await browser.post('/login', fields)).status, browser];
}

test('a wrong password, or the right one of a blocked user, leaves an imported hash as it is', async () => {
  const email = await imported('careful', BCRYPT);
  assert.equal((await attempt(email, `${PASSWORD} `))[0], 400);
  assert.equal(await hashOf(email), BCRYPT);
  const blocked = await imported('blocked', BCRYPT, true);
  assert.equal((await attempt(blocked, PASSWORD))[0], 400);
  assert.equal(await hashOf(blocked), BCRYPT);
});

test('a hash that nobody can read lets nobody in and stays', async () => {
  const email = await imported('unreadable', '$2b$31$short');
  assert.equal((await attempt(email, PASSWORD))[0], 400);
  assert.equal(await hashOf(email), '$2b$31$short');
});

test('LG-14 what bcrypt does not see is no password, and does not become one', async () => {
  const hash = '$2b$04$abcdefghijklmnopqrstuuBzzIgyKkz7xMWYSzkIjUSnxEQFQ0WNe';
  const email = await imported('long', hash);
  assert.equal((await attempt(email, `${'a'.repeat(72)}b`))[0], 400);
  assert.equal(await hashOf(email), hash);
  assert.equal((await attempt(email, 'a'.repeat(72)))[0], 303);
  assert.equal((await attempt(email, `${'a'.repeat(72)}b`))[0], 400);
});

for (const [scheme, hash] of IMPORTED) {
  test(`whoever comes with a hash of ${scheme} signs in, has one of today's, and signs in again`, async () => {
    const email = await imported(`from-${scheme}`, hash);
    assert.equal((await attempt(email, PASSWORD))[0], 303);
    const upgraded = (await hashOf(email)) ?? '';
    assert.match(upgraded, TODAY);
    assert.equal((await attempt(email, PASSWORD))[0], 303);
    assert.equal((await attempt(email, `${PASSWORD} `))[0], 400);
    assert.equal(await hashOf(email), upgraded);
  });
}

test('an upgrade ends no session that began before', async () => {
  const email = await imported('session', BCRYPT);
  const [, first] = await attempt(email, PASSWORD);
  await records().users.replaceHash('auth0|session', { before: (await hashOf(email)) ?? '', after: BCRYPT });
  await attempt(email, PASSWORD);
  assert.match((await hashOf(email)) ?? '', TODAY);
  assert.equal(await silently(first), 'tokens');
});

test('LG-25 of two logins at once both succeed, and the hash that stays verifies', async () => {
  const email = await imported('race', BCRYPT);
  const both = await Promise.all([attempt(email, PASSWORD), attempt(email, PASSWORD)]);
  assert.deepEqual(
    both.map(([status]) => status),
    [303, 303],
  );
  assert.match((await hashOf(email)) ?? '', TODAY);
  assert.equal((await attempt(email, PASSWORD))[0], 303);
});

test('LG-25 where the new hash cannot be written the login succeeds and the old one verifies', async () => {
  const email = await imported('unwritten', BCRYPT);
  const database = new DatabaseSync(join(directory, 'tacit.db'));
  database.exec(`create trigger full before update of password_hash on users
    when new.sub = 'auth0|unwritten' begin select raise(abort, 'the disk is full'); end`);
  assert.equal((await attempt(email, PASSWORD))[0], 303);
  assert.equal(await hashOf(email), BCRYPT);
  assert.match(stack.logged(), /a password hash was not upgraded/);
  assert.ok(!stack.logged().includes(PASSWORD) && !stack.logged().includes(BCRYPT));
  database.exec('drop trigger full');
  database.close();
  assert.equal((await attempt(email, PASSWORD))[0], 303);
  assert.match((await hashOf(email)) ?? '', TODAY);
});

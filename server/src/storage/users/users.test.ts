import assert from 'node:assert/strict';
import { forEachDatabase, NOW } from '../../../test/databases/databases.ts';
import { beginSession } from '../../../test/login/epochs.ts';

const ALICE = {
  user: {
    sub: 'auth0|a11ce0000000000000000001',
    blocked: false,
    claims: { email: 'alice@acme.test', email_verified: false, name: 'Alice' },
  },
  password_hash: 'hash of Alice',
  created_at: NOW,
  user_metadata: { plan: 'free' },
} as const;

const MALLORY = {
  ...ALICE,
  user: { ...ALICE.user, sub: 'auth0|badbad000000000000000009' },
  password_hash: 'hash of Mallory',
};

forEachDatabase('users.create: an address that is taken is refused, and its user stays', async ({ acme }) => {
  assert.ok(await acme.users.create(ALICE));
  assert.equal(await acme.users.create(MALLORY), undefined);
  assert.equal(await acme.users.find(MALLORY.user.sub), undefined);
  assert.equal((await acme.users.findByEmail('alice@acme.test'))?.password_hash, 'hash of Alice');
});

forEachDatabase('users.create: another spelling of a taken address is taken', async ({ acme }) => {
  assert.ok(await acme.users.create(ALICE));
  const claims = { ...ALICE.user.claims, email: ' Alice@ACME.test' };
  assert.equal(await acme.users.create({ ...MALLORY, user: { ...MALLORY.user, claims } }), undefined);
});

forEachDatabase('users.create: of ten at once for one address, one gets it', async ({ acme }) => {
  const all = Array.from({ length: 10 }, (_, index) =>
    acme.users.create({ ...ALICE, user: { ...ALICE.user, sub: `auth0|${index}` } }),
  );
  assert.equal((await Promise.all(all)).filter((made) => made).length, 1);
});

forEachDatabase(
  'users.create: another tenant has the address for itself, and all that was given is kept',
  async ({ acme, globex, rows }) => {
    assert.ok(await acme.users.create(ALICE));
    assert.ok(await globex.users.create(ALICE));
    assert.deepEqual(await acme.users.find(ALICE.user.sub), { ...ALICE.user, epoch: 0 });
    const [row] = await rows("select created_at, user_metadata from users where tenant_id = 'acme'");
    assert.deepEqual([Number(row?.['created_at']), row?.['user_metadata']], [NOW, '{"plan":"free"}']);
  },
);

forEachDatabase(
  'PR-15 users.verifyEmail: an address that a user has no longer verifies nothing',
  async ({ acme, globex }) => {
    await acme.users.create(ALICE);
    await globex.users.create(ALICE);
    const { sub } = ALICE.user;
    assert.equal(await acme.users.verifyEmail(sub, 'old@acme.test'), false);
    assert.equal(await acme.users.verifyEmail('auth0|nobody', 'alice@acme.test'), false);
    assert.equal(await globex.users.verifyEmail(sub, 'alice@acme.test'), true);
    assert.equal((await acme.users.find(sub))?.claims.email_verified, false);
  },
);

forEachDatabase(
  'users.verifyEmail: verifies the address, changes nothing else, and may be said twice and by several at once',
  async ({ acme }) => {
    await acme.users.create(ALICE);
    const { sub, claims } = ALICE.user;
    const several = [1, 2, 3].map(() => acme.users.verifyEmail(sub, 'alice@acme.test'));
    assert.deepEqual(await Promise.all(several), [true, true, true]);
    assert.deepEqual((await acme.users.find(sub))?.claims, { ...claims, email_verified: true });
  },
);

forEachDatabase(
  'users.proveMailbox: what was left in an account before anybody showed its mailbox ends, and once only',
  async ({ acme, globex }) => {
    const { sub } = ALICE.user;
    for (const records of [acme, globex]) {
      await records.users.create(ALICE);
      const authenticator = { authenticator_id: 'A1', sub, epoch: 0, name: '', document: {}, counter: 0 };
      await records.authenticators.add({ ...authenticator, kind: 'otp' }, ['hash']);
    }
    assert.equal(await acme.users.proveMailbox(sub, 'other@acme.test'), 'moved');
    assert.equal(await acme.users.isAnybodys(sub, 'alice@acme.test'), true);
    assert.equal(await acme.users.proveMailbox(sub, 'alice@acme.test'), 'reclaimed');
    assert.equal((await acme.users.findByEmail('alice@acme.test'))?.password_hash, undefined);
    assert.deepEqual(await acme.authenticators.list(sub), []);
    assert.equal((await acme.users.find(sub))?.has_second_factor, undefined);
    assert.equal((await acme.users.find(sub))?.epoch, 1);
    assert.equal((await globex.authenticators.list(sub)).length, 1);
    assert.equal((await globex.users.findByEmail('alice@acme.test'))?.password_hash, 'hash of Alice');
    assert.equal(await acme.users.isAnybodys(sub, 'alice@acme.test'), false);
    assert.equal(await acme.users.proveMailbox(sub, 'alice@acme.test'), 'verified');
    assert.equal((await acme.users.find(sub))?.epoch, 1);
  },
);

forEachDatabase(
  'users.proveMailbox: an account that the operator made keeps what is in it',
  async ({ acme }) => {
    await acme.users.save(ALICE.user, 'hash of Alice');
    assert.equal(await acme.users.proveMailbox(ALICE.user.sub, 'alice@acme.test'), 'verified');
    const found = await acme.users.findByEmail('alice@acme.test');
    assert.equal(found?.password_hash, 'hash of Alice');
    assert.deepEqual([found?.user.epoch, found?.user.claims.email_verified], [0, true]);
  },
);

/** A change in a session that lives under an epoch. */
function change(password_hash: string, epoch: number, history = 3) {
  const session = { sid: 'SID', id_hash: 'next', epoch };
  return { sub: ALICE.user.sub, password_hash, history, notice: undefined, by: { session } };
}

forEachDatabase(
  'users.changePassword: the history is as long as it is to be, and a shorter one forgets',
  async ({ acme, clock }) => {
    assert.ok(await acme.users.create(ALICE));
    await beginSession(acme, ALICE.user.sub, 'SID');
    for (const [epoch, password_hash] of ['second', 'third', 'fourth'].entries()) {
      clock.now += 1;
      assert.equal(await acme.users.changePassword(change(password_hash, epoch)), 0);
    }
    assert.deepEqual(await acme.users.lastPasswords(ALICE.user.sub, 9), ['fourth', 'third', 'second']);
    clock.now += 1;
    await acme.users.changePassword(change('fifth', 3, 0));
    assert.deepEqual(await acme.users.lastPasswords(ALICE.user.sub, 9), ['fifth']);
  },
);

forEachDatabase('users.changePassword: what is of another user or tenant stays', async ({ acme, globex }) => {
  const bob = { ...MALLORY, user: { ...MALLORY.user, claims: { email: 'bob@acme.test' } } };
  assert.ok(await acme.users.create(ALICE));
  assert.ok(await acme.users.create(bob));
  assert.ok(await globex.users.create(ALICE));
  for (const { authenticators } of [acme, globex])
    await authenticators.rememberDevice({
      sub: ALICE.user.sub,
      epoch: 0,
      token_hash: 'device',
      expires_at: NOW + 99,
    });
  await beginSession(acme, ALICE.user.sub, 'SID');
  await acme.users.changePassword(change('new', 0));
  assert.equal((await acme.users.findByEmail('bob@acme.test'))?.password_hash, MALLORY.password_hash);
  assert.equal((await globex.users.findByEmail('alice@acme.test'))?.password_hash, ALICE.password_hash);
  assert.equal(await acme.authenticators.isRememberedDevice(ALICE.user.sub, 'device'), false);
  assert.equal(await globex.authenticators.isRememberedDevice(ALICE.user.sub, 'device'), true);
});

forEachDatabase(
  'LG-25 users.replaceHash: what is no longer stored is not replaced, and of ten at once one is written',
  async ({ acme, globex }) => {
    await acme.users.create(ALICE);
    await globex.users.create(ALICE);
    const { sub } = ALICE.user;
    const before = ALICE.password_hash;
    assert.equal(await acme.users.replaceHash(sub, { before: 'hash of old', after: 'stale' }), false);
    assert.equal(await acme.users.replaceHash('auth0|nobody', { before, after: 'nobody' }), false);
    const all = Array.from({ length: 10 }, (_, index) =>
      acme.users.replaceHash(sub, { before, after: `new ${index}` }),
    );
    const written = (await Promise.all(all)).flatMap((isWritten, index) =>
      isWritten ? [`new ${index}`] : [],
    );
    const stored = await acme.users.findByEmail('alice@acme.test');
    assert.deepEqual(written, [stored?.password_hash]);
    assert.equal((await globex.users.findByEmail('alice@acme.test'))?.password_hash, before);
  },
);

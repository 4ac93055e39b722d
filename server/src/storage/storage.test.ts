import assert from 'node:assert/strict';
import { forEachDatabase, NOW } from '../../test/databases/databases.ts';
import type { EndUser } from '../protocol/end-user/end-user.ts';
import { StorageConflict } from './storage-conflict.ts';

const ALICE: EndUser = {
  sub: 'auth0|a11ce0000000000000000001',
  epoch: 0,
  blocked: false,
  claims: {
    email: 'Alice@Acme.test',
    email_verified: true,
    name: 'Alice "Ä" O\u2019Neil',
    address: { country: 'CH' },
  },
};
const BOB: EndUser = { sub: 'auth0|b0b', epoch: 0, blocked: true, claims: { email: 'bob@acme.test' } };
const SESSION = {
  id_hash: 'hash-1',
  sid: 'sid-1',
  epoch: 0,
  sub: ALICE.sub,
  auth_time: NOW,
  amr: ['pwd', 'otp'],
  expires_at: NOW + 10_000,
  idle_seconds: 600,
} as const;
const CONSENT = { sub: ALICE.sub, client_id: 'spa1', audience: 'https://api.test' } as const;
const TOKEN = { sub: ALICE.sub, client_id: 'spa1', scope: 'openid email', expires_at: NOW + 100 } as const;

forEachDatabase('AU-14 nothing of one tenant is found by its id in another', async ({ acme, globex }) => {
  await acme.users.save(ALICE, 'phc');
  await acme.sessions.begin(SESSION);
  await acme.consents.add({ ...CONSENT, scopes: ['read'] });
  await acme.interactions.spend('interaction', NOW + 600);
  await acme.accessTokens.save({ ...TOKEN, epoch: 0, token_hash: 'token-hash' });
  await acme.loginAttempts.reserve([{ key: 'bucket', window_seconds: 60 }]);
  await acme.audit.record({ type: 'login', request_id: 'r1' });

  assert.equal(await globex.users.find(ALICE.sub), undefined);
  assert.equal(await globex.users.findByEmail('alice@acme.test'), undefined);
  assert.deepEqual(await globex.users.list(), []);
  assert.equal(await globex.sessions.find('hash-1'), undefined);
  assert.deepEqual(await globex.consents.find(CONSENT), []);
  assert.equal(await globex.accessTokens.find('token-hash'), undefined);
  assert.equal(await globex.interactions.spend('interaction', NOW + 600), true);
  assert.deepEqual(await globex.loginAttempts.reserve([{ key: 'bucket', window_seconds: 60 }]), [1]);
  assert.deepEqual(await globex.audit.list(10), []);
});

forEachDatabase(
  'AU-14 what one tenant ends, withdraws or refunds stays in another',
  async ({ acme, globex }) => {
    await acme.users.save(ALICE);
    await acme.sessions.begin(SESSION);
    await acme.consents.add({ ...CONSENT, scopes: ['read'] });
    await acme.loginAttempts.reserve([{ key: 'bucket', window_seconds: 60 }]);

    await globex.sessions.end('hash-1');
    await globex.consents.withdraw(CONSENT);
    await globex.loginAttempts.refund(['bucket']);
    await globex.users.save({ ...ALICE, blocked: true });
    await globex.sessions.begin({ ...SESSION, id_hash: 'hash-2', replaces: 'hash-1' });

    assert.equal((await acme.sessions.find('hash-1'))?.user.blocked, false);
    assert.deepEqual(await acme.consents.find(CONSENT), ['read']);
    assert.deepEqual(await acme.loginAttempts.reserve([{ key: 'bucket', window_seconds: 60 }]), [2]);
  },
);

forEachDatabase(
  'PR-04 secrets are kept as hashes or sealed, and tenant_id leads every key',
  async ({ rows, storage }) => {
    const columns =
      storage.dialect === 'sqlite'
        ? 'select m.name as "table", c.name as "column", c.pk as position from sqlite_master m, pragma_table_info(m.name) c where m.type = \'table\''
        : 'select t.table_name as "table", t.column_name as "column", coalesce(k.ordinal_position, 0)::int as position from information_schema.columns t left join (information_schema.key_column_usage k join information_schema.table_constraints p on p.constraint_name = k.constraint_name and p.table_schema = k.table_schema and p.constraint_type = \'PRIMARY KEY\') on k.table_schema = t.table_schema and k.table_name = t.table_name and k.column_name = t.column_name where t.table_schema = current_schema()';
    const found = (await rows(columns)).filter((row) => !String(row['table']).startsWith('kysely_'));
    const secret = found.filter(({ column }) =>
      /token|cookie|password|secret|private|session_id/.test(String(column)),
    );
    assert.deepEqual(secret.map(({ column }) => column).sort(), [
      'password_hash',
      'password_hash',
      'private_jwk_sealed',
      'token_hash',
      'token_hash',
      'token_hash',
      'token_hash',
      'token_hash',
    ]);
    const first = new Map(
      found.filter(({ position }) => position === 1).map((row) => [row['table'], row['column']]),
    );
    first.delete('rollouts');
    first.delete('readiness');
    first.delete('master_key');
    assert.equal(first.size, 42);
    assert.deepEqual([...new Set(first.values())], ['tenant_id']);
  },
);

forEachDatabase(
  'an e-mail address that another user has is refused, in any spelling',
  async ({ acme, globex }) => {
    await acme.users.save(ALICE);
    await acme.users.save(BOB);
    for (const email of ['alice@acme.test', ' ALICE@ACME.TEST ', 'ａlice@acme.test']) {
      const thief = { ...BOB, claims: { email } };
      await assert.rejects(
        acme.users.save(thief),
        (error) => error instanceof StorageConflict && error.code === 'email_taken',
      );
      await assert.rejects(acme.users.save({ ...thief, sub: 'auth0|new' }), StorageConflict);
    }
    assert.deepEqual(await acme.users.find(BOB.sub), BOB);
    await globex.users.save({ ...BOB, claims: ALICE.claims });
  },
);

forEachDatabase(
  'a user comes back as saved; a save without a password keeps the one there is',
  async ({ acme }) => {
    assert.equal(await acme.users.find('nobody'), undefined);
    assert.equal(await acme.users.findByEmail('nobody@acme.test'), undefined);
    await acme.users.save(ALICE, 'phc-1');
    assert.deepEqual(await acme.users.find(ALICE.sub), ALICE);
    assert.deepEqual(await acme.users.findByEmail('alice@acme.test'), {
      user: ALICE,
      password_hash: 'phc-1',
    });
    assert.equal(await acme.users.findByEmail('Alice@Acme.test'), undefined);
    await acme.users.save({ ...ALICE, blocked: true });
    assert.equal((await acme.users.findByEmail('alice@acme.test'))?.password_hash, 'phc-1');
    await acme.users.save({ ...ALICE, claims: { email: 'new@acme.test' } }, 'phc-2');
    assert.equal(await acme.users.findByEmail('alice@acme.test'), undefined);
    assert.equal((await acme.users.findByEmail('new@acme.test'))?.password_hash, 'phc-2');
    await acme.users.save({ sub: 'auth0|no-mail-1', blocked: false, claims: {} });
    await acme.users.save({ sub: 'auth0|no-mail-2', blocked: false, claims: {} });
    assert.equal((await acme.users.list()).length, 3);
  },
);

forEachDatabase(
  'text that no database can keep as a key is found nowhere and stops nothing',
  async ({ acme }) => {
    for (const text of ['\0', 'spa1\0', '\ud800', '']) {
      assert.equal(await acme.clients.find(text), undefined);
      assert.equal(await acme.resourceServers.find(text), undefined);
      assert.equal(await acme.users.find(text), undefined);
      assert.equal(await acme.users.findByEmail(text), undefined);
    }
  },
);

forEachDatabase(
  'of many who spend an interaction at once, over two connections, one succeeds',
  async ({ acme, open }) => {
    const other = (await open()).tenant('acme');
    for (const id of ['i1', 'i2', 'i3']) {
      const all = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          (index % 2 ? acme : other).interactions.spend(id, NOW + 600),
        ),
      );
      assert.equal(all.filter(Boolean).length, 1);
    }
    assert.equal(await acme.interactions.spend('i1', NOW + 600), false);
  },
);

forEachDatabase(
  'login attempts at once, over two connections, are all counted once each',
  async ({ acme, open }) => {
    const other = (await open()).tenant('acme');
    const [one, two] = [
      { key: 'address', window_seconds: 60 },
      { key: 'account', window_seconds: 60 },
    ];
    const counts = await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        index % 2 ? acme.loginAttempts.reserve([one, two]) : other.loginAttempts.reserve([two, one]),
      ),
    );
    const expected = Array.from({ length: 30 }, (_, index) => index + 1);
    for (const key of [0, 1]) {
      const seen = counts.map((pair, index) => pair[index % 2 ? key : 1 - key] ?? 0);
      assert.deepEqual(
        seen.sort((a, b) => a - b),
        expected,
      );
    }
    await Promise.all([
      acme.loginAttempts.refund(['address', 'account']),
      other.loginAttempts.refund(['account', 'address']),
    ]);
    assert.deepEqual(await acme.loginAttempts.reserve([one, two]), [29, 29]);
  },
);

forEachDatabase(
  'a window of login attempts ends to the second, and a refund never gives credit',
  async (database) => {
    const { acme, clock } = database;
    const bucket = [{ key: 'address', window_seconds: 60 }];
    assert.deepEqual(await acme.loginAttempts.reserve([]), []);
    assert.deepEqual(await acme.loginAttempts.reserve(bucket), [1]);
    clock.now = NOW + 59;
    assert.deepEqual(await acme.loginAttempts.reserve(bucket), [2]);
    clock.now = NOW + 60;
    assert.deepEqual(await acme.loginAttempts.reserve(bucket), [1]);
    await acme.loginAttempts.refund([]);
    for (let time = 0; time < 3; time += 1) await acme.loginAttempts.refund(['address', 'unknown']);
    assert.deepEqual(await acme.loginAttempts.reserve(bucket), [1]);
  },
);

forEachDatabase(
  'consents are of one user, client and audience; scopes added at once are all kept',
  async (database) => {
    const { acme } = database;
    const other = (await database.open()).tenant('acme');
    await acme.users.save(ALICE);
    await acme.users.save(BOB);
    assert.deepEqual(await acme.consents.find(CONSENT), []);
    await acme.consents.add({ ...CONSENT, scopes: [] });
    await Promise.all(
      ['a', 'b', 'c', 'd'].map((scope, index) =>
        (index % 2 ? acme : other).consents.add({ ...CONSENT, scopes: [scope, 'openid'] }),
      ),
    );
    assert.deepEqual(await acme.consents.find(CONSENT), ['a', 'b', 'c', 'd', 'openid']);
    for (const difference of [{ sub: BOB.sub }, { client_id: 'spa2' }, { audience: 'https://api.test/' }]) {
      assert.deepEqual(await acme.consents.find({ ...CONSENT, ...difference }), []);
    }
    await acme.consents.add({ ...CONSENT, client_id: 'spa2', scopes: ['a'] });
    await acme.consents.withdraw({ sub: ALICE.sub, client_id: 'spa1' });
    assert.deepEqual(await acme.consents.find(CONSENT), []);
    assert.deepEqual(await acme.consents.find({ ...CONSENT, client_id: 'spa2' }), ['a']);
  },
);

forEachDatabase('an opaque access token ends to the second', async ({ acme, clock }) => {
  assert.equal(await acme.accessTokens.find('token-hash'), undefined);
  await acme.users.save(ALICE);
  await acme.accessTokens.save({ ...TOKEN, epoch: 0, token_hash: 'token-hash' });
  clock.now = NOW + 99;
  assert.deepEqual(await acme.accessTokens.find('token-hash'), TOKEN);
  await assert.rejects(acme.accessTokens.save({ ...TOKEN, epoch: 0, token_hash: 'token-hash' }));
  clock.now = NOW + 100;
  assert.equal(await acme.accessTokens.find('token-hash'), undefined);
});

import assert from 'node:assert/strict';
import { forEachDatabase, NOW, type TestDatabase } from '../../test/databases.ts';
import { openPostgres } from './dialects/postgres.ts';
import { openSqlite } from './dialects/sqlite.ts';
import { sweep } from './sweeper.ts';

const DAY = 86_400;
const USER = { sub: 'auth0|1', blocked: false, claims: {} };
const TABLES = ['sessions', 'spent_interactions', 'access_tokens', 'login_attempts', 'audit', 'signing_keys'];

forEachDatabase('nothing is deleted a second before its end', async (database) => {
  await fill(database, ['one']);
  assert.equal(await database.storage.sweep(NOW + 99), 0);
  assert.deepEqual(await counts(database), [1, 1, 1, 1, 1, 2]);
});

forEachDatabase(
  'what has ended is deleted at its end, in every tenant; audit is kept for 90 days',
  async (database) => {
    const { storage, acme } = database;
    await fill(database, ['one']);
    await acme.users.save(USER);
    await acme.interactions.spend('still good', NOW + 101);
    assert.equal(await storage.sweep(NOW + 100), 5);
    assert.deepEqual(await counts(database), [0, 1, 0, 0, 1, 1]);
    assert.equal(await storage.sweep(NOW + 90 * DAY - 1), 1);
    assert.equal(await storage.sweep(NOW + 90 * DAY), 1);
    assert.deepEqual(await counts(database), [0, 0, 0, 0, 0, 1]);
    assert.equal((await acme.users.list()).length, 1);
  },
);

forEachDatabase(
  'a key that was deleted is told to those who cache it, and a current one is never deleted',
  async (database) => {
    const { storage, globex } = database;
    await fill(database, ['one']);
    assert.equal((await globex.signingKeys.list()).length, 2);
    await storage.sweep(NOW + 100);
    assert.deepEqual(
      (await globex.signingKeys.list()).map(({ kid }) => kid),
      ['current'],
    );
  },
);

forEachDatabase(
  'audit and sign-ins are kept for as long as the settings say',
  async ({ acme, storage, rows }) => {
    await acme.users.save(USER);
    await acme.audit.record({ type: 'login', request_id: 'r1' });
    await acme.signIns.add('r1', { sub: USER.sub, ip: '', device: '', client_id: 'one', amr: [] });
    const retention = { audit: 3 * DAY, sign_ins: 7 * DAY };
    assert.equal(await storage.sweep(NOW + 3 * DAY - 1, retention), 0);
    assert.equal(await storage.sweep(NOW + 3 * DAY, retention), 1);
    assert.deepEqual(await rows('select * from audit'), []);
    assert.equal(await storage.sweep(NOW + 7 * DAY - 1, retention), 0);
    assert.equal(await storage.sweep(NOW + 7 * DAY, retention), 1);
    assert.deepEqual(await rows('select * from sign_ins'), []);
  },
);

forEachDatabase('a sweep stays within its bound, and the next one goes on', async (database) => {
  const ids = Array.from({ length: 25 }, (_, index) => `id-${index}`);
  for (const id of ids) await database.globex.interactions.spend(id, NOW);
  const { databaseUrl, errors } = database;
  const opened = databaseUrl.startsWith('sqlite:')
    ? await openSqlite(databaseUrl.slice('sqlite:'.length))
    : await openPostgres(databaseUrl, (error) => errors.push(error));
  try {
    const bound = { rows: 5, statements: 2 };
    assert.equal(await sweep(opened, NOW, { bound }), 10);
    assert.equal(await sweep(opened, NOW, { bound }), 10);
    assert.equal(await sweep(opened, NOW, { bound }), 5);
    assert.equal(await sweep(opened, NOW, { bound }), 0);
  } finally {
    await opened.close();
  }
});

forEachDatabase(
  'sweeps at once, over two connections, and writes beside them do not disturb each other',
  async (database) => {
    const { storage, globex, clock, open } = database;
    const other = await open();
    const keys = Array.from({ length: 200 }, (_, index) => ({ key: `key-${index}`, window_seconds: 60 }));
    await globex.loginAttempts.reserve(keys);
    clock.now = NOW + 60;
    const [reserved] = await Promise.all([
      globex.loginAttempts.reserve(keys.toReversed()),
      storage.sweep(clock.now),
      other.sweep(clock.now),
      other.tenant('globex').loginAttempts.refund(keys.map(({ key }) => key)),
    ]);
    assert.deepEqual(new Set(reserved), new Set([1]));
  },
);

/** One record of each kind that ends at NOW + 100, and a current key. */
async function fill({ globex }: TestDatabase, ids: readonly string[]): Promise<void> {
  const ends = NOW + 100;
  await globex.users.save(USER);
  for (const id of ids) {
    await globex.sessions.begin({
      id_hash: id,
      sid: id,
      sub: USER.sub,
      auth_time: NOW,
      amr: ['pwd'],
      expires_at: NOW + 1_000,
      idle_seconds: 100,
    });
    await globex.interactions.spend(id, ends);
    await globex.accessTokens.save({
      token_hash: id,
      sub: USER.sub,
      client_id: 'spa1',
      scope: 'openid',
      expires_at: ends,
    });
    await globex.loginAttempts.reserve([{ key: id, window_seconds: 100 }]);
    await globex.audit.record({ type: 'login', request_id: id });
  }
  const key = { alg: 'ES256', public_jwk: '{}', private_jwk_sealed: 'sealed', created_at: NOW } as const;
  const current = { ...key, kid: 'current', state: 'current' } as const;
  const previous = { ...key, kid: 'previous', state: 'previous', expires_at: ends } as const;
  await globex.signingKeys.replace('ES256', [current, previous], []);
}

async function counts({ rows }: TestDatabase): Promise<readonly unknown[]> {
  const counted = [];
  for (const table of TABLES) counted.push((await rows(`select count(*) as n from ${table}`))[0]?.['n']);
  return counted;
}

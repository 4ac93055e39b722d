import assert from 'node:assert/strict';
import { forEachDatabase, NOW, type TestDatabase } from '../../../test/databases/databases.ts';
import type { Grant } from '../../protocol/tokens/grant.ts';
import type { Database } from '../database.ts';
import { openPostgres } from '../dialects/postgres.ts';
import { openSqlite } from '../dialects/sqlite.ts';
import { sweep } from './sweeper.ts';

const HOUR = 3_600;
const DAY = 86_400;
const USER = { sub: 'auth0|1', epoch: 0, blocked: false, claims: {} };
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
    assert.equal(await storage.sweep(NOW + 100), 4);
    assert.deepEqual(await counts(database), [0, 2, 0, 0, 1, 1]);
    // What was used up is remembered for as long as another machine's clock may be behind.
    assert.equal(await storage.sweep(NOW + 100 + HOUR - 1), 0);
    assert.equal(await storage.sweep(NOW + 100 + HOUR), 1);
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
    const failed = {
      request_id: 'r2',
      reason: 'wrong_password',
      ip: '',
      device: '',
      client_id: 'one',
    } as const;
    await acme.failedSignIns.add(USER.sub, failed);
    await acme.failedSignIns.add(undefined, failed);
    const retention = { audit: 3 * DAY, sign_ins: 7 * DAY, counters: 400 * DAY };
    // What says nothing ends as it is written.
    assert.equal(await storage.sweep(NOW + 3 * DAY - 1, retention), 1);
    assert.equal(await storage.sweep(NOW + 3 * DAY, retention), 1);
    assert.deepEqual(await rows('select * from audit'), []);
    assert.equal(await storage.sweep(NOW + 7 * DAY - 1, retention), 0);
    assert.equal(await storage.sweep(NOW + 7 * DAY, retention), 2);
    for (const table of ['sign_ins', 'failed_sign_ins'])
      assert.deepEqual(await rows(`select * from ${table}`), []);
  },
);

forEachDatabase(
  'a sweep deletes all that has expired, however much, a few rows at a time',
  async (database) => {
    const ids = Array.from({ length: 25 }, (_, index) => `id-${index}`);
    for (const id of ids) await database.globex.interactions.spend(id, NOW);
    await withConnection(database, async (connection) => {
      const steps: number[] = [];
      const next = (rows: number) => {
        steps.push(rows);
        return rows + 1;
      };
      assert.equal(await sweep(connection, NOW + HOUR, { pace: { first: 5, next } }), 25);
      assert.deepEqual(steps, [5, 6, 7]);
      assert.equal(await sweep(connection, NOW + HOUR), 0);
    });
  },
);

forEachDatabase(
  'a sweep looks again at sessions that were moved on, and at those that an old process wrote, and deletes what has ended of them',
  async (database) => {
    const { storage, rows, clock, globex } = database;
    const moved = Array.from({ length: 13 }, (_, index) => `moved-${index}`);
    const ended = Array.from({ length: 13 }, (_, index) => `ended-${index}`);
    await fill(database, [...moved, ...ended]);
    clock.now = NOW + 61;
    for (const id of moved) assert.ok(await globex.sessions.find(id));
    await storage.tenant('globex').sessions.find('moved-0');
    await storage.sweep(NOW + 61);
    await rows(`update sessions set sweep_at = 0 where id_hash like '%-2'`);
    await withConnection(database, async (connection) => {
      const pace = { first: 5, next: (count: number) => count };
      // What else has ended by then goes with them.
      await sweep(connection, NOW + 100, { pace });
      const left = await rows('select id_hash, sweep_at from sessions order by id_hash');
      assert.deepEqual(
        left,
        moved.toSorted().map((id_hash) => ({ id_hash, sweep_at: NOW + 161 })),
      );
      await sweep(connection, NOW + 160, { pace });
      assert.equal((await rows('select * from sessions')).length, moved.length);
      await sweep(connection, NOW + 161, { pace });
      assert.deepEqual(await rows('select * from sessions'), []);
    });
  },
);

forEachDatabase('a sweep that is to end ends at its next step', async (database) => {
  const ids = Array.from({ length: 25 }, (_, index) => `id-${index}`);
  for (const id of ids) await database.globex.interactions.spend(id, NOW);
  await withConnection(database, async (connection) => {
    const closing = new AbortController();
    const next = (rows: number) => {
      closing.abort();
      return rows;
    };
    const swept = await sweep(connection, NOW + HOUR, { pace: { first: 5, next }, signal: closing.signal });
    assert.equal(swept, 5);
  });
});

forEachDatabase('a grant with more refresh tokens than a step has rows goes in several', async (database) => {
  const { acme, rows, storage } = database;
  await acme.users.save(USER);
  const session = {
    sub: USER.sub,
    epoch: 0,
    auth_time: NOW,
    amr: [],
    expires_at: NOW + 900,
    idle_seconds: 900,
  };
  await acme.sessions.begin({ ...session, id_hash: 'h', sid: 'sid' });
  for (const grant_id of ['many', 'none', 'lives'])
    await acme.grants.begin({ ...grantOf(grant_id), epoch: 0 }, NOW);
  await rows(`update grants set expires_at = ${NOW + 1} where grant_id = 'lives'`);
  const values = Array.from(
    { length: 23 },
    (_, index) => `('acme', 'token ${index}', '${index < 21 ? 'many' : 'lives'}', 0, ${NOW + 900})`,
  );
  await rows(`insert into refresh_tokens (tenant_id, token_hash, grant_id, uses, expires_at)
    values ${values.join(', ')}`);
  await withConnection(database, async (connection) => {
    const left: unknown[] = [];
    const next = (step: number) => {
      left.push(rows(`select count(*) as n from refresh_tokens`));
      return step;
    };
    assert.equal(await sweep(connection, NOW, { pace: { first: 5, next } }), 2);
    // PostgreSQL lets them go with their grant: it does so in a process of its own.
    const steps = storage.dialect === 'sqlite' ? [[{ n: 18 }], [{ n: 13 }], [{ n: 8 }], [{ n: 3 }]] : [];
    assert.deepEqual(await Promise.all(left), steps);
  });
  assert.deepEqual(await rows('select grant_id from grants'), [{ grant_id: 'lives' }]);
  assert.deepEqual(await rows('select count(*) as n from refresh_tokens'), [{ n: 2 }]);
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

function grantOf(grant_id: string): Grant {
  const client = { client_id: 'spa1', redirect_uri: 'https://app.test/cb' };
  return { ...client, grant_id, sub: USER.sub, sid: 'sid', auth_time: NOW, amr: ['pwd'], scope: ['openid'] };
}

async function withConnection(
  { databaseUrl, errors }: TestDatabase,
  run: (connection: Database) => Promise<void>,
): Promise<void> {
  const onError = (error: unknown) => errors.push(error);
  const connection = databaseUrl.startsWith('sqlite:')
    ? await openSqlite(databaseUrl.slice('sqlite:'.length), onError)
    : await openPostgres(databaseUrl, { onError, mayBegin: true });
  try {
    await run(connection);
  } finally {
    await connection.close();
  }
}

/** One record of each kind that ends at NOW + 100, and a current key. */
async function fill({ globex }: TestDatabase, ids: readonly string[]): Promise<void> {
  const ends = NOW + 100;
  await globex.users.save(USER);
  for (const id of ids) {
    await globex.sessions.begin({
      id_hash: id,
      sid: id,
      epoch: 0,
      sub: USER.sub,
      auth_time: NOW,
      amr: ['pwd'],
      expires_at: NOW + 1_000,
      idle_seconds: 100,
    });
    await globex.interactions.spend(id, ends);
    await globex.accessTokens.save({
      token_hash: id,
      epoch: 0,
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

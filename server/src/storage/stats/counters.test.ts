import assert from 'node:assert/strict';
import { forEachDatabase, NOW } from '../../../test/databases/databases.ts';

const DAY = 86_400;
const MIDNIGHT = NOW - (NOW % DAY);
const LOGIN = { type: 'login', request_id: 'r', client_id: 'spa1' } as const;
const ALL = { since: 0, until: NOW + 1_000 * DAY, limit: 10 };

forEachDatabase(
  'what two processes counted adds up, by the day and in its tenant, with no statement for each',
  async ({ acme, globex, storage, open, clock, rows }) => {
    const other = await open();
    for (let index = 0; index < 5; index += 1) await acme.audit.record(LOGIN);
    await other.tenant('acme').audit.record({ ...LOGIN, client_id: 'spa2' });
    await globex.audit.record({ type: 'signed_up', request_id: 'r' });
    assert.deepEqual(await rows('select * from counters'), [], 'nobody waits for it');
    await other.close();
    clock.now += DAY;
    await acme.audit.record(LOGIN);
    assert.deepEqual(await acme.stats.list('logins', ALL), [
      { at: MIDNIGHT, name: '', n: 6 },
      { at: MIDNIGHT + DAY, name: '', n: 1 },
    ]);
    assert.deepEqual(await acme.stats.list('logins_by_client', { ...ALL, until: MIDNIGHT }), [
      { at: MIDNIGHT, name: 'spa1', n: 5 },
      { at: MIDNIGHT, name: 'spa2', n: 1 },
    ]);
    assert.deepEqual(await globex.stats.list('signups', ALL), [{ at: MIDNIGHT, name: '', n: 1 }]);
    const kept = { audit: DAY, sign_ins: DAY, counters: DAY };
    await storage.sweep(MIDNIGHT + 2 * DAY, kept);
    assert.deepEqual(await acme.stats.list('logins', ALL), [], 'and goes with its days');
  },
);

forEachDatabase('of names without end so many are told apart', async ({ acme, storage, rows }) => {
  for (let index = 0; index < 1_010; index += 1)
    await acme.audit.record({ type: 'login_failed', request_id: 'r', client_id: `c${index}` });
  await Promise.all(
    Array.from({ length: 1_010 }, (_, index) => acme.audit.record({ ...LOGIN, client_id: `c${index}` })),
  );
  await storage.sweep(NOW);
  const all = await acme.stats.list('logins_by_client', { ...ALL, limit: 2_000 });
  assert.equal(all.length, 1_001);
  assert.deepEqual(all[0], { at: MIDNIGHT, name: '(others)', n: 10 });
  assert.deepEqual(await acme.stats.list('failures', ALL), [
    { at: MIDNIGHT, name: 'login_failed', n: 1_010 },
  ]);
  const [refused] = await rows(`select count(*) as n from audit where type = 'login_failed'`);
  assert.ok(Number(refused?.['n']) < 1_010, 'those without a row of their own are counted too');
});

forEachDatabase('what cannot be written is still counted', async ({ acme, storage, rows }) => {
  await acme.audit.record(LOGIN);
  await rows('alter table counters rename to counters_away');
  await assert.rejects(storage.sweep(NOW));
  await rows('alter table counters_away rename to counters');
  await acme.audit.record(LOGIN);
  assert.deepEqual(await acme.stats.list('logins', ALL), [{ at: MIDNIGHT, name: '', n: 2 }]);
});

forEachDatabase('who signed in since then is counted once', async ({ acme, globex, clock }) => {
  for (const sub of ['auth0|1', 'auth0|2', 'auth0|3'])
    await acme.users.save({ sub, blocked: false, claims: {} });
  await acme.users.countSignIn('auth0|1', '192.0.2.1');
  clock.now += 100;
  await acme.users.countSignIn('auth0|2', '192.0.2.1');
  await acme.users.countSignIn('auth0|2', '192.0.2.1');
  assert.equal(await acme.stats.activeUsers(NOW), 2);
  assert.equal(await acme.stats.activeUsers(NOW + 1), 1);
  assert.equal(await globex.stats.activeUsers(NOW), 0);
});

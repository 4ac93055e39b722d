import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { CompiledQuery } from 'kysely';
import { forEachDatabase, NOW, type TestDatabase } from '../../../test/databases/databases.ts';
import { openSqlite } from '../dialects/sqlite.ts';
import { createIdleEnds } from './idle-ends.ts';

const SUB = 'auth0|a11ce0000000000000000001';
const HOUR = 3_600;

/** May be idle for six hours, so that a move is worth writing after 216 seconds. */
const SESSION = {
  ...{ sub: SUB, epoch: 0, auth_time: NOW, amr: ['pwd'] },
  ...{ expires_at: NOW + 24 * HOUR, idle_seconds: 6 * HOUR },
};

async function begin({ acme }: TestDatabase, count: number): Promise<readonly string[]> {
  await acme.users.save({ sub: SUB, blocked: false, claims: {} });
  const names = Array.from({ length: count }, (_, index) => `session ${String(index).padStart(3, '0')}`);
  for (const name of names) await acme.sessions.begin({ ...SESSION, id_hash: name, sid: name });
  return names;
}

/** The seconds from NOW to the idle ends that the rows have. */
async function written({ rows }: TestDatabase): Promise<readonly unknown[]> {
  const all = await rows(`select idle_expires_at - ${NOW} as ends from sessions order by sid`);
  return all.map(({ ends }) => Number(ends));
}

const REFUSE = "create trigger full before update on sessions begin select raise(abort, 'disk full'); end";
const ACCEPT = 'drop trigger full';

/** Makes the database take no moves, until what it gives is called. */
async function refuseMoves({ storage, rows }: TestDatabase): Promise<() => Promise<unknown>> {
  if (storage.dialect === 'sqlite') {
    await rows(REFUSE);
    return () => rows(ACCEPT);
  }
  await rows('alter table sessions add constraint "disk full" check (false) not valid');
  return () => rows('alter table sessions drop constraint "disk full"');
}

forEachDatabase(
  'a move is worth writing when it is a twentieth of the time a session may be idle, and a minute at least',
  async (database) => {
    const { acme, clock, storage } = database;
    await begin(database, 0);
    for (const [idle_hours, step] of [
      [0.25, 60],
      [1, 180],
      [72, 12_960],
      [8_760, 1_576_800],
    ] as const) {
      clock.now = NOW;
      const idle_seconds = idle_hours * HOUR;
      const session = { ...SESSION, expires_at: NOW + 2 * idle_seconds, idle_seconds };
      await acme.sessions.begin({ ...session, id_hash: 'one', sid: 'one' });
      for (const [second, ends] of [
        [step - 1, idle_seconds],
        [step, idle_seconds + step],
        [2 * step - 1, idle_seconds + step],
      ] as const) {
        clock.now = NOW + second;
        assert.notEqual(await acme.sessions.find('one'), undefined);
        await storage.sweep(clock.now);
        assert.deepEqual(await written(database), [ends]);
      }
      await acme.sessions.end('one');
    }
  },
);

forEachDatabase(
  'what use has moved on is seen at once where it was used, and by others when storage is swept, listed or closed',
  async (database) => {
    const { acme, clock, open } = database;
    const names = await begin(database, 40);
    clock.now += HOUR;
    for (const name of names) assert.notEqual(await acme.sessions.find(name), undefined);
    clock.now += 6 * HOUR - 1;
    assert.notEqual(await acme.sessions.find(names[39] ?? ''), undefined);
    clock.now -= 6 * HOUR - 1;
    await acme.sessions.list(SUB);
    const moved = await written(database);
    assert.deepEqual(moved.slice(0, 39), Array(39).fill(7 * HOUR));

    const another = await open();
    clock.now += HOUR;
    for (const name of names) await another.tenant('acme').sessions.find(name);
    await another.close();
    assert.deepEqual((await written(database)).slice(0, 39), Array(39).fill(8 * HOUR));
  },
);

forEachDatabase(
  'a full batch is written without anybody who asks for it, and what a batch has passed waits once more',
  async (database) => {
    const { acme, clock } = database;
    const names = await begin(database, 16);
    clock.now += HOUR;
    for (const name of names) await acme.sessions.find(name);
    while ((await written(database)).some((ends) => ends !== 7 * HOUR)) await turn();
  },
);

forEachDatabase('a sweep, of this machine or another, ends no session that is in use', async (database) => {
  const { acme, clock, storage, open } = database;
  const [name = ''] = await begin(database, 1);
  clock.now = NOW + 6 * HOUR - 61;
  await acme.sessions.find(name);
  assert.equal(await (await open()).sweep(clock.now), 0);
  // As long as nothing of it is written: a sweep writes first.
  clock.now = NOW + 6 * HOUR;
  assert.equal(await storage.sweep(clock.now), 0);
  assert.deepEqual(await written(database), [12 * HOUR - 61]);
});

forEachDatabase('a session that is nearly over is written before it is used', async (database) => {
  const { acme, clock, open } = database;
  const [name = ''] = await begin(database, 1);
  clock.now = NOW + 6 * HOUR - 59;
  await Promise.all(Array.from({ length: 8 }, () => acme.sessions.find(name)));
  assert.deepEqual(await written(database), [12 * HOUR - 59]);
  clock.now = NOW + 6 * HOUR;
  assert.notEqual(await (await open()).tenant('acme').sessions.find(name), undefined);
});

forEachDatabase(
  'SE-08 what waits revives no session that has ended, and nothing that goes on under another id',
  async (database) => {
    const { acme, clock, storage, open } = database;
    const [ended = '', swept = '', renewed = ''] = await begin(database, 3);
    clock.now += HOUR;
    for (const name of [ended, swept, renewed]) await acme.sessions.find(name);
    const other = await open();
    await other.tenant('acme').sessions.end(ended);
    await other.sweep(clock.now + 6 * HOUR);
    for (const name of [ended, swept, renewed])
      assert.equal(await other.tenant('acme').sessions.find(name), undefined);
    await acme.sessions.begin({ ...SESSION, id_hash: renewed, sid: renewed, expires_at: NOW + 2 * HOUR });
    await acme.sessions.renew(renewed, { id_hash: 'next', amr: ['pwd'] });
    await storage.sweep(clock.now);
    assert.deepEqual(await written(database), [2 * HOUR]);
    for (const name of [ended, swept, renewed]) assert.equal(await acme.sessions.find(name), undefined);
    assert.notEqual(await acme.sessions.find('next'), undefined);
  },
);

forEachDatabase(
  'SE-07 whoever is given a new session id has used the session: what waited under the old one is not lost',
  async (database) => {
    const { acme, clock, storage } = database;
    const [renewed = '', goesOn = ''] = await begin(database, 2);
    clock.now += HOUR;
    for (const name of [renewed, goesOn]) await acme.sessions.find(name);
    await acme.sessions.renew(renewed, { id_hash: 'next', amr: ['pwd'] });
    await storage.sweep(clock.now);
    assert.deepEqual(await written(database), [7 * HOUR, 7 * HOUR]);
    clock.now += HOUR;
    await acme.sessions.find(goesOn);
    await acme.sessions.endOthers(SUB, { sid: goesOn, epoch: 0, id_hash: 'after' });
    await storage.sweep(clock.now);
    assert.deepEqual(await written(database), [8 * HOUR]);
    assert.notEqual(await acme.sessions.find('after'), undefined);
  },
);

forEachDatabase(
  'a database that takes no moves is told of once, stands in nobody’s way, and has them when it does again',
  async (database) => {
    const { acme, clock, errors, storage } = database;
    const names = await begin(database, 40);
    const accept = await refuseMoves(database);
    clock.now += HOUR;
    for (const name of names) assert.notEqual(await acme.sessions.find(name), undefined);
    while (errors.length === 0) await turn();
    await assert.rejects(storage.sweep(clock.now));
    assert.equal(errors.splice(0).length, 1);
    await accept();
    await storage.sweep(clock.now);
    assert.deepEqual(await written(database), Array(40).fill(7 * HOUR));
  },
);

forEachDatabase('a storage that cannot write what waits says so and closes', async (database) => {
  const { clock, errors, open } = database;
  const [name = ''] = await begin(database, 1);
  const other = await open();
  clock.now += HOUR;
  await other.tenant('acme').sessions.find(name);
  await refuseMoves(database);
  await other.close();
  assert.equal(errors.splice(0).length, 1);
  assert.deepEqual(await written(database), [6 * HOUR]);
});

test('SE-07 what waits is bounded, and use beyond the bound still answers', async (t) => {
  const database = await openSqlite(':memory:', () => {});
  t.after(() => database.close());
  const run = (statement: string) => database.kysely.executeQuery(CompiledQuery.raw(statement));
  const count = 10_010;
  const ends = { expires_at: NOW + 24 * HOUR, idle_seconds: 6 * HOUR, idle_expires_at: NOW + 6 * HOUR };
  // Sessions of nobody: nothing here asks whose they are.
  await run('pragma foreign_keys = off');
  await run(`insert into sessions (tenant_id, id_hash, sid, sub, auth_time, amr, ${Object.keys(ends).join()})
    with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < ${count})
    select 'acme', 'h' || n, 's' || n, 'sub', ${NOW}, '[]', ${Object.values(ends).join()} from numbers`);
  await run(REFUSE);
  const idleEnds = createIdleEnds(database, () => {});
  for (let n = 1; n <= count; n += 1)
    assert.equal(await idleEnds.use({ tenant_id: 'acme', id_hash: `h${n}`, ...ends }, NOW + HOUR), true);
  await assert.rejects(idleEnds.write());
  await run(ACCEPT);
  await idleEnds.write();
  const moved = await run(`select id_hash from sessions where idle_expires_at = ${NOW + 7 * HOUR}`);
  assert.equal(moved.rows.length, 10_000);
  await idleEnds.close();
});

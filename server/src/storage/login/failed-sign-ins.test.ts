import assert from 'node:assert/strict';
import { forEachDatabase, NOW, type TestDatabase } from '../../../test/databases/databases.ts';

const SUB = 'auth0|1';

const FAILED = { reason: 'wrong_password', ip: '192.0.2.1', device: 'Firefox', client_id: 'spa' } as const;

const add = ({ acme }: Pick<TestDatabase, 'acme'>, sub: string | undefined, request_id: string) =>
  acme.failedSignIns.add(sub, { ...FAILED, request_id });

forEachDatabase(
  'of an address that nobody has nothing is kept but that a row was written, and of those few',
  async (database) => {
    const { acme, rows } = database;
    for (let count = 0; count < 60; count += 1) await add(database, undefined, `r${count}`);
    const kept = await rows('select sub, at, reason, ip, device, client_id from failed_sign_ins');
    assert.equal(kept.length, 50);
    for (const row of kept)
      assert.deepEqual(row, { sub: '', at: 0, reason: '', ip: null, device: null, client_id: null });
    assert.deepEqual(await acme.failedSignIns.list(''), []);
  },
);

forEachDatabase(
  'the last fifty of an account are kept, newest first, and those of another account and tenant stay',
  async (database) => {
    const { acme, globex, clock } = database;
    await add(database, 'auth0|2', 'other');
    await globex.failedSignIns.add(SUB, { ...FAILED, request_id: 'elsewhere' });
    for (let count = 0; count < 52; count += 1) {
      clock.now = NOW + count;
      await add(database, SUB, `r${count}`);
    }
    const listed = await acme.failedSignIns.list(SUB);
    assert.deepEqual(listed[0], { ...FAILED, request_id: 'r51', at: NOW + 51 });
    assert.deepEqual(
      listed.map(({ at }) => at - NOW),
      Array.from({ length: 50 }, (_, index) => 51 - index),
    );
    assert.equal((await acme.failedSignIns.list('auth0|2')).length, 1);
    assert.equal((await globex.failedSignIns.list(SUB)).length, 1);
  },
);

forEachDatabase('of attempts at once each is written, and one request is written once', async (database) => {
  const { acme } = database;
  await Promise.all(Array.from({ length: 30 }, (_, index) => add(database, SUB, `r${index % 15}`)));
  assert.equal((await acme.failedSignIns.list(SUB)).length, 15);
});

forEachDatabase(
  'a User-Agent is cut, bytes that cannot be stored are replaced, and a reason of a newer version is read',
  async (database) => {
    const { acme, rows } = database;
    await acme.failedSignIns.add(SUB, { ...FAILED, request_id: 'r', device: `\0${'x'.repeat(9_000)}` });
    assert.equal((await acme.failedSignIns.list(SUB))[0]?.device.length, 255);
    await rows(`update failed_sign_ins set reason = 'of tomorrow' returning 1 as one`);
    assert.equal((await acme.failedSignIns.list(SUB))[0]?.reason, 'wrong_password');
  },
);

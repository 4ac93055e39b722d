import assert from 'node:assert/strict';
import { forEachDatabase, NOW } from '../../../test/databases/databases.ts';
import { assertEnded, begin, GRANT, REDEMPTION, signIn } from '../../../test/databases/exchanged-grant.ts';

forEachDatabase('a code that nobody knows, or that is too old, is not exchanged', async (database) => {
  const { acme, globex, clock } = database;
  await signIn(acme);
  assert.equal(await acme.grants.redeem('g1', REDEMPTION), 'unknown');
  await acme.grants.begin({ ...GRANT, epoch: 0 }, NOW + 60);
  assert.equal(await globex.grants.redeem('g1', REDEMPTION), 'unknown');
  assert.equal(await acme.grants.isLive('g1'), false);
  clock.now = NOW + 59;
  assert.deepEqual(await acme.grants.find('g1'), GRANT);
  clock.now = NOW + 60;
  assert.equal(await acme.grants.redeem('g1', REDEMPTION), 'unknown');
  assert.equal(await acme.grants.find('g1'), undefined);
});

forEachDatabase(
  'FU-01 a code that comes a second time ends all that was given for it (RFC 6749 §4.1.2)',
  async (database) => {
    await begin(database);
    assert.equal(await database.acme.grants.isLive('g1'), true);
    assert.equal(await database.acme.grants.redeem('g1', REDEMPTION), 'replayed');
    await assertEnded(database);
  },
);

forEachDatabase(
  'FU-01 of many who exchange a code at once, over two connections, one succeeds',
  async ({ acme, open }) => {
    await signIn(acme);
    await acme.grants.begin({ ...GRANT, epoch: 0 }, NOW + 60);
    const other = (await open()).tenant('acme');
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, index) => (index % 2 ? acme : other).grants.redeem('g1', REDEMPTION)),
    );
    assert.equal(outcomes.filter((outcome) => outcome === 'redeemed').length, 1);
    assert.equal(await acme.grants.isLive('g1'), false);
  },
);

forEachDatabase('a grant ends with its user', async ({ acme, rows }) => {
  await signIn(acme);
  await acme.grants.begin({ ...GRANT, epoch: 0 }, NOW + 60);
  await rows("delete from users where tenant_id = 'acme'");
  assert.equal(await acme.grants.find('g1'), undefined);
});

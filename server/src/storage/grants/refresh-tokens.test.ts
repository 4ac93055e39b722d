import assert from 'node:assert/strict';
import { forEachDatabase, NOW } from '../../../test/databases/databases.ts';
import { assertEnded, begin, GRANT } from '../../../test/databases/exchanged-grant.ts';
import { MAX_SUCCESSORS } from '../../protocol/tokens/refresh-token.ts';

const rotation = (token_hash: string, next_hash: string, leeway = 0) => ({
  grant_id: 'g1',
  token_hash,
  next_hash,
  expires_at: NOW + 500,
  leeway,
});

forEachDatabase(
  'a refresh token is found until its end or that of its grant, in its tenant',
  async (database) => {
    const { acme, globex, clock } = database;
    await begin(database);
    assert.deepEqual(await acme.refreshTokens.find('r1'), GRANT);
    assert.equal(await globex.refreshTokens.find('r1'), undefined);
    clock.now = NOW + 499;
    assert.notEqual(await acme.refreshTokens.find('r1'), undefined);
    assert.equal(
      await acme.refreshTokens.rotate({ ...rotation('r1', 'r2'), expires_at: NOW + 5_000 }),
      'rotated',
    );
    clock.now = NOW + 999;
    assert.notEqual(await acme.refreshTokens.find('r2'), undefined);
    clock.now = NOW + 1_000;
    assert.equal(await acme.refreshTokens.find('r2'), undefined);
  },
);

forEachDatabase('a refresh token that is too old is not found, though its grant lives', async (database) => {
  const { acme, clock } = database;
  await begin(database);
  clock.now = NOW + 500;
  assert.equal(await acme.refreshTokens.find('r1'), undefined);
  assert.equal(await acme.grants.isLive('g1'), true);
});

forEachDatabase('a refresh token that nobody knows, or that is too old, is not rotated', async (database) => {
  const { acme, globex, clock } = database;
  await begin(database);
  assert.equal(await acme.refreshTokens.rotate(rotation('r0', 'n')), 'unknown');
  assert.equal(await globex.refreshTokens.rotate(rotation('r1', 'n')), 'unknown');
  clock.now = NOW + 500;
  assert.equal(await acme.refreshTokens.rotate(rotation('r1', 'n')), 'unknown');
});

forEachDatabase('FU-04 a spent refresh token ends its whole family (RFC 9700 §4.14.2)', async (database) => {
  const { acme } = database;
  await begin(database);
  assert.equal(await acme.refreshTokens.rotate(rotation('r1', 'r2')), 'rotated');
  assert.equal(await acme.refreshTokens.rotate(rotation('r2', 'r3')), 'rotated');
  assert.equal(await acme.refreshTokens.rotate(rotation('r1', 'r4')), 'reused');
  await assertEnded(database);
});

forEachDatabase(
  'FU-04 within its leeway a spent refresh token gives another successor beside the lost one',
  async (database) => {
    const { acme, clock } = database;
    await begin(database);
    assert.equal(await acme.refreshTokens.rotate(rotation('r1', 'lost', 10)), 'rotated');
    clock.now = NOW + 9;
    assert.equal(await acme.refreshTokens.rotate(rotation('r1', 'r2', 10)), 'rotated');
    assert.notEqual(await acme.refreshTokens.find('lost'), undefined);
    assert.notEqual(await acme.refreshTokens.find('r2'), undefined);
    clock.now = NOW + 10;
    assert.equal(await acme.refreshTokens.rotate(rotation('r1', 'r3', 10)), 'reused');
    await assertEnded(database);
  },
);

forEachDatabase('a successor that was used ends the leeway', async (database) => {
  const { acme } = database;
  await begin(database);
  assert.equal(await acme.refreshTokens.rotate(rotation('r1', 'r2', 10)), 'rotated');
  assert.equal(await acme.refreshTokens.rotate(rotation('r2', 'r3', 10)), 'rotated');
  assert.equal(await acme.refreshTokens.rotate(rotation('r1', 'r4', 10)), 'reused');
  await assertEnded(database);
});

forEachDatabase(
  'FU-04 all successors live until one of them is used after the leeway; whoever sends another then ends the family',
  async (database) => {
    const { acme, clock, rows } = database;
    await begin(database);
    const uses = [
      [0, 'r1'],
      [0, 'r1'],
      [9, 'r1'],
      // One that goes on within the leeway takes nothing from its siblings.
      [9, 'n0'],
      [9, 'n1'],
      [9, 'n1'],
    ] as const;
    for (const [index, [at, sent]] of uses.entries()) {
      clock.now = NOW + at;
      assert.equal(await acme.refreshTokens.rotate(rotation(sent, `n${index}`, 10)), 'rotated', `${index}`);
    }
    const living = () => rows('select token_hash from refresh_tokens where spent_at is null order by 1');
    const names = (await living()).map(({ token_hash }) => token_hash);
    assert.deepEqual(names, ['n2', 'n3', 'n4', 'n5']);
    clock.now = NOW + 100;
    assert.equal(await acme.refreshTokens.rotate(rotation('n2', 'only', 10)), 'rotated');
    assert.deepEqual(await living(), [{ token_hash: 'only' }]);
    assert.equal(await acme.refreshTokens.findUnspent('n4'), undefined);
    assert.equal(await acme.refreshTokens.rotate(rotation('n4', 'thief', 10)), 'reused');
    await assertEnded(database);
  },
);

forEachDatabase(
  'FU-04 whoever refreshes within every leeway does not go on beside the others for good',
  async (database) => {
    const { acme, clock } = database;
    await begin(database);
    assert.equal(await acme.refreshTokens.rotate(rotation('r1', 'slow', 10)), 'rotated');
    assert.equal(await acme.refreshTokens.rotate(rotation('r1', 'fast 0', 10)), 'rotated');
    for (let step = 1; step <= 5; step += 1) {
      clock.now = NOW + 9 * step;
      const turned = await acme.refreshTokens.rotate(rotation(`fast ${step - 1}`, `fast ${step}`, 10));
      assert.equal(turned, 'rotated');
    }
    assert.equal(await acme.refreshTokens.rotate(rotation('slow', 'next', 10)), 'rotated');
    assert.equal(await acme.refreshTokens.rotate(rotation('fast 5', 'fast 6', 10)), 'reused');
    await assertEnded(database);
  },
);

forEachDatabase('FU-04 a token has so many successors and no more, and they live on', async (database) => {
  const { acme, rows } = database;
  await begin(database);
  for (let index = 0; index < MAX_SUCCESSORS; index += 1)
    await acme.refreshTokens.rotate(rotation('r1', `n${index}`, 10));
  assert.equal(await acme.refreshTokens.rotate(rotation('r1', 'more', 10)), 'too_many');
  const living = await rows('select token_hash from refresh_tokens where spent_at is null');
  assert.equal(living.length, MAX_SUCCESSORS);
});

forEachDatabase(
  'a token that does not rotate goes on, and use moves its end, at most every minute',
  async (database) => {
    const { acme, globex, clock } = database;
    await begin(database);
    const use = (expires_at: number) =>
      acme.refreshTokens.use({ grant_id: 'g1', token_hash: 'r1', expires_at });
    const end = async () => (await acme.refreshTokens.findUnspent('r1'))?.expires_at;
    assert.equal(
      await globex.refreshTokens.use({ grant_id: 'g1', token_hash: 'r1', expires_at: NOW + 900 }),
      'unknown',
    );
    assert.equal(
      await acme.refreshTokens.use({ grant_id: 'g2', token_hash: 'r1', expires_at: NOW + 900 }),
      'unknown',
    );
    assert.equal(await use(NOW + 549), 'used');
    assert.equal(await end(), NOW + 500);
    assert.equal(await use(NOW + 600), 'used');
    assert.equal(await end(), NOW + 600);
    assert.equal(await use(NOW + 550), 'used', 'a clock that is behind');
    assert.equal(await end(), NOW + 600);
    clock.now = NOW + 600;
    assert.equal(await use(NOW + 1_100), 'unknown');
  },
);

forEachDatabase(
  'the end of a token that may be idle for long is moved by a hundredth of what is left at least',
  async (database) => {
    const { acme } = database;
    await begin(database);
    const move = async (expires_at: number) => {
      await acme.refreshTokens.use({ grant_id: 'g1', token_hash: 'r1', expires_at });
      return (await acme.refreshTokens.findUnspent('r1'))?.expires_at;
    };
    assert.equal(await move(NOW + 90_000), NOW + 90_000);
    assert.equal(await move(NOW + 90_900), NOW + 90_000);
    assert.equal(await move(NOW + 90_910), NOW + 90_910);
  },
);

forEachDatabase('a short life of a token that does not rotate is moved by use as well', async (database) => {
  const { acme, clock } = database;
  await begin(database);
  clock.now = NOW + 480;
  await acme.refreshTokens.use({ grant_id: 'g1', token_hash: 'r1', expires_at: NOW + 510 });
  assert.equal((await acme.refreshTokens.findUnspent('r1'))?.expires_at, NOW + 510);
});

forEachDatabase('a grant whose refresh tokens never end lives as long as they are used', async (database) => {
  const { acme, clock } = database;
  await begin(database);
  const moved = (at: number) => ({ expires_at: NOW + at, grant_expires_at: NOW + at });
  await acme.refreshTokens.use({ grant_id: 'g1', token_hash: 'r1', ...moved(2_000) });
  clock.now = NOW + 1_999;
  assert.notEqual(await acme.refreshTokens.find('r1'), undefined);
  assert.equal(await acme.refreshTokens.rotate({ ...rotation('r1', 'r2'), ...moved(4_000) }), 'rotated');
  clock.now = NOW + 3_999;
  assert.notEqual(await acme.refreshTokens.find('r2'), undefined);
  clock.now = NOW + 4_000;
  assert.equal(await acme.refreshTokens.find('r2'), undefined);
  assert.equal(await acme.grants.isLive('g1'), false);
});

forEachDatabase(
  'FU-04 one that was spent while they rotated ends the family where they do not',
  async (database) => {
    const { acme } = database;
    await begin(database);
    await acme.refreshTokens.rotate(rotation('r1', 'r2', 10));
    const use = { grant_id: 'g1', expires_at: NOW + 500 };
    assert.equal(await acme.refreshTokens.use({ ...use, token_hash: 'r2' }), 'used');
    assert.equal(await acme.refreshTokens.use({ ...use, token_hash: 'r1' }), 'reused');
    await assertEnded(database);
  },
);

for (const leeway of [0, 10]) {
  forEachDatabase(
    `FU-04 however many rotate a token at once, over two connections, one goes on, or its siblings (leeway ${leeway})`,
    async (database) => {
      const { acme, open, rows } = database;
      await begin(database);
      const other = (await open()).tenant('acme');
      const outcomes = await Promise.all(
        Array.from({ length: 12 }, (_, index) =>
          (index % 2 ? acme : other).refreshTokens.rotate(rotation('r1', `n${index}`, leeway)),
        ),
      );
      const leaves = await rows('select token_hash from refresh_tokens where spent_at is null');
      assert.equal(outcomes.filter((outcome) => outcome === 'rotated').length, leeway === 0 ? 1 : 12);
      assert.equal(leaves.length, leeway === 0 ? 0 : 12);
    },
  );
}

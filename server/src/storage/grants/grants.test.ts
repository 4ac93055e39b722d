import assert from 'node:assert/strict';
import { forEachDatabase, NOW, type TestDatabase } from '../../../test/databases.ts';
import type { Grant } from '../../protocol/tokens/grant.ts';

const ALICE = { sub: 'auth0|a11ce0000000000000000001', epoch: 0, blocked: false, claims: {} } as const;
const GRANT: Grant = {
  grant_id: 'g1',
  client_id: 'spa1',
  redirect_uri: 'https://app.acme.test/cb',
  code_challenge: 'CC',
  nonce: 'N1',
  scope: ['openid', 'offline_access'],
  audience: 'https://api.acme.test',
  sub: ALICE.sub,
  sid: 'SID',
  auth_time: NOW - 5,
  amr: ['pwd'],
};
const REDEMPTION = { expires_at: NOW + 1_000, refresh_token: { token_hash: 'r1', expires_at: NOW + 500 } };

const rotation = (token_hash: string, next_hash: string, leeway = 0) => ({
  grant_id: 'g1',
  token_hash,
  next_hash,
  expires_at: NOW + 500,
  leeway,
});

/** A user with the session in which the grant begins. */
async function signIn({ users, sessions }: TestDatabase['acme']): Promise<void> {
  await users.save(ALICE);
  const ends = { expires_at: NOW + 9_000, idle_seconds: 9_000 };
  await sessions.begin({
    id_hash: 'h',
    sid: 'SID',
    sub: ALICE.sub,
    epoch: 0,
    auth_time: NOW,
    amr: [],
    ...ends,
  });
}

/** A grant whose code was exchanged, with one refresh token and one opaque access token. */
async function begin({ acme }: TestDatabase): Promise<void> {
  await signIn(acme);
  await acme.grants.begin({ ...GRANT, epoch: 0 }, NOW + 60);
  assert.equal(await acme.grants.redeem('g1', REDEMPTION), 'redeemed');
  const token = { sub: ALICE.sub, epoch: 0, client_id: 'spa1', scope: 'openid', expires_at: NOW + 500 };
  await acme.accessTokens.save({ ...token, token_hash: 'a1', grant_id: 'g1' });
  await acme.accessTokens.save({ ...token, token_hash: 'a2' });
}

async function assertEnded({ acme, rows }: TestDatabase): Promise<void> {
  assert.equal(await acme.grants.find('g1'), undefined);
  assert.equal(await acme.grants.isLive('g1'), false);
  assert.equal(await acme.accessTokens.find('a1'), undefined);
  assert.notEqual(await acme.accessTokens.find('a2'), undefined);
  assert.deepEqual(await rows('select * from refresh_tokens'), []);
}

forEachDatabase('a code that nobody knows, or that is too old, is not exchanged', async (database) => {
  const { acme, globex, clock } = database;
  await signIn(acme);
  assert.equal(await acme.grants.redeem('g1', REDEMPTION), 'unknown');
  await acme.grants.begin({ ...GRANT, epoch: 0 }, NOW + 60);
  assert.equal(await globex.grants.redeem('g1', REDEMPTION), 'unknown');
  assert.equal(await acme.grants.isLive('g1'), false);
  clock.now = NOW + 60;
  assert.equal(await acme.grants.redeem('g1', REDEMPTION), 'unknown');
  assert.equal(await acme.grants.find('g1'), undefined);
  clock.now = NOW + 59;
  assert.deepEqual(await acme.grants.find('g1'), GRANT);
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

forEachDatabase(
  'a refresh token is found until its end or that of its grant, in its tenant',
  async (database) => {
    const { acme, globex, clock } = database;
    await begin(database);
    assert.deepEqual(await acme.refreshTokens.find('r1'), GRANT);
    assert.equal(await globex.refreshTokens.find('r1'), undefined);
    clock.now = NOW + 500;
    assert.equal(await acme.refreshTokens.find('r1'), undefined);
    clock.now = NOW;
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

/** How a token of two siblings comes to be used beside or after the other, second by second. */
const SIBLINGS: readonly (readonly [name: string, uses: readonly (readonly [at: number, sent: string])[]])[] =
  [
    [
      'one of two siblings a little after the other',
      [
        [0, 'r1'],
        [1, 'r1'],
        [60, 'n0'],
        [61, 'n1'],
      ],
    ],
    [
      'one of two siblings beside the other, and again since its answer was lost',
      [
        [0, 'r1'],
        [1, 'r1'],
        [5, 'n0'],
        [6, 'n1'],
        [7, 'n1'],
      ],
    ],
    [
      'the third of three siblings',
      [
        [0, 'r1'],
        [1, 'r1'],
        [2, 'r1'],
        [5, 'n2'],
        [6, 'n0'],
        [7, 'n1'],
      ],
    ],
  ];

for (const [name, uses] of SIBLINGS) {
  forEachDatabase(
    `FU-04 ${name}: what they give are siblings too, of which one is left after the leeway`,
    async (database) => {
      const { acme, clock, rows } = database;
      await begin(database);
      for (const [index, [at, sent]] of uses.entries()) {
        clock.now = NOW + at;
        const turned = await acme.refreshTokens.rotate(rotation(sent, `n${index}`, 10));
        assert.equal(turned, 'rotated', `${sent} at ${at}`);
      }
      const [one, other] = [uses.length - 1, uses.length - 2].map((index) => `n${index}`);
      clock.now = NOW + 100;
      assert.equal(await acme.refreshTokens.rotate(rotation(`${one}`, 'only', 10)), 'rotated');
      const alive = await rows('select token_hash from refresh_tokens where spent_at is null');
      assert.deepEqual(alive, [{ token_hash: 'only' }]);
      clock.now = NOW + 200;
      assert.equal(await acme.refreshTokens.rotate(rotation(`${other}`, 'thief', 10)), 'reused');
      await assertEnded(database);
    },
  );
}

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

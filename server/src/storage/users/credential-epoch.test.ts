/**
 * What was proved under an epoch begins nothing under a later one, whatever happens at the same time (credential-epoch.ts).
 */
import assert from 'node:assert/strict';
import {
  app,
  change,
  EMAIL,
  grant,
  left,
  link,
  mail,
  makeUser,
  reset,
  SUB,
  session,
} from '../../../test/databases/credentials.ts';
import { forEachDatabase, NOW } from '../../../test/databases/databases.ts';
import type { WritableTenant } from '../../../test/databases/writable.ts';

type Growth = readonly [
  name: string,
  grow: (records: WritableTenant) => Promise<unknown>,
  goes_on?: readonly string[],
];

/** Whatever grows the epoch, by its name, and the session that goes on. */
const GROWTHS: readonly Growth[] = [
  ['a reset by mail', (records) => reset(records, 'new')],
  ['a password changed in another session', (records) => change(records, 'new', 0, 'owner'), ['owner']],
  ['a sign-out', ({ sessions }) => sessions.endAll(SUB)],
  [
    'a sign-out of the other devices',
    ({ sessions }) => sessions.endOthers(SUB, { sid: 'owner', id_hash: 'next', epoch: 0 }),
    ['owner'],
  ],
  [
    'a sign-out of the other devices, by an API',
    ({ sessions }) => sessions.endOthers(SUB, { sid: 'owner', epoch: 0 }),
    ['owner'],
  ],
  [
    'new recovery codes, by an API: its session can be given no new id',
    ({ authenticators }) =>
      authenticators.replaceRecoveryCodes(SUB, { hashes: ['h'], session: { sid: 'owner', epoch: 0 } }),
  ],
  ['a block', ({ users }) => users.save({ sub: SUB, blocked: true, claims: { email: EMAIL } })],
  [
    'a password by the operator',
    ({ users }) => users.save({ sub: SUB, blocked: false, claims: { email: EMAIL } }, 'new'),
  ],
  [
    'another address by the operator',
    ({ users }) => users.save({ sub: SUB, blocked: false, claims: { email: 'a@b.test' } }),
  ],
  [
    'new recovery codes',
    ({ authenticators }) =>
      authenticators.replaceRecoveryCodes(SUB, {
        hashes: ['h'],
        session: { sid: 'owner', id_hash: 'next', epoch: 0 },
      }),
    ['owner'],
  ],
];

for (const [name, grow, goes_on = []] of GROWTHS) {
  forEachDatabase(`${name}: what was proved before begins nothing any more`, async (database) => {
    const { acme, globex, clock } = database;
    for (const records of [acme, globex]) await makeUser(records);
    await acme.oneTimeTokens.issue(link('link', 0), mail('m1'));
    await globex.sessions.begin(session('SID', 0));
    for (const sid of ['owner', 'SID']) assert.equal(await acme.sessions.begin(session(sid, 0)), sid);
    assert.equal(await acme.grants.begin(grant('g1', 0), NOW + 60), true);
    await grow(acme);

    assert.equal(await acme.sessions.begin(session('late', 0)), undefined);
    assert.equal(await acme.sessions.begin({ ...session('late', 0), replaces: 'SID' }), undefined);
    assert.equal(await acme.grants.begin(grant('g2', 0), NOW + 60), false);
    assert.equal(await acme.authenticators.add(app('A', 0), ['h1']), 'stale');
    const token = { token_hash: 't', sub: SUB, client_id: 'spa1', scope: 'openid', expires_at: NOW + 60 };
    assert.equal(await acme.accessTokens.save({ ...token, epoch: 0 }), false);
    assert.equal(await acme.accessTokens.save({ ...token, epoch: 0, grant_id: 'g1' }), false);
    await acme.authenticators.rememberDevice({ sub: SUB, epoch: 0, token_hash: 'd', expires_at: NOW + 60 });
    assert.equal(await acme.authenticators.isRememberedDevice(SUB, 'd'), false);
    assert.equal(await change(acme, 'thief', 0), undefined);
    assert.equal(await acme.grants.redeem('g1', { expires_at: NOW + 60 }), 'unknown');
    await acme.oneTimeTokens.issue(link('later', 0), mail('m2'));
    assert.equal(await reset(acme, 'thief', 'link'), undefined, 'a link that was sent before');
    assert.equal(await reset(acme, 'thief', 'later'), undefined, 'a link asked for before');
    clock.now += 1;
    assert.deepEqual(
      (await acme.sessions.list(SUB)).map(({ sid }) => sid),
      goes_on,
    );
    assert.deepEqual((await left(database)).slice(1), [0, 0, 0, 0]);
    assert.notEqual(await globex.sessions.find('SID'), undefined, 'of another tenant nothing is touched');
  });
}

forEachDatabase('where nothing has changed what was proved is still worth something', async ({ acme }) => {
  await makeUser(acme);
  await acme.users.save({ sub: SUB, blocked: false, claims: { email: EMAIL, name: 'Alice' } }, 'old');
  await acme.users.replaceHash(SUB, { before: 'old', after: 'the same password, hashed anew' });
  await acme.users.verifyEmail(SUB, EMAIL);
  assert.equal(await acme.authenticators.add(app('A', 0)), 'added');
  assert.equal(await acme.sessions.begin(session('SID', 0)), 'SID');
  assert.equal(await acme.grants.begin(grant('g1', 0), NOW + 60), true);
});

forEachDatabase('a grant begins in a session that lives, and in no other', async ({ acme }) => {
  await makeUser(acme);
  await acme.sessions.begin(session('SID', 0));
  assert.equal(await acme.grants.begin(grant('g1', 0, 'nobody'), NOW + 60), false);
  await acme.sessions.endOne(SUB, 'SID');
  assert.equal(await acme.grants.begin(grant('g1', 0), NOW + 60), false);
});

forEachDatabase(
  'a session in which the change is made goes on under a new id, and the old one is worth nothing at once',
  async ({ acme }) => {
    await makeUser(acme);
    for (const sid of ['SID', 'other']) await acme.sessions.begin(session(sid, 0));
    assert.equal(await change(acme, 'new', 0), 1);
    assert.equal(await acme.sessions.find('SID'), undefined);
    assert.equal(await acme.sessions.find('other'), undefined);
    const found = await acme.sessions.find('next');
    assert.deepEqual([found?.sid, found?.user.epoch], ['SID', 1]);
  },
);

forEachDatabase(
  'a reset of an account that anybody may have made takes it back whole; of any other its factors stay',
  async ({ acme, globex }) => {
    const user = { sub: SUB, blocked: false, claims: { email: EMAIL } };
    await acme.users.create({ user, password_hash: 'stranger', created_at: NOW, user_metadata: {} });
    await globex.users.save(user, 'owner');
    for (const records of [acme, globex]) {
      await records.authenticators.add(app('A', 0), ['h1']);
      await records.consents.add({ sub: SUB, client_id: 'spa1', audience: 'x', scopes: ['openid'] });
      await records.oneTimeTokens.issue(link('link', 0), mail('m1'));
      await records.oneTimeTokens.issue(
        { ...link('move', 0), purpose: 'change_email', email: 'e@x.test' },
        mail('m2'),
      );
      assert.equal(await reset(records, 'new'), 0);
      assert.equal((await records.users.find(SUB))?.claims.email_verified, true);
      assert.equal(await records.oneTimeTokens.find('change_email', 'move'), undefined);
    }
    assert.deepEqual(await acme.authenticators.list(SUB), []);
    assert.equal((await acme.users.find(SUB))?.has_second_factor, undefined);
    assert.equal(await acme.authenticators.countRecoveryCodes(SUB), 0);
    assert.deepEqual(await acme.consents.list(SUB), []);
    assert.equal((await globex.authenticators.list(SUB)).length, 1);
  },
);

forEachDatabase(
  'FU-04 a clock two seconds back does not take a spent refresh token again: its family ends',
  async ({ acme, clock }) => {
    await makeUser(acme);
    await acme.sessions.begin(session('SID', 0));
    await acme.grants.begin(grant('g1', 0), NOW + 60);
    const refresh_token = { token_hash: 'r1', expires_at: NOW + 99 };
    await acme.grants.redeem('g1', { expires_at: NOW + 99, refresh_token });
    const rotation = { grant_id: 'g1', token_hash: 'r1', expires_at: NOW + 99, leeway: 0 };
    assert.equal(await acme.refreshTokens.rotate({ ...rotation, next_hash: 'n1' }), 'rotated');
    clock.now = NOW - 2;
    assert.equal(await acme.refreshTokens.rotate({ ...rotation, next_hash: 'n2' }), 'reused');
    assert.equal(await acme.refreshTokens.find('n1'), undefined);
  },
);

/**
 * What a session that was signed out meanwhile may still do, which is nothing, and what ends with the other devices.
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
  SUB,
  session,
} from '../../../test/databases/credentials.ts';
import { forEachDatabase, NOW } from '../../../test/databases/databases.ts';
import type { WritableTenant } from '../../../test/databases/writable.ts';

const IN_SESSION = { session: { sid: 'SID', id_hash: 'next', epoch: 0 } };

/** Whatever is changed in a session, by its name, and what it answers when there is none. */
const CHANGES: readonly (readonly [
  name: string,
  change: (records: WritableTenant) => Promise<unknown>,
  refused: unknown,
])[] = [
  ['a new password', (records) => change(records, 'thief', 0), undefined],
  ['the end of the other devices', ({ sessions }) => sessions.endOthers(SUB, IN_SESSION.session), undefined],
  ['a factor', ({ authenticators }) => authenticators.add({ ...app('B', 0), sid: 'SID' }, ['h2']), 'stale'],
  [
    'the end of a factor',
    ({ authenticators }) => authenticators.remove(SUB, { ...IN_SESSION, authenticator_id: 'A' }),
    'stale',
  ],
  [
    'new recovery codes',
    ({ authenticators }) => authenticators.replaceRecoveryCodes(SUB, { ...IN_SESSION, hashes: ['h2'] }),
    false,
  ],
  [
    'another address',
    ({ users }) =>
      users.changeEmail({
        ...{ sub: SUB, from: EMAIL, to: 'thief@evil.test', link: 'move' },
        ...{ ...IN_SESSION, notice: undefined },
      }),
    'ended',
  ],
];

/** Whoever ends a session: its owner from another device, or at the device itself. */
const ENDS: readonly (readonly [name: string, end: (records: WritableTenant) => Promise<unknown>])[] = [
  ['signed out from another device', ({ sessions }) => sessions.endOne(SUB, 'SID')],
  ['logged out', ({ sessions }) => sessions.end('SID', { sid: 'SID', sub: SUB })],
];

for (const [name, attempt, refused] of CHANGES) {
  for (const [ended, end] of ENDS) {
    forEachDatabase(`${name} in a session that was ${ended} meanwhile: refused`, async ({ acme, globex }) => {
      for (const records of [acme, globex]) {
        await makeUser(records);
        await records.authenticators.add(app('A', 0), ['h1']);
        await records.sessions.begin(session('SID', 0));
      }
      await acme.oneTimeTokens.issue({ ...link('move', 0), purpose: 'change_email' }, mail('m1'));
      await end(acme);
      assert.deepEqual(await attempt(acme), refused);
      const found = await acme.users.findByEmail(EMAIL);
      assert.deepEqual([found?.password_hash, found?.user.epoch], ['old', 0]);
      assert.equal(await acme.authenticators.spendRecoveryCode(SUB, 'h1'), true);
      assert.deepEqual(
        (await acme.authenticators.list(SUB)).map((one) => one.authenticator_id),
        ['A'],
      );
      assert.equal(await acme.sessions.find('next'), undefined);
    });
  }
}

forEachDatabase(
  'with the other devices end applications of sessions that are over, tokens that name no session, and remembered devices',
  async (database) => {
    const { acme } = database;
    await makeUser(acme);
    for (const sid of ['SID', 'other']) {
      await acme.sessions.begin(session(sid, 0));
      await acme.grants.begin(grant(sid, 0, sid), NOW + 60);
      const refresh_token = { token_hash: `r of ${sid}`, expires_at: NOW + 99 };
      await acme.grants.redeem(sid, { expires_at: NOW + 99, refresh_token });
    }
    const token = { sub: SUB, epoch: 0, client_id: 'spa1', scope: 'openid', expires_at: NOW + 60 };
    await acme.accessTokens.save({ ...token, token_hash: 'mine', grant_id: 'SID' });
    await acme.accessTokens.save({ ...token, token_hash: 'of some browser' });
    await acme.authenticators.rememberDevice({ sub: SUB, epoch: 0, token_hash: 'd', expires_at: NOW + 60 });
    await acme.sessions.end('other');
    assert.equal(await acme.sessions.endOthers(SUB, IN_SESSION.session), 0);
    assert.deepEqual(await left(database), [1, 1, 1, 1, 0]);
    assert.notEqual(await acme.refreshTokens.find('r of SID'), undefined);
    assert.notEqual(await acme.accessTokens.find('mine'), undefined);
    assert.equal(await acme.authenticators.isRememberedDevice(SUB, 'd'), false);
  },
);

forEachDatabase(
  'whoever signs one device out ends its applications, though its session is over by itself',
  async (database) => {
    const { acme } = database;
    await makeUser(acme);
    await acme.sessions.begin(session('SID', 0));
    await acme.grants.begin(grant('g1', 0), NOW + 60);
    await acme.sessions.end('SID');
    assert.equal(await acme.sessions.endOne(SUB, 'SID'), false);
    assert.deepEqual(await left(database), [0, 0, 0, 0, 0]);
  },
);

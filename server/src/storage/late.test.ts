/**
 * F-07: a clock that jumps ahead and is set right again. What somebody was told is too late stays so.
 */
import assert from 'node:assert/strict';
import { forEachDatabase, NOW } from '../../test/databases/databases.ts';
import { begin, GRANT, REDEMPTION, signIn } from '../../test/databases/exchanged-grant.ts';

const AHEAD = NOW + 10 * 365 * 86_400;

forEachDatabase('F-07 a code that came late is not exchanged when the clock goes back', async (database) => {
  const { acme, clock } = database;
  await signIn(acme);
  for (const grant_id of ['late', 'waits'])
    await acme.grants.begin({ ...GRANT, grant_id, epoch: 0 }, NOW + 60);
  clock.now = AHEAD;
  assert.equal(await acme.grants.find('late'), undefined);
  clock.now = NOW;
  assert.equal(await acme.grants.find('late'), undefined);
  assert.equal(await acme.grants.redeem('late', REDEMPTION), 'unknown');
  assert.equal(await acme.grants.redeem('waits', REDEMPTION), 'redeemed', 'nobody was told');
});

forEachDatabase('F-07 a session that had ended does not go on when the clock goes back', async (database) => {
  const { acme, clock } = database;
  await acme.users.save({ sub: 'auth0|1', blocked: false, claims: {} });
  const session = { sub: 'auth0|1', epoch: 0, auth_time: NOW, amr: ['pwd'], idle_seconds: 600 };
  for (const id_hash of ['ended', 'waits'])
    await acme.sessions.begin({ ...session, id_hash, sid: id_hash, expires_at: NOW + 3_600 });
  clock.now = AHEAD;
  assert.equal(await acme.sessions.find('ended'), undefined);
  clock.now = NOW;
  assert.equal(await acme.sessions.find('ended'), undefined);
  assert.equal((await acme.sessions.find('waits'))?.sid, 'waits', 'nobody was told');
});

forEachDatabase('F-07 nor are a link and a code of a mail good again', async ({ acme, clock }) => {
  const about = { sub: undefined, epoch: undefined, expires_at: NOW + 600 };
  const mail = { mail_id: 'm', sealed: '', expires_at: NOW + 600 };
  for (const token_hash of ['looked', 'pressed', 'waits']) {
    const token = { ...about, token_hash, email: `${token_hash}@acme.test`, purpose: 'login_link', data: {} };
    await acme.oneTimeTokens.issue({ ...token, purpose: 'login_link' }, { ...mail, mail_id: token_hash });
  }
  const code = { ...about, purpose: 'login_code', code_mac: 'right', email: 'a@acme.test' } as const;
  for (const code_id of ['late', 'waits']) await acme.oneTimeCodes.issue({ ...code, code_id }, undefined);
  const redeem = (code_id: string) => acme.oneTimeCodes.redeem('login_code', { code_id, code_mac: 'right' });
  const press = (token_hash: string) => acme.oneTimeTokens.consume('login_link', token_hash);
  clock.now = AHEAD;
  assert.equal(await acme.oneTimeTokens.find('login_link', 'looked'), undefined);
  assert.equal(await press('pressed'), undefined);
  assert.equal(await redeem('late'), 'gone');
  clock.now = NOW;
  for (const token_hash of ['looked', 'pressed']) assert.equal(await press(token_hash), undefined);
  assert.equal(await redeem('late'), 'gone');
  assert.notEqual(await press('waits'), undefined);
  assert.notEqual(await redeem('waits'), 'gone');
});

forEachDatabase(
  'F-07 nor are tokens, a device that was remembered, or a leave to register',
  async (database) => {
    const { acme, clock } = database;
    await begin(database);
    const { access_token, sub } = { access_token: 'a2', sub: GRANT.sub };
    await acme.initialAccessTokens.add('leave', NOW + 500);
    for (const token_hash of ['device', 'waits'])
      await acme.authenticators.rememberDevice({ sub, epoch: 0, token_hash, expires_at: NOW + 500 });
    const asked = [
      async () => (await acme.refreshTokens.find('r1')) !== undefined,
      async () => (await acme.refreshTokens.findUnspent('r1')) !== undefined,
      async () => (await acme.accessTokens.find(access_token)) !== undefined,
      () => acme.initialAccessTokens.isLive('leave'),
      () => acme.authenticators.isRememberedDevice(sub, 'device'),
    ];
    const answers = () => Promise.all(asked.map((ask) => ask()));
    assert.deepEqual(
      await answers(),
      asked.map(() => true),
    );
    clock.now = AHEAD;
    for (const ask of asked) assert.equal(await ask(), false);
    clock.now = NOW;
    assert.deepEqual(
      await answers(),
      asked.map(() => false),
    );
    assert.equal(await acme.authenticators.isRememberedDevice(sub, 'waits'), true, 'nobody was told');
    assert.notEqual(await acme.accessTokens.find('a1'), undefined, 'nor of this one');
  },
);

forEachDatabase('F-07 a refresh token whose grant alone had ended is refused for good', async (database) => {
  const { acme, clock } = database;
  await signIn(acme);
  await acme.grants.begin({ ...GRANT, epoch: 0 }, NOW + 60);
  const refresh_token = { token_hash: 'r1', expires_at: NOW + 500 };
  await acme.grants.redeem('g1', { expires_at: NOW + 100, refresh_token });
  clock.now = NOW + 100;
  assert.equal(await acme.refreshTokens.find('r1'), undefined);
  clock.now = NOW;
  assert.equal(await acme.refreshTokens.find('r1'), undefined);
});

/**
 * F-07: a clock that jumps ahead and is set right again. What somebody was told is too late stays so.
 */
import assert from 'node:assert/strict';
import { forEachDatabase, NOW } from '../../test/databases.ts';
import { GRANT, REDEMPTION, signIn } from '../../test/exchanged-grant.ts';

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

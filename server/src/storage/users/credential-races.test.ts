/**
 * What happens to one user at the same time, over two connections (credential-epoch.ts): each race some times.
 */
import assert from 'node:assert/strict';
import {
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
import { forEachDatabase, NOW, type TestDatabase, withSettings } from '../../../test/databases/databases.ts';
import { openWritable, type WritableStorage, type WritableTenant } from '../../../test/databases/writable.ts';

/**
 * Runs a race some times over two connections. A PostgreSQL that meets a deadlock would undo one of the two, and our storage
 * would try it again: here it waits for longer than a statement may take, so that a wrong order of locks is an error.
 */
async function repeat(
  { databaseUrl, clock }: TestDatabase,
  race: (here: WritableTenant, there: WritableTenant, round: number) => Promise<void>,
): Promise<void> {
  const patient = withSettings(databaseUrl, { deadlock_timeout: '60s' });
  const opened: WritableStorage[] = [];
  for (const _ of ['here', 'there']) {
    const onError = (error: unknown) => assert.ifError(error);
    opened.push(await openWritable({ databaseUrl: patient, now: () => clock.now, onError }));
  }
  const [here, there] = opened.map((storage) => storage.tenant('acme'));
  try {
    assert.ok(here && there);
    for (let round = 0; round < 12; round += 1) await race(here, there, round);
  } finally {
    for (const storage of opened) await storage.close();
  }
}

forEachDatabase(
  'eight logins with the old password beside the reset of its owner leave no session',
  async (database) => {
    await makeUser(database.acme);
    await repeat(database, async (here, there, round) => {
      await here.oneTimeTokens.issue(link('link', round), mail(`m${round}`));
      const ids = Array.from({ length: 8 }, (_, index) => `s${round}-${index}`);
      const logins = ids.map((id, index) => (index % 2 ? here : there).sessions.begin(session(id, round)));
      const [ended] = await Promise.all([reset(here, `new ${round}`), ...logins]);
      assert.notEqual(ended, undefined);
      assert.deepEqual(await here.sessions.list(SUB), []);
      assert.equal((await here.users.findByEmail(EMAIL))?.password_hash, `new ${round}`);
    });
  },
);

forEachDatabase(
  'a password change of a thief beside the reset of its owner does not stand',
  async (database) => {
    await makeUser(database.acme);
    await repeat(database, async (here, there, round) => {
      const epoch = (await here.users.find(SUB))?.epoch ?? 0;
      await here.oneTimeTokens.issue(link('link', epoch), mail(`m${round}`));
      const [owner, thief] = await Promise.all([reset(here, 'owner'), change(there, 'thief', epoch)]);
      // Of the two one comes first; whoever is second is told that what they showed is worth nothing.
      assert.equal([owner, thief].filter((done) => done !== undefined).length, 1);
      const stored = (await here.users.findByEmail(EMAIL))?.password_hash;
      assert.equal(stored, owner === undefined ? 'thief' : 'owner');
    });
  },
);

forEachDatabase(
  'silent requests with a stolen cookie beside the reset of its owner leave no refresh token',
  async (database) => {
    const { acme } = database;
    await makeUser(acme);
    await repeat(database, async (here, there, round) => {
      await here.sessions.begin(session('SID', round));
      await here.oneTimeTokens.issue(link('link', round), mail(`m${round}`));
      const silent = Array.from({ length: 6 }, async (_, index) => {
        const [id, records] = [`g${round}-${index}`, index % 2 ? here : there];
        if (!(await records.grants.begin(grant(id, round), NOW + 60))) return;
        const refresh_token = { token_hash: `r${id}`, expires_at: NOW + 99 };
        await records.grants.redeem(id, { expires_at: NOW + 99, refresh_token });
        const next = { token_hash: `r${id}`, next_hash: `n${id}`, expires_at: NOW + 99, leeway: 0 };
        await records.refreshTokens.rotate({ grant_id: id, ...next });
      });
      await Promise.all([reset(here, 'new'), ...silent]);
      assert.deepEqual(await left(database), [0, 0, 0, 0, 0]);
    });
  },
);

forEachDatabase(
  'a token that is revoked beside a refresh of it ends with its family, and neither is told of a deadlock',
  async (database) => {
    await makeUser(database.acme);
    await database.acme.sessions.begin(session('SID', 0));
    await repeat(database, async (here, there, round) => {
      const id = `g${round}`;
      await here.grants.begin(grant(id, 0), NOW + 60);
      const refresh_token = { token_hash: `r${round}`, expires_at: NOW + 99 };
      await here.grants.redeem(id, { expires_at: NOW + 99, refresh_token });
      const opaque = { sub: SUB, epoch: 0, client_id: 'spa1', scope: 'openid', expires_at: NOW + 99 };
      await Promise.all([
        here.grants.end(id),
        there.refreshTokens.rotate({
          ...{ grant_id: id, token_hash: `r${round}`, next_hash: `n${round}` },
          ...{ expires_at: NOW + 99, leeway: 0 },
        }),
        there.accessTokens.save({ ...opaque, token_hash: `a${round}`, grant_id: id }),
        here.accessTokens.save({ ...opaque, token_hash: `b${round}`, grant_id: id }),
      ]);
      assert.deepEqual((await left(database)).slice(1, 4), [0, 0, 0], 'grants, refresh and access tokens');
    });
  },
);

forEachDatabase('of links that are asked for at once one lives', async (database) => {
  await makeUser(database.acme);
  await repeat(database, async (here, there, round) => {
    const hashes = Array.from({ length: 6 }, (_, index) => `l${round}-${index}`);
    await Promise.all(
      hashes.map((hash, index) =>
        (index % 2 ? here : there).oneTimeTokens.issue(link(hash, 0), mail(`m${hash}`)),
      ),
    );
    const alive = await Promise.all(hashes.map((hash) => here.oneTimeTokens.find('reset_password', hash)));
    assert.equal(alive.filter((token) => token !== undefined).length, 1);
  });
});

forEachDatabase(
  'changes of one user that meet in every order are carried out one after the other',
  async (database) => {
    const { acme } = database;
    await makeUser(acme);
    await repeat(database, async (here, there) => {
      const epoch = (await here.users.find(SUB))?.epoch ?? 0;
      await here.sessions.begin(session('SID', epoch));
      await here.grants.begin(grant('g', epoch), NOW + 60);
      await Promise.all([
        change(here, 'new', epoch),
        there.sessions.endAll(SUB),
        here.sessions.endOne(SUB, 'SID'),
        there.consents.withdraw({ sub: SUB, client_id: 'spa1' }),
        here.sessions.begin({ ...session('again', epoch), replaces: 'SID' }),
        there.grants.end('g'),
      ]);
      assert.deepEqual(await left(database), [0, 0, 0, 0, 0]);
    });
  },
);

forEachDatabase(
  'a session whose user signs in again is there throughout: what is given in it meanwhile begins',
  async (database) => {
    await makeUser(database.acme);
    await database.acme.sessions.begin(session('SID', 0));
    await repeat(database, async (here, there, round) => {
      const cookies = ['SID', ...Array.from({ length: 12 }, (_, index) => `s${index}`)];
      const [replaces = '', next = ''] = cookies.slice(round);
      const [sid, ...begun] = await Promise.all([
        here.sessions.begin({ ...session(next, 0), sid: 'another', replaces }),
        ...['a', 'b', 'c'].map((id) => there.grants.begin(grant(`${id}${round}`, 0), NOW + 60)),
      ]);
      assert.deepEqual([sid, ...begun], ['SID', true, true, true]);
    });
  },
);

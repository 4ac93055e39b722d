/**
 * What takes long lets everybody else have a turn. In memory there is no disk to wait for: whatever turns the event loop
 * does it on purpose.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { forEachDatabase, NOW, tenantNamed } from '../../test/databases/databases.ts';
import { openWritable, type WritableTenant } from '../../test/databases/writable.ts';
import { openSqlite } from './dialects/sqlite.ts';

const ALICE = { sub: 'auth0|a11ce', blocked: false, claims: {} };
const BOB = { ...ALICE, sub: 'auth0|b0b' };

test('between the statements of a long transaction the event loop turns', async () => {
  const database = await openSqlite(':memory:', assert.ifError);
  const turns = await turnsDuring(() =>
    database.kysely.transaction().execute(async (transaction) => {
      for (let count = 0; count < 10_000; count += 1)
        await transaction.selectFrom('tenants').select('name').execute();
    }),
  );
  assert.ok(turns > 0);
  await database.close();
});

test('whoever ends all that a user has in thousands of grants does not stop the others', async () => {
  const now = () => NOW;
  const storage = await openWritable({ databaseUrl: 'sqlite::memory:', now, onError: assert.ifError });
  await storage.tenants.save(tenantNamed('acme'));
  const acme = storage.tenant('acme');
  await acme.users.save(ALICE);
  await begin(acme, ALICE.sub, 8_000);
  const turns = await turnsDuring(() => acme.sessions.endAll(ALICE.sub));
  assert.ok(turns > 1);
  assert.equal(await acme.refreshTokens.find(`${ALICE.sub} 7999`), undefined);
  await storage.close();
});

forEachDatabase(
  'what a user has in more grants than a step has rows ends whole, and nobody else’s',
  async ({ acme, rows }) => {
    for (const user of [ALICE, BOB]) {
      await acme.users.save(user);
      await begin(acme, user.sub, 250);
    }
    await acme.sessions.endAll(ALICE.sub);
    const left = [{ n: 250 }];
    assert.deepEqual(await rows('select count(*) as n from grants'), left);
    assert.deepEqual(await rows('select count(*) as n from refresh_tokens'), left);
    await acme.consents.withdraw({ sub: BOB.sub, client_id: 'spa1' });
    assert.deepEqual(await rows('select count(*) as n from refresh_tokens'), [{ n: 0 }]);
  },
);

forEachDatabase(
  'of more grants than are read at a time, those of the session that ends do',
  async ({ acme, rows }) => {
    await acme.users.save(ALICE);
    await begin(acme, ALICE.sub, 510);
    const [last] = (await rows('select max(grant_id) as id from grants')).map(({ id }) => id);
    const document = JSON.stringify({ sid: 'ends' });
    await rows(`update grants set document = '${document}' where grant_id = '${last}'`);
    const session = {
      sub: ALICE.sub,
      epoch: 0,
      auth_time: NOW,
      amr: ['pwd'],
      expires_at: NOW + 900,
      idle_seconds: 900,
    };
    await acme.sessions.begin({ ...session, id_hash: 'ends', sid: 'ends' });
    await acme.sessions.endOne(ALICE.sub, 'ends');
    assert.deepEqual(await rows('select count(*) as n from grants'), [{ n: 509 }]);
    assert.deepEqual(await rows(`select 1 from grants where grant_id = '${last}'`), []);
  },
);

async function begin({ grants, sessions }: WritableTenant, sub: string, count: number): Promise<void> {
  const session = { sub, epoch: 0, auth_time: NOW, amr: ['pwd'], expires_at: NOW + 900, idle_seconds: 900 };
  await sessions.begin({ ...session, id_hash: `of ${sub}`, sid: 'sid' });
  for (let index = 0; index < count; index += 1) {
    const grant_id = `${sub} ${index}`;
    const grant = { grant_id, sub, epoch: 0, client_id: 'spa1', redirect_uri: 'https://app.test/cb' };
    await grants.begin({ ...grant, sid: 'sid', auth_time: NOW, amr: ['pwd'], scope: [] }, NOW + 60);
    const refresh_token = { token_hash: grant_id, expires_at: NOW + 900 };
    await grants.redeem(grant_id, { expires_at: NOW + 900, refresh_token });
  }
}

/** How often the event loop turned until the work was done. */
async function turnsDuring(work: () => Promise<unknown>): Promise<number> {
  let turns = 0;
  let isDone = false;
  const count = () => {
    if (isDone) return;
    turns += 1;
    setImmediate(count);
  };
  setImmediate(count);
  await work();
  isDone = true;
  return turns;
}

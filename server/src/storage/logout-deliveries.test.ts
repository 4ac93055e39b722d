import assert from 'node:assert/strict';
import { forEachDatabase, NOW } from '../../test/databases.ts';

const USER = { sub: 'auth0|1', epoch: 0, blocked: false, claims: {} };
const SESSION = {
  id_hash: 'h',
  sid: 'S',
  epoch: 0,
  sub: USER.sub,
  auth_time: NOW,
  amr: ['pwd'],
  expires_at: NOW + 9_000,
  idle_seconds: 600,
};
const ENDED = { sid: 'S', sub: USER.sub, told: ['one', 'two'] };

forEachDatabase('the clients of a session are remembered once, until it ends', async ({ acme, globex }) => {
  await acme.users.save(USER);
  await acme.sessions.begin(SESSION);
  for (const client_id of ['one', 'two', 'one']) {
    await acme.sessions.addClient({ sid: 'S', client_id, expires_at: NOW + 9_000 });
  }
  assert.deepEqual([...(await acme.sessions.clientsOf('S'))].sort(), ['one', 'two']);
  assert.deepEqual(await globex.sessions.clientsOf('S'), []);
  await acme.sessions.end('h', ENDED);
  assert.deepEqual(await acme.sessions.clientsOf('S'), []);
});

forEachDatabase(
  'LO-10 of two who end a session at once, one has its clients told',
  async ({ acme, storage }) => {
    await acme.users.save(USER);
    await acme.sessions.begin(SESSION);
    const again = { ...ENDED, told: ['three'] };
    await Promise.all([acme.sessions.end('h', ENDED), acme.sessions.end('h', again)]);
    const claimed = (await storage.logoutDeliveries.claim(10)).map(({ client_id }) => client_id);
    assert.ok(['one two', 'three'].includes(claimed.sort().join(' ')), claimed.join(' '));
  },
);

forEachDatabase(
  'LO-10 a delivery is claimed once, is due again after a pause that doubles, and ends',
  async (database) => {
    const { acme, storage, clock } = database;
    await acme.users.save(USER);
    await acme.sessions.begin(SESSION);
    await acme.sessions.end('h', ENDED);
    const claim = () => storage.logoutDeliveries.claim(10);
    const names = async () => (await claim()).map(({ client_id }) => client_id);
    const claimed = (await Promise.all([claim(), claim()])).flat();
    assert.deepEqual(claimed.map(({ client_id }) => client_id).sort(), ['one', 'two']);
    for (const delivery of claimed)
      if (delivery.client_id === 'two') await storage.logoutDeliveries.done(delivery);
    clock.now += 9;
    assert.deepEqual(await names(), []);
    clock.now += 1;
    assert.deepEqual(await names(), ['one']);
    clock.now += 19;
    assert.deepEqual(await names(), []);
    clock.now += 1;
    assert.deepEqual(await names(), ['one']);
    clock.now = NOW + 7_200;
    assert.deepEqual(await names(), []);
  },
);

import assert from 'node:assert/strict';
import { forEachDatabase, NOW, type TestDatabase } from '../../../test/databases/databases.ts';
import { beginSession } from '../../../test/login/epochs.ts';
import { CLIENT_DEFAULTS } from '../../resources/client/client.ts';

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
const ENDED = { sid: 'S', sub: USER.sub };

/** Two clients that listen in the background were in the session, and one that listens in the browser. */
async function begin(records: TestDatabase['acme']): Promise<void> {
  await records.users.save(USER);
  await records.sessions.begin(SESSION);
  const listening = { backchannel_logout_uri: 'https://rp.test/back' };
  for (const client_id of ['one', 'two', 'frames']) {
    await records.clients.save({
      ...CLIENT_DEFAULTS,
      client_id,
      client_name: client_id,
      ...(client_id === 'frames' ? {} : listening),
    });
    await records.sessions.addClient({ sid: 'S', client_id, expires_at: NOW + 9_000 });
  }
}

/** The clients that are still to be told, in the order of their names. */
async function owed(storage: TestDatabase['storage']): Promise<readonly string[]> {
  const names: string[] = [];
  for (;;) {
    const delivery = await storage.logoutDeliveries.claim();
    if (!delivery) return names.sort();
    names.push(delivery.client_id);
  }
}

forEachDatabase('the clients of a session are remembered once, until it ends', async ({ acme, globex }) => {
  await begin(acme);
  await acme.sessions.addClient({ sid: 'S', client_id: 'one', expires_at: NOW + 9_000 });
  assert.deepEqual([...(await acme.sessions.clientsOf('S'))].sort(), ['frames', 'one', 'two']);
  assert.deepEqual(await globex.sessions.clientsOf('S'), []);
  await acme.sessions.end('h', ENDED);
  assert.deepEqual(await acme.sessions.clientsOf('S'), []);
});

forEachDatabase(
  'LO-10 of two who end a session at once, one has its clients told',
  async ({ acme, storage }) => {
    await begin(acme);
    await Promise.all([acme.sessions.end('h', ENDED), acme.sessions.end('h', ENDED)]);
    assert.deepEqual(await owed(storage), ['one', 'two']);
  },
);

/** Another session of the user, in which they do something. */
const HERE = { sid: 'another', id_hash: 'next', epoch: 0 };

/** Whatever ends a session. */
const ENDINGS: Readonly<Record<string, (acme: TestDatabase['acme']) => Promise<unknown>>> = {
  'a sign-out': ({ sessions }) => sessions.end('h', ENDED),
  'an end from another session': ({ sessions }) => sessions.endOne(USER.sub, 'S'),
  'the end of all others': ({ sessions }) => sessions.endOthers(USER.sub, HERE),
  'tacit sign-out': ({ sessions }) => sessions.endAll(USER.sub),
  'a new password': ({ users }) =>
    users.changePassword({
      sub: USER.sub,
      password_hash: 'x',
      history: 0,
      notice: undefined,
      by: { session: HERE },
    }),
};

for (const [name, end] of Object.entries(ENDINGS)) {
  forEachDatabase(
    `with 10,000 registered clients ${name} reads those of its session and no other`,
    async ({ acme, globex, storage, rows }) => {
      await begin(acme);
      await begin(globex);
      await beginSession(acme, USER.sub, HERE.sid);
      // Whoever reads one of these finds that it cannot be read.
      await rows(`
        insert into clients (tenant_id, client_id, document)
        with recursive numbers (i) as (select 1 union all select i + 1 from numbers where i < 10000)
        select 'acme', 'client-' || i, 'never read' from numbers`);
      await end(acme);
      assert.deepEqual(await owed(storage), ['one', 'two']);
      assert.equal((await globex.sessions.clientsOf('S')).length, 3, 'another tenant');
    },
  );
}

forEachDatabase(
  'a user with more sessions than a statement takes is signed out whole',
  async ({ acme, rows }) => {
    await begin(acme);
    for (const [table, columns, values] of [
      [
        'sessions',
        'id_hash, sid, sub, auth_time, amr, expires_at, idle_seconds, idle_expires_at',
        `'h' || i, 's' || i, '${USER.sub}', 0, '[]', 1900000000, 600, 1900000000`,
      ],
      ['session_clients', 'sid, client_id, expires_at', `'s' || i, 'one', 1900000000`],
    ]) {
      await rows(`
      insert into ${table} (tenant_id, ${columns})
      with recursive numbers (i) as (select 1 union all select i + 1 from numbers where i < 5000)
      select 'acme', ${values} from numbers`);
    }
    assert.equal(await acme.sessions.endAll(USER.sub), 5_001);
    assert.deepEqual(await rows('select count(*) as count from logout_deliveries'), [{ count: 5_002 }]);
  },
);

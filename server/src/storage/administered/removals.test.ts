import assert from 'node:assert/strict';
import {
  API,
  AUDIENCE,
  CLIENT,
  inAcme,
  makeDoomed,
  removeNow,
  rowsWith,
  SUB,
  USERINFO,
} from '../../../test/databases/belongings.ts';
import { forEachDatabase, NOW } from '../../../test/databases/databases.ts';
import { deskRecords } from '../configuration/desk-records.ts';

const { client_id } = CLIENT;
const client = inAcme('client', client_id);
const api = inAcme('resource_server', AUDIENCE);
const user = inAcme('user', SUB);

forEachDatabase(
  'AU-17 a client goes with everything that belongs to it, and one that is made anew inherits nothing',
  async (database) => {
    const { acme, storage } = database;
    const desk = deskRecords(storage);
    await makeDoomed(acme);
    // As if its session had ended: a logout token on its way to the client.
    await database.rows(`insert into logout_deliveries
      (tenant_id, delivery_id, client_id, sub, sid, attempts, due_at, expires_at)
      values ('acme', 'd', '${client_id}', 's', 's', 0, ${NOW}, ${NOW + 99}) returning 1 as one`);
    assert.deepEqual(await rowsWith(database, client_id), {
      ...{ access_tokens: 3, client_grants: 1, clients: 1, consents: 4, grants: 2 },
      ...{ logout_deliveries: 1, names: 2, session_clients: 1 },
    });
    assert.deepEqual(await desk.lostWith(client), {
      ...{ client_grants: 1, consents: 2, grants: 2, access_tokens: 3 },
    });
    assert.deepEqual(await removeNow(desk, client), { ended_sessions: 0 });
    assert.deepEqual(await rowsWith(database, client_id), {});
    assert.deepEqual(await database.rows('select * from refresh_tokens'), []);
    assert.deepEqual(await desk.lostWith(client), {});
    assert.ok(await acme.sessions.find('doomed'), 'its user is signed in still');
    await acme.clients.save(CLIENT);
    assert.deepEqual(await rowsWith(database, client_id), { clients: 1, names: 2 });
  },
);

forEachDatabase(
  'AU-17 what a request of a client that is gone left behind is gone when the client is made anew',
  async (database) => {
    const { acme, storage } = database;
    await makeDoomed(acme);
    await removeNow(deskRecords(storage), client);
    await acme.consents.add({ sub: SUB, client_id, audience: AUDIENCE, scopes: ['read'] });
    await acme.sessions.addClient({ sid: 'doomed-sid', client_id, expires_at: NOW + 9 });
    await acme.clients.save(CLIENT);
    assert.deepEqual(await rowsWith(database, client_id), { clients: 1, names: 2 });
    // The same for an API.
    await removeNow(deskRecords(storage), api);
    await acme.consents.add({ sub: SUB, client_id, audience: AUDIENCE, scopes: ['read'] });
    await acme.resourceServers.save(API);
    assert.deepEqual(await rowsWith(database, AUDIENCE), { names: 1, resource_servers: 1 });
  },
);

forEachDatabase(
  'AU-17 an API goes with what clients were allowed at it, and what they were allowed elsewhere stays',
  async (database) => {
    const { acme, storage } = database;
    const desk = deskRecords(storage);
    await makeDoomed(acme);
    assert.deepEqual(await desk.lostWith(api), {
      ...{ client_grants: 1, consents: 1, permissions: 1, grants: 1 },
    });
    await removeNow(desk, api);
    assert.deepEqual(await rowsWith(database, AUDIENCE), {});
    assert.equal(await acme.grants.find('of-api'), undefined);
    assert.equal(await acme.refreshTokens.find('refresh of-api'), undefined);
    assert.ok(await acme.grants.find('of-userinfo'));
    const consent = { sub: SUB, client_id, audience: USERINFO };
    assert.deepEqual(await acme.consents.find(consent), ['read', 'write']);
    await acme.resourceServers.save(API);
    assert.deepEqual(await acme.consents.find({ ...consent, audience: AUDIENCE }), []);
    assert.equal(await acme.clientGrants.find(client_id, AUDIENCE), undefined);
  },
);

forEachDatabase(
  'AU-17 a user goes with everything of theirs, their clients are told, and nothing proves somebody of the same sub later',
  async (database) => {
    const { acme, storage } = database;
    const desk = deskRecords(storage);
    await makeDoomed(acme);
    assert.deepEqual(await desk.lostWith(user), {
      ...{ sessions: 1, roles: 1, consents: 2, grants: 2, access_tokens: 3, authenticators: 1 },
      ...{ sign_ins: 1, failed_sign_ins: 1 },
    });
    assert.deepEqual(await removeNow(desk, user), { ended_sessions: 1 });
    // What is left: whom to tell, and from which epoch on somebody of that sub begins.
    assert.deepEqual(await rowsWith(database, SUB), { former_users: 1, logout_deliveries: 1 });
    for (const table of ['refresh_tokens', 'recovery_codes', 'session_clients'])
      assert.deepEqual(await database.rows(`select * from ${table}`), [], table);
    await acme.users.save({ sub: SUB, blocked: false, claims: {} }, 'another');
    const again = await acme.users.find(SUB);
    assert.equal(again?.epoch, 2);
    const session = { sub: SUB, auth_time: NOW, amr: ['pwd'], expires_at: NOW + 9, idle_seconds: 9 };
    for (const epoch of [0, 1])
      assert.equal(await acme.sessions.begin({ ...session, id_hash: 'old', sid: 'old', epoch }), undefined);
    assert.ok(await acme.sessions.begin({ ...session, id_hash: 'new', sid: 'new', epoch: 2 }));
    await removeNow(desk, user);
    await acme.users.save({ sub: SUB, blocked: false, claims: {} });
    assert.equal((await acme.users.find(SUB))?.epoch, 3);
  },
);

forEachDatabase('what is remembered of a user who is gone goes after a year', async (database) => {
  const { acme, storage } = database;
  await acme.users.save({ sub: SUB, blocked: false, claims: {} });
  await removeNow(deskRecords(storage), user);
  const year = 365 * 86_400;
  await storage.sweep(NOW + year - 1);
  assert.equal((await database.rows('select * from former_users')).length, 1);
  await storage.sweep(NOW + year);
  assert.deepEqual(await database.rows('select * from former_users'), []);
});

forEachDatabase(
  'a consent goes with the grants and tokens that it gave, and the other consents of its user stay',
  async (database) => {
    const { acme, storage } = database;
    const desk = deskRecords(storage);
    await makeDoomed(acme);
    const ofApi = inAcme('consent', SUB, client_id, AUDIENCE);
    const ofUserinfo = inAcme('consent', SUB, client_id, USERINFO);
    // As an older process writes a grant.
    await database.rows(`update grants set audience = null returning 1 as one`);
    await removeNow(desk, ofApi);
    assert.equal(await desk.read(ofApi), undefined);
    assert.equal(await acme.grants.find('of-api'), undefined);
    assert.ok(await acme.grants.find('of-userinfo'));
    assert.ok(await acme.accessTokens.find('opaque of none'));
    assert.equal(await acme.accessTokens.find('opaque of-api'), undefined);
    assert.deepEqual(await desk.lostWith(ofUserinfo), { grants: 1 });
    await removeNow(desk, ofUserinfo);
    for (const table of ['consents', 'grants', 'refresh_tokens', 'access_tokens'])
      assert.deepEqual(await database.rows(`select * from ${table}`), [], table);
    assert.ok(await acme.sessions.find('doomed'));
    assert.equal(await removeNow(desk, ofUserinfo), 'moved');
  },
);

forEachDatabase('a grant of a client and a rollout leave nothing behind', async (database) => {
  const { acme, storage } = database;
  const desk = deskRecords(storage);
  await makeDoomed(acme);
  await storage.rollouts.save({ feature: 'f-doomed', region: 'us', stage: 'on', percent: 100 });
  await removeNow(desk, inAcme('client_grant', client_id, AUDIENCE));
  await removeNow(desk, { kind: 'rollout', tenant_id: undefined, key: ['f-doomed', 'us'] });
  assert.equal(await acme.clientGrants.find(client_id, AUDIENCE), undefined);
  assert.deepEqual(await rowsWith(database, 'f-doomed'), {});
  assert.deepEqual(await database.rows('select * from client_grants'), []);
});

forEachDatabase('of another tenant nothing goes, whatever has the same name there', async (database) => {
  const { acme, globex, storage } = database;
  const desk = deskRecords(storage);
  await makeDoomed(acme);
  await makeDoomed(globex);
  const before = await rowsWith(database, 'globex');
  for (const where of [inAcme('consent', SUB, client_id, AUDIENCE), user, client, api])
    assert.notEqual(await removeNow(desk, where), 'moved');
  const left = await rowsWith(database, 'globex');
  assert.deepEqual(left, before);
});

forEachDatabase(
  'a block and a new address end what was proved before; other claims end nothing',
  async ({ acme, storage }) => {
    const desk = deskRecords(storage);
    await makeDoomed(acme);
    const change = async (changes: object) => {
      const stored = await desk.read(user);
      const after = { ...stored?.record, ...changes };
      const done = await desk.write([{ ...user, before: stored?.version, after, audit: undefined }]);
      assert.notEqual(done, 'moved');
      return done === 'moved' ? undefined : done.ended_sessions;
    };
    assert.equal(await change({ name: 'D. Oomed' }), 0);
    assert.equal((await acme.users.find(SUB))?.epoch, 1);
    assert.equal(await change({ blocked: true }), 1);
    assert.equal((await acme.users.find(SUB))?.epoch, 2);
    assert.equal(await change({ email: 'other@acme.test' }), 0);
    assert.equal((await acme.users.find(SUB))?.epoch, 3);
  },
);

import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { forEachDatabase, NOW } from '../../../test/databases/databases.ts';
import { CLIENT_DEFAULTS } from '../../resources/client/client.ts';

const ALICE = {
  sub: 'auth0|a11ce0000000000000000001',
  epoch: 0,
  blocked: false,
  claims: { name: 'Alice' },
} as const;
const SESSION = {
  id_hash: 'hash-1',
  sid: 'sid-1',
  epoch: 0,
  sub: ALICE.sub,
  auth_time: NOW,
  amr: ['pwd', 'otp'],
  expires_at: NOW + 10_000,
  idle_seconds: 600,
} as const;

forEachDatabase(
  'SE-07 a session ends at its absolute end to the second, however much it is used',
  async (database) => {
    const { acme, clock } = database;
    await acme.users.save(ALICE);
    await acme.sessions.begin({ ...SESSION, expires_at: NOW + 1_000 });
    for (const second of [300, 800, 999]) {
      clock.now = NOW + second;
      assert.equal((await acme.sessions.find('hash-1'))?.sid, 'sid-1');
    }
    clock.now = NOW + 1_000;
    assert.equal(await acme.sessions.find('hash-1'), undefined);
    clock.now = NOW + 100_000;
    assert.equal(await acme.sessions.find('hash-1'), undefined);
  },
);

forEachDatabase(
  'SE-07 a session that is not used ends at its idle end to the second',
  async ({ acme, clock }) => {
    await acme.users.save(ALICE);
    await acme.sessions.begin(SESSION);
    clock.now = NOW + 599;
    assert.notEqual(await acme.sessions.find('hash-1'), undefined);
    clock.now = NOW + 599 + 599;
    assert.notEqual(await acme.sessions.find('hash-1'), undefined);
    clock.now = NOW + 599 + 599 + 600;
    assert.equal(await acme.sessions.find('hash-1'), undefined);
  },
);

forEachDatabase(
  'use moves the idle end once a minute at the most, never back and never past the end',
  async (database) => {
    const { acme, clock, rows, storage } = database;
    const idleEnd = async () => {
      // What waits to be written is written before anything is swept.
      await storage.sweep(clock.now);
      return (await rows('select idle_expires_at - 1800000000 as idle from sessions'))[0]?.['idle'];
    };
    await acme.users.save(ALICE);
    await acme.sessions.begin({ ...SESSION, expires_at: NOW + 700 });
    for (const [second, idle] of [
      [59, 600],
      [60, 660],
      [0, 660],
      [119, 660],
      [599, 700],
      [699, 700],
    ] as const) {
      clock.now = NOW + second;
      await Promise.all(Array.from({ length: 8 }, () => acme.sessions.find('hash-1')));
      assert.equal(await idleEnd(), idle);
    }
  },
);

forEachDatabase('SE-09 a session ends at once when its user is blocked (ASVS 7.4.2)', async ({ acme }) => {
  await acme.users.save(ALICE);
  await acme.sessions.begin(SESSION);
  const expected = { sid: 'sid-1', user: ALICE, auth_time: NOW, amr: ['pwd', 'otp'] };
  assert.deepEqual(await acme.sessions.find('hash-1'), expected);
  await acme.users.save({ ...ALICE, blocked: true });
  assert.equal(await acme.sessions.find('hash-1'), undefined);
});

forEachDatabase(
  'SE-09 what another process does to a session shows within milliseconds',
  async (database) => {
    const { acme, open } = database;
    await acme.users.save(ALICE);
    await acme.sessions.begin(SESSION);
    const other = (await open()).tenant('acme');
    assert.equal((await acme.sessions.find('hash-1'))?.user.blocked, false);
    await other.sessions.end('hash-1');
    await wait(2);
    assert.equal(await acme.sessions.find('hash-1'), undefined);
  },
);

forEachDatabase(
  'SE-08 a session that was ended or replaced is gone; one that could not begin ends nothing',
  async (database) => {
    const { acme } = database;
    await acme.users.save(ALICE);
    await acme.sessions.begin(SESSION);
    const nobodys = { ...SESSION, id_hash: 'hash-2', sub: 'auth0|nobody', replaces: 'hash-1' };
    assert.equal(await acme.sessions.begin(nobodys), undefined);
    assert.notEqual(await acme.sessions.find('hash-1'), undefined);
    await acme.sessions.begin({ ...SESSION, id_hash: 'hash-2', sid: 'sid-2', replaces: 'hash-1' });
    assert.equal(await acme.sessions.find('hash-1'), undefined);
    assert.notEqual(await acme.sessions.find('hash-2'), undefined);
    await acme.sessions.end('hash-2');
    assert.equal(await acme.sessions.find('hash-2'), undefined);
    await acme.sessions.end('hash-2');
  },
);

forEachDatabase(
  'a user who signs in again goes on in the session they had, and its clients are remembered; anybody else begins one',
  async ({ acme, globex, clock, rows }) => {
    const bob = { ...ALICE, sub: 'auth0|b0b' };
    for (const user of [ALICE, bob]) await acme.users.save(user);
    await globex.users.save(ALICE);
    await acme.sessions.begin(SESSION);
    await acme.sessions.addClient({ sid: 'sid-1', client_id: 'one', expires_at: SESSION.expires_at });
    const again = { ...SESSION, id_hash: 'hash-2', sid: 'sid-2', expires_at: NOW + 20_000 };
    assert.equal(await globex.sessions.begin({ ...again, replaces: 'hash-1' }), 'sid-2', 'another tenant');
    assert.equal(await acme.sessions.begin({ ...again, replaces: 'hash-1', amr: ['phr'] }), 'sid-1');
    assert.deepEqual((await acme.sessions.find('hash-2'))?.amr, ['phr']);
    const kept = await rows('select client_id, expires_at - 1800000000 as seconds from session_clients');
    assert.deepEqual(kept, [{ client_id: 'one', seconds: 20_000 }]);
    clock.now = NOW + 599;
    const bobs = { ...again, id_hash: 'hash-3', sid: 'sid-3', sub: bob.sub, replaces: 'hash-2' };
    assert.equal(await acme.sessions.begin(bobs), 'sid-3');
    assert.equal(await acme.sessions.find('hash-2'), undefined);
    clock.now += 600;
    const late = { ...bobs, id_hash: 'hash-4', sid: 'sid-4', replaces: 'hash-3' };
    assert.equal(await acme.sessions.begin(late), 'sid-4', 'a session that was over does not go on');
  },
);

forEachDatabase(
  'RC-01 of the sessions that a user begins in one interaction the last one lives',
  async ({ acme, globex }) => {
    const bob = { ...ALICE, sub: 'auth0|b0b' };
    await acme.users.save(ALICE);
    await acme.users.save(bob);
    await globex.users.save(ALICE);
    const begin = (records: typeof acme, id: string, sub: string = ALICE.sub, interaction = 'i1') =>
      records.sessions.begin({ ...SESSION, id_hash: id, sid: id, sub, interaction });
    await begin(globex, 'of another tenant');
    await begin(acme, 'of another user', bob.sub);
    await begin(acme, 'of another interaction', ALICE.sub, 'i2');
    await acme.sessions.begin({ ...SESSION, id_hash: 'of none', sid: 'of none' });
    for (const id of ['first', 'second', 'third']) assert.equal(await begin(acme, id), 'first');
    const live = await acme.sessions.list(ALICE.sub);
    assert.deepEqual(live.map(({ sid }) => sid).sort(), ['first', 'of another interaction', 'of none']);
    assert.equal(await acme.sessions.find('first'), undefined);
    assert.equal((await acme.sessions.find('third'))?.sid, 'first');
    assert.equal((await acme.sessions.list(bob.sub)).length, 1);
    assert.equal((await globex.sessions.list(ALICE.sub)).length, 1);
  },
);

forEachDatabase(
  'whoever is signed out of everything has nothing left, their clients are told, and nobody else is touched',
  async ({ acme, globex, rows }) => {
    const subs = Array.from({ length: 205 }, (_, index) => `auth0|${String(index).padStart(3, '0')}`);
    const [first = '', second = ''] = subs;
    for (const sub of subs) {
      await acme.users.save({ ...ALICE, sub });
      await acme.sessions.begin({ ...SESSION, id_hash: sub, sid: sub, sub });
    }
    await globex.users.save({ ...ALICE, sub: first });
    await globex.sessions.begin({ ...SESSION, sub: first });
    await acme.authenticators.rememberDevice({
      sub: first,
      epoch: 0,
      token_hash: 'd1',
      expires_at: NOW + 60,
    });
    await acme.clients.save({
      ...CLIENT_DEFAULTS,
      client_id: 'told',
      client_name: 'Told',
      backchannel_logout_uri: 'https://rp.test/back',
    });
    for (const client_id of ['told', 'not told'])
      await acme.sessions.addClient({ sid: first, client_id, expires_at: NOW + 60 });

    assert.equal(await acme.sessions.endAll(first), 1);
    assert.equal(await acme.sessions.find(first), undefined);
    assert.deepEqual(await rows('select client_id from logout_deliveries'), [{ client_id: 'told' }]);
    assert.deepEqual(await rows('select * from remembered_devices'), []);
    assert.notEqual(await acme.sessions.find(second), undefined);
    assert.notEqual(await globex.sessions.find('hash-1'), undefined);

    const seen: string[] = [];
    for (let page = await acme.sessions.signedIn(''); page.length > 0; ) {
      seen.push(...page);
      page = await acme.sessions.signedIn(page.at(-1) ?? '');
    }
    assert.deepEqual(seen, subs.slice(1));
  },
);

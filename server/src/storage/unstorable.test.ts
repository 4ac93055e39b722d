import assert from 'node:assert/strict';
import { forEachDatabase, NOW } from '../../test/databases/databases.ts';
import { KINDS } from '../resources/index.ts';
import { deskRecords } from './configuration/desk-records.ts';

/** What comes in a request where a key is looked for. */
const KEYS = ['\0', 'a\0b', '\ud800', 'a\udc00'];

forEachDatabase(
  'a key that no database can hold names no row, whatever is to be done with it',
  async ({ acme }) => {
    for (const key of KEYS) {
      assert.equal(await acme.clients.find(key), undefined);
      assert.equal(await acme.users.find(key), undefined);
      assert.equal(await acme.users.findByEmail(key), undefined);
      assert.equal(await acme.resourceServers.find(key), undefined);
      assert.equal(await acme.sessions.find(key), undefined);
      assert.deepEqual(await acme.sessions.list(key), []);
      assert.deepEqual(await acme.sessions.clientsOf(key), []);
      assert.equal(await acme.sessions.endOne('auth0|a', key), false);
      assert.equal(await acme.sessions.endOne(key, 'sid'), false);
      await acme.sessions.end(key);
      await acme.sessions.renew(key, { id_hash: 'x', amr: ['pwd'] });
      assert.equal(await acme.grants.find(key), undefined);
      assert.equal(await acme.grants.redeem(key, { expires_at: NOW + 1 }), 'unknown');
      assert.equal(await acme.grants.isLive(key), false);
      await acme.grants.end(key);
      assert.equal(await acme.refreshTokens.find(key), undefined);
      assert.equal(await acme.accessTokens.find(key), undefined);
      await acme.accessTokens.end(key);
      assert.deepEqual(await acme.consents.find({ sub: key, client_id: key, audience: key }), []);
      assert.equal(await acme.oneTimeTokens.find('reset_password', key), undefined);
      assert.equal(await acme.oneTimeTokens.consume('reset_password', key), undefined);
      assert.equal(await acme.initialAccessTokens.isLive(key), false);
      await acme.authenticators.rename('auth0|a', key, 'a name');
    }
  },
);

forEachDatabase('the desk finds nothing under a key that no database can hold', async ({ storage }) => {
  const desk = deskRecords(storage);
  for (const unstorable of KEYS) {
    for (const { name: kind, key } of Object.values(KINDS)) {
      const at = { kind, tenant_id: 'acme', key: key.map(() => unstorable) };
      if (key.length === 0) continue;
      assert.equal(await desk.read(at), undefined);
      assert.deepEqual(await desk.lostWith(at), {});
      assert.deepEqual(await desk.list(kind, 'acme', { after: at.key, limit: 9 }), []);
    }
    assert.equal(await desk.ownerOf('acme', unstorable), undefined);
    assert.equal(await desk.broughtPassword('acme', unstorable), undefined);
  }
});

forEachDatabase(
  'a key that differs from one there is by what no text holds is another key',
  async ({ acme }) => {
    const claims = { email: 'a@acme.test' };
    await acme.users.save({ sub: 'auth0|\ufffd', blocked: false, claims });
    assert.equal(await acme.users.find('auth0|\ud800'), undefined);
    assert.equal(await acme.users.find('auth0|\0'), undefined);
    assert.notEqual(await acme.users.find('auth0|\ufffd'), undefined);
  },
);

forEachDatabase('a text that no database keeps is never written, not even in part', async ({ acme }) => {
  const spend = acme.interactions.spend('a\0b', NOW + 60);
  await assert.rejects(spend, /no database keeps/);
  const claims = { email: 'a@acme.test' };
  await acme.users.save({ sub: 'auth0|a', blocked: false, claims }, 'hash');
  await assert.rejects(
    acme.users.replaceHash('auth0|a', { before: 'hash', after: 'h\0' }),
    /no database keeps/,
  );
  assert.equal((await acme.users.findByEmail('a@acme.test'))?.password_hash, 'hash');
});

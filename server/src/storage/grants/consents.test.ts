import assert from 'node:assert/strict';
import { forEachDatabase, type TestDatabase } from '../../../test/databases/databases.ts';

const ALICE = { sub: 'auth0|a11ce', blocked: false, claims: {} };
const KEY = { sub: ALICE.sub, client_id: 'spa1', audience: 'https://api.test' };
const SEEN = { shown: 'digest', destinations: ['https://a.test', 'https://b.test'] };
const RENAMED = { ...SEEN, shown: 'another digest' };
const MOVED = { ...SEEN, destinations: ['https://a.test', 'https://evil.test'] };

async function agreed({ acme }: TestDatabase): Promise<TestDatabase['acme']> {
  await acme.users.save(ALICE);
  await acme.consents.add({ ...KEY, scopes: ['openid', 'read'], covers: SEEN });
  return acme;
}

forEachDatabase(
  'what was agreed to is found for the client that was seen, and for no other',
  async (database) => {
    const { consents } = await agreed(database);
    assert.deepEqual(await consents.find(KEY, SEEN), ['openid', 'read']);
    assert.deepEqual(await consents.find(KEY, { ...SEEN, destinations: ['https://b.test'] }), [
      'openid',
      'read',
    ]);
    for (const present of [RENAMED, MOVED]) assert.deepEqual(await consents.find(KEY, present), []);
    assert.deepEqual(await consents.find(KEY), ['openid', 'read']);
  },
);

forEachDatabase(
  'who agrees anew agrees to the client as it is, for the scopes that were asked',
  async (database) => {
    const { consents } = await agreed(database);
    await consents.add({ ...KEY, scopes: ['openid'], covers: MOVED });
    assert.deepEqual(await consents.find(KEY, MOVED), ['openid']);
    assert.deepEqual(await consents.find(KEY, SEEN), ['read']);
    await consents.add({ ...KEY, scopes: ['read'], covers: MOVED });
    assert.deepEqual(await consents.find(KEY, MOVED), ['openid', 'read']);
  },
);

forEachDatabase(
  'a consent of before says nothing of what was seen: it is asked for once more',
  async (database) => {
    const { consents } = await agreed(database);
    await consents.add({ ...KEY, scopes: ['openid', 'write'] });
    assert.deepEqual(await consents.find(KEY, SEEN), ['read']);
    await consents.add({ ...KEY, scopes: ['openid', 'write'], covers: SEEN });
    assert.deepEqual(await consents.find(KEY, SEEN), ['openid', 'read', 'write']);
  },
);

forEachDatabase('the list says of each application what the consents in it cover', async (database) => {
  const { consents } = await agreed(database);
  await consents.add({ ...KEY, scopes: ['write'] });
  const [allowed, ...others] = await consents.list(ALICE.sub);
  assert.deepEqual(others, []);
  assert.deepEqual(allowed?.scopes, ['openid', 'read', 'write']);
  assert.deepEqual(allowed.covers.toSorted(), [SEEN, SEEN, null].toSorted());
});

forEachDatabase(
  'what anybody agreed to give a client at an API, each scope once',
  async ({ acme, globex }) => {
    for (const sub of ['one', 'two'])
      await acme.users.save({ sub, blocked: false, claims: { email: `${sub}@a.test` } });
    const at = { client_id: 'spa1', audience: 'urn:api' };
    await acme.consents.add({ sub: 'one', ...at, scopes: ['read', 'write'] });
    await acme.consents.add({ sub: 'two', ...at, scopes: ['read'] });
    await acme.consents.add({ sub: 'two', ...at, audience: 'urn:other', scopes: ['delete'] });
    assert.deepEqual(await acme.consents.given(at), ['read', 'write']);
    assert.deepEqual(await acme.consents.given({ ...at, client_id: 'spa2' }), []);
    assert.deepEqual(await globex.consents.given(at), []);
  },
);

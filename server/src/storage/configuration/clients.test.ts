import assert from 'node:assert/strict';
import { forEachDatabase } from '../../../test/databases.ts';
import { CLIENT_DEFAULTS, type Client } from '../../protocol/client/client.ts';

const RP: Client = { ...CLIENT_DEFAULTS, client_id: 'rp', client_name: 'RP' };

const renamed = (client_name: string) => (stored: Client) => ({ client: { ...stored, client_name } });

forEachDatabase('a client that was removed meanwhile does not come back by an update', async (database) => {
  const { acme } = database;
  const other = (await database.open()).tenant('acme');
  await acme.clients.save(RP);
  const updated = await acme.clients.update('rp', renamed('Other'));
  assert.equal(updated?.client.client_name, 'Other');
  await other.clients.remove('rp');
  assert.equal(await acme.clients.update('rp', renamed('Back')), undefined);
  assert.deepEqual(await other.clients.list(), []);
  assert.deepEqual([...(await acme.names.find(['rp', 'rp@clients']))], []);
});

forEachDatabase('an update beside a removal, many times: the client is gone', async (database) => {
  const other = (await database.open()).tenant('acme');
  for (let round = 0; round < 10; round += 1) {
    await database.acme.clients.save(RP);
    await Promise.all([
      database.acme.clients.update('rp', renamed('A')),
      other.clients.remove('rp'),
      database.acme.clients.update('rp', renamed('B')),
      other.clients.update('rp', renamed('C')),
    ]);
    assert.deepEqual(await other.clients.list(), []);
    assert.equal(await other.clients.find('rp'), undefined);
  }
});

forEachDatabase(
  'of updates at once none undoes another: each is made of what it replaces',
  async (database) => {
    const { acme } = database;
    const other = (await database.open()).tenant('acme');
    await acme.clients.save(RP);
    const adds = Array.from({ length: 8 }, (_, index) =>
      (index % 2 === 0 ? acme : other).clients.update('rp', (stored) => ({
        client: { ...stored, redirect_uris: [...stored.redirect_uris, `https://rp.test/${index}`] },
      })),
    );
    await Promise.all(adds);
    const [client] = await other.clients.list();
    assert.equal(client?.redirect_uris.length, 8);
  },
);

forEachDatabase(
  'an update that gives nothing, and one of no client, write nothing',
  async ({ acme, globex }) => {
    await acme.clients.save(RP);
    assert.equal(await acme.clients.update('rp', () => undefined), undefined);
    assert.equal(await globex.clients.update('rp', renamed('A')), undefined);
    assert.deepEqual(await acme.clients.list(), [RP]);
    assert.deepEqual(await globex.clients.list(), []);
  },
);

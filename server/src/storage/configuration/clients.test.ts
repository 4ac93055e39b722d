import assert from 'node:assert/strict';
import { forEachDatabase } from '../../../test/databases/databases.ts';
import { CLIENT_DEFAULTS, type Client } from '../../resources/client/client.ts';

const RP: Client = { ...CLIENT_DEFAULTS, client_id: 'rp', client_name: 'RP' };

const registration = { client_id_issued_at: 1, registration_access_token_hash: 'hash' };

forEachDatabase(
  'clients that registered themselves are counted as far as is asked, tenant by tenant, and no others',
  async ({ acme, globex }) => {
    await acme.clients.save(RP);
    assert.equal(await acme.clients.hasRegistered(0), true);
    assert.equal(await acme.clients.hasRegistered(1), false);
    for (const client_id of ['a', 'b']) await acme.clients.save({ ...RP, client_id, registration });
    assert.equal(await acme.clients.hasRegistered(2), true);
    assert.equal(await acme.clients.hasRegistered(3), false);
    assert.equal(await globex.clients.hasRegistered(1), false);
    await acme.clients.save({ ...RP, client_id: 'a', client_name: 'Renamed', registration });
    assert.equal(await acme.clients.hasRegistered(2), true);
    await acme.clients.remove('a');
    assert.equal(await acme.clients.hasRegistered(2), false);
  },
);

/**
 * Auth0's own ManagementClient, unmodified, in each of the versions that are in use.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ManagementClient as Version4 } from 'auth0-4';
import { ManagementClient as Version5 } from 'auth0-5';
import { ManagementClient as Version7 } from 'auth0-7';
import { managed } from './managed.ts';

const { options } = managed();

for (const [name, Client] of [
  ['5', Version5],
  ['7', Version7],
] as const) {
  describe(`auth0 ${name}`, () => {
    test('clients', async () => {
      const management = new Client(options());
      const made = await management.clients.create({
        name: `Shop ${name}`,
        app_type: 'spa',
        callbacks: ['https://shop.test/cb'],
      });
      assert.equal(made.name, `Shop ${name}`);
      const id = made.client_id ?? '';
      const changed = await management.clients.update(id, { callbacks: ['https://shop.test/two'] });
      assert.deepEqual(changed.callbacks, ['https://shop.test/two']);
      const listed = [];
      for await (const one of await management.clients.list({ per_page: 3 })) listed.push(one.client_id);
      assert.ok(listed.includes(id) && listed.length > 5);
      await management.clients.delete(id);
      await assert.rejects(management.clients.get(id), { statusCode: 404 });
    });

    test('users', async () => {
      const management = new Client(options());
      const connection = 'Username-Password-Authentication';
      const email = `ann${name}@people.test`;
      const made = await management.users.create({ connection, email, app_metadata: { plan: name } });
      const id = made.user_id ?? '';
      const changed = await management.users.update(id, { name: 'Ann', user_metadata: { a: 1 } });
      assert.deepEqual(changed.user_metadata, { a: 1 });
      const found = [];
      for await (const one of await management.users.list({ q: `app_metadata.plan:"${name}"` }))
        found.push(one.user_id);
      assert.deepEqual(found, [id]);
      const [listed] = await management.users.listUsersByEmail({ email });
      assert.equal(listed?.identities?.[0]?.connection, connection);
      await management.users.delete(id);
      await assert.rejects(management.users.get(id), { statusCode: 404 });
    });
  });
}

describe('auth0 4', () => {
  test('clients', async () => {
    const management = new Version4(options());
    const { data: made } = await management.clients.create({ name: 'Shop 4', app_type: 'spa' });
    const { data: shown } = await management.clients.get({ client_id: made.client_id });
    assert.equal(shown.name, 'Shop 4');
    const { data: listed } = await management.clients.getAll({ include_totals: true, per_page: 2 });
    assert.equal(listed.clients.length, 2);
    assert.ok(listed.total > 5);
    await management.clients.delete({ client_id: made.client_id });
    await assert.rejects(management.clients.get({ client_id: made.client_id }), { statusCode: 404 });
  });
});

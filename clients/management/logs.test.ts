/**
 * The log by Auth0's own ManagementClient, in each of the versions that are in use: searched, read on by checkpoint, one event.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ManagementClient as Version4 } from 'auth0-4';
import { ManagementClient as Version5 } from 'auth0-5';
import { ManagementClient as Version7 } from 'auth0-7';
import { managed } from './managed.ts';

const { options } = managed();

const ALICE = 'auth0|a11ce0000000000000000001';

for (const [name, Client] of [
  ['5', Version5],
  ['7', Version7],
] as const) {
  test(`auth0 ${name}: logs`, async () => {
    const management = new Client(options());
    const made = await management.clients.create({ name: `Logged ${name}`, app_type: 'spa' });
    const search = `client_id:"${made.client_id}" AND type:sapi`;
    const page = await management.logs.list({ search, sort: 'date:-1', per_page: 5, include_totals: true });
    const [event] = page.data;
    assert.equal(page.data.length, 1);
    assert.deepEqual([event?.type, event?.client_name], ['sapi', `Logged ${name}`]);
    const shown = await management.logs.get(event?.log_id ?? '');
    assert.deepEqual(JSON.parse(JSON.stringify(shown)), JSON.parse(JSON.stringify(event)));
    const ofAlice = [];
    for await (const one of await management.users.logs.list(ALICE, { per_page: 2 })) ofAlice.push(one);
    assert.ok(ofAlice.every(({ user_id }) => user_id === ALICE));
    await assert.rejects(management.logs.list({ search: 'description:x' }), { statusCode: 400 });
    await assert.rejects(management.logs.get('nothing'), { statusCode: 404 });
  });
}

test('auth0 4: logs, by search and by checkpoint', async () => {
  const management = new Version4(options());
  const { data: made } = await management.clients.create({ name: 'Logged 4', app_type: 'spa' });
  const { data: found } = await management.logs.getAll({ q: `client_id:${made.client_id}`, per_page: 1 });
  const [event] = found;
  assert.equal(event?.type, 'sapi');
  const { data: same } = await management.logs.get({ id: event?.log_id ?? '' });
  assert.equal(same.log_id, event?.log_id);
  await management.clients.delete({ client_id: made.client_id });
  const { data: later } = await management.logs.getAll({ from: event?.log_id ?? '', take: 10 });
  assert.match(String(later.at(-1)?.description), /configuration changed/);
  const { data: ofAlice } = await management.users.getLogs({ id: ALICE, include_totals: true });
  assert.ok('total' in ofAlice);
});

/**
 * The whole server on PostgreSQL: what storage promises for both databases, seen from a browser.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startPostgres } from '../databases/postgres.ts';
import { PASSWORD, type Stack, startStack } from '../stack.ts';
import { fragment } from '../user-agent.ts';

const REQUEST = {
  response_type: 'id_token token',
  client_id: 'spa2',
  redirect_uri: 'https://third.test/cb?x=1',
  scope: 'openid read:a',
  audience: 'https://api.acme.test',
  state: 'S1',
  nonce: 'N1',
};

let stack: Stack;

before(async () => {
  stack = await startStack({ databaseUrl: startPostgres().url });
});

after(() => stack.close());

test('a user signs in, agrees, renews silently and signs out on PostgreSQL', async () => {
  const browser = stack.browser();
  const login = await browser.authorize(REQUEST);
  const consent = await browser.signIn(login, { username: 'alice@acme.test', password: PASSWORD });
  const answered = await browser.consent(consent, 'accept');
  assert.ok(fragment(answered.location)['access_token'], answered.body);

  const silent = await browser.authorize({ ...REQUEST, prompt: 'none' });
  assert.ok(fragment(silent.location)['id_token']);

  await browser.send('/v2/logout');
  const after = await browser.authorize({ ...REQUEST, prompt: 'none' });
  assert.equal(fragment(after.location)['error'], 'login_required');
});

test('a client changed by another process is seen at the next request on PostgreSQL', async () => {
  const records = stack.storage.tenant('t-acme');
  const client = await records.clients.find('spa1');
  assert.ok(client);
  await records.clients.save({ ...client, grant_types: [] });
  const uri = { client_id: 'spa1', redirect_uri: 'https://app.acme.test/cb', prompt: 'none' };
  const refused = async (): Promise<boolean> => {
    const { location } = await stack.browser().authorize({ ...REQUEST, ...uri });
    return fragment(location)['error'] === 'unauthorized_client';
  };
  // The notification travels by another connection than the write: it comes within milliseconds, not at once.
  for (let attempt = 0; attempt < 100 && !(await refused()); attempt += 1);
  assert.ok(await refused());
});

test('wrong passwords are counted on PostgreSQL', async () => {
  const browser = stack.browser();
  const login = await browser.authorize(REQUEST);
  const wrong = { username: 'bob@acme.test', password: 'wrong' };
  for (let attempt = 0; attempt < 10; attempt += 1)
    assert.equal((await browser.signIn(login, wrong)).status, 400);
  assert.equal((await browser.signIn(login, wrong)).status, 429);
});

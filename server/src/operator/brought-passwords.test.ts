/**
 * Passwords in a `tacit.yaml`: brought once, and a new epoch of their user when they are.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { beginSession } from '../../test/login/epochs.ts';
import { startOperator } from '../../test/operator/operator.ts';
import { withStorage } from './database.ts';

const USER = `
tenants:
  - name: acme
    region: eu
    users:
      - { email: alice@acme.test, email_verified: true, password: the password of the file }
`;

test('a password is brought once: a file that has not changed leaves the one that its user has chosen since', async (t) => {
  const { apply, look, config } = await startOperator(t);
  assert.deepEqual(await apply(USER), ['create tenant acme.eu domain', 'create user alice@acme.test']);
  const [tenant] = await look(({ tenants }) => tenants.list());
  const tenant_id = tenant?.tenant_id ?? '';
  const find = () => look(async (storage) => storage.tenant(tenant_id).users.findByEmail('alice@acme.test'));
  const sub = (await find())?.user.sub ?? '';
  await withStorage(config, async (storage) => {
    await beginSession(storage.tenant(tenant_id), sub, 'S');
    const by = { session: { sid: 'S', id_hash: 'h', epoch: 0 } };
    const change = { sub, password_hash: 'chosen', history: 0, notice: undefined, by };
    assert.equal(await storage.tenant(tenant_id).users.changePassword(change), 0);
  });
  assert.deepEqual(await apply(USER), ['unchanged tenant acme.eu', 'unchanged user alice@acme.test']);
  assert.equal((await find())?.password_hash, 'chosen');

  const named = USER.replace('email_verified: true', 'email_verified: true, name: Alice');
  assert.deepEqual(await apply(named), ['unchanged tenant acme.eu', 'update user alice@acme.test name']);
  assert.equal((await find())?.password_hash, 'chosen');
  assert.equal((await find())?.user.epoch, 1);
});

for (const [what, text, words] of [
  ['another password', USER.replace('the password of the file', 'another password of the file'), 'password'],
  [
    'another hash',
    USER.replace(
      'password: the password of the file',
      `password_hash: "${'$'}2b${'$'}12${'$'}abcdefghijklmnopqrstuuoKpHd6L6zR2bN9mXcVbLkJhGfDsAqWe"`,
    ),
    'password',
  ],
  ['a block', USER.replace('email_verified: true', 'email_verified: true, blocked: true'), 'blocked'],
] as const) {
  test(`${what} in a file ends the sessions of its user`, async (t) => {
    const { apply, look, config } = await startOperator(t);
    await apply(USER);
    const [tenant] = await look(({ tenants }) => tenants.list());
    const tenant_id = tenant?.tenant_id ?? '';
    const session = {
      id_hash: 'h',
      sid: 'S',
      epoch: 0,
      auth_time: 0,
      amr: ['pwd'],
      expires_at: 9_999_999_999,
    };
    await withStorage(config, async (storage) => {
      const { users, sessions } = storage.tenant(tenant_id);
      const sub = (await users.findByEmail('alice@acme.test'))?.user.sub ?? '';
      assert.equal(await sessions.begin({ ...session, sub, idle_seconds: 999 }), 'S');
    });
    assert.deepEqual(await apply(text), ['unchanged tenant acme.eu', `update user alice@acme.test ${words}`]);
    assert.equal(await look((storage) => storage.tenant(tenant_id).sessions.find('h')), undefined);
  });
}

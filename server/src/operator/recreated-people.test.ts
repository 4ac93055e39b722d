/**
 * A file that still names somebody who was deleted.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startOperator } from '../../test/operator/operator.ts';
import { byOperator } from './ground.ts';
import { withDesk } from './open-desk.ts';
import { exportUser } from './records/export-user.ts';

const FILE = `
tenants:
  - name: acme
    region: eu
    users:
      - { email: alice@acme.test, name: Alice, app_metadata: { plan: gold } }
      - { username: front.desk, name: Desk }
      - { user_id: "auth0|1", name: One }
`;

test('who was deleted is not made again, by address, user name or user_id; said on purpose they are', async (t) => {
  const { apply, look, config } = await startOperator(t);
  await apply(FILE);
  assert.ok((await apply(FILE)).every((step) => step.startsWith('unchanged')));
  const [tenant] = await look(({ tenants }) => tenants.list());
  const tenant_id = tenant?.tenant_id ?? '';
  const subs = await look(async (storage) =>
    (await storage.tenant(tenant_id).users.list()).map(({ sub }) => sub),
  );
  assert.equal(subs.length, 3);
  const exported = await exportUser(config, { tenant: undefined, user: 'front.desk' });
  assert.ok(exported.ok);
  assert.match(JSON.stringify(exported.value), /"name\\?":\\?"Desk/);
  assert.ok(!(await exportUser(config, { tenant: undefined, user: 'nobody' })).ok);
  await withDesk(config, ({ desk }) =>
    desk.carryOut(
      subs.map((sub) => ({ kind: 'user', place: { tenant_id }, verb: 'delete', key: [sub] }) as const),
      byOperator('test'),
    ),
  );
  for (const options of [{ dryRun: true }, {}, { prune: true }]) {
    const steps = await apply(FILE, options);
    assert.deepEqual(
      steps.map((step) => step.split(' ').slice(0, 2).join(' ')),
      ['unchanged tenant', 'stays_deleted user', 'stays_deleted user', 'stays_deleted user'],
    );
  }
  const others = FILE.replace('acme', 'globex');
  assert.ok(
    (await apply(others)).includes('create user alice@acme.test'),
    'another tenant has forgotten nobody',
  );
  const again = await apply(FILE, { recreate: true });
  assert.equal(again.filter((step) => step.startsWith('create user')).length, 3);
  assert.ok((await apply(FILE)).every((step) => step.startsWith('unchanged')));
});

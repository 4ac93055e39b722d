/**
 * What takes its time says how far it is, record by record.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startOperator } from '../../test/operator/operator.ts';
import { operatorOnDatabase } from './acts.ts';

const TEXT = `
tenants:
  - name: acme
    region: us
    clients: [{ client_id: a, name: A }]
    users: [{ email: a@b.c }, { email: b@b.c, password: brought }]
`;

test('a plan is heard of wish by wish, what is applied write by write, an export record by record', async (t) => {
  const { config } = await startOperator(t);
  const { applyText, exportTenants } = operatorOnDatabase(config);
  const heard: string[] = [];
  const hear = ({ done, total }: { readonly done: number; readonly total: number }) =>
    heard.push(`${done}/${total}`);
  assert.ok((await applyText({ text: TEXT, env: {}, dryRun: true }, hear)).ok);
  assert.deepEqual(heard.splice(0), ['0/3', '1/3', '2/3'], 'the tenant is judged before');
  assert.ok((await applyText({ text: TEXT, env: {}, dryRun: false }, hear)).ok);
  // It is planned once more, and then written with the tenant.
  assert.deepEqual(heard.splice(0), ['0/3', '1/3', '2/3', '0/4', '1/4', '2/4', '3/4']);
  assert.ok((await exportTenants({ tenant: undefined, defaults: 'leave_out' }, hear)).ok);
  assert.deepEqual(heard, ['1/3', '2/3', '3/3']);
});

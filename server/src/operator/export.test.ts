/**
 * What an export has and has not; that it changes nothing where it comes from is shown in server/test/operator/export.test.ts.
 */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'yaml';
import { writable } from '../../test/databases/writable.ts';
import { type Operator, startOperator } from '../../test/operator/operator.ts';
import { exportTenants, exportText } from './export.ts';

const FILE = `
tenants:
  - { name: acme, region: us, clients: [{ client_id: a, name: A }], users: [{ email: a@b.c, password: brought }] }
  - { name: acme, region: eu }
  - { name: other, region: us }
rollouts: [{ feature: api_authorization, region: eu, stage: on }]
`;

async function exported(
  { config }: Operator,
  tenant?: string,
  defaults: 'leave_out' | 'write' = 'leave_out',
) {
  const done = await exportTenants(config, { tenant, defaults });
  assert.ok(done.ok);
  return done.value;
}

test('a tenant that there is not, or twice, is said in a sentence', async (t) => {
  const { apply, config } = await startOperator(t);
  await apply(FILE);
  const refusal = async (tenant: string) => {
    const done = await exportTenants(config, { tenant, defaults: 'leave_out' });
    return done.ok ? '' : done.error;
  };
  assert.equal(await refusal('acm'), 'There is no tenant acm: did you mean acme?');
  assert.match(
    await refusal('acme'),
    /^There are several tenants acme: say acme\.(us|eu) or acme\.(us|eu)\.$/,
  );
});

test('of a database that is empty there is nothing, and none is made', async (t) => {
  const operator = await startOperator(t);
  assert.deepEqual(await exported(operator), { document: {}, left_out: 0 });
});

test('one tenant comes alone, all come with what belongs to none; an empty list is no section', async (t) => {
  const operator = await startOperator(t);
  await operator.apply(FILE);
  const { document } = await exported(operator, 'other');
  assert.deepEqual(document, { tenants: [{ name: 'other', region: 'us', settings: {} }] });
  assert.deepEqual(Object.keys((await exported(operator)).document), ['tenants', 'rollouts']);
});

test('with the defaults every field is there that has a value, and a default is left out without them', async (t) => {
  const operator = await startOperator(t);
  await operator.apply(FILE);
  const short = exportText(await exported(operator, 'acme.us'), { at: 0, from: 'here' });
  assert.doesNotMatch(short, /grant_types|session_lifetime/);
  const long = exportText(await exported(operator, 'acme.us', 'write'), { at: 0, from: 'here' });
  assert.match(long, /^ {6}session_lifetime: 168$/m);
  assert.match(long, /^ {8}grant_types:\n {10}- authorization_code$/m);
});

test('what is at the top is a comment, wherever it comes from; no secret is below it', async (t) => {
  const operator = await startOperator(t);
  await operator.apply(FILE);
  const whole = await exported(operator, 'acme.us');
  const text = exportText(whole, { at: 1_800_000_000, from: 'sqlite:a\nb: c.db' });
  assert.match(text, /^# Exported by `tacit export` at 2027-01-15T08:00:00\.000Z from sqlite:a b: c\.db\.\n/);
  assert.deepEqual(parse(text), whole.document);
  assert.doesNotMatch(text, /brought|argon2|password:/);
});

test('a client that registered itself and a tenant that was deleted are left out, and counted', async (t) => {
  const operator = await startOperator(t);
  await operator.apply(FILE);
  await operator.apply('tenants: [{ name: acme, region: us }, { name: acme, region: eu }]', { prune: true });
  await operator.look(async (storage) => {
    const tenant = (await storage.tenants.list()).find(
      ({ name, region }) => name === 'acme' && region === 'us',
    );
    const { clients } = writable(storage).tenant(tenant?.tenant_id ?? '');
    const client = await clients.find('a');
    assert.ok(client);
    const registration = { client_id_issued_at: 1, registration_access_token_hash: 'h' };
    await clients.save({ ...client, client_id: 'self', registration });
  });
  const text = exportText(await exported(operator), { at: 0, from: 'here' });
  assert.match(text, /^# Left out: clients that registered themselves \(1\), /m);
  assert.doesNotMatch(text, /other|self$/m);
});

import assert from 'node:assert/strict';
import { forEachDatabase, NOW, type TestDatabase } from '../../test/databases/databases.ts';
import { typesNamed } from '../protocol/diagnosis/event-types.ts';
import type { AuditSearch } from './audit-search.ts';

type Records = TestDatabase['acme'];

/** Ten failed sign-ins and a login, a second apart. */
async function fill({ acme, globex, clock }: TestDatabase): Promise<void> {
  for (let index = 0; index < 10; index += 1) {
    clock.now = NOW + index;
    const about = { sub: index % 2 ? 'auth0|odd' : undefined, ip: `192.0.2.${index % 3}` };
    const event = {
      client_id: 'spa1',
      request_id: `r${index}`,
      journey: `j${index % 4}`,
      record: recordOf(index),
    };
    const reason = index < 5 ? 'wrong_password' : 'unknown_user';
    await acme.audit.record({ type: 'login_failed', reason, ...event, ...about });
  }
  await acme.audit.record({ type: 'login', request_id: 'r10', sub: 'auth0|odd', client_id: 'spa2' });
  await globex.audit.record({ type: 'login', request_id: 'r1', sub: 'auth0|odd', client_id: 'spa1' });
}

function recordOf(index: number): string | undefined {
  return index % 2 ? undefined : `role ${index % 8}`;
}

async function found({ audit }: Records, search: Omit<AuditSearch, 'limit'> & { readonly limit?: number }) {
  const events = await audit.search({ limit: 100, ...search });
  return events.map(({ request_id }) => request_id).join(' ');
}

forEachDatabase(
  'MG-03 each condition finds its rows, the newest first, and no other tenant’s',
  async (database) => {
    const { acme } = database;
    await fill(database);
    const cases: readonly (readonly [string, Omit<AuditSearch, 'limit'>])[] = [
      ['r10 r9 r8 r7 r6 r5 r4 r3 r2 r1 r0', {}],
      ['r10 r9 r7 r5 r3 r1', { sub: 'auth0|odd' }],
      ['r10', { client_id: 'spa2' }],
      ['r8 r5 r2', { ip: '192.0.2.2' }],
      ['r1', { request_id: 'r1' }],
      ['r9 r5 r1', { journey: 'j1' }],
      ['r8 r0', { record: 'role 0' }],
      ['r4 r3 r2 r1 r0', { types: typesNamed('fp') }],
      ['r10 r4 r3 r2 r1 r0', { types: [...typesNamed('fp'), ...typesNamed('s')] }],
      ['r9 r8 r7 r6 r5 r4 r3 r2 r1 r0', { types: typesNamed('login_failed') }],
      ['r9 r7 r5', { sub: 'auth0|odd', types: typesNamed('fu') }],
      ['r4 r3 r2', { since: NOW + 2, until: NOW + 4 }],
      ['', { types: [] }],
      ['', { sub: 'nul\0' }],
      ['', { sub: "x' or '1'='1" }],
    ];
    for (const [expected, search] of cases) {
      assert.equal(await found(acme, search), expected, JSON.stringify(search));
      const count = await acme.audit.count({ ...search, limit: 100 });
      assert.equal(count, expected === '' ? 0 : expected.split(' ').length, JSON.stringify(search));
    }
    assert.equal(await acme.audit.count({ limit: 3 }), 3, 'counted up to a limit');
  },
);

forEachDatabase(
  'pages follow each other without a gap, both ways, by place and by number',
  async (database) => {
    const { acme } = database;
    await fill(database);
    const types = typesNamed('login_failed');
    const first = await acme.audit.search({ types, order: 'oldest', limit: 4 });
    const next = await found(acme, { types, order: 'oldest', limit: 4, after: first.at(-1) });
    assert.equal(next, 'r4 r5 r6 r7');
    assert.equal(await found(acme, { types, offset: 4, limit: 4 }), 'r5 r4 r3 r2');
    const [one] = first;
    assert.ok(one);
    assert.deepEqual(await acme.audit.find(one), one);
    assert.equal(await database.globex.audit.find(one), undefined);
  },
);

forEachDatabase(
  'a row of before there were the columns is read, and found by our type and by Auth0’s',
  async (database) => {
    const { acme, rows } = database;
    await rows(`insert into audit (tenant_id, at, id, type, request_id)
    values ('acme', ${NOW}, 'old-1', 'login', 'old'), ('acme', ${NOW}, 'old-2', 'of_a_newer_version', 'new')`);
    assert.deepEqual(await acme.audit.search({ types: typesNamed('login'), limit: 9 }), [
      { at: NOW, id: 'old-1', type: 'login', request_id: 'old' },
    ]);
    assert.equal(await found(acme, { types: typesNamed('s') }), 'old');
    assert.equal(await found(acme, {}), 'new old');
  },
);

forEachDatabase('who did it, why and what was sent are there again', async ({ acme }) => {
  const event = {
    ...({ type: 'configuration_changed', request_id: 'r1', actor: 'operator@clients' } as const),
    ...({ reason: 'blocked', sent: 'https://a.test/cb', journey: 'j', record: 'role r' } as const),
  };
  await acme.audit.record(event);
  const [read] = await acme.audit.list(1);
  assert.ok(read);
  const { at: _, id: __, ...told } = read;
  assert.deepEqual(told, { ...event, auth0_type: 'sapi' });
});

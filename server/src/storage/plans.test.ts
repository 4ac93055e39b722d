/**
 * No statement reads more of a table than it is about, however large the table and whatever the database knows of it. All
 * statements are asked that storage makes, and those that a database makes by itself when a row is deleted.
 */
import assert from 'node:assert/strict';
import { forEachDatabase, NOW, type TestDatabase } from '../../test/databases/databases.ts';
import { callEveryMethod } from '../../test/databases/every-storage-method.ts';
import { fillEveryTable, forgetStatistics, referencesOf } from '../../test/databases/many-rows.ts';
import { explainerOf, type Step } from '../../test/databases/plans.ts';
import { recordStatements, type Statement } from '../../test/databases/statements.ts';
import { writable } from '../../test/databases/writable.ts';
import { readSearch } from '../resources/end-user/search/search.ts';
import { openStorage } from './storage.ts';

/** Fewer are no reason not to read them all, and more make no difference any more. */
const ROWS = 20_000;

/** So many that SQLite keeps what it counted, and few beside what comes then. */
const ROWS_THEN = 1_000;

/** What reads all that a tenant has in a table, or all there is, and why that is no more than is wanted. */
const READ_ALL: ReadonlyMap<string, string> = new Map([
  ['tenants.list of tenants', 'a server keeps the tenants of its region in memory'],
  ['tenants.unreadable of tenants', 'the same'],
  ['rollouts.list of rollouts', 'a server keeps them in memory'],
  ['clients.list of clients', 'all clients of a tenant are asked for'],
  ['resourceServers.list of resource_servers', 'all APIs of a tenant are asked for'],
  ['desk.count', 'all that a tenant has of a kind are counted'],
  [
    'resourceServers.save of roles',
    'with a scope go permissions from every role of the tenant, of which it has few',
  ],
  ['reference of roles', 'all that a tenant has goes with it'],
  ['desk.write of roles', 'with an API go permissions from every role of the tenant'],
  ['desk.list', 'the next records in the order of their keys end at the limit'],
  ['desk.count', 'all that a tenant has of a kind is counted'],
  ['desk.lostWithTenant', 'of all that a tenant has no more is counted than a limit'],
  ['desk.write of tenants', 'the hosts of a tenant are compared with those of all'],
  ['clients.hasRegistered of clients', 'ends at the most that a tenant may have'],
  ['desk.purge', 'all that a tenant has goes, in steps'],
  ['sweep of tenants', 'a region has few that were deleted'],
  ['signingKeys.list of signing_keys', 'a tenant has a few, which a server keeps in memory'],
  ['signingKeys.replace of signing_keys', 'a tenant has a few'],
  ['signingKeys.revoke of signing_keys', 'a tenant has a few'],
  ['signingKeys.list of revoked_signing_keys', 'a tenant has revoked a few'],
  ['signingKeys.replace of revoked_signing_keys', 'the same'],
  ['signingKeys.revoke of revoked_signing_keys', 'the same'],
  ['reference of revoked_signing_keys', 'all that a tenant has goes with it'],
  ['sealedValues.page', 'the next rows in the order of the primary key end at the limit'],
  [
    'signingKeys.askedFor',
    'an index of those that ask for more than RS256, wanted when what is asked for changes',
  ],
  ['sweep of signing_keys', 'a tenant has a few'],
  [
    'initialAccessTokens.list of initial_access_tokens',
    'the next in the order of the primary key end at the limit, and what has expired is swept',
  ],
  ['users.list of users', 'all users of a tenant are asked for'],
  [
    'userSearch.page of users',
    'the next users in their order end at the limit, and those that many are are met soon',
  ],
  ['stats.activeUsers of users', 'those who signed in lately are counted in the index of that, in steps'],
  ['reference of log_streams', 'a tenant has a few'],
  ['desk.write of log_streams', 'the same: ten at most, which are counted'],
  [
    'initialAccessTokens.list of initial_access_tokens',
    'the next ones in the order of the primary key end at the limit, and those that have ended are swept',
  ],
  ['audit.list of audit', 'the newest, in the order of the primary key, end at the limit'],
  ['sessions.signedIn of sessions', 'the next users in the order of an index end at the limit'],
  ['sessions.signedIn of grants', 'the same'],
  ['sessions.signedIn of access_tokens', 'the same'],
  ['sessions.signedIn of remembered_devices', 'the same'],
  ['mails.count of mails', 'of those that wait no more is counted than a limit'],
  ['tenantMails.count of mails', 'the same'],
  ['outbox.waiting of mails', 'of those that wait no more is counted than a limit'],
  ['jobs.begin of jobs', 'of those under way no more is looked at than may be'],
  ['jobs.count of jobs', 'of those that wait no more is counted than a limit'],
  ['idempotencyKeys.begin of idempotency_keys', 'of a client no more keys are looked at than it may have'],
  ['logoutDeliveries.count of logout_deliveries', 'the same'],
  ['reference of clients', 'all that a tenant has goes with it'],
  ['reference of resource_servers', 'the same'],
  ['reference of signing_keys', 'the same'],
  ['reference of users', 'the same'],
  ['reference of names', 'the same'],
  ['close', 'looks whether a table has a thousandth row'],
]);

forEachDatabase('no statement scans a table that grows, with or without statistics', async (database) => {
  const statements = await everyStatement(database);
  const wide = await statementsOfWideSearches(database);
  const tables = new Set(await fillEveryTable(database, 0, ROWS_THEN));
  const all = [...statements, ...wide, ...(await statementsOfReferences(database))];
  const scans: string[] = [];
  const look = async (statistics: string) => {
    for (const wide of await wideSteps(database, all, tables))
      scans.push(`${wide} (statistics: ${statistics})`);
  };
  await database.rows('analyze');
  await fillEveryTable(database, ROWS_THEN, ROWS);
  // PostgreSQL notices within a minute that its tables have grown; here it would be luck whether it has.
  if (database.storage.dialect === 'sqlite') await look('of long ago');
  await forgetStatistics(database);
  await look('none');
  await database.rows('analyze');
  await look('of now');
  assert.deepEqual(scans, []);
});

async function everyStatement({ storage, clock }: TestDatabase): Promise<readonly Statement[]> {
  const recorder = recordStatements(storage, 'acme');
  try {
    await callEveryMethod({ ...recorder, clock });
    assert.deepEqual(
      recorder.uncalled(),
      [],
      'a method that nobody calls here has plans that nobody looks at',
    );
    return recorder.statements();
  } finally {
    recorder.stop();
  }
}

/** Of searches for what more have than may be looked at one by one, which take thousands of people where nobody says otherwise. */
async function statementsOfWideSearches({ databaseUrl, clock }: TestDatabase): Promise<readonly Statement[]> {
  const onError = assert.ifError;
  const opened = await openStorage({ databaseUrl, searchedPeople: 1, now: () => clock.now, onError });
  const storage = writable(opened);
  const recorder = recordStatements(storage, 'acme');
  try {
    const claims = { email: 'wide@acme.test', email_verified: true, name: 'Wide' };
    const user = { sub: 'auth0|wide', blocked: false, claims };
    await storage
      .tenant('acme')
      .users.create({ user, password_hash: undefined, created_at: NOW, user_metadata: {} });
    for (const q of [
      'blocked:false AND email_verified:true AND NOT name:alice',
      'blocked:false AND email_verified:true AND logins_count:[0 TO *]',
      'name:w* AND created_at:[2020 TO *]',
    ]) {
      const search = readSearch(q);
      assert.ok(search.ok);
      for (const after of [{}, { after: 'a' }])
        await recorder.tenant.userSearch.page({ search: search.value, ...after, offset: 0, limit: 2 });
    }
    const statements = recorder.statements();
    assert.ok(statements.some(({ text }) => /(?:intersect|and exists).*order by 1/s.test(text)));
    return statements;
  } finally {
    recorder.stop();
    await storage.close();
  }
}

/** What a database does by itself when a row is deleted that others refer to. */
async function statementsOfReferences(database: TestDatabase): Promise<readonly Statement[]> {
  const references = await referencesOf(database);
  assert.ok(references.length > 10);
  return references.map(({ table, columns }) => {
    const conditions = columns.map((name) => `${name} = '${name === 'tenant_id' ? 'acme' : `${name} 1`}'`);
    const text = `delete from ${table} where ${conditions.join(' and ')}`;
    return { text, parameters: [], method: 'reference' };
  });
}

async function wideSteps(
  database: TestDatabase,
  statements: readonly Statement[],
  tables: ReadonlySet<string>,
): Promise<readonly string[]> {
  const explain = explainerOf(database);
  const wide: string[] = [];
  for (const { text, parameters, method } of statements) {
    for (const step of await explain(text, parameters)) {
      const name = `${method} of ${step.table}`;
      const isMeant = READ_ALL.has(name) || READ_ALL.has(method);
      if (tables.has(step.table) && !isNarrow(step) && !isMeant)
        wide.push(`${name} by (${step.by.map(({ column, is }) => `${column} ${is}`).join(', ')}): ${text}`);
    }
  }
  return wide;
}

/** By something that few rows have: the tenant has all of them, and most of them end later than some moment. */
function isNarrow({ table, by }: Step): boolean {
  return by.some(({ column, is }) => (column !== 'tenant_id' || table === 'tenants') && !is.startsWith('>'));
}

/**
 * Brings a database to the newest schema. Safe when several machines start at once: one migrates, the others wait.
 */
import { type Kysely, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { noTables } from '../no-database.ts';
import { first } from './0001-first.ts';
import { grants } from './0002-grants.ts';
import { openidConnect } from './0003-openid-connect.ts';
import { accounts } from './0004-accounts.ts';
import { interactions } from './0005-interactions.ts';
import { indexes } from './0006-indexes.ts';
import { credentialEpoch } from './0007-credential-epoch.ts';
import { namesAndConsents } from './0008-names-and-consents.ts';
import { codePlaces } from './0009-code-places.ts';
import { desk } from './0010-desk.ts';
import { revokedAccessTokens } from './0011-revoked-access-tokens.ts';
import { livingRefreshTokens } from './0012-living-refresh-tokens.ts';
import { signingAlgs } from './0013-signing-algs.ts';
import { ownData } from './0014-own-data.ts';
import { confirmedRecoveryCodes } from './0015-confirmed-recovery-codes.ts';
import { masterKey } from './0016-master-key.ts';
import { keptRequests } from './0017-kept-requests.ts';
import { readiness } from './0018-readiness.ts';
import { people } from './0019-people.ts';
import { support } from './0020-support.ts';
import { roles } from './0021-roles.ts';
import { auditSearch } from './0023-audit-search.ts';
import { jobs } from './0024-jobs.ts';
import { streamsAndCounters } from './0025-streams-and-counters.ts';
import { mailWays } from './0027-mail-ways.ts';
import { filteredLists } from './0028-filtered-lists.ts';
import { sessionSweep } from './0029-session-sweep.ts';
import { suspendedTenants } from './0030-suspended-tenants.ts';
import { auditRecord } from './0031-audit-record.ts';

/** In the order of their names; a number is never given twice and a migration never edited. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-first': first,
  '0002-grants': grants,
  '0003-openid-connect': openidConnect,
  '0004-accounts': accounts,
  '0005-interactions': interactions,
  '0006-indexes': indexes,
  '0007-credential-epoch': credentialEpoch,
  '0008-names-and-consents': namesAndConsents,
  '0009-code-places': codePlaces,
  '0010-desk': desk,
  '0011-revoked-access-tokens': revokedAccessTokens,
  '0012-living-refresh-tokens': livingRefreshTokens,
  '0013-signing-algs': signingAlgs,
  '0014-own-data': ownData,
  '0015-confirmed-recovery-codes': confirmedRecoveryCodes,
  '0016-master-key': masterKey,
  '0017-kept-requests': keptRequests,
  '0018-readiness': readiness,
  '0019-people': people,
  '0020-support': support,
  '0021-roles': roles,
  '0023-audit-search': auditSearch,
  '0024-jobs': jobs,
  '0025-streams-and-counters': streamsAndCounters,
  '0027-mail-ways': mailWays,
  '0028-filtered-lists': filteredLists,
  '0029-session-sweep': sessionSweep,
  '0030-suspended-tenants': suspendedTenants,
  '0031-audit-record': auditRecord,
};

/**
 * Runs what this database has not seen yet; `schema` is where PostgreSQL keeps the list of what it has. Whether it had seen
 * none, so that it was begun here; where it may not be, that is refused.
 */
export async function migrate<Tables>(
  database: Kysely<Tables>,
  { schema, mayBegin }: { readonly schema?: string; readonly mayBegin: boolean },
): Promise<boolean> {
  const recorded = await isRecorded(database, schema);
  if (!recorded && !mayBegin) throw noTables();
  const newer = recorded ? await newerMigrations(database) : {};
  const migrator = new Migrator({
    db: database,
    provider: { getMigrations: () => Promise.resolve({ ...MIGRATIONS, ...newer }) },
    ...(schema === undefined ? {} : { migrationTableSchema: schema }),
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw new Error('The database could not be migrated.', { cause: error });
  return !recorded;
}

async function isRecorded<Tables>(database: Kysely<Tables>, schema: string | undefined): Promise<boolean> {
  const tables = await database.introspection.getTables({ withInternalKyselyTables: true });
  return tables.some((table) => table.name === 'kysely_migration' && table.schema === schema);
}

/** While machines are replaced one by one, an old one may start after a new one has migrated: that is no error. */
async function newerMigrations<Tables>(database: Kysely<Tables>): Promise<Record<string, Migration>> {
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(database);
  const newest = Object.keys(MIGRATIONS).at(-1) ?? '';
  return Object.fromEntries(rows.filter(({ name }) => name > newest).map(({ name }) => [name, ALREADY_DONE]));
}

const ALREADY_DONE: Migration = {
  up: () => Promise.reject(new Error('A migration that is recorded as done is never run.')),
};

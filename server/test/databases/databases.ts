/**
 * One list of cases for every database: each case runs on SQLite in a temporary file and on a real PostgreSQL, in a
 * database of its own.
 */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { Client } from 'pg';
import { TENANT_SETTINGS_DEFAULTS } from '../../src/resources/tenant/settings.ts';
import type { Tenant } from '../../src/resources/tenant/tenant.ts';
import { openStorage } from '../../src/storage/storage.ts';
import { runSql } from './postgres.ts';
import { begunTemplate, postgresUrl, urlOfDatabase } from './postgres-databases.ts';
import { beginDatabase } from './seeds.ts';
import { type WritableStorage, type WritableTenant, writable } from './writable.ts';

export type Row = Readonly<Record<string, unknown>>;

export type TestDatabase = {
  readonly databaseUrl: string;
  readonly storage: WritableStorage;
  /** Two tenants that are saved. */
  readonly acme: WritableTenant;
  readonly globex: WritableTenant;
  readonly clock: { now: number };
  /** Another connection to the same database, as another process would have it. */
  readonly open: () => Promise<WritableStorage>;
  /** What the tables hold, past our own code. */
  readonly rows: (query: string) => Promise<readonly Row[]>;
  /** What storage reported; a case that expects something empties it. */
  readonly errors: unknown[];
};

/** An empty database without any table; `drop` takes it away. */
export type EmptyDatabase = {
  readonly databaseUrl: string;
  readonly rows: TestDatabase['rows'];
  readonly drop: () => Promise<void>;
};

export const NOW = 1_800_000_000;

/** A tenant with nothing set. */
export function tenantNamed(name: string): Tenant {
  return { tenant_id: name, name, region: 'us', settings: TENANT_SETTINGS_DEFAULTS };
}

/** Runs the case on each database, with two tenants and a clock that stands at NOW. */
export function forEachDatabase(name: string, run: (database: TestDatabase) => Promise<void>): void {
  forEach('begun', name, async (begun, { open, errors }) => {
    const clock = { now: NOW };
    const storage = await open(clock);
    for (const tenant of ['acme', 'globex']) await storage.tenants.save(tenantNamed(tenant));
    await run({
      ...begun,
      storage,
      acme: storage.tenant('acme'),
      globex: storage.tenant('globex'),
      clock,
      open: () => open(clock),
      errors,
    });
  });
}

type Opening = {
  readonly open: (clock: { readonly now: number }) => Promise<WritableStorage>;
  readonly errors: unknown[];
};

/** What a database has in the beginning: nothing, or all tables and no row. */
type Beginning = 'empty' | 'begun';

const DATABASES = { sqlite: createSqlite, postgres: createPostgres };

/** Makes an empty database of each kind. */
export const EMPTY_DATABASES = {
  sqlite: () => createSqlite('empty'),
  postgres: () => createPostgres('empty'),
};

type Case = (database: EmptyDatabase, opening: Opening) => Promise<void>;

/** Runs the case on each database before any storage was opened on it. */
export function forEachEmptyDatabase(name: string, run: Case): void {
  forEach('empty', name, run);
}

function forEach(beginning: Beginning, name: string, run: Case): void {
  for (const [dialect, create] of Object.entries(DATABASES)) {
    test(`${name} [${dialect}]`, async () => {
      const database = await create(beginning);
      const opened: WritableStorage[] = [];
      const errors: unknown[] = [];
      const { databaseUrl } = database;
      async function open(clock: { readonly now: number }): Promise<WritableStorage> {
        const onError = (error: unknown) => errors.push(error);
        const storage = writable(await openStorage({ databaseUrl, now: () => clock.now, onError }));
        opened.push(storage);
        return storage;
      }
      try {
        await run(database, { open, errors });
        assert.deepEqual(errors, []);
      } finally {
        // One that cannot be closed keeps neither the others nor the database.
        const closed = await Promise.allSettled(opened.map((storage) => storage.close()));
        await database.drop();
        assert.deepEqual(
          closed.filter(({ status }) => status === 'rejected'),
          [],
        );
      }
    });
  }
}

async function createSqlite(beginning: Beginning): Promise<EmptyDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'tacit-sqlite-'));
  const file = join(folder, 'tacit.db');
  const databaseUrl = `sqlite:${file}`;
  if (beginning === 'begun') await beginDatabase(databaseUrl);
  return {
    databaseUrl,
    async rows(query) {
      const database = new DatabaseSync(file, { timeout: 5_000 });
      try {
        return database
          .prepare(query)
          .all()
          .map((row) => ({ ...row }));
      } finally {
        database.close();
      }
    },
    drop: () => rm(folder, { recursive: true, force: true }),
  };
}

async function createPostgres(beginning: Beginning): Promise<EmptyDatabase> {
  const name = `tacit_test_${randomBytes(8).toString('hex')}`;
  const template = beginning === 'begun' ? await begunTemplate() : 'template1';
  await runSql(postgresUrl(), [`create database ${name} template ${template}`]);
  const databaseUrl = urlOfDatabase(name);
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  return {
    databaseUrl,
    async rows(query) {
      const { rows } = await client.query<Row>(query);
      return rows.map((row) =>
        Object.fromEntries(
          // pg gives bigint as text.
          Object.entries(row).map(([name, value]) => [
            name,
            typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value,
          ]),
        ),
      );
    },
    async drop() {
      await client.end();
      await runSql(postgresUrl(), [`drop database ${name} with (force)`]);
    },
  };
}

/** The same database with settings for each of its connections; SQLite has none. */
export function withSettings(databaseUrl: string, settings: Readonly<Record<string, string>>): string {
  if (databaseUrl.startsWith('sqlite:')) return databaseUrl;
  const url = new URL(databaseUrl);
  const options = Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`);
  url.searchParams.set('options', options.join(' '));
  return url.href;
}

/**
 * Databases on one PostgreSQL: the one that the environment names, as `.ci/test.ts` does for all files of a run, or one of this
 * process, started when first asked for.
 */
import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { openStorage } from '../../src/storage/storage.ts';
import { startPostgres, type ThrowawayPostgres } from './postgres.ts';

const own: { server?: ThrowawayPostgres; template?: Promise<string> } = {};

/** Of a user who may make databases. */
export function postgresUrl(): string {
  const given = process.env['TEST_POSTGRES_URL'];
  if (given) return given;
  own.server ??= startPostgres();
  return own.server.url;
}

/** Another database of the same server. */
export function urlOfDatabase(name: string): string {
  const url = new URL(postgresUrl());
  url.pathname = `/${name}`;
  return url.href;
}

/** The name of a database with all tables and no row, of which others are copies. */
export function begunTemplate(): Promise<string> {
  own.template ??= makeTemplate(`tacit_begun_${hashOfMigrations()}`);
  return own.template;
}

/** Whoever is first makes it, and the others wait; it has its name when it is whole. */
async function makeTemplate(name: string): Promise<string> {
  const client = new Client({ connectionString: postgresUrl() });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock(1)');
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (rowCount !== 0) return name;
    const unfinished = `${name}_unfinished`;
    await client.query(`drop database if exists ${unfinished}`);
    await client.query(`create database ${unfinished}`);
    const storage = await openStorage({ databaseUrl: urlOfDatabase(unfinished), now: () => 0, onError });
    await storage.close();
    await client.query(`alter database ${unfinished} rename to ${name}`);
    return name;
  } finally {
    await client.end();
  }
}

function onError(error: unknown): never {
  throw error;
}

/** A server that outlives the run keeps templates of other days. */
function hashOfMigrations(): string {
  const folder = join(import.meta.dirname, '../../src/storage/migrations');
  const hash = createHash('sha256');
  for (const file of globSync('*.ts', { cwd: folder }).sort()) hash.update(readFileSync(join(folder, file)));
  return hash.digest('hex').slice(0, 16);
}

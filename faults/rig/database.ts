/**
 * A database for a fault: SQLite in the installation's folder, or a database of its own on a throwaway PostgreSQL behind a
 * relay. The rig reads it past the product's code.
 */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Client } from 'pg';
import { runSql, startPostgres, type ThrowawayPostgres } from '../../server/test/databases/postgres.ts';
import { familyOf, signalFamily } from './processes.ts';
import { type Relay, startRelay } from './relay.ts';

export type Dialect = 'sqlite' | 'postgres';
export type Row = Readonly<Record<string, unknown>>;

export type Database = {
  readonly dialect: Dialect;
  /** For TACIT_DATABASE_URL. */
  readonly url: string;
  /** The same database past the relay. */
  readonly directUrl: string;
  readonly rows: (query: string) => Promise<readonly Row[]>;
  readonly close: () => Promise<void>;
};

export type Postgres = {
  readonly server: ThrowawayPostgres;
  /** Of whoever accepts connections. */
  readonly pid: () => number;
  readonly signal: (signal: NodeJS.Signals) => void;
};

/** SQLite, at a file. */
export function sqliteAt(file: string): Database {
  return {
    dialect: 'sqlite',
    url: `sqlite:${file}`,
    directUrl: `sqlite:${file}`,
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
    async close() {},
  };
}

/** A PostgreSQL server that can be stopped, killed and paused. */
export function openPostgres(): Postgres {
  const server = startPostgres();
  const pidFile = join(folderOf(server.url), 'data/postmaster.pid');
  const pid = () => Number(readFileSync(pidFile, 'utf8').split('\n', 1)[0]);
  return {
    server,
    pid,
    signal: (signal) => (signal === 'SIGKILL' ? killAll(pid()) : signalFamily(pid(), signal)),
  };
}

/** As a machine that dies: nobody is left who could tidy up. */
function killAll(pid: number): void {
  for (const member of familyOf(pid)) process.kill(member, 'SIGKILL');
}

/** A new database on the server, reached over TCP by way of a relay. */
export async function databaseOf({ server }: Postgres): Promise<Database & { readonly relay: Relay }> {
  const name = `faults_${randomBytes(6).toString('hex')}`;
  const direct = new URL(server.url);
  await runSql(server.url, [`CREATE DATABASE ${name}`]);
  direct.pathname = `/${name}`;
  const relay = await startRelay([{ path: join(folderOf(server.url), '.s.PGSQL.5432') }]);
  return {
    dialect: 'postgres',
    url: `postgres://postgres@127.0.0.1:${relay.port}/${name}`,
    directUrl: direct.href,
    relay,
    async rows(query) {
      const client = new Client(direct.href);
      await client.connect();
      try {
        return (await client.query<Row>(query)).rows;
      } finally {
        await client.end();
      }
    },
    async close() {
      await relay.close();
    },
  };
}

function folderOf(url: string): string {
  return new URL(url).searchParams.get('host') ?? '';
}

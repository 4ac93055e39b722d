/**
 * What happened, for good: an answer leaves only after its event is on disk. Events of all tenants that come in together
 * are committed together, because a commit costs the same for one row as for a hundred.
 */
import { setImmediate as turn } from 'node:timers/promises';
import type { CompiledQuery } from 'kysely';
import { type Counted, createAuditBound, describeCount } from './audit-bound.ts';
import type { AuditEvent, AuditRows } from './audit-rows.ts';
import {
  type AuditSearch,
  countEvents,
  type Logged,
  loggedOf,
  type Position,
  searchEvents,
} from './audit-search.ts';
import type { Database } from './database.ts';
import { storeUnavailable } from './outages.ts';
import type { AuditTable } from './schema.ts';

export type Audit = {
  /** Resolves when the event is durable, rejects when it is not. Of a flood of strangers' refusals the most are counted. */
  record(event: AuditEvent): Promise<void>;
  /** Newest first, at most 1,000. */
  list(limit: number): Promise<readonly Logged[]>;
  find(position: Position): Promise<Logged | undefined>;
  /** By an index for whatever is searched by; at most 1,000. */
  search(search: AuditSearch): Promise<readonly Logged[]>;
  /** How many there are, counted up to a limit. */
  count(search: AuditSearch): Promise<number>;
};

export type AuditLog = {
  readonly of: (tenant_id: string) => Audit;
  /** Writes how many refusals had no row of their own. */
  readonly writeCounts: () => Promise<void>;
  /** Takes no more events, and waits for those under way and for what was counted. */
  readonly close: () => Promise<void>;
};

type Waiting = {
  readonly tenant_id: string;
  readonly event: AuditEvent;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
};

const MAX_LIST = 1_000;
const MAX_ROWS_IN_COMMIT = 128;

/** Beyond this the disk does not keep up, and an event that cannot be recorded is an answer that cannot leave. */
const MAX_WAITING = 10_000;

/** The audit log of a database. */
export function openAudit(
  database: Database,
  now: () => number,
  {
    rowOf,
    count,
  }: { readonly rowOf: AuditRows; readonly count: (tenant_id: string, event: AuditEvent) => void },
): AuditLog {
  const waiting: Waiting[] = [];
  const insert = insertRows(database);
  const bound = createAuditBound();
  let flushing: Promise<void> | undefined;
  let closed = false;

  async function flush(): Promise<void> {
    while (waiting.length > 0) {
      // Those who come in this turn of the event loop are taken along, and all who come while the disk writes go next.
      await turn();
      const batch = waiting.splice(0, MAX_ROWS_IN_COMMIT);
      // Made now, and not when they began to wait: whoever reads on in the log waits for a row so long and no longer
      // (background/log-streams.ts).
      await commit(batch, () => insert(batch.map(({ tenant_id, event }) => rowOf(tenant_id, event))));
    }
    flushing = undefined;
  }

  function write(tenant_id: string, event: AuditEvent): Promise<void> {
    if (closed) return Promise.reject(storeUnavailable('The audit log is closed.'));
    if (waiting.length >= MAX_WAITING)
      return Promise.reject(storeUnavailable('The audit log does not keep up.'));
    return new Promise((resolve, reject) => {
      waiting.push({ tenant_id, event, resolve, reject });
      flushing ??= flush();
    });
  }

  async function writeCount(counted: Counted): Promise<void> {
    const { tenant_id, request_id } = counted;
    try {
      await write(tenant_id, { type: 'refusals_counted', request_id, detail: describeCount(counted) });
    } catch (error) {
      bound.restore(counted);
      throw error;
    }
  }

  async function writeCounts(): Promise<void> {
    const written = await Promise.allSettled(bound.take().map(writeCount));
    const failed = written.find((one) => one.status === 'rejected');
    if (failed) throw new Error('Refusals that were counted cannot be written.', { cause: failed.reason });
  }

  return {
    of: (tenant_id) => ({
      async record(event) {
        count(tenant_id, event);
        if (closed || bound.admit({ tenant_id, ...event }, now())) await write(tenant_id, event);
      },
      ...auditReader(database, tenant_id),
    }),
    writeCounts,
    async close() {
      const counted = writeCounts();
      closed = true;
      await flushing;
      await counted;
    },
  };
}

/** What is read of the log of a tenant. */
function auditReader(database: Database, tenant_id: string): Omit<Audit, 'record'> {
  return {
    async list(limit) {
      const rows = await database.kysely
        .selectFrom('audit')
        .selectAll()
        .where('tenant_id', '=', tenant_id)
        .orderBy('at', 'desc')
        .orderBy('id', 'desc')
        .limit(Math.min(limit, MAX_LIST))
        .execute();
      return rows.map(loggedOf);
    },
    async find({ at, id }) {
      const row = await database.kysely
        .selectFrom('audit')
        .selectAll()
        .where('tenant_id', '=', tenant_id)
        .where('at', '=', at)
        .where('id', '=', id)
        .executeTakeFirst();
      return row && loggedOf(row);
    },
    search: (search) =>
      searchEvents(database, tenant_id, { ...search, limit: Math.min(search.limit, MAX_LIST) }),
    count: (search) => countEvents(database, tenant_id, search),
  };
}

async function commit(batch: readonly Waiting[], insert: () => Promise<void>): Promise<void> {
  try {
    await insert();
  } catch (error) {
    // Everybody in the batch learns of it: none of its rows is there.
    for (const { reject } of batch) reject(error);
    return;
  }
  for (const { resolve } of batch) resolve();
}

/** One INSERT for all rows, built once for each number of rows. */
function insertRows({ kysely }: Database): (rows: readonly AuditTable[]) => Promise<void> {
  const queries = new Map<number, CompiledQuery>();
  return async (rows) => {
    const known = queries.get(rows.length);
    const query = known ?? kysely.insertInto('audit').values(rows).compile();
    if (!known) queries.set(rows.length, query);
    await kysely.executeQuery({ ...query, parameters: rows.flatMap(valuesOf) });
  };
}

/** In the order in which rowOf() names them, which is that of the columns in the query. */
function valuesOf(row: AuditTable): readonly unknown[] {
  return Object.values(row);
}

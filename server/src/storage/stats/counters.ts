/**
 * How much of what there was on a day, counted in memory and added to the rows off the way of whoever is counted: a statement a
 * few seconds, however many sign in. A process that dies loses what it has counted since; one that ends writes it.
 */
import { sql } from 'kysely';
import {
  type CountedName,
  type CountedOne,
  countedOf,
  trafficName,
} from '../../protocol/diagnosis/counted.ts';
import type { AuditEvent } from '../audit-rows.ts';
import { cacheKey } from '../configuration/versioned-cache.ts';
import type { Database } from '../database.ts';
import { storableText } from '../storable-text.ts';
import { countActiveUsers } from './active-users.ts';
import { findTrafficSince, type LookBack, listTraffic, type Traffic } from './client-traffic.ts';

type DayCount = {
  /** The midnight (UTC) that it began with. */
  readonly at: number;
  readonly name: string;
  readonly n: number;
};

export type Stats = {
  /** What was counted on days that begin between two moments, both included, in their order; at most `limit` rows. */
  list(
    what: CountedName,
    days: { readonly since: number; readonly until: number; readonly limit: number },
  ): Promise<readonly DayCount[]>;
  /** What the answered requests of a client showed: what counts before all else, then what there was most of. */
  traffic(client_id: string, days: LookBack): Promise<readonly Traffic[]>;
  /** The midnight (UTC) of the first day on which any client was answered; undefined: none that is known. */
  trafficSince(): Promise<number | undefined>;
  /** People who signed in since a moment. */
  activeUsers(since: number): Promise<number>;
};

export type CounterLog = {
  readonly of: (tenant_id: string) => Stats;
  /** Counts an event; nobody waits for it. */
  readonly count: (tenant_id: string, event: AuditEvent) => void;
  /** Writes all that was counted. */
  readonly write: () => Promise<void>;
  /** Writes all that was counted, and says so where it cannot. */
  readonly close: () => Promise<void>;
};

const DAY = 86_400;

const WRITE_WITHIN_MS = 5_000;

/** Rows of one statement. */
const BATCH = 100;

/** Names told apart of one thing in one tenant on one day, by one process; those beyond are counted together. */
const MAX_NAMES = 1_000;

/** What those are counted as, which no client, API, grant or reason is called. */
const OTHERS = '(others)';

const MAX_NAME = 900;

type Counter = DayCount & { readonly tenant_id: string; readonly what: CountedOne['what'] };

/** The counters of a database. */
export function openCounters(
  database: Database,
  now: () => number,
  onError: (error: unknown) => void,
): CounterLog {
  const waiting = createWaiting();
  const state: { writing: Promise<void> | undefined; timer: NodeJS.Timeout | undefined } = {
    writing: undefined,
    timer: undefined,
  };

  async function writeAll(): Promise<void> {
    const taken = waiting.take();
    for (let from = 0; from < taken.length; from += BATCH) {
      try {
        await addRows(database, taken.slice(from, from + BATCH));
      } catch (error) {
        for (const one of taken.slice(from)) waiting.add(one);
        throw error;
      }
    }
  }

  /** One after the other, so that who asks for what was counted waits for all of it. */
  function write(): Promise<void> {
    state.writing = (state.writing ?? Promise.resolve()).catch(() => undefined).then(writeAll);
    return state.writing;
  }

  function writeSoon(): void {
    state.timer ??= setTimeout(() => {
      state.timer = undefined;
      write().catch((error: unknown) => {
        onError(error);
        writeSoon();
      });
    }, WRITE_WITHIN_MS).unref();
  }

  return {
    of: (tenant_id) => ({
      async list(what, days) {
        // What this process has counted is seen by whoever asks it.
        await write();
        return listDays(database, { tenant_id, what }, days);
      },
      async traffic(client_id, days) {
        await write();
        return listTraffic(database, { tenant_id, what: trafficName(client_id) }, days);
      },
      async trafficSince() {
        await write();
        return findTrafficSince(database, tenant_id);
      },
      activeUsers: (since) => countActiveUsers(database, tenant_id, since),
    }),
    count(tenant_id, event) {
      const at = now() - (now() % DAY);
      for (const { what, name, bound } of countedOf(event)) {
        waiting.add({ tenant_id, what, at, name: storableText(name, MAX_NAME), n: 1 }, bound);
        writeSoon();
      }
    },
    write,
    async close() {
      clearTimeout(state.timer);
      await write().catch(onError);
    },
  };
}

type Waiting = {
  readonly add: (counter: Counter, bound?: CountedOne['bound']) => void;
  readonly take: () => readonly Counter[];
};

/** What is not written yet. A name beyond the most is counted with all the others. */
function createWaiting(): Waiting {
  const waiting = new Map<string, Counter>();
  const known = new Map<string, Set<string>>();
  const days = { newest: 0 };

  /** Whether it is one of the names, or becomes one: of so many at the most. */
  function isToldApart(key: string, name: string, most: number): boolean {
    const names = known.get(key) ?? new Set();
    known.set(key, names);
    if (names.size >= most && !names.has(name)) return false;
    names.add(name);
    return true;
  }

  /** The name under which it is counted; undefined: of a client beyond the most, whose traffic is not counted on this day. */
  function bounded({ tenant_id, what, name }: Counter, bound: CountedOne['bound']): string | undefined {
    if (!bound) return isToldApart(cacheKey(tenant_id, what), name, MAX_NAMES) ? name : OTHERS;
    if (!isToldApart(cacheKey(tenant_id, 'traffic'), what, MAX_NAMES)) return undefined;
    const key = cacheKey(tenant_id, `${what} ${bound.among}`);
    return isToldApart(key, name, bound.most) ? name : bound.others;
  }

  return {
    add(counter, bound) {
      if (counter.at > days.newest) known.clear();
      days.newest = Math.max(days.newest, counter.at);
      const name = bounded(counter, bound);
      if (name === undefined) return;
      const { tenant_id, what, at } = counter;
      const key = cacheKey(tenant_id, `${what} ${at} ${name}`);
      waiting.set(key, { ...counter, name, n: counter.n + (waiting.get(key)?.n ?? 0) });
    },
    take() {
      const taken = [...waiting.values()];
      waiting.clear();
      return taken;
    },
  };
}

type Days = Parameters<Stats['list']>[1];

async function listDays(
  { kysely }: Database,
  counted: Pick<Counter, 'tenant_id' | 'what'>,
  { since, until, limit }: Days,
): Promise<readonly DayCount[]> {
  const rows = await kysely
    .selectFrom('counters')
    .select(['at', 'name', 'n'])
    .where((where) => where.and(counted))
    .where('at', '>=', since)
    .where('at', '<=', until)
    .orderBy('at')
    .orderBy('name')
    .limit(limit)
    .execute();
  return rows.map(({ at, name, n }) => ({ at: Number(at), name, n: Number(n) }));
}

/** In one order, so that of two machines neither waits for what the other one holds. */
async function addRows({ kysely }: Database, counters: readonly Counter[]): Promise<void> {
  const key = ({ tenant_id, what, at, name }: Counter) => JSON.stringify([tenant_id, what, at, name]);
  const rows = counters.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
  await kysely
    .insertInto('counters')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(['tenant_id', 'what', 'at', 'name'])
        .doUpdateSet({ n: sql<number>`counters.n + excluded.n` }),
    )
    .execute();
}

/**
 * Where the log is sent, as work that never ends: a stream is claimed when its turn has come, some rows are sent, and where it is
 * then is written. Of all tenants.
 */
import { sql } from 'kysely';
import type { LogStream } from '../../resources/tenant/log-stream.ts';
import type { Position } from '../audit-search.ts';
import type { Database } from '../database.ts';
import { storedObject } from '../unreadable-row.ts';
import { CLAIM_SECONDS, type DueWork, openDueWork } from './due-work.ts';

/** A stream whose turn it is. */
export type DueStream = {
  readonly tenant_id: string;
  readonly stream: LogStream;
  /** Behind which row it goes on; undefined: nothing was sent yet. */
  readonly after: Position | undefined;
  /** Since it went the last time. */
  readonly failures: number;
  readonly failing_since: number | undefined;
  readonly attempts: number;
  readonly claimed_at: number;
};

export type LogStreams = {
  claim(): Promise<DueStream | undefined>;
  renew(due: DueStream): Promise<void>;
  /**
   * Until when the log is settled: no row of a moment up to then is still to be written by anybody.
   */
  settledUntil(due: DueStream): Promise<number>;
  /** It is up to here. `isSent`: something arrived, and not only what it does not ask for. */
  goOn(due: DueStream, to: Progress): Promise<void>;
  /** Nothing arrived; it is tried again then. */
  fail(due: DueStream, failure: { readonly why: string; readonly due_at: number }): Promise<void>;
};

type Progress = {
  readonly position: Position | undefined;
  readonly isSent: boolean;
  readonly due_at: number;
};

/** What `expires_at` says of a stream that is active; 0 of any other. */
export const ALWAYS = 8_640_000_000_000;

/**
 * Seconds between the making of a row and the beginning of the step that writes it, and between the clocks of two machines: more than
 * anybody waits for a connection or for another one's step.
 */
const HELD_BACK = 10;

const MAX_ERROR = 255;

type Row = {
  readonly tenant_id: string;
  readonly stream_id: string;
  readonly document: string;
  readonly attempts: number;
  readonly due_at: number;
  readonly sent_at: number | null;
  readonly sent_id: string | null;
  readonly failures: number;
  readonly failing_since: number | null;
};

/** The streams in a database. */
export function openLogStreams(database: Database, now: () => number): LogStreams {
  const { kysely } = database;
  const work: DueWork<Row> = openDueWork(database, now, {
    table: 'log_streams',
    id: 'stream_id',
    columns: [
      ...(['tenant_id', 'stream_id', 'document', 'attempts', 'due_at'] as const),
      ...(['sent_at', 'sent_id', 'failures', 'failing_since'] as const),
    ],
    ...{ first_pause: 0, longest_pause: 0 },
  });
  // Whoever was taken for dead, or whose stream was changed meanwhile, decides nothing any more.
  const claimed = ({ tenant_id, stream, attempts }: DueStream) =>
    kysely
      .updateTable('log_streams')
      .where((where) => where.and({ tenant_id, stream_id: stream.id, attempts }))
      .where('due_at', '>', 0);
  return {
    async claim() {
      const row = await work.claim();
      return row && dueStream(row);
    },
    async renew(due) {
      await claimed(due)
        .set({ due_at: now() + CLAIM_SECONDS })
        .execute();
    },
    async settledUntil({ claimed_at }) {
      return claimed_at - HELD_BACK - (await oldestStep(database));
    },
    async goOn(due, { position, isSent, due_at }) {
      await claimed(due)
        .set({
          due_at,
          ...(position ? { sent_at: position.at, sent_id: position.id } : {}),
          ...(isSent ? { failures: 0, failing_since: null, last_error: null, delivered_at: now() } : {}),
        })
        .execute();
    },
    async fail(due, { why, due_at }) {
      await claimed(due)
        .set((row) => ({
          ...{ due_at, last_error: why.slice(0, MAX_ERROR), failures: row('failures', '+', 1) },
          failing_since: due.failing_since ?? now(),
        }))
        .execute();
    },
  };
}

function dueStream(row: Row): DueStream {
  const { tenant_id, stream_id, document, attempts, failures, failing_since, sent_at, sent_id } = row;
  return {
    ...{ tenant_id, attempts, failures },
    stream: logStreamOf({ stream_id, document }),
    after: sent_at === null || sent_id === null ? undefined : { at: Number(sent_at), id: sent_id },
    failing_since: failing_since === null ? undefined : Number(failing_since),
    claimed_at: Number(row.due_at) - CLAIM_SECONDS,
  };
}

/** A stream as it is stored. */
export function logStreamOf({ stream_id, document }: Pick<Row, 'stream_id' | 'document'>): LogStream {
  return { ...storedObject(document, { table: 'log_streams', key: [stream_id] }), id: stream_id };
}

/**
 * For how many seconds the oldest step has been under way that writes: its rows may be as old, and are seen when it ends. SQLite lets
 * nobody write beside another one, so whoever has claimed a stream has waited for those.
 */
async function oldestStep({ kysely, dialect }: Database): Promise<number> {
  if (dialect === 'sqlite') return 0;
  const { rows } = await sql<{ age: number | string }>`
    select coalesce(ceil(extract(epoch from clock_timestamp() - min(xact_start))), 0) as age
    from pg_stat_activity where datname = current_database() and backend_xid is not null`.execute(kysely);
  return Number(rows[0]?.age ?? 0);
}

/**
 * Idle ends of sessions, moved on by use and written off the way of whoever uses them: a few rows at a time, at the latest a
 * second after. What is lost with the process ends a session earlier, never later.
 */
import { type CompiledQuery, type RawBuilder, sql } from 'kysely';
import { idleStep } from '../../protocol/session/idle-step.ts';
import { cacheKey } from '../configuration/versioned-cache.ts';
import type { Database } from '../database.ts';

type Move = { readonly tenant_id: string; readonly id_hash: string; readonly idle_expires_at: number };

/** A session as its row is. */
type StoredEnds = Move & { readonly expires_at: number; readonly idle_seconds: number };

export type IdleEnds = {
  /** Whether the session lives; one that does is moved on. */
  use(session: StoredEnds, now: number): Promise<boolean>;
  /** Writes all that waits. */
  write(): Promise<void>;
  /** Writes all that waits, and says so where it cannot. */
  close(): Promise<void>;
};

/** Rows of one statement: one does not hold the event loop for longer than an answer does. */
const BATCH = 16;

const WRITE_WITHIN_MS = 1_000;

/**
 * A row with fewer seconds left is written at once, so that nobody, a sweep or another machine, finds a session ended whose
 * move waits: far more than waiting takes.
 */
const SECONDS_TO_SPARE = 60;

/** What waits while the database takes nothing. Beyond it the oldest are forgotten. */
const MAX_WAITING = 10_000;

/** The idle ends of all tenants. */
export function createIdleEnds(database: Database, onError: (error: unknown) => void): IdleEnds {
  const update = updateRows(database);
  const waiting = new Map<string, Move>();
  let batch: Promise<void> | undefined;
  let underWay: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isFailing = false;

  async function writeBatch(): Promise<void> {
    const entries = [...waiting.entries().take(BATCH)];
    if (entries.length === 0) return;
    await update(entries.map(([, move]) => move));
    // One that was moved on meanwhile waits once more.
    for (const [key, move] of entries) if (waiting.get(key) === move) waiting.delete(key);
  }

  /** What waits now, but for so many: batch after batch, each in a turn of its own. Several who ask at once share them. */
  async function writeUntil(left: number): Promise<void> {
    // One that is under way may hold fewer than the others will.
    const begun = batch === undefined ? 0 : BATCH;
    for (let rows = waiting.size + begun; rows > left; rows -= BATCH) {
      batch ??= writeBatch().finally(() => {
        batch = undefined;
      });
      await batch;
    }
  }

  async function writeSoon(left: number): Promise<void> {
    try {
      await writeUntil(left);
      isFailing = false;
    } catch (error) {
      if (!isFailing) onError(error);
      isFailing = true;
    }
    underWay = undefined;
    if (waiting.size > 0) startTimer();
  }

  function startTimer(): void {
    timer ??= setTimeout(() => {
      timer = undefined;
      underWay ??= writeSoon(0);
    }, WRITE_WITHIN_MS).unref();
  }

  function wait(move: Move): void {
    const key = cacheKey(move.tenant_id, move.id_hash);
    // The newest are the last, so that whoever asks for all that waits need not wait for what comes meanwhile.
    waiting.delete(key);
    const oldest = waiting.size < MAX_WAITING ? undefined : waiting.keys().next().value;
    if (oldest !== undefined) waiting.delete(oldest);
    waiting.set(key, move);
    startTimer();
    if (waiting.size >= BATCH && !isFailing) underWay ??= writeSoon(BATCH - 1);
  }

  return {
    async use({ tenant_id, id_hash, expires_at, idle_seconds, idle_expires_at: stored }, now) {
      const waits = waiting.get(cacheKey(tenant_id, id_hash));
      const ends = Math.max(stored, waits?.idle_expires_at ?? 0);
      if (ends <= now) return false;
      const idle_expires_at = Math.min(expires_at, now + idle_seconds);
      if (now + idle_seconds - ends < idleStep(idle_seconds) || idle_expires_at <= ends) return true;
      const move = { tenant_id, id_hash, idle_expires_at };
      if (stored - now < SECONDS_TO_SPARE) await update([move]);
      else wait(move);
      return true;
    },
    write: () => writeUntil(0),
    async close() {
      clearTimeout(timer);
      await underWay;
      clearTimeout(timer);
      await writeUntil(0).catch(onError);
    },
  };
}

/**
 * One UPDATE for all rows, built once for each number of rows. Only ever forward, and only what is there: a session that was
 * ended meanwhile, or goes on under another id, stays so.
 */
function updateRows(database: Database): (moves: readonly Move[]) => Promise<void> {
  const queries = new Map<number, CompiledQuery>();
  return async (moves) => {
    const known = queries.get(moves.length);
    const query = known ?? buildUpdate(moves).compile(database.kysely);
    if (!known) queries.set(moves.length, query);
    const parameters = moves.flatMap(({ tenant_id, id_hash, idle_expires_at }) => [
      tenant_id,
      id_hash,
      idle_expires_at,
    ]);
    await database.transaction((transaction) => transaction.executeQuery({ ...query, parameters }));
  };
}

function buildUpdate(moves: readonly Move[]): RawBuilder<unknown> {
  const rows = moves.map(
    (move) => sql`(${move.tenant_id}, ${move.id_hash}, cast(${move.idle_expires_at} as bigint))`,
  );
  return sql`with moved (tenant_id, id_hash, idle_expires_at) as (values ${sql.join(rows)})
    update sessions set idle_expires_at = moved.idle_expires_at from moved
    where sessions.tenant_id = moved.tenant_id and sessions.id_hash = moved.id_hash
      and sessions.idle_expires_at < moved.idle_expires_at`;
}

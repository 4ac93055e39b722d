/**
 * Tells the operator that the database fails and requests are answered 503 (RFC 9110 §15.6.4): once when it begins, then how
 * often, once when it is over. Each request that is refused meanwhile has the same cause, and a line with a stack for each
 * would fill a disk that may be full already.
 */
import type { Logger } from 'pino';

const LOOK_EVERY_MS = 1_000;
const MINUTE_MS = 60_000;

/** For so long after the last refusal it is not over, whatever is found: an end and a beginning a second are a flood as well. */
const CALM_MS = 5_000;

type Line = Readonly<Record<string, unknown>>;

export type Outages = {
  /** A request is refused for this. */
  readonly refused: (error: unknown, request: { readonly line: Line; readonly isWrite: boolean }) => void;
  /** A record cannot be read, and what needs it fails. */
  readonly unreadable: (error: unknown, line: Line) => void;
  /** Whether one was refused a moment ago because the database takes nothing. */
  readonly isRefusing: () => boolean;
};

type Told = {
  readonly log: Pick<Logger, 'warn' | 'error'>;
  /** Rejects while the database does not take what is written. */
  readonly check: () => Promise<unknown>;
};

type Outage = {
  readonly since_ms: number;
  count: number;
  refused_ms: number;
  told_ms: number;
  isOfWrites: boolean;
};

/** Records that are told by name in a minute. */
const MAX_RECORDS = 100;

/** The memory of one process. */
export function createOutages({ log, check }: Told): Outages {
  let current: Outage | undefined;
  const records = new Map<string, number>();

  async function look(outage: Outage): Promise<void> {
    const now_ms = performance.now();
    const seconds = Math.round((now_ms - outage.since_ms) / 1_000);
    if (now_ms - outage.told_ms >= MINUTE_MS) {
      outage.told_ms = now_ms;
      log.error({ seconds, refused: outage.count }, 'the database still fails');
    }
    if (now_ms - outage.refused_ms >= CALM_MS && (await isOver())) {
      current = undefined;
      log.warn({ seconds, refused: outage.count }, 'the database answers again');
    } else lookLater(outage);
  }

  function isOver(): Promise<boolean> {
    return check().then(
      () => true,
      () => false,
    );
  }

  function lookLater(outage: Outage): void {
    setTimeout(() => void look(outage), LOOK_EVERY_MS).unref();
  }

  return {
    refused(error, { line, isWrite }) {
      const now_ms = performance.now();
      if (current) {
        current.count += 1;
        current.refused_ms = now_ms;
        current.isOfWrites = isWrite;
        return;
      }
      log.error({ ...line, err: error }, 'the database fails: what needs it is answered 503');
      current = { since_ms: now_ms, count: 1, refused_ms: now_ms, told_ms: now_ms, isOfWrites: isWrite };
      lookLater(current);
    },
    unreadable(error, line) {
      const now_ms = performance.now();
      const name = String(error);
      const told_ms = records.get(name);
      if (told_ms !== undefined && now_ms - told_ms < MINUTE_MS) return;
      if (records.size >= MAX_RECORDS) records.clear();
      records.set(name, now_ms);
      log.error({ ...line, err: error }, 'a record cannot be read: what needs it is answered 503');
    },
    isRefusing: () => current?.isOfWrites === true && performance.now() - current.refused_ms < CALM_MS,
  };
}

/**
 * Probes for whoever runs the server: is the process alive, can it do its work.
 */
import type { Deps } from '../deps.ts';
import { json } from '../http/respond.ts';

/** GET /healthz: the process answers. */
export async function health(): Promise<Response> {
  return json({ status: 'ok' });
}

/** A database that takes longer than this to write a row is not there for anybody. */
const DEADLINE_MS = 2_000;
const CHECK_EVERY_MS = 1_000;

/**
 * Whether the database takes what is written: a row that is committed, for what only reads sees neither a full disk nor a
 * primary that has become a standby. Asked once a second whoever asks, one write at a time.
 */
export function createWriteCheck(storage: Pick<Deps['storage'], 'ping'>): () => Promise<void> {
  let begun_ms = Number.NEGATIVE_INFINITY;
  let isUnderWay = false;
  let result = Promise.resolve();
  return () => {
    const now_ms = performance.now();
    if (isUnderWay || now_ms - begun_ms < CHECK_EVERY_MS) return result;
    begun_ms = now_ms;
    isUnderWay = true;
    const written = storage.ping().finally(() => {
      isUnderWay = false;
    });
    result = withinDeadline(written);
    return result;
  };
}

/** What goes on after it is still the one write that is under way. */
function withinDeadline(written: Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    const late = () => reject(new Error(`The database has not written a row within ${DEADLINE_MS} ms.`));
    const timer = setTimeout(late, DEADLINE_MS).unref();
    written.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

type Readiness = Pick<Deps, 'log' | 'isDraining'> & {
  readonly checkWrite: () => Promise<void>;
  /** What was written for somebody failed a moment ago. */
  readonly isRefusing: () => boolean;
};

/** GET /readyz: all that a request may need is there. What is wrong stands in the log, not in the answer. */
export function createReadiness(readiness: Readiness): () => Promise<Response> {
  const { log, isDraining, checkWrite, isRefusing } = readiness;
  let wasReady = true;

  async function findWhyNot(): Promise<'draining' | 'store' | undefined> {
    if (isDraining()) return 'draining';
    try {
      await checkWrite();
      // A row that is there can be written on a disk that has no room for another one.
      return isRefusing() ? 'store' : undefined;
    } catch (error) {
      if (wasReady) log.warn({ err: error }, 'not ready');
      return 'store';
    }
  }

  return async () => {
    const why = await findWhyNot();
    if (!wasReady && why === undefined) log.info('ready again');
    wasReady = why !== 'store';
    return why === undefined ? json({ status: 'ok' }) : json({ status: 'unavailable', why }, { status: 503 });
  };
}

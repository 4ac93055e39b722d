/**
 * Who is hashed next, and how many at a time: whoever has waited longest, and fewer while the event loop is busy. (The pool's own
 * queue puts back what it cannot start at once, behind what came later: in a flood some would wait until it ends.)
 */
import { type EventLoopUtilization, performance } from 'node:perf_hooks';

type Turns = {
  /** How many have a turn or wait for one. */
  taken(): number;
  /** Resolves when it has a turn: false when it has waited for too long, and has none. */
  take(): Promise<boolean>;
  giveBack(): void;
};

/** The event loop is busy when it works for more than half of the time. */
const BUSY = 0.5;
const SAMPLE_MS = 100;

type Means = { readonly isBusy?: () => boolean; readonly now_ms?: () => number };

/** So many turns at a time, and fewer while the event loop is busy; nobody has one who has waited for longer than is said. */
export function createTurns(
  at_once: { readonly calm: number; readonly busy: number },
  most_ms: number,
  { isBusy = watchEventLoop(), now_ms = () => performance.now() }: Means = {},
): Turns {
  const waiting: { readonly since_ms: number; readonly goOn: (hasTurn: boolean) => void }[] = [];
  let working = 0;
  const hasRoom = () => working < (isBusy() ? at_once.busy : at_once.calm);

  function giveTo(next: (typeof waiting)[number]): void {
    const isInTime = now_ms() - next.since_ms <= most_ms;
    if (isInTime) working += 1;
    next.goOn(isInTime);
  }

  return {
    taken: () => working + waiting.length,
    async take() {
      if (waiting.length > 0 || !hasRoom())
        return new Promise((goOn) => waiting.push({ since_ms: now_ms(), goOn }));
      working += 1;
      return true;
    },
    giveBack() {
      working -= 1;
      while (waiting.length > 0 && hasRoom()) {
        const next = waiting.shift();
        if (next) giveTo(next);
      }
    },
  };
}

/** Whether the event loop was busy in the last tenth of a second that was looked at. */
function watchEventLoop(): () => boolean {
  let since: { readonly at: number; readonly loop: EventLoopUtilization } | undefined;
  let busy = false;
  return () => {
    const at = performance.now();
    if (since && at - since.at < SAMPLE_MS) return busy;
    const loop = performance.eventLoopUtilization();
    busy = since !== undefined && performance.eventLoopUtilization(loop, since.loop).utilization > BUSY;
    since = { at, loop };
    return busy;
  };
}

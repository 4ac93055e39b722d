/**
 * Who is hashed next, and how many at a time: whoever has waited longest, and fewer while the event loop is busy. (The pool's own
 * queue puts back what it cannot start at once, behind what came later: in a flood some would wait until it ends.)
 */
import { type EventLoopUtilization, performance } from 'node:perf_hooks';

type Turns = {
  /** How many have a turn or wait for one. */
  taken(): number;
  take(): Promise<void>;
  giveBack(): void;
};

/** The event loop is busy when it works for more than half of the time. */
const BUSY = 0.5;
const SAMPLE_MS = 100;

/** So many turns at a time, and fewer while the event loop is busy. */
export function createTurns(
  at_once: { readonly calm: number; readonly busy: number },
  isBusy: () => boolean = watchEventLoop(),
): Turns {
  const waiting: (() => void)[] = [];
  let working = 0;
  const hasRoom = () => working < (isBusy() ? at_once.busy : at_once.calm);
  return {
    taken: () => working + waiting.length,
    async take(): Promise<void> {
      if (waiting.length > 0 || !hasRoom()) return new Promise((resolve) => waiting.push(resolve));
      working += 1;
    },
    giveBack(): void {
      working -= 1;
      while (waiting.length > 0 && hasRoom()) {
        working += 1;
        waiting.shift()?.();
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

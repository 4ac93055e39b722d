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

/** Half the threads, once the event loop works for more than half of the time: low priority does not spare memory and caches. */
const BUSY = 0.5;
const SAMPLE_MS = 100;

/** So many turns at a time, half of them while the event loop is busy. */
export function createTurns(at_once: number, isBusy: () => boolean = watchEventLoop()): Turns {
  const waiting: (() => void)[] = [];
  let working = 0;
  const hasRoom = () => working < (isBusy() ? Math.ceil(at_once / 2) : at_once);
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

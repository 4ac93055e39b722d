/**
 * How the process ends, in one place: it says that it is not ready, waits, lets nobody in, ends what is under way, and lets
 * go of what that needed, the database last. Everything with a timer, a thread or a connection registers here as soon as it
 * is there, so a start that fails half-way lets go of the same things in the same order.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Patience } from './process/connections.ts';
import { within } from './process/within.ts';

/** What is under way; what it is done with; where it is written. Each stage begins when the one before has ended. */
const STAGES = ['work', 'means', 'storage'] as const;

type Part = {
  readonly stage: (typeof STAGES)[number];
  /** In the plural, as in a count of what was given up. */
  readonly name: string;
  /** Ends what is under way, begins nothing more; how many pieces were given up. */
  end(patience: Patience): Promise<number> | Promise<void>;
  /** Time is up: how many pieces are given up. One, where the part cannot say. */
  cut?(): number;
};

/** What was under way and given up, by its name. */
export type GivenUp = Readonly<Record<string, number>>;

export type Ending = Patience & {
  /** How long everything is served as always after readiness has ended. */
  readonly drain_ms: number;
  /** From the beginning of the end until what is left is cut. */
  readonly limit_ms: number;
};

export type Lifecycle = {
  register(part: Part): void;
  isDraining(): boolean;
  /** Ends everything, once; what was given up, if anything was. */
  end(ending: Ending): Promise<GivenUp | undefined>;
  /** Lets go of what is there, without a word, where the start failed. */
  abandon(): Promise<void>;
};

/** What was cut has noticed by then. */
const NOTICE_MS = 500;

/** Each stage after the first has this much, also where time was up before it began. */
const LAST_MS = 1_000;

/** The life of one process. */
export function createLifecycle(log: Logger): Lifecycle {
  const parts: Part[] = [];
  const state: { isDraining: boolean; ended?: Promise<GivenUp | undefined> } = { isDraining: false };

  async function endPart(part: Part, patience: Patience, left_ms: number): Promise<number> {
    const outcome = { count: 0 };
    const ending = Promise.resolve(part.end(patience)).then((count) => {
      outcome.count = count ?? 0;
    });
    if (await within(left_ms, ending)) return outcome.count;
    const count = part.cut?.() ?? 1;
    // What was cut finds its means and the database as they were when it notices; how it fails nobody needs to know.
    await within(NOTICE_MS, Promise.allSettled([ending]));
    return count;
  }

  async function endParts(patience: Patience, deadline: number): Promise<GivenUp> {
    const givenUp: Record<string, number> = {};
    const failures: unknown[] = [];
    for (const stage of STAGES) {
      const least_ms = stage === 'work' ? 0 : LAST_MS;
      const left_ms = Math.max(least_ms, deadline - performance.now());
      const ending = parts
        .filter((part) => part.stage === stage)
        .map(async (part) => {
          const count = await endPart(part, patience, left_ms);
          if (count > 0) givenUp[part.name] = count;
        });
      const outcomes = await Promise.allSettled(ending);
      failures.push(...outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason] : [])));
    }
    if (failures.length > 0) throw failures[0];
    return givenUp;
  }

  async function end({ drain_ms, limit_ms, ...patience }: Ending): Promise<GivenUp | undefined> {
    const deadline = performance.now() + limit_ms;
    state.isDraining = true;
    if (drain_ms > 0) {
      log.info({ drain_ms }, 'draining: not ready any more, everything is served');
      await wait(drain_ms);
    }
    log.info('stopping: nobody new is let in, what is under way ends');
    const givenUp = await endParts(patience, deadline);
    if (Object.keys(givenUp).length === 0) {
      log.info('stopped');
      return undefined;
    }
    log.warn({ given_up: givenUp }, 'stopped, and what had not ended in time was given up');
    return givenUp;
  }

  return {
    register: (part) => void parts.push(part),
    isDraining: () => state.isDraining,
    end(ending) {
      state.ended ??= end(ending);
      return state.ended;
    },
    async abandon() {
      await endParts({ idle_ms: 0, arrival_ms: 0 }, performance.now() + LAST_MS);
    },
  };
}

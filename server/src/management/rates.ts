/**
 * How many requests one client may send in a minute, so that a program that runs wild keeps the others from nothing (MG-23). The memory
 * of one process: of several each lets in as many.
 */
import { type Problem, problem } from './problem.ts';

const WINDOW_SECONDS = 60;

/** Clients that are counted at once; what is counted of more is forgotten, and begins anew. */
const MAX_COUNTED = 10_000;

export type Rates = {
  /** Counts a request of whoever is named so. */
  take(name: string): Rate;
};

export type Rate = {
  readonly limit: number;
  /** Requests that are left in this minute; less than none: this one is too many. */
  readonly left: number;
  /** When the minute ends, in seconds since the epoch. */
  readonly reset: number;
};

/** Counts up to a limit a minute. */
export function createRates({ limit, now }: { readonly limit: number; readonly now: () => number }): Rates {
  const counted = new Map<string, { count: number; readonly reset: number }>();
  return {
    take(name) {
      const at = now();
      const known = counted.get(name);
      // A clock that goes back begins anew as well: it may be wrong for long.
      const isLive = known !== undefined && at < known.reset && known.reset - at <= WINDOW_SECONDS;
      const entry = isLive ? known : { count: 0, reset: at + WINDOW_SECONDS };
      if (!isLive && counted.size >= MAX_COUNTED) counted.clear();
      if (!isLive) counted.set(name, entry);
      entry.count += 1;
      return { limit, left: limit - entry.count, reset: entry.reset };
    },
  };
}

/** What Auth0's clients read: they wait until then. */
export function rateHeaders({ limit, left, reset }: Rate): Readonly<Record<string, string>> {
  return {
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-remaining': String(Math.max(left, 0)),
    'x-ratelimit-reset': String(reset),
  };
}

/** RFC 6585 §4. */
export function tooMany({ limit, reset }: Rate, now: number): Problem {
  const headers = { 'retry-after': String(Math.max(reset - now, 1)) };
  return problem(429, 'too_many_requests', `More than ${limit} requests in a minute`, { headers });
}

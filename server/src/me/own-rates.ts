/**
 * How many requests one person may send in a minute, by whichever applications.
 */
import { createRates, type Rates } from '../management/rates.ts';

const A_MINUTE = 120;

/** Counts them. */
export function createOwnRates(now: () => number): Rates {
  return createRates({ limit: A_MINUTE, now });
}

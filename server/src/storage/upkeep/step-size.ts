/**
 * How much of a long work is done at a time, so that nothing waits long behind it.
 */

/** What a step takes, about. Far below the 50 ms that nothing may wait, because the next rows may cost more than the last. */
const STEP_MS = 8;

const FEWEST_ROWS = 10;
const MOST_ROWS = 5_000;

/** By how much a step may be larger than the one before it. */
const MOST_GROWTH = 2;

/** What the first step takes. */
export const FIRST_ROWS = 100;

/** The rows of the next step, by how long this one took. */
export function nextRows(rows: number, elapsed_ms: number): number {
  const wanted = elapsed_ms <= 0 ? Number.POSITIVE_INFINITY : (rows * STEP_MS) / elapsed_ms;
  const grown = Math.min(wanted, rows * MOST_GROWTH, MOST_ROWS);
  return Math.max(FEWEST_ROWS, Math.floor(grown));
}

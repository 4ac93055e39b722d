/**
 * The same failure again and again, told seldom: a database that is gone loses every connection, and each is reported.
 */
const EVERY_MS = 60_000;

/** Kinds of failures that are told apart; the database has far fewer. */
const MAX_KNOWN = 100;

/** Tells of a failure, unless one with the same words was told in the last minute. */
export function seldom(tell: (error: unknown) => void): (error: unknown) => void {
  const told = new Map<string, number>();
  return (error) => {
    const now_ms = performance.now();
    const words = String(error);
    if (now_ms - (told.get(words) ?? Number.NEGATIVE_INFINITY) < EVERY_MS) return;
    if (told.size >= MAX_KNOWN) told.clear();
    told.set(words, now_ms);
    tell(error);
  };
}

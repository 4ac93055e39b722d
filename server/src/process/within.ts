/** Waits for a promise, but not longer than this; whether it was settled in time. */
export async function within(limit_ms: number, waited: Promise<unknown>): Promise<boolean> {
  const late = Promise.withResolvers<false>();
  const timer = setTimeout(() => late.resolve(false), Math.max(0, limit_ms));
  try {
    return await Promise.race([waited.then(() => true), late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

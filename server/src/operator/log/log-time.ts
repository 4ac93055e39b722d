/**
 * A time as somebody types it: a date, or how long ago.
 */
import { err, ok, type Result } from '../../protocol/result.ts';

const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400, w: 604_800 };

/** `2026-01-31`, `2026-01-31T10:00:00Z` (UTC unless said otherwise), or `90s`, `15m`, `2h`, `7d`, `4w` ago; whole seconds. */
export function readTime(text: string, now: number): Result<number, string> {
  const [, count, unit] = /^(\d{1,6})([smhdw])$/.exec(text) ?? [];
  const seconds = unit === undefined ? undefined : UNITS[unit];
  if (seconds !== undefined) return ok(now - Number(count) * seconds);
  const isDate = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?$/.test(text);
  const zoned = /[T ]/.test(text) && !/(?:Z|[+-]\d\d:?\d\d)$/.test(text) ? `${text}Z` : text;
  const at = isDate ? Date.parse(zoned.replace(' ', 'T')) : Number.NaN;
  return Number.isNaN(at)
    ? err(`${text} is no time: say 2026-01-31, 2026-01-31T10:00:00Z, or how long ago: 15m, 2h, 7d.`)
    : ok(Math.floor(at / 1_000));
}

/**
 * A time as text (ISO 8601, RFC 3339), as Auth0's SDKs type `updated_at`. Computed, for there is no Date in this room.
 */

const DAY = 86_400;

/** Days from 0000-03-01, where a year of this reckoning begins, to 1970-01-01. */
const MARCH_OF_YEAR_0 = 719_468;
const DAYS_OF_400_YEARS = 146_097;

/** `2026-11-29T14:28:28.000Z`, of a time in the years 1970 to 9999. */
export function isoTime(seconds: number): string {
  const { year, month, day } = dateOf(Math.floor(seconds / DAY));
  const time = seconds % DAY;
  const clock = [Math.floor(time / 3_600), Math.floor(time / 60) % 60, time % 60];
  return `${digits(year, 4)}-${digits(month, 2)}-${digits(day, 2)}T${clock.map((part) => digits(part, 2)).join(':')}.000Z`;
}

/** Years that begin in March have their leap day at the end, and the months before it repeat 31, 30, 31, 30, 31. */
function dateOf(days: number): { readonly year: number; readonly month: number; readonly day: number } {
  const since = days + MARCH_OF_YEAR_0;
  const cycle = Math.floor(since / DAYS_OF_400_YEARS);
  const day = since % DAYS_OF_400_YEARS;
  const leapDays = Math.floor(day / 1_460) - Math.floor(day / 36_524) + Math.floor(day / 146_096);
  const year = Math.floor((day - leapDays) / 365);
  const dayOfYear = day - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  const sinceMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const isNextYear = sinceMarch >= 10;
  return {
    year: cycle * 400 + year + (isNextYear ? 1 : 0),
    month: isNextYear ? sinceMarch - 9 : sinceMarch + 3,
    day: dayOfYear - Math.floor((153 * sinceMarch + 2) / 5) + 1,
  };
}

function digits(value: number, length: number): string {
  return String(value).padStart(length, '0');
}

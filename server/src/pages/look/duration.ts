/**
 * A length of time in words.
 */

const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

/** "2 hours", "1 hour, 30 minutes": the two largest units, in the language of the page. */
export function duration(seconds: number, language: string): string {
  const parts = UNITS.map(([unit, size], index) => {
    const larger = UNITS[index - 1]?.[1] ?? Number.POSITIVE_INFINITY;
    return { unit, count: Math.floor((seconds % larger) / size) };
  }).filter(({ count }) => count > 0);
  const words = parts
    .slice(0, 2)
    .map(({ unit, count }) =>
      new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(count),
    );
  return new Intl.ListFormat(language, { type: 'unit' }).format(words);
}

/**
 * Counts by day and name -> the series of a chart: every day of a time, the largest names, and what all others are together.
 */
export type Counted = { readonly date: string; readonly name: string; readonly count: number };

/** A name that is undefined is all others. */
type Series = {
  readonly name: string | undefined;
  readonly counts: readonly number[];
  readonly sum: number;
};

export type Charted = { readonly days: readonly string[]; readonly series: readonly Series[] };

const DAY_MS = 86_400_000;

/** The days (UTC) of a time that ends today, as `2026-11-30`. */
export function daysUntil(now_ms: number, count: number): readonly string[] {
  return Array.from({ length: count }, (_, place) => dayOf(now_ms - (count - 1 - place) * DAY_MS));
}

function dayOf(at_ms: number): string {
  return new Date(at_ms).toISOString().slice(0, 10);
}

/** The first day as the API takes it, `20261130`. */
export function fromOf(days: readonly string[]): string {
  return (days[0] ?? '').replaceAll('-', '');
}

export function chartedOf(counted: readonly Counted[], days: readonly string[], most: number): Charted {
  const byName = Map.groupBy(counted, ({ name }) => name);
  const all = [...byName]
    .map(([name, rows]) => seriesOf(name, rows, days))
    .filter(({ sum }) => sum > 0)
    .sort((a, b) => b.sum - a.sum);
  const rest = all
    .slice(most)
    .flatMap(({ counts }) => counts.map((count, place) => ({ date: days[place] ?? '', name: '', count })));
  const others = rest.length === 0 ? [] : [seriesOf(undefined, rest, days)];
  return { days, series: [...all.slice(0, most), ...others] };
}

function seriesOf(name: string | undefined, rows: readonly Counted[], days: readonly string[]): Series {
  const byDay = Map.groupBy(rows, ({ date }) => date.slice(0, 10));
  const counts = days.map((day) => (byDay.get(day) ?? []).reduce((sum, { count }) => sum + count, 0));
  return { name, counts, sum: counts.reduce((sum, count) => sum + count, 0) };
}

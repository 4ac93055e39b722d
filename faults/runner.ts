/**
 * Runs rows of the programme, one after the other, and says of each what became of it.
 */
import type { Shown } from './fault.ts';
import type { Dialect } from './rig/database.ts';
import { missing } from './rig/needs.ts';
import { type Figures, play } from './rig/scene.ts';

export type Verdict = {
  readonly id: string;
  readonly part: string;
  readonly database: Dialect;
  readonly verdict: 'held' | 'FELL' | 'not shown';
  readonly seconds: number;
  readonly figures: Figures;
  /** What did not hold, or why it is not shown. */
  readonly why: readonly string[];
};

/** Runs one row on one database. */
export async function runFault(fault: Shown, database: Dialect, seconds: number): Promise<Verdict> {
  const about = { id: fault.id, part: fault.part, database };
  const lacking = missing(['linux', ...(fault.needs ?? [])]);
  if (lacking !== undefined)
    return { ...about, verdict: 'not shown', seconds: 0, figures: {}, why: [lacking] };
  const began_ms = performance.now();
  const took = () => Math.round((performance.now() - began_ms) / 100) / 10;
  const { figures, fallen, claims } = await play({ dialect: database, seconds }, fault.run);
  const why = claims() === 0 && fallen.length === 0 ? ['nothing was claimed'] : [...new Set(fallen)];
  return { ...about, verdict: why.length === 0 ? 'held' : 'FELL', seconds: took(), figures, why };
}

const MOST_REASONS = 4;
const MOST_CHARACTERS = 300;

/** A verdict as a line for people, with what fell below it. */
export function describe({ id, part, database, verdict, seconds, figures, why }: Verdict): string {
  const named = Object.entries(figures).map(([name, value]) => `${name} ${value}`);
  const reasons = why.slice(0, MOST_REASONS).map((one) => `      ${one.slice(0, MOST_CHARACTERS)}`);
  const more = why.length > MOST_REASONS ? [`      and ${why.length - MOST_REASONS} more`] : [];
  return [
    `${id} ${part} [${database}] ${verdict}, ${seconds} s: ${named.join(', ')}`,
    ...reasons,
    ...more,
  ].join('\n');
}

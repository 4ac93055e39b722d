/**
 * What is advised, and how its figures are written.
 */
import type { Operations } from '../../api/operations.gen.ts';
import { useLanguage } from '../../text/subject.ts';

export type Advice = Operations['clients_advice']['answer'];

/** Verdicts by which nobody would miss the implicit grant, so that the switch is what is next. */
const READY: readonly Advice['verdict'][] = ['ready', 'unused'];

/** Whether the switch is the one thing to do. */
export function isReady({ verdict }: Pick<Advice, 'verdict'>): boolean {
  return READY.includes(verdict);
}

/** Numbers as the language has them. */
export function useCount(): (n: number) => string {
  const format = new Intl.NumberFormat(useLanguage());
  return (n) => format.format(n);
}

/** Days as the language has them. */
export function useDay(): (day: string | undefined) => string | undefined {
  const format = new Intl.DateTimeFormat(useLanguage(), { dateStyle: 'medium', timeZone: 'UTC' });
  return (day) => (day === undefined ? undefined : format.format(new Date(`${day}T00:00:00Z`)));
}

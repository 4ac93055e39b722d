/**
 * What the runner prints: a line a module, and the sums at the end.
 */
import type { Result, Verdict } from './run.ts';

/** `PASSED oidcc-server (id_token token)`, and why, unless it passed. */
export function showResult({ verdict, module, variant, why }: Result): string {
  const reason = verdict === 'PASSED' ? '' : `: ${why}`;
  return `${verdict} ${module.name} (${variant.response_type})${reason}`.replaceAll(/\p{Cc}/gu, ' ');
}

/** Warnings count as passed, as certification counts them; what was skipped counts as neither. */
export function summarize(results: readonly Result[]): readonly string[] {
  const count = (verdict: Verdict): number => results.filter((result) => result.verdict === verdict).length;
  return [
    '',
    `${count('WARNING')} of the passed with a warning, ${count('SKIPPED')} skipped`,
    `${count('PASSED') + count('WARNING')} passed, ${count('FAILED')} failed`,
  ];
}

/**
 * A run against a subject that is started for it, summed up for a test.
 */
import { startListener } from '../relying-party/listener.ts';
import type { Start } from '../subjects/subject.ts';
import { chooseJobs } from './plans.ts';
import { showResult } from './report.ts';
import { runJobs, type Verdict } from './run.ts';

type Sum = {
  readonly passed: number;
  /** The lines of the failures, as the command prints them. */
  readonly failed: readonly string[];
  /** The names of the modules that were skipped in any variant, sorted. */
  readonly skipped: readonly string[];
};

/** Runs what was chosen, or every plan, against a subject, without the modules that wait for long. */
export async function runSubject(
  start: Start,
  choices: readonly { readonly plan?: string; readonly module?: string }[] = [{}],
): Promise<Sum> {
  const listener = await startListener();
  try {
    const subject = await start({ listenerOrigin: listener.origin });
    try {
      const target = { ...subject, listener, staticClient: undefined };
      const jobs = choices.flatMap(({ plan, module }) => chooseJobs({ plan, module }));
      const results = await runJobs(target, jobs, { slow: false, show: () => undefined });
      const of = (...verdicts: readonly Verdict[]) =>
        results.filter(({ verdict }) => verdicts.includes(verdict));
      return {
        passed: of('PASSED', 'WARNING').length,
        failed: of('FAILED').map(showResult),
        skipped: [...new Set(of('SKIPPED').map(({ module }) => module.name))].toSorted(),
      };
    } finally {
      await subject.close();
    }
  } finally {
    await listener.close();
  }
}

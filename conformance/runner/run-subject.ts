/**
 * A whole run against a subject that is started for it, summed up for a test.
 */
import { startListener } from '../relying-party/listener.ts';
import { startSubject } from '../subjects/subject.ts';
import { chooseJobs } from './plans.ts';
import { showResult } from './report.ts';
import { runJobs, type Verdict } from './run.ts';

export type Sum = {
  readonly passed: number;
  /** The lines of the failures, as the command prints them. */
  readonly failed: readonly string[];
  /** The names of the modules that were skipped in any variant, sorted. */
  readonly skipped: readonly string[];
};

/** Runs every plan against a subject, without those that wait for long. */
export async function runSubject(name: string): Promise<Sum> {
  const listener = await startListener();
  try {
    const subject = await startSubject(name, { listenerOrigin: listener.origin });
    try {
      const target = { ...subject, listener, staticClient: undefined };
      const jobs = chooseJobs({ plan: undefined, module: undefined });
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

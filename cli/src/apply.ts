/**
 * `tacit apply`.
 */
import { createInterface } from 'node:readline/promises';
import { applyFile, type Step } from '@tacit/server/operator';
import { addressLines } from './addresses.ts';
import { complain, configured, say } from './output.ts';
import { planLines, planSummary } from './plan.ts';

export type ApplyChoice = {
  readonly dryRun?: boolean;
  readonly prune?: boolean;
  /** Makes those again who were deleted. */
  readonly recreate?: boolean;
  /** Deletes without asking. */
  readonly yes?: boolean;
  /** There may be no database yet. */
  readonly new?: boolean;
};

/** Applies a file, or says what that would do. */
export async function apply(file: string, choice: ApplyChoice) {
  const { dryRun = false, prune = false, recreate = false, yes = false } = choice;
  const config = await configured({ isNew: choice.new ?? false });
  if (!config) return 1;
  const confirm = (steps: readonly Step[]) => confirmDeletions(steps, { file, yes });
  const applied = await applyFile({ file, config, env: process.env, dryRun, prune, recreate, confirm });
  if (!applied.ok) {
    complain([...applied.error, 'Nothing was applied.']);
    return 1;
  }
  printSteps(applied.value, dryRun);
  say(addressLines(applied.value));
  return 0;
}

/** What was done, or would be. */
export function printSteps(steps: readonly Step[], dryRun: boolean): void {
  const unchanged = steps.filter(({ action }) => action === 'unchanged');
  const deleted = steps.filter(({ action }) => action === 'stays_deleted');
  say(deleted.map(staysDeletedLine));
  if (unchanged.length + deleted.length === steps.length) {
    console.log(`Nothing to do: ${unchanged.length} unchanged.`);
    return;
  }
  const summary = dryRun
    ? `${planSummary(steps, 'will')}; nothing was written.`
    : `${planSummary(steps, 'did')}.`;
  say([...planLines(steps), summary]);
}

function staysDeletedLine({ name, tenant = '' }: Step): string {
  return `user ${name} of ${tenant} was deleted and is not made again: take them out of the file, or say --recreate.`;
}

/** Says what would be deleted before it is, on a terminal asks, and elsewhere takes `--yes` alone for an answer. */
async function confirmDeletions(
  steps: readonly Step[],
  { file, yes }: { readonly file: string; readonly yes: boolean },
): Promise<boolean> {
  if (yes) return true;
  const deleted = steps.filter(({ action }) => action === 'delete');
  complain(planLines(deleted));
  if (!process.stdin.isTTY || file === '-') {
    complain(['There is no terminal to ask on: say --yes.']);
    return false;
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await terminal.question(`Delete ${deleted.length}? Type yes: `);
    return answer === 'yes';
  } finally {
    terminal.close();
  }
}

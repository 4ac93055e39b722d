/**
 * `tacit apply`.
 */
import { createInterface } from 'node:readline/promises';
import { applyAgreed, readApplied, type Step } from '@tacit/server/operator';
import { addressLines } from './addresses.ts';
import { findOperator } from './operator.ts';
import { complain, say } from './output.ts';
import { planLines, planSummary } from './plan.ts';
import { startProgress } from './progress.ts';
import type { OperatorAt } from './server/operator-at.ts';
import { ownTerminal } from './terminal.ts';

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
  const operator = await findOperator({ isNew: choice.new ?? false });
  if (!operator) return 1;
  const confirm = (steps: readonly Step[]) => confirmDeletions(steps, { file, yes });
  const { env, stdin } = ownTerminal();
  const text = await readApplied({ file, env, stdin });
  const applied = text.ok
    ? await applyAgreed(applying(operator), {
        asked: { file, env, dryRun, prune, recreate, text: text.value },
        confirm,
      })
    : text;
  if (!applied.ok) {
    complain([...applied.error, 'Nothing was applied.']);
    return 1;
  }
  printSteps(applied.value, dryRun);
  say(addressLines(applied.value));
  return 0;
}

/** The act, with how far it is. */
function applying({ applyText }: OperatorAt): OperatorAt['applyText'] {
  return (asked) => {
    const progress = startProgress(asked.dryRun ? 'Planning' : 'Applying');
    return applyText(asked, progress.hear).finally(progress.end);
  };
}

/** What was done, or would be. */
export function printSteps(steps: readonly Step[], dryRun: boolean): void {
  const unchanged = steps.filter(({ action }) => action === 'unchanged');
  const deleted = steps.filter(({ action }) => action === 'stays_deleted');
  say(deleted.map(staysDeletedLine));
  if (unchanged.length + deleted.length === steps.length) {
    ownTerminal().console.log(`Nothing to do: ${unchanged.length} unchanged.`);
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
  if (!ownTerminal().stdin.isTTY || file === '-') {
    complain(['There is no terminal to ask on: say --yes.']);
    return false;
  }
  const terminal = createInterface({ input: ownTerminal().stdin, output: ownTerminal().stderr });
  try {
    const answer = await terminal.question(`Delete ${deleted.length}? Type yes: `);
    return answer === 'yes';
  } finally {
    terminal.close();
  }
}

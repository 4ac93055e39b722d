/**
 * `tacit apply`.
 */
import { applyFile, type Step } from '@tacit/server/operator';
import { complain, configured, printTable } from './output.ts';

/** Applies a file, or says what that would do. */
export async function apply(file: string, dryRun: boolean): Promise<number> {
  const config = await configured();
  if (!config) return 1;
  const applied = await applyFile({ file, config, env: process.env, dryRun });
  if (!applied.ok) {
    complain([...applied.error, 'Nothing was applied.']);
    return 1;
  }
  printSteps(applied.value, dryRun);
  return 0;
}

function printSteps(steps: readonly Step[], dryRun: boolean): void {
  const changes = steps.filter(({ action }) => action !== 'unchanged');
  if (changes.length === 0) {
    console.log(`Nothing to do: ${steps.length} unchanged.`);
    return;
  }
  printTable(
    ['action', 'kind', 'tenant', 'name', 'changes'],
    changes.map(({ action, kind, tenant = '', name, fields }) => [
      action,
      kind,
      tenant,
      name,
      fields.join(', '),
    ]),
  );
  const count = (action: Step['action']) => steps.filter((step) => step.action === action).length;
  const [created, updated, unchanged] = [count('create'), count('update'), count('unchanged')];
  console.log(
    dryRun
      ? `${created} to create, ${updated} to update, ${unchanged} unchanged; nothing was written.`
      : `${created} created, ${updated} updated, ${unchanged} unchanged.`,
  );
}

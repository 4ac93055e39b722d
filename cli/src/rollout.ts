/**
 * `tacit rollout`.
 */
import { findOperator } from './operator.ts';
import { complain, printJson, printTable } from './output.ts';
import type { OperatorAt } from './server/operator-at.ts';
import { ownTerminal } from './terminal.ts';

/** Prints the stage of every feature in every region. */
export async function showRollouts({ json = false }: { readonly json?: boolean }): Promise<number> {
  const operator = await findOperator();
  if (!operator) return 1;
  const rows = await operator.listRollouts({});
  if (json) printJson(rows);
  else printRollouts(rows);
  return 0;
}

function printRollouts(rows: Awaited<ReturnType<OperatorAt['listRollouts']>>): void {
  printTable(
    ['feature', 'region', 'stage'],
    rows.map(({ feature, region, stage, is_set }) => [
      feature,
      region,
      is_set ? stage : `${stage} (not set)`,
    ]),
  );
}

/** Sets one stage. */
export async function changeRollout(choice: Parameters<OperatorAt['setRollout']>[0]): Promise<number> {
  const operator = await findOperator();
  if (!operator) return 1;
  const set = await operator.setRollout(choice);
  if (!set.ok) {
    complain([set.error]);
    return 1;
  }
  ownTerminal().console.log(`${set.value.feature} in ${set.value.region}: ${set.value.stage}`);
  return 0;
}

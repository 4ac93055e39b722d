/**
 * `tacit rollout`.
 */
import { listRollouts, setRollout } from '@tacit/server/operator';
import { complain, configured, printTable } from './output.ts';

/** Prints the stage of every feature in every region. */
export async function showRollouts(): Promise<number> {
  const config = await configured();
  if (!config) return 1;
  const rows = await listRollouts(config);
  printTable(
    ['feature', 'region', 'stage'],
    rows.map(({ feature, region, stage, is_set }) => [
      feature,
      region,
      is_set ? stage : `${stage} (not set)`,
    ]),
  );
  return 0;
}

/** Sets one stage. */
export async function changeRollout(choice: Parameters<typeof setRollout>[1]): Promise<number> {
  const config = await configured();
  if (!config) return 1;
  const set = await setRollout(config, choice);
  if (!set.ok) {
    complain([set.error]);
    return 1;
  }
  console.log(`${set.value.feature} in ${set.value.region}: ${set.value.stage}`);
  return 0;
}

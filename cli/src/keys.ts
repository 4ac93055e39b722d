/**
 * `tacit keys rotate`.
 */
import { rotateKeys } from '@tacit/server/operator';
import { complain, configured, printTable } from './output.ts';

/** Rotates keys and prints what signs now. */
export async function rotate({
  tenant,
  alg,
}: {
  readonly tenant?: string;
  readonly alg?: string;
}): Promise<number> {
  const config = await configured();
  if (!config) return 1;
  const rotated = await rotateKeys(config, { tenant, alg });
  if (!rotated.ok) {
    complain([rotated.error]);
    return 1;
  }
  printTable(
    ['tenant', 'alg', 'current', 'next', 'previous'],
    rotated.value.map((key) => [key.tenant, key.alg, key.current, key.next, key.previous]),
  );
  return 0;
}

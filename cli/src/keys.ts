/**
 * `tacit keys`.
 */
import { listKeys, rotateKeys } from '@tacit/server/operator';
import { complain, configured, printJson, printTable } from './output.ts';

/** Prints the signing keys. */
export async function showKeys({
  tenant,
  json = false,
}: {
  readonly tenant?: string;
  readonly json?: boolean;
}): Promise<number> {
  const config = await configured();
  if (!config) return 1;
  const keys = await listKeys(config, tenant);
  if (!keys.ok) {
    complain([keys.error]);
    return 1;
  }
  if (json) {
    printJson(keys.value);
    return 0;
  }
  printTable(
    ['tenant', 'alg', 'state', 'kid', 'created', 'published until'],
    keys.value.map((key) => [
      key.tenant,
      key.alg,
      key.state,
      key.kid,
      day(key.created_at),
      day(key.expires_at),
    ]),
  );
  return 0;
}

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

function day(time: number | undefined): string {
  return time === undefined ? '' : new Date(time * 1000).toISOString().slice(0, 10);
}

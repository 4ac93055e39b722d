/**
 * `tacit export`.
 */
import { exportText } from '@tacit/server/operator';
import { findOperator } from './operator.ts';
import { complain, printJson } from './output.ts';
import { startProgress } from './progress.ts';
import { ownTerminal } from './terminal.ts';

export type ExportChoice = {
  readonly tenant?: string;
  readonly defaults?: boolean;
  readonly json?: boolean;
};

/** As much as `tacit apply` takes in one file. */
const MAX_APPLIED_BYTES = 1_048_576;

/** Prints everything that is administered, as `tacit apply` takes it. */
export async function printExport({ tenant, defaults = false, json = false }: ExportChoice): Promise<number> {
  const operator = await findOperator();
  if (!operator) return 1;
  const progress = startProgress('Exporting');
  const exported = await operator
    .exportTenants({ tenant, defaults: defaults ? 'write' : 'leave_out' }, progress.hear)
    .finally(progress.end);
  if (!exported.ok) {
    complain([exported.error]);
    return 1;
  }
  if (json) {
    printJson(exported.value.document);
    return 0;
  }
  const text = exportText(exported.value, { at: Math.floor(Date.now() / 1000), from: operator.place });
  ownTerminal().stdout.write(text);
  if (Buffer.byteLength(text) > MAX_APPLIED_BYTES)
    complain([
      `This is larger than the ${MAX_APPLIED_BYTES} bytes that tacit apply takes: export one tenant, or split it.`,
    ]);
  return 0;
}

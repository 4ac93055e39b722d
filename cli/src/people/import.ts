/**
 * `tacit users import`.
 */
import { type Imported, openPeople } from '@tacit/server/operator';
import { findOperator } from '../operator.ts';
import { complain, printJson, say } from '../output.ts';
import { startProgress } from '../progress.ts';

export type ImportChoice = {
  readonly tenant?: string;
  /** Changes those who are there. */
  readonly upsert?: boolean;
  readonly json?: boolean;
};

/** Brings the people of a file, and says who was refused and why. */
export async function importFile(name: string, choice: ImportChoice): Promise<number> {
  const { tenant, upsert = false, json = false } = choice;
  const operator = await findOperator();
  if (!operator) return 1;
  const file = await openPeople(name);
  if (!file.ok) {
    complain([file.error]);
    return 1;
  }
  const progress = startProgress('Importing');
  const imported = await operator
    .importPeople({ tenant, upsert, file: file.value }, progress.hear)
    .finally(progress.end);
  if (!imported.ok) {
    complain([...imported.error, 'Nobody was imported.']);
    return 1;
  }
  if (json) printJson(imported.value);
  else tell(imported.value);
  return imported.value.failed === 0 ? 0 : 1;
}

function tell({ total, inserted, updated, failed, errors }: Imported): void {
  complain(errors.map(refusedLine));
  if (failed > errors.length) complain([`${failed - errors.length} more were refused, and are not named.`]);
  say([`Of ${total}: ${inserted} imported, ${updated} changed, ${failed} refused.`]);
}

/** `ann@example.com: email is missing; colour is no field`. */
function refusedLine({ user, errors }: Imported['errors'][number]): string {
  const called = [user['email'], user['username'], user['user_id']].find((name) => typeof name === 'string');
  const reasons = errors.map(({ path, message }) => `${path} ${message}`.trim());
  return `${String(called ?? 'somebody without a name')}: ${reasons.join('; ')}`;
}

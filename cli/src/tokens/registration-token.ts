/**
 * `tacit registration-token`.
 */
import { isAgreed } from '../agreement.ts';
import { findOperator } from '../operator.ts';
import { complain, printJson, printTable, say } from '../output.ts';
import { ownTerminal } from '../terminal.ts';

/** Makes a token and prints it, alone on stdout, so that it can be piped. */
export async function printRegistrationToken(tenant: string, hours: string): Promise<number> {
  const operator = await findOperator();
  if (!operator) return 1;
  const made = await operator.makeInitialAccessToken({ tenant, hours });
  if (!made.ok) return refuse(made.error);
  ownTerminal().stdout.write(`${made.value.token.reveal()}\n`);
  return 0;
}

/** Lists those that are good still. */
export async function listRegistrationTokens(tenant: string, { json = false }): Promise<number> {
  const operator = await findOperator();
  if (!operator) return 1;
  const listed = await operator.listInitialAccessTokens({ tenant });
  if (!listed.ok) return refuse(listed.error);
  const { tenant: name, tokens } = listed.value;
  const rows = tokens.map(({ id, expires_at }) => ({ id, expires_at: timeOf(expires_at) }));
  if (json) printJson({ tenant: name, tokens: rows });
  else if (rows.length === 0) say([`Nobody can register applications at ${name} by a token.`]);
  else
    printTable(
      ['id', 'good until'],
      rows.map(({ id, expires_at }) => [id, expires_at]),
    );
  return 0;
}

export type DeleteOptions = { readonly yes?: boolean; readonly dryRun?: boolean; readonly json?: boolean };

/** Takes one back, after somebody has agreed. */
export async function deleteRegistrationToken(
  tenant: string,
  id: string,
  { yes = false, dryRun = false, json = false }: DeleteOptions,
): Promise<number> {
  const operator = await findOperator();
  if (!operator) return 1;
  const plan = await operator.deleteInitialAccessToken({ tenant, id, dryRun: true });
  if (!plan.ok) return refuse(plan.error);
  const what = `the registration token ${id} of ${plan.value.tenant}, good until ${timeOf(plan.value.expires_at)}`;
  const question = {
    lines: [`This takes back ${what}: nobody registers an application by it any more.`],
    word: id,
    purpose: 'to take it back',
  };
  if (dryRun) {
    say([`Would take back ${what}; nothing was written.`]);
    return 0;
  }
  if (!yes && !(await isAgreed(question))) return refuse('Nothing was changed.');
  const done = await operator.deleteInitialAccessToken({ tenant, id, dryRun: false });
  if (!done.ok) return refuse(done.error);
  if (json) printJson({ ...done.value, expires_at: timeOf(done.value.expires_at) });
  else say([`Took back ${what}.`]);
  return 0;
}

function timeOf(seconds: number): string {
  return new Date(seconds * 1_000).toISOString();
}

function refuse(line: string): number {
  complain([line]);
  return 1;
}

/**
 * Runs `tacit`. What is wrong is said in sentences on stderr; 0 is done, 1 is refused or failed, 2 is wrong usage.
 */
import { CommanderError } from 'commander';
import { complain } from './output.ts';
import { createProgram } from './program.ts';

const USAGE = 2;

/** Runs one command line and gives its exit code. */
export async function run(argv: readonly string[]): Promise<number> {
  const outcome = { code: 0 };
  try {
    await createProgram((code) => {
      outcome.code = code;
    }).parseAsync([...argv]);
    return outcome.code;
  } catch (error) {
    // Help and version leave by this way too, with 0.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : USAGE;
    complain(explain(error));
    return 1;
  }
}

/** What an operator can do about the errors that a wrong setting causes. */
const EXPLAINED: ReadonlyMap<string, string> = new Map([
  [
    'EADDRINUSE',
    'The port is taken by another process (`npm start` may be it); stop that one or set TACIT_PORT.',
  ],
  ['EADDRNOTAVAIL', 'This machine has no such address; see TACIT_HOST.'],
  ['EACCES', 'Permission was denied.'],
  ['ECONNREFUSED', 'The database does not answer; see TACIT_DATABASE_URL.'],
  ['ENOTFOUND', 'The host of the database is unknown; see TACIT_DATABASE_URL.'],
  ['28P01', 'The database refuses the password; see TACIT_DATABASE_URL.'],
  ['3D000', 'There is no such database; see TACIT_DATABASE_URL.'],
  ['email_taken', 'Somebody else saved a user with the same address at the same moment; run it again.'],
  ['name_taken', 'Somebody else saved something of the same name at the same moment; run it again.'],
  ['record_moved', 'Others go on changing the same records; run it again.'],
  ['tenant_host_taken', 'Somebody else saved a tenant with the same host at the same moment; run it again.'],
]);

function explain(error: unknown): readonly string[] {
  if (!(error instanceof Error)) return [String(error)];
  const hint = 'code' in error ? EXPLAINED.get(String(error.code)) : undefined;
  const sentences = [hint ?? '', error.message].filter((sentence) => sentence !== '');
  const wantsStack = /^(debug|trace)$/.test(process.env['TACIT_LOG_LEVEL'] ?? '');
  return wantsStack ? [...sentences, error.stack ?? ''] : sentences;
}

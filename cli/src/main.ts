/**
 * Runs `tacit`. What is wrong is said in sentences on stderr; 0 is done, 1 is refused or failed, 2 is wrong usage.
 */
import { CommanderError } from 'commander';
import { explain } from './explained.ts';
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

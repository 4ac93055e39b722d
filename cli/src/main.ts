/**
 * Runs `tacit`. What is wrong is said in sentences on stderr; 0 is done, 1 is refused or failed, 2 is wrong usage.
 */
import { CommanderError } from 'commander';
import { explain } from './explained.ts';
import { complain } from './output.ts';
import { createProgram } from './program.ts';
import { atTerminal, type Terminal } from './terminal.ts';

const USAGE = 2;

/** The same at another terminal than the process has. */
export function runAt(terminal: Terminal, argv: readonly string[]): Promise<number> {
  return atTerminal(terminal, () => run(argv));
}

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

/**
 * Whoever has stopped reading, as `head` does, is told no more, and what was begun is done to its end: a command that changes something
 * does not leave it half done because of its reader. Any other failure ends the process, unless somebody else hears of it: a server
 * whose log cannot be written goes on (server/src/process/log.ts).
 */
export function outliveReaders(): void {
  for (const output of [process.stdout, process.stderr])
    output.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE' && output.listenerCount('error') === 1) throw error;
    });
}

/**
 * Ends the process when all that was said is written. Whatever a failed command has left open (a connection that a library
 * keeps, a thread) would keep it alive with nothing to do.
 */
export async function end(code: number): Promise<never> {
  for (const output of [process.stdout, process.stderr]) await written(output);
  process.exit(code);
}

function written(output: NodeJS.WritableStream): Promise<void> {
  return new Promise((resolve) => {
    output.once('error', () => resolve());
    output.write('', () => resolve());
  });
}

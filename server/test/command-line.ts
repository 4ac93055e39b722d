/**
 * The command line of a program of this repository: how it is called for whoever asks by `--help`, and with exit code 2 for whoever
 * calls it otherwise.
 */
import { type ParseArgsConfig, parseArgs } from 'node:util';

/** Reads it, or ends the process. `usage` is one line or several. */
export function readCommandLine<const T extends ParseArgsConfig>(
  usage: string,
  config: T,
): ReturnType<typeof parseArgs<T>> {
  if (process.argv.slice(2).includes('--help')) {
    process.stdout.write(`${usage}\n`);
    process.exit(0);
  }
  try {
    return parseArgs(config);
  } catch (error) {
    return refuseCommandLine(usage, error instanceof Error ? error.message : String(error));
  }
}

/** Ends the process: what is wrong with the call, and how it is called. */
export function refuseCommandLine(usage: string, mistake: string): never {
  process.stderr.write(`${mistake}\n${usage}\n`);
  process.exit(2);
}

/**
 * The log on standard output: lines of JSON that nobody need read for the server to go on. What the reader does not take
 * waits here, up to a bound; beyond it lines are lost, counted, and told of when the reader goes on. An output that fails
 * (a pipe whose reader has ended, a full disk) costs lines too, and nothing else.
 */
import { type Logger, pino } from 'pino';
import { within } from './within.ts';

export type Log = {
  readonly log: Logger;
  /** Waits until all is written, or the reader has not taken it in time. */
  flush(): Promise<void>;
};

/** Some five thousand lines. */
const MAX_WAITING_BYTES = 1_048_576;

/** A reader that stands still keeps nobody alive. */
const FLUSH_MS = 1_000;

/** Written to as node:process writes to a pipe: at once where it can, else when the reader has taken what waits. */
export function createLog(level: string, output: NodeJS.WritableStream & OutputState = process.stdout): Log {
  const state = { lost: 0 };

  function put(line: string): void {
    output.write(line, (error) => {
      if (error) state.lost += 1;
      else tellOfLost();
    });
  }

  function tellOfLost(): void {
    if (state.lost === 0 || output.writableLength > 0) return;
    const lines = state.lost;
    state.lost = 0;
    log.warn({ lines }, 'lines of this log were lost: they were not taken in time, or could not be written');
  }

  const log = pino(
    { level },
    {
      write(line: string) {
        if (output.writableLength > MAX_WAITING_BYTES) state.lost += 1;
        else put(line);
      },
    },
  );
  // Every failure is told to whoever wrote; without a listener it would end the process as well.
  output.on('error', () => {});
  return {
    log,
    async flush() {
      await within(FLUSH_MS, new Promise((resolve) => output.write('', () => resolve(undefined))));
    },
  };
}

type OutputState = { readonly writableLength: number };

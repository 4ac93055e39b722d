/**
 * What a command reads and writes: the standard streams and the environment. They are the process's, unless whoever runs the command
 * gives it others.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { Console } from 'node:console';
import type { Readable, Writable } from 'node:stream';

type Output = Writable & Partial<Pick<NodeJS.WriteStream, 'isTTY' | 'columns'>>;

export type Terminal = {
  readonly stdin: Readable & Partial<Pick<NodeJS.ReadStream, 'isTTY'>>;
  readonly stdout: Output;
  readonly stderr: Output;
  /** A flag that stands for a variable sets it. */
  readonly env: NodeJS.ProcessEnv;
};

type Spoken = Terminal & { readonly console: Pick<Console, 'log' | 'error'> };

const given = new AsyncLocalStorage<Spoken>();

/** Those of the process are looked at when they are needed: to look at standard input is to open it. */
const OF_THE_PROCESS: Spoken = {
  get stdin() {
    return process.stdin;
  },
  get stdout() {
    return process.stdout;
  },
  get stderr() {
    return process.stderr;
  },
  env: process.env,
  console,
};

/** The terminal of the command that runs. */
export function ownTerminal(): Spoken {
  return given.getStore() ?? OF_THE_PROCESS;
}

/** Runs a command at another terminal than that of the process. */
export function atTerminal<T>(terminal: Terminal, command: () => Promise<T>): Promise<T> {
  return given.run({ ...terminal, console: new Console(terminal) }, command);
}

/**
 * `tacit serve`.
 */
import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { explain } from './explained.ts';
import { complain, configured } from './output.ts';

export type ServeChoice = {
  /** There may be no database yet. */
  readonly new?: boolean;
};

/** Serves until the process is told to end, then lets what is under way finish. */
export async function serveUntilSignal(choice: ServeChoice): Promise<number> {
  const config = await configured({ isNew: choice.new ?? false });
  if (!config) return 1;
  const { configWarnings } = await import('@tacit/server/config');
  complain(configWarnings(config).map((warning) => `Warning: ${warning}`));
  const { serve } = await loadServer();
  // Before anybody can know that it listens; whoever is told in the middle of the start has nothing under way.
  const told = endSignal();
  const start = { isOver: false };
  void told.then(() => start.isOver || process.exit(0));
  const server = await serve({ config, onWait: (error) => sayWait(error, config.databaseWaitSeconds) });
  start.isOver = true;
  endWhereNothingIsCertain(server);
  complain([`Tacit listens at ${server.url}; its tenants are below ${config.baseUrl.origin}`]);
  const signal = await told;
  const givenUp = await server.stop({ drain_ms: signal === 'SIGINT' ? 0 : config.drainSeconds * 1_000 });
  // Not left to whoever waits until all is written: a reader of the log that stands still has had its second.
  process.exit(givenUp ? 1 : 0);
}

/**
 * An error that nobody caught left something half done, and what it was nobody knows: the process answers no more, and
 * whoever looks after it starts it again. What others are owed lies in the database.
 */
function endWhereNothingIsCertain(server: { report(error: unknown): Promise<void> }): void {
  process.once('uncaughtException', (error) => {
    complain(explain(error));
    void server.report(error).finally(() => process.exit(1));
  });
}

function sayWait(error: unknown, seconds: number): void {
  complain([...explain(error), `It is waited for, ${seconds} seconds at most.`]);
}

/**
 * Loading leaves garbage behind, for which V8 would double the space of young objects again and again and then keep it,
 * 11 MB that a server without requests has no use for; what it keeps all the same is given back before anybody is served.
 * Under load the heap may grow as it always may.
 */
async function loadServer() {
  setFlagsFromString('--semi-space-growth-factor=1');
  try {
    return await import('@tacit/server/main');
  } finally {
    setFlagsFromString('--semi-space-growth-factor=2');
    collectGarbage();
  }
}

function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  const gc: NodeJS.GCFunction = runInNewContext('gc');
  setFlagsFromString('--no-expose-gc');
  // The flavor that leaves no page half empty.
  gc({ type: 'major', execution: 'sync', flavor: 'last-resort' });
}

/** A terminal tells everybody in front of it, and npm tells it on: so soon after the first that is not a second signal. */
const SAME_SIGNAL_MS = 500;

const PARENT_EVERY_MS = 250;

/** The first word that the process shall end. A second signal ends it at once. */
function endSignal(): Promise<NodeJS.Signals> {
  const told = Promise.withResolvers<NodeJS.Signals>();
  // Without the last a terminal that closes, under `nohup` too, ends us in the middle of requests.
  const signals = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;
  const watch = setInterval(() => {
    if (hasLostNpm()) told.resolve('SIGTERM');
  }, PARENT_EVERY_MS).unref();
  for (const signal of signals) process.on(signal, told.resolve);
  return told.promise.finally(() => {
    clearInterval(watch);
    setTimeout(() => {
      for (const signal of signals) process.off(signal, told.resolve).once(signal, endAtOnce);
    }, SAME_SIGNAL_MS).unref();
  });
}

/** As if there had never been a handler; but the first process of a container is not ended by that. */
function endAtOnce(signal: NodeJS.Signals): never {
  process.kill(process.pid, signal);
  process.exit(1);
}

/**
 * `npx` runs a shell that runs us. A signal to `npx` ends the shell and goes no further, and SIGKILL does not even that. The end of
 * either is then the signal, or nobody would know who holds the port.
 */
function hasLostNpm(): boolean {
  const isBelowNpm = process.env['npm_command'] !== undefined;
  return isBelowNpm && (process.ppid !== SHELL || parentOf(SHELL) !== NPM);
}

const SHELL = process.ppid;
const NPM = parentOf(SHELL);

/** Undefined where the system has no proc(5), or no such process. */
function parentOf(pid: number): string | undefined {
  try {
    return /\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1];
  } catch {
    return undefined;
  }
}

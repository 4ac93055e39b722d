/**
 * Processes of the rig: the server and the operator's tool, as an operator starts them, and what the kernel says of them.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

export const TACIT = join(import.meta.dirname, '../../cli/bin/tacit.js');

export type Environment = Readonly<Record<string, string>>;

export type Program = {
  readonly child: ChildProcess;
  readonly pid: number;
  /** All that it has said, on both streams. */
  readonly said: () => string;
  /** Resolves with the exit code, or the name of the signal. */
  readonly ended: Promise<number | string>;
  readonly hasEnded: () => boolean;
};

/** Starts a program; `under` is what it is started by (prlimit, strace). */
export function startProgram(options: {
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Environment;
  readonly under?: readonly string[];
}): Program {
  const { args, cwd, env, under = [] } = options;
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('TACIT_'));
  const [command = process.execPath, ...rest] = [...under, process.execPath, ...args];
  const child = spawn(command, rest, {
    cwd,
    env: { ...Object.fromEntries(inherited), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const parts: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (part) => parts.push(String(part)));
  if (child.pid === undefined) throw new Error(`${command} cannot be started.`);
  // Whoever interrupts the programme leaves nothing behind.
  const end = () => void child.kill('SIGKILL');
  process.once('exit', end);
  child.once('exit', () => process.off('exit', end));
  return {
    child,
    pid: child.pid,
    said: () => parts.join(''),
    ended: once(child, 'exit').then(([code, signal]) => code ?? signal),
    hasEnded: () => child.exitCode !== null || child.signalCode !== null,
  };
}

/** Ends a program at once and waits until it is gone; one that sleeps is woken for it. */
export async function kill(program: Program, signal: NodeJS.Signals = 'SIGKILL'): Promise<number | string> {
  if (!program.hasEnded()) {
    program.child.kill(signal);
    program.child.kill('SIGCONT');
  }
  return program.ended;
}

/** A process with all that it has started, itself first. */
export function familyOf(pid: number): readonly number[] {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean);
    return [pid, ...children.flatMap((child) => familyOf(Number(child)))];
  } catch {
    return [];
  }
}

/** Sends a signal to a process and to all that it has started. */
export function signalFamily(pid: number, signal: NodeJS.Signals): void {
  for (const member of familyOf(pid)) {
    try {
      process.kill(member, signal);
    } catch {
      // It ended between being listed and being told.
    }
  }
}

export type Sizes = { readonly rss_mb: number; readonly fds: number };

/** What a process holds. */
export function sizesOf(pid: number): Sizes {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return {
    rss_mb: Math.round(Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024),
    fds: readdirSync(`/proc/${pid}/fd`).length,
  };
}

/** Seconds of processor that a process has used. */
export function processorSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  const TICKS = 100;
  return (Number(fields[11]) + Number(fields[12])) / TICKS;
}

/** Asks again until it is so; the seconds that took, or undefined when it was not so in time. */
export async function secondsUntil(
  isSo: () => Promise<boolean> | boolean,
  limit_s: number,
): Promise<number | undefined> {
  const began_ms = performance.now();
  const passed = () => (performance.now() - began_ms) / 1_000;
  while (!(await isSo())) {
    if (passed() > limit_s) return undefined;
    await wait(25);
  }
  return Number(passed().toFixed(2));
}

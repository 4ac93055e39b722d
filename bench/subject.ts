/**
 * A server under measurement: a process of its own, so that its work is not the load generator's.
 */
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';

export type Subject = { readonly origin: string; readonly pid: number; stop(): Promise<void> };

const READY_WITHIN_MS = 60_000;

/** Starts a server and waits until it answers at `probe`. */
export async function startSubject(server: {
  readonly origin: string;
  readonly probe: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}): Promise<Subject> {
  const { origin, probe, args, env } = server;
  const child = spawn(process.execPath, args, { env: { ...process.env, ...env }, stdio: 'ignore' });
  const { pid } = child;
  if (pid === undefined) throw new Error(`${args[0]} could not be started.`);
  const stop = () =>
    new Promise<void>((resolve) => {
      if (child.exitCode !== null) return resolve();
      child.once('exit', () => resolve());
      child.kill('SIGKILL');
    });
  const deadline = performance.now() + READY_WITHIN_MS;
  while (!(await answers(`${origin}${probe}`))) {
    if (child.exitCode === null && performance.now() < deadline) continue;
    await stop();
    throw new Error(`${args[0]} did not become ready.`);
  }
  return { origin, pid, stop };
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    await new Promise((resolve) => setTimeout(resolve, 5));
    return false;
  }
}

/** Memory that a process holds, in megabytes. */
export async function residentMegabytes(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
}

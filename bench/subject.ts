/**
 * A server under measurement: a process of its own, so that its work is not the load generator's.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export type Subject = { readonly origin: string; readonly process: ChildProcess; stop(): Promise<void> };

/** Starts a subject and waits for the line with its origin. */
export async function startSubject(file: string, args: readonly string[]): Promise<Subject> {
  const path = new URL(`./subjects/${file}`, import.meta.url).pathname;
  const child = spawn(process.execPath, [path, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<never>((_, reject) => {
    child.once('exit', (code) => reject(new Error(`${file} ended with ${code} before it was ready.`)));
  });
  const origin = await Promise.race([firstOrigin(child), ended]);
  ended.catch(() => undefined);
  return {
    origin,
    process: child,
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve());
        child.kill('SIGKILL');
      }),
  };
}

function firstOrigin(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('The subject was started without an output to read.');
  const lines = createInterface({ input: child.stdout });
  return new Promise((resolve) => {
    lines.on('line', (line) => {
      if (line.startsWith('http://')) resolve(line);
    });
  });
}

/**
 * How long `tacit serve` takes from the command to an answer on an existing database, and what it holds when idle.
 */
import { spawn } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../server/test/ports.ts';
import type { Row } from './main.ts';
import { residentMegabytes } from './subject.ts';

const RUNS = 5;
const IDLE_MS = 3_000;

/** The first run makes the database and its keys; the others find them. */
export async function start(): Promise<readonly Row[]> {
  const port = await freePort();
  const directory = await mkdtemp(join(tmpdir(), 'tacit-bench-'));
  const env = {
    ...process.env,
    TACIT_PORT: String(port),
    TACIT_HOST: '127.0.0.1',
    TACIT_DATABASE_URL: `sqlite:${join(directory, 'tacit.db')}`,
  };
  const runs: { readonly ready_ms: number; readonly idle_mb: number }[] = [];
  for (let run = 0; run <= RUNS; run += 1) runs.push(await once(env, port));
  const [first, ...later] = runs;
  const sorted = later.map((run) => run.ready_ms).toSorted((a, b) => a - b);
  return [
    {
      what: 'tacit serve',
      'ready ms (median)': Math.round(sorted[Math.floor(RUNS / 2)] ?? Number.NaN),
      'ready ms (slowest)': Math.round(sorted.at(-1) ?? Number.NaN),
      'first start ms': Math.round(first?.ready_ms ?? Number.NaN),
      'idle memory MB': Math.round(Math.max(...later.map((run) => run.idle_mb))),
    },
  ];
}

async function once(
  env: NodeJS.ProcessEnv,
  port: number,
): Promise<{ readonly ready_ms: number; readonly idle_mb: number }> {
  const begin = performance.now();
  const tacit = new URL('../cli/bin/tacit.js', import.meta.url).pathname;
  const child = spawn(process.execPath, [tacit, 'serve'], { env, stdio: 'ignore' });
  try {
    while (!(await answers(port))) await new Promise((resolve) => setTimeout(resolve, 5));
    const ready_ms = performance.now() - begin;
    await new Promise((resolve) => setTimeout(resolve, IDLE_MS));
    return { ready_ms, idle_mb: await residentMegabytes(child.pid) };
  } finally {
    await new Promise((resolve) => {
      child.once('exit', resolve);
      child.kill('SIGTERM');
    });
  }
}

async function answers(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/readyz`)).ok;
  } catch {
    return false;
  }
}

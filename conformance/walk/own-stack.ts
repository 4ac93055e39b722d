/**
 * The example on free ports with a database of its own, for a walk that must disturb nobody. It is started as an
 * operator would start it, as a process, so that the walk sees nothing but HTTP.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { freePorts } from '../../server/test/ports.ts';

export type OwnStack = {
  readonly issuer: string;
  readonly spa: string;
  readonly api: string;
  readonly password: string;
  stop(): Promise<void>;
};

const START_LIMIT_MS = 60_000;

/** Starts the example and waits until it says `ready`. */
export async function startOwnStack(): Promise<OwnStack> {
  const [port, spaPort, apiPort] = await freePorts(3);
  const directory = await mkdtemp(join(tmpdir(), 'tacit-walk-'));
  const password = randomBytes(18).toString('base64url');
  const issuer = `http://localhost:${port}/`;
  const child = spawn(process.execPath, [join(import.meta.dirname, '../../example/start.ts')], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      TACIT_PORT: String(port),
      TACIT_BASE_URL: issuer.slice(0, -1),
      TACIT_DATABASE_URL: `sqlite:${join(directory, 'tacit.db')}`,
      TACIT_DEMO_PASSWORD: password,
      EXAMPLE_SPA_PORT: String(spaPort),
      EXAMPLE_API_PORT: String(apiPort),
    },
  });
  const stop = async (): Promise<void> => {
    await end(child);
    await rm(directory, { recursive: true, force: true });
  };
  try {
    await ready(child);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    issuer,
    spa: `http://localhost:${spaPort}/`,
    api: `http://localhost:${apiPort}/`,
    password,
    stop,
  };
}

async function ready(child: ChildProcess): Promise<void> {
  const { stdout, stderr } = child;
  if (!stdout || !stderr) throw new Error('A child with pipes has both streams.');
  const complaints: string[] = [];
  stderr.on('data', (chunk) => complaints.push(String(chunk)));
  const limit = setTimeout(() => child.kill(), START_LIMIT_MS);
  for await (const line of createInterface({ input: stdout })) {
    if (line.trim() !== 'ready') continue;
    clearTimeout(limit);
    // Nobody reads further; a full pipe would stop the example.
    stdout.resume();
    return;
  }
  clearTimeout(limit);
  throw new Error(`The example did not start: ${complaints.join('').trim() || 'it said nothing'}`);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  await exit;
}

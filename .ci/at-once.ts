/**
 * Runs scripts of package.json, as many at once as there are processors, beginning in the order given: none needs what another
 * makes. What one has said is shown when it has ended, and all have to end well.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';

/** One iterator for all: each takes the next script that nobody has begun. */
const scripts = process.argv.slice(2).values();

await Promise.all(Array.from({ length: availableParallelism() }, runOneAfterAnother));

async function runOneAfterAnother(): Promise<void> {
  for (const script of scripts) await run(script);
}

async function run(script: string): Promise<void> {
  const began_ms = performance.now();
  const child = spawn(process.execPath, ['--run', script], { stdio: ['ignore', 'pipe', 'pipe'] });
  const said: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => said.push(part));
  const [code] = await once(child, 'close');
  const seconds = Math.round((performance.now() - began_ms) / 1000);
  process.stdout.write(`> ${script} (${seconds} s)\n${Buffer.concat(said)}\n`);
  if (code !== 0) process.exitCode = 1;
}

/**
 * Builds the dashboard where it was not built, or where something of it is newer than what was: `npm start` and the tests.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Whether it had to be built; throws with what the build says where that fails. */
export async function buildWhenNeeded(): Promise<boolean> {
  const built = await changedAt(join(import.meta.dirname, 'dist/index.html'));
  const source = join(import.meta.dirname, 'src');
  const names = await readdir(source, { recursive: true });
  const changed = await Promise.all(names.map((name) => changedAt(join(source, name))));
  if (changed.every((at) => at <= built)) return false;
  // In a process of its own: a bundler leaves threads behind, and memory.
  const build = spawn(process.execPath, [join(import.meta.dirname, 'build.ts')], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const said: Buffer[] = [];
  build.stderr.on('data', (part: Buffer) => said.push(part));
  const [code] = await once(build, 'close');
  if (code !== 0) throw new Error(`The dashboard cannot be built: ${Buffer.concat(said)}`);
  return true;
}

/** Of what is not there: before everything. */
async function changedAt(file: string): Promise<number> {
  return stat(file).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
}

/**
 * The server with a clock that can be set: what `tacit serve` runs, and a file that says by how many seconds it is wrong.
 * In place of libfaketime, which few machines have: everything that decides asks this one clock.
 */
import { readFileSync } from 'node:fs';
import { readConfig } from '@tacit/server/config';
import { serve } from '@tacit/server/main';

const file = process.argv[2];
if (file === undefined) throw new Error('The file with the offset is missing.');

const config = readConfig(process.env);
if (!config.ok) throw new Error(config.error.join('\n'));
const server = await serve({
  config: config.value,
  now: () => Math.floor(Date.now() / 1_000) + Number(readFileSync(file, 'utf8')),
});
process.once('SIGTERM', () => void server.close());

/**
 * Builds the dashboard and compresses what was built, so that nobody does while they serve it.
 */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { build } from 'vite';

const DIST = join(import.meta.dirname, 'dist');

const QUALITY = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };

await build({ configFile: join(import.meta.dirname, 'vite.config.ts'), logLevel: 'warn' });
const names = await readdir(DIST, { recursive: true });
await Promise.all(
  names.filter((name) => /\.(?:js|css)$/.test(name)).map((name) => compress(join(DIST, name))),
);

async function compress(file: string): Promise<void> {
  const bytes = await readFile(file);
  await writeFile(`${file}.br`, await promisify(brotliCompress)(bytes, QUALITY));
  await writeFile(`${file}.gz`, await promisify(gzip)(bytes, { level: constants.Z_BEST_COMPRESSION }));
}

/**
 * Builds what is published: one minified module with its source map, and the declarations.
 */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { BUNDLE } from './bundle.ts';

await build({ ...BUNDLE, sourcemap: true, outfile: pathOf('dist/index.js') });

const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc');
const { status } = spawnSync(process.execPath, [compiler, '-p', pathOf('tsconfig.build.json')], {
  stdio: 'inherit',
});
process.exitCode = status ?? 1;

function pathOf(file: string): string {
  return fileURLToPath(new URL(file, import.meta.url));
}

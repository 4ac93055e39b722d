/**
 * Builds what is published: one minified module, and the declarations.
 */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { build } from 'esbuild';

const here = (path: string) => new URL(path, import.meta.url).pathname;

await build({
  entryPoints: [here('./src/index.ts')],
  outfile: here('./dist/index.js'),
  bundle: true,
  minify: true,
  sourcemap: true,
  format: 'esm',
  target: 'es2022',
});

const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc');
const { status } = spawnSync(process.execPath, [compiler, '-p', here('./tsconfig.build.json')], {
  stdio: 'inherit',
});
process.exitCode = status ?? 1;

/**
 * How the published module is bundled: for the build, and for the test that looks at what comes out.
 */
import { fileURLToPath } from 'node:url';
import type { BuildOptions } from 'esbuild';

export const BUNDLE = {
  entryPoints: [fileURLToPath(new URL('src/index.ts', import.meta.url))],
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
} satisfies BuildOptions;

/**
 * How large the dashboard is as it was built, in kilobytes, compressed as by gzip -9.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

export const DIST = join(import.meta.dirname, 'dist');

type Sizes = {
  /** What a browser loads for the first page: what the page names, and what that imports. */
  readonly script: number;
  readonly style: number;
  /** The largest of what comes later. */
  readonly chunk: number;
};

export async function sizesOfBuilt(): Promise<Sizes> {
  const html = await readFile(join(DIST, 'index.html'), 'utf8');
  const first = new Set([...html.matchAll(/assets\/[\w.-]+\.(?:js|css)/g)].map(([name]) => name));
  for (const name of first) {
    const text = await readFile(join(DIST, name), 'utf8');
    for (const [, other = ''] of text.matchAll(/(?:from|import)\s*["'`]\.\/([\w.-]+\.js)/g))
      first.add(`assets/${other}`);
  }
  const all = (await readdir(join(DIST, 'assets'))).filter((name) => /\.(?:js|css)$/.test(name));
  const sized = await Promise.all(
    all.map(async (name) => ({
      name: `assets/${name}`,
      size: gzipSync(await readFile(join(DIST, 'assets', name)), { level: 9 }).length / 1000,
    })),
  );
  const sum = (of: typeof sized) => of.reduce((total, { size }) => total + size, 0);
  return {
    script: sum(sized.filter(({ name }) => first.has(name) && name.endsWith('.js'))),
    style: sum(sized.filter(({ name }) => name.endsWith('.css'))),
    chunk: Math.max(...sized.filter(({ name }) => !first.has(name)).map(({ size }) => size)),
  };
}

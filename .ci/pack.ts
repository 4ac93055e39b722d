/**
 * Packs what is published into dist/, as a registry would have it. Each package takes its own built files, and from the
 * root what holds for all: the licence and the changelog.
 */
import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');
const DIST = join(ROOT, 'dist');

/** Folders with a package.json, as `npm run build` leaves them. */
const PACKAGES = ['browser', 'guard', 'cli/dist'];

/** What is the same for all. */
const OF_THE_ROOT = ['LICENSE', 'CHANGELOG.md'];

/** What a manifest says to the repository only. */
const OWN_FIELDS = ['scripts', 'devDependencies', 'size-limit'];

const staged = await mkdtemp(join(tmpdir(), 'tacit-pack-'));
try {
  // No package of an older version lies beside the new ones.
  await rm(DIST, { recursive: true, force: true });
  await mkdir(DIST);
  for (const folder of PACKAGES) await stage(join(ROOT, folder), join(staged, folder));
  const { status } = spawnSync(
    'npm',
    ['pack', '--silent', '--pack-destination', DIST, ...PACKAGES.map((folder) => join(staged, folder))],
    { stdio: 'inherit' },
  );
  process.exitCode = status ?? 1;
} finally {
  await rm(staged, { recursive: true });
}

async function stage(from: string, to: string): Promise<void> {
  const manifest: { files: readonly string[] } = JSON.parse(
    await readFile(join(from, 'package.json'), 'utf8'),
  );
  const own = ['README.md', ...manifest.files];
  for (const name of own) await cp(join(from, name), join(to, name), { recursive: true });
  for (const name of OF_THE_ROOT) await cp(join(ROOT, name), join(to, name));
  const published = {
    ...Object.fromEntries(Object.entries(manifest).filter(([field]) => !OWN_FIELDS.includes(field))),
    files: [...own, ...OF_THE_ROOT],
  };
  await writeFile(join(to, 'package.json'), `${JSON.stringify(published, null, 2)}\n`);
}

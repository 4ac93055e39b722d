/**
 * Builds what is published: the tool and the server behind it as JavaScript, for Node strips no types below node_modules
 * (decision 0017). A file stays a file and a line a line, so a stack trace names what the repository has.
 */
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { dirname, join } from 'node:path';
import root from '../package.json' with { type: 'json' };
import server from '../server/package.json' with { type: 'json' };
import manifest from './package.json' with { type: 'json' };

const OUT = join(import.meta.dirname, 'dist');

/** Files of the package, and where in the repository they come from. */
const FOLDERS = { bin: 'bin', src: 'src', server: '../server/src' };

/** Where the server looks for the dashboard's files (server/src/main.ts). */
const DASHBOARD = 'dashboard';

/** A specifier, or the address of a worker: what is written in the code with its ending. */
const OWN_FILE = /(?<=')(\.{1,2}\/[^'\n]+)\.ts(?=')/g;

/** A door of the server, which is a part of this package. */
const DOOR = /(?<=')@tacit\/server\/(?=\w+')/g;

await rm(OUT, { recursive: true, force: true });
for (const [folder, source] of Object.entries(FOLDERS)) {
  await translate(join(import.meta.dirname, source), join(OUT, folder));
}
await cp(join(import.meta.dirname, 'README.md'), join(OUT, 'README.md'));
// Built before: npm run build goes through the workspaces in their order.
await cp(join(import.meta.dirname, '../dashboard/dist'), join(OUT, DASHBOARD), { recursive: true });
await writeFile(join(OUT, 'package.json'), `${JSON.stringify(publishedManifest(), null, 2)}\n`);

async function translate(from: string, to: string): Promise<void> {
  for (const name of await readdir(from, { recursive: true })) {
    if (!/\.[jt]s$/.test(name) || name.endsWith('.test.ts')) continue;
    const file = join(to, name.replace(/\.ts$/, '.js'));
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, javaScript(await readFile(join(from, name), 'utf8')));
  }
}

function javaScript(source: string): string {
  return stripTypeScriptTypes(source).replace(OWN_FILE, '$1.js').replace(DOOR, '#server/');
}

/** Of the tool and the server in one: what either depends on, and the Node that the repository runs on. */
function publishedManifest() {
  const { '@tacit/server': _, ...own } = manifest.dependencies;
  const doors = Object.entries(server.exports).map(([door, file]) => [
    door.replace('.', '#server'),
    file.replace('./src/', './server/').replace('.ts', '.js'),
  ]);
  return {
    ...manifest,
    files: [...Object.keys(FOLDERS), DASHBOARD],
    imports: Object.fromEntries(doors),
    dependencies: { ...server.dependencies, ...own },
    optionalDependencies: root.optionalDependencies,
  };
}

/**
 * What every test file would make anew and alike: whoever of a run needs it first makes it, and the others take a copy.
 * `.ci/test.ts` names the folder by MADE_ONCE; a file that is run by itself makes its own.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = process.env['MADE_ONCE'];

/** Copies a file or a folder to where nothing is yet, with its owner and its rights; false: nobody has made it. */
export function takeCopy(name: string, path: string): boolean {
  if (FOLDER === undefined || !existsSync(join(FOLDER, name))) return false;
  execFileSync('cp', ['-a', join(FOLDER, name), path]);
  return true;
}

/** Keeps a copy of what was made, for the others. */
export function keepCopy(name: string, path: string): void {
  if (FOLDER === undefined) return;
  const own = join(FOLDER, `${name}.${process.pid}`);
  execFileSync('cp', ['-a', path, own]);
  putInPlace(own, join(FOLDER, name));
}

/** A text that is made once. */
export async function textMadeOnce(name: string, make: () => Promise<string>): Promise<string> {
  if (FOLDER === undefined) return make();
  const place = join(FOLDER, name);
  if (existsSync(place)) return readFileSync(place, 'utf8');
  const text = await make();
  writeFileSync(`${place}.${process.pid}`, text);
  putInPlace(`${place}.${process.pid}`, place);
  return text;
}

/** Whole or not at all; of two at once one is left. */
function putInPlace(own: string, place: string): void {
  try {
    renameSync(own, place);
  } catch (error) {
    // A folder that is there already: somebody else was first.
    if (!existsSync(place)) throw error;
    rmSync(own, { recursive: true });
  }
}

/**
 * Disks that are to be there and are not: below such a mount point lies an empty directory of another disk, in which a new
 * database would be made beside the one that everybody uses.
 */
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

type Tables = {
  /** What the operator wants mounted (fstab(5)). */
  readonly wanted: string;
  /** What is (proc_mounts(5)). */
  readonly mounted: string;
};

/** The mount point above a path that the machine is to have and has not; undefined: nothing is missing. */
export function missingMountAbove(path: string, tables: Tables = tablesOfMachine()): string | undefined {
  const real = realPath(resolve(path));
  const mounted = new Set(mountPoints(tables.mounted));
  return mountPoints(tables.wanted)
    .filter((point) => point.startsWith('/') && point !== '/' && isBelow(real, point))
    .find((point) => !mounted.has(point));
}

/** In either table the second field, with blanks as octal numbers. */
function mountPoints(table: string): readonly string[] {
  return table
    .split('\n')
    .filter((line) => !line.trimStart().startsWith('#'))
    .flatMap((line) => line.trim().split(/[ \t]+/)[1] ?? [])
    .map((point) =>
      point.replace(/\\([0-7]{3})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 8))),
    )
    .map((point) => (point.length > 1 ? point.replace(/\/+$/, '') : point));
}

function isBelow(path: string, point: string): boolean {
  const way = relative(point, path);
  return way === '' || !(way === '..' || way.startsWith('../'));
}

/** Through the links in as much of it as there is. */
function realPath(path: string): string {
  if (existsSync(path)) return realpathSync(path);
  const above = dirname(path);
  return above === path ? path : join(realPath(above), relative(above, path));
}

function tablesOfMachine(): Tables {
  return { wanted: textOf('/etc/fstab'), mounted: textOf('/proc/self/mounts') };
}

/** A machine that has no such table wants nothing of it. */
function textOf(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

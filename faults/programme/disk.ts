/**
 * F-03, F-06: the disk refuses, is full, or gives back something else.
 */
import { closeSync, copyFileSync, openSync, rmSync, statSync, truncateSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { mountSmallDisk } from '../../server/test/databases/small-disk.ts';
import { statusOf } from '../rig/installation.ts';
import { kill, secondsUntil } from '../rig/processes.ts';
import type { Scene } from '../rig/scene.ts';
import { atSystemCall } from '../rig/system-calls.ts';
import { type Stage, underLoad } from '../rig/under-load.ts';
import { judgeRefusal } from './master-keys.ts';

/** A disk of its own, so small that it can be filled. */
async function smallDisk(scene: Scene, size: string): Promise<string> {
  const { path, end } = await mountSmallDisk(`size=${size},mode=1777`);
  scene.after(end);
  return path;
}

/** Writes until nothing more can be written; gives what makes room again. */
function fill(folder: string): () => void {
  const file = join(folder, 'filling');
  const descriptor = openSync(file, 'w');
  try {
    for (let bytes = 65_536; bytes >= 512; ) {
      try {
        writeSync(descriptor, Buffer.alloc(bytes));
      } catch {
        bytes /= 2;
      }
    }
  } finally {
    closeSync(descriptor);
  }
  return () => rmSync(file);
}

const SETTLES_S = 1;

/** While nothing can be written: nothing is acknowledged, what needs no writing is served, and readiness says so. */
async function judgeFull(scene: Scene, { node, ledger, work }: Stage): Promise<void> {
  await work(SETTLES_S);
  const { acks } = ledger.count;
  await work(scene.seconds / 2);
  const ready = await statusOf(node.port, '/readyz');
  scene.must('I10', ready === 503, `/readyz says ${ready} while nothing can be written`);
  scene.must('I8', (await statusOf(node.port, '/healthz')) === 200, 'the process does not answer');
  const written = ledger.count.acks - acks;
  scene.figures['acks while full'] = written;
  scene.must('I8', written === 0, `${written} writes were acknowledged on a full disk`);
}

/** The disk of the database is full for a while. */
export async function databaseDiskFull(scene: Scene): Promise<void> {
  const folder = await smallDisk(scene, scene.dialect === 'sqlite' ? '24m' : '256m');
  const before = process.env['TMPDIR'];
  // PostgreSQL makes its folder where temporary files are made.
  if (scene.dialect === 'postgres') process.env['TMPDIR'] = folder;
  const restore = () => {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  };
  scene.after(restore);
  await underLoad(scene, { dataFolder: folder }, async (stage) => {
    restore();
    const empty = fill(folder);
    // What was free is used up by those who still find room in it.
    const refill = setInterval(() => {
      try {
        fillAgain(folder);
      } catch {
        // There is no room for that either.
      }
    }, 200);
    try {
      await judgeFull(scene, stage);
    } finally {
      clearInterval(refill);
      rmSync(join(folder, 'filling-more'), { force: true });
      empty();
    }
  });
}

function fillAgain(folder: string): void {
  const descriptor = openSync(join(folder, 'filling-more'), 'a');
  try {
    for (;;) writeSync(descriptor, Buffer.alloc(512));
  } finally {
    closeSync(descriptor);
  }
}

/** The disk of the log is full: people are served all the same. */
export async function logDiskFull(scene: Scene): Promise<void> {
  const folder = await smallDisk(scene, '1m');
  const under = ['sh', '-c', 'log=$1; shift; exec "$@" >"$log" 2>&1', 'sh', join(folder, 'log')];
  await underLoad(scene, { under, env: { TACIT_LOG_LEVEL: 'trace' } }, async ({ ledger, work, node }) => {
    fill(folder);
    await work(SETTLES_S);
    const { acks } = ledger.count;
    await work(scene.seconds);
    scene.must('I10', !node.hasEnded(), 'the process ended');
    scene.must('I10', ledger.count.acks > acks, 'nobody is served while the log cannot be written');
  });
}

const FAILS_FROM = 60;

/** From some moment on the disk says that what was written is not kept: nothing is acknowledged any more. */
export async function syncFails(scene: Scene): Promise<void> {
  const under = atSystemCall('fdatasync', `error=EIO:when=${FAILS_FROM}+`);
  await underLoad(scene, { noSizes: true }, async (stage) => {
    const { installation, ledger } = stage;
    await kill(stage.node);
    stage.node = installation.start({ under });
    const WITHIN_S = 30;
    // Readiness writes; where it does not, the failure is seen by whoever is not served.
    await secondsUntil(async () => (await statusOf(stage.node.port, '/readyz')) === 503, WITHIN_S / 3);
    await stage.work(SETTLES_S);
    const { acks } = ledger.count;
    await stage.work(scene.seconds);
    scene.must(
      'I1',
      ledger.count.acks === acks,
      `${ledger.count.acks - acks} writes were acknowledged unsynced`,
    );
    await kill(stage.node);
    stage.node = await installation.serve();
  });
}

type Damage = { readonly name: string; readonly to: (file: string, size: number) => void };

function overwrite(file: string, at: number, bytes: number): void {
  const descriptor = openSync(file, 'r+');
  writeSync(descriptor, Buffer.alloc(bytes, 0xa5), 0, bytes, at);
  closeSync(descriptor);
}

const DAMAGES: readonly Damage[] = [
  { name: 'its first page is another', to: (file) => overwrite(file, 0, 100) },
  { name: 'it ends too early', to: (file) => truncateSync(file, 1_000) },
  { name: 'it is something else', to: (file, size) => overwrite(file, 0, size) },
];

/** A file that is damaged is not served from, and that is said. */
export async function damagedFile(scene: Scene): Promise<void> {
  const installation = await scene.install({ people: 1 });
  await kill(await installation.serve(), 'SIGTERM');
  const file = installation.database.url.slice('sqlite:'.length);
  const whole = `${file}.whole`;
  copyFileSync(file, whole);
  for (const { name, to } of DAMAGES) {
    for (const rest of ['-wal', '-shm']) rmSync(`${file}${rest}`, { force: true });
    copyFileSync(whole, file);
    to(file, statSync(file).size);
    await judgeRefusal(scene, installation.start(), name);
  }
  copyFileSync(whole, file);
  await installation.serve();
  scene.figures['kinds'] = DAMAGES.length;
}

/**
 * A hundred thousand people brought in a file and taken away in one, by jobs of the Management API on the embedded database: how fast,
 * and what the server holds meanwhile beside what it held before. None of it is held as a whole.
 */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Row } from '../main.ts';
import { residentMegabytes } from '../subject.ts';
import { startTacit } from '../subjects/tacit.ts';
import { type Admin, type Ask, asking, envOf, tokenOf } from './asking.ts';

const LOOK_EVERY_MS = 50;
const ASK_EVERY_MS = 250;

/** How many times more people the second file has: what is held for the first must do for it. */
const TIMES = 2;

/** A row for a file with few, one for a file with all, and one for the way out. */
export async function peopleFiles(admin: Admin, people: number): Promise<readonly Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'tacit-bench-'));
  const { origin, pid, stop } = await startTacit('RS256', { env: envOf(folder, admin) });
  try {
    const ask = asking(origin, await tokenOf(origin, admin));
    const few = people / TIMES;
    // What a server needs for its first work of a kind is not what grows with a file.
    await bring(ask, fileOf(1_000, 'warm'));
    const [small, large] = [fileOf(few, 'one'), fileOf(people, 'user')];
    return [
      await measured('import', { people: few, pid }, () => bring(ask, small)),
      await measured('import', { people, pid }, () => bring(ask, large)),
      await measured('export', { people, pid }, async () =>
        ended(ask, await ask('/jobs/users-exports', { format: 'csv' })),
      ),
    ];
  } finally {
    await stop();
  }
}

/** With a hash of a password each, as people have who come from elsewhere. */
function fileOf(people: number, name: string): Blob {
  const entries = Array.from({ length: people }, (_, n) =>
    JSON.stringify({
      ...{ email: `${name}-${n}@bench.test`, email_verified: true, user_id: `${name}-${n}` },
      ...{ given_name: `Given ${n}`, family_name: `Family ${n}`, app_metadata: { plan: 'free', n } },
      password_hash: '$2b$10$7EqJtq98hPqEX7fNZaFWoOhi5BWX4bcBcH4E4E4E4E4E4E4E4E4E.',
    }),
  );
  return new Blob([`[${entries.join(',')}]`]);
}

async function bring(ask: Ask, file: Blob): Promise<void> {
  const form = new FormData();
  const [{ id = '' } = {}]: readonly { readonly id?: string }[] = JSON.parse(await ask('/connections'));
  form.set('connection_id', id);
  form.set('users', file, 'users.json');
  await ended(ask, await ask('/jobs/users-imports', form));
}

async function ended(ask: Ask, begun: string): Promise<void> {
  const { id }: { readonly id: string } = JSON.parse(begun);
  for (;;) {
    const job = JSON.parse(await ask(`/jobs/${id}`));
    if (job.status === 'failed' || job.summary?.failed > 0) throw new Error(JSON.stringify(job));
    if (job.status === 'completed') return;
    await wait(ASK_EVERY_MS);
  }
}

async function measured(
  what: string,
  { people, pid }: { readonly people: number; readonly pid: number },
  work: () => Promise<void>,
): Promise<Row> {
  const before = await residentMegabytes(pid);
  const state = { peak: before, isDone: false };
  const look = (async () => {
    while (!state.isDone) {
      state.peak = Math.max(state.peak, await residentMegabytes(pid));
      await wait(LOOK_EVERY_MS);
    }
  })();
  const began = performance.now();
  await work();
  const seconds = (performance.now() - began) / 1_000;
  state.isDone = true;
  await look;
  return {
    what: `${what} of ${people} people`,
    ...{ seconds: seconds.toFixed(1), 'people/s': Math.round(people / seconds) },
    ...{ 'MB before': Math.round(before), 'MB at most': Math.round(state.peak) },
  };
}

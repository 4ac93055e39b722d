/**
 * People in files at a server far away: jobs of its Management API, which go on there whatever becomes of this command.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { Hear, Imported } from '@tacit/server/operator';
import type { Connection } from './connection.ts';
import type { OperatorAt } from './operator-at.ts';

/** What a job tells of itself, as far as it is read here. */
type Job = {
  readonly id: string;
  readonly status: string;
  readonly status_details?: string;
  readonly percentage_done?: number;
  readonly summary?: Omit<Imported, 'errors'>;
  readonly location?: string;
};

const SHORTEST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2_000;

/** The tenant is the one whose address it is. */
const ONE_TENANT = [
  'At a server people are brought to, and taken from, the tenant whose address --server names: say that one, and leave --tenant out.',
];

/** What is done with files of people, as jobs. */
export function peopleOverApi(connection: Connection): Pick<OperatorAt, 'importPeople' | 'exportPeople'> {
  const { place, ask, read } = connection;
  return {
    async importPeople({ tenant, file, upsert }, hear) {
      if (tenant !== undefined) return { ok: false, error: ONE_TENANT };
      const form = new FormData();
      // Fields before the file: whoever reads it knows then what it is for.
      form.set('connection_id', await connectionOf(connection));
      form.set('upsert', String(upsert));
      form.set('users', file, 'users.json');
      const { id, summary } = await ended(await ask('jobs/users-imports', form), hear);
      const errors = await ask(`jobs/${id}/errors`);
      if (!summary || !isErrors(errors)) throw strange(place);
      return { ok: true, value: { ...summary, errors } };
    },
    async exportPeople({ tenant, ...written }, { write, hear }) {
      if (tenant !== undefined) return { ok: false, error: ONE_TENANT };
      const { location = '' } = await ended(await ask('jobs/users-exports', written), hear);
      const stream = await read(location);
      const texts = stream.pipeThrough(new DecompressionStream('gzip')).pipeThrough(new TextDecoderStream());
      for await (const text of texts) await write(text);
      return { ok: true, value: undefined };
    },
  };

  /** Asks until the job is at its end, less and less often. */
  async function ended(begun: unknown, hear: Hear): Promise<Job> {
    let job = begun;
    for (let pause = SHORTEST_PAUSE_MS; ; pause = Math.min(LONGEST_PAUSE_MS, pause * 1.5)) {
      if (!isJob(job)) throw strange(place);
      if (job.status === 'completed') return job;
      if (job.status === 'failed')
        throw new Error(`${place}: ${job.id} has failed. ${job.status_details ?? ''}`.trimEnd());
      hear({ done: job.percentage_done ?? 0, total: 100 });
      await wait(pause);
      job = await ask(`jobs/${job.id}`);
    }
  }
}

/** The database connection of the tenant. */
async function connectionOf({ place, ask }: Connection): Promise<string> {
  const listed = await ask('connections?strategy=auth0');
  const id: unknown = Array.isArray(listed) ? Object(listed[0])['id'] : undefined;
  if (typeof id !== 'string') throw strange(place);
  return id;
}

function strange(place: string): Error {
  return new Error(`${place} answers what no server of ours does.`);
}

function isJob(value: unknown): value is Job {
  return typeof Object(value)['id'] === 'string' && typeof Object(value)['status'] === 'string';
}

function isErrors(value: unknown): value is Imported['errors'] {
  return Array.isArray(value) && value.every((one) => Array.isArray(Object(one)['errors']));
}

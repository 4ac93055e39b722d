/**
 * Jobs of the Management API: a row that says what is done and how far it has come, and what it was given and makes, sealed, in
 * pieces. A step is one transaction: the piece that is done goes, what it has made is there, and the row says so. A machine that
 * dies in between leaves the step as if it had never begun; one that is taken for dead can end no step that another one has begun.
 */
import type { Kysely, Transaction } from 'kysely';
import type { Database } from '../database.ts';
import type { JobPartsTable, JobsTable, Schema } from '../schema.ts';
import { isStorable } from '../storable-text.ts';
import { type DueWork, openDueWork } from './due-work.ts';

type StoredJob = Pick<JobsTable, 'document' | 'expires_at'> & { readonly job_id: string };

export type DueJob = Pick<JobsTable, 'tenant_id' | 'job_id' | 'attempts'>;

/** `people` wait to be imported, `errors` says who was not, `file` is what was exported. */
type PartRole = 'people' | 'errors' | 'file';

type NewPart = Pick<JobPartsTable, 'job_id' | 'number' | 'sealed' | 'expires_at'> & {
  readonly role: PartRole;
};

export type JobStep = {
  readonly job: DueJob;
  readonly document: string;
  /** The number of the piece of `people` that is done. */
  readonly done?: number;
  readonly made: readonly NewPart[];
  /** Nothing is left to do. */
  readonly isLast: boolean;
};

type Part = Pick<JobPartsTable, 'number' | 'sealed'>;

export type Jobs = {
  /** Writes a piece; of a job that does not begin it goes when its time has come. */
  addPart(part: NewPart): Promise<void>;
  /** Begins it; false, and nothing written, where as many of the tenant are under way. */
  begin(job: StoredJob & { readonly isDone: boolean }, most: number): Promise<boolean>;
  /** Deletes what was brought for a job that does not begin. */
  drop(job_id: string): Promise<void>;
  find(job_id: string): Promise<StoredJob | undefined>;
  /** The first piece behind a number. */
  nextPart(job_id: string, role: PartRole, after: number): Promise<Part | undefined>;
  /** Writes a step that changes nobody; false when the job is another machine's by now. */
  step(step: JobStep): Promise<boolean>;
};

/** The jobs in a database, tenant by tenant. */
export function openJobs(database: Database, now: () => number): (tenant_id: string) => Jobs {
  const { kysely } = database;
  return (tenant_id) => ({
    addPart: (part) => writePart(kysely, tenant_id, part),
    begin: ({ isDone, ...job }, most) =>
      database.transaction(async (transaction) => {
        // Of two who begin at once the second one counts the first.
        if (!isDone) await database.lockTable(transaction, 'jobs');
        const underWay = await transaction
          .selectFrom('jobs')
          .select('job_id')
          .where('tenant_id', '=', tenant_id)
          .where('due_at', '>=', 0)
          .limit(most)
          .execute();
        if (!isDone && underWay.length >= most) return false;
        const row = { tenant_id, ...job, attempts: 0, due_at: isDone ? null : now() };
        await transaction.insertInto('jobs').values(row).execute();
        return true;
      }),
    async drop(job_id) {
      await kysely
        .deleteFrom('job_parts')
        .where((where) => where.and({ tenant_id, job_id }))
        .execute();
    },
    async find(job_id) {
      if (!isStorable(job_id)) return undefined;
      return kysely
        .selectFrom('jobs')
        .select(['job_id', 'document', 'expires_at'])
        .where((where) => where.and({ tenant_id, job_id }))
        .where('expires_at', '>', now())
        .executeTakeFirst();
    },
    nextPart: (job_id, role, after) =>
      kysely
        .selectFrom('job_parts')
        .select(['number', 'sealed'])
        .where((where) => where.and({ tenant_id, job_id, role }))
        .where('number', '>', after)
        .orderBy('number')
        .limit(1)
        .executeTakeFirst(),
    step: (step) => database.transaction((transaction) => writeStep(transaction, step)),
  });
}

/** Writes a step as part of what it does; false, and nothing of it may stay, when the job is another machine's by now. */
export async function writeStep(
  transaction: Transaction<Schema>,
  { job: { tenant_id, job_id, attempts }, document, done, made, isLast }: JobStep,
): Promise<boolean> {
  const { numUpdatedRows } = await transaction
    .updateTable('jobs')
    // A claim that is renewed at this moment must not bring back what is at its end.
    .set({ document, ...(isLast ? { due_at: null, attempts: attempts + 1 } : {}) })
    .where((where) => where.and({ tenant_id, job_id, attempts }))
    .where('due_at', '>=', 0)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return false;
  if (done !== undefined)
    await transaction
      .deleteFrom('job_parts')
      .where((where) => where.and({ tenant_id, part_id: partId({ job_id, role: 'people', number: done }) }))
      .execute();
  for (const part of made) await writePart(transaction, tenant_id, part);
  return true;
}

async function writePart(
  kysely: Kysely<Schema> | Transaction<Schema>,
  tenant_id: string,
  part: NewPart,
): Promise<void> {
  await kysely
    .insertInto('job_parts')
    .values({ tenant_id, part_id: partId(part), ...part })
    .execute();
}

function partId({ job_id, role, number }: Pick<NewPart, 'job_id' | 'role' | 'number'>): string {
  return `${job_id}.${role}.${number}`;
}

/** What is to be done in a database, of all tenants. */
export function openDueJobs(database: Database, now: () => number): DueWork<DueJob> {
  return openDueWork(database, now, {
    table: 'jobs',
    id: 'job_id',
    columns: ['tenant_id', 'job_id', 'attempts'],
    first_pause: 1,
    longest_pause: 60,
  });
}

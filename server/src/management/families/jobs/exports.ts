/**
 * One step of an export: a page of people, as lines of a file.
 */
import { headLines, personLine } from '../../../people/lines.ts';
import type { Under } from './imports.ts';
import type { Job } from './job.ts';
import { inPieces, sealPart } from './parts.ts';

const PAGE = 200;

/** Writes down the next people; the job as it is then. `undefined`: it is another machine's by now. */
export async function exportNext({ due, job, expires_at, deps }: Under): Promise<Job | undefined> {
  const wanted = Math.min(PAGE, (job.limit ?? Number.MAX_SAFE_INTEGER) - job.done);
  const after = job.after === undefined ? {} : { after: [job.after] };
  const found = await deps.desk.list('user', due.tenant_id, { ...after, limit: wanted });
  const head = job.after === undefined ? headLines(job) : [];
  const lines = [...head, ...found.map(({ record }) => personLine(record, job))];
  const made = inPieces(lines).map((piece, index) =>
    sealPart(
      { ...due, seal: deps.seal, role: 'file' },
      { number: job.file_parts + 1 + index, texts: piece, expires_at },
    ),
  );
  const done = job.done + found.length;
  const isLast = found.length < wanted || done === job.limit;
  const last = found.at(-1)?.key[0];
  const next: Job = {
    ...job,
    status: isLast ? 'completed' : 'processing',
    file_parts: job.file_parts + made.length,
    done,
    ...(last === undefined ? {} : { after: last }),
  };
  const step = { job: due, document: JSON.stringify(next), made, isLast };
  return (await deps.storage.tenant(due.tenant_id).jobs.step(step)) ? next : undefined;
}

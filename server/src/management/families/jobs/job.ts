/**
 * A job as it is kept, and as Auth0 shows one.
 */
import { parseJsonObject } from '../../../http/json-value.ts';
import { FORMATS } from '../../../people/lines.ts';
import { isRecordOf, optional, type RecordOf, required } from '../../../resources/field.ts';
import { list, oneOf, record, text, whole } from '../../../resources/shape.ts';
import type { StoredJob } from './parts.ts';

const count = whole(0, Number.MAX_SAFE_INTEGER);
const says = { sentence: 'Of the job.' } as const;

export const EXPORTED_FIELD = {
  name: required(text(255), {
    sentence: 'The path of a member: `user_metadata.plan`, `identities[0].provider`.',
  }),
  export_as: optional(text(255), { sentence: 'What it is called in the file.' }),
} as const;

const JOB_FIELDS = {
  type: required(oneOf(['users_import', 'users_export', 'verification_email']), says),
  status: required(oneOf(['pending', 'processing', 'completed', 'failed']), says),
  created_at: required(count, says),
  began_at: optional(count, says),
  status_details: optional(text(), says),
  connection_id: optional(text(), says),
  external_id: optional(text(), says),
  /** Who asked, for the audit log, and what they held. */
  actor: required(text(1_024), says),
  address: required(text(), says),
  request_id: required(text(), says),
  scope: required(list(text(), { max: 1_000 }), says),
  /** People there are in all, as far as that is known, and pieces of them. */
  total: required(count, says),
  parts: required(count, says),
  done: required(count, says),
  inserted: required(count, says),
  updated: required(count, says),
  failed: required(count, says),
  is_upsert: optional(whole(0, 1), says),
  format: optional(oneOf(FORMATS), says),
  limit: optional(count, says),
  fields: optional(list(record(EXPORTED_FIELD), { max: 100 }), says),
  /** The last person who is in the file, and its last piece. */
  after: optional(text(), says),
  file_parts: required(count, says),
} as const;

export type Job = RecordOf<typeof JOB_FIELDS>;

/** Seconds for which a job, and what it has made, is there: from when it was asked for. */
export const JOB_KEPT = 86_400;

/** What nobody has begun yet. */
export const NOTHING_DONE = {
  ...{ total: 0, parts: 0, done: 0, inserted: 0, updated: 0, failed: 0, file_parts: 0 },
} as const;

/** A document of ours, as it was written. */
export function readJob({ document }: Pick<StoredJob, 'document'>): Job {
  const job = parseJsonObject(document);
  if (!job || !isRecordOf(JOB_FIELDS, job)) throw new Error('A job is written by nobody else.');
  return job;
}

/** How far it has come, as Auth0 tells it. */
export function showJob(
  id: string,
  job: Job,
  { now, location }: { readonly now: number; readonly location: string },
) {
  const { type, status, created_at, connection_id, external_id, status_details, format, limit, fields } = job;
  const said = { connection_id, external_id, status_details, format, limit, fields };
  const isDone = status === 'completed';
  const percentage_done = isDone
    ? 100
    : job.total === 0
      ? 0
      : Math.min(99, Math.floor((job.done / job.total) * 100));
  return {
    ...{ id, type, status, created_at: new Date(created_at * 1_000).toISOString() },
    ...Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)),
    ...(type === 'verification_email' ? {} : { percentage_done, time_left_seconds: secondsLeft(job, now) }),
    ...(type === 'users_export' && isDone ? { location } : {}),
    ...(type === 'users_import' && (isDone || status === 'failed') ? { summary: summaryOf(job) } : {}),
  };
}

function summaryOf({ failed, updated, inserted, total }: Job) {
  return { failed, updated, inserted, total };
}

/** As fast as it has been until now. */
function secondsLeft({ status, began_at, done, total }: Job, now: number): number {
  if (status !== 'processing' || began_at === undefined || done === 0) return 0;
  return Math.ceil((Math.max(1, now - began_at) / done) * Math.max(0, total - done));
}

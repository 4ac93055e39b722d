/**
 * Jobs, done by whichever machine comes first, step by step. Each step is whole or not at all, so a machine that ends or dies leaves the
 * rest to another one, which begins where this one stopped.
 */
import { RENEW_EVERY_MS, startWorker } from '../../../background/worker.ts';
import type { Deps } from '../../../deps.ts';
import { exportNext } from './exports.ts';
import { importNext } from './imports.ts';
import { type Job, readJob } from './job.ts';
import type { DueJob } from './parts.ts';

/** A round for what another machine has left. */
const ROUND_MS = 5_000;

/** A step takes less. */
const GRACE_MS = 10_000;

/** Tried so often, by machines that failed or ended, before it has failed. */
const MOST_ATTEMPTS = 50;

type Outcome = 'done' | 'later';

/** Does jobs in the background until it is closed; closing waits for the steps that are under way. */
export function startJobs(deps: Deps): { close(): Promise<number> } {
  const { jobs } = deps.storage;
  const closing = new AbortController();
  const worker = startWorker<DueJob, Outcome>(
    {
      nameOf: ({ tenant_id, job_id }) => `${tenant_id} ${job_id}`,
      claim: jobs.claim,
      renew: jobs.renew,
      attempt: (due) =>
        runJob(due, deps, closing.signal).catch((error: unknown) => {
          throw new Error(`A step of ${due.job_id} of ${due.tenant_id} has failed.`, { cause: error });
        }),
      settle: async (due, outcome) => {
        if (outcome === 'later') await jobs.later(due);
      },
    },
    {
      lanes: 1,
      renew_every_ms: RENEW_EVERY_MS,
      grace_ms: GRACE_MS,
      onError: (error) => deps.log.error({ err: error }, 'jobs'),
    },
  );
  const round = setInterval(() => worker.wake(), ROUND_MS).unref();
  deps.jobsBegun.addEventListener('begun', worker.wake);
  return {
    close() {
      closing.abort();
      clearInterval(round);
      deps.jobsBegun.removeEventListener('begun', worker.wake);
      return worker.close();
    },
  };
}

async function runJob(due: DueJob, deps: Deps, signal: AbortSignal): Promise<Outcome> {
  const { jobs } = deps.storage.tenant(due.tenant_id);
  const stored = await jobs.find(due.job_id);
  if (!stored) return 'done';
  const tenant = (await deps.storage.tenants.list()).find(({ tenant_id }) => tenant_id === due.tenant_id);
  const begun: Job = { began_at: deps.now(), ...readJob(stored) };
  if (due.attempts > MOST_ATTEMPTS || !tenant) {
    const failed: Job = {
      ...begun,
      status: 'failed',
      status_details: 'It was begun too often, and came to no end.',
    };
    await jobs.step({ job: due, document: JSON.stringify(failed), made: [], isLast: true });
    deps.log.error({ tenant_id: due.tenant_id, job: due.job_id, type: begun.type }, 'a job has failed');
    return 'done';
  }
  let job = begun;
  while (job.status !== 'completed') {
    if (signal.aborted) return 'later';
    const under = { due, job, expires_at: stored.expires_at, tenant, deps };
    const next = job.type === 'users_import' ? await importNext(under) : await exportNext(under);
    if (!next) return 'done';
    job = next;
  }
  const { type, inserted, updated, failed } = job;
  const { tenant_id, job_id } = due;
  deps.log.info({ tenant_id, job: job_id, type, inserted, updated, failed }, 'a job is done');
  return 'done';
}

/**
 * The file that an export has made, at an address that nobody finds who was not told it: it needs no token, as with Auth0, and is gone
 * with its job.
 */
import type { Exchange, Handler } from '../../../deps.ts';
import { archive, empty } from '../../../http/respond.ts';
import { type Job, readJob } from './job.ts';
import { textsOf } from './parts.ts';

const ROOT = 'jobs/';

/** Where the file of a job is. */
export function locationOf(
  job_id: string,
  { format = 'json' }: Job,
  { issuer, deps, tenant }: Exchange,
): string {
  const key = deps.seal.mac({ purpose: 'job-file', tenant_id: tenant.tenant_id }, job_id);
  return `${issuer}${ROOT}${job_id}.${key}.${format}.gz`;
}

/** GET /jobs/{file}. */
export const jobFile: Handler = async (exchange) => {
  const { deps, tenant, records, path } = exchange;
  const { tenant_id } = tenant;
  const [job_id = '', key = '', format] = path.slice(1 + ROOT.length).split('.');
  if (!deps.seal.isMac({ purpose: 'job-file', tenant_id }, job_id, key)) return empty(404);
  const stored = await records.jobs.find(job_id);
  const job = stored && readJob(stored);
  if (job?.status !== 'completed' || job.format !== format) return empty(404);
  const texts = textsOf({ seal: deps.seal, tenant_id, job_id, role: 'file' }, records);
  return archive(texts, `${job_id}.${format}.gz`);
};

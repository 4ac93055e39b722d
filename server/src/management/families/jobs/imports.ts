/**
 * One step of an import: the people of one piece, in one transaction with what the job says of itself.
 */
import type { Deps } from '../../../deps.ts';
import { type Brought, bringPeople } from '../../../people/bring.ts';
import type { Tenant } from '../../../resources/tenant/tenant.ts';
import { permissionsAt } from '../../../tokens/permissions.ts';
import { beyond } from '../../reach.ts';
import type { Job } from './job.ts';
import { type DueJob, inPieces, type JobStep, openPart, sealPart } from './parts.ts';

export type Under = {
  readonly due: DueJob;
  readonly job: Job;
  readonly expires_at: number;
  readonly tenant: Tenant;
  readonly deps: Deps;
};

/** Imports the next piece; the job as it is then. */
export async function importNext(under: Under): Promise<Job> {
  const { due, job, deps } = under;
  const { tenant_id } = due;
  const records = deps.storage.tenant(tenant_id);
  const part = await records.jobs.nextPart(due.job_id, 'people', 0);
  if (!part) throw new Error('An import has a piece for each of its parts until it is at its end.');
  const { actor, address, request_id } = job;
  const who = { who: 'operator', actor, address, request_id, makesSecrets: false } as const;
  const brought = await bringPeople(openPart({ ...deps, ...due }, part.sealed), {
    ...{ tenant_id, desk: deps.desk, users: records.users, random: deps.random },
    isUpsert: job.is_upsert === 1,
    lackingFor: (sub) => lackingFor(sub, under),
    by: (all) => ({ ...who, step: stepOf(under, part.number, all) }),
  });
  return after(under, part.number, brought);
}

function after({ job }: Under, number: number, { inserted, updated, refused }: Brought): Job {
  return {
    ...job,
    status: number === job.parts ? 'completed' : 'processing',
    done: job.done + inserted + updated + refused.length,
    inserted: job.inserted + inserted,
    updated: job.updated + updated,
    failed: job.failed + refused.length,
  };
}

/** What is written with the people of a piece. */
function stepOf(under: Under, number: number, brought: Brought): JobStep {
  const { due, job, expires_at, deps } = under;
  const texts = brought.refused.map((refused) => JSON.stringify(refused));
  const made = inPieces(texts).map((piece, index) =>
    sealPart(
      { ...due, seal: deps.seal, role: 'errors' },
      // Behind those of the piece before, whatever that one had.
      { number: number * PIECES_OF_ERRORS + index, texts: piece, expires_at },
    ),
  );
  const document = JSON.stringify(after(under, number, brought));
  return { job: due, document, done: number, made, isLast: number === job.parts };
}

/** More than the people of one piece. */
const PIECES_OF_ERRORS = 100;

/** Nobody changes by a file whom they could not change one by one (MG-11). */
async function lackingFor(sub: string, { due, job, tenant, deps }: Under): Promise<readonly string[]> {
  const records = deps.storage.tenant(due.tenant_id);
  const held = await permissionsAt(deps.tenants.managementApi(tenant), sub, { records, deps, tenant });
  return beyond(new Set(job.scope), held ?? []);
}

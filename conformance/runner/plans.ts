/**
 * The plans: which modules run in which variants. The core modules are rows with the response types they are for, so the
 * basic, implicit and hybrid plans, and the same with form_post, are all read from one table.
 */
import { MODULES } from '../modules/table.ts';
import type { ResponseType, Variant } from './module.ts';
import type { Options } from './options.ts';
import type { Job } from './run.ts';

const BASIC: readonly ResponseType[] = ['code'];
const IMPLICIT: readonly ResponseType[] = ['id_token', 'id_token token'];
const HYBRID: readonly ResponseType[] = ['code id_token', 'code token', 'code id_token token'];
const ALL: readonly ResponseType[] = [...BASIC, ...IMPLICIT, ...HYBRID];

const CORE: readonly (readonly [name: string, types: readonly ResponseType[]])[] = [
  ['oidcc-server', ALL],
  ['oidcc-alternate-happy-flow', ALL],
];

type Plan = { readonly name: string; readonly jobs: readonly Job[] };

export const PLANS: readonly Plan[] = [
  corePlan('basic', BASIC),
  corePlan('implicit', IMPLICIT),
  corePlan('hybrid', HYBRID),
  corePlan('form_post basic', BASIC),
  corePlan('form_post implicit', IMPLICIT),
  corePlan('form_post hybrid', HYBRID),
];

/** The jobs that the options ask for, plan by plan. */
export function chooseJobs({ plan, module }: Pick<Options, 'plan' | 'module'>): readonly Job[] {
  return PLANS.filter(({ name }) => plan === undefined || name.startsWith(plan))
    .flatMap(({ jobs }) => jobs)
    .filter((job) => module === undefined || job.module.name === module);
}

function corePlan(name: string, types: readonly ResponseType[]): Plan {
  const response_mode = name.startsWith('form_post') ? ('form_post' as const) : undefined;
  const jobs = types.flatMap((response_type) =>
    CORE.filter(([, its]) => its.includes(response_type)).map(([module]) =>
      jobOf(name, module, {
        response_type,
        response_mode,
        token_endpoint_auth_method: 'client_secret_basic',
        dynamic: false,
      }),
    ),
  );
  return { name, jobs };
}

function jobOf(plan: string, name: string, variant: Variant): Job {
  const module = MODULES.get(name);
  if (!module) throw new Error(`The plan ${plan} names ${name}, which is no module of the table.`);
  return { plan, variant, module };
}

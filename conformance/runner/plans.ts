/**
 * The plans: which modules run in which variants. The core modules are rows with the response types they are for, so the
 * basic, implicit and hybrid plans, and the same with form_post, are all read from one table.
 */
import { MODULES } from '../modules/table.ts';
import type { ResponseType, Variant } from './module.ts';
import type { Options } from './options.ts';
import type { Job } from './run.ts';

type Row = readonly [name: string, types: readonly ResponseType[]];
type Plan = { readonly name: string; readonly jobs: readonly Job[] };

const BASIC: readonly ResponseType[] = ['code'];
const IMPLICIT: readonly ResponseType[] = ['id_token', 'id_token token'];
const HYBRID: readonly ResponseType[] = ['code id_token', 'code token', 'code id_token token'];
const ALL: readonly ResponseType[] = [...BASIC, ...IMPLICIT, ...HYBRID];
const CODE: readonly ResponseType[] = [...BASIC, ...HYBRID];
const WITH_ACCESS_TOKEN = ALL.filter((type) => type !== 'id_token');
const CODE_ALONE_BACK: readonly ResponseType[] = ['code', 'code token'];
const NONCE_NEEDED: readonly ResponseType[] = [...IMPLICIT, 'code id_token', 'code id_token token'];
/** What the suite runs once in the hybrid plan, it runs with the first of its types. */
const HYBRID_ONCE: readonly ResponseType[] = ['code id_token'];

/** The modules of the basic, implicit and hybrid plans (checklist: 38; 27 and 31; 36, 33 and 33). */
const CORE: readonly Row[] = [
  ['oidcc-server', ALL],
  ['oidcc-response-type-missing', ['code', 'id_token token', ...HYBRID_ONCE]],
  ['oidcc-idtoken-signature', ALL],
  ['oidcc-idtoken-unsigned', BASIC],
  ['oidcc-userinfo-get', WITH_ACCESS_TOKEN],
  ['oidcc-userinfo-post-header', WITH_ACCESS_TOKEN],
  ['oidcc-userinfo-post-body', WITH_ACCESS_TOKEN],
  ['oidcc-ensure-request-without-nonce-succeeds-for-code-flow', CODE_ALONE_BACK],
  ['oidcc-ensure-request-without-nonce-fails', NONCE_NEEDED],
  ['oidcc-scope-profile', ALL],
  ['oidcc-scope-email', ALL],
  ['oidcc-scope-address', ALL],
  ['oidcc-scope-phone', ALL],
  ['oidcc-scope-all', ALL],
  ['oidcc-alternate-happy-flow', [...BASIC, ...IMPLICIT, ...HYBRID_ONCE]],
  ['oidcc-display-page', ALL],
  ['oidcc-display-popup', ALL],
  ['oidcc-prompt-login', ALL],
  ['oidcc-prompt-none-not-logged-in', ALL],
  ['oidcc-prompt-none-logged-in', ALL],
  ['oidcc-max-age-1', ALL],
  ['oidcc-max-age-10000', ALL],
  ['oidcc-ensure-request-with-unknown-parameter-succeeds', ALL],
  ['oidcc-id-token-hint', ALL],
  ['oidcc-login-hint', ALL],
  ['oidcc-ui-locales', ALL],
  ['oidcc-claims-locales', ALL],
  ['oidcc-ensure-request-with-acr-values-succeeds', ALL],
  ['oidcc-codereuse', CODE],
  ['oidcc-codereuse-30seconds', CODE],
  ['oidcc-ensure-registered-redirect-uri', ALL],
  ['oidcc-ensure-post-request-succeeds', BASIC],
  ['oidcc-server-client-secret-post', CODE],
  ['oidcc-request-uri-unsigned-supported-correctly-or-rejected-as-unsupported', ALL],
  ['oidcc-unsigned-request-object-supported-correctly-or-rejected-as-unsupported', ALL],
  ['oidcc-claims-essential', ALL],
  ['oidcc-ensure-request-object-with-redirect-uri', ALL],
  ['oidcc-refresh-token', CODE],
  ['oidcc-ensure-request-with-valid-pkce-succeeds', [...BASIC, ...HYBRID_ONCE]],
];

/** The modules of the dynamic plan (checklist: 23, 22, 23, 22, 18 and 19). */
const DYNAMIC: readonly Row[] = [
  ['oidcc-idtoken-rs256', ALL],
  ['oidcc-idtoken-unsigned', CODE_ALONE_BACK],
  ['oidcc-userinfo-rs256', WITH_ACCESS_TOKEN],
  ['oidcc-ensure-redirect-uri-in-authorization-request', ALL],
  ['oidcc-redirect-uri-query-OK', ALL],
  ['oidcc-redirect-uri-query-mismatch', ALL],
  ['oidcc-redirect-uri-query-added', ALL],
  ['oidcc-redirect-uri-regfrag', ALL],
  ['oidcc-discovery-endpoint-verification', ALL],
  ['oidcc-server', ALL],
  ['oidcc-registration-logo-uri', ALL],
  ['oidcc-registration-policy-uri', ALL],
  ['oidcc-registration-tos-uri', ALL],
  ['oidcc-registration-jwks-uri', CODE],
  ['oidcc-registration-sector-uri', ALL],
  ['oidcc-registration-sector-bad', ALL],
  ['oidcc-server-rotate-keys', ALL],
  ['oidcc-refresh-token-rp-key-rotation', CODE],
  ['oidcc-request-uri-unsigned', ALL],
  ['oidcc-request-uri-signed-rs256', ALL],
  ['oidcc-ensure-request-object-with-redirect-uri', ALL],
  ['oidcc-refresh-token', CODE],
  ['oidcc-ensure-client-assertion-with-iss-aud-succeeds', ALL],
];

const LOGOUT = 'oidcc-rp-initiated-logout';

/** The plans that run in one variant. */
const SINGLE: readonly (readonly [plan: string, modules: readonly string[]])[] = [
  ['config', ['oidcc-discovery-endpoint-verification']],
  ['third-party-initiated login', ['oidcc-3rd_party-init-login', 'oidcc-3rd_party-init-login-nohttps']],
  [
    'rp-initiated logout',
    [
      `${LOGOUT}-discovery-endpoint-verification`,
      LOGOUT,
      `${LOGOUT}-bad-post-logout-redirect-uri`,
      `${LOGOUT}-modified-id-token-hint`,
      `${LOGOUT}-no-id-token-hint`,
      `${LOGOUT}-no-params`,
      `${LOGOUT}-no-post-logout-redirect-uri`,
      `${LOGOUT}-no-state`,
      `${LOGOUT}-only-state`,
      `${LOGOUT}-query-added-to-post-logout-redirect-uri`,
      `${LOGOUT}-bad-id-token-hint`,
    ],
  ],
  [
    'session management',
    [
      'oidcc-session-management-discovery-endpoint-verification',
      'oidcc-session-management-rp-initiated-logout',
    ],
  ],
  [
    'front-channel logout',
    ['oidcc-frontchannel-logout-discovery-endpoint-verification', 'oidcc-frontchannel-rp-initiated-logout'],
  ],
  [
    'back-channel logout',
    ['oidcc-backchannel-logout-discovery-endpoint-verification', 'oidcc-backchannel-rp-initiated-logout'],
  ],
];

export const PLANS: readonly Plan[] = [
  ...(['', 'form_post '] as const).flatMap((mode) => [
    corePlan(`${mode}basic`, BASIC),
    corePlan(`${mode}implicit`, IMPLICIT),
    corePlan(`${mode}hybrid`, HYBRID),
  ]),
  dynamicPlan(),
  ...SINGLE.map(([name, modules]) => singlePlan(name, modules)),
];

/** The jobs that the options ask for, plan by plan. */
export function chooseJobs({ plan, module }: Pick<Options, 'plan' | 'module'>): readonly Job[] {
  return PLANS.filter(({ name }) => plan === undefined || name.startsWith(plan))
    .flatMap(({ jobs }) => jobs)
    .filter((job) => module === undefined || job.module.name === module);
}

function corePlan(name: string, types: readonly ResponseType[]): Plan {
  const response_mode = name.startsWith('form_post') ? 'form_post' : undefined;
  const variant = {
    response_mode,
    token_endpoint_auth_method: 'client_secret_basic',
    dynamic: false,
  } as const;
  return {
    name,
    jobs: types.flatMap((response_type) => rowsFor(CORE, response_type, { plan: name, ...variant })),
  };
}

function dynamicPlan(): Plan {
  const variant = {
    response_mode: undefined,
    token_endpoint_auth_method: 'private_key_jwt',
    dynamic: true,
  } as const;
  return {
    name: 'dynamic',
    jobs: ALL.flatMap((response_type) => rowsFor(DYNAMIC, response_type, { plan: 'dynamic', ...variant })),
  };
}

function singlePlan(name: string, modules: readonly string[]): Plan {
  const variant = {
    response_type: 'code',
    response_mode: undefined,
    token_endpoint_auth_method: 'client_secret_basic',
    dynamic: false,
  } as const;
  return { name, jobs: modules.map((module) => jobOf(name, module, variant)) };
}

function rowsFor(
  rows: readonly Row[],
  response_type: ResponseType,
  { plan, ...variant }: Omit<Variant, 'response_type'> & { readonly plan: string },
): readonly Job[] {
  return rows
    .filter(([, types]) => types.includes(response_type))
    .map(([name]) => jobOf(plan, name, { ...variant, response_type }));
}

function jobOf(plan: string, name: string, variant: Variant): Job {
  const module = MODULES.get(name);
  if (!module) throw new Error(`The plan ${plan} names ${name}, which is no module of the table.`);
  return { plan, variant, module };
}

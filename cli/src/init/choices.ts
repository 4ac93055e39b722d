/**
 * What `tacit init` is told by flags, and what it does where nothing is said.
 */
import type { StartFlow } from '@tacit/server/operator';

export const FLOWS: readonly StartFlow[] = ['code', 'implicit'];

/** What the page signs in with, and the flows that it speaks. */
export const PAGE_SDKS = {
  browser: ['code', 'implicit'],
  'auth0-spa-js': ['code'],
  article: ['implicit'],
} as const satisfies Readonly<Record<string, readonly StartFlow[]>>;

export type PageSdk = keyof typeof PAGE_SDKS;

export const API_GUARDS = ['guard', 'express-oauth2-jwt-bearer'] as const;

export type ApiGuard = (typeof API_GUARDS)[number];

/** The words of the command line. */
export type InitFlags = {
  readonly spa?: string;
  readonly api?: string;
  readonly flow?: string;
  readonly tenant?: string;
  readonly region?: string;
  readonly user?: string;
  readonly sdk?: string;
  readonly guard?: string;
  readonly file: string;
  readonly force?: boolean;
  /** False: --no-apply. */
  readonly apply: boolean;
  readonly json?: boolean;
  /** The process is the server afterwards. */
  readonly serve?: boolean;
};

export type Choices = {
  readonly spa: string;
  readonly api: string;
  readonly flow: StartFlow;
  readonly tenant: string | undefined;
  readonly region: string | undefined;
  /** Undefined: somebody, where there is nobody yet. */
  readonly user: string | undefined;
  readonly sdk: PageSdk;
  readonly guard: ApiGuard;
};

export const USUAL = { spa: 'http://localhost:5173', api: 'urn:my:api', user: 'you@example.com' } as const;

/** Flags that answer what would be asked. */
const ANSWERS = ['spa', 'api', 'flow', 'tenant', 'region', 'user', 'sdk', 'guard'] as const;

/** Whether nothing was said, so that somebody may be asked. */
export function saysNothing(flags: InitFlags): boolean {
  return flags.json !== true && ANSWERS.every((name) => flags[name] === undefined);
}

/** What was said, with the usual in the place of what was not; and every word that is none. */
export function readChoices(flags: InitFlags): {
  readonly choices: Choices;
  readonly mistakes: readonly string[];
} {
  const { spa = USUAL.spa, api = USUAL.api, tenant, region, user } = flags;
  const sdk = known(flags.sdk, Object.keys(PAGE_SDKS).filter(isPageSdk)) ?? 'browser';
  const spoken: readonly StartFlow[] = PAGE_SDKS[sdk];
  const flow = known(flags.flow, FLOWS) ?? spoken[0] ?? 'code';
  const guard = known(flags.guard, API_GUARDS) ?? 'guard';
  const mistakes = [
    ...unknown('--flow', flags.flow, FLOWS),
    ...unknown('--sdk', flags.sdk, Object.keys(PAGE_SDKS)),
    ...unknown('--guard', flags.guard, API_GUARDS),
    ...(spoken.includes(flow)
      ? []
      : [`--sdk: ${sdk} does not speak this flow; say --flow ${spoken.join(' or ')}`]),
    ...(flags.serve === true && !flags.apply
      ? ['--serve: there is nothing to serve where nothing is applied; leave out --no-apply']
      : []),
    ...(flags.serve === true && flags.json === true
      ? ['--serve: the log would follow the JSON; leave out one of them']
      : []),
    ...(flags.file === '-' || flags.file === '' ? ['--file: is to be the name of a file'] : []),
  ];
  return { choices: { spa, api, flow, tenant, region, user, sdk, guard }, mistakes };
}

function known<T extends string>(said: string | undefined, words: readonly T[]): T | undefined {
  return words.find((word) => word === said);
}

function unknown(flag: string, said: string | undefined, words: readonly string[]): readonly string[] {
  return said === undefined || words.includes(said) ? [] : [`${flag}: is to be ${words.join(' or ')}`];
}

function isPageSdk(name: string): name is PageSdk {
  return Object.hasOwn(PAGE_SDKS, name);
}

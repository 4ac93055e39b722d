/**
 * The Management API of a tenant with a hundred thousand people and ten thousand applications on the embedded database: how long a
 * page of a list, a search and a detail take, one request after the other; and people in files (people-files.ts).
 */
import { randomBytes } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Row } from '../main.ts';
import { startTacit } from '../subjects/tacit.ts';
import { type Ask, asking, envOf, tokenOf } from './asking.ts';
import { fillWithPeople } from './filled.ts';
import { peopleFiles } from './people-files.ts';
import { CITIES, GIVEN_NAMES } from './searchable-people.ts';

const PEOPLE = 100_000;
const APPLICATIONS = 10_000;
const REQUESTS = 300;
const GOAL_MS = 50;

/** A row a kind of request, with what its slowest hundredth takes. */
export async function management(): Promise<readonly Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'tacit-bench-'));
  const admin = { client_id: 'bench-admin', client_secret: randomBytes(32).toString('hex') };
  const env = envOf(folder, admin);
  const files = await peopleFiles(admin, PEOPLE);
  await fillWithPeople(env, PEOPLE);
  const { origin, stop } = await startTacit('RS256', { env });
  try {
    const ask = asking(origin, await tokenOf(origin, admin));
    for (let index = 0; index < APPLICATIONS; index += 1) await ask('/clients', applicationOf(index));
    const rows: Row[] = [];
    for (const [what, path] of await requestsTo(ask)) rows.push(await measured(what, path, ask));
    return [...rows, ...files];
  } finally {
    await stop();
  }
}

const KINDS_OF_APPLICATIONS = ['spa', 'native', 'regular_web', 'non_interactive'] as const;

function applicationOf(index: number): object {
  return {
    name: `Application ${index}`,
    app_type: KINDS_OF_APPLICATIONS[index % KINDS_OF_APPLICATIONS.length],
    is_first_party: index % 100 !== 0,
    callbacks: [`https://app-${index}.test/cb`],
  };
}

type PathOf = (index: number) => string;

async function requestsTo(ask: Ask): Promise<readonly (readonly [what: string, path: PathOf])[]> {
  const people: readonly { readonly user_id: string }[] = JSON.parse(await ask('/users?page=7&per_page=100'));
  const clients: readonly { readonly client_id: string }[] = JSON.parse(
    await ask('/clients?page=7&per_page=100'),
  );
  const someone = (index: number) => Math.floor((index * PEOPLE) / REQUESTS);
  return [
    ['people, a page', (index) => `/users?page=${index}&per_page=50`],
    [
      'people, a page far behind, with totals',
      (index) => `/users?page=${1_900 - index}&per_page=50&include_totals=true`,
    ],
    ['a person', (index) => `/users/${encodeURIComponent(people[index % people.length]?.user_id ?? '')}`],
    ['people by e-mail address', (index) => `/users-by-email?email=user-${someone(index)}@bench.test`],
    ...searches(someone),
    ['applications, a page', (index) => `/clients?page=${index % 100}&per_page=50`],
    [
      'applications, a page far behind, with totals',
      (index) => `/clients?page=${190 - (index % 50)}&per_page=50&include_totals=true`,
    ],
    [
      'applications of one kind, with totals',
      (index) => `/clients?app_type=spa&page=${index % 50}&per_page=50&include_totals=true`,
    ],
    [
      'applications of others, with totals',
      () => '/clients?is_first_party=false&per_page=50&include_totals=true',
    ],
    ['an application', (index) => `/clients/${clients[index % clients.length]?.client_id ?? ''}`],
  ];
}

/** What few are found by, and what nearly all are: alone, together and counted. */
function searches(someone: (index: number) => number): readonly (readonly [what: string, path: PathOf])[] {
  const search = (what: string, q: (index: number) => string, beside = '') =>
    [
      `search: ${what}${beside}`,
      (index: number) => `/users?q=${encodeURIComponent(q(index))}${beside}`,
    ] as const;
  const given = (index: number) => GIVEN_NAMES[index % GIVEN_NAMES.length] ?? '';
  const totals = '&include_totals=true';
  return [
    search('email:"..."', (index) => `email:"user-${someone(index)}@bench.test"`),
    search('email:user-12*', (index) => `email:user-${someone(index)}*`, totals),
    search('name:Family12*', (index) => `name:Family${someone(index)}*`),
    search('name:C*', (index) => `name:${given(index).charAt(0)}*`, totals),
    search('given_name:Carol', (index) => `given_name:${given(index)}`, '&sort=created_at:-1'),
    search('carol', (index) => given(index), totals),
    search('app_metadata.city', (index) => `app_metadata.city:"City ${index % CITIES}"`, totals),
    search('app_metadata.plan', () => 'app_metadata.plan:free', totals),
    search('email.domain', () => 'email.domain:bench.test', '&sort=email:-1'),
    search('blocked AND verified', () => 'blocked:false AND email_verified:true', totals),
    search(
      'verified AND plan AND given_name',
      (index) => `email_verified:true AND app_metadata.plan:team AND given_name:${given(index)}`,
      totals,
    ),
    search('blocked AND NOT verified', () => 'blocked:true AND NOT email_verified:true', totals),
    search(
      'city AND family',
      (index) => `app_metadata.city:"City ${index % CITIES}" AND name:Family${index % CITIES}*`,
      totals,
    ),
    search('verified OR blocked', () => 'email_verified:true OR blocked:true', `${totals}&sort=name:1`),
  ];
}

async function measured(what: string, path: PathOf, ask: Ask): Promise<Row> {
  const taken: number[] = [];
  for (let index = 0; index < REQUESTS; index += 1) {
    const began = performance.now();
    const answer = await ask(path(index));
    taken.push(performance.now() - began);
    // Who finds nobody is fast.
    if (isEmpty(JSON.parse(answer))) throw new Error(`${path(index)} finds nobody`);
  }
  taken.sort((a, b) => a - b);
  const at = (share: number) => (taken[Math.floor(share * taken.length)] ?? Number.NaN).toFixed(1);
  return { what, 'p50 ms': at(0.5), 'p99 ms': at(0.99), goal: `p99 <= ${GOAL_MS} ms` };
}

function isEmpty(answer: object): boolean {
  return Array.isArray(answer) ? answer.length === 0 : 'length' in answer && answer.length === 0;
}

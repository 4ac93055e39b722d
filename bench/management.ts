/**
 * The Management API of a tenant with a hundred thousand people and ten thousand applications on the embedded database: how long a
 * page of a list, a search and a detail take, one request after the other.
 */
import { randomBytes } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Row } from './main.ts';
import { PEERS } from './peers.ts';
import { fill } from './scale/filler.ts';
import { prepare } from './silent.ts';
import { startTacit } from './subjects/tacit.ts';

const PEOPLE = 100_000;
const APPLICATIONS = 10_000;
const REQUESTS = 300;
const GOAL_MS = 50;

/** A row a kind of request, with what its slowest hundredth takes. */
export async function management(): Promise<readonly Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'tacit-bench-'));
  const admin = { client_id: 'bench-admin', client_secret: randomBytes(32).toString('hex') };
  const env = {
    TACIT_DATABASE_URL: `sqlite:${join(folder, 'tacit.db')}`,
    TACIT_ADMIN_CLIENT_ID: admin.client_id,
    TACIT_ADMIN_CLIENT_SECRET: admin.client_secret,
    TACIT_MANAGEMENT_RATE: '1000000',
  };
  await fillWithPeople(env);
  const { origin, stop } = await startTacit('RS256', { env });
  try {
    const ask = asking(origin, await tokenOf(origin, admin));
    for (let index = 0; index < APPLICATIONS; index += 1)
      await ask('/clients', { name: `Application ${index}`, callbacks: [`https://app-${index}.test/cb`] });
    const rows: Row[] = [];
    for (const [what, path] of await requestsTo(ask)) rows.push(await measured(what, path, ask));
    return rows;
  } finally {
    await stop();
  }
}

async function fillWithPeople(
  env: Readonly<Record<string, string>> & { readonly TACIT_DATABASE_URL: string },
) {
  const [peer] = PEERS;
  if (!peer) throw new Error('Tacit is the first of the peers.');
  const { origin, stop } = await startTacit('RS256', { env });
  try {
    await prepare({ peer, origin });
  } finally {
    await stop();
  }
  await fill(env.TACIT_DATABASE_URL, PEOPLE);
}

async function tokenOf(origin: string, admin: Readonly<Record<string, string>>): Promise<string> {
  const answer = await fetch(`${origin}/oauth/token`, {
    method: 'POST',
    body: new URLSearchParams({ ...admin, grant_type: 'client_credentials', audience: `${origin}/api/v2/` }),
  });
  const { access_token }: { readonly access_token?: string } = JSON.parse(await answer.text());
  if (access_token === undefined) throw new Error(`No token: ${answer.status}`);
  return access_token;
}

type Ask = (path: string, body?: object) => Promise<string>;

function asking(origin: string, token: string): Ask {
  return async (path, body) => {
    const answer = await fetch(`${origin}/api/v2${path}`, {
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text.slice(0, 300)}`);
    return text;
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
    ['search: email:"..."', (index) => `/users?q=email:"user-${someone(index)}@bench.test"`],
    ['search: email:user-12*', (index) => `/users?q=email:user-${someone(index)}*&include_totals=true`],
    ['applications, a page', (index) => `/clients?page=${index % 100}&per_page=50`],
    [
      'applications, a page far behind, with totals',
      (index) => `/clients?page=${190 - (index % 50)}&per_page=50&include_totals=true`,
    ],
    ['an application', (index) => `/clients/${clients[index % clients.length]?.client_id ?? ''}`],
  ];
}

async function measured(what: string, path: PathOf, ask: Ask): Promise<Row> {
  const taken: number[] = [];
  for (let index = 0; index < REQUESTS; index += 1) {
    const began = performance.now();
    await ask(path(index));
    taken.push(performance.now() - began);
  }
  taken.sort((a, b) => a - b);
  const at = (share: number) => (taken[Math.floor(share * taken.length)] ?? Number.NaN).toFixed(1);
  return { what, 'p50 ms': at(0.5), 'p99 ms': at(0.99), goal: `p99 <= ${GOAL_MS} ms` };
}

/**
 * Policies over a `tacit.yaml`, judged by the functions of the door: what holds, and of what does not the record, the request and the
 * change.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { API, config, FILE, piped, short, tested } from '../../../test/operator/tested-policies.ts';
import { testPoliciesOnFile } from './on-file.ts';

type Expected = 'holds' | 'empty' | readonly (readonly unknown[])[];

const SPA = { about: 'clients', where: { client_id: 'shop' } };
const PAGES = { about: 'clients', where: { client_id: 'pages' } };

const CASES: readonly (readonly [policy: object, expected: Expected])[] = [
  [{ about: 'clients', must: { client_id: { not: 'old' } } }, 'holds'],
  [{ about: 'clients', where: { client_id: 'old' }, must: { client_id: 'x' } }, 'empty'],
  [{ about: 'clients', where: { client_id: 'old' }, must: { client_id: 'x' }, may_be_empty: true }, 'holds'],
  [{ about: 'clients', where: { client_id: 'old' }, count: 0 }, 'holds'],
  [{ about: 'clients', count: { at_most: 2 } }, [['', 'count', 3, 'must be at most 2']]],
  [
    { ...SPA, must: { callbacks: { each: { hosts: ['*.example.com'] } } } },
    [
      [
        ...['shop', 'callbacks[0]', 'http://localhost:3000/cb', 'must be at one of the hosts *.example.com'],
        'take http://localhost:3000/cb out of callbacks',
      ],
    ],
  ],
  [
    { about: 'clients', must: { grant_types: { none: 'implicit' } } },
    [[...['pages', 'grant_types[0]', 'implicit', 'must not be there'], 'take implicit out of grant_types']],
  ],
  [
    { about: 'clients', except: [{ client_id: 'pages' }], must: { grant_types: { none: 'implicit' } } },
    'holds',
  ],
  // Fields of every kind: one record that there is, a tenant, computed ones, what somebody has, a member of metadata.
  [
    { about: 'settings', must: { session_lifetime: { at_most: 12 } } },
    [['', 'session_lifetime', 24, 'must be at most 12', 'write session_lifetime: 12']],
  ],
  [
    { about: 'tenants', must: { domain: 'login.example.com' } },
    [['acme us', 'domain', 'localhost', 'must be login.example.com', 'write domain: login.example.com']],
  ],
  [
    {
      about: 'users',
      where: { tenant: 'acme.us', blocked: false },
      must: { has_second_factor: { absent: true } },
    },
    'holds',
  ],
  [{ about: 'users', where: { roles: { some: 'Clerk' } }, must: { email: 'alice@example.com' } }, 'holds'],
  [{ about: 'users', where: { app_metadata: { has: { plan: 'pro' } } }, count: 1 }, 'holds'],
  [
    { about: 'roles', must: { permissions: { each: { has: { permission_name: { matches: 'admin:*' } } } } } },
    'holds',
  ],
  [{ about: 'clientGrants', must: { allow_all_scopes: false } }, 'holds'],
  [{ about: 'roleMembers', where: { role_id: { matches: 'rol_*' } }, count: 1 }, 'holds'],
  ...['rollouts', 'logStreams', 'userPermissions', 'grants', 'keys'].map(
    (about) => [{ about, count: 0 }, 'holds'] as const,
  ),
  // By names as a file nests them, and by a pattern of names.
  [{ ...SPA, must: { refresh_token: { rotation_type: 'rotating', leeway: { at_most: 10 } } } }, 'holds'],
  [
    { about: 'settings', must: { 'unsafe_*': false, 'password_min_*': { at_least: 12 } } },
    [['', 'password_min_length', 8, 'must be at least 12', 'write password_min_length: 12']],
  ],
  [
    { ...SPA, must: { 'refresh_token.rotation_type': 'non-rotating' } },
    [
      [
        ...['shop', 'refresh_token.rotation_type', 'rotating', 'must be non-rotating'],
        'write rotation_type: non-rotating in refresh_token',
      ],
    ],
  ],
  // What is not said, as it counts; of a list that follows from something else nothing can be taken.
  [{ about: 'clients', except: { client_id: 'shop' }, must: { second_factor: 'when_enrolled' } }, 'holds'],
  [
    { ...SPA, must: { response_types: { none: 'code' } } },
    [['shop', 'response_types[0]', 'code', 'must not be there']],
  ],
  [{ about: 'resourceServers', must: { token_dialect: 'access_token' } }, 'holds'],
  [
    {
      about: 'clients',
      must: { callbacks: { each: { any_of: [{ hosts: ['*.example.com'] }, { hosts: ['localhost'] }] } } },
    },
    'holds',
  ],
  // Requests, judged by the door.
  [{ about: 'clients', refuses: { response_type: 'token' } }, 'holds'],
  [{ ...PAGES, answers: { response_type: 'id_token token', audience: API } }, 'holds'],
  [{ ...PAGES, refuses: { response_type: 'id_token token', nonce: null } }, 'holds'],
  [
    { ...PAGES, answers: {} },
    [
      [
        'pages',
        'must be answered, and is refused: the client has response_types, and this one is not among them',
        'add code to response_types',
      ],
    ],
  ],
  [
    { ...PAGES, refuses: { response_type: 'id_token token' } },
    [[...['pages', 'must be refused, and is answered'], 'take implicit out of grant_types']],
  ],
  [{ ...SPA, answers: { prompt: 'none' } }, 'holds'],
  [
    { ...SPA, answers: { audience: 'http://localhost:4000/me/' } },
    [
      [
        'shop',
        'must be answered, and is refused: the client has no grant for the My Account API that counts',
      ],
      [
        'shop',
        'must be answered, and is refused: the client has no grant for the My Account API that counts',
      ],
    ],
  ],
  [{ ...SPA, refuses: { code_challenge: null, code_challenge_method: null } }, 'holds'],
  [{ ...SPA, refuses: { redirect_uri: 'https://evil.example/cb' } }, 'holds'],
  [{ ...SPA, refuses: { grant_type: 'client_credentials', audience: API } }, 'holds'],
  [
    {
      about: 'clients',
      where: { client_id: 'job' },
      answers: { grant_type: 'client_credentials', audience: API },
    },
    'holds',
  ],
  [
    {
      about: 'clients',
      where: { client_id: 'job' },
      answers: { grant_type: 'client_credentials', audience: 'urn:billing' },
    },
    [['job', 'must be answered, and is refused: the client is not authorized to access urn:billing']],
  ],
];

test('policies hold or do not, of every kind of record and of requests', async () => {
  const policies = await tested(CASES.map(([policy]) => policy));
  for (const [index, [policy, expected]] of CASES.entries()) {
    const { outcome, counterexamples = [] } = policies[index] ?? {};
    const found = outcome === 'fails' ? counterexamples.map(short) : outcome;
    assert.deepEqual(found, expected, JSON.stringify(policy));
  }
});

test('what does not hold is told with its place in the file', async () => {
  const policies = await tested([
    { ...SPA, must: { callbacks: { none: { hosts: ['localhost'] } } } },
    { ...SPA, must: { description: { absent: false } } },
    { ...PAGES, refuses: { response_type: 'id_token token' } },
    { about: 'clientGrants', must: { scope: { none: 'admin:orders' } } },
    {
      about: 'scopes',
      where: { scope: 'admin:orders', client_id: 'job' },
      must: { second_factor: 'always' },
    },
    { about: 'users', where: { email: 'bob@example.com' }, must: { blocked: false } },
    { about: 'roleMembers', count: 0 },
    { about: 'scopes', where: { api: 'urn:billing', client_id: 'pages' }, must: { enforced: false } },
    { about: 'scopes', where: { api: API, client_id: 'pages' }, must: { lifetime: { at_most: 60 } } },
  ]);
  const lines = FILE.split('\n');
  const found = policies.map(({ counterexamples: [first] }) => {
    const { line = 0, column = 0 } = first?.place ?? {};
    return lines[line - 1]?.slice(column - 1).slice(0, 16);
  });
  assert.deepEqual(found, [
    '"http://localhos',
    'client_id: shop',
    '[implicit]',
    '"admin:orders"] ',
    '["admin:orders"]',
    'true }',
    undefined,
    'true }',
    'identifier: http',
  ]);
  // What is the same of several scopes is told once, and somebody by what they sign in by.
  assert.deepEqual(
    policies.at(-1)?.counterexamples.map(({ alike, helps }) => [alike, helps]),
    [[1, 'write token_lifetime_for_web: 60']],
  );
  assert.deepEqual(policies[5]?.counterexamples[0]?.key, ['bob@example.com']);
});

test('an exception that excepts nothing is told', async () => {
  const except = [{ client_id: 'pages' }, { client_id: 'gone' }];
  const [policy] = await tested([{ about: 'clients', except, must: { grant_types: { none: 'implicit' } } }]);
  assert.deepEqual([policy?.outcome, policy?.idle_exceptions], ['holds', [1]]);
});

test('a tacit.yaml that could not be applied is no configuration', async () => {
  const file = FILE.replace('callbacks: ["https://pages', 'calbacks: ["https://pages');
  const asked = { policies: 'p.yaml', text: 'policies: [{ name: n, about: clients, count: 1 }]', env: {} };
  const report = await testPoliciesOnFile(config, { file: '-', env: {}, stdin: piped(file) }, asked);
  assert.deepEqual(report, {
    ok: false,
    error: ['stdin:20:9 unknown field calbacks: did you mean callbacks?'],
  });
});

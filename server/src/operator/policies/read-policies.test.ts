/**
 * A `policies.yaml` that is wrong: every mistake by line and column, and none hides another.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPolicies } from './read-policies.ts';

function mistakes(content: string): readonly string[] {
  const read = readPolicies(content, {});
  return read.ok ? [] : read.error.map(({ line, column, message }) => `${line}:${column} ${message}`);
}

const of = (...lines: readonly string[]) =>
  ['policies:', '  - name: n', ...lines.map((line) => `    ${line}`)].join('\n');

const SAID: readonly (readonly [content: string, told: readonly string[]])[] = [
  [
    '',
    [
      '1:1 the file is empty: it must be a mapping, as in policies: [{ name: Pages only, about: clients, must: { app_type: spa } }]',
    ],
  ],
  ['policy: []', ['1:1 unknown field policy']],
  ['policies: []', ['1:11 policies has no policy']],
  ['polices: []', ['1:1 unknown field polices: did you mean policies?']],
  ['policies: [7]', ['1:12 policies[0] must be a mapping']],
  [of('about: client', 'must: { app_type: spa }'), ['3:12 about must be one of tenants']],
  [
    of('about: clients'),
    ['2:5 policies[0] says nothing that has to hold: say one of must, count, refuses, answers'],
  ],
  [of('about: clients', 'must: {}'), ['4:11 must names no field']],
  [
    of('about: clients', 'must: { app_type: spa }', 'count: 3'),
    ['5:12 count stands beside must: make two policies of it'],
  ],
  [
    of('about: clients', 'shall: { app_type: spa }'),
    ['2:5 policies[0] says nothing', '4:5 unknown field shall'],
  ],
  [
    of('about: clients', 'must: { app_typ: spa, redirect_uris: [], client_secret: x, name: { is: 7 } }'),
    [
      '4:13 unknown field app_typ: did you mean app_type? (of clients)',
      '4:27 unknown field redirect_uris: write callbacks (of clients)',
      '4:61 client_secret is a secret, which nobody reads',
      '4:76 is must be text',
    ],
  ],
  [
    of('about: clients', 'where: { app_typ: spa }', 'except: [{ nam: x }]', 'must: { name: x }'),
    ['4:14 unknown field app_typ', '5:16 unknown field nam: did you mean name?'],
  ],
  [
    of('about: scopes', 'where: { scop: x }', 'must: { second_factor: alway }'),
    ['4:14 unknown field scop: did you mean scope?', '5:28 second_factor must be one of'],
  ],
  [of('about: users', 'refuses: { response_type: token }'), ['4:14 refuses is said about clients alone']],
  [
    of('about: clients', 'answers: { respose_type: code, client_id: x, scope: 7 }'),
    [
      '4:16 unknown field respose_type: did you mean response_type?',
      '4:47 client_id is that of each client that the policy looks at',
      '4:57 scope must be text, or null',
    ],
  ],
  [
    of('about: clients', 'refuses: { grant_type: password }'),
    ['4:28 grant_type is client_credentials, or left out'],
  ],
  [
    of('about: clients', 'refuses: { grant_type: client_credentials, redirect_uri: x }'),
    ['4:48 unknown field redirect_uri'],
  ],
  [
    of('about: users', 'count: { at_mst: 3 }'),
    ['4:22 at_mst unknown condition at_mst: did you mean at_most?'],
  ],
  [
    of('about: clients', 'must: { refresh_token: { leway: 0 }, oidc_logout: 7, "unsave_*": false }'),
    [
      '4:30 unknown field refresh_token.leway: did you mean refresh_token.leeway? (of clients)',
      '4:42 unknown field oidc_logout: write oidc_logout.backchannel_logout_urls (of clients)',
      '4:58 no field is called unsave_* (of clients)',
    ],
  ],
  [of('about: settings', 'must: { "unsafe_*": 7 }'), ['4:25 unsafe_* must be true or false']],
  [
    of('about: users', 'must: { name: x }', 'in_each_tenant: true'),
    ['5:21 in_each_tenant is said beside count'],
  ],
  [
    of('about: tenants', 'count: 1', 'in_each_tenant: true'),
    ['5:21 in_each_tenant is nothing to say of tenants, which belong to no tenant'],
  ],
  [of('about: users', 'count: -1'), ['4:12 count must be a whole number']],
  [of('about: clients', 'must: { name: "##UNSET##" }'), ['4:19 ##UNSET##: UNSET is not in the environment']],
];

test('every mistake is told by line and column, and what there is instead', () => {
  for (const [content, told] of SAID) {
    const found = mistakes(content);
    // What there is instead is a long list.
    assert.deepEqual(
      found.map((one, index) => one.slice(0, told[index]?.length)),
      told,
      content,
    );
  }
});

test('a policy is known by where it stands, and a value by what the environment has', () => {
  const read = readPolicies(of('about: clients', 'must: { name: "##NAME##" }'), { NAME: 'Shop' });
  assert.ok(read.ok);
  const [policy] = read.value;
  assert.deepEqual([policy?.line, policy?.column], [2, 5]);
  assert.ok(policy?.demanded.kind === 'must');
  assert.deepEqual(policy.demanded.demands[0]?.condition('Shop'), []);
});

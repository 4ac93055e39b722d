/**
 * What a `tacit.yaml` may not say of the refresh tokens of a client.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { complaints, ofTenant } from '../../../test/operator/operator.ts';

const API = 'resourceServers: [{ name: A, identifier: api, scopes: [{ value: r }] }]';

function ofClients(refresh_token: string, more = ''): string {
  return ofTenant(API, `clients: [{ name: A, client_id: x, ${more}refresh_token: ${refresh_token} }]`);
}

const WRONG: readonly (readonly [file: string, complaint: string])[] = [
  [ofClients('{ rotation_type: rotate }'), '5:72 rotation_type must be one of rotating, non-rotating'],
  [ofClients('{ expiration_type: never }'), '5:74 expiration_type must be one of expiring, non-expiring'],
  [
    ofClients('{ token_lifetime: 157788001 }'),
    '5:73 token_lifetime must be a whole number from 1 to 157788000',
  ],
  [ofClients('{ policies: [{ audience: gone, scope: [r] }] }'), '5:80 audience is not an API of this tenant'],
  [ofClients('{ policies: [{ audience: api, scope: [r, w] }] }'), '5:96 scope[1] is not a scope of api'],
  [
    ofClients('{ policies: [{ audience: api, scope: [r] }, { audience: api, scope: [] }] }'),
    '5:111 audience is there twice',
  ],
  [
    ofClients('{ policies: [{ audience: api, scope: [r] }] }', 'is_first_party: false, '),
    '5:90 policies needs is_first_party: a third party has what its End-User agreed to',
  ],
];

for (const [file, complaint] of WRONG) {
  test(`refresh_token: ${complaint.replace(/^\S+ /, '')}`, async () => {
    assert.deepEqual(await complaints(file), [complaint]);
  });
}

test('what Auth0 makes a client with can be pasted, and a policy comes with its API', async () => {
  const [lifetimes, infinite] = [
    'token_lifetime: 31557600, idle_token_lifetime: 2592000, leeway: 0',
    'infinite_token_lifetime: true, infinite_idle_token_lifetime: true',
  ];
  const types = 'rotation_type: non-rotating, expiration_type: non-expiring';
  const policies = 'policies: [{ audience: api, scope: [r] }]';
  assert.deepEqual(await complaints(ofClients(`{ ${types}, ${lifetimes}, ${infinite}, ${policies} }`)), []);
});

test('of an API that could not be read nothing is said in a policy', async () => {
  const file = ofTenant(
    'resourceServers: [{ name: A, identifier: api, scopes: 1 }]',
    'clients: [{ name: A, client_id: x, refresh_token: { policies: [{ audience: api, scope: [r] }] } }]',
  );
  assert.deepEqual(await complaints(file), ['4:59 scopes must be a list']);
});

/**
 * A mistake never hides another one, and is told once: what follows from it is no mistake of its own.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { complaints, ofClient, ofTenant, startBegun } from '../../../test/operator/operator.ts';

const BESIDE: Readonly<Record<string, readonly [text: string, told: readonly string[]]>> = {
  'an unknown field beside a wrong address': [
    ofClient('calback: [], callbacks: ["https://a.example/#x"]'),
    [
      '5:38 unknown field calback: did you mean callbacks?',
      '5:63 callbacks[0] has a fragment (RFC 6749 §3.1.2)',
    ],
  ],
  'a variable that is not set beside a wrong address, in one list': [
    ofClient('callbacks: ["##UNSET##", "https://a.example/#x"]'),
    ['5:50 ##UNSET##: UNSET is not in the environment', '5:63 callbacks[1] has a fragment (RFC 6749 §3.1.2)'],
  ],
  'an entry that is no text beside two that are wrong': [
    ofClient('callbacks: [7, "https://a.example/#x", [], "https://a.example/#x"]'),
    [
      '5:50 callbacks[0] must be text',
      '5:53 callbacks[1] has a fragment (RFC 6749 §3.1.2)',
      '5:77 callbacks[2] must be text',
      '5:81 callbacks[3] is listed twice',
      '5:81 callbacks[3] has a fragment (RFC 6749 §3.1.2)',
    ],
  ],
  'variables that are not set beside what is no YAML': [
    `${ofClient('callbacks: ["##UNSET##", "##OTHER## ##UNSET##"]')}\n\tusers: []`,
    [
      '5:50 ##UNSET##: UNSET is not in the environment',
      '5:63 ##OTHER##: OTHER is not in the environment',
      '5:63 ##UNSET##: UNSET is not in the environment',
      '6:1 a tab begins the line: indent with spaces',
    ],
  ],
  'what is nearly a variable, and a heading that is none': [
    ofTenant(
      'users:',
      '  - { email: a@b.c, password: "## PASS ##", nickname: "##pass-word##", name: "## A ## B" }',
      '  - { email: b@b.c, password: "##_##PASS##_##", nickname: "##" }',
    ),
    [
      '5:35 is written like ##NAME##, whose name has letters, digits and _ alone; ## itself is written ##_##',
      '5:59 is written like ##NAME##, whose name has letters, digits and _ alone; ## itself is written ##_##',
    ],
  ],
  'a variable that is not set beside an anchor that is none': [
    ofClient('callbacks: *none, client_secret: "##UNSET##"'),
    [
      '5:49 *none stands for nothing: no &none comes before it',
      '5:71 ##UNSET##: UNSET is not in the environment',
    ],
  ],
  'a name without quotes beside what is wrong elsewhere': [
    ofTenant(
      'users:',
      '  - email: alice',
      '    password: ##NAME##',
      'clients: [{ client_id: a b, callbacks: [x] }]',
    ),
    [
      '5:16 email must be an e-mail address',
      '6:19 password has no value; what begins with # must be in quotes; write null for the default',
      '7:28 client_id must be ASCII without spaces',
      '7:45 callbacks[0] is not an absolute URI',
    ],
  ],
  'a section that is none beside another': [
    ofTenant(
      'clients: {}',
      'resourceServers: [{ name: A, identifier: x, token_lifetime: 0 }]',
      'settings: []',
    ),
    [
      '4:14 clients must be a list',
      '5:65 token_lifetime must be a whole number from 1 to 2592000',
      '6:15 settings must be a mapping',
    ],
  ],
  'a tenant without a name beside what is wrong in it': [
    'tenants: [{ region: us, domain: A, clients: [{ name: A, client_id: x, callbacks: [y] }] }]',
    [
      '1:11 tenants[0] misses the field name',
      '1:33 domain is not a host name in lower case, without scheme and port',
      '1:83 callbacks[0] is not an absolute URI',
    ],
  ],
  'a user whom nothing is known by': [
    ofTenant('users: [{ name: Alice, picture: x }]'),
    [
      '4:13 users[0] misses the field user_id or email or username',
      '4:37 picture is not an http or https address',
    ],
  ],
  'a rollout without a feature': [
    'rollouts: [{ region: us, stage: percent }, {}, 7]',
    [
      '1:12 rollouts[0] misses the field feature',
      '1:33 stage percent needs the field percent',
      '1:44 rollouts[1] misses the field feature',
      '1:44 rollouts[1] misses the field region',
      '1:44 rollouts[1] misses the field stage',
      '1:48 rollouts[2] must be a mapping',
    ],
  ],
  'scopes of which one has no value': [
    ofTenant('resourceServers: [{ name: A, identifier: x, scopes: [{ val: a }, { value: "b c" }] }]'),
    [
      '4:58 scopes[0] misses the field value',
      '4:60 unknown field val',
      '4:79 value has a character that a scope cannot have (RFC 6749 §3.3)',
    ],
  ],
};

for (const [what, [text, told]] of Object.entries(BESIDE)) {
  test(`both are told: ${what}`, async () => assert.deepEqual(await complaints(text), told));
}

const ALONE: Readonly<Record<string, readonly [text: string, told: readonly string[]]>> = {
  'a secret that is too short leaves nothing to say about the missing one': [
    ofClient(
      'client_secret: short, grant_types: [client_credentials], token_endpoint_auth_method: client_secret_basic',
    ),
    ['5:53 client_secret must have at least 32 characters, made at random'],
  ],
  'a secret that is not in the environment is one all the same': [
    ofClient('client_secret: "##UNSET##", grant_types: [client_credentials]'),
    ['5:53 ##UNSET##: UNSET is not in the environment'],
  ],
  'a client whose id is a slip may be meant by a grant': [
    ofTenant(
      'clients: [{ name: A, clientid: a }]',
      'resourceServers: [{ name: B, identifer: b }]',
      'clientGrants: [{ client_id: a, audience: b }]',
      'settings: { default_audience: b }',
    ),
    [
      '4:15 clients[0] misses the field client_id',
      '4:26 unknown field clientid: did you mean client_id?',
      '5:23 resourceServers[0] misses the field identifier',
      '5:34 unknown field identifer: did you mean identifier?',
    ],
  ],
  'grants of a tenant without a name': [
    'tenants: [{ region: us, clientGrants: [{ client_id: a, audience: b }] }]',
    ['1:11 tenants[0] misses the field name'],
  ],
  'one variable in a client and in its grant': [
    ofTenant(
      'clients: [{ name: A, client_id: "##UNSET##" }]',
      'resourceServers: [{ name: B, identifier: b }]',
      'clientGrants: [{ client_id: "##UNSET##", audience: b }]',
    ),
    ['4:37 ##UNSET##: UNSET is not in the environment', '6:33 ##UNSET##: UNSET is not in the environment'],
  ],
  'a stage that is none says nothing of the percentage': [
    'rollouts: [{ feature: api_authorization, region: us, stage: half, percent: 5 }]',
    ['1:61 stage must be one of off, preview, percent, on'],
  ],
  'an anchor with a mistake': [
    ofTenant(
      'clients:',
      '  - { name: A, client_id: a, callbacks: &cb ["##UNSET##"] }',
      '  - { name: B, client_id: b, callbacks: *cb }',
    ),
    ['5:50 ##UNSET##: UNSET is not in the environment'],
  ],
};

for (const [what, [text, told]] of Object.entries(ALONE)) {
  test(`told once: ${what}`, async () => assert.deepEqual(await complaints(text), told));
}

test('what is wrong in the file stands beside what the database says of the rest of it', async (t) => {
  const { apply, rollout } = await startBegun(t);
  await apply(ofTenant('domain: login.example', 'users: [{ email: a@b.c, user_id: "auth0|1" }]'));
  await rollout('us', 'off');
  assert.deepEqual(
    await apply(
      [
        ofTenant(
          'users: [{ email: A@b.c, user_id: "auth0|2" }, { email: b@b.c, locale: 7 }]',
          'resourceServers: [{ name: B, identifier: b }]',
        ),
        '  - { name: other, region: us, domain: login.example, clients: [{ name: A, client_id: "##UNSET##" }] }',
      ].join('\n'),
    ),
    [
      '2:5 domain belongs to the tenant other.us',
      '4:22 email belongs to the user auth0|1 already',
      '4:75 locale must be text',
      '5:23 resourceServers[0] feature_not_enabled: This feature is not enabled for this tenant. api_authorization is off in region us.',
      '6:40 domain belongs to the tenant dev.us',
      '6:40 domain is there twice',
      '6:87 ##UNSET##: UNSET is not in the environment',
    ],
  );
});

test('of a tenant that was deleted it is told once that it has to be restored', async (t) => {
  const { apply } = await startBegun(t);
  await apply('tenants: [{ name: dev, region: us }, { name: other, region: us }]');
  await apply('tenants: [{ name: other, region: us }]', { prune: true });
  assert.deepEqual(await apply(ofTenant('clients: [{ client_id: a }, { client_id: b }]', 'settings: {}')), [
    '2:5 tenants[0] was deleted: restore the tenant first',
  ]);
});

test('no complaint holds a value of the file', async () => {
  const secret = 'https://s3cret.example/#s3cret';
  const fields = ['callbacks', 'web_origins', 'grant_types'].map((name) => `${name}: ["${secret}"]`);
  const text = ofClient([...fields, `logo_uri: "${secret}"`, `client_secret: "s3cret"`].join(', '));
  const told = await complaints(text);
  assert.equal(told.length, 5);
  assert.ok(!told.join().includes('s3cret'));
});

/**
 * The table of what a `tacit.yaml` may not look like: the file, and the complaint with its line and column.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { complaints, ENV, ofClient, ofTenant, ofUser } from '../../../test/operator/operator.ts';
import { fillPlaceholders, withoutPlaceholders } from './placeholders.ts';
import { readFileText } from './read-file.ts';

const UNCLOSED = 'a quote or bracket that was opened is not closed before here';
const ASKEW = 'this line is indented as none above it: fields of one mapping begin in one column';
const RUNS_ON =
  'the next line is read as the rest of this one: begin both in one column, with a space behind - and behind :';

const SYNTAX: readonly (readonly [string, readonly string[]])[] = [
  ['', ['1:1 the file is empty: it must be a mapping, as in tenants: [{ name: acme, region: us }]']],
  [
    '# nothing but this\n',
    ['1:1 the file is empty: it must be a mapping, as in tenants: [{ name: acme, region: us }]'],
  ],
  ['- name: dev', ['1:1 the file must be a mapping']],
  ['tenants: [', [`1:11 ${UNCLOSED}`]],
  ['tenants: [{name: dev, region: us\n', [`2:1 ${UNCLOSED}`]],
  ['tenants:\n  - name: dev\n   region: us\n', [`3:1 ${ASKEW}`]],
  ['tenants:\n  - name: dev\n  region: us\n', [`3:1 ${ASKEW}`]],
  ['tenants:\n  - name: dev\n     region: us\n', [`2:11 ${RUNS_ON}`]],
  ['tenants:\n  -name: dev\n   region: us\n', [`2:10 ${RUNS_ON}`]],
  ['tenants: []\nrollouts\n', ['2:1 a colon is missing: write name: value on one line']],
  ["tenants: 'it's'", ['1:14 a value goes on behind its end: put all of it in one pair of quotes']],
  [
    'tenants: @@TENANTS@@',
    ['1:10 a value begins with a character that YAML keeps for itself: put it in quotes'],
  ],
  ['tenants:\n\t- name: dev', ['2:1 a tab begins the line: indent with spaces']],
  ['tenants: []\ntenants: []', ['2:1 this name is there twice in one mapping: keep one of them']],
  [
    'tenants: []\n---\ntenants: []',
    ['2:1 the file has a second document after ---: write one file each, or one list of tenants'],
  ],
  [
    'tenants:\n  - name: "dev\n    region: us\n',
    ['4:1 a quote or bracket that was opened is not closed before here'],
  ],
  ['tenants:\n  - name: a: b', ['2:11 a second colon in one line: put the value in quotes']],
  ['tenants\nrollouts: []', ['1:1 a colon is missing: write name: value on one line']],
  ['tenants: !!js/function x', ['1:10 a tag (what begins with !) has no meaning here: leave it out']],
  ['tenants: *nobody', ['1:10 *nobody stands for nothing: no &nobody comes before it']],
];

const FIELDS: readonly (readonly [string, readonly string[]])[] = [
  [
    'clients: []\nsettings: {}',
    [
      '1:1 unknown field clients: clients stands in a tenant, beside its name and region',
      '2:1 unknown field settings: settings stands in a tenant, beside its name and region',
    ],
  ],
  ['apis: []', ['1:1 unknown field apis: resourceServers stands in a tenant, beside its name and region']],
  [
    ofTenant('apis: []', 'client-grants: []'),
    ['4:5 unknown field apis: write resourceServers', '5:5 unknown field client-grants: write clientGrants'],
  ],
  ['tenant: []', ['1:1 unknown field tenant: did you mean tenants?']],
  ['"__proto__": 1\nconstructor: 2', ['1:1 unknown field __proto__', '2:1 unknown field constructor']],
  ['tenants: {}', ['1:10 tenants must be a list']],
  [
    'tenants:',
    ['1:9 tenants has no value; what begins with # must be in quotes; write null for the default'],
  ],
  ['tenants: [dev]', ['1:11 tenants[0] must be a mapping']],
  ['tenants: [[]]', ['1:11 tenants[0] must be a mapping']],
  ['tenants:\n  - region: us', ['2:5 tenants[0] misses the field name']],
  [ofTenant('clients: [{ name: x }]'), ['4:15 clients[0] misses the field client_id']],
  [
    ofTenant('clints: []', 'settings: { unsafe_skip_consent: true }'),
    ['4:5 unknown field clints: did you mean clients?', '5:17 unknown field unsafe_skip_consent'],
  ],
  [ofClient('oidc_conformant: "true"'), ['5:55 oidc_conformant must be true or false']],
  [ofClient('calback: []'), ['5:38 unknown field calback: did you mean callbacks?']],
  [ofClient('callbacks: http://localhost/'), ['5:49 callbacks must be a list']],
  [ofClient('callbacks: [7]'), ['5:50 callbacks[0] must be text']],
  [ofClient('callbacks: [null]'), ['5:50 callbacks[0] has no value']],
  [ofClient('callbacks: [["https://a.example/"]]'), ['5:50 callbacks[0] must be text']],
  [
    ofClient('grant_types: [implict]'),
    [
      '5:52 grant_types[0] must be one of authorization_code, implicit, refresh_token, client_credentials, password, urn:ietf:params:oauth:grant-type:device_code, urn:ietf:params:oauth:grant-type:token-exchange, urn:ietf:params:oauth:grant-type:jwt-bearer, http://auth0.com/oauth/grant-type/password-realm, http://auth0.com/oauth/grant-type/passwordless/otp, http://auth0.com/oauth/grant-type/mfa-oob, http://auth0.com/oauth/grant-type/mfa-otp, http://auth0.com/oauth/grant-type/mfa-recovery-code: did you mean implicit?',
    ],
  ],
  [
    ofClient('app_type: constructor'),
    ['5:48 app_type must be one of spa, regular_web, native, non_interactive'],
  ],
  [
    ofClient('jwt_configuration: { alg: HS256 }'),
    ['5:64 alg must be one of RS256, ES256, EdDSA: did you mean RS256?'],
  ],
  [
    ofClient('jwt_configuration: { lifetime_in_seconds: 2592001 }'),
    ['5:80 lifetime_in_seconds must be a whole number from 1 to 2592000'],
  ],
  [
    ofTenant('clients: [{ name: "a\\u001b[2J", client_id: x }]'),
    ['4:23 name must not have control characters'],
  ],
  [ofTenant('clients: [{ name: a, client_id: "x y" }]'), ['4:37 client_id must be ASCII without spaces']],
  [ofTenant('clients: [{ name: a, client_id: "" }]'), ['4:37 client_id must not be empty']],
  [ofUser('email_verified: yes'), ['5:49 email_verified must be true or false']],
  [ofUser('birthdate: 1985'), ['5:44 birthdate must be text']],
  [ofUser('address: { town: Lisbon }'), ['5:44 unknown field town']],
  [ofTenant('users: [{ email: alice }]'), ['4:22 email must be an e-mail address']],
  [
    ofUser('password_hash: $2b$10$abcdefghijklmnopqrstuv'),
    ['5:48 password_hash is not a whole bcrypt hash: $2b$, two digits, $, 53 characters'],
  ],
  [
    ofUser('password_hash: $2b$20$abcdefghijklmnopqrstuuuEsOkjdwEtLHO0iYhFl8wqTXFx06hg6'),
    ['5:48 password_hash asks for a cost of 20; 4 to 13 are accepted'],
  ],
  [
    ofUser(
      'password_hash: "$argon2id$v=19$m=16777216,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"',
    ),
    ['5:48 password_hash asks for m=16777216 KiB of memory; 8 to 65536 are accepted'],
  ],
  [
    ofUser('password_hash: $pbkdf2-sha256$i=2000001$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc'),
    ['5:48 password_hash asks for i=2000001 rounds; 1 to 2000000 are accepted'],
  ],
  [
    ofUser('password_hash: 5f4dcc3b5aa765d61d8327deb882cf99'),
    [
      '5:48 password_hash is no hash in a form that is known: $argon2id$v=19$m=19456,t=2,p=1$SALT$HASH, $2b$10$..., ' +
        '$scrypt$ln=15,r=8,p=1$SALT$HASH or $pbkdf2-sha256$i=600000$SALT$HASH, in base64 without =',
    ],
  ],
  [ofUser('password_hash: 12'), ['5:48 password_hash must be text']],
  [
    'rollouts: [{ feature: api_authorisation, region: us, stage: "on" }]',
    ['1:23 feature must be one of api_authorization: did you mean api_authorization?'],
  ],
  [
    'rollouts: [{ feature: api_authorization, region: us, stage: half }]',
    ['1:61 stage must be one of off, preview, percent, on'],
  ],
];

const PLACEHOLDERS: readonly (readonly [string, readonly string[]])[] = [
  [
    ofUser('password: "##UNSET##", name: "##GIVEN## ##ALSO_UNSET##"'),
    [
      '5:43 ##UNSET##: UNSET is not in the environment',
      '5:62 ##ALSO_UNSET##: ALSO_UNSET is not in the environment',
    ],
  ],
  [
    ofTenant('users:', '  - email: a@example.com', '    password: ##GIVEN##'),
    ['6:19 password has no value; what begins with # must be in quotes; write null for the default'],
  ],
  [ofUser('gender: "##BREAKOUT##"'), ['5:41 gender must not have control characters']],
];

for (const [table, cases] of Object.entries({ SYNTAX, FIELDS, PLACEHOLDERS })) {
  for (const [text, expected] of cases) {
    test(`${table}: ${expected.join(' and ').slice(0, 120)}`, async () =>
      assert.deepEqual(await complaints(text), expected));
  }
}

test('aliases that multiply are refused where the first one stands, in no time', async () => {
  const levels = Array.from({ length: 9 }, (_, level) => {
    const items = Array.from({ length: 9 }, () => (level === 0 ? 'x' : `*l${level - 1}`));
    return `l${level}: &l${level} [${items.join(', ')}]`;
  });
  assert.deepEqual(await complaints(levels.join('\n')), [
    '2:10 the aliases repeat too much: write the values out',
  ]);
});

test('a section has a limit, and so have the tenants and rollouts of a file', async () => {
  const many = (count: number) => `[${Array(count).fill('7').join()}]`;
  for (const [text, complaint] of [
    [`tenants: ${many(1_001)}`, '1:10 tenants must have at most 1000 entries'],
    [`rollouts: ${many(1_001)}`, '1:11 rollouts must have at most 1000 entries'],
    [ofTenant(`clients: ${many(10_001)}`), '4:14 clients must have at most 10000 entries'],
    [ofTenant(`users: ${many(10_001)}`), '4:12 users must have at most 10000 entries'],
    [ofTenant(`clientGrants: ${many(10_001)}`), '4:19 clientGrants must have at most 10000 entries'],
    [ofTenant(`resourceServers: ${many(10_001)}`), '4:22 resourceServers must have at most 10000 entries'],
  ] as const)
    assert.deepEqual(await complaints(text), [complaint]);
});

test('null is written, and what is not there is a slip', async () => {
  for (const nothing of ['null', '~', 'Null'])
    assert.deepEqual(
      await complaints(ofTenant(`domain: ${nothing}`, 'settings:', `  policy: ${nothing}`)),
      [],
    );
  assert.deepEqual(await complaints(ofTenant('domain:', 'settings: { policy, sign_up: }', 'clients: null')), [
    '4:12 domain has no value; what begins with # must be in quotes; write null for the default',
    '5:17 policy has no value; what begins with # must be in quotes; write null for the default',
    '5:34 sign_up has no value; what begins with # must be in quotes; write null for the default',
    '6:14 clients has no value',
  ]);
});

test('what looks like a placeholder is written with ##_## for ##, and read back whatever the environment has', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('#', '_', 'A', '9', ' ') }), (text) => {
      const written = String(withoutPlaceholders(text));
      assert.equal(fillPlaceholders(written, { A: 'x', _: 'y', AA: 'z' }).text, text);
    }),
    { numRuns: 2_000 },
  );
});

test('a placeholder is replaced after parsing, within text only, and an anchor may be used again', async () => {
  const text = ofTenant(
    'clients:',
    '  - { name: "the ##GIVEN##", client_id: a, callbacks: &cb ["https://a.example/"] }',
    '  - { name: other, client_id: b, callbacks: *cb }',
  );
  const read = readFileText(text, ENV);
  assert.ok(read.ok);
  const clients = read.value.entries.filter(({ section }) => section.kind.name === 'client');
  assert.deepEqual(
    clients.map(({ said }) => [said['client_name'], said['redirect_uris']]),
    [
      ['the from the environment', ['https://a.example/']],
      ['other', ['https://a.example/']],
    ],
  );
});

test('a file with every field that there is passes', async () => {
  const text = `
tenants:
  - name: acme
    region: us
    domain: login.acme.example
    settings:
      default_audience: urn:api
      forbid_token_response_type: true
      allowed_logout_urls: [https://acme.example/]
      idle_session_lifetime: 1
      session_lifetime: 8760
      preview_features: [api_authorization]
      unsafe_skip_consent_on_localhost: false
    clients:
      - name: Spa
        client_id: spa
        callbacks: [com.example.app:/cb, "http://127.0.0.1/cb"]
        allowed_logout_urls: [https://acme.example/]
        web_origins: [https://acme.example, "http://localhost:3000"]
        allowed_origins: [https://acme.example]
        grant_types: [implicit, authorization_code]
        app_type: native
        oidc_conformant: true
        is_first_party: false
        jwt_configuration: { alg: EdDSA, lifetime_in_seconds: 600 }
        logo_uri: https://acme.example/logo.svg
    resourceServers:
      - name: Api
        identifier: urn:api
        scopes: [{ value: read:a, description: Read a }, { value: write:a }]
        signing_alg: ES256
        token_lifetime: 600
        token_lifetime_for_web: 300
        skip_consent_for_verifiable_first_party_clients: true
    users:
      - email: alice@example.com
        user_id: auth0|a11ce
        blocked: true
        password: pässword
        updated_at: 0
        address: { formatted: "a\\nb", country: PT }
rollouts:
  - { feature: api_authorization, region: us, stage: preview }
  - { feature: api_authorization, region: eu, stage: percent, percent: 25 }
  - { feature: api_authorization, region: ap, stage: off }
`;
  assert.deepEqual(await complaints(text), []);
});

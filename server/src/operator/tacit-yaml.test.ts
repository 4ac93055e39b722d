/**
 * The table of what a `tacit.yaml` may not say: the file, and the complaint with its line and column. Nothing here opens
 * a database.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Environment } from '../config.ts';
import { judgeText, position } from './apply.ts';

const ENV: Environment = { GIVEN: 'from the environment', BREAKOUT: 'x\n    blocked: true' };

function complaints(text: string): readonly string[] {
  const judged = judgeText(text, ENV);
  return judged.ok ? [] : judged.error.map(position);
}

/** A file with one tenant, whose further lines begin at line 4, column 5. */
function ofTenant(...lines: readonly string[]): string {
  return ['tenants:', '  - name: dev', '    region: us', ...lines.map((line) => `    ${line}`)].join('\n');
}

/** A file with one client; its further fields are on line 5, and the first begins at column 38. */
function ofClient(fields: string): string {
  return ofTenant('clients:', `  - { name: Spa, client_id: spa, ${fields} }`);
}

function ofApi(fields: string): string {
  return ofTenant('resourceServers:', `  - { name: Api, identifier: urn:api, ${fields} }`);
}

function ofUser(fields: string): string {
  return ofTenant('users:', `  - { email: a@example.com, ${fields} }`);
}

const SYNTAX: readonly (readonly [string, readonly string[]])[] = [
  ['', ['1:1 the file must be a mapping']],
  ['- name: dev', ['1:1 the file must be a mapping']],
  [
    'tenants: [',
    ['1:11 YAML: Flow sequence in block collection must be sufficiently indented and end with a ]'],
  ],
  ['tenants:\n\t- name: dev', ['2:1 YAML: Tabs are not allowed as indentation']],
  ['tenants: []\ntenants: []', ['2:1 YAML: Map keys must be unique']],
  ['tenants: !!js/function x', ['1:10 YAML: Unresolved tag: tag:yaml.org,2002:js/function']],
  ['tenants: *nobody', ['1:10 *nobody stands for nothing: no &nobody comes before it']],
];

const FIELDS: readonly (readonly [string, readonly string[]])[] = [
  ['tenant: []', ['1:1 unknown field tenant: did you mean tenants?']],
  ['"__proto__": 1\nconstructor: 2', ['1:1 unknown field __proto__; unknown field constructor']],
  ['tenants: {}', ['1:10 tenants must be a list']],
  ['tenants:', ['1:9 tenants has no value; what begins with # must be in quotes']],
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
  [ofClient('callbacks: [null]'), ['5:50 callbacks[0] has no value; what begins with # must be in quotes']],
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
    ['5:48 password_hash must be an argon2id hash in PHC format ($argon2id$v=19$m=19456,t=2,p=1$...)'],
  ],
  [
    'rollouts: [{ feature: api_authorisation, region: us, stage: "on" }]',
    ['1:23 feature must be one of api_authorization: did you mean api_authorization?'],
  ],
  [
    'rollouts: [{ feature: api_authorization, region: us, stage: half }]',
    ['1:61 stage must be one of off, preview, percent, on'],
  ],
];

const NAMES: readonly (readonly [string, readonly string[]])[] = [
  ['tenants: [{ name: ab, region: us }]', ['1:19 name must have at least 3 characters']],
  [`tenants: [{ name: ${'a'.repeat(64)}, region: us }]`, ['1:19 name must have at most 63 characters']],
  [
    'tenants: [{ name: Dev, region: us }]',
    ['1:19 name must be lower-case letters, digits and hyphens, with no hyphen at either end'],
  ],
  [
    'tenants: [{ name: dev.us, region: us-, domain: x }]',
    [
      '1:19 name must be lower-case letters, digits and hyphens, with no hyphen at either end',
      '1:35 region must be lower-case letters, digits and hyphens, with no hyphen at either end',
    ],
  ],
  ['tenants: [{ name: dev, region: us }, { name: dev, region: us }]', ['1:46 name "dev.us" is there twice']],
  [
    ofTenant('domain: https://login.example.com'),
    ['4:13 domain "https://login.example.com" is not a host name in lower case, without scheme and port'],
  ],
  [
    ofTenant('domain: 127.0.0.1'),
    ['4:13 domain "127.0.0.1" is not a host name in lower case, without scheme and port'],
  ],
  [
    'tenants: [{ name: one, region: us, domain: a.example }, { name: two, region: us, domain: a.example }]',
    ['1:90 domain "a.example" is there twice'],
  ],
  [
    ofTenant('clients:', '  - { name: A, client_id: x }', '  - { name: A, client_id: x }'),
    ['6:17 name "A" is there twice', '6:31 client_id "x" is there twice'],
  ],
  [
    ofTenant('resourceServers:', '  - { name: A, identifier: x }', '  - { name: A, identifier: x }'),
    ['6:17 name "A" is there twice', '6:32 identifier "x" is there twice'],
  ],
  [
    ofTenant('users: [{ email: a@example.com }, { email: " A@Example.com" }]'),
    ['4:48 email must be an e-mail address'],
  ],
  [
    ofTenant('users: [{ email: a@example.com }, { email: A@Example.com }]'),
    ['4:48 email "a@example.com" is there twice'],
  ],
  [
    ofTenant('users: [{ email: a@b.c, user_id: "auth0|1" }, { email: b@b.c, user_id: "auth0|1" }]'),
    ['4:76 user_id "auth0|1" is there twice'],
  ],
  [
    'rollouts: [{ feature: api_authorization, region: us, stage: "on" }, { feature: api_authorization, region: us, stage: "off" }]',
    ['1:80 feature "api_authorization us" is there twice'],
  ],
  [
    'rollouts: [{ feature: api_authorization, region: us, stage: percent }]',
    ['1:61 stage percent needs the field percent'],
  ],
  [
    'rollouts: [{ feature: api_authorization, region: us, stage: "on", percent: 5 }]',
    ['1:76 percent has no meaning with the stage on'],
  ],
];

const ADDRESSES: readonly (readonly [string, readonly string[]])[] = [
  [
    ofClient('callbacks: ["https://a.example/cb#x"]'),
    ['5:50 callbacks[0] "https://a.example/cb#x" has a fragment (RFC 6749 §3.1.2)'],
  ],
  [
    ofClient('callbacks: ["http://a.example/cb"]'),
    ['5:50 callbacks[0] "http://a.example/cb" uses http: only localhost may'],
  ],
  [
    ofClient('callbacks: ["https://a.example/", "https://a.example/"]'),
    ['5:72 callbacks[1] "https://a.example/" is listed twice'],
  ],
  [
    ofClient('allowed_logout_urls: ["javascript:alert(1)"]'),
    [
      '5:60 allowed_logout_urls[0] "javascript:alert(1)" has the scheme javascript: only a native client may use another than https',
    ],
  ],
  [
    ofClient('logo_uri: "data:text/html,x"'),
    ['5:48 logo_uri "data:text/html,x" has the scheme data: only a native client may use another than https'],
  ],
  [
    ofClient('web_origins: ["https://a.example/"]'),
    ['5:52 web_origins[0] "https://a.example/" is not an origin: write https://a.example'],
  ],
  [ofClient('web_origins: ["null"]'), ['5:52 web_origins[0] "null" is not an absolute URI']],
  [
    ofClient('app_type: native, allowed_origins: ["com.example.app:/cb"]'),
    [
      '5:74 allowed_origins[0] "com.example.app:/cb" has the scheme com.example.app: only a native client may use another than https',
    ],
  ],
  [
    ofTenant('settings: { allowed_logout_urls: ["https://*.example.com/"] }'),
    ['4:39 allowed_logout_urls[0] "https://*.example.com/" has a wildcard: list every URI'],
  ],
  [
    ofUser('picture: "javascript:alert(1)"'),
    ['5:42 picture "javascript:alert(1)" is not an http or https address'],
  ],
];

const APIS_AND_USERS: readonly (readonly [string, readonly string[]])[] = [
  [
    ofApi('scopes: [{ value: "read all" }]'),
    ['5:61 value "read all" has a character that a scope cannot have (RFC 6749 §3.3)'],
  ],
  [ofApi('scopes: [{ value: a }, { value: a }]'), ['5:75 value "a" is there twice']],
  [ofApi('scopes: [a]'), ['5:52 scopes[0] must be a mapping']],
  [
    ofApi('token_lifetime: 60, token_lifetime_for_web: 61'),
    ['5:87 token_lifetime_for_web is longer than token_lifetime'],
  ],
  [
    ofTenant('clients: [{ name: A, client_id: x }]', 'resourceServers: [{ name: B, identifier: x }]'),
    ['5:46 identifier "x" is also a client_id: an ID token would name it as its audience'],
  ],
  [
    ofUser(
      'password: x, password_hash: "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"',
    ),
    ['5:61 password_hash stands beside password: give one of them'],
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
    ['6:19 password has no value; what begins with # must be in quotes'],
  ],
  [ofUser('gender: "##BREAKOUT##"'), ['5:41 gender must not have control characters']],
];

const TABLES = { SYNTAX, FIELDS, NAMES, ADDRESSES, APIS_AND_USERS, PLACEHOLDERS };
for (const [table, cases] of Object.entries(TABLES)) {
  for (const [text, expected] of cases) {
    test(`${table}: ${expected.join(' and ').slice(0, 120)}`, () =>
      assert.deepEqual(complaints(text), expected));
  }
}

test('RT-11 a token for the web lives two hours at the most, and a whole number of seconds', () => {
  for (const lifetime of ['7201', '2592000', '-1', '0', '"3600"', '1e12', '.inf', '60.5']) {
    assert.deepEqual(complaints(ofApi(`token_lifetime_for_web: ${lifetime}`)), [
      '5:67 token_lifetime_for_web must be a whole number from 1 to 7200',
    ]);
  }
  assert.deepEqual(complaints(ofApi('token_lifetime_for_web: 7200')), []);
  assert.deepEqual(complaints(ofApi('token_lifetime_for_web: 1')), []);
});

const UNREGISTRABLE: Readonly<Record<string, readonly string[]>> = {
  'RU-05': ['https://user:pw@app.acme.test/cb'],
  'RU-10': ['http://app.acme.test/cb'],
  'RU-16': ['https://app.acme.test/cb#', 'https://app.acme.test/cb#a'],
  'RU-19': ['https://аpp.acme.test/cb', 'https://app.acme.test/\u200dcb', 'https://oﬀice.test/'],
  'RU-23': [
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java\\tscript:alert(1)',
    '\\u0001javascript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'blob:https://a.example/x',
    'file:///etc/passwd',
    'about:blank',
    'intent://x',
    'view-source:https://a.example/',
  ],
  'RU-24': ['https://*.acme.test/cb', 'https://app.acme.test/*', '*', 'https://*'],
  'RU-29': ['myapp:/cb', 'ws://a.example/', 'mailto:a@b.c', 'tel:1', 'sms:1', 'com.example.app:cb'],
};

for (const [id, uris] of Object.entries(UNREGISTRABLE)) {
  test(`${id} an address that cannot be registered is refused in every field that holds one, with its place`, () => {
    for (const uri of uris) {
      const fields = {
        callbacks: ofClient(`callbacks: ["${uri}"], app_type: native`),
        allowed_logout_urls: ofClient(`allowed_logout_urls: ["${uri}"], app_type: native`),
        web_origins: ofClient(`web_origins: ["${uri}"]`),
        logo_uri: ofClient(`logo_uri: "${uri}"`),
        settings: ofTenant(`settings: { allowed_logout_urls: ["${uri}"] }`),
      };
      for (const [field, text] of Object.entries(fields)) {
        const [complaint, ...others] = complaints(text);
        assert.match(complaint ?? '', /^[45]:\d+ /, `${field} ${uri}`);
        assert.deepEqual(others, []);
      }
    }
  });
}

test('RU-38 a thousand callbacks, and shapes that are no list of text, are refused', () => {
  const many = Array.from({ length: 1_000 }, (_, index) => `https://a.example/${index}`);
  assert.deepEqual(complaints(ofClient(`callbacks: ${JSON.stringify(many)}`)), [
    '5:49 callbacks must have at most 100 entries',
  ]);
  assert.deepEqual(complaints(ofClient(`callbacks: ${JSON.stringify(many.slice(0, 100))}`)), []);
  assert.deepEqual(complaints(ofClient('callbacks: ["https://a.example/😀"]')), [
    '5:50 callbacks[0] "https://a.example/😀" has a character that a URI cannot hold: use ASCII, punycode, percent-encoding',
  ]);
});

test('aliases that multiply are refused where the first one stands, in no time', () => {
  const levels = Array.from({ length: 9 }, (_, level) => {
    const items = Array.from({ length: 9 }, () => (level === 0 ? 'x' : `*l${level - 1}`));
    return `l${level}: &l${level} [${items.join(', ')}]`;
  });
  assert.deepEqual(complaints(levels.join('\n')), ['2:10 the aliases repeat too much: write the values out']);
});

test('a placeholder is replaced after parsing, within text only, and an anchor may be used again', () => {
  const text = ofTenant(
    'clients:',
    '  - { name: "the ##GIVEN##", client_id: a, callbacks: &cb ["https://a.example/"] }',
    '  - { name: other, client_id: b, callbacks: *cb }',
  );
  const judged = judgeText(text, ENV);
  assert.ok(judged.ok);
  const clients = judged.value.wanted.tenants?.[0]?.clients;
  assert.deepEqual(
    clients?.map(({ name, callbacks }) => [name, callbacks]),
    [
      ['the from the environment', ['https://a.example/']],
      ['other', ['https://a.example/']],
    ],
  );
});

test('the same name in another region is another tenant', () => {
  assert.deepEqual(complaints('tenants: [{ name: acme, region: us }, { name: acme, region: eu }]'), []);
});

test('a file with every field that there is passes', () => {
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
  assert.deepEqual(complaints(text), []);
});

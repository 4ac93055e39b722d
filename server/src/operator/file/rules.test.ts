/**
 * The table of what a `tacit.yaml` may not say: the file, and the complaint with its line and column. Nothing is written.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { complaints, ofApi, ofClient, ofTenant, ofUser } from '../../../test/operator/operator.ts';

const SECRET = 'x'.repeat(32);

const SECRETS: readonly (readonly [string, readonly string[]])[] = [
  [
    ofTenant('clients: [{ name: A, client_id: x, client_secret: short }]'),
    ['4:55 client_secret must have at least 32 characters, made at random'],
  ],
  [
    ofTenant(
      `clients: [{ name: A, client_id: x, token_endpoint_auth_method: none, client_secret: ${SECRET} }]`,
    ),
    ['4:89 client_secret has no meaning with the method none'],
  ],
  [
    ofTenant('clients: [{ name: A, client_id: x, token_endpoint_auth_method: client_secret_basic }]'),
    ['4:68 token_endpoint_auth_method needs the field client_secret'],
  ],
  [
    ofTenant('clients: [{ name: A, client_id: x, grant_types: [implicit, client_credentials] }]'),
    ['4:64 grant_types[1] needs the field client_secret'],
  ],
  [
    ofTenant('clients: [{ name: A, client_id: x, token_endpoint_auth_method: private_key_jwt }]'),
    ['4:68 token_endpoint_auth_method needs the field jwks or jwks_uri'],
  ],
  [
    ofTenant(
      'clients: [{ name: A, client_id: x, jwks_uri: "https://a.example/", jwks: { keys: [{ kty: EC }] } }]',
    ),
    ['4:50 jwks_uri stands beside jwks: give one of them'],
  ],
  [
    ofTenant('clients: [{ name: A, client_id: x, jwks: { keys: [{ kty: EC, d: x }] } }]'),
    ['4:55 keys[0] must be a public key'],
  ],
  [
    ofTenant('clients: [{ name: A, client_id: x, resource_server_identifier: "urn:api" }]'),
    [
      '4:68 resource_server_identifier needs the field client_secret: an API that introspects proves who it is',
    ],
  ],
  [
    ofTenant(
      'clients: [{ name: A, client_id: x, subject_type: pairwise, callbacks: ["https://a.example/", "https://b.example/"] }]',
    ),
    ['4:54 subject_type pairwise with callbacks on several hosts or none needs sector_identifier_uri'],
  ],
  [
    ofTenant('clients: [{ name: A, client_id: x, policy_uri: "javascript:1" }]'),
    ['4:52 policy_uri has the scheme javascript: a page is at https, or at http on localhost'],
  ],
  [
    ofTenant('clients: [{ name: A, client_id: x, oidc_logout: { backchannel_logout_urls: ["ftp://a"] } }]'),
    ['4:81 backchannel_logout_urls[0] is not an http or https address'],
  ],
  [
    ofTenant('clients: [{ name: A, client_id: x, refresh_token: { leeway: 301 } }]'),
    ['4:65 leeway must be a whole number from 0 to 300'],
  ],
  [
    ofTenant('clientGrants: [{ client_id: nobody, audience: api, scope: ["a b", c, c] }]'),
    [
      '4:33 client_id is not among the clients of this tenant',
      '4:51 audience is not an API of this tenant',
      '4:64 scope[0] has a character that a scope cannot have (RFC 6749 §3.3)',
      '4:74 scope[2] is listed twice',
    ],
  ],
  [
    ofTenant(
      'clients: [{ name: A, client_id: x }]',
      'clientGrants: [{ client_id: x, audience: api }, { client_id: x, audience: api }]',
      'resourceServers: [{ name: A, identifier: api }]',
    ),
    ['5:53 clientGrants[1] is there twice'],
  ],
];

const NAMES: readonly (readonly [string, readonly string[]])[] = [
  [
    'tenants: [{ name: ab, region: us }]',
    [
      '1:19 name must be lower-case letters, digits and hyphens, with no hyphen at either end, and have at least 3 characters',
    ],
  ],
  [`tenants: [{ name: ${'a'.repeat(64)}, region: us }]`, ['1:19 name must have at most 63 characters']],
  [
    'tenants: [{ name: Dev, region: us }]',
    [
      '1:19 name must be lower-case letters, digits and hyphens, with no hyphen at either end, and have at least 3 characters',
    ],
  ],
  [
    'tenants: [{ name: dev.us, region: us-, domain: x }]',
    [
      '1:19 name must be lower-case letters, digits and hyphens, with no hyphen at either end, and have at least 3 characters',
      '1:35 region must be lower-case letters, digits and hyphens, with no hyphen at either end',
    ],
  ],
  ['tenants: [{ name: dev, region: us }, { name: dev, region: us }]', ['1:38 tenants[1] is there twice']],
  [
    ofTenant('domain: https://login.example.com'),
    ['4:13 domain is not a host name in lower case, without scheme and port'],
  ],
  [ofTenant('domain: 127.0.0.1'), ['4:13 domain is not a host name in lower case, without scheme and port']],
  [
    'tenants: [{ name: one, region: us, domain: a.example }, { name: two, region: us, domain: a.example }]',
    [
      '1:44 domain belongs to the tenant two.us',
      '1:90 domain belongs to the tenant one.us',
      '1:90 domain is there twice',
    ],
  ],
  [
    ofTenant('clients:', '  - { name: A, client_id: x }', '  - { name: A, client_id: x }'),
    ['6:31 client_id is there twice'],
  ],
  [
    ofTenant('resourceServers:', '  - { name: A, identifier: x }', '  - { name: A, identifier: x }'),
    ['6:32 identifier is there twice'],
  ],
  [
    ofTenant('users: [{ email: a@example.com }, { email: " A@Example.com" }]'),
    ['4:48 email must be an e-mail address'],
  ],
  [ofTenant('users: [{ email: a@example.com }, { email: A@Example.com }]'), ['4:48 email is there twice']],
  [
    ofTenant('users: [{ email: a@b.c, user_id: "auth0|1" }, { email: b@b.c, user_id: "auth0|1" }]'),
    ['4:76 user_id is there twice'],
  ],
  [
    'rollouts: [{ feature: api_authorization, region: us, stage: "on" }, { feature: api_authorization, region: us, stage: "off" }]',
    ['1:69 rollouts[1] is there twice'],
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
  [ofClient('callbacks: ["https://a.example/cb#x"]'), ['5:50 callbacks[0] has a fragment (RFC 6749 §3.1.2)']],
  [ofClient('callbacks: ["http://a.example/cb"]'), ['5:50 callbacks[0] uses http: only localhost may']],
  [
    ofClient('callbacks: ["https://a.example/", "https://a.example/"]'),
    ['5:72 callbacks[1] is listed twice'],
  ],
  [
    ofClient('allowed_logout_urls: ["javascript:alert(1)"]'),
    ["5:60 allowed_logout_urls[0] has the scheme javascript, which is not an application's"],
  ],
  [
    ofClient('logo_uri: "data:text/html,x"'),
    ['5:48 logo_uri has the scheme data: a page is at https, or at http on localhost'],
  ],
  [
    ofClient('web_origins: ["https://a.example/"]'),
    ['5:52 web_origins[0] is not an origin: write https://a.example'],
  ],
  [ofClient('web_origins: ["null"]'), ['5:52 web_origins[0] is not an absolute URI']],
  [
    ofClient('app_type: native, allowed_origins: ["com.example.app:/cb"]'),
    ['5:74 allowed_origins[0] is not an origin: it names no host'],
  ],
  [
    ofClient('app_type: spa, allowed_origins: ["capacitor://localhost"]'),
    ['5:71 allowed_origins[0] has the scheme capacitor: only a native client may use another than https'],
  ],
  [ofClient('app_type: native, web_origins: ["capacitor://localhost"]'), []],
  [
    ofClient('app_type: native, callbacks: ["myapp://cb"]'),
    [
      '5:68 callbacks[0] has the scheme myapp: one of its own is a lower-case domain name in reverse, unless unsafe_unclaimed_redirect_schemes of the client, or unsafe_redirects_at_registration of the tenant, opens it (RFC 8252 §7.1)',
    ],
  ],
  [ofClient('app_type: native, unsafe_unclaimed_redirect_schemes: true, callbacks: ["myapp://cb"]'), []],
  [
    ofClient('unsafe_any_port_of_localhost: true'),
    [
      '5:68 unsafe_any_port_of_localhost has a meaning for a client whose app_type is native, and for no other',
    ],
  ],
  [
    ofTenant('settings: { allowed_logout_urls: ["https://*.example.com/"] }'),
    ['4:39 allowed_logout_urls[0] has a wildcard: list every URI'],
  ],
  [ofUser('picture: "javascript:alert(1)"'), ['5:42 picture is not an http or https address']],
];

const APIS_AND_USERS: readonly (readonly [string, readonly string[]])[] = [
  [
    ofApi('scopes: [{ value: "read all" }]'),
    ['5:61 value has a character that a scope cannot have (RFC 6749 §3.3)'],
  ],
  [ofApi('scopes: [{ value: a }, { value: a }]'), ['5:75 value is there twice']],
  [ofApi('scopes: [a]'), ['5:52 scopes[0] must be a mapping']],
  [
    ofApi('token_lifetime: 60, token_lifetime_for_web: 61'),
    ['5:87 token_lifetime_for_web is longer than token_lifetime'],
  ],
  [
    ofTenant('clients: [{ name: A, client_id: x }]', 'resourceServers: [{ name: B, identifier: x }]'),
    ['4:37 client_id is also the identifier of an API: in a tenant a name is one thing'],
  ],
  [
    ofUser(
      'password: x, password_hash: "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"',
    ),
    ['5:61 password_hash stands beside password: give one of them'],
  ],
];

for (const [table, cases] of Object.entries({ NAMES, SECRETS, ADDRESSES, APIS_AND_USERS })) {
  for (const [text, expected] of cases) {
    test(`${table}: ${expected.join(' and ').slice(0, 120)}`, async () =>
      assert.deepEqual(await complaints(text), expected));
  }
}

test('RT-11 a token for the web lives two hours at the most, and a whole number of seconds', async () => {
  for (const lifetime of ['7201', '2592000', '-1', '0', '"3600"', '1e12', '.inf', '60.5']) {
    assert.deepEqual(await complaints(ofApi(`token_lifetime_for_web: ${lifetime}`)), [
      '5:67 token_lifetime_for_web must be a whole number from 1 to 7200',
    ]);
  }
  assert.deepEqual(await complaints(ofApi('token_lifetime_for_web: 7200')), []);
  assert.deepEqual(await complaints(ofApi('token_lifetime_for_web: 1')), []);
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
  test(`${id} an address that cannot be registered is refused in every field that holds one, with its place`, async () => {
    for (const uri of uris) {
      const fields = {
        callbacks: ofClient(`callbacks: ["${uri}"], app_type: native`),
        allowed_logout_urls: ofClient(`allowed_logout_urls: ["${uri}"], app_type: native`),
        web_origins: ofClient(`web_origins: ["${uri}"]`),
        logo_uri: ofClient(`logo_uri: "${uri}"`),
        settings: ofTenant(`settings: { allowed_logout_urls: ["${uri}"] }`),
      };
      for (const [field, text] of Object.entries(fields)) {
        const [complaint, ...others] = await complaints(text);
        assert.match(complaint ?? '', /^[45]:\d+ /, `${field} ${uri}`);
        assert.deepEqual(others, []);
      }
    }
  });
}

test('RU-38 a thousand callbacks, and shapes that are no list of text, are refused', async () => {
  const many = Array.from({ length: 1_000 }, (_, index) => `https://a.example/${index}`);
  assert.deepEqual(await complaints(ofClient(`callbacks: ${JSON.stringify(many)}`)), [
    '5:49 callbacks must have at most 100 entries',
  ]);
  assert.deepEqual(await complaints(ofClient(`callbacks: ${JSON.stringify(many.slice(0, 100))}`)), []);
  assert.deepEqual(await complaints(ofClient('callbacks: ["https://a.example/😀"]')), [
    '5:50 callbacks[0] has a character that a URI cannot hold: use ASCII, punycode, percent-encoding',
  ]);
});

test('the same name in another region is another tenant', async () => {
  assert.deepEqual(await complaints('tenants: [{ name: acme, region: us }, { name: acme, region: eu }]'), []);
});

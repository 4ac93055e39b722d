import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Config, configWarnings, describeSettings, type Environment, readConfig } from './config.ts';

const KEY = Buffer.alloc(32, 7).toString('base64');

function mistakes(env: Environment): readonly string[] {
  const read = readConfig(env);
  return read.ok ? [] : read.error;
}

function configured(env: Environment): Config {
  const read = readConfig(env);
  assert.ok(read.ok, JSON.stringify(read));
  return read.value;
}

const REFUSED: readonly (readonly [Environment, string])[] = [
  [{ TACIT_PORT: '0' }, 'TACIT_PORT is "0", not a port from 1 to 65535.'],
  [{ TACIT_PORT: '65536' }, 'TACIT_PORT is "65536", not a port from 1 to 65535.'],
  [{ TACIT_PORT: '4e3' }, 'TACIT_PORT is "4e3", not a port from 1 to 65535.'],
  [{ TACIT_HASHING_NICENESS: '20' }, 'TACIT_HASHING_NICENESS is "20", not a niceness from 0 to 19.'],
  [{ TACIT_HASHING_NICENESS: '-1' }, 'TACIT_HASHING_NICENESS is "-1", not a niceness from 0 to 19.'],
  [
    { TACIT_MANAGEMENT_RATE: '0' },
    'TACIT_MANAGEMENT_RATE is "0", not a number of requests from 1 to 1000000.',
  ],
  [{ TACIT_HASHING_NICENESS: 'low' }, 'TACIT_HASHING_NICENESS is "low", not a niceness from 0 to 19.'],
  [{ TACIT_HOST: 'http://x' }, 'TACIT_HOST is "http://x", neither an IP address nor a host name; write x.'],
  [
    { TACIT_HOST: 'localhost:4000' },
    'TACIT_HOST is "localhost:4000", neither an IP address nor a host name; write localhost, and the port as TACIT_PORT.',
  ],
  [{ TACIT_HOST: '[::1]' }, 'TACIT_HOST is "[::1]", neither an IP address nor a host name; write ::1.'],
  [
    { TACIT_HOST: 'Auth.Example' },
    'TACIT_HOST is "Auth.Example", neither an IP address nor a host name; write auth.example.',
  ],
  [{ TACIT_HOST: 'a b' }, 'TACIT_HOST is "a b", neither an IP address nor a host name.'],
  [{ TACIT_BASE_URL: 'ftp://a.example' }, 'TACIT_BASE_URL is "ftp://a.example", not an http or https URL.'],
  [
    { TACIT_BASE_URL: 'auth.example.com' },
    'TACIT_BASE_URL is "auth.example.com", not an http or https URL; write https://auth.example.com.',
  ],
  [
    { TACIT_BASE_URL: 'localhost:4100' },
    'TACIT_BASE_URL is "localhost:4100", not an http or https URL; write http://localhost:4100.',
  ],
  [
    { TACIT_BASE_URL: '"http://localhost:4000"' },
    'TACIT_BASE_URL is "\\"http://localhost:4000\\"", not an http or https URL; write http://localhost:4000.',
  ],
  [
    { TACIT_BASE_URL: 'https//id.example' },
    'TACIT_BASE_URL is "https//id.example", not an http or https URL; write https://id.example.',
  ],
  [
    { TACIT_BASE_URL: 'http://localhost:99999' },
    'TACIT_BASE_URL is "http://localhost:99999", not an http or https URL.',
  ],
  [
    { TACIT_BASE_URL: 'http://localhost.:4000' },
    'TACIT_BASE_URL is "http://localhost.:4000", but only scheme, host and port may be given, as in http://localhost:4000.',
  ],
  [
    { TACIT_BASE_URL: 'https://id.example./' },
    'TACIT_BASE_URL is "https://id.example./", but only scheme, host and port may be given, as in https://id.example.',
  ],
  [
    { TACIT_BASE_URL: 'http://a.localhost:443/auth' },
    'TACIT_BASE_URL is "http://a.localhost:443/auth", but only scheme, host and port may be given, as in http://a.localhost:443.',
  ],
  [
    { TACIT_BASE_URL: 'https://a.example/auth' },
    'TACIT_BASE_URL is "https://a.example/auth", but only scheme, host and port may be given, as in https://a.example.',
  ],
  [
    { TACIT_BASE_URL: 'https://user:pw@a.example' },
    'TACIT_BASE_URL is "https://user:pw@a.example", but only scheme, host and port may be given, as in https://a.example.',
  ],
  [
    { TACIT_BASE_URL: 'http://127.0.0.1:4000' },
    'TACIT_BASE_URL has an IP address: a tenant is a label before a host name, for example localhost.',
  ],
  [
    { TACIT_BASE_URL: 'https://[::1]' },
    'TACIT_BASE_URL has an IP address: a tenant is a label before a host name, for example localhost.',
  ],
  [
    { TACIT_HOME_REGION: 'US' },
    'TACIT_HOME_REGION is "US", not a label of lower-case letters, digits and hyphens.',
  ],
  [
    { TACIT_MAIL_FROM: 'a@b.test, c@d.test' },
    'TACIT_MAIL_FROM is "a@b.test, c@d.test", not an address like no-reply@example.com.',
  ],
  [
    { TACIT_AUDIT_RETENTION_DAYS: '0' },
    'TACIT_AUDIT_RETENTION_DAYS is "0", not a number of days from 1 to 3650.',
  ],
  [
    { TACIT_SIGN_IN_RETENTION_DAYS: '3651' },
    'TACIT_SIGN_IN_RETENTION_DAYS is "3651", not a number of days from 1 to 3650.',
  ],
  [
    { TACIT_MASTER_KEY: 'c2hvcnQ=' },
    'TACIT_MASTER_KEY must be 32 bytes in base64, 43 characters and perhaps a =: make one with `openssl rand -base64 32`.',
  ],
  [
    { TACIT_MASTER_KEY: 'aB'.repeat(32) },
    'TACIT_MASTER_KEY is 32 bytes in hexadecimal and must be in base64: `echo HEX | xxd -r -p | base64` writes the same key so.',
  ],
  [
    { TACIT_TRUST_PROXY: '10.0.0.1, 10.0.0.0/33' },
    'TACIT_TRUST_PROXY has "10.0.0.0/33", neither an IP address nor a CIDR range.',
  ],
  [
    { TACIT_UNSAFE_OUTBOUND_HOSTS: 'keys.internal, http://10.0.0.7' },
    'TACIT_UNSAFE_OUTBOUND_HOSTS has "http://10.0.0.7", which is not a host or host:port.',
  ],
  [
    { TACIT_LOG_LEVEL: 'verbose' },
    'TACIT_LOG_LEVEL is "verbose", not one of trace, debug, info, warn, error, fatal, silent.',
  ],
  [
    { TACIT_UNSAFE_ALLOW_INSECURE_HTTP: 'yes' },
    'TACIT_UNSAFE_ALLOW_INSECURE_HTTP is "yes", neither true nor false: write one of these two words.',
  ],
];

for (const [env, sentence] of REFUSED) {
  test(`${Object.entries(env).join().replace(',', '=')} is refused with a sentence`, () => {
    assert.deepEqual(mistakes(env), [sentence]);
  });
}

test('SC-08 a name that is no setting is refused, with the setting that was probably meant', () => {
  assert.deepEqual(
    mistakes({ TACIT_TRUST_PROXIE: '::1', TACIT_BASEURL: 'https://a.example', TACIT_COLOUR: 'red' }),
    [
      'TACIT_BASEURL is not a setting: did you mean TACIT_BASE_URL?',
      'TACIT_COLOUR is not a setting; `tacit config` lists them.',
      'TACIT_TRUST_PROXIE is not a setting: did you mean TACIT_TRUST_PROXY?',
    ],
  );
});

test('SC-08 the bare prefix is no setting', () => {
  assert.deepEqual(mistakes({ TACIT_: '1' }), ['TACIT_ is not a setting; `tacit config` lists them.']);
});

test('everything that is wrong is said at once, and the port once only', () => {
  const found = mistakes({ TACIT_PORT: 'x', TACIT_LOG_LEVEL: 'loud', TACIT_X: '' });
  assert.deepEqual(
    found.map((sentence) => sentence.split(' ')[0]),
    ['TACIT_X', 'TACIT_PORT', 'TACIT_LOG_LEVEL'],
  );
});

test('an empty environment gives the defaults', () => {
  assert.deepEqual(configured({}), {
    port: 4000,
    host: '127.0.0.1',
    databaseUrl: 'sqlite:data/tacit.db',
    databaseConnections: 10,
    databaseWaitSeconds: 30,
    baseUrl: new URL('http://localhost:4000'),
    homeRegion: 'us',
    masterKey: undefined,
    otherMasterKeys: [],
    trustProxy: [],
    proxyHeader: undefined,
    operatorTenant: undefined,
    adminClient: undefined,
    logLevel: 'info',
    unsafeOutboundHosts: [],
    auditRetentionDays: 90,
    ...{ signInRetentionDays: 90, counterRetentionDays: 400 },
    smtpUrl: undefined,
    mailFrom: undefined,
    insecureSmtp: false,
    mayBegin: true,
    mailboxForEverybody: false,
    hashingNiceness: 3,
    ...{ managementRate: 6_000, searchedPeople: 50_000 },
    drainSeconds: 0,
    stopSeconds: 25,
  });
});

test('every setting is read; what is set to nothing has its default', () => {
  const config = configured({
    PATH: '/bin',
    TACIT_PORT: '65535',
    TACIT_HOST: '::',
    TACIT_DATABASE_URL: 'postgres://tacit@db/tacit',
    TACIT_DATABASE_CONNECTIONS: '4',
    TACIT_DATABASE_WAIT_SECONDS: '0',
    TACIT_BASE_URL: 'https://Auth.example.com:8443/',
    TACIT_HOME_REGION: 'eu-1',
    TACIT_MASTER_KEY: KEY,
    TACIT_TRUST_PROXY: '10.0.0.0/8, ::1, private',
    TACIT_PROXY_HEADER: 'Forwarded',
    TACIT_UNSAFE_MAILBOX_FOR_EVERYBODY: 'true',
    TACIT_UNSAFE_OUTBOUND_HOSTS: 'localhost:8080, 10.0.0.7',
    TACIT_AUDIT_RETENTION_DAYS: '365',
    ...{ TACIT_SIGN_IN_RETENTION_DAYS: '7', TACIT_COUNTER_RETENTION_DAYS: '30' },
    TACIT_SMTP_URL: 'smtp://u:p@mail.example.com:2525',
    TACIT_MAIL_FROM: 'Acme <no-reply@example.com>',
    TACIT_UNSAFE_SMTP_WITHOUT_TLS: 'true',
    TACIT_DRAIN_SECONDS: '3',
    TACIT_STOP_SECONDS: '9',
    TACIT_LOG_LEVEL: '',
  });
  assert.deepEqual(config, {
    port: 65_535,
    host: '::',
    databaseUrl: 'postgres://tacit@db/tacit',
    databaseConnections: 4,
    databaseWaitSeconds: 0,
    baseUrl: new URL('https://auth.example.com:8443'),
    homeRegion: 'eu-1',
    masterKey: KEY,
    otherMasterKeys: [],
    trustProxy: ['10.0.0.0/8', '::1', 'private'],
    proxyHeader: 'forwarded',
    unsafeOutboundHosts: ['localhost:8080', '10.0.0.7'],
    auditRetentionDays: 365,
    ...{ signInRetentionDays: 7, counterRetentionDays: 30 },
    smtpUrl: 'smtp://u:p@mail.example.com:2525',
    mailFrom: 'Acme <no-reply@example.com>',
    insecureSmtp: true,
    mayBegin: false,
    mailboxForEverybody: true,
    operatorTenant: undefined,
    adminClient: undefined,
    hashingNiceness: 3,
    ...{ managementRate: 6_000, searchedPeople: 50_000 },
    drainSeconds: 3,
    stopSeconds: 9,
    logLevel: 'info',
  });
});

test('the base URL follows the port unless it is set', () => {
  assert.equal(configured({ TACIT_PORT: '4100' }).baseUrl.origin, 'http://localhost:4100');
  const env = { TACIT_PORT: '4100', TACIT_BASE_URL: 'https://auth.example.com' };
  assert.equal(configured(env).baseUrl.origin, 'https://auth.example.com');
});

test('a port that is the scheme’s own is no other address, whether a setting names it or follows from the port', () => {
  const origins: readonly (readonly [Environment, string])[] = [
    [{ TACIT_PORT: '80' }, 'http://localhost'],
    [{ TACIT_PORT: '443' }, 'http://localhost:443'],
    [{ TACIT_BASE_URL: 'http://localhost:80' }, 'http://localhost'],
    [{ TACIT_BASE_URL: 'https://auth.example.com:443/' }, 'https://auth.example.com'],
    [{ TACIT_BASE_URL: 'https://auth.example.com:80' }, 'https://auth.example.com:80'],
  ];
  for (const [env, origin] of origins) assert.equal(configured(env).baseUrl.origin, origin);
  const shown = describeSettings({ TACIT_PORT: '80' }).find(({ name }) => name === 'TACIT_BASE_URL');
  assert.equal(shown?.value, 'http://localhost');
});

test('a port at which mail servers speak TLS the other way is warned of (RFC 8314 §3.3)', () => {
  const warned = (url: string) => configWarnings(configured({ TACIT_SMTP_URL: url }));
  for (const url of ['smtp://mail.example:465', 'smtps://mail.example:587', 'smtps://u:p@mail.example:25'])
    assert.match(warned(url).join(), /^TACIT_SMTP_URL begins with smtps?:\/\/ and has port \d+, where/, url);
  for (const url of ['smtp://mail.example', 'smtp://mail.example:25', 'smtps://mail.example:465'])
    assert.deepEqual(warned(url), [], url);
});

test('names of the example are known and change nothing', () => {
  assert.deepEqual(configured({ TACIT_DEMO_PASSWORD: 'd' }), configured({}));
});

test('the tenant of the operators is named with its region', () => {
  assert.equal(configured({ TACIT_OPERATOR_TENANT: 'ops.us' }).operatorTenant, 'ops.us');
  for (const text of ['ops', 'ops.', '.us', 'Ops.us', 'ops.us.example', 'https://ops.us'])
    assert.equal(readConfig({ TACIT_OPERATOR_TENANT: text }).ok, false, text);
});

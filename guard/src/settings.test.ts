import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createGuard, guard } from './guard.ts';
import { GuardError, type GuardErrorCode } from './guard-error.ts';
import type { GuardOptions } from './settings.ts';
import { readSettings } from './settings.ts';

const GOOD: GuardOptions = { issuer: 'https://acme.auth.test/', audience: 'https://api.acme.test' };

function refuses(code: GuardErrorCode, options: object, message?: string): void {
  const all = { ...GOOD, ...options };
  assert.throws(
    () => readSettings(all),
    (error) => error instanceof GuardError && error.code === code,
    message,
  );
}

test('an issuer that is no plain URL is refused (OIDC Discovery §3)', () => {
  const issuers = [
    undefined,
    null,
    5,
    '',
    'acme.auth.test',
    '/tenant',
    'https://',
    'https://acme.auth.test/?',
    'https://acme.auth.test/?a=1',
    'https://acme.auth.test/#top',
    ' https://acme.auth.test/',
    'https://acme.auth.test/\n',
    'https://acme.auth\u200b.test/',
    'https://alice@acme.auth.test/',
    'https://alice:secret@acme.auth.test/',
  ];
  for (const issuer of issuers) refuses('invalid_issuer', { issuer }, JSON.stringify(issuer));
});

test('an issuer without TLS is refused unless it is this machine', () => {
  const insecure = [
    'http://acme.auth.test/',
    'http://localhost.evil.test/',
    'http://evillocalhost/',
    'http://127.0.0.1.evil.test/',
    'http://10.0.0.1/',
    'http://[::2]/',
    'http://0.0.0.0/',
    'ftp://localhost/',
    'file:///etc/passwd',
    'javascript:alert(1)',
  ];
  for (const issuer of insecure) refuses('insecure_issuer', { issuer }, issuer);
  const local = [
    'http://localhost/',
    'http://localhost:4000/',
    'http://acme.us.localhost:4000/',
    'http://LOCALHOST:4000/',
    'http://127.0.0.1:4000/',
    'http://127.8.8.8/',
    'http://[::1]:4000/',
  ];
  for (const issuer of local) assert.equal(readSettings({ ...GOOD, issuer }).issuer, issuer);
  const allowed = { ...GOOD, issuer: 'http://acme.auth.test/', allow_insecure_http: true };
  assert.equal(readSettings(allowed).keys.allowsHttp, true);
  refuses('insecure_issuer', { issuer: 'ftp://acme.auth.test/', allow_insecure_http: true });
});

test('an audience that names nothing is refused', () => {
  for (const audience of [undefined, null, '', ' ', 'api\u0000', ['https://api.acme.test'], 5]) {
    refuses('invalid_audience', { audience }, JSON.stringify(audience));
  }
});

test('an algorithm that is unknown, symmetric or none is refused (RFC 8725 §3.1)', () => {
  for (const alg of ['none', 'HS256', 'HS512', 'rs256', 'constructor', '', 5, null]) {
    refuses('invalid_algorithms', { algorithms: [alg] }, String(alg));
    refuses('invalid_algorithms', { algorithms: ['RS256', alg] }, String(alg));
  }
  refuses('invalid_algorithms', { algorithms: [] });
  refuses('invalid_algorithms', { algorithms: 'RS256' });
  assert.deepEqual(readSettings(GOOD).jws.algorithms, ['RS256', 'ES256', 'EdDSA']);
});

test('a leeway that is no number of seconds up to a minute is refused', () => {
  for (const leeway of [-1, 61, Number.NaN, Number.POSITIVE_INFINITY, '5'])
    refuses('invalid_leeway', { leeway });
  for (const leeway of [0, 60]) assert.equal(readSettings({ ...GOOD, leeway }).leeway, leeway);
  assert.equal(readSettings(GOOD).leeway, 5);
});

test('a realm that would end its quotes or its line is refused', () => {
  for (const realm of ['', 'a"b', 'a\\b', 'a\r\nb', 'caf\u00e9']) refuses('invalid_realm', { realm });
  assert.equal(readSettings({ ...GOOD, realm: 'acme appointments' }).realm, 'acme appointments');
});

test('only `true` switches a protection off, and each that is off is warned of at start', () => {
  const weakening = [
    'accept_access_tokens_typed_like_id_tokens',
    'allow_insecure_http',
    'allow_foreign_jwks_uri',
    'explain_refusals_to_callers',
  ];
  const warned = (options: object) => {
    const warnings: string[] = [];
    const world = {
      fetch,
      now: () => 0,
      monotonic_ms: () => 0,
      warn: (text: string) => void warnings.push(text),
      tell: () => {},
      isProduction: false,
    };
    createGuard({ ...GOOD, ...options }, world);
    return warnings;
  };
  assert.deepEqual(warned({}), []);
  for (const name of weakening) {
    assert.deepEqual(warned({ [name]: 'true' }), []);
    assert.deepEqual(warned({ [name]: true }), [`@tacit/guard: ${name} is on, which weakens a protection.`]);
  }
});

test('a warning reaches the process that starts the guard', async () => {
  const warning = new Promise<Error>((resolve) => process.once('warning', resolve));
  guard({ ...GOOD, allow_foreign_jwks_uri: true });
  assert.equal((await warning).name, 'TacitGuardWarning');
});

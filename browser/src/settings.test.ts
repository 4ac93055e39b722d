import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TacitError } from './errors.ts';
import { openidScope, parseOptions, type TacitOptions } from './settings.ts';

const ORIGIN = 'https://app.acme.test';
const OPTIONS = {
  issuer: 'https://acme.auth.test/',
  client_id: 'spa1',
  redirect_uri: `${ORIGIN}/cb`,
} satisfies TacitOptions;

function refusedOption(options: object): string | undefined {
  try {
    parseOptions({ ...OPTIONS, ...options }, ORIGIN);
  } catch (error) {
    assert.ok(error instanceof TacitError);
    assert.equal(error.code, 'invalid_configuration');
    return error.message.split(': ')[1];
  }
  return undefined;
}

for (const issuer of [
  '',
  'acme.auth.test/',
  'https://acme.auth.test',
  'https://acme.auth.test/tenant',
  'http://acme.auth.test/',
  'http://127.0.0.2/',
  'http://localhost.evil.test/',
  'http://localhost@evil.test/',
  'http://localhost:80@evil.test/',
  'https://user@acme.auth.test/',
  'https://acme.auth.test/?x=/',
  'https://acme.auth.test/#/',
  'https://acme.auth.test\\@evil.test/',
  'javascript:alert(1)//',
  'ftp://localhost/',
  'https:///',
]) {
  test(`an issuer of ${JSON.stringify(issuer)} is refused (OIDC Discovery §3)`, () => {
    assert.equal(refusedOption({ issuer }), 'issuer');
  });
}

for (const issuer of [
  'https://acme.us.auth.test:8443/',
  'https://auth.test/tenants/acme/',
  'http://localhost:4000/',
  'http://acme.us.localhost:4000/',
  'http://127.0.0.1:4000/',
  'http://[::1]:4000/',
]) {
  test(`an issuer of ${issuer} is accepted, with its own origin`, () => {
    const settings = parseOptions({ ...OPTIONS, issuer }, ORIGIN);
    assert.equal(settings.issuer_origin, new URL(issuer).origin);
  });
}

for (const { option, value } of [
  { option: 'redirect_uri', value: 'https://other.acme.test/cb' },
  { option: 'redirect_uri', value: 'http://app.acme.test/cb' },
  { option: 'redirect_uri', value: '/cb' },
  { option: 'flow', value: 'hybrid' },
  { option: 'flow', value: 'constructor' },
  { option: 'response_type', value: 'id_token' },
  { option: 'tokens', value: 'localStorage' },
  { option: 'leeway', value: 61 },
  { option: 'leeway', value: -1 },
  { option: 'leeway', value: Number.NaN },
  { option: 'timeout', value: 0 },
  { option: 'timeout', value: Number.NaN },
]) {
  test(`${option} ${value} is refused`, () => {
    assert.equal(refusedOption({ [option]: value }), option);
  });
}

for (const response_type of ['token', 'code', 'code id_token', 'constructor']) {
  test(`response_type ${response_type} is refused in the implicit flow`, () => {
    assert.equal(refusedOption({ flow: 'implicit', response_type }), 'response_type');
  });
}

test('the implicit flow asks for both tokens unless it is told to leave the access token', () => {
  const asked = (options: Partial<TacitOptions>) =>
    parseOptions({ ...OPTIONS, flow: 'implicit', ...options }, ORIGIN).response_type;
  assert.equal(asked({}), 'id_token token');
  assert.equal(asked({ response_type: 'id_token' }), 'id_token');
});

test('what is not said has the default that the README names', () => {
  const { scope, flow, response_type, tokens, leeway, timeout, signing_algs } = parseOptions(OPTIONS, ORIGIN);
  assert.deepEqual(
    [scope, flow, response_type, tokens, leeway, timeout],
    ['openid', 'code', 'code', 'memory', 60, 10],
  );
  assert.deepEqual(signing_algs, ['RS256', 'ES256', 'EdDSA']);
});

test('a scope has openid first and each value once', () => {
  assert.equal(openidScope(' read:a  openid read:a '), 'openid read:a');
  assert.equal(openidScope(''), 'openid');
});

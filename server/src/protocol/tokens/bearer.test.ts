import assert from 'node:assert/strict';
import { test } from 'node:test';
import { oauthError } from '../oauth-error.ts';
import { bearerChallenge, bearerToken } from './bearer.ts';

const REFUSED: readonly (readonly [why: string, authorization: string])[] = [
  ['another scheme', 'Basic YTpi'],
  ['a scheme that only begins alike', 'BearerX abc'],
  ['a scheme and no token', 'Bearer '],
  ['a scheme alone', 'Bearer'],
  ['an empty header', ''],
  ['two credentials in one header', 'bearer a, Bearer b'],
  ['a space inside the token', 'Bearer a b'],
  ['a character outside b64token', 'Bearer a"b'],
  ['a character that is not ASCII', 'Bearer ä'],
  ['a line break after the token', 'Bearer a\n'],
  ['= before the end', 'Bearer a=b'],
  ['16,385 characters', `Bearer ${'a'.repeat(16_378)}`],
  ['64 KiB', `Bearer ${'a'.repeat(65_536)}`],
];

for (const [why, authorization] of REFUSED) {
  test(`JW-17 bearer: an Authorization header with ${why} is invalid_request (RFC 6750 §2.1)`, () => {
    const token = bearerToken({ authorization, form: undefined });
    assert.equal(token.ok, false);
    assert.equal(!token.ok && token.error.error, 'invalid_request');
  });
}

test('JW-17 bearer: a token in the header and in the body is invalid_request (RFC 6750 §2)', () => {
  const token = bearerToken({ authorization: 'Bearer a', form: 'a' });
  assert.equal(!token.ok && token.error.error, 'invalid_request');
});

test('bearer: a request without a token is no refusal, but has none', () => {
  const token = bearerToken({ authorization: undefined, form: undefined });
  assert.deepEqual(token, { ok: true, value: undefined });
});

const ACCEPTED: readonly (readonly [string, string | undefined, string | undefined, string])[] = [
  ['in the header', 'Bearer abc.DEF-_~+/09==', undefined, 'abc.DEF-_~+/09=='],
  ['in the header, the scheme in any case', 'bEARER abc', undefined, 'abc'],
  ['in the header after several spaces', 'Bearer   abc', undefined, 'abc'],
  ['in the header, 16,384 characters in all', `Bearer ${'a'.repeat(16_377)}`, undefined, 'a'.repeat(16_377)],
  ['in the body', undefined, 'abc', 'abc'],
];

for (const [where, authorization, form, value] of ACCEPTED) {
  test(`bearer: a token ${where} is read and does not print itself (RFC 6750 §2)`, () => {
    const token = bearerToken({ authorization, form });
    assert.ok(token.ok && token.value);
    assert.equal(token.value.reveal(), value);
    assert.equal(String(token.value), '[secret]');
  });
}

test('bearer: a challenge to a request without credentials names no error (RFC 6750 §3.1)', () => {
  assert.equal(bearerChallenge('acme'), 'Bearer realm="acme"');
});

test('bearer: a challenge names error and scope, and a quote in the description cannot end it (RFC 6750 §3)', () => {
  const error = oauthError('insufficient_scope', 'needs "openid"');
  assert.equal(
    bearerChallenge('acme', error, { scope: 'openid' }),
    'Bearer realm="acme", error="insufficient_scope", error_description="needs ?openid?", scope="openid"',
  );
});

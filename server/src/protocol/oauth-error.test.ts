import assert from 'node:assert/strict';
import { test } from 'node:test';
import { errorStatus, oauthError, reasonOf, refusal } from './oauth-error.ts';

const CUT: readonly (readonly [why: string, from: string, to: string])[] = [
  ['a double quote', 'a"b', 'a?b'],
  ['a backslash', 'a\\b', 'a?b'],
  ['a line break', 'a\r\nSet-Cookie: x', 'a??Set-Cookie: x'],
  ['a NUL and a DEL', '\0\x7f', '??'],
  ['letters that are not ASCII', 'é', '?'],
  ['an emoji, which is two code units', '🔑', '??'],
];

for (const [why, from, to] of CUT) {
  test(`PP-10 error_description: ${why} is replaced (RFC 6749 §5.2)`, () => {
    assert.equal(oauthError('invalid_request', from).error_description, to);
  });
}

test('error_description: every character the RFC allows stays (RFC 6749 §5.2)', () => {
  const allowed = Array.from({ length: 0x7f - 0x20 }, (_, index) => String.fromCharCode(0x20 + index))
    .filter((character) => character !== '"' && character !== '\\')
    .join('');
  assert.equal(oauthError('invalid_request', allowed).error_description, allowed);
});

test('error_description: 300 characters stay, the 301st does not', () => {
  assert.equal(oauthError('invalid_request', 'x'.repeat(300)).error_description.length, 300);
  assert.equal(oauthError('invalid_request', 'x'.repeat(301)).error_description.length, 300);
});

test('error: a detail is there only when given, and as it came', () => {
  assert.deepEqual(oauthError('access_denied', 'no'), { error: 'access_denied', error_description: 'no' });
  assert.equal(oauthError('access_denied', 'no', 'wég').detail, 'wég');
});

const STATUSES = [
  ['invalid_request', 400],
  ['access_denied', 403],
  ['invalid_token', 401],
  ['insufficient_scope', 403],
  ['temporarily_unavailable', 503],
  ['server_error', 500],
] as const;

for (const [error, status] of STATUSES) {
  test(`error: ${error} answers ${status} where it is not redirected (RFC 6750 §3.1, RFC 9110)`, () => {
    assert.equal(errorStatus(error), status);
  });
}

test('why is what is wrong with the request, else what is known beside the code, else what the code says', () => {
  assert.equal(reasonOf(refusal('invalid_request', 'x', 'client_id_missing')), 'client_id_missing');
  assert.equal(
    reasonOf({ ...oauthError('invalid_client', 'x'), reason: 'unknown_client' }),
    'unknown_client',
  );
  assert.equal(reasonOf(oauthError('invalid_client', 'x')), 'wrong_client_secret');
  assert.equal(reasonOf(oauthError('server_error', 'x')), 'other');
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  clientWith,
  judge,
  parametersOf,
  query,
  told,
} from '../../../test/authorization/authorization-requests.ts';
import { isVerified, readCodeChallenge } from './pkce.ts';

/** RFC 7636, Appendix B. */
const VERIFIER = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
const CHALLENGE = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';

const REFUSED: readonly (readonly [why: string, parameters: string])[] = [
  ['a method without a challenge', 'code_challenge_method=S256'],
  ['no method, which means plain', `code_challenge=${CHALLENGE}`],
  ['plain', `code_challenge=${VERIFIER}&code_challenge_method=plain`],
  ['a method that does not exist', `code_challenge=${CHALLENGE}&code_challenge_method=S512`],
  ['the method in lower case', `code_challenge=${CHALLENGE}&code_challenge_method=s256`],
  ['a challenge that is too short', 'code_challenge=abc&code_challenge_method=S256'],
  ['a challenge that is too long', `code_challenge=${CHALLENGE}A&code_challenge_method=S256`],
  ['a challenge with padding', `code_challenge=${CHALLENGE.slice(1)}%3D&code_challenge_method=S256`],
  ['a challenge with a space', `code_challenge=${CHALLENGE.slice(1)}+&code_challenge_method=S256`],
];

for (const [why, encoded] of REFUSED) {
  test(`FU-03 PKCE: ${why} is refused (RFC 7636 §4.3)`, () => {
    const read = readCodeChallenge(parametersOf(encoded), { required: false });
    assert.equal(!read.ok && read.error.error, 'invalid_request');
  });
}

test('FU-03 PKCE: without a challenge a public client is refused, another is not (RFC 9700 §2.1.1)', () => {
  assert.equal(readCodeChallenge(parametersOf(''), { required: true }).ok, false);
  assert.deepEqual(readCodeChallenge(parametersOf(''), { required: false }), { ok: true, value: undefined });
  const spa = clientWith({ grant_types: ['authorization_code'] });
  assert.equal(told(judge(query({ response_type: 'code' }), { client: spa })), 'query: invalid_request');
  const web = { ...spa, token_endpoint_auth_method: 'client_secret_post' } as const;
  assert.equal(told(judge(query({ response_type: 'code' }), { client: web })), 'accepted');
});

test('FU-03 PKCE: a request without a code needs none', () => {
  assert.equal(told(judge(query())), 'accepted');
});

test('FU-03 PKCE: the challenge of a request is read', () => {
  const parameters = parametersOf(`code_challenge=${CHALLENGE}&code_challenge_method=S256`);
  assert.deepEqual(readCodeChallenge(parameters, { required: true }), { ok: true, value: CHALLENGE });
});

const NOT_VERIFIED: readonly (readonly [
  why: string,
  challenge: string | undefined,
  verifier: string | undefined,
])[] = [
  ['another verifier', CHALLENGE, `${VERIFIER.slice(1)}A`],
  ['the challenge in place of the verifier', CHALLENGE, CHALLENGE],
  ['no verifier', CHALLENGE, undefined],
  ['an empty verifier', CHALLENGE, ''],
  ['a verifier for a code without a challenge: a downgrade (RFC 9700 §4.8.2)', undefined, VERIFIER],
  ['a verifier that is too short to be one', 'x', 'abc'],
  ['a verifier of 129 characters', CHALLENGE, 'a'.repeat(129)],
];

for (const [why, challenge, verifier] of NOT_VERIFIED) {
  test(`FU-03 PKCE: ${why} is not verified (RFC 7636 §4.6)`, () => {
    assert.equal(isVerified(challenge, verifier), false);
  });
}

test('FU-03 PKCE: the example of RFC 7636 is verified, and neither challenge nor verifier is too', () => {
  assert.equal(isVerified(CHALLENGE, VERIFIER), true);
  assert.equal(isVerified(undefined, undefined), true);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readError, readResponse, type Sent } from './authorization-response.ts';

const SENT: Sent = {
  response_type: 'id_token token',
  state: 'a+b &=',
  nonce: 'n',
  issuer: 'https://id.test/',
  iss_promised: true,
};

const GOOD = {
  access_token: 'a',
  expires_in: '7200',
  token_type: 'Bearer',
  id_token: 'i',
  state: SENT.state,
  iss: SENT.issuer,
};

function at(parameters: Record<string, string>, query = ''): URL {
  return new URL(`http://localhost:3000/callback${query}#${new URLSearchParams(parameters)}`);
}

function without(name: keyof typeof GOOD): Record<string, string> {
  const { [name]: _gone, ...rest } = GOOD;
  return rest;
}

const REFUSED: readonly (readonly [string, URL, RegExp])[] = [
  ['another state (RFC 6749 §10.12)', at({ ...GOOD, state: 'other' }), /state is not/],
  ['no state', at(without('state')), /state is not/],
  ['another issuer (RFC 9207 §2.4)', at({ ...GOOD, iss: 'https://evil.test/' }), /iss is not/],
  ['a token in the query', at(GOOD, '?access_token=a'), /in the query/],
  ['an error in the query', at(GOOD, '?error=x'), /in the query/],
  ['no access token (RFC 6749 §4.2.2)', at(without('access_token')), /do not agree/],
  ['no ID token (OIDC Core §3.2.2.5)', at(without('id_token')), /do not agree/],
  ['another token type (RFC 6749 §7.1)', at({ ...GOOD, token_type: 'mac' }), /token_type/],
  ['an expiry that is no number', at({ ...GOOD, expires_in: 'soon' }), /expires_in/],
  ['a parameter twice', new URL(`${at(GOOD)}&state=again`), /twice/],
  ['an empty fragment', new URL('http://localhost:3000/callback'), /nothing/],
  ['an error', at({ error: 'access_denied', state: SENT.state, iss: SENT.issuer }), /access_denied/],
  ['an error without the promised iss', at({ error: 'access_denied', state: SENT.state }), /iss is not/],
];

for (const [what, location, message] of REFUSED) {
  test(`authorization response: ${what} is refused`, () => {
    assert.throws(() => readResponse(location, SENT), message);
  });
}

test('authorization response: the answer to what was sent passes, with its state exact', () => {
  assert.deepEqual(readResponse(at(GOOD), SENT), { access_token: 'a', id_token: 'i' });
  assert.equal(readError(at(GOOD), SENT), undefined);
});

test('authorization response: iss may be absent beside an ID token or where nobody promised it (RFC 9207 §2.4)', () => {
  assert.ok(readResponse(at(without('iss')), SENT));
  const refusal = at({ error: 'login_required', state: SENT.state });
  assert.equal(readError(refusal, { ...SENT, iss_promised: false }), 'login_required');
});

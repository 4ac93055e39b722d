import assert from 'node:assert/strict';
import { test } from 'node:test';
import { responseNameIn } from './response-parameters.ts';

const TAKEN: readonly (readonly [query: string, name: string])[] = [
  ['?code=1', 'code'],
  ['?code', 'code'],
  ['?a=b&state=x', 'state'],
  ['?iss=https://evil.test', 'iss'],
  ['?access_token=x', 'access_token'],
  ['?token_type=Bearer', 'token_type'],
  ['?expires_in=1', 'expires_in'],
  ['?scope=openid', 'scope'],
  ['?id_token=x', 'id_token'],
  ['?session_state=x', 'session_state'],
  ['?error=access_denied', 'error'],
  ['?error_description=x', 'error_description'],
  ['?error_uri=x', 'error_uri'],
  ['?response=x', 'response'],
  ['?%63ode=1', 'code'],
  ['?c%6Fde=1', 'code'],
  ['?access%5Ftoken=1', 'access_token'],
  ['?+code=1', 'code'],
  ['?code+=1', 'code'],
  ['?Code=1', 'code'],
  ['?code[]=1', 'code'],
  ['?state%5B0%5D=1', 'state'],
  ['?a=b;code=1', 'code'],
  ['?a=b&&code=1', 'code'],
  ['?a=%zz&code=1', 'code'],
];

for (const [query, name] of TAKEN) {
  test(`${query} says ${name} before an answer does (RFC 6749 §3.1.2)`, () => {
    assert.equal(responseNameIn(query), name);
  });
}

for (const query of ['', '?', '?bar=foo', '?codes=1', '?a=code', '?my_state=1', '?%2563ode=1', '?[]=1']) {
  test(`${query || 'no query'} leaves the names of an answer to the answer`, () => {
    assert.equal(responseNameIn(query), undefined);
  });
}

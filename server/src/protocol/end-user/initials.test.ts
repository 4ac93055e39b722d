import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { StandardClaims } from '../../resources/end-user/claims.ts';
import { INITIALS, initialsOf } from './initials.ts';

const CASES: readonly (readonly [letters: string, claims: StandardClaims])[] = [
  ['ae', { name: 'Alice Mary Example', nickname: 'ally', email: 'a.b@acme.test' }],
  ['ew', { name: ' \u00c9lodie  W\u00fcst ' }],
  ['al', { name: 'Alice' }],
  ['x', { name: 'X' }],
  ['7u', { name: '7-up' }],
  // By an address nobody is called.
  ['al', { name: 'zoe@acme.test', nickname: 'ally' }],
  ['aw', { email: 'alice.wonder@acme.test' }],
  // What has no letter of these is passed over.
  ['li', { name: '\u674e\u660e', email: 'Li@acme.test' }],
  ['_', { name: '\u674e\u660e' }],
  ['_', {}],
];

for (const [letters, claims] of CASES) {
  test(`initials of ${JSON.stringify(claims)} are ${letters}`, () => {
    assert.equal(initialsOf(claims), letters);
    assert.match(letters, INITIALS);
  });
}

test('what is no initials is none', () => {
  for (const text of ['', 'abc', 'A', '\u00e9', 'a.', '../', '__', 'a\n'])
    assert.doesNotMatch(text, INITIALS);
});

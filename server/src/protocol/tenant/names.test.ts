import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isOwnName, nameMistake, namesOf, ownNames } from './names.ts';

const ISSUER = 'https://acme.auth.test/';
const GLOBEX = 'https://globex.auth.test/';

test('a client takes its client_id and what its own tokens are about; an API and a user take one name (RFC 9068 §2.2)', () => {
  assert.deepEqual(namesOf('client', 'x'), [
    { name: 'x', kind: 'client' },
    { name: 'x@clients', kind: 'client_subject' },
  ]);
  assert.deepEqual(namesOf('api', 'x'), [{ name: 'x', kind: 'api' }]);
  assert.deepEqual(namesOf('user', 'x'), [{ name: 'x', kind: 'user' }]);
});

const OWN = [
  ISSUER,
  'https://acme.auth.test',
  'HTTPS://ACME.auth.test/',
  'https://acme.auth.test:443/',
  `${ISSUER}userinfo`,
  GLOBEX,
  `${GLOBEX}userinfo`,
  'tacit:account',
  'tacit:account@clients',
];

for (const name of OWN) {
  test(`${name} is a name of the server itself`, () => assert.equal(isOwnName(name, [ISSUER, GLOBEX]), true));
}

for (const name of [
  'x',
  'urn:api',
  'https://api.acme.test/',
  `${ISSUER}api`,
  'https://acme.auth.test.evil.test/',
]) {
  test(`${name} is a name that somebody may have`, () => assert.equal(isOwnName(name, [ISSUER]), false));
}

test('an issuer names itself and the audiences of what it answers itself', () => {
  assert.deepEqual(ownNames(ISSUER), [ISSUER, `${ISSUER}userinfo`, `${ISSUER}api/v2/`, `${ISSUER}me/`]);
});

test('what is said of a name that is taken says what it is', () => {
  assert.equal(
    nameMistake('api', 'client'),
    'is also a client_id: an ID token would name it as its audience',
  );
  assert.match(nameMistake('client', 'api'), /^is also the identifier of an API: in a tenant/);
  assert.match(nameMistake('user', 'client_subject'), /^is also what the tokens of a client are about: /);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { takesUsername } from '../tenant/tenant.ts';
import { accountName, canonicalUsername, isAddress } from './end-user.ts';

test('an account is called by its address, else by its user name, in one spelling', () => {
  assert.equal(canonicalUsername(' Front.DESK '), 'front.desk');
  assert.deepEqual(['a@b.test', 'a.b'].map(isAddress), [true, false]);
  assert.equal(accountName({ claims: { email: 'Bob@X.test' }, username: 'bob' }), 'bob@x.test');
  assert.equal(accountName({ claims: {}, username: 'bob' }), 'bob');
  assert.equal(accountName({ claims: {} }), undefined);
});

test('a user name is typed where the tenant says so and has passwords', () => {
  for (const [username_login, login_methods, expected] of [
    [false, ['password'], false],
    [true, ['passkey'], false],
    [true, ['passkey', 'password'], true],
  ] as const)
    assert.equal(takesUsername({ username_login, login_methods }), expected);
});

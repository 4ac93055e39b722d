import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newEndUser, readPendingSignUp, readSignUp } from './sign-up.ts';

const FIELDS = { email: 'Alice@acme.test', password: 'a good long password' };

const REFUSED: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
  ['PR-10 no address', { email: undefined }],
  ['PR-10 two addresses', { email: ['alice@acme.test', 'mallory@evil.test'] }],
  ['PR-10 an object for an address', { email: { $ne: null } }],
  ['LG-17 what is no address', { email: 'alice@acme.test,mallory@evil.test' }],
  ['LG-18 no password', { password: undefined }],
  ['LG-18 an empty password', { password: '' }],
  ['LG-18 an object for a password', { password: { $ne: null } }],
  ['LG-18 a list for a password', { password: ['x'] }],
  ['LG-18 a number for a password', { password: 0 }],
  ['LG-18 true for a password', { password: true }],
  ['LG-18 null for a password', { password: null }],
  ['PR-19 a username', { username: 'bob@acme.test' }],
  ['a name that is no text', { name: 1 }],
  ['PR-09 a name with a line end', { given_name: 'Alice\r\nBcc: mallory@evil.test' }],
  ['half a character', { nickname: '\ud800' }],
  ['a name of 301', { name: 'a'.repeat(301) }],
  ['a given name of 151', { given_name: 'a'.repeat(151) }],
  ['a picture by http', { picture: 'http://acme.test/a.png' }],
  ['a picture by javascript', { picture: 'javascript:alert(1)' }],
  ['metadata that is a list', { user_metadata: ['x'] }],
  ['metadata that is text', { user_metadata: 'x' }],
  ['metadata with an object in it', { user_metadata: { plan: { $ne: null } } }],
  ['metadata with NUL', { user_metadata: { plan: '\0' } }],
  ['metadata of 11', { user_metadata: Object.fromEntries([...'abcdefghijk'].map((name) => [name, ''])) }],
  ['a name of metadata of 101', { user_metadata: { ['a'.repeat(101)]: '' } }],
  ['a value of metadata of 501', { user_metadata: { a: 'a'.repeat(501) } }],
];

for (const [name, changes] of REFUSED) {
  test(`${name} is refused`, () => {
    assert.equal(readSignUp({ ...FIELDS, ...changes }).ok, false);
  });
}

test('a sign-up with an address and a password is enough', () => {
  assert.deepEqual(readSignUp(FIELDS), {
    ok: true,
    value: { email: 'alice@acme.test', password: FIELDS.password, profile: {}, user_metadata: {} },
  });
});

test('the profile and the metadata of a sign-up count up to their limits', () => {
  const profile = {
    given_name: 'a'.repeat(150),
    family_name: 'b',
    name: 'c'.repeat(300),
    nickname: 'd',
    picture: 'https://acme.test/a.png',
  };
  const user_metadata = { ['a'.repeat(100)]: 'a'.repeat(500) };
  const read = readSignUp({ ...FIELDS, ...profile, user_metadata, username: null });
  assert.deepEqual(read.ok && [read.value.profile, read.value.user_metadata], [profile, user_metadata]);
  assert.equal(readSignUp({ ...FIELDS, name: null, user_metadata: null }).ok, true);
});

test('PR-16 what would make an account more than a new one is not read', () => {
  const more = {
    email_verified: true,
    phone_verified: true,
    phone_number_verified: true,
    roles: ['admin'],
    app_metadata: { admin: true },
    tenant_id: 't-globex',
    _id: 'a11ce',
    id: 'a11ce',
    sub: 'auth0|a11ce',
    user_id: 'auth0|a11ce',
    created_at: 0,
    blocked: false,
  };
  assert.deepEqual(readSignUp({ ...FIELDS, ...more }), readSignUp(FIELDS));
});

test('of a new End-User nothing is stored that was not said', () => {
  const facts = { sub: 'auth0|1', email_verified: false, now: 1_000 };
  const said = { email: 'alice@acme.test', email_verified: false, updated_at: 1_000 };
  assert.deepEqual(newEndUser({ email: 'alice@acme.test', profile: {} }, facts), {
    sub: 'auth0|1',
    blocked: false,
    claims: said,
  });
  const named = newEndUser({ email: 'alice@acme.test', profile: { name: 'Alice' } }, facts);
  assert.deepEqual(named.claims, { ...said, name: 'Alice' });
});

const PENDING = {
  sub: 'auth0|1',
  password_hash: '$argon2id$',
  profile: { name: 'Alice' },
  user_metadata: { a: 'b' },
};

test('a sign-up that waits is read as it was stored', () => {
  assert.deepEqual(readPendingSignUp(JSON.parse(JSON.stringify(PENDING))), PENDING);
  const { profile: _, ...bare } = PENDING;
  assert.deepEqual(readPendingSignUp(bare), { ...PENDING, profile: {} });
});

test('what is stored and is no sign-up counts as none', () => {
  const { sub: _, ...withoutSub } = PENDING;
  const { password_hash: __, ...withoutHash } = PENDING;
  const broken = [
    undefined,
    null,
    'text',
    withoutSub,
    withoutHash,
    { ...PENDING, profile: { name: 1 } },
    { ...PENDING, user_metadata: 'x' },
  ];
  for (const value of broken) assert.equal(readPendingSignUp(value), undefined);
});

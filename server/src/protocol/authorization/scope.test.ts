import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  accepted,
  apiWith,
  clientWith,
  judge,
  query,
  requestWith,
  told,
} from '../../../test/authorization/authorization-requests.ts';
import { permittedRequest } from './authorization-request.ts';
import { grantableScope, isOpenIdScope, parseScope, permittedScope } from './scope.ts';
import { isScopeToken } from './scope-token.ts';

const ARTICLE = clientWith({ oidc_conformant: false });

const REFUSED: readonly (readonly [why: string, scope: string])[] = [
  ['a double quote', 'openid a"b'],
  ['a backslash', 'openid a\\b'],
  ['a NUL', 'openid a\0b'],
  ['a tab', 'openid\temail'],
  ['a line break', 'openid\nemail'],
  ['a letter that is not ASCII', 'openid é'],
  ['DEL', 'openid \x7f'],
  ['a token of 281 characters', `openid ${'x'.repeat(281)}`],
  ['201 tokens', Array.from({ length: 201 }, (_, index) => `s${index}`).join(' ')],
  ['10,000 tokens', 'a '.repeat(10_000).trim()],
  ['one token of 100 kB', 'a'.repeat(100_000)],
];

for (const [why, scope] of REFUSED) {
  for (const client of [clientWith(), ARTICLE]) {
    const profile = client.oidc_conformant ? 'strict' : 'article';
    test(`PP-16 scope with ${why} is invalid_scope, ${profile} (RFC 6749 §3.3)`, () => {
      const outcome = judge(query({ scope: encodeURIComponent(scope) }), { client });
      assert.equal(told(outcome), 'fragment: invalid_scope');
    });
  }
}

const SPACES: readonly (readonly [why: string, scope: string])[] = [
  ['two spaces', 'openid  read:a'],
  ['a space before', ' openid read:a'],
  ['a space after', 'openid read:a '],
];

for (const [why, scope] of SPACES) {
  test(`PP-16 scope with ${why} is invalid_scope for a conformant client (RFC 6749 §3.3)`, () => {
    assert.equal(told(judge(query({ scope: encodeURIComponent(scope) }))), 'fragment: invalid_scope');
  });
  test(`PP-16 scope with ${why} is read as if it were not there for a client of the article`, () => {
    const outcome = judge(query({ scope: encodeURIComponent(scope) }), { client: ARTICLE });
    assert.deepEqual(accepted(outcome).scope, ['openid', 'read:a']);
  });
}

const DROPPED: readonly (readonly [id: string, why: string, scope: string])[] = [
  ['RT-08', 'offline_access, which a browser does not get', 'openid offline_access'],
  ['PP-16', 'a scope that nobody defined', 'openid nobody:knows'],
  ['PP-16', 'a scope in other case', 'openid READ:A'],
  ['PP-16 prototype name:', '__proto__', 'openid __proto__'],
  ['PP-16 prototype name:', 'constructor', 'openid constructor'],
  ['PP-16 prototype name:', 'toString and hasOwnProperty', 'openid toString hasOwnProperty'],
];

for (const [id, why, scope] of DROPPED) {
  test(`${id} scope: ${why} is dropped and the rest stays (RFC 6749 §3.3)`, () => {
    const request = accepted(judge(query({ scope: encodeURIComponent(scope) })));
    assert.deepEqual(request.scope, ['openid']);
    assert.equal(request.requested_scope, scope);
  });
}

test('AU-07 scope: those of an API that was not asked for are dropped', () => {
  const outcome = judge(query({ audience: undefined }));
  assert.deepEqual(accepted(outcome).scope, ['openid']);
});

test('PP-15 scope: a literal plus joins two names into one unknown scope (RFC 6749 Appendix B)', () => {
  assert.equal(told(judge(query({ scope: 'openid%2Bprofile' }))), 'fragment: invalid_request');
  assert.deepEqual(accepted(judge(query({ scope: 'openid%2Bprofile' }), { client: ARTICLE })).scope, []);
});

for (const scope of ['openid+profile', 'openid%20profile']) {
  test(`PP-15 scope=${scope} is two scopes (RFC 6749 Appendix B)`, () => {
    assert.deepEqual(accepted(judge(query({ scope }))).scope, ['openid', 'profile']);
  });
}

test('scope: a name that is asked for twice is given once, in the order asked (RFC 6749 §3.3)', () => {
  const asked = parseScope('write:a openid write:a read:a', { strict: true });
  assert.deepEqual(asked, { ok: true, value: ['write:a', 'openid', 'read:a'] });
});

test('scope: absent asks for none', () => {
  assert.deepEqual(parseScope(undefined, { strict: true }), { ok: true, value: [] });
});

test('PP-16 scope: 100 tokens and a token of 280 characters are still read', () => {
  const tokens = Array.from({ length: 100 }, (_, index) => `s${index}`);
  assert.deepEqual(parseScope(tokens.join(' '), { strict: true }), { ok: true, value: tokens });
  assert.equal(parseScope('x'.repeat(280), { strict: true }).ok, true);
});

test('scope: what can be given is what OpenID Connect and the API define', () => {
  const api = apiWith({ scopes: [{ value: 'read:a' }] });
  assert.deepEqual(grantableScope(['read:a', 'email', 'write:a'], { api, offline: false }), [
    'read:a',
    'email',
  ]);
  assert.deepEqual(grantableScope(['read:a', 'email'], { api: undefined, offline: false }), ['email']);
});

test('scope: offline_access is given only where a refresh token can be (OIDC Core §11)', () => {
  const asked = ['openid', 'offline_access'];
  assert.deepEqual(grantableScope(asked, { api: undefined, offline: false }), ['openid']);
  assert.deepEqual(grantableScope(asked, { api: undefined, offline: true }), asked);
});

test('scope: a name has at least one character, and none that RFC 6749 §3.3 leaves out', () => {
  for (const name of ['', ' ', 'a b', 'a"', 'a\\', 'ä']) assert.equal(isScopeToken(name), false, name);
  for (const name of ['!', '#', '[', ']', '~', 'https://x/y?z']) assert.equal(isScopeToken(name), true, name);
});

test('what is about the End-User is told from what an API has (OIDC Core §5.4, §11)', () => {
  for (const value of ['openid', 'profile', 'email', 'address', 'phone', 'offline_access'])
    assert.equal(isOpenIdScope(value), true, value);
  for (const value of ['read:a', 'constructor', 'OpenID', ''])
    assert.equal(isOpenIdScope(value), false, value);
});

const ASKED = ['openid', 'read:a', 'write:a', 'offline_access'];

test('AU-22 an API that enforces policies gives what its user may do, and what is theirs alone to give', () => {
  const api = apiWith({ enforce_policies: true });
  const given = (permissions: readonly string[] | undefined) => permittedScope(ASKED, { api, permissions });
  assert.deepEqual(given(['read:a']), ['openid', 'read:a', 'offline_access']);
  assert.deepEqual(given([]), ['openid', 'offline_access']);
  assert.deepEqual(given(undefined), ['openid', 'offline_access']);
});

test('an API that enforces none, or no API at all, gives what was asked', () => {
  for (const api of [apiWith(), undefined])
    assert.deepEqual(permittedScope(ASKED, { api, permissions: [] }), ASKED);
});

test('a request that is known to be somebody’s has their scopes, and what they may do', () => {
  const request = requestWith({ resource_server: apiWith({ enforce_policies: true }) });
  const { scope, permissions } = permittedRequest(request, ['write:a']);
  assert.deepEqual([scope, permissions], [['openid'], ['write:a']]);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explainClaims } from './claim-origins.ts';

const OF_TOKEN = { kind: 'access_token', known: undefined, is_pairwise: false } as const;

test('a claim is told with where it comes from; one that is another each time without its value', () => {
  const told = explainClaims({ iss: 'https://acme.example/', jti: 'x', exp: 86_400 }, OF_TOKEN);
  assert.deepEqual(told, [
    { name: 'iss', value: 'https://acme.example/', from: 'tenant' },
    { name: 'jti', from: 'chance' },
    { name: 'exp', value: 86_400, from: 'lifetime', by: 'token_lifetime' },
  ]);
});

test('a token that travels through a browser, one of a client and an ID token end by fields of their own', () => {
  const by = (['browser_token', 'client_token', 'id_token'] as const).map(
    (kind) => explainClaims({ exp: 1 }, { ...OF_TOKEN, kind })[0]?.by,
  );
  assert.deepEqual(by, ['token_lifetime_for_web', 'token_lifetime', 'id_token_lifetime']);
});

test('OIDC Core §5.4 a claim of the user is by its scope; what is not stored of them is filled in', () => {
  const about = { kind: 'userinfo', known: { email: 'alice@example.com' }, is_pairwise: false } as const;
  assert.deepEqual(explainClaims({ email: 'alice@example.com', nickname: 'alice', own: 1 }, about), [
    { name: 'email', value: 'alice@example.com', from: 'user', by: 'email' },
    { name: 'nickname', value: 'alice', from: 'filled_in', by: 'profile' },
    { name: 'own', value: 1, from: 'filled_in' },
  ]);
});

test('OIDC Core §8 a pairwise name is the client’s doing', () => {
  const [sub] = explainClaims({ sub: 'x' }, { ...OF_TOKEN, is_pairwise: true });
  assert.deepEqual(sub, { name: 'sub', value: 'x', from: 'client', by: 'subject_type' });
});

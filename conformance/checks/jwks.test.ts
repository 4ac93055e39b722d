import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { checkJwks } from './jwks.ts';

const { n, e } = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ format: 'jwk' });
const KEY = { kty: 'RSA', use: 'sig', alg: 'RS256', kid: 'k1', n, e };

const wrong = (members: object) => checkJwks({ keys: [{ ...KEY, ...members }] }).map(({ text }) => text);

test('JWKS: a key without a certificate is none the worse', () => {
  assert.deepEqual(wrong({}), []);
});

test('JWKS: what is no certificate of the key is a failure (RFC 7517 §4.7)', () => {
  for (const x5c of [null, [], ['AAAA'], 'AAAA', [5]])
    assert.deepEqual(wrong({ x5c }), ['JWKS: x5c of key k1 is no certificate of it']);
});

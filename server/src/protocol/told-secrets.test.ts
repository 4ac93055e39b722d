import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Secret } from './secret.ts';
import { hearSecrets, tellSecrets } from './told-secrets.ts';

test('secrets are told beside the value, each with its place, and heard where they were', () => {
  const value = { ok: true, all: [1, { key: new Secret('s1') }], none: null, other: { a: new Secret('s2') } };
  const told = tellSecrets(value);
  assert.deepEqual(told.answer, { ok: true, all: [1, { key: null }], none: null, other: { a: null } });
  assert.deepEqual(told.secrets, [
    { path: ['all', 1, 'key'], secret: 's1' },
    { path: ['other', 'a'], secret: 's2' },
  ]);
  assert.deepEqual(tellSecrets(hearSecrets(JSON.parse(JSON.stringify(told)))), told);
  assert.deepEqual(tellSecrets(hearSecrets(tellSecrets(new Secret('s3')))).secrets, [
    { path: [], secret: 's3' },
  ]);
});

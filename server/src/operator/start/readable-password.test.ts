import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeReadablePassword } from './readable-password.ts';

test('a password for trying out: readable groups, another one each time', () => {
  const made = new Set(Array.from({ length: 50 }, makeReadablePassword));
  assert.equal(made.size, 50);
  for (const password of made) assert.match(password, /^([a-z]{4}-){4}[a-z]{4}$/);
});

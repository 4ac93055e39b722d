import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeDemoPassword } from '../demo-password.ts';

test('demo password: readable groups, another one each time', () => {
  const made = new Set(Array.from({ length: 50 }, makeDemoPassword));
  assert.equal(made.size, 50);
  for (const password of made) assert.match(password, /^([a-z]{4}-){4}[a-z]{4}$/);
});

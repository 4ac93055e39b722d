import assert from 'node:assert/strict';
import { test } from 'node:test';
import { err, ok } from './result.ts';

test('a refusal carries its reason and no value', () => {
  assert.deepEqual(err('no'), { ok: false, error: 'no' });
});

test('an outcome that passed carries its value, undefined too', () => {
  assert.deepEqual(ok(1), { ok: true, value: 1 });
  assert.deepEqual(ok(undefined), { ok: true, value: undefined });
});

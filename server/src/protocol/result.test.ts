import assert from 'node:assert/strict';
import { test } from 'node:test';
import { err, granted, ok } from './result.ts';

test('a refusal carries its reason and no value', () => {
  assert.deepEqual(err('no'), { ok: false, error: 'no' });
});

test('an outcome that passed carries its value, undefined too', () => {
  assert.deepEqual(ok(1), { ok: true, value: 1 });
  assert.deepEqual(ok(undefined), { ok: true, value: undefined });
});

test('the value of what passed can be had, and whoever asks for that of a refusal has a bug', () => {
  assert.equal(granted(ok(1)), 1);
  assert.throws(() => granted(err('no')), /not gone on with/);
});

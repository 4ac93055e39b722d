import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTails } from './tails.ts';

test('a tenant has twenty places, a process two hundred; who leaves makes room once', () => {
  const tails = createTails();
  const [first] = Array.from({ length: 20 }, () => tails.enter('acme'));
  assert.equal(tails.enter('acme'), undefined);
  assert.ok(tails.enter('globex'));
  first?.();
  first?.();
  assert.ok(tails.enter('acme'));
  assert.equal(tails.enter('acme'), undefined);
  for (let tenant = 0; tenant < 9; tenant += 1)
    for (let place = 0; place < 20; place += 1) tails.enter(`t${tenant}`);
  assert.equal(tails.enter('another'), undefined);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NOW } from '../../../test/databases/databases.ts';
import { ADDRESS_BYTES, createKeptBound, TENANT_BYTES } from './kept-bound.ts';

test('a tenant whose share is used up has it back within a day, and an address within a minute', () => {
  const bound = createKeptBound();
  const admit = (from: number, now: number, size_bytes = ADDRESS_BYTES) =>
    bound.admit({ tenant_id: 'acme', from: `address ${from}`, size_bytes }, now);
  const shares = TENANT_BYTES / ADDRESS_BYTES;
  for (let from = 0; from < shares; from += 1) assert.equal(admit(from, NOW), true);
  assert.equal(admit(shares, NOW), false);
  const later = NOW + Math.ceil(86_400 / shares);
  assert.equal(admit(0, later - 1), false, 'a little less than one share');
  assert.equal(admit(0, later), true);
  assert.equal(admit(0, later + 86_400), true);
  assert.equal(admit(0, later + 86_400, 1), false, 'this address has had its own');
  assert.equal(admit(1, later + 86_400, 1), true);
  assert.equal(admit(0, later + 86_460, 1), true);
  assert.equal(bound.admit({ tenant_id: 'globex', from: 'address 0', size_bytes: 1 }, NOW), true);
});

test('a clock that goes back gives nothing', () => {
  const bound = createKeptBound();
  for (let used = 0; used < TENANT_BYTES; used += ADDRESS_BYTES)
    bound.admit({ tenant_id: 'acme', from: `${used}`, size_bytes: ADDRESS_BYTES }, NOW);
  assert.equal(bound.admit({ tenant_id: 'acme', from: 'late', size_bytes: 1 }, NOW - 86_400), false);
});

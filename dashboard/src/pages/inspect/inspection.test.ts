import assert from 'node:assert/strict';
import { test } from 'node:test';
import { appliedTo, changeOf } from './inspection.ts';

test('what a fix adds joins what is there now, once, and brings nothing back that was taken away meanwhile', () => {
  const patch = ['https://gone.test', 'https://new.test'];
  assert.deepEqual(appliedTo(['https://a.test'], patch), ['https://a.test', 'https://new.test']);
  assert.deepEqual(appliedTo(undefined, patch), ['https://new.test']);
  assert.deepEqual(appliedTo(['https://new.test'], patch), ['https://new.test']);
  assert.equal(appliedTo(false, true), true);
  assert.deepEqual(changeOf({ patch: { callbacks: patch } }), { name: 'callbacks', value: patch });
  assert.equal(changeOf({ command: 'npx tacit' }), undefined);
});

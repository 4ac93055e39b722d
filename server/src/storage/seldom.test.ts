import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seldom } from './seldom.ts';

test('the same failure is told once, another one at once, and a throng of kinds is not remembered', () => {
  const told: string[] = [];
  const tell = seldom((error) => told.push(String(error)));
  for (const words of ['a', 'a', 'b', 'a']) tell(new Error(words));
  assert.deepEqual(told, ['Error: a', 'Error: b']);
  for (let kind = 0; kind < 200; kind += 1) tell(new Error(String(kind)));
  tell(new Error('a'));
  assert.equal(told.length, 203);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseJsonParameters } from './json-parameters.ts';

for (const text of [
  '',
  '[]',
  'null',
  '"a"',
  '1',
  '{',
  '{"a":1}',
  '{"a":{}}',
  '{"a":["b"]}',
  '{"a":true}',
  '{"a":"\\ud83d"}',
]) {
  test(`JSON parameters: ${text || 'nothing'} is refused`, () => {
    assert.equal(parseJsonParameters(text).ok, false);
  });
}

test('JSON parameters: a hundred are read, one more is refused', () => {
  const object = (count: number) =>
    JSON.stringify(Object.fromEntries(Array.from({ length: count }, (_, index) => [`p${index}`, 'x'])));
  assert.equal(parseJsonParameters(object(100)).ok, true);
  assert.equal(parseJsonParameters(object(101)).ok, false);
});

test('JSON parameters: a member without a value is omitted, and names of the prototype are names', () => {
  const read = parseJsonParameters('{"a":"1","b":null,"c":"","__proto__":"2"}');
  assert.ok(read.ok);
  assert.deepEqual(
    [...read.value.values],
    [
      ['a', '1'],
      ['__proto__', '2'],
    ],
  );
});

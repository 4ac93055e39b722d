import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findUnusable } from '../protocol/parameters.ts';
import { parseJsonParameters } from './json-parameters.ts';

for (const text of ['', '[]', 'null', '"a"', '1', '{', '{"a":"\\ud83d"}']) {
  test(`JSON parameters: ${text || 'nothing'} is refused`, () => {
    assert.equal(parseJsonParameters(text).ok, false);
  });
}

function unusable(text: string): string | undefined {
  const read = parseJsonParameters(text);
  assert.ok(read.ok);
  return findUnusable(read.value, new Map([['known', 9]]))?.why;
}

test('JSON parameters: a member that nobody knows is ignored whatever it is, and there as often as it likes', () => {
  for (const value of ['1', '{}', '["b"]', 'true', 'null', '{"known":1,"known":2}', '"b"'])
    assert.equal(unusable(`{"known":"a","other":${value},"other":${value}}`), undefined, value);
});

test('JSON parameters: one that is asked for is a string, and there once (RFC 6749 §3.2)', () => {
  for (const value of ['1', '{}', '["a"]', 'true'])
    assert.equal(unusable(`{"known":${value}}`), 'is not a string', value);
  for (const text of [
    '{"known":"a","known":"a"}',
    '{"known":"a","kn\\u006fwn":""}',
    '{"known":null, "known" :"a"}',
  ])
    assert.equal(unusable(text), 'was sent more than once', text);
  assert.equal(unusable('{"o":{"known":"a"},"known":"a","p":["known:"],"q":"\\"known\\":{"}'), undefined);
});

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

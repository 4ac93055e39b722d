import assert from 'node:assert/strict';
import { test } from 'node:test';
import { member, parseJsonObject } from './json.ts';

function parse(text: string) {
  return parseJsonObject(new TextEncoder().encode(text));
}

test('what is not one JSON object is refused', () => {
  for (const text of [
    '',
    ' ',
    'null',
    '[]',
    '5',
    '"{}"',
    '{',
    '{}{}',
    '{"a":1,}',
    "{'a':1}",
    '\ufeff{}',
    '{"a":NaN}',
  ]) {
    assert.equal(parse(text), undefined, text);
  }
  assert.equal(parseJsonObject(Uint8Array.of(0x7b, 0x22, 0xc0, 0x80, 0x22, 0x3a, 0x31, 0x7d)), undefined);
});

test('a member named twice in one object is refused, however it is spelt (RFC 7519 §4)', () => {
  const repeated = [
    '{"a":1,"a":1}',
    '{"a":1,"b":2,"a":3}',
    '{"a":1,"\\u0061":2}',
    '{"a" : 1 ,\n"a"\t: 2}',
    '{"x":{"a":1,"a":2}}',
    '{"x":[[{"a":1,"a":2}]]}',
    '{"":1,"":2}',
    '{"\\"":1,"\\"":2}',
    '{"__proto__":1,"__proto__":2}',
    '{"a":{"b":1},"a":2}',
  ];
  for (const text of repeated) assert.equal(parse(text), undefined, text);
});

test('one name in several objects, or as a value, is no repetition', () => {
  const fine = [
    '{}',
    '{"a":{"a":{"a":1}}}',
    '{"a":[{"a":1},{"a":2}]}',
    '{"a":"a","b":"a"}',
    '{"a":"\\"a\\":1,{","b":"}\\"a\\":"}',
    '{"a\\\\":1,"a":2}',
    '{"a":["a","a",":"]}',
  ];
  for (const text of fine) assert.deepEqual(parse(text), JSON.parse(text), text);
});

test('a member is what the object itself has', () => {
  const object = parse('{"a":1,"__proto__":{"b":2}}') ?? {};
  assert.equal(member(object, 'a'), 1);
  for (const name of ['b', 'constructor', 'toString']) assert.equal(member(object, name), undefined, name);
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fieldNames, holdsTag } from './field-lists.ts';

describe('fieldNames', () => {
  const lists: readonly (readonly [list: string, names: readonly string[]])[] = [
    ['', []],
    ['authorization,content-type', ['authorization', 'content-type']],
    [' Authorization ,\tX-A , ,x-a', ['authorization', 'x-a']],
    ['MCP-Protocol-Version, sentry-trace', ['mcp-protocol-version', 'sentry-trace']],
    ['a b, x:y, "q", \u00e9, ok, x\u00a0', ['ok']],
    [`${'x'.repeat(65)}, ${'y'.repeat(64)}`, ['y'.repeat(64)]],
  ];
  for (const [list, names] of lists)
    it(`reads ${JSON.stringify(list.slice(0, 40))} as names alone (RFC 9110 §5.6.2)`, () =>
      assert.deepEqual(fieldNames(list), names));
});

describe('holdsTag', () => {
  const held = ['"a"', 'W/"a"', '*', ' * ', '"x", "a"', 'W/"x" ,W/"a"', '"x,y","a"', '"a",'];
  for (const field of held)
    it(`is true of ${field} (RFC 9110 §13.1.2)`, () => assert.equal(holdsTag(field, '"a"'), true));

  const others = ['', 'a', '"b"', 'W/"b"', '"A"', '"*"', '"x,a"', '"aa"', "'a'", '**', '"a'];
  for (const field of others)
    it(`is false of ${field || 'nothing'}`, () => assert.equal(holdsTag(field, '"a"'), false));
});

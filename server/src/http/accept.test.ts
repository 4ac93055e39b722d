import assert from 'node:assert/strict';
import { test } from 'node:test';
import { acceptsPages } from './accept.ts';

const CASES: readonly (readonly [accept: string | undefined, boolean])[] = [
  [undefined, false],
  ['', false],
  ['*/*', false],
  ['application/json, text/plain, */*', false],
  ['text/html;q=0', false],
  ['text/html;q=0, text/*', false],
  ['text/html; q=0.000, */*', false],
  ['text/html;q=nonsense', false],
  ['text/htmlx', false],
  ['image/avif,image/webp,*/*', false],
  [`${'a/b,'.repeat(400)}text/html`, false],
  ['text/html', true],
  ['TEXT/HTML', true],
  ['text/html;charset=utf-8;q=0.5', true],
  ['text/*;q=0.1', true],
  ['application/xhtml+xml', true],
  ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', true],
  ['application/json, text/html ; Q=0.1', true],
];

for (const [accept, expected] of CASES) {
  test(`Accept: ${accept?.slice(0, 60)} ${expected ? 'asks' : 'does not ask'} for a page (RFC 9110 §12.5.1)`, () => {
    const headers = accept === undefined ? {} : { accept };
    assert.equal(acceptsPages(new Request('http://localhost/', { headers })), expected);
  });
}

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isPrefetch } from './prefetch.ts';

const request = (headers: Record<string, string>) =>
  new Request('https://acme.auth.test/authorize', { headers });

test('a request is a prefetch if Sec-Purpose, or Purpose of older browsers, begins with prefetch', () => {
  assert.equal(isPrefetch(request({ 'sec-purpose': 'prefetch' })), true);
  assert.equal(isPrefetch(request({ 'sec-purpose': 'prefetch;prerender' })), true);
  assert.equal(isPrefetch(request({ purpose: 'prefetch' })), true);
});

test('a request without the header, or with another purpose, is one that somebody made', () => {
  assert.equal(isPrefetch(request({})), false);
  assert.equal(isPrefetch(request({ 'sec-purpose': '' })), false);
  assert.equal(isPrefetch(request({ purpose: 'prefetching' })), false);
});

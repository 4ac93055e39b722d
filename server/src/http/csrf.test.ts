import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sameOriginPost } from './csrf.ts';

const ORIGIN = 'https://auth.example';

function post(headers: Readonly<Record<string, string>>): Request {
  return new Request(`${ORIGIN}/login`, { method: 'POST', headers });
}

describe('sameOriginPost', () => {
  const refused: readonly Readonly<Record<string, string>>[] = [
    { origin: 'null' },
    { origin: 'https://evil.test' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'none' },
    { 'sec-fetch-site': '' },
    { 'sec-fetch-site': 'same-origin, cross-site' },
    { 'sec-fetch-site': 'Same-Origin' },
    { origin: ORIGIN, 'sec-fetch-site': 'cross-site' },
    { origin: 'null', 'sec-fetch-site': 'cross-site' },
    { origin: 'null', 'sec-fetch-site': 'none' },
    { origin: 'https://evil.test', 'sec-fetch-site': 'same-origin' },
    { origin: `${ORIGIN}.evil.test` },
    { origin: `${ORIGIN}:8443` },
    { origin: `${ORIGIN}/` },
    { origin: 'http://auth.example' },
    { origin: '' },
    { origin: `${ORIGIN}, ${ORIGIN}` },
  ];
  for (const headers of refused) {
    it(`ST-09 is false for ${JSON.stringify(headers)}`, () => {
      assert.equal(sameOriginPost(post(headers), ORIGIN), false);
    });
  }

  const allowed: readonly Readonly<Record<string, string>>[] = [
    { origin: 'null', 'sec-fetch-site': 'same-origin' },
    { origin: ORIGIN, 'sec-fetch-site': 'same-origin' },
    { 'sec-fetch-site': 'same-origin' },
    { origin: ORIGIN },
    {},
  ];
  for (const headers of allowed) {
    it(`is true for ${JSON.stringify(headers)}`, () => {
      assert.equal(sameOriginPost(post(headers), ORIGIN), true);
    });
  }
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeBase32, encodeBase32, RFC4648 } from './base32.ts';

test('what is written is read again, with padding, spaces and small letters or without (RFC 4648 §10)', () => {
  for (const text of ['', 'f', 'fo', 'foo', 'foob', 'fooba', 'foobar']) {
    const bytes = new TextEncoder().encode(text);
    assert.deepEqual(decodeBase32(encodeBase32(bytes, RFC4648), RFC4648), bytes, text);
  }
  assert.deepEqual(decodeBase32('mzxw 6ytb OI======', RFC4648), new TextEncoder().encode('foobar'));
});

test('what has another character is no text of it', () => {
  for (const text of ['MZXW1', 'MZ-XW', '🙂']) assert.equal(decodeBase32(text, RFC4648), undefined, text);
});

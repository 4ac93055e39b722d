import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canonicalEmail, isIdentifier, MAX_IDENTIFIER } from './end-user.ts';

const OTHERS: readonly (readonly [why: string, email: string])[] = [
  ['a NUL at its end', 'alice@x.test\0'],
  ['a percent-encoded @', 'alice%40x.test'],
  ['a zero-width space', 'alice\u200b@x.test'],
  ['another letter that looks alike', 'аlice@x.test'],
];

for (const [why, email] of OTHERS) {
  test(`LG-08 an address with ${why} is another account, never an alias of this one`, () => {
    assert.notEqual(canonicalEmail(email), 'alice@x.test');
  });
}

const ALIASES: readonly (readonly [why: string, email: string])[] = [
  ['as it is stored', 'alice@x.test'],
  ['in other case', 'Alice@X.TEST'],
  ['with spaces around it', ' alice@x.test\t'],
  ['in full-width letters', 'ａｌｉｃｅ＠ｘ．ｔｅｓｔ'],
  ['with a no-break space before it', '\u00a0alice@x.test'],
];

for (const [why, email] of ALIASES) {
  test(`LG-08 an address ${why} has one spelling, hence one budget`, () => {
    assert.equal(canonicalEmail(email), 'alice@x.test');
  });
}

test('LG-08 the one spelling of every character is its own spelling', () => {
  for (let point = 0; point <= 0xffff; point += 1) {
    const once = canonicalEmail(String.fromCharCode(point));
    assert.equal(canonicalEmail(once), once, `U+${point.toString(16)}`);
  }
});

test('what somebody types to say who they are has no control character and is no longer than an address', () => {
  for (const typed of ['a', 'a b', '\u6f22'.repeat(MAX_IDENTIFIER)]) assert.equal(isIdentifier(typed), true);
  for (const typed of ['', 'a\0', '\u0085', '\ud800', 'a\r\nb', 'a'.repeat(MAX_IDENTIFIER + 1)])
    assert.equal(isIdentifier(typed), false);
});

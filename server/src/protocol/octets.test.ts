import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  asciiLowerCase,
  asciiUpperCase,
  asQuery,
  isSoundJson,
  isText,
  quality,
  wholeNumber,
  withoutBlanks,
  withoutOws,
} from './octets.ts';
import { parseParameters } from './parameters.ts';

/** What `trim` takes away and no specification of the wire names. */
const NO_OWS = ['\u00a0', '\u0085', '\ufeff', '\u2028', '\u2029', '\u3000', '\u1680', '\v', '\f', '\0'];

test('white space around a value is SP and HTAB and nothing else (RFC 9110 §5.6.3)', () => {
  assert.equal(withoutOws(' \t a \t b \t '), 'a \t b');
  assert.equal(withoutOws('   '), '');
  assert.equal(withoutOws('\r\na\n'), '\r\na\n');
  for (const space of NO_OWS) assert.equal(withoutOws(`${space}a${space}`), `${space}a${space}`);
});

test('a document has line ends around it too (RFC 8259 §2)', () => {
  assert.equal(withoutBlanks('\r\n \ta\r\n'), 'a');
  for (const space of NO_OWS) assert.equal(withoutBlanks(`${space}a${space}`), `${space}a${space}`);
});

test('a weight has at most three digits after its point, and what is none weighs nothing (RFC 9110 §12.4.2)', () => {
  for (const none of ['', 'x', '2', '-1', '.5', '0.1234', '1.001', '1e-1', ' 1', '٠'])
    assert.equal(quality(none), 0, none);
  assert.deepEqual(['0', '0.', '0.5', '0.125', '1', '1.', '1.000'].map(quality), [0, 0, 0.5, 0.125, 1, 1, 1]);
});

test('case is a matter of ASCII (RFC 5234 §2.3)', () => {
  assert.equal(asciiLowerCase('Bearer-AZ az'), 'bearer-az az');
  assert.equal(asciiLowerCase('az'), 'az');
  assert.equal(asciiUpperCase('az-AZ'), 'AZ-AZ');
  // The Kelvin sign, a dotless i, a dotted I, a long s, a sharp s: each is near an ASCII letter in one direction.
  for (const letter of ['\u212a', '\u0131', '\u0130', '\u017f', '\u00df']) {
    assert.equal(asciiLowerCase(letter), letter);
    assert.equal(asciiUpperCase(letter), letter);
  }
});

test('a number is its digits (RFC 5234 §B.1)', () => {
  assert.deepEqual(['0', '007', '999999999'].map(wholeNumber), [0, 7, 999_999_999]);
  for (const text of [
    '',
    ' 1',
    '1 ',
    '+1',
    '-0',
    '1e3',
    '0x10',
    '1_0',
    '1.0',
    '\u0661',
    '1\u00a0',
    '9'.repeat(10),
  ])
    assert.equal(wholeNumber(text), undefined, text);
});

test('text has no NUL and no half of a surrogate pair', () => {
  for (const text of ['', 'a', '\u00e9\u{1f600}', '\r\n']) assert.equal(isText(text), true);
  for (const text of ['\0', 'a\0b', '\ud800', '\udc00a']) assert.equal(isText(text), false);
});

const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;

const SOUND = [
  '{}',
  '{"a":"\\u0041"}',
  '"\\\\u0000"',
  '"\\ud83d\\ude00"',
  '"\\"["',
  nested(64),
  '[',
  '"\\n"',
];
const UNSOUND = [
  '"\\u0000"',
  '{"\\u0000":1}',
  '{"state":"\\ud800"}',
  '"\\uDC00"',
  '"\\ud83dx\\ude00"',
  '"\\\\\\u0000"',
  nested(65),
  '{"a":'.repeat(65),
];

for (const json of SOUND) {
  test(`JSON that holds text alone: ${json.slice(0, 30)}`, () => assert.equal(isSoundJson(json), true));
}

for (const json of UNSOUND) {
  test(`JSON that holds what no text holds, or is too deep: ${json.slice(0, 30)}`, () =>
    assert.equal(isSoundJson(json), false));
}

test('a form becomes the query of an address, and means what it did (URL Standard §1.3)', () => {
  const encoded = 'a=\u00e9+b&c=\r\nSet-Cookie: x&d=#e&f=%2F%zz&g=\u{1f600}"<>\\^`{|}[]\0';
  const query = asQuery(encoded);
  assert.match(query, /^[!-~]+$/);
  assert.doesNotMatch(query, /[#"<>\\]/);
  assert.deepEqual(parseParameters(query), parseParameters(encoded));
  const good = "a=b%20c&d=~!$'()*,;:@/?-._^`{|}[]";
  assert.equal(asQuery(good), good);
  assert.equal(asQuery('a=\ud800'), 'a=%EF%BF%BD');
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isSender, parseEmailAddress } from './email-address.ts';

const REFUSED: Readonly<Record<string, string>> = {
  nothing: '',
  'no @': 'alice',
  'nothing before the @': '@acme.test',
  'nothing after the @': 'alice@',
  'two @': 'alice@acme.test@evil.test',
  'a quoted local part': '"alice"@acme.test',
  'a quoted @': '"alice@evil.test"@acme.test',
  'a comment': 'alice(comment)@acme.test',
  'a list': 'alice@acme.test,mallory@evil.test',
  'a list with a semicolon': 'alice@acme.test;mallory@evil.test',
  'two by a space': 'alice@acme.test mallory@evil.test',
  'a name before it': 'Alice <alice@acme.test>',
  'another header': 'alice@acme.test\nBcc:mallory@evil.test',
  'another header by CRLF': 'alice@acme.test\r\nBcc: mallory@evil.test',
  'an encoded line end': 'alice@acme.test%0aBcc:mallory@evil.test',
  NUL: 'alice@acme.test\0',
  'a dot at the end': 'alice@acme.test.',
  'a dot at the start': '.alice@acme.test',
  'two dots': 'ali..ce@acme.test',
  'an empty label': 'alice@acme..test',
  'a hyphen before a dot': 'alice@acme-.test',
  'one label': 'alice@localhost',
  'an address literal': 'alice@[127.0.0.1]',
  'an IPv4 address': 'alice@127.0.0.1',
  'a local part of 65': `${'a'.repeat(65)}@acme.test`,
  'a label of 64': `alice@${'a'.repeat(64)}.test`,
  '321 characters': `alice@${'a.'.repeat(155)}test`,
  'letters outside ASCII': 'alicé@acme.test',
  'a domain outside ASCII': 'alice@ácme.test',
  'what grows too long by normalisation': `alice@${'\u3300.'.repeat(30)}${'\ufdfa'.repeat(10)}test`,
};

for (const [name, text] of Object.entries(REFUSED)) {
  test(`LG-17 PR-10 ${name} is no address`, () => {
    assert.equal(parseEmailAddress(text), undefined);
  });
}

const LONG_DOMAIN = `${'a'.repeat(63)}.${'b'.repeat(63)}.${'c'.repeat(63)}`;

const TAKEN: readonly (readonly [string, string])[] = [
  ['alice@acme.test', 'alice@acme.test'],
  [' Alice@ACME.test ', 'alice@acme.test'],
  ['first.last+tag@mail.acme.co.test', 'first.last+tag@mail.acme.co.test'],
  ["o'brien@acme.test", "o'brien@acme.test"],
  ['alice@xn--mnchen-3ya.test', 'alice@xn--mnchen-3ya.test'],
  ['alice@3com.test', 'alice@3com.test'],
  // Full-width letters are the same letters to NFKC, so the mail goes to the address that was looked up.
  ['\uff41lice@acme.test', 'alice@acme.test'],
  [`${'a'.repeat(64)}@acme.test`, `${'a'.repeat(64)}@acme.test`],
  [`${'a'.repeat(56)}@${LONG_DOMAIN}.test`, `${'a'.repeat(56)}@${LONG_DOMAIN}.test`],
];

for (const [text, canonical] of TAKEN) {
  test(`${JSON.stringify(text).slice(0, 40)} is an address in the one spelling that is stored`, () => {
    assert.equal(parseEmailAddress(text), canonical);
  });
}

test('RFC 5321 §4.5.3.1.3 an address has at most 254 characters, also after normalisation', () => {
  const local_part = 'a'.repeat(57);
  assert.equal(`${local_part}@${LONG_DOMAIN}.test`.length, 254);
  assert.notEqual(parseEmailAddress(`${local_part}@${LONG_DOMAIN}.test`), undefined);
  assert.equal(parseEmailAddress(`${local_part}a@${LONG_DOMAIN}.test`), undefined);
  // U+FB03 is one character and becomes three.
  assert.equal(parseEmailAddress(`a${'\ufb03'.repeat(19)}@${LONG_DOMAIN}.test`), undefined);
});

const NO_SENDERS = [
  '',
  'a',
  'a@',
  '@b.test',
  'a@b.test, c@d.test',
  'a@b.test,c@d.test',
  'a@b.test;c@d.test',
  'a,b@c.test',
  'group:a@b.test;',
  'group: a@b.test, c@d.test;',
  'Acme <a@b.test>, c@d.test',
  'Acme <a@b.test> <c@d.test>',
  'a@b.test <c@d.test>',
  'Acme, Evil <a@b.test>',
  'Acme: Evil <a@b.test>',
  'Acme; <a@b.test>',
  '"Acme" <a@b.test>',
  'Acme (x) <a@b.test>',
  'Acme\\ <a@b.test>',
  '=?utf-8?q?support=40bank.test?= <a@b.test>',
  'Acme\u202e <a@b.test>',
  'Acme\u200b Evil <a@b.test>',
  ' <a@b.test>',
  '  Acme <a@b.test>',
  'Acme  <a@b.test>',
  '<a@b.test>',
  'Acme <>',
  'Acme <a>',
  'Acme <a@b.test',
  'Acme <a@b.test> ',
  'a@b.test\r\nBcc: c@d.test',
  'Acme\r\nBcc: c@d.test <a@b.test>',
  'a@b.test\n',
  'a@@b.test',
  'a@b@c.test',
  'a b@c.test',
  '"a b"@c.test',
  'a@b.test>',
  'a@[127.0.0.1]',
  'a@1.2.3.4',
  'a@-b.test',
  'a@b..test',
  'ａ@b.test',
  'a@löwe.test',
  `${'a'.repeat(65)}@b.test`,
  `a@${'b.'.repeat(130)}test`,
  `${'A'.repeat(65)} <a@b.test>`,
];

for (const text of NO_SENDERS) {
  test(`${JSON.stringify(text).slice(0, 60)} is not one mailbox that mail can be from (RFC 5322 §3.4)`, () => {
    assert.equal(isSender(text), false);
  });
}

for (const text of [
  'no-reply@acme.test',
  'No.Reply+x@Acme.test',
  'no-reply@localhost',
  'Acme <no-reply@acme.test>',
  'A <a@b.test>',
  'Acme Inc. & Söhne – 天主教 <no-reply@acme.test>',
  `${'A'.repeat(64)} <a@b.test>`,
  `${'a'.repeat(64)}@b.test`,
]) {
  test(`${text.slice(0, 60)} is one mailbox that mail can be from (RFC 5322 §3.4)`, () => {
    assert.equal(isSender(text), true);
  });
}

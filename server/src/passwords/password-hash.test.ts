import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  assert as assertProperty,
  constantFrom,
  integer,
  nat,
  oneof,
  property,
  string,
  tuple,
  uint8Array,
} from 'fast-check';
import {
  CURRENT_DERIVATION,
  covers,
  formatCurrentHash,
  isCurrent,
  parsePasswordHash,
} from './password-hash.ts';

const SALT = 'c29tZXNhbHRzb21lc2FsdA';
const HASH = 'MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTI';
const LONG_HASH = Buffer.alloc(100, 1).toString('base64').replaceAll('=', '');
const BCRYPT = 'abcdefghijklmnopqrstuuuEsOkjdwEtLHO0iYhFl8wqTXFx06hg6';

const UNKNOWN_FORM = /^is no hash in a form that is known: \$argon2id\$v=19\$m=19456,t=2,p=1\$SALT\$HASH, /;
const BROKEN_BCRYPT = /^is not a whole bcrypt hash: \$2b\$, two digits, \$, 53 characters$/;

const REFUSED: readonly (readonly [string, string, RegExp])[] = [
  ['of nothing', '', UNKNOWN_FORM],
  ['that is no PHC string', '5f4dcc3b5aa765d61d8327deb882cf99', UNKNOWN_FORM],
  ['of MD5-crypt', '$1$5pZSV9va$azfrPr6af3Fc7dLblQXVa0', UNKNOWN_FORM],
  ['of Django', 'pbkdf2_sha256$600000$salt$c29tZQ=', UNKNOWN_FORM],
  ['that is longer than any', `$argon2id$v=19$m=8,t=1,p=1$${SALT}$${'A'.repeat(1_024)}`, UNKNOWN_FORM],
  [
    'of a scheme that is not here',
    `$yescrypt$r=8$${SALT}$${HASH}`,
    /^is of the scheme yescrypt; there are argon2id, /,
  ],
  [
    'of a scheme named as a property of objects',
    `$constructor$r=8$${SALT}$${HASH}`,
    /^is of the scheme constructor/,
  ],
  ['of PBKDF2 with MD5', `$pbkdf2-md5$i=1000$${SALT}$${HASH}`, /^is of the scheme pbkdf2-md5/],

  [
    'with 16 GiB of memory',
    `$argon2id$v=19$m=16777216,t=2,p=1$${SALT}$${HASH}`,
    /^asks for m=16777216 KiB of memory; 8 to 65536 are accepted$/,
  ],
  ['with one KiB over 64 MiB', `$argon2id$v=19$m=65537,t=2,p=1$${SALT}$${HASH}`, /^asks for m=65537 KiB/],
  [
    'with less than 8 KiB a lane',
    `$argon2id$v=19$m=15,t=2,p=2$${SALT}$${HASH}`,
    /^has less than 8 KiB of memory a lane/,
  ],
  [
    'with eleven passes',
    `$argon2i$v=19$m=19456,t=11,p=1$${SALT}$${HASH}`,
    /^asks for t=11 passes; 1 to 10 are/,
  ],
  ['with five lanes', `$argon2d$v=19$m=19456,t=2,p=5$${SALT}$${HASH}`, /^asks for p=5 lanes; 1 to 4 are/],
  ['with no pass', `$argon2id$v=19$m=19456,t=0,p=1$${SALT}$${HASH}`, UNKNOWN_FORM],
  ['with a leading zero', `$argon2id$v=19$m=019456,t=2,p=1$${SALT}$${HASH}`, UNKNOWN_FORM],
  ['with a negative number', `$argon2id$v=19$m=-19456,t=2,p=1$${SALT}$${HASH}`, UNKNOWN_FORM],
  ['with a number of ten digits', `$argon2id$v=19$m=4294967304,t=2,p=1$${SALT}$${HASH}`, UNKNOWN_FORM],
  ['with a parameter twice', `$argon2id$v=19$m=8,m=19456,t=2,p=1$${SALT}$${HASH}`, UNKNOWN_FORM],
  [
    'with its parameters in another order',
    `$argon2id$v=19$t=2,m=19456,p=1$${SALT}$${HASH}`,
    /^must have the parameters m, t, p, in this order$/,
  ],
  ['with one parameter too few', `$argon2id$v=19$m=19456,t=2$${SALT}$${HASH}`, /^must have the parameters/],
  [
    'with one parameter too many',
    `$argon2id$v=19$m=19456,t=2,p=1,l=32$${SALT}$${HASH}`,
    /^must have the parameters/,
  ],
  ['of another version', `$argon2id$v=16$m=19456,t=2,p=1$${SALT}$${HASH}`, /^must be of version v=19$/],
  ['of no version', `$argon2id$m=19456,t=2,p=1$${SALT}$${HASH}`, /^must be of version v=19$/],
  [
    'of 15 bytes',
    `$argon2id$v=19$m=19456,t=2,p=1$${SALT}$MTIzNDU2Nzg5MDEyMzQ1`,
    /^must have a hash of 16 to 64 bytes, not 15$/,
  ],
  [
    'of 100 bytes',
    `$argon2id$v=19$m=19456,t=2,p=1$${SALT}$${LONG_HASH}`,
    /^must have a hash of 16 to 64 bytes, not 100$/,
  ],
  [
    'with a salt of seven bytes (RFC 9106 §3.1)',
    `$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbA$${HASH}`,
    /^must have a salt of 8 to 128 bytes, not 7$/,
  ],
  ['that is empty', `$argon2id$v=19$m=19456,t=2,p=1$${SALT}$`, UNKNOWN_FORM],
  ['with padding', `$argon2id$v=19$m=19456,t=2,p=1$${SALT}==$${HASH}=`, UNKNOWN_FORM],
  ['with a line end', `$argon2id$v=19$m=19456,t=2,p=1$${SALT}$${HASH}\n`, UNKNOWN_FORM],
  [
    'with bits after the last byte',
    `$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdB$${HASH}`,
    UNKNOWN_FORM,
  ],

  [
    'with a salt of 129 bytes',
    `$scrypt$ln=15,r=8,p=1$${'A'.repeat(172)}$${HASH}`,
    /^must have a salt of 1 to 128 bytes, not 129$/,
  ],
  [
    'with scrypt of 2^18',
    `$scrypt$ln=18,r=8,p=1$${SALT}$${HASH}`,
    /^asks for ln=18 as the logarithm of the cost; 1 to 17/,
  ],
  [
    'with scrypt of 256 MiB',
    `$scrypt$ln=17,r=16,p=1$${SALT}$${HASH}`,
    /^asks for 256 MiB of memory; at most 128/,
  ],
  [
    'with scrypt of 128 MiB twice',
    `$scrypt$ln=17,r=8,p=2$${SALT}$${HASH}`,
    /^asks for 2 lanes of 128 MiB; at most 128 MiB together/,
  ],
  ['with scrypt and a version', `$scrypt$v=1$ln=15,r=8,p=1$${SALT}$${HASH}`, /^scrypt has no version$/],

  [
    'with a million rounds',
    `$pbkdf2-sha256$i=2000001$${SALT}$${HASH}`,
    /^asks for i=2000001 rounds; 1 to 2000000 are accepted$/,
  ],
  [
    'with half a million rounds for each of four pieces',
    `$pbkdf2-sha256$i=600000$${SALT}$${LONG_HASH}`,
    /^asks for 600000 rounds for each of 4 pieces; at most 2000000 together/,
  ],
  [
    'that is not as long as it says',
    `$pbkdf2-sha256$i=1000,l=64$${SALT}$${HASH}`,
    /^says that its hash has 64 bytes and has 32$/,
  ],

  ['of bcrypt cut short', '$2b$10$abcdefghijklmnopqrstuv', BROKEN_BCRYPT],
  ['of bcrypt $2x$', `$2x$10$${BCRYPT}`, BROKEN_BCRYPT],
  ['of bcrypt without a letter', `$2$10$${BCRYPT}`, BROKEN_BCRYPT],
  ['of bcrypt with bits after the last byte', `$2b$10$${BCRYPT.slice(0, -1)}7`, BROKEN_BCRYPT],
  ['of bcrypt with a line end', `$2b$10$${BCRYPT}\n`, BROKEN_BCRYPT],
  ['of bcrypt with cost 3', `$2b$03$${BCRYPT}`, /^asks for a cost of 3; 4 to 13 are accepted$/],
  ['of bcrypt with cost 14', `$2b$14$${BCRYPT}`, /^asks for a cost of 14; 4 to 13 are accepted$/],
  ['of bcrypt with a million rounds', `$2b$20$${BCRYPT}`, /^asks for a cost of 20/],
];

for (const [what, text, reason] of REFUSED) {
  test(`a hash ${what} is refused, and why is said`, () => {
    const read = parsePasswordHash(text);
    assert.ok(!read.ok);
    assert.match(read.error, reason);
  });
}

const AT_THE_EDGE: readonly (readonly [string, unknown])[] = [
  [
    `$argon2d$v=19$m=65536,t=10,p=4$${SALT}$${HASH}`,
    { scheme: 'argon2', variant: 'argon2d', memory: 65_536, passes: 10, parallelism: 4 },
  ],
  [`$scrypt$ln=17,r=8,p=1$${SALT}$${HASH}`, { scheme: 'scrypt', log2_cost: 17, block: 8, parallelism: 1 }],
  [`$scrypt$ln=13,r=8,p=16$${SALT}$${HASH}`, { scheme: 'scrypt', log2_cost: 13, block: 8, parallelism: 16 }],
  [
    `$pbkdf2-sha256$i=1000000,l=32$${SALT}$${HASH}`,
    { scheme: 'pbkdf2', digest: 'sha256', rounds: 1_000_000 },
  ],
  [`$pbkdf2-sha512$i=1$QQ$${HASH}`, { scheme: 'pbkdf2', digest: 'sha512', rounds: 1 }],
  [`$2a$13$${BCRYPT}`, { scheme: 'bcrypt', cost: 13 }],
  [`$2y$04$${BCRYPT}`, { scheme: 'bcrypt', cost: 4 }],
];

for (const [text, derivation] of AT_THE_EDGE) {
  test(`the most and the least that is allowed is read: ${text.slice(0, 36)}`, () => {
    const read = parsePasswordHash(text);
    assert.ok(read.ok);
    assert.deepEqual(read.value.derivation, derivation);
    assert.equal(isCurrent(read.value), false);
  });
}

test('LG-14 bcrypt speaks of no password that it would not see all of', () => {
  const read = parsePasswordHash(`$2b$10$${BCRYPT}`);
  assert.ok(read.ok);
  assert.equal(covers(read.value, 'é'.repeat(36)), true);
  assert.equal(covers(read.value, `${'é'.repeat(36)}x`), false);
  assert.equal(covers(read.value, 'before\0after'), false);
});

test('a hash that was written is read as it was', async () => {
  const bytes = (length: number) => uint8Array({ minLength: length, maxLength: length });
  await assertProperty(
    property(bytes(16), bytes(32), (salt, hash) => {
      const read = parsePasswordHash(formatCurrentHash({ salt, hash }));
      assert.ok(read.ok);
      const expected = { derivation: CURRENT_DERIVATION, salt: Buffer.from(salt), hash: Buffer.from(hash) };
      assert.deepEqual(read.value, expected);
      assert.equal(isCurrent(read.value), true);
    }),
  );
});

test('no text whatever is read as a hash beyond the bounds, and none throws', async () => {
  const number = oneof(nat(), integer(), constantFrom('', '0', '08', 'NaN', '1e9', '9'.repeat(400)));
  const parameter = tuple(constantFrom('m', 't', 'p', 'ln', 'r', 'i', 'l', '__proto__'), number);
  const base64 = string({ unit: constantFrom(...'AQgw/+=.$') });
  const phc = tuple(
    constantFrom('argon2id', 'argon2i', 'scrypt', 'pbkdf2-sha1', 'pbkdf2-sha512', '2b', '__proto__'),
    constantFrom('', 'v=19$', 'v=16$', 'v=$'),
    tuple(parameter, parameter, parameter),
    base64,
    base64,
  ).map(([id, version, parameters, salt, hash]) => {
    const names = parameters.map((pair) => pair.join('=')).join();
    return `$${id}$${version}${names}$${salt}$${hash}`;
  });
  const bcrypt = tuple(string({ maxLength: 2 }), nat(99), base64).map(
    ([letter, cost, rest]) => `$2${letter}$${cost}$${rest}`,
  );
  const any = oneof(string({ unit: 'binary' }), phc, bcrypt);
  await assertProperty(
    property(any, (text) => {
      const read = parsePasswordHash(text);
      if (!read.ok) assert.match(read.error, /^[\x20-\x7e§]+$/);
      else assert.ok(read.value.hash.length >= 16 && read.value.hash.length <= 512);
    }),
    { numRuns: 2_000 },
  );
});

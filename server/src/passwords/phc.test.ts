import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assert as assertProperty, property, string, uint8Array } from 'fast-check';
import { CURRENT_PARAMETERS, formatPhc, parsePhc } from './phc.ts';

const SALT = 'c29tZXNhbHRzb21lc2FsdA';
const HASH = 'MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTI';

const REFUSED: readonly (readonly [string, string])[] = [
  ['another algorithm', `$argon2i$v=19$m=19456,t=2,p=1$${SALT}$${HASH}`],
  ['another version', `$argon2id$v=16$m=19456,t=2,p=1$${SALT}$${HASH}`],
  ['no version', `$argon2id$m=19456,t=2,p=1$${SALT}$${HASH}`],
  ['4 GB of memory', `$argon2id$v=19$m=4194304,t=2,p=1$${SALT}$${HASH}`],
  ['one KiB over 64 MiB', `$argon2id$v=19$m=65537,t=2,p=1$${SALT}$${HASH}`],
  ['less than 8 KiB a lane (RFC 9106 §3.1)', `$argon2id$v=19$m=15,t=2,p=2$${SALT}$${HASH}`],
  ['eleven passes', `$argon2id$v=19$m=19456,t=11,p=1$${SALT}$${HASH}`],
  ['no pass', `$argon2id$v=19$m=19456,t=0,p=1$${SALT}$${HASH}`],
  ['five lanes', `$argon2id$v=19$m=19456,t=2,p=5$${SALT}$${HASH}`],
  ['a leading zero', `$argon2id$v=19$m=019456,t=2,p=1$${SALT}$${HASH}`],
  ['a negative number', `$argon2id$v=19$m=-19456,t=2,p=1$${SALT}$${HASH}`],
  ['parameters in another order', `$argon2id$v=19$t=2,m=19456,p=1$${SALT}$${HASH}`],
  ['a salt of less than 8 bytes', `$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$${HASH}`],
  ['a hash of less than 16 bytes', `$argon2id$v=19$m=19456,t=2,p=1$${SALT}$MTIzNA`],
  ['an empty hash', `$argon2id$v=19$m=19456,t=2,p=1$${SALT}$`],
  ['padding', `$argon2id$v=19$m=19456,t=2,p=1$${SALT}==$${HASH}=`],
  ['a line end', `$argon2id$v=19$m=19456,t=2,p=1$${SALT}$${HASH}\n`],
  ['bits after the last byte', `$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdB$${HASH}`],
  ['bcrypt', '$2b$12$abcdefghijklmnopqrstuuMfQ0d1nYl8m0ZyJm2m9y3v5e1n5e9Zi'],
  ['nothing', ''],
];

for (const [what, text] of REFUSED) {
  test(`a hash with ${what} is not read`, () => assert.equal(parsePhc(text), undefined));
}

test('the largest parameters that are allowed are read', () => {
  const read = parsePhc(`$argon2id$v=19$m=65536,t=10,p=4$${SALT}$${HASH}`);
  assert.deepEqual(read?.parameters, { memory: 65_536, passes: 10, parallelism: 4 });
});

test('a hash that was written is read as it was, and any other text is no hash', async () => {
  const bytes = uint8Array({ minLength: 16, maxLength: 64 });
  await assertProperty(
    property(bytes, bytes, (salt, hash) => {
      const read = parsePhc(formatPhc({ parameters: CURRENT_PARAMETERS, salt, hash }));
      assert.deepEqual(read, {
        parameters: CURRENT_PARAMETERS,
        salt: Buffer.from(salt),
        hash: Buffer.from(hash),
      });
    }),
  );
  await assertProperty(
    property(string({ unit: 'binary' }), (text) => assert.equal(parsePhc(text), undefined)),
  );
});

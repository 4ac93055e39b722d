/**
 * Hashes that other programs made, or that the RFCs print: what they say of a password, we say too.
 */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { Secret } from '../protocol/secret.ts';
import { createPasswords } from './passwords.ts';

const PASSWORD = 'correct horse';

const VECTORS: readonly (readonly [source: string, password: string, hash: string])[] = [
  [
    'argon2id of the reference implementation',
    'password',
    '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc',
  ],
  [
    'argon2i of the reference implementation',
    'password',
    '$argon2i$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$wWKIMhR9lyDFvRz9YTZweHKfbftvj+qf+YFY4NeBbtA',
  ],
  [
    'argon2id of argon2-cffi',
    PASSWORD,
    '$argon2id$v=19$m=4096,t=3,p=2$c2FsdHlzYWx0MTIz$iUXPCxpdgAw7b3t0V977bxwZPDBrzNUC',
  ],
  [
    'argon2i of argon2-cffi',
    PASSWORD,
    '$argon2i$v=19$m=4096,t=3,p=2$c2FsdHlzYWx0MTIz$nINLQWMU2U26oMXFlJm0MHn06tIRI+GL',
  ],
  [
    'argon2d of argon2-cffi',
    PASSWORD,
    '$argon2d$v=19$m=4096,t=3,p=2$c2FsdHlzYWx0MTIz$6l99Y5auWKmOCcHAmqSuAtyM6xj6Fjeu',
  ],
  ['bcrypt $2b$ of pyca', PASSWORD, '$2b$04$mivAGecEQRSB1Mb4ZZhOmO/wxheONdW6YnnYPZ1QzFvGJ8MqG9snq'],
  ['bcrypt $2a$ of pyca', PASSWORD, '$2a$10$tP9v1aXHBDHB68IWy0V43eN8ovptqhF2KoyKHXYxxyItCF0Ue636O'],
  ['bcrypt $2y$ of libxcrypt', 'Zoë', '$2y$06$abcdefghijklmnopqrstuuuEsOkjdwEtLHO0iYhFl8wqTXFx06hg6'],
  ['bcrypt of the Openwall tests', 'U*U', '$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW'],
  [
    'bcrypt of 72 bytes by libxcrypt',
    'a'.repeat(72),
    '$2b$04$abcdefghijklmnopqrstuuBzzIgyKkz7xMWYSzkIjUSnxEQFQ0WNe',
  ],
  [
    'scrypt of Python',
    PASSWORD,
    '$scrypt$ln=14,r=8,p=1$c2FsdHlzYWx0$30meN/x2mr0QxQCeJ6a9A67EyvMbNr/yaAVY1h/5q7M',
  ],
  [
    'scrypt of RFC 7914 §12',
    'password',
    '$scrypt$ln=10,r=8,p=16$TmFDbA$/bq+HJ00cgB4VucZDQHp/nxq18vII3gw53N2Y0s3MWIurzDZLiKjiG/xCSedmDDaxyevuUqD7m2DYMvfoswGQA',
  ],
  [
    'PBKDF2 of RFC 6070 §2',
    'passwordPASSWORDpassword',
    '$pbkdf2-sha1$i=4096$c2FsdFNBTFRzYWx0U0FMVHNhbHRTQUxUc2FsdFNBTFRzYWx0$PS7sT+QchJuAyNg2YsDkSospGpZM8vBwOA',
  ],
  [
    'PBKDF2 with SHA-256 of Python',
    PASSWORD,
    '$pbkdf2-sha256$i=10000,l=32$c2FsdHlzYWx0$I1ILlChoj766Z1YGstPW545eKWfSs/R9fJHIJSnXjXU',
  ],
  [
    'PBKDF2 with SHA-512 of Python',
    PASSWORD,
    '$pbkdf2-sha512$i=10000,l=64$c2FsdHlzYWx0$rrwhpKMoCplapdjVeC6W+bFvMB10usDsiuzA+eS6lc8CAGpl/pi2wNvYkpF3eKqy1nQPz2H4i1ZypIiJt5gU1g',
  ],
  [
    'PBKDF2 of 100 bytes of Python',
    PASSWORD,
    '$pbkdf2-sha256$i=2000,l=100$c2FsdHlzYWx0$AKe6dowkGgKYpXejY7gPYhGMH8iATCbFt8tRhV1S9LCw63fbYJmT//aJNsuV7J8D/BvfveZeuQhZIbTKpDsWms2FySsi4FUairHkZoVylvDk5vEbpsBrmTGUKipcV6kssSNhxQ',
  ],
];

for (const [source, password, hash] of VECTORS) {
  test(`${source}: another password is refused, its own is accepted and hashed anew`, async (t) => {
    const passwords = open(t);
    assert.equal(await passwords.verify(new Secret(`${password} `), hash), 'mismatch');
    assert.equal(await passwords.verify(new Secret(''), hash), 'mismatch');
    assert.equal(await passwords.verify(new Secret(password), hash), 'match');
    const renewed = await passwords.renew(new Secret(password), hash);
    assert.match(renewed ?? '', /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    assert.equal(await passwords.verify(new Secret(password), renewed), 'match');
    assert.equal(await passwords.renew(new Secret(password), renewed ?? ''), undefined);
  });
}

/** What libxcrypt answers for 72 letters it answers for any that follow them. */
const OF_72_LETTERS = '$2b$04$abcdefghijklmnopqrstuuBzzIgyKkz7xMWYSzkIjUSnxEQFQ0WNe';
const OF_NOTHING = '$2b$04$abcdefghijklmnopqrstuubyCG3zY1GIXMyxfivm.ClDiInHzxjiq';

test('LG-14 a bcrypt hash lets nobody in with what bcrypt does not see: after byte 72, or a NUL', async (t) => {
  const passwords = open(t);
  assert.equal(await passwords.verify(new Secret('a'.repeat(73)), OF_72_LETTERS), 'mismatch');
  assert.equal(await passwords.verify(new Secret(`${'a'.repeat(72)}b`), OF_72_LETTERS), 'mismatch');
  assert.equal(await passwords.verify(new Secret('\0'), OF_NOTHING), 'mismatch');
  assert.equal(await passwords.verify(new Secret('\0anything'), OF_NOTHING), 'mismatch');
});

function open(t: TestContext) {
  const passwords = createPasswords({ threads: 1 });
  t.after(() => passwords.close());
  return passwords;
}

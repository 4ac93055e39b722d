import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dictionary } from '@zxcvbn-ts/language-common';
import fc from 'fast-check';
import { settingsWith } from '../../../test/authorization/authorization-requests.ts';
import { MAX_PASSWORD_BYTES } from './end-user.ts';
import { judgePassword, type PasswordFailure } from './password-policy.ts';

const KNOWN = ['alice.liddell@wonderland.test', 'Alice Liddell', 'Acme', undefined];

const COMMON_LIST = dictionary['passwords-common'];
const common: ReadonlySet<string> = new Set(COMMON_LIST);

function judge(password: string, password_min_length = 8): readonly PasswordFailure[] {
  const settings = settingsWith({ password_min_length, password_dictionary: ['Zeppelin', 'Blue Whale Inc'] });
  return judgePassword({ password, known: KNOWN, common, settings });
}

/** Of the lists of most used passwords that are published each year, those of eight characters and more. */
const MOST_USED = `
123456789 12345678 password 1234567890 qwerty123 password1 11111111 123123123 00000000 iloveyou 1q2w3e4r qwertyuiop 987654321
princess sunshine football baseball superman trustno1 jennifer michelle computer corvette mercedes starwars 1qaz2wsx asdfghjkl
zaq12wsx q1w2e3r4 letmein1 charlie1 welcome1 passw0rd p@ssw0rd master12 88888888 87654321 abcd1234 abc12345 aaaaaaaa 1234qwer
qwer1234 asdf1234 zxcvbnm1 password! changeme whatever internet samantha jonathan michael1 jordan23 monkey12 dragon12 shadow12
liverpool chocolate butterfly victoria alexander 123456789a a123456789 123456aa password123 Password1 Passw0rd! P@ssword1
qwerty12 qwertyui 12341234 11223344 password12 football1 baseball1 superman1 iloveyou1 iloveyou2 princess1 sunshine1 welcome123
admin123 administrator letmein123 qwerty1234 1qazxsw2 qazwsxedc 1q2w3e4r5t 123qweasd qweasdzxc asdfasdf qweqweqwe 1234567891
hallo123 passwort passwort1 schalke04 fussball azertyuiop motdepasse 147258369 159357159 Summer2024 Winter2025! Hamburg2023
liverpool1 babygirl1 michelle1 jessica1 ashley123 matthew1 anthony1 nicole123 daniel123 qwertz123 22222222 99999999 12344321
`
  .split(/\s+/)
  .filter((password) => password !== '');

for (const password of MOST_USED) {
  test(`LG-23 ${password} is refused`, () => {
    assert.notDeepEqual(judge(password), []);
  });
}

test('LG-23 ASVS 6.2.4 all of the 3,000 most used passwords are refused, and all others of the list', () => {
  const taken = COMMON_LIST.filter((password) => judge(password).length === 0);
  assert.ok(COMMON_LIST.length >= 3_000);
  assert.deepEqual(taken, []);
});

const REFUSED: readonly (readonly [password: string, failures: readonly PasswordFailure[]])[] = [
  ['', ['too_short', 'common']],
  ['xkvqzjw', ['too_short']],
  ['alice123', ['personal']],
  ['Liddell!', ['personal']],
  ['AliceLiddell', ['personal']],
  ['wonderland', ['personal']],
  ['4l1ceL1ddell', ['personal']],
  ['acmeacme', ['personal']],
  ['acme2026', ['personal']],
  ['zeppelin1', ['dictionary']],
  ['bluewhaleinc', ['dictionary']],
  ['x'.repeat(MAX_PASSWORD_BYTES + 1), ['too_long']],
  ['\u{1f600}'.repeat(257), ['too_long']],
];

for (const [password, failures] of REFUSED) {
  test(`LG-23 ${JSON.stringify(password.slice(0, 20))} is refused: ${failures.join(', ')}`, () => {
    assert.deepEqual(judge(password), failures);
  });
}

const TAKEN = [
  'correct horse battery staple',
  'quietlyfloating',
  'xkvqzjwp',
  'J9x-tw!Pq2',
  'Fünf Äpfel rollen',
  'мой длинный пароль',
  'alice went through a mirror',
  'x7#Lm2q9',
  `k${'vnq'.repeat(2)}zjhw tbm`,
];

for (const password of TAKEN) {
  test(`LG-23 ASVS 6.2.5 ${password} is taken: there are no rules of composition`, () => {
    assert.deepEqual(judge(password), []);
  });
}

test('LG-23 the length is counted in characters as people see them in a keyboard, not in bytes or halves', () => {
  assert.deepEqual(judge('xkvqzjw', 7), []);
  assert.deepEqual(judge('\u{1f600}\u{1f981}\u{1f40a}\u{1f9ff}\u{1f6f8}\u{1fa81}\u{1f344}'), ['too_short']);
  assert.deepEqual(judge('\u{1f600}\u{1f981}\u{1f40a}\u{1f9ff}\u{1f6f8}\u{1fa81}\u{1f344}\u{1f511}'), []);
});

test('LG-23 the longest password that is allowed is judged at once, whatever it is made of', () => {
  const settings = settingsWith();
  fc.assert(
    fc.property(fc.string({ maxLength: MAX_PASSWORD_BYTES, unit: 'binary' }), (password) => {
      const failures = judgePassword({ password, known: KNOWN, common, settings });
      assert.equal(new Set(failures).size, failures.length);
    }),
    { numRuns: 200 },
  );
});

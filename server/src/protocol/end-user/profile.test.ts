import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isTimeZone, type ProfileClaim, readProfile } from './profile.ts';

function failuresOf(claim: ProfileClaim, value: string): readonly ProfileClaim[] {
  return readProfile((name) => (name === claim ? value : undefined)).failures;
}

const REFUSED: readonly (readonly [claim: ProfileClaim, value: string])[] = [
  ['name', 'x'.repeat(151)],
  ['given_name', 'a\nb'],
  ['family_name', 'a\u0000'],
  ['nickname', '\ud800'],
  ['picture', 'http://a.test/x'],
  ['picture', 'javascript:alert(1)'],
  ['picture', 'data:image/png;base64,AAAA'],
  ['picture', 'https://user@a.test/'],
  ['picture', 'https://:word@a.test/'],
  ['picture', 'x'],
  ['picture', `https://a.test/${'x'.repeat(2_000)}`],
  ['locale', 'de_CH'],
  ['locale', 'x'],
  ['zoneinfo', 'Moon/Sea'],
];

for (const [claim, value] of REFUSED) {
  test(`${claim} cannot be ${JSON.stringify(value.slice(0, 40))} (OIDC Core §5.1)`, () => {
    assert.deepEqual(failuresOf(claim, value), [claim]);
  });
}

const TAKEN: readonly (readonly [claim: ProfileClaim, value: string])[] = [
  ['name', 'x'.repeat(150)],
  ['name', '👩‍🚀 Алиса'],
  ['picture', 'https://a.test/x?y=1'],
  ['locale', 'de-CH'],
  ['zoneinfo', 'Europe/Zurich'],
  ['zoneinfo', 'UTC'],
  ['nickname', ''],
];

for (const [claim, value] of TAKEN) {
  test(`${claim} can be ${JSON.stringify(value.slice(0, 40))} (OIDC Core §5.1)`, () => {
    assert.deepEqual(failuresOf(claim, value), []);
  });
}

test('a zone is one of the time zone database', () => {
  assert.deepEqual(['UTC', 'Europe/Zurich', 'constructor', ''].map(isTimeZone), [true, true, false, false]);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ProfileClaim, profileForm, readProfile } from './profile.ts';

type Claims = Readonly<Partial<Record<ProfileClaim, string>>>;

/** A form in which one claim is typed, of somebody of whom nothing is stored. */
function typed(claim: ProfileClaim, value: string) {
  return readProfile((name) => (name === claim ? value : undefined), {});
}

/** Sends what the page shows of some claims, with differences, while others are stored by then. */
function sent(shown: Claims, differences: Claims, stored = shown) {
  const page = profileForm(shown);
  const fields = Object.entries(page.shown).map(([name, value]) => [`shown_${name}`, value]);
  const form: Readonly<Record<string, string>> = {
    ...page.values,
    ...Object.fromEntries(fields),
    ...differences,
  };
  const { changes, failures } = readProfile((name) => form[name], stored);
  return { changes, failures };
}

const REFUSED: readonly (readonly [claim: ProfileClaim, value: string])[] = [
  ['name', 'x'.repeat(151)],
  ['given_name', 'a\tb'],
  ['family_name', 'a\u0007'],
  ['picture', 'http://a.test/x'],
  ['picture', 'javascript:alert(1)'],
  ['picture', 'data:image/png;base64,AAAA'],
  ['picture', 'https://user@a.test/'],
  ['picture', 'https://:word@a.test/'],
  ['picture', 'x'],
  ['picture', `https://a.test/${'x'.repeat(2_000)}`],
  ['locale', 'de_CH'],
  ['locale', 'x'],
  ['locale', `en-u-${'x'.repeat(80)}`],
  ['zoneinfo', 'Moon/Sea'],
  ['zoneinfo', '+01:00'],
];

for (const [claim, value] of REFUSED) {
  test(`${claim} cannot be ${JSON.stringify(value.slice(0, 40))} (OIDC Core §5.1)`, () => {
    const { failures, changes, values } = typed(claim, value);
    assert.deepEqual([failures, changes, values[claim]], [[claim], {}, value]);
  });

  test(`${claim} stays ${JSON.stringify(value.slice(0, 40))} where it is stored and nobody touched it (#18)`, () => {
    const claims = { nickname: 'Al', [claim]: value };
    assert.deepEqual(sent(claims, { nickname: 'Ally' }), { changes: { nickname: 'Ally' }, failures: [] });
  });
}

const TAKEN: readonly (readonly [claim: ProfileClaim, value: string, stored?: string | null])[] = [
  ['name', 'x'.repeat(150)],
  ['name', '👩‍🚀 Алиса'],
  ['name', ' Alice ', 'Alice'],
  ['picture', 'https://a.test/x?y=1'],
  ['locale', 'de-CH'],
  ['locale', 'zh-Hant-TW'],
  ['locale', 'de-CH-1996-u-ca-buddhist'],
  ['zoneinfo', 'Europe/Zurich'],
  ['zoneinfo', 'UTC'],
  ['zoneinfo', 'Asia/Kolkata'],
  ['zoneinfo', 'asia/kolkata', 'Asia/Kolkata'],
  ['zoneinfo', 'kolkata', 'Asia/Kolkata'],
  ['zoneinfo', 'US/Pacific'],
];

for (const [claim, value, stored = value] of TAKEN) {
  test(`${claim} can be ${JSON.stringify(value.slice(0, 40))} (OIDC Core §5.1)`, () => {
    const { failures, changes } = typed(claim, value);
    assert.deepEqual([failures, changes], [[], { [claim]: stored }]);
  });
}

test('a field that was emptied takes its claim away, and one that is missing leaves it', () => {
  assert.deepEqual(sent({ name: 'Alice', nickname: 'Al' }, { name: ' ' }).changes, { name: null });
  assert.deepEqual(readProfile(() => undefined, { name: 'Alice' }).changes, {}, 'it was not on the page');
});

test('what a browser makes of a value in a field of one line is not a change', () => {
  for (const name of ['Alice\nLiddell', 'a\r\nb', ' Alice ', 'a\0b', 'a\ud800', '\n'])
    assert.deepEqual(sent({ name, locale: 'en_US' }, {}).changes, {}, JSON.stringify(name));
});

test('what changed while the page was open stays, unless it was touched, and is not judged', () => {
  const shown = { name: 'Alice', picture: 'http://a.test/x' };
  const stored = { name: 'Alice Liddell', picture: 'https://a.test/y' };
  assert.deepEqual(sent(shown, { nickname: 'Al' }, stored), { changes: { nickname: 'Al' }, failures: [] });
  assert.deepEqual(sent(shown, { name: 'Alice Liddell' }, stored).changes, {}, 'it is so already');
  assert.deepEqual(sent(shown, { name: 'Al' }, stored).changes, { name: 'Al' });
});

test('one wrong field hides no other, and what was right is known beside it', () => {
  const { failures, changes } = sent({}, { name: 'Al', picture: 'x', locale: '?' });
  assert.deepEqual([failures, changes], [['picture', 'locale'], { name: 'Al' }]);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findTimeZone, isTimeZone, TIME_ZONES } from './time-zones.ts';

test('times can be shown in every zone that the runtime knows, by whatever name', () => {
  const known = [
    'UTC',
    'GMT',
    'Etc/UTC',
    'Europe/Zurich',
    'Europe/Kyiv',
    'Europe/Kiev',
    'Asia/Kolkata',
    'US/Pacific',
  ];
  assert.deepEqual(
    known.filter((name) => !isTimeZone(name)),
    [],
  );
  const unknown = [
    '',
    'constructor',
    'Moon/Sea',
    '+01:00',
    'Europe/Zürich',
    'Europe/Zurich\n',
    'x'.repeat(65),
  ];
  assert.deepEqual(unknown.filter(isTimeZone), []);
});

test('the list has a zone by its name of today, and each can be chosen', () => {
  for (const name of ['UTC', 'Asia/Kolkata', 'Europe/Kyiv', 'America/Nuuk'])
    assert.ok(TIME_ZONES.includes(name), name);
  for (const name of ['Asia/Calcutta', 'Europe/Kiev', 'America/Godthab'])
    assert.equal(TIME_ZONES.includes(name), false, name);
  assert.deepEqual(
    TIME_ZONES.filter((name) => findTimeZone(name) !== name),
    [],
  );
});

const FOUND: readonly (readonly [typed: string, name: string | undefined])[] = [
  ['asia/kolkata', 'Asia/Kolkata'],
  ['EUROPE/KYIV', 'Europe/Kyiv'],
  ['Europe/Kiev', 'Europe/Kiev'],
  ['Etc/UTC', 'Etc/UTC'],
  ['us/pacific', 'us/pacific'],
  ['America/New York', 'America/New_York'],
  ['new york', 'America/New_York'],
  ['Zurich', 'Europe/Zurich'],
  ['Buenos Aires', 'America/Argentina/Buenos_Aires'],
  ['York', undefined],
  ['Europe/', undefined],
  ['/', undefined],
  ['', undefined],
];

for (const [typed, name] of FOUND) {
  test(`${JSON.stringify(typed)} means ${name ?? 'no zone'}`, () => {
    assert.equal(findTimeZone(typed), name);
  });
}

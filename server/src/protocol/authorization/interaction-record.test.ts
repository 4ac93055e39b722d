import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NOW } from '../../../test/authorization/authorization-requests.ts';
import {
  INTERACTION_LIFETIME,
  LATE_FORM_LIFETIME,
  readInteraction,
  type Standing,
  standingOf,
} from './interaction.ts';

const BARE = { id: 'I1', began_at: NOW, browser: 'B', parameters: 'client_id=spa1' };

for (const name of ['id', 'began_at', 'browser', 'parameters']) {
  for (const value of [undefined, null, {}, ['x'], true]) {
    test(`SE-17 what was unsealed is no interaction when its ${name} is ${JSON.stringify(value)}`, () => {
      assert.equal(readInteraction({ ...BARE, [name]: value }), undefined);
    });
  }
}

for (const name of [
  'login',
  'account',
  'consent',
  'shown',
  'refused',
  'stale',
  'identifier',
  'mailed',
  'typed',
]) {
  for (const value of [1, null, {}, ['SID'], 0.5]) {
    test(`SE-13 a fact of another type is no fact: ${name} ${JSON.stringify(value)}`, () => {
      assert.deepEqual(readInteraction({ ...BARE, [name]: value }), BARE);
    });
  }
}

test('CO-08 only true is a refusal', () => {
  for (const refused of [false, 'true', 1]) assert.deepEqual(readInteraction({ ...BARE, refused }), BARE);
});

test('SE-13 a factor that was shown is read whole or not at all', () => {
  const proved = { sub: 'auth0|1', epoch: 2, amr: ['otp'], at: NOW };
  for (const broken of [
    1,
    null,
    {},
    { sub: 'auth0|1' },
    { ...proved, sub: 1 },
    { ...proved, epoch: '2' },
    { sub: 'auth0|1', amr: ['otp'], at: NOW },
    { ...proved, at: 'x' },
    { ...proved, amr: 'otp' },
  ])
    assert.deepEqual(readInteraction({ ...BARE, proved: broken }), BARE);
  assert.deepEqual(readInteraction({ ...BARE, proved: { ...proved, amr: ['otp', 1] } }), { ...BARE, proved });
});

test('LG-20 no mail was sent by a way that is none', () => {
  for (const mailed of ['password', 'passkey', 'constructor', ''])
    assert.deepEqual(readInteraction({ ...BARE, mailed }), BARE);
});

test('why it was begun anew is one of two words', () => {
  assert.deepEqual(readInteraction({ ...BARE, anew: 'elsewhere' }), { ...BARE, anew: 'elsewhere' });
  assert.deepEqual(readInteraction({ ...BARE, anew: 'x', follows: 1 }), BARE);
});

test('an interaction is read with all that was done for it, and nothing else', () => {
  const done = { login: 'S1', account: 'S2', consent: 'S3', shown: 'D', refused: true, stale: true };
  const begun = { anew: 'late', follows: 'I0' };
  const whole = { ...BARE, ...done, ...begun, identifier: 'a@b.test', mailed: 'email_code', typed: '123456' };
  assert.deepEqual(readInteraction({ ...whole, unknown: 'x' }), whole);
  assert.deepEqual(readInteraction(BARE), BARE);
});

const STANDINGS: readonly (readonly [
  expected: Standing,
  why: string,
  browser: string | undefined,
  later: number,
])[] = [
  ['elsewhere', 'another browser', 'C', 0],
  ['elsewhere', 'another browser, and late', 'C', INTERACTION_LIFETIME],
  ['elsewhere', 'a browser that is not known', undefined, 0],
  ['late', 'its end', 'B', INTERACTION_LIFETIME],
  ['late', 'the last second that its forms are taken', 'B', LATE_FORM_LIFETIME - 1],
  ['ended', 'the end of what is kept of it', 'B', LATE_FORM_LIFETIME],
  ['honoured', 'the last second', 'B', INTERACTION_LIFETIME - 1],
  ['honoured', 'at once', 'B', 0],
  ['honoured', 'by a clock that went back', 'B', -5],
];

for (const [expected, why, browser, later] of STANDINGS) {
  test(`ST-06 an interaction is ${expected} for ${why}`, () => {
    assert.equal(standingOf(BARE, browser, NOW + later), expected);
  });
}

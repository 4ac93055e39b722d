import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  endOfStep,
  matchOtherStep,
  matchTotp,
  readDigits,
  totpCode,
  totpKey,
  totpStep,
  totpUri,
} from './totp.ts';

/** The seed of RFC 6238 Appendix B. */
const SECRET = new TextEncoder().encode('12345678901234567890');
const NOW = 1_234_567_890;

const REFUSED = [undefined, '', '12345', '1234567', '12345a', '１２３４５６', '-', '0x1234'];

for (const typed of REFUSED) {
  test(`${JSON.stringify(typed)} cannot be a code of six digits`, () => {
    assert.equal(readDigits(typed), undefined);
  });
}

test('a code of two steps ago or ahead is none of now (RFC 6238 §5.2)', () => {
  for (const offset of [-2, 2])
    assert.equal(matchTotp(SECRET, totpCode(SECRET, totpStep(NOW) + offset), NOW), undefined);
});

test('a code of two steps to ten minutes ago or ahead is known to be of another time, and no other is', () => {
  const stepAt = (offset: number) =>
    matchOtherStep(SECRET, totpCode(SECRET, totpStep(NOW) + offset), NOW) === totpStep(NOW) + offset;
  assert.deepEqual([-20, -2, 2, 20].map(stepAt), [true, true, true, true]);
  assert.deepEqual([-21, -1, 0, 1, 21].map(stepAt), [false, false, false, false, false]);
});

test('what was used of a step is remembered for an hour longer than any code of it is taken', () => {
  const step = totpStep(NOW);
  const last = (step + 2) * 30 - 1;
  assert.equal(matchTotp(SECRET, totpCode(SECRET, step), last), step);
  assert.equal(matchTotp(SECRET, totpCode(SECRET, step), last + 1), undefined);
  assert.equal(endOfStep(step), last + 1 + 3_600);
});

test('a code of another key is none of this one', () => {
  assert.equal(matchTotp(SECRET, totpCode(new Uint8Array(20), totpStep(NOW)), NOW), undefined);
});

test('a code of this step or one beside it is known by its step', () => {
  for (const offset of [-1, 0, 1]) {
    const step = totpStep(NOW) + offset;
    assert.equal(matchTotp(SECRET, totpCode(SECRET, step), NOW), step);
  }
});

const APPENDIX_B = [
  [59, '94287082'],
  [1_111_111_109, '07081804'],
  [1_111_111_111, '14050471'],
  [1_234_567_890, '89005924'],
  [2_000_000_000, '69279037'],
  [20_000_000_000, '65353130'],
] as const;

for (const [time, code] of APPENDIX_B) {
  test(`the code at ${time} is that of RFC 6238 Appendix B`, () => {
    assert.equal(totpCode(SECRET, totpStep(time), 8), code);
    assert.equal(totpCode(SECRET, totpStep(time)), code.slice(2));
  });
}

test('a code is read with the spaces and hyphens that apps show', () => {
  assert.equal(readDigits(' 012 345 '), '012345');
  assert.equal(readDigits('012-345'), '012345');
});

test('the key is base 32 without padding (RFC 4648 §6)', () => {
  assert.equal(totpKey(SECRET), 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ');
});

test('the address of a key names issuer and account, and neither can end the other', () => {
  const uri = totpUri({ secret: SECRET, issuer: 'Acme: & Sons', account: 'a?b:c@acme.test' });
  assert.equal(
    uri,
    'otpauth://totp/Acme%20%20%26%20Sons:a%3Fb%20c%40acme.test?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Acme%20%20%26%20Sons&algorithm=SHA1&digits=6&period=30',
  );
});

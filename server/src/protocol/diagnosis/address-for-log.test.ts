import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addressForLog } from './address-for-log.ts';

const CASES: readonly (readonly [sent: string, logged: string])[] = [
  ['https://app.test/cb', 'https://app.test/cb'],
  ['https://app.test/cb?', 'https://app.test/cb'],
  ['https://app.test/cb?code=SECRET&state=SECRET', 'https://app.test/cb?code&state'],
  ['https://app.test/cb?SECRET', 'https://app.test/cb?…'],
  ['https://app.test/cb?a=1&&b=2', 'https://app.test/cb?a&b'],
  ['https://app.test/cb#access_token=SECRET', 'https://app.test/cb'],
  ['https://app.test/cb?a=1#access_token=SECRET', 'https://app.test/cb?a'],
  ['https://user:SECRET@app.test/cb', 'https://…@app.test/cb'],
  ['//user:SECRET@app.test', '//…@app.test'],
  ['https%3A%2F%2Fapp.test%2Fcb%3Fcode%3DSECRET%26x%3DSECRET', 'https%3A%2F%2Fapp.test%2Fcb?code&x'],
  ['https%253A%252F%252Fu%253ASECRET%2540app.test%253Fc%253DSECRET', 'https%253A%252F%252F…@app.test?c'],
  ['https%3A%2F%2Fapp.test%23SECRET', 'https%3A%2F%2Fapp.test'],
  [`x?${'n'.repeat(99)}=SECRET`, `x?${'n'.repeat(40)}`],
  [`https://app.test/${'a'.repeat(300)}`, `https://app.test/${'a'.repeat(183)}`],
  ['', ''],
];

for (const [sent, logged] of CASES) {
  test(`${JSON.stringify(sent).slice(0, 80)} is logged without what may be secret`, () => {
    assert.equal(addressForLog(sent), logged);
  });
}

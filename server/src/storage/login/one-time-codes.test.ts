import assert from 'node:assert/strict';
import { forEachDatabase, NOW, type TestDatabase } from '../../../test/databases/databases.ts';

const CODE = {
  code_id: 'c',
  purpose: 'login_code',
  code_mac: 'right',
  sub: undefined,
  epoch: undefined,
  email: 'alice@acme.test',
  asked_at: 'home',
  expires_at: NOW + 600,
} as const;

type Codes = TestDatabase['acme']['oneTimeCodes'];

function type(codes: Codes, code_mac: string, typed_at?: string): Promise<string> {
  return codes.check('login_code', { code_id: 'c', code_mac, typed_at });
}

forEachDatabase(
  'wrong codes from anywhere use up none of the tries where the code was asked for',
  async ({ acme: { oneTimeCodes }, globex }) => {
    await oneTimeCodes.issue(CODE, undefined);
    await globex.oneTimeCodes.issue(CODE, undefined);
    const strangers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => type(oneTimeCodes, 'wrong', `at ${index}`)),
    );
    assert.equal(strangers.filter((said) => said === 'mismatch').length, 5);
    assert.equal(strangers.filter((said) => said === 'tried_out').length, 15);
    assert.equal(await type(oneTimeCodes, 'right', 'elsewhere'), 'tried_out');
    for (let tried = 1; tried < 5; tried += 1)
      assert.equal(await type(oneTimeCodes, 'wrong', 'home'), 'mismatch');
    assert.equal(await type(oneTimeCodes, 'right', 'home'), 'right');
    assert.equal(await type(oneTimeCodes, 'right', 'home'), 'tried_out');
    assert.equal(await type(globex.oneTimeCodes, 'right', 'elsewhere'), 'right');
  },
);

forEachDatabase(
  'a new code has new tries, and one that was asked for nowhere counts all tries as one',
  async ({ acme: { oneTimeCodes } }) => {
    await oneTimeCodes.issue({ ...CODE, asked_at: undefined }, undefined);
    for (const place of [undefined, '', 'home', 'home', undefined])
      assert.equal(await type(oneTimeCodes, 'wrong', place), 'mismatch');
    assert.equal(await type(oneTimeCodes, 'right'), 'tried_out');
    await oneTimeCodes.issue(CODE, undefined);
    for (const place of ['home', 'elsewhere'])
      assert.equal(await type(oneTimeCodes, 'right', place), 'right');
    const redeemed = await oneTimeCodes.redeem('login_code', { code_id: 'c', code_mac: 'right' });
    assert.deepEqual(redeemed, { sub: undefined, email: CODE.email });
    assert.equal(await type(oneTimeCodes, 'right', 'home'), 'gone');
  },
);

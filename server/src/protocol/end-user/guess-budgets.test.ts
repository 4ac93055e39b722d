import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sha256 } from '../digest.ts';
import { countedAccount, counterKey, isGuessBudget, isUsedUp } from './guess-budgets.ts';

test('LG-05 a counter lets nothing through once as much was counted as may be, and earlier under attack where it is strict', () => {
  for (const [budget, attempts, isUnderAttack, expected] of [
    ['account-at-address', 9, false, false],
    ['account-at-address', 10, false, true],
    ['account-at-address', 4, true, false],
    ['account-at-address', 5, true, true],
    ['account', 99, true, false],
    ['account', 100, true, true],
  ] as const)
    assert.equal(isUsedUp(budget, attempts, isUnderAttack), expected, `${budget} ${attempts}`);
});

test('counters are kept under hashes, of one account under the same name, and only budgets there are have one', () => {
  assert.equal(counterKey('address', '192.0.2.1'), sha256('address 192.0.2.1'));
  assert.notEqual(countedAccount('alice@acme.test'), counterKey('account', 'alice@acme.test'));
  assert.equal(isGuessBudget('address'), true);
  assert.equal(isGuessBudget('toString'), false);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Outage, outageOf, storeUnavailable } from './outages.ts';

const OUTAGES: readonly (readonly [what: Readonly<Record<string, unknown>>, outage: Outage])[] = [
  ...[
    '08000',
    '08006',
    '08P01',
    '57P01',
    '57P02',
    '57P03',
    '57P04',
    '57P05',
    '25P03',
    '25P04',
    '3F000',
    'ECONNREFUSED',
    'EPIPE',
    'ENFILE',
  ].map((code) => [{ code }, 'gone'] as const),
  ...['57014', '55P03', '53300', '53200', '40001', '40P01'].map((code) => [{ code }, 'busy'] as const),
  ...['25006', '42501', '53100', '58030', '58P01', 'EIO', 'ENOSPC', 'EROFS', 'EFBIG'].map(
    (code) => [{ code }, 'unwritable'] as const,
  ),
  ...['XX000', 'XX001', 'XX002'].map((code) => [{ code }, 'damaged'] as const),
  // SQLite, with what its upper bits say more: IOERR_FSYNC, BUSY_SNAPSHOT, READONLY_DIRECTORY.
  ...[8, 10, 13, 22, 1034, 1544].map(
    (errcode) => [{ code: 'ERR_SQLITE_ERROR', errcode }, 'unwritable'] as const,
  ),
  ...[5, 6, 517].map((errcode) => [{ code: 'ERR_SQLITE_ERROR', errcode }, 'busy'] as const),
  ...[11, 26].map((errcode) => [{ code: 'ERR_SQLITE_ERROR', errcode }, 'damaged'] as const),
];

for (const [what, outage] of OUTAGES)
  test(`an error of ${JSON.stringify(what)} is an outage: ${outage}`, () => {
    const error = Object.assign(new Error('as the driver says it'), what);
    assert.equal(outageOf(error), outage);
    assert.equal(outageOf(new Error('what we made of it', { cause: error })), outage);
  });

test('what drivers say without a code, and what we say ourselves, are outages', () => {
  for (const message of ['Connection terminated unexpectedly', 'timeout exceeded when trying to connect'])
    assert.equal(outageOf(new Error(message)), 'gone');
  assert.equal(outageOf(storeUnavailable('the database does not answer')), 'gone');
});

test('what is wrong with a statement, a value or the code is none', () => {
  for (const code of ['ENOENT', '23505', '42601', '42P01', '22021', 'ERR_INVALID_ARG_TYPE', 'EACCES', ''])
    assert.equal(outageOf(Object.assign(new Error('x'), { code })), undefined, code);
  for (const errcode of [1, 19, 1811, 2067, 20, 25])
    assert.equal(outageOf(Object.assign(new Error('x'), { errcode })), undefined, String(errcode));
  for (const thrown of [new TypeError('x is undefined'), 'a text', undefined, { code: '57P01' }])
    assert.equal(outageOf(thrown), undefined);
  const circle = new Error('round');
  circle.cause = circle;
  assert.equal(outageOf(circle), undefined);
});

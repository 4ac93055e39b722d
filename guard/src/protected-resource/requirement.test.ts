import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GuardError } from '../guard-error.ts';
import { requireScope } from './requirement.ts';
import { readScope } from './scope.ts';

test('a scope that no token can carry is refused when the route is written (RFC 6749 §3.3)', () => {
  const wrong: readonly (readonly unknown[])[] = [
    [],
    [''],
    ['a b'],
    ['a"'],
    ['a\\'],
    ['caf\u00e9'],
    ['a', ''],
    [5],
  ];
  for (const scope of wrong) {
    const build = requireScope as (...values: readonly unknown[]) => unknown;
    assert.throws(
      () => build(...scope),
      (error) => error instanceof GuardError && error.code === 'invalid_scope',
      JSON.stringify(scope),
    );
  }
  assert.deepEqual(requireScope('read:a', 'write:a'), { requires: 'scope', scope: ['read:a', 'write:a'] });
});

test('a scope claim is a string of scope tokens, or it is no scope claim (RFC 8693 §4.2)', () => {
  for (const claim of [null, 5, ['a'], {}, ' ', ' a', 'a ', 'a  b', 'a\tb', 'a\u0000b']) {
    assert.equal(readScope(claim), undefined, JSON.stringify(claim));
  }
  assert.deepEqual(readScope(undefined), []);
  assert.deepEqual(readScope(''), []);
  assert.deepEqual(readScope('a b:c'), ['a', 'b:c']);
});

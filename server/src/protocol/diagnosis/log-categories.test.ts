import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EVENT_TYPES, typesNamed } from './event-types.ts';
import { logCategory } from './log-categories.ts';

test('every name that an event has at Auth0 has a category, and what has none is other', () => {
  const names = Object.keys(EVENT_TYPES)
    .flatMap(typesNamed)
    .flatMap(({ auth0_type }) => auth0_type ?? []);
  assert.deepEqual(
    names.filter((name) => logCategory(name) === 'other'),
    [],
  );
  assert.equal(logCategory('fp'), 'auth.login.fail');
  assert.equal(logCategory(undefined), 'other');
  assert.equal(logCategory('constructor'), 'other');
});

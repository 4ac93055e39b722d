import assert from 'node:assert/strict';
import { test } from 'node:test';
import { JWKS_MAX_AGE, maySignFrom } from './key-publication.ts';

/** How long `@tacit/guard` keeps a set that it could ask for again. */
const GUARD_MAX_AGE = 600;

test('KY-01 a key is published for longer than its readers keep a set before it signs', () => {
  assert.ok(maySignFrom(1_000) - 1_000 > Math.max(GUARD_MAX_AGE, 2 * JWKS_MAX_AGE) + 300);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readChange } from './change.ts';

test('a change is read field by field, with what was before and what came after', () => {
  assert.deepEqual(readChange('update client spa; client_name: "A; b" -> "B"; jwks: changed'), {
    action: 'changed',
    fields: [{ name: 'client_name', before: '"A; b"', after: '"B"' }, { name: 'jwks' }],
  });
  assert.deepEqual(readChange('update user a@b; blocked: undefined -> true').fields, [
    { name: 'blocked', before: 'undefined', after: 'true' },
  ]);
});

test('what was made or deleted has no fields; what cannot be read is a change', () => {
  assert.deepEqual(readChange('create client spa'), { action: 'created', fields: [] });
  assert.deepEqual(readChange('delete user auth0|1'), { action: 'deleted', fields: [] });
  assert.deepEqual(readChange(''), { action: 'changed', fields: [] });
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { namesAt } from '../../resources/computed/names.ts';
import { RESOURCE_SERVER } from '../../resources/tenant/resource-server.ts';
import { changedList } from './lists.ts';

const named = namesAt('auth0', RESOURCE_SERVER).find(({ own }) => own === 'scopes');
assert.ok(named);

const READ = { value: 'read', description: 'Read' };
const WRITE = { value: 'write' };

const change = (stored: unknown, add: readonly unknown[], remove: readonly unknown[]) =>
  changedList(stored, { named, add, remove });

test('what is to go and is not there is refused with its place, and hides no other', () => {
  const refused = change([READ], [], [{ value: 'red' }, { value: 'read' }, { value: 'raed' }]);
  assert.ok(!refused.ok);
  assert.deepEqual(
    refused.error.map(({ part, path }) => [part, path]),
    [
      ['remove', ['scopes', 0]],
      ['remove', ['scopes', 2]],
    ],
  );
});

test('an entry is known by what is said of it; one that is there is not put in again', () => {
  assert.deepEqual(change([READ, WRITE], [], [{ value: 'read' }]), {
    ok: true,
    value: { list: [WRITE], kept: 1 },
  });
  assert.deepEqual(change([WRITE], [WRITE, READ], []), { ok: true, value: { list: [WRITE, READ], kept: 1 } });
  assert.deepEqual(change(undefined, [READ], []), { ok: true, value: { list: [READ], kept: 0 } });
});

test('an entry with another member is another one', () => {
  const changed = change([READ], [{ value: 'read', description: 'All' }], []);
  assert.deepEqual(changed.ok && changed.value.list.length, 2);
  assert.equal(change([READ], [], [{ value: 'read', description: 'All' }]).ok, false);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scopeGroups, sharedEnd } from './scope-groups.ts';

const CASES: readonly (readonly [about: string, scopes: readonly string[]])[] = [
  ['users', ['read:users', 'delete:users', 'users:read', 'users.read', 'users.Read']],
  ['calendar.events', ['calendar.events.read', 'calendar.events:write']],
  ['repo', ['repo', 'repo:status', 'repo:invite']],
  ['https://graph.example/User', ['https://graph.example/User.Read']],
  ['https://api.example/auth/calendar', ['https://api.example/auth/calendar']],
  ['read', ['read']],
  [':', [':']],
  ['constructor', ['constructor', 'read:constructor']],
];

for (const [about, scopes] of CASES)
  test(`${scopes.join(', ')}: about ${about}`, () => {
    const groups = scopeGroups(scopes.map((value) => ({ value })));
    assert.deepEqual([...groups], [[about, scopes.map((value) => ({ value }))]]);
  });

test('groups stand in the order in which they are first come to', () => {
  const groups = scopeGroups(['read:b', 'read:a', 'update:b'].map((value) => ({ value })));
  assert.deepEqual([...groups.keys()], ['b', 'a']);
});

const ENDS: readonly (readonly [sentences: readonly string[], each: readonly string[], shared: string])[] = [
  [['Make people', 'Look at people'], ['Make', 'Look at'], 'people'],
  [['Read the log', 'Clear the log'], ['Read', 'Clear'], 'the log'],
  [['Read mails', 'Send letters'], ['Read mails', 'Send letters'], ''],
  [['people', 'all people'], ['people', 'all people'], ''],
  [['read:users', 'delete:users'], ['read:users', 'delete:users'], ''],
  [['Read people', 'Read people'], ['Read', 'Read'], 'people'],
];

for (const [sentences, each, shared] of ENDS)
  test(`${sentences.join(', ')}: shared is "${shared}"`, () => {
    assert.deepEqual(sharedEnd(sentences), { each, shared });
  });

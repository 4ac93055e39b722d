/**
 * People of whom more have each thing that is searched for than a search may look at.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Api, startApi } from './api.ts';

let api: Api;
before(async () => {
  api = await startApi({ searchedPeople: 100 });
});
after(() => api.stack.close());

test('a search that looks at more people than TACIT_SEARCHED_PEOPLE is 503 in words, and the next one is answered', async () => {
  const { users } = api.stack.storage.tenant('t-acme');
  for (let n = 0; n <= 100; n += 1) {
    const claims = { email: `wide${n}@acme.test`, email_verified: true, name: `Wide ${n}` };
    const user = { sub: `auth0|wide${1_000 + n}`, blocked: false, claims };
    await users.create({ user, password_hash: undefined, created_at: 1, user_metadata: {} });
  }
  const find = (q: string) => api.call('GET', `/users?q=${encodeURIComponent(q)}`);
  const { status, body } = await find('name:wide* AND email:wide* AND NOT logins_count:[0 TO *]');
  assert.deepEqual([status, body.errorCode], [503, 'search_too_wide']);
  assert.match(body.message, /search for something that fewer have, or raise TACIT_SEARCHED_PEOPLE/);
  assert.equal((await find('name:wide* AND email:wide1@acme.test')).body.length, 1);
});

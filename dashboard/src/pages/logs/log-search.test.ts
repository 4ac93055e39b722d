import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readLogQuery } from '../../../../server/src/management/families/logs/log-query.ts';
import { EVENT_TYPES } from '../../../../server/src/protocol/diagnosis/event-types.ts';
import { logQuery, readLogSearch, SORTS } from './log-search.ts';

const NOW = Date.parse('2026-11-30T12:34:56Z');

test('an address says what is shown; what is none of it is left aside', () => {
  const said = { type: 'fp', client: 'spa', since: 'day', live: true, before: '1-a-b-c' };
  assert.deepEqual(readLogSearch({ ...said, since: 'day', other: 1 }), said);
  assert.deepEqual(readLogSearch({ since: 'year', live: 'yes', type: '', user: {}, q: [] }), {});
  assert.deepEqual(readLogSearch({ ip: 1, reference: 123 }), { ip: '1', reference: '123' });
});

test('each filter is a term that the server reads, and nothing typed is two of them', () => {
  const query = logQuery(
    { type: 'failed', user: 'auth0|1', client: 'a" OR type:f', ip: '::1', reference: 'r', since: 'hour' },
    NOW,
  );
  const read = readLogQuery(query ?? '');
  assert.ok(read.ok, query);
  assert.equal(read.value.client_id, 'a" OR type:f');
  assert.equal(read.value.since, Date.parse('2026-11-30T11:34:00Z') / 1_000);
  assert.equal(logQuery({ live: true }, NOW), undefined);
  assert.match(logQuery({ user: 'a@b.c' }, NOW) ?? '', /^user_name:/);
});

test('the sorts are of events that there are', () => {
  for (const name of Object.values(SORTS).flat()) assert.ok(Object.hasOwn(EVENT_TYPES, name), name);
});

import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { err, ok, type Result } from '../protocol/result.ts';
import { createDocuments } from './documents.ts';

type Got = Result<{ readonly status: number; readonly media_type: string; readonly text: string }, string>;

const URL = 'https://client.test/document';
const ACME = { tenant_id: 't-acme' };

const FAILURES: readonly (readonly [what: string, got: Got, why: string])[] = [
  ['a closed port', err('connect ECONNREFUSED'), 'connect ECONNREFUSED'],
  ['no such name', err('getaddrinfo ENOTFOUND'), 'getaddrinfo ENOTFOUND'],
  ['a private address', err('its address is not public'), 'its address is not public'],
  ['no such document', ok({ status: 404, media_type: '', text: 'gone' }), 'status 404'],
];

for (const [what, got, why] of FAILURES) {
  test(`SF-06 ${what} is answered when the longest attempt would be`, async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const { documents } = fetching(got);
    const fetched = documents.fetch(URL, ACME);
    assert.equal(await stateAfter(t, fetched, 3_999), 'waiting');
    assert.equal(await stateAfter(t, fetched, 1_000), 'answered');
    assert.deepEqual(await fetched, { ok: false, error: why });
  });
}

test('a document is given at once', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { documents } = fetching(ok({ status: 200, media_type: '', text: '{"keys":[]}' }));
  assert.deepEqual(await documents.fetch(URL, ACME), { ok: true, value: '{"keys":[]}' });
});

test('SF-09 a tenant has a quota of documents for each minute, and another tenant its own', async () => {
  const { documents, count, tick } = fetching(ok({ status: 200, media_type: '', text: '' }));
  const all = await Promise.all(Array.from({ length: 301 }, () => documents.fetch(URL, ACME)));
  assert.equal(all.filter(({ ok }) => ok).length, 300);
  assert.equal((await documents.fetch(URL, { tenant_id: 't-other' })).ok, true);
  assert.equal(count(), 301, 'nothing is asked for beyond the quota');
  tick();
  assert.equal((await documents.fetch(URL, ACME)).ok, true);
});

function fetching(got: Got) {
  let now = 1_700_000_000;
  let count = 0;
  const get = async () => {
    count += 1;
    return got;
  };
  return {
    documents: createDocuments({ outbound: { get }, now: () => now }),
    count: () => count,
    /** Goes on by a minute. */
    tick: () => {
      now += 60;
    },
  };
}

async function stateAfter(t: TestContext, promise: Promise<unknown>, ms: number) {
  await new Promise(setImmediate);
  t.mock.timers.tick(ms);
  await new Promise(setImmediate);
  return Promise.race([
    promise.then(() => 'answered'),
    new Promise((pending) => setImmediate(pending, 'waiting')),
  ]);
}

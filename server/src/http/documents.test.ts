import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { err, ok, type Result } from '../protocol/result.ts';
import { createDocuments, type FetchFor } from './documents.ts';

type Got = Result<{ readonly status: number; readonly media_type: string; readonly text: string }, string>;

const URL = 'https://client.test/document';
const ACME = { tenant_id: 't-acme', purpose: 'keys' } as const;

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
  assert.equal((await documents.fetch(URL, { ...ACME, tenant_id: 't-other' })).ok, true);
  assert.equal(count(), 301, 'nothing is asked for beyond the quota');
  tick();
  assert.equal((await documents.fetch(URL, ACME)).ok, true);
});

test('SF-09 a stranger who sends one request_uri after the other keeps nobody from their keys', async () => {
  const { documents } = fetching(ok({ status: 200, media_type: '', text: '' }));
  const ours = { client_id: 'ours', is_first_party: true };
  const ask = async (by: Partial<FetchFor>) => {
    const fetched = await documents.fetch(URL, { ...ACME, purpose: 'request_object', client: ours, ...by });
    return fetched.ok;
  };
  const asked = await Promise.all(Array.from({ length: 60 }, () => ask({ address: '192.0.2.1' })));
  assert.equal(asked.filter((fetched) => fetched).length, 30, 'an address has a share');
  assert.equal(await ask({ address: '192.0.2.2' }), true);
  for (let index = 0; index < 200; index += 1) await ask({ address: `198.51.100.${index}` });
  assert.equal(await ask({ address: '192.0.2.3' }), false, 'a client has a share');
  assert.equal(await ask({ address: '192.0.2.3', client: { ...ours, client_id: 'other' } }), true);
  assert.equal(await ask({ purpose: 'keys' }), true);
});

test('SF-09 clients that registered themselves use up nothing of the others', async () => {
  const { documents } = fetching(ok({ status: 200, media_type: '', text: '' }));
  for (let index = 0; index < 400; index += 1)
    await documents.fetch(URL, { ...ACME, client: { client_id: `crowd-${index}`, is_first_party: false } });
  const crowd = { client_id: 'crowd', is_first_party: false };
  assert.equal((await documents.fetch(URL, { ...ACME, client: crowd })).ok, false);
  const ours = { client_id: 'ours', is_first_party: true };
  assert.equal((await documents.fetch(URL, { ...ACME, client: ours })).ok, true);
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

import assert from 'node:assert/strict';
import { forEachDatabase, NOW } from '../../../test/databases/databases.ts';
import { MOST_VALUES, type Shown } from '../../protocol/advice/traffic.ts';
import { CLIENT_DEFAULTS } from '../../resources/client/client.ts';

const DAY = 86_400;
const MIDNIGHT = NOW - (NOW % DAY);
const ALL = { since: 0, lately: MIDNIGHT + DAY };

function answered(value: string, more: Partial<Shown> & { readonly client_id?: string } = {}) {
  const { client_id = 'spa1', way = 'id_token token', facet = 'sdk' } = more;
  return { type: 'tokens_issued', request_id: 'r', client_id, shown: [{ way, facet, value }] } as const;
}

forEachDatabase(
  'what answers show adds up over days, of its client and its tenant alone, the most first',
  async ({ acme, globex, clock, rows }) => {
    await acme.audit.record(answered('auth0.js 9.28.0'));
    await acme.audit.record(answered('auth0.js 9.28.0', { client_id: 'spa2' }));
    await globex.audit.record(answered('auth0.js 9.28.0'));
    assert.deepEqual(await rows('select * from counters'), [], 'nobody waits for it');
    clock.now += DAY;
    await acme.audit.record(answered('auth0.js 9.28.0'));
    await acme.audit.record(answered('auth0-spa-js 2.1.3', { way: 'code' }));
    assert.deepEqual(await acme.stats.traffic('spa1', ALL), [
      {
        ...{ way: 'id_token token', facet: 'sdk', value: 'auth0.js 9.28.0' },
        ...{ n: 2, lately: 1, first: MIDNIGHT, last: MIDNIGHT + DAY },
      },
      {
        ...{ way: 'code', facet: 'sdk', value: 'auth0-spa-js 2.1.3' },
        ...{ n: 1, lately: 1, first: MIDNIGHT + DAY, last: MIDNIGHT + DAY },
      },
    ]);
    assert.equal((await acme.stats.traffic('spa1', { ...ALL, since: MIDNIGHT + DAY })).length, 2);
    assert.deepEqual(await acme.stats.traffic('spa3', ALL), []);
    assert.equal(await acme.stats.trafficSince(), MIDNIGHT);
    assert.equal(await globex.stats.trafficSince(), MIDNIGHT);
  },
);

forEachDatabase(
  'values beyond the most of a facet are counted together, and crowd out no other',
  async ({ acme }) => {
    for (let index = 0; index < MOST_VALUES + 5; index += 1) await acme.audit.record(answered(`sdk${index}`));
    await acme.audit.record(answered('none', { facet: 'prompt' }));
    const traffic = await acme.stats.traffic('spa1', ALL);
    assert.equal(traffic.length, MOST_VALUES + 2);
    assert.equal(traffic[0]?.facet, 'prompt', 'how often there was something comes before what it was');
    assert.deepEqual(
      traffic.filter(({ n }) => n > 1).map(({ value, n }) => [value, n]),
      [['(others)', 5]],
    );
    assert.ok(traffic.some(({ facet }) => facet === 'prompt'));
  },
);

forEachDatabase('of clients without end so many are counted', async ({ acme, rows }) => {
  await Promise.all(
    Array.from({ length: 1_003 }, (_, index) => acme.audit.record(answered('x', { client_id: `c${index}` }))),
  );
  assert.equal((await acme.stats.traffic('c0', ALL)).length, 1);
  assert.deepEqual(await acme.stats.traffic('c1002', ALL), []);
  const [counted] = await rows(`select count(*) as n from counters where what like 'traffic %'`);
  assert.equal(Number(counted?.['n']), 1_000);
});

forEachDatabase(
  'it goes with its client: who is made anew under the name has shown nothing',
  async ({ acme }) => {
    await acme.clients.save({ ...CLIENT_DEFAULTS, client_id: 'spa1' });
    await acme.audit.record(answered('auth0.js 9.28.0'));
    assert.equal((await acme.stats.traffic('spa1', ALL)).length, 1);
    await acme.clients.remove('spa1');
    assert.deepEqual(await acme.stats.traffic('spa1', ALL), []);
  },
);

import assert from 'node:assert/strict';
import { forEachDatabase } from '../../test/databases/databases.ts';
import { deskOver, done, OPERATOR, wish } from '../../test/databases/desk.ts';
import type { Filter } from './desk.ts';

const APP = { client_id: 'app', client_name: 'App', redirect_uris: ['https://app.test/cb'] };

forEachDatabase('lists come in pages, filtered by what fields hold', async ({ storage, clock }) => {
  const desk = deskOver(storage, () => clock.now);
  const names = ['a', 'b', 'c', 'd', 'e'];
  done(
    await desk.carryOut(
      names.map((client_id) =>
        wish('put', 'client', {
          ...APP,
          client_id,
          client_name: client_id,
          app_type: client_id < 'c' ? 'spa' : 'native',
        }),
      ),
      OPERATOR,
    ),
  );
  const ids = async (query: object) =>
    (await desk.list('client', 'acme', { limit: 2, ...query })).map(({ record }) => record['client_id']);
  assert.deepEqual(await ids({}), ['a', 'b']);
  assert.deepEqual(await ids({ after: ['b'] }), ['c', 'd']);
  assert.deepEqual(await ids({ filter: { app_type: 'native' } }), ['c', 'd']);
  assert.deepEqual(await ids({ filter: { app_type: 'native' }, after: ['d'] }), ['e']);
  assert.deepEqual(await ids({ filter: { redirect_uris: 'https://app.test/cb' }, after: ['d'] }), ['e']);
  const either = { app_type: ['spa', 'native'] };
  assert.deepEqual(await ids({ filter: either, offset: 1 }), ['b', 'c']);
  assert.deepEqual(await ids({ filter: either, after: ['b'] }), ['c', 'd']);
  // By an index and by what stands in the document, together.
  const both = { app_type: 'native', redirect_uris: 'https://app.test/cb' };
  assert.deepEqual(await ids({ filter: both, offset: 1 }), ['d', 'e']);
  assert.deepEqual(await ids({ filter: { app_type: 'native', client_id: { not: 'd' } } }), ['c', 'e']);
  const count = (filter: Filter) => desk.count('client', 'acme', filter);
  assert.deepEqual(
    await Promise.all(
      [
        { app_type: 'spa' },
        either,
        both,
        { app_type: [] },
        { is_first_party: 'false' },
        { client_id: { not: 'a' } },
      ].map(count),
    ),
    [2, 5, 3, 0, 0, 4],
  );
  done(
    await desk.carryOut(
      [
        wish('put', 'client', {
          ...APP,
          client_id: 'e',
          client_name: 'e',
          app_type: 'native',
          is_first_party: false,
        }),
      ],
      OPERATOR,
    ),
  );
  assert.deepEqual(await ids({ filter: { is_first_party: 'false' } }), ['e']);
});

import assert from 'node:assert/strict';
import { forEachDatabase, NOW } from '../../../test/databases/databases.ts';
import { ADDRESS_BYTES } from './kept-bound.ts';

const FROM = '203.0.113.7';

forEachDatabase(
  'a request is kept once, for as long as it is asked for, in its tenant alone',
  async ({ acme, globex, storage, clock, rows }) => {
    const { keptRequests } = acme;
    const request = { id: 'one', sealed: 'sealed', from: FROM };
    assert.equal(await keptRequests.find('one'), undefined);
    assert.equal(await keptRequests.keep({ ...request, expires_at: NOW + 60 }), true);
    assert.equal(await keptRequests.keep({ ...request, sealed: 'anew', expires_at: NOW + 90 }), true);
    assert.equal(await keptRequests.keep({ ...request, expires_at: NOW + 30 }), true, 'no shorter');
    assert.deepEqual(await rows('select id, sealed, expires_at from kept_requests'), [
      { id: 'one', sealed: 'sealed', expires_at: NOW + 90 },
    ]);
    assert.equal(await keptRequests.find('one'), 'sealed');
    assert.equal(await keptRequests.find('ONE'), undefined);
    assert.equal(await keptRequests.find('\0'), undefined);
    assert.equal(await globex.keptRequests.find('one'), undefined);
    clock.now = NOW + 90;
    assert.equal(await keptRequests.find('one'), undefined);
    assert.equal(await storage.sweep(NOW + 89), 0);
    assert.equal(await storage.sweep(NOW + 90), 1);
  },
);

forEachDatabase(
  'what strangers have kept is bounded for an address and for a tenant',
  async ({ acme, globex, clock, rows }) => {
    const sealed = 'x'.repeat(ADDRESS_BYTES);
    const keep = (id: string, from = FROM, records = acme) =>
      records.keptRequests.keep({ id, sealed: id === 'short' ? 'x' : sealed, expires_at: NOW + 900, from });
    assert.equal(await keep('first'), true);
    assert.equal(await keep('short'), false, 'its address has had its share of the minute');
    assert.equal(await keep('short', '2001:db8::/64'), true, 'another has not');
    assert.equal(await keep('short', FROM, globex), true, 'and nothing of another tenant is used up');
    clock.now = NOW + 60;
    assert.equal(await keep('short'), true, 'nor the next minute');
    assert.deepEqual(await rows("select count(*) as n from kept_requests where tenant_id = 'acme'"), [
      { n: 2 },
    ]);
  },
);

import assert from 'node:assert/strict';
import { forEachDatabase, NOW, type TestDatabase } from '../../test/databases/databases.ts';

const REFUSED = { type: 'request_refused', request_id: 'r1' } as const;

type Records = TestDatabase['acme'];

async function flood(records: Records, count: number, ipOf: (index: number) => string = () => '192.0.2.1') {
  for (let index = 0; index < count; index += 1)
    await records.audit.record({ ...REFUSED, request_id: `r${index}`, ip: ipOf(index) });
}

const single = (type: string) => `select count(*) as n from audit where type = '${type}'`;
const COUNTED = `select tenant_id, request_id, detail from audit where type = 'refusals_counted' order by detail`;

forEachDatabase(
  '2,000 refusals of a stranger are 400 rows and one that says how many more there were',
  async ({ acme, storage, clock, rows }) => {
    await flood(acme, 1_000);
    clock.now += 30;
    await flood(acme, 1_000);
    assert.deepEqual(await rows(single('request_refused')), [{ n: 400 }]);
    await storage.sweep(clock.now);
    const detail = 'request_refused: 1600 more in 31 seconds, from 1 addresses';
    assert.deepEqual(await rows(COUNTED), [{ tenant_id: 'acme', request_id: 'r999', detail }]);
    await storage.sweep(clock.now);
    assert.equal((await rows(COUNTED)).length, 1, 'what was written is not written again');
  },
);

forEachDatabase(
  'who floods hides neither another address, nor another kind, nor another tenant',
  async ({ acme, globex, rows }) => {
    await flood(acme, 450);
    await flood(acme, 1, () => '192.0.2.2');
    await flood(globex, 1);
    await acme.audit.record({ ...REFUSED, type: 'login_failed', ip: '192.0.2.1' });
    assert.deepEqual(await rows(single('request_refused')), [{ n: 402 }]);
    assert.deepEqual(await rows(single('login_failed')), [{ n: 1 }]);
  },
);

forEachDatabase(
  'a flood from many addresses, or from one network of IPv6, is bounded as well',
  async ({ acme, storage, clock, rows }) => {
    await flood(acme, 410, (index) => `2001:db8:1:2::${index.toString(16)}`);
    assert.deepEqual(await rows(single('request_refused')), [{ n: 400 }], 'a /64 is one');
    await flood(acme, 2_000, (index) => `10.0.${index >> 8}.${index & 255}`);
    assert.deepEqual(await rows(single('request_refused')), [{ n: 500 }]);
    clock.now += 60;
    await flood(acme, 100, (index) => `10.1.0.${index}`);
    assert.deepEqual(await rows(single('request_refused')), [{ n: 510 }], 'ten a minute');
    // A clock that goes back gives nothing.
    clock.now -= 600;
    await flood(acme, 100, (index) => `10.2.0.${index}`);
    assert.deepEqual(await rows(single('request_refused')), [{ n: 510 }]);
    await storage.sweep(NOW);
    assert.match(
      String((await rows(COUNTED))[0]?.['detail']),
      /: 2100 more in \d+ seconds, from at least 1000 /,
    );
  },
);

forEachDatabase('what matters is written whatever there is of it', async ({ acme, rows }) => {
  const event = { request_id: 'r1', ip: '192.0.2.1', sub: 'auth0|1' };
  for (const type of ['login', 'tokens_issued', 'password_changed', 'second_factor_failed'] as const)
    await Promise.all(Array.from({ length: 300 }, () => acme.audit.record({ ...event, type })));
  assert.deepEqual(await rows('select count(*) as n from audit'), [{ n: 1_200 }]);
});

forEachDatabase('what was counted is written when the process ends', async ({ open, rows }) => {
  const storage = await open();
  await flood(storage.tenant('acme'), 420);
  await flood(storage.tenant('globex'), 410);
  await storage.close();
  assert.deepEqual(
    (await rows(COUNTED)).map(({ tenant_id, detail }) => `${tenant_id} ${detail}`),
    [
      'globex request_refused: 10 more in 1 seconds, from 1 addresses',
      'acme request_refused: 20 more in 1 seconds, from 1 addresses',
    ],
  );
});

forEachDatabase('what could not be written is still counted', async ({ acme, storage, clock, rows }) => {
  await flood(acme, 405);
  await rows('alter table audit rename to audit_away');
  await assert.rejects(storage.sweep(clock.now));
  await rows('alter table audit_away rename to audit');
  await flood(acme, 2);
  await storage.sweep(clock.now);
  assert.match(String((await rows(COUNTED))[0]?.['detail']), /: 7 more in 1 seconds/);
});

forEachDatabase('what a stranger sends takes no more than a line', async ({ acme }) => {
  await acme.audit.record({ ...REFUSED, detail: 'x'.repeat(5_000) });
  await acme.audit.record({ ...REFUSED, type: 'login', detail: 'x'.repeat(5_000) });
  const lengths = (await acme.audit.list(2)).map(({ detail }) => detail?.length);
  assert.deepEqual(lengths, [1_024, 256]);
});

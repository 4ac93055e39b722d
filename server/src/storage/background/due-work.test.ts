import assert from 'node:assert/strict';
import { forEachDatabase, NOW, type TestDatabase } from '../../../test/databases/databases.ts';

const MAIL = { sealed: 'sealed', expires_at: NOW + 10_000 };

/** The mails that somebody could take now, until there are no more. */
async function claimAll(storage: TestDatabase['storage']): Promise<readonly string[]> {
  const names: string[] = [];
  for (;;) {
    const mail = await storage.mails.claim();
    if (!mail) return names.sort();
    names.push(mail.mail_id);
  }
}

forEachDatabase(
  'of many who claim at once on two machines, each piece goes to one',
  async ({ acme, globex, storage, open }) => {
    const other = await open();
    for (const mail_id of ['1', '2', '3']) await acme.outbox.add({ ...MAIL, mail_id });
    await globex.outbox.add({ ...MAIL, mail_id: '1' });
    const claimed = await Promise.all(
      Array.from({ length: 12 }, (_, index) => (index % 2 === 0 ? storage : other).mails.claim()),
    );
    const names = claimed.filter((mail) => mail !== undefined).map((mail) => mail.tenant_id + mail.mail_id);
    assert.equal(new Set(names).size, names.length);
    const left = [...(await claimAll(storage)), ...(await claimAll(other))];
    assert.equal(names.length + left.length, 4);
  },
);

forEachDatabase(
  'a claim lasts for as long as its machine is heard of, and ends a minute after',
  async ({ acme, storage, clock }) => {
    await acme.outbox.add({ ...MAIL, mail_id: 'slow' });
    const mail = await storage.mails.claim();
    assert.ok(mail);
    for (const second of [15, 60, 110]) {
      clock.now = NOW + second;
      assert.deepEqual(await claimAll(storage), [], `after ${second} seconds`);
      await storage.mails.renew(mail);
    }
    clock.now = NOW + 110 + 59;
    assert.deepEqual(await claimAll(storage), []);
    clock.now += 1;
    const again = await storage.mails.claim();
    assert.equal(again?.mail_id, 'slow', 'its machine has died');
    // Who was taken for dead decides nothing about what somebody else does now.
    clock.now += 1;
    await storage.mails.later(mail);
    await storage.mails.renew(mail);
    clock.now += 58;
    assert.deepEqual(await claimAll(storage), []);
    clock.now += 1;
    assert.deepEqual(await claimAll(storage), ['slow']);
  },
);

forEachDatabase(
  'a piece that fails is due again after a pause that doubles, up to the longest, and ends with its time',
  async ({ acme, storage, clock }) => {
    await acme.outbox.add({ ...MAIL, mail_id: 'm' });
    for (const pause of [15, 30, 60, 120, 240, 480, 960, 1_920, 3_600]) {
      const mail = await storage.mails.claim();
      assert.ok(mail, `before the pause of ${pause}`);
      await storage.mails.later(mail);
      clock.now += pause - 1;
      assert.deepEqual(await claimAll(storage), [], `a second before the end of ${pause}`);
      clock.now += 1;
    }
    clock.now = MAIL.expires_at;
    assert.deepEqual(await claimAll(storage), []);
  },
);

forEachDatabase(
  'what waits is counted, of all tenants, claimed or not, while it is good',
  async (database) => {
    const { acme, globex, storage, clock } = database;
    assert.equal(await storage.mails.count(), 0);
    await acme.outbox.add({ ...MAIL, mail_id: 'm' });
    await globex.outbox.add({ ...MAIL, mail_id: 'm' });
    await storage.mails.claim();
    assert.equal(await storage.mails.count(), 2);
    assert.deepEqual(await acme.outbox.waiting(), { waiting: 1, failing: 0 });
    clock.now = MAIL.expires_at;
    assert.equal(await storage.mails.count(), 0);
    assert.deepEqual(await acme.outbox.waiting(), { waiting: 0, failing: 0 });
  },
);

forEachDatabase(
  'a mail fails when it was tried in vain, or when nobody takes it for a minute; of its tenant alone',
  async ({ acme, globex, storage, clock }) => {
    await acme.outbox.add({ ...MAIL, mail_id: 'm' });
    const first = await storage.mails.claim();
    assert.ok(first);
    await storage.mails.later(first);
    assert.deepEqual(await acme.outbox.waiting(), { waiting: 1, failing: 0 });
    clock.now += 15;
    assert.ok(await storage.mails.claim());
    assert.deepEqual(await acme.outbox.waiting(), { waiting: 1, failing: 1 });
    await globex.outbox.add({ ...MAIL, mail_id: 'm' });
    clock.now += 59;
    assert.deepEqual(await globex.outbox.waiting(), { waiting: 1, failing: 0 });
    clock.now += 1;
    assert.deepEqual(await globex.outbox.waiting(), { waiting: 1, failing: 1 });
  },
);

forEachDatabase('a piece that is done is done for good', async ({ acme, storage, clock, rows }) => {
  await acme.outbox.add({ ...MAIL, mail_id: 'm' });
  const mail = await storage.mails.claim();
  assert.ok(mail);
  await storage.mails.done(mail);
  clock.now += 5_000;
  assert.deepEqual(await claimAll(storage), []);
  assert.deepEqual(await rows('select * from mails'), []);
});

import assert from 'node:assert/strict';
import { EMAIL, SUB, session } from '../../../test/databases/credentials.ts';
import { forEachDatabase, NOW, type TestDatabase } from '../../../test/databases/databases.ts';
import { deskOver, done, gone, OPERATOR, refused, wish } from '../../../test/databases/desk.ts';

const DAY = 86_400;
const REMOVAL = { kind: 'user', place: { tenant_id: 'acme' }, verb: 'delete', key: [SUB] } as const;
const IN_SESSION = { sid: 'SID', epoch: 0 };

async function signedIn({ acme }: Pick<TestDatabase, 'acme'>): Promise<void> {
  await acme.users.save({ sub: SUB, blocked: false, claims: { email: EMAIL } }, 'hash');
  assert.ok(await acme.sessions.begin(session('SID', 0)));
}

function ask({ acme }: Pick<TestDatabase, 'acme'>, differences: object = {}): Promise<boolean> {
  const notice = { mail_id: 'm', sealed: 'sealed', expires_at: NOW + DAY };
  const asked = { session: IN_SESSION, deletes_at: NOW + DAY, language: 'de', notice };
  return acme.users.askForDeletion(SUB, { ...asked, ...differences });
}

forEachDatabase(
  'a wish is made in a session that lives, and its mail is written with it or not at all',
  async (database) => {
    const { acme, rows } = database;
    await signedIn(database);
    for (const over of [
      { sid: 'ended', epoch: 0 },
      { sid: 'SID', epoch: 1 },
    ])
      assert.equal(await ask(database, { session: over }), false);
    assert.equal(await acme.users.deletion(SUB), undefined);
    assert.deepEqual(await rows('select * from mails'), []);
    assert.equal(await ask(database), true);
    assert.deepEqual(await acme.users.deletion(SUB), { deletes_at: NOW + DAY, language: 'de' });
    assert.equal((await rows('select * from mails')).length, 1);
    assert.equal(await acme.users.deletion('nobody'), undefined);
  },
);

forEachDatabase('of several who ask at once one does, and of several who keep one does', async (database) => {
  const { acme, rows } = database;
  await signedIn(database);
  const mail = (index: number) => ({ mail_id: `m${index}`, sealed: 's', expires_at: NOW + DAY });
  const asked = await Promise.all([0, 1, 2].map((index) => ask(database, { notice: mail(index) })));
  assert.deepEqual(asked.toSorted(), [false, false, true]);
  assert.equal((await rows('select * from mails')).length, 1);
  assert.equal(await acme.users.keepAccount(SUB, { sid: 'SID', epoch: 1 }), false);
  const kept = await Promise.all([0, 1].map(() => acme.users.keepAccount(SUB, IN_SESSION)));
  assert.deepEqual(kept.toSorted(), [false, true]);
  assert.equal(await acme.users.deletion(SUB), undefined);
});

forEachDatabase('accounts are due from their second on, unless they are blocked', async (database) => {
  const { storage, clock, rows } = database;
  await signedIn(database);
  await ask(database);
  clock.now = NOW + DAY - 1;
  assert.deepEqual(await storage.dueDeletions(undefined, 10), []);
  clock.now += 1;
  assert.deepEqual(
    (await storage.dueDeletions(undefined, 10)).map(({ tenant_id, sub }) => [tenant_id, sub]),
    [['acme', SUB]],
  );
  // As an older process blocks somebody.
  await rows(`update users set blocked = 1 returning 1 as one`);
  assert.deepEqual(await storage.dueDeletions(undefined, 10), []);
});

forEachDatabase('those who are due come a page at a time, the longest due first', async (database) => {
  const { acme, globex, storage, clock, rows } = database;
  for (const [records, subs] of [
    [acme, ['b', 'a', 'late']],
    [globex, ['c', 'first']],
  ] as const)
    for (const sub of subs) await records.users.save({ sub, blocked: false, claims: {} });
  await rows(`update users set deletes_at = ${NOW} - case sub when 'first' then 1 when 'late' then -1 else 0 end
    returning 1 as one`);
  const first = await storage.dueDeletions(undefined, 2);
  const second = await storage.dueDeletions(first.at(-1), 2);
  assert.deepEqual(
    [...first, ...second].map(({ sub }) => sub),
    ['first', 'a', 'b', 'c'],
  );
  assert.deepEqual(await storage.dueDeletions(second.at(-1), 2), []);
  clock.now += 1;
  assert.equal((await storage.dueDeletions(second.at(-1), 2))[0]?.sub, 'late');
});

forEachDatabase(
  'a deletion that was decided on before the account was kept deletes nothing, also where it was asked for again',
  async (database) => {
    const { acme, storage, clock } = database;
    await signedIn(database);
    await ask(database);
    const desk = deskOver(storage, () => clock.now);
    const seen = await desk.show('user', 'acme', [SUB]);
    assert.equal(seen?.record['deletes_at'], NOW + DAY);
    const removal = gone('user', [SUB], seen?.version);
    assert.equal(await acme.users.keepAccount(SUB, IN_SESSION), true);
    assert.deepEqual(refused(await desk.carryOut([removal], OPERATOR)), [[0, 'moved', '']]);
    await ask(database, { notice: undefined });
    assert.deepEqual(refused(await desk.carryOut([removal], OPERATOR)), [[0, 'moved', '']]);
    assert.ok(await acme.users.find(SUB));
  },
);

forEachDatabase(
  'a mail goes with a deletion in one step, and the audit log keeps no address',
  async (database) => {
    const { acme, storage, clock, rows } = database;
    await signedIn(database);
    const desk = deskOver(storage, () => clock.now);
    const notice = { mail_id: 'farewell', sealed: 'sealed', expires_at: NOW + DAY };
    assert.deepEqual(refused(await desk.carryOut([{ ...REMOVAL, version: 99, notice }], OPERATOR)), [
      [0, 'moved', ''],
    ]);
    assert.deepEqual(await rows('select * from mails'), []);
    const self = { ...OPERATOR, who: 'self' } as const;
    done(await desk.carryOut([{ ...REMOVAL, notice }], self));
    assert.equal((await rows('select * from mails')).length, 1);
    const [event] = await acme.audit.list(1);
    assert.deepEqual(
      [event?.type, event?.sub, event?.detail],
      ['account_deleted', SUB, `delete user ${SUB}`],
    );
  },
);

forEachDatabase('a block and an account that is taken back end the wish', async (database) => {
  const { acme, storage, clock } = database;
  await signedIn(database);
  await ask(database);
  const desk = deskOver(storage, () => clock.now);
  done(await desk.carryOut([wish('change', 'user', { sub: SUB, name: 'Alice' })], OPERATOR));
  assert.equal((await acme.users.deletion(SUB))?.deletes_at, NOW + DAY, 'another change leaves it');
  done(await desk.carryOut([wish('change', 'user', { sub: SUB, blocked: true })], OPERATOR));
  assert.equal(await acme.users.deletion(SUB), undefined);
  done(await desk.carryOut([wish('change', 'user', { sub: SUB, blocked: false })], OPERATOR));
  assert.equal(await acme.users.deletion(SUB), undefined);

  const user = { sub: 'auth0|open', blocked: false, claims: { email: 'open@acme.test' } };
  const made = await acme.users.create({ user, password_hash: 'h', created_at: NOW, user_metadata: {} });
  assert.ok(made && (await acme.sessions.begin({ ...session('OPEN', made.epoch), sub: user.sub })));
  const asked = { deletes_at: NOW + DAY, language: 'en', notice: undefined };
  const in_session = { sid: 'OPEN', epoch: made.epoch };
  assert.ok(await acme.users.askForDeletion(user.sub, { ...asked, session: in_session }));
  assert.equal(await acme.users.proveMailbox(user.sub, 'open@acme.test'), 'reclaimed');
  assert.equal(await acme.users.deletion(user.sub), undefined);
});

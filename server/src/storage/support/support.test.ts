import assert from 'node:assert/strict';
import { forEachDatabase, NOW, type TestDatabase } from '../../../test/databases/databases.ts';
import { beginSession, epochOf } from '../../../test/login/epochs.ts';
import { CLIENT_DEFAULTS } from '../../resources/client/client.ts';

const SUB = 'auth0|a11ce';
const BOB = 'auth0|b0b';
const LATER = NOW + 10_000;
const EVENT = { type: 'signed_out_by_operator', request_id: 'r', detail: 'by somebody' } as const;
const DENY = "create trigger no_audit before insert on audit begin select raise(abort, 'disk full'); end";

/** Alice and bob at acme, and an alice at globex. */
async function makeUsers({ acme, globex }: TestDatabase): Promise<void> {
  for (const records of [acme, globex])
    await records.users.save({ sub: SUB, blocked: false, claims: { email: 'alice@acme.test' } });
  await acme.users.save({ sub: BOB, blocked: false, claims: { email: 'bob@acme.test' } });
}

/** A session with a refresh token in it, both of that name. */
async function signIn(records: TestDatabase['acme'], sub: string, name: string): Promise<void> {
  await beginSession(records, sub, name);
  const login = { sub, sid: name, epoch: await epochOf(records, sub), auth_time: NOW, amr: ['pwd'] };
  const client = { client_id: 'spa1', redirect_uri: 'https://app.test/cb', scope: ['openid'] };
  await records.grants.begin({ ...client, ...login, grant_id: name, audience: 'urn:api' }, LATER);
  const refresh_token = { token_hash: `token ${name}`, expires_at: LATER };
  await records.grants.redeem(name, { expires_at: LATER, refresh_token });
}

const names = async ({ support }: TestDatabase['acme'], sub = SUB) => ({
  sessions: (await support.sessions(sub, { limit: 100 })).map(({ sid }) => sid),
  tokens: (await support.refreshTokens({ sub }, { limit: 100 })).map(({ grant_id }) => grant_id),
});

const events = async ({ audit }: TestDatabase['acme']) => (await audit.list(100)).length;

forEachDatabase(
  'MG-03 what is of another tenant or of nobody is not found, not ended, and not written down',
  async (database) => {
    await makeUsers(database);
    const { acme, globex } = database;
    await signIn(acme, SUB, 's1');
    const { support } = globex;
    assert.equal(await support.session('s1'), undefined);
    assert.equal(await support.refreshToken('s1'), undefined);
    assert.equal(await support.session('a\0b'), undefined);
    assert.equal(await support.refreshToken('a\0b'), undefined);
    assert.equal(await support.endSession({ sub: SUB, sid: 's1', keepsGrants: false }, EVENT), undefined);
    assert.equal(await support.endGrants(['s1'], EVENT), undefined);
    for (const end of [support.endAccess, support.endSessions, support.endConsents])
      assert.equal(await end('auth0|nobody', EVENT), undefined);
    assert.equal(await support.endGrantsOf({ sub: 'auth0|nobody' }, EVENT), undefined);
    assert.equal(await support.removeFactors(SUB, {}, EVENT), undefined);
    assert.equal(await support.liftCounters({ accounts: ['nobody'] }, EVENT), undefined);
    assert.equal(await events(globex), 0);
    assert.deepEqual(await names(acme), { sessions: ['s1'], tokens: ['s1'] });
  },
);

forEachDatabase(
  'a session ends with what was given in it, or without; its clients are told; nobody else is touched',
  async (database) => {
    await makeUsers(database);
    const { acme, rows } = database;
    const client = { ...CLIENT_DEFAULTS, client_id: 'spa1', client_name: 'One' };
    await acme.clients.save({ ...client, backchannel_logout_uri: 'https://app.test/back' });
    for (const [sub, name] of [
      [SUB, 's1'],
      [SUB, 's2'],
      [SUB, 's3'],
      [BOB, 'b1'],
    ] as const)
      await signIn(acme, sub, name);
    for (const sid of ['s1', 's2', 'b1'])
      await acme.sessions.addClient({ sid, client_id: 'spa1', expires_at: LATER });
    assert.deepEqual((await acme.support.session('s1'))?.clients, ['spa1']);
    assert.equal(await acme.support.endSession({ sub: SUB, sid: 's1', keepsGrants: false }, EVENT), 1);
    assert.equal(await acme.support.endSession({ sub: SUB, sid: 's2', keepsGrants: true }, EVENT), 1);
    assert.equal(await acme.support.endSession({ sub: SUB, sid: 's2', keepsGrants: true }, EVENT), undefined);
    assert.deepEqual(await names(acme), { sessions: ['s3'], tokens: ['s2', 's3'] });
    assert.deepEqual(await names(acme, BOB), { sessions: ['b1'], tokens: ['b1'] });
    assert.deepEqual(await rows('select sid from logout_deliveries order by sid'), [
      { sid: 's1' },
      { sid: 's2' },
    ]);
    assert.equal(await events(acme), 2);
  },
);

forEachDatabase(
  'refresh tokens end by id, by client and API, or all of them; sessions stay',
  async (database) => {
    await makeUsers(database);
    const { acme } = database;
    for (const name of ['s1', 's2', 's3']) await signIn(acme, SUB, name);
    assert.equal(await acme.support.endGrants(['s1', 'unknown', 's1'], EVENT), 1);
    await acme.support.endGrantsOf({ sub: SUB, client_id: 'another' }, EVENT);
    await acme.support.endGrantsOf({ sub: SUB, client_id: 'spa1', audience: 'urn:another' }, EVENT);
    assert.deepEqual((await names(acme)).tokens, ['s2', 's3']);
    const page = { after: 's2', limit: 1 };
    assert.equal(
      (await acme.support.refreshTokens({ sub: SUB, client_id: 'spa1' }, page))[0]?.grant_id,
      's3',
    );
    await acme.support.endGrantsOf({ sub: SUB, client_id: 'spa1', audience: 'urn:api' }, EVENT);
    assert.deepEqual(await names(acme), { sessions: ['s1', 's2', 's3'], tokens: [] });
    assert.equal(await acme.refreshTokens.find('token s2'), undefined);
  },
);

forEachDatabase(
  'whoever is signed out of all sessions begins none by what was proved before; applications go on, or not',
  async (database) => {
    await makeUsers(database);
    const { acme } = database;
    for (const [end, tokens] of [
      [acme.support.endSessions, 1],
      [acme.support.endAccess, 0],
    ] as const) {
      await acme.support.endGrantsOf({ sub: SUB }, EVENT);
      await signIn(acme, SUB, 's1');
      const epoch = await epochOf(acme, SUB);
      const device = { sub: SUB, epoch, token_hash: `d${tokens}`, expires_at: LATER };
      await acme.authenticators.rememberDevice(device);
      assert.equal(await end(SUB, EVENT), 1);
      assert.equal(await acme.authenticators.isRememberedDevice(SUB, `d${tokens}`), false);
      const login = { sub: SUB, epoch, auth_time: NOW, amr: [], expires_at: LATER, idle_seconds: 60 };
      assert.equal(await acme.sessions.begin({ ...login, id_hash: 'late', sid: 'late' }), undefined);
      const left = await names(acme);
      assert.deepEqual([left.sessions, left.tokens.length], [[], tokens]);
    }
  },
);

forEachDatabase(
  'factors are added, named, replaced and removed; the last takes the recovery codes, and each removal grows the epoch',
  async (database) => {
    await makeUsers(database);
    const { acme } = database;
    const { support, authenticators, users } = acme;
    const factor = { sub: SUB, kind: 'otp', name: '', document: {}, counter: 0 } as const;
    for (const id of ['one', 'two'])
      assert.equal(await support.addFactor({ ...factor, authenticator_id: id }, EVENT), 'added');
    assert.equal(await support.addFactor({ ...factor, authenticator_id: 'one' }, EVENT), 'taken');
    assert.equal(await events(acme), 2, 'what was refused is no event');
    assert.equal((await users.find(SUB))?.has_second_factor, true);
    await support.replaceRecoveryCodes(SUB, ['c1', 'c2'], EVENT);
    assert.equal(
      await support.renameFactor({ sub: BOB, authenticator_id: 'one', name: 'x' }, EVENT),
      undefined,
    );
    await support.renameFactor({ sub: SUB, authenticator_id: 'one', name: 'Phone' }, EVENT);
    assert.equal((await authenticators.find('one'))?.name, 'Phone');
    const before = await epochOf(acme, SUB);
    await signIn(acme, SUB, 's1');
    assert.equal(await support.removeFactors(SUB, { authenticator_ids: ['one', 'none'] }, EVENT), 1);
    assert.equal(await support.removeFactors(SUB, { authenticator_ids: [] }, EVENT), undefined);
    assert.equal(await authenticators.countRecoveryCodes(SUB), 2);
    await support.removeFactors(SUB, { instead: [{ ...factor, authenticator_id: 'three' }] }, EVENT);
    assert.equal((await users.find(SUB))?.has_second_factor, true);
    assert.equal(await authenticators.countRecoveryCodes(SUB), 0);
    await support.removeFactors(SUB, {}, EVENT);
    assert.equal((await users.find(SUB))?.has_second_factor, undefined);
    assert.equal(await epochOf(acme, SUB), before + 3);
    assert.deepEqual(await names(acme), { sessions: [], tokens: [] });
  },
);

forEachDatabase(
  'counters are found by whom they are about, until their window ends, and lifted in one step',
  async (database) => {
    await makeUsers(database);
    const { acme, globex, clock } = database;
    const of = (place: string, account = 'alice') => ({
      key: `${account} ${place}`,
      window_seconds: 60,
      counter: { budget: 'account-at-address', account, place } as const,
    });
    await acme.loginAttempts.refund(['alice a']);
    await acme.loginAttempts.reserve([
      of('a'),
      of('b'),
      of('a', 'bob'),
      { key: 'tenant', window_seconds: 60 },
    ]);
    await acme.loginAttempts.reserve([of('a')]);
    await globex.loginAttempts.reserve([of('a')]);
    const seen = async (which: Parameters<typeof acme.support.counters>[0]) =>
      (await acme.support.counters(which)).map(({ key, attempts, place }) => [key, attempts, place]);
    assert.deepEqual(await seen({ accounts: ['alice', 'nobody'] }), [
      ['alice a', 2, 'a'],
      ['alice b', 1, 'b'],
    ]);
    assert.deepEqual(await seen({ keys: ['tenant'] }), [['tenant', 1, null]]);
    assert.deepEqual(await seen({ accounts: [] }), []);
    assert.equal(await acme.support.liftCounters({ accounts: ['alice'] }, EVENT), 2);
    assert.deepEqual(await seen({ accounts: ['alice'] }), []);
    assert.deepEqual(await acme.loginAttempts.reserve([of('a'), of('a', 'bob')]), [1, 2]);
    assert.equal((await globex.support.counters({ accounts: ['alice'] })).length, 1);
    clock.now += 60;
    assert.deepEqual(await seen({ accounts: ['bob'] }), []);
  },
);

forEachDatabase(
  'a ticket takes the place of an older link, and is made for nobody who is blocked or was proved anew',
  async (database) => {
    await makeUsers(database);
    const { acme } = database;
    const ticket = { purpose: 'reset_password', sub: SUB, email: 'alice@acme.test', data: { a: 1 } } as const;
    const issue = (token_hash: string, epoch: number) =>
      acme.support.issueTicket({ ...ticket, token_hash, epoch, expires_at: LATER }, EVENT);
    assert.equal(await issue('first', 0), true);
    assert.equal(await issue('second', 0), true);
    assert.equal(await acme.oneTimeTokens.find('reset_password', 'first'), undefined);
    assert.deepEqual((await acme.oneTimeTokens.find('reset_password', 'second'))?.data, { a: 1 });
    assert.equal(await issue('late', 7), undefined);
    await acme.users.save({ sub: SUB, blocked: true, claims: { email: 'alice@acme.test' } });
    assert.equal(await issue('blocked', await epochOf(acme, SUB)), undefined);
    assert.equal(await events(acme), 2);
  },
);

forEachDatabase('AU-01 what cannot be written down is not done', async (database) => {
  await makeUsers(database);
  const { acme, rows, storage } = database;
  await signIn(acme, SUB, 's1');
  if (storage.dialect === 'sqlite') await rows(DENY);
  else await rows('alter table audit add constraint "disk full" check (false) not valid');
  await assert.rejects(acme.support.endAccess(SUB, EVENT));
  await assert.rejects(acme.support.endGrants(['s1'], EVENT));
  if (storage.dialect === 'sqlite') await rows('drop trigger no_audit');
  else await rows('alter table audit drop constraint "disk full"');
  assert.deepEqual(await names(acme), { sessions: ['s1'], tokens: ['s1'] });
});

forEachDatabase(
  'consents by whom, for whom and at what, in pages, and all of one person’s at once',
  async (database) => {
    await makeUsers(database);
    const { acme } = database;
    for (const [sub, client_id, audience] of [
      [SUB, 'spa1', 'urn:a'],
      [SUB, 'spa1', 'urn:b'],
      [BOB, 'spa2', 'urn:a'],
    ] as const)
      await acme.consents.add({ sub, client_id, audience, scopes: ['x', 'y'] });
    const all = { offset: 0, limit: 10 };
    const keys = async (filter: Parameters<typeof acme.support.consents>[0], page = all) =>
      (await acme.support.consents(filter, page)).map(
        ({ client_id, audience }) => `${client_id} ${audience}`,
      );
    assert.deepEqual(await keys({ audience: 'urn:a' }), ['spa1 urn:a', 'spa2 urn:a']);
    assert.deepEqual(await keys({ sub: SUB }, { offset: 1, limit: 1 }), ['spa1 urn:b']);
    assert.deepEqual(await keys({ client_id: 'spa2' }), ['spa2 urn:a']);
    assert.deepEqual(await keys({ audience: 'urn:a', sub: BOB }), ['spa2 urn:a']);
    assert.equal(await acme.support.countConsents({ audience: 'urn:a' }), 2);
    assert.deepEqual((await acme.support.consents({ sub: BOB }, all))[0]?.scope, ['x', 'y']);
    await acme.support.endConsents(SUB, EVENT);
    assert.deepEqual(await keys({ audience: 'urn:a' }), ['spa2 urn:a']);
  },
);

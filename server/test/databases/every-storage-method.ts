/**
 * Every method of storage once, and more often where it has several ways: for tests that ask something of all of them.
 */
import assert from 'node:assert/strict';
import { typesNamed } from '../../src/protocol/diagnosis/event-types.ts';
import { CLIENT_DEFAULTS } from '../../src/resources/client/client.ts';
import { readSearch } from '../../src/resources/end-user/search/search.ts';
import type { LogStream } from '../../src/resources/tenant/log-stream.ts';
import { RESOURCE_SERVER_DEFAULTS } from '../../src/resources/tenant/resource-server.ts';
import type { DueWork } from '../../src/storage/background/due-work.ts';
import type { DueStream } from '../../src/storage/storage.ts';
import { readOwnData } from '../account/own-data-pages.ts';
import { beginSession, epochOf } from '../login/epochs.ts';
import { useLater } from '../login/used-later.ts';
import { NOW, type TestDatabase, tenantNamed } from './databases.ts';
import { callDesk } from './every-desk-method.ts';
import { callSealedValues } from './every-sealed-method.ts';
import { callSupport } from './every-support-method.ts';
import type { Recorder } from './statements.ts';
import type { WritableStorage, WritableTenant } from './writable.ts';

const SUB = 'auth0|a11ce';
const EMAIL = 'alice@acme.test';
const LATER = NOW + 1_000;
const MAIL = { sealed: 'sealed', expires_at: LATER };

/** In an order in which each finds what it needs. */
export async function callEveryMethod({
  storage,
  tenant: records,
  desk,
  clock,
}: Pick<Recorder, 'storage' | 'tenant' | 'desk'> & Pick<TestDatabase, 'clock'>): Promise<void> {
  await callConfiguration(storage, records);
  await callUsers(records);
  await callSearch(records);
  await callSessions(records);
  await useLater(records, { sub: SUB, epoch: EPOCH }, clock);
  await callGrants(records);
  await callFactors(records);
  await callEndings(records);
  await callSupport(records, SUB);
  await callDesk(desk, records);
  await callStats(records);
  await callBackground(storage, records);
}

async function callStats({ stats, audit }: WritableTenant): Promise<void> {
  await audit.record({ type: 'login', request_id: 'counted', client_id: 'spa1' });
  await stats.list('logins', { since: 0, until: LATER, limit: 10 });
  await stats.traffic('spa1', { since: 0, lately: NOW });
  await stats.trafficSince();
  await stats.activeUsers(NOW - 1_000);
}

async function callConfiguration(storage: WritableStorage, records: WritableTenant): Promise<void> {
  const { clients, clientGrants, resourceServers, signingKeys, initialAccessTokens } = records;
  storage.configurationVersion();
  storage.tenant('acme');
  await storage.ping();
  await storage.tenants.save(tenantNamed('acme'));
  await storage.tenants.list();
  await storage.tenants.unreadable();
  storage.outageOf(undefined);
  await storage.rollouts.save({ feature: 'api_authorization', region: 'us', stage: 'on', percent: 0 });
  await storage.rollouts.list();
  const client = {
    backchannel_logout_uri: 'https://app.test/back',
    ...CLIENT_DEFAULTS,
    client_id: 'spa1',
    client_name: 'One',
  };
  await clients.save(client);
  await clients.save({ ...client, client_id: 'removed' });
  await clients.hasRegistered(10);
  await clients.find('spa1');
  await clients.list();
  await resourceServers.save({ ...RESOURCE_SERVER_DEFAULTS, identifier: 'https://api.test', name: 'API' });
  await clientGrants.save({ client_id: 'spa1', audience: 'https://api.test', scope: ['read'] });
  await clientGrants.find('spa1', 'https://api.test');
  await clientGrants.list('spa1');
  await resourceServers.find('https://api.test');
  await resourceServers.list();
  const key = { alg: 'ES256', public_jwk: '{}', private_jwk_sealed: 'sealed', created_at: NOW } as const;
  const keys = [
    { ...key, kid: 'current', state: 'current' },
    { ...key, kid: 'previous', state: 'previous', expires_at: NOW },
  ] as const;
  const rotated = { type: 'signing_key_rotated', request_id: 'keys' } as const;
  await signingKeys.replace('ES256', keys, [], rotated);
  await signingKeys.list();
  await signingKeys.askedFor();
  const left = [{ ...key, kid: 'current', state: 'current' }] as const;
  await signingKeys.revoke('previous', { alg: 'ES256', keys: left, expected: ['current', 'previous'] });
  await callSealedValues(storage);
  await initialAccessTokens.add('hash', LATER);
  await initialAccessTokens.isLive('hash');
  await initialAccessTokens.list();
  await initialAccessTokens.remove('hash');
}

/** A session that the user is in, for what is changed in one: each change ends the others. */
async function inSession(records: WritableTenant) {
  const epoch = await epochOf(records, SUB);
  const sid = `session ${epoch}`;
  await beginSession(records, SUB, sid);
  return { sid, epoch, id_hash: `next ${epoch}` };
}

async function callUsers(records: WritableTenant): Promise<void> {
  const { users, oneTimeTokens, names } = records;
  const user = { sub: SUB, blocked: false, claims: { email: EMAIL } };
  const created = { password_hash: 'phc', created_at: NOW, user_metadata: {} };
  await users.create({ user, ...created });
  await names.find([SUB]);
  await users.save(user, 'phc', { import_digest: 'digest' });
  await users.replaceHash(SUB, { before: 'phc', after: 'rehashed' });
  await users.find(SUB);
  await users.findByEmail(EMAIL);
  await users.findByAccount(EMAIL);
  await users.findByAccount('alice');
  await users.countSignIn(SUB, '192.0.2.1');
  await users.list();
  await users.lastPasswords(SUB, 5);
  const link = { sub: SUB, email: EMAIL, data: {}, expires_at: LATER };
  const reset = { ...link, purpose: 'reset_password', token_hash: 'reset', epoch: 0 } as const;
  await oneTimeTokens.issue(reset, { ...MAIL, mail_id: 'reset' });
  const change = { sub: SUB, history: 3 };
  const notice = { ...MAIL, mail_id: 'changed' };
  await users.changePassword({ ...change, password_hash: 'second', notice, by: { link: 'reset' } });
  const session = await inSession(records);
  const third = { ...change, password_hash: 'third', history: 1, notice: undefined, by: { session } };
  await users.changePassword(third);
  const moved = { ...link, purpose: 'change_email', token_hash: 'moved', email: 'alice@new.test' } as const;
  await oneTimeTokens.issue({ ...moved, epoch: 2 }, { ...MAIL, mail_id: 'move' });
  await users.changeEmail({
    ...{ sub: SUB, from: EMAIL, to: 'alice@new.test', link: 'moved' },
    session: await inSession(records),
    notice: { ...MAIL, mail_id: 'moved' },
  });
  await users.verifyEmail(SUB, 'alice@new.test');
  await callRoles(records);
  await callDeletion(records);
  const open = { sub: 'auth0|open', blocked: false, claims: { email: 'open@acme.test' } };
  await users.create({ user: open, ...created });
  await users.isAnybodys(open.sub, 'open@acme.test');
  await users.proveMailbox(open.sub, 'open@acme.test');
}

async function callRoles({ roles }: WritableTenant): Promise<void> {
  const permission = { resource_server_identifier: 'https://api.test', permission_name: 'read' };
  await roles.save({ id: 'rol_one', name: 'One', permissions: [permission] });
  await roles.give(SUB, 'rol_one');
  await roles.allow(SUB, permission);
  await roles.find('rol_one');
  await roles.heldBy(SUB, 'https://api.test');
  await roles.rolesOf(SUB, { limit: 2 });
  await roles.rolesOf(SUB, { after: 'rol_', offset: 1, limit: 2 });
  await roles.permissionsOf(SUB, { limit: 2 });
  await roles.countRolesOf(SUB);
  await roles.isHeld('rol_one', SUB);
  await roles.holders('rol_one', { after: '', offset: 1, limit: 2 });
  await roles.countHolders('rol_one');
  await roles.activeHolders('rol_one', { after: '', limit: 2 });
  await roles.take(SUB, 'rol_one');
  await roles.remove('rol_one');
}

/** Each way of finding somebody, few and many, by a walk and by what leads to them. */
async function callSearch({ userSearch }: WritableTenant): Promise<void> {
  for (const q of [
    ...[
      'name:alice',
      'name:al*',
      'email:"alice@acme.test"',
      'created_at:[2020 TO 2021]',
      '_exists_:nickname',
    ],
    ...[
      'last_login:[2020 TO *]',
      'logins_count:>3',
      'alice',
      'blocked:false AND name:alice',
      'name:a OR name:b',
    ],
    ...['name:alice -app_metadata.plan:gold', 'identities.connection:none'],
  ]) {
    const search = readSearch(q);
    if (!search.ok) throw new Error(search.error);
    await userSearch.page({ search: search.value, offset: 0, limit: 2 });
    await userSearch.page({ search: search.value, after: 'a', offset: 0, limit: 2 });
    for (const field of ['name', 'last_login'] as const)
      await userSearch.page({
        search: search.value,
        sort: { field, isDescending: true },
        offset: 0,
        limit: 2,
      });
  }
  await userSearch.page({ sort: { field: 'created_at', isDescending: false }, offset: 0, limit: 2 });
}

async function callDeletion(records: WritableTenant): Promise<void> {
  const { users, ownData } = records;
  const session = await inSession(records);
  const wish = { session, deletes_at: LATER, language: 'en', notice: { ...MAIL, mail_id: 'deletion' } };
  await users.askForDeletion(SUB, wish);
  await users.deletion(SUB);
  await users.keepAccount(SUB, session);
  await records.sessions.endOne(SUB, session.sid);
  await readOwnData(ownData, SUB);
  await ownData.all(SUB);
}

const EPOCH = 3;

async function callSessions({
  sessions,
  signIns,
  failedSignIns,
  interactions,
  assertions,
  revokedAccessTokens,
  keptRequests,
}: WritableTenant): Promise<void> {
  const session = {
    ...{ sub: SUB, epoch: EPOCH, auth_time: NOW, amr: ['pwd'] },
    ...{ expires_at: LATER, idle_seconds: 600 },
  };
  await sessions.begin({ ...session, id_hash: 'first', sid: 'first', interaction: 'one' });
  await sessions.begin({ ...session, id_hash: 'second', sid: 'second', replaces: 'first' });
  await sessions.find('second');
  await sessions.renew('second', { id_hash: 'third', amr: ['pwd', 'otp'] });
  await sessions.addClient({ sid: 'first', client_id: 'spa1', expires_at: LATER });
  await sessions.clientsOf('first');
  await sessions.list(SUB);
  await sessions.signedIn('');
  await sessions.end('third', { sid: 'first', sub: SUB });
  await signIns.add('id', { sub: SUB, ip: '', device: '', client_id: undefined, amr: ['pwd'] });
  await signIns.list(SUB, 10);
  const failed = { reason: 'blocked', request_id: 'r', ip: '', device: '', client_id: undefined } as const;
  for (const sub of [SUB, undefined]) await failedSignIns.add(sub, failed);
  await failedSignIns.list(SUB);
  await interactions.spend('interaction', LATER);
  await assertions.spend('assertion', LATER);
  await revokedAccessTokens.spend('token', LATER);
  await keptRequests.keep({ id: 'request', sealed: 'sealed', expires_at: LATER, from: '' });
  await keptRequests.find('request');
  for (const spent of [interactions, assertions, revokedAccessTokens]) await spent.isSpent('id');
}

async function callGrants(records: WritableTenant): Promise<void> {
  const { consents, grants, refreshTokens, accessTokens, sessions } = records;
  const consent = { sub: SUB, client_id: 'spa1', audience: 'https://api.test' };
  await consents.add({ ...consent, scopes: ['read'] });
  await consents.find(consent);
  await consents.given(consent);
  const grant = {
    ...{ sub: SUB, sid: 'sid', client_id: 'spa1', redirect_uri: 'https://app.test/cb' },
    ...{ epoch: EPOCH, auth_time: NOW, amr: ['pwd'], scope: ['openid'] },
  };
  const session = { sub: SUB, epoch: EPOCH, auth_time: NOW, amr: [], expires_at: LATER, idle_seconds: 600 };
  await sessions.begin({ ...session, id_hash: 'of grants', sid: 'sid' });
  for (const grant_id of ['one', 'two', 'three']) {
    await grants.begin({ ...grant, grant_id }, LATER);
    await grants.redeem(grant_id, {
      expires_at: LATER,
      refresh_token: { token_hash: grant_id, expires_at: LATER },
    });
  }
  await grants.find('one');
  await grants.isLive('one');
  await refreshTokens.find('one');
  await refreshTokens.findUnspent('one');
  const rotation = { grant_id: 'one', token_hash: 'one', expires_at: LATER, leeway: 60 };
  await refreshTokens.rotate({ ...rotation, next_hash: 'next' });
  await refreshTokens.rotate({ ...rotation, next_hash: 'sibling' });
  await refreshTokens.rotate({ ...rotation, token_hash: 'sibling', next_hash: 'its next', leeway: 1 });
  await refreshTokens.rotate({ ...rotation, token_hash: 'its next', next_hash: 'alone', leeway: 60 });
  const moved = { expires_at: LATER + 600, grant_expires_at: LATER + 600 };
  await refreshTokens.use({ ...moved, grant_id: 'one', token_hash: 'next' });
  await grants.redeem('two', { expires_at: LATER });
  await grants.end('three');
  const token = { sub: SUB, epoch: EPOCH, client_id: 'spa1', scope: 'openid', expires_at: LATER };
  await accessTokens.save({ ...token, token_hash: 'token', grant_id: 'one' });
  await accessTokens.save({ ...token, token_hash: 'of no grant' });
  await accessTokens.find('token');
  await accessTokens.end('token');
  await refreshTokens.rotate({ ...rotation, next_hash: 'reused', leeway: 0 });
  await consents.list(SUB);
  await consents.withdraw(consent);
}

async function callFactors(records: WritableTenant): Promise<void> {
  const { authenticators, loginAttempts, oneTimeTokens, oneTimeCodes } = records;
  const factor = { sub: SUB, epoch: EPOCH, kind: 'otp', name: 'phone', document: {}, counter: 0 } as const;
  await authenticators.add({ ...factor, authenticator_id: 'one' }, ['code']);
  await authenticators.add({ ...factor, authenticator_id: 'two' });
  await authenticators.find('one');
  await authenticators.list(SUB);
  await authenticators.use('one', 1);
  await authenticators.rename(SUB, 'one', 'tablet');
  const hashes = ['first', 'second'];
  await authenticators.replaceRecoveryCodes(SUB, { hashes, session: await inSession(records) });
  await authenticators.spendRecoveryCode(SUB, 'first');
  await authenticators.countRecoveryCodes(SUB);
  await authenticators.confirmRecoveryCodes(SUB, 'second');
  await authenticators.hasUnconfirmedRecoveryCodes(SUB);
  await authenticators.holdsAnyRecoveryCode(SUB, hashes);
  await authenticators.rememberDevice({
    sub: SUB,
    epoch: EPOCH + 1,
    token_hash: 'device',
    expires_at: LATER,
  });
  await authenticators.isRememberedDevice(SUB, 'device');
  await authenticators.forgetDevices(SUB);
  for (const authenticator_id of ['one', 'two'])
    await authenticators.remove(SUB, { authenticator_id, session: await inSession(records) });
  await loginAttempts.reserve([{ key: 'bucket', window_seconds: 60 }]);
  await loginAttempts.refund(['bucket']);
  await loginAttempts.ends(['bucket']);
  const link = { token_hash: 'link', purpose: 'login_link', sub: SUB, email: EMAIL, data: {} } as const;
  await oneTimeTokens.issue({ ...link, epoch: EPOCH + 3, expires_at: LATER }, { ...MAIL, mail_id: 'link' });
  await oneTimeTokens.find('login_link', 'link');
  await oneTimeTokens.consume('login_link', 'link');
  await oneTimeTokens.waits('verify_email', 'new@acme.test');
  const code = { code_id: 'code', purpose: 'login_code', code_mac: 'mac', sub: SUB, email: EMAIL } as const;
  await oneTimeCodes.issue({ ...code, epoch: EPOCH + 3, expires_at: LATER }, { ...MAIL, mail_id: 'code' });
  await oneTimeCodes.check('login_code', code);
  await oneTimeCodes.redeem('login_code', code);
}

/** What ends several things at once, each with something to end. */
async function callEndings(records: WritableTenant): Promise<void> {
  const { sessions, grants, clients } = records;
  const session = {
    ...{ sub: SUB, auth_time: NOW, amr: ['pwd'] },
    ...{ expires_at: LATER, idle_seconds: 600 },
  };
  const endings = [
    () => sessions.endOne(SUB, 'ends'),
    async () => sessions.endOthers(SUB, await inSession(records)),
    () => sessions.endAll(SUB),
  ];
  for (const [index, end] of endings.entries()) {
    const begun = { ...session, epoch: await epochOf(records, SUB) };
    await sessions.begin({ ...begun, id_hash: `ends ${index}`, sid: 'ends' });
    await sessions.addClient({ sid: 'ends', client_id: 'spa1', expires_at: LATER });
    const client = { client_id: 'spa1', redirect_uri: 'https://app.test/cb' };
    const grant = {
      ...client,
      sub: SUB,
      epoch: begun.epoch,
      sid: 'ends',
      auth_time: NOW,
      amr: [],
      scope: [],
    };
    await grants.begin({ ...grant, grant_id: `ends ${index}` }, LATER);
    await end();
  }
  await clients.remove('removed');
}

async function callBackground(
  storage: WritableStorage,
  { outbox, jobs, idempotencyKeys, audit, logStreams }: WritableTenant,
): Promise<void> {
  await callJobs(storage, jobs);
  await callKeys(idempotencyKeys);
  await outbox.add({ ...MAIL, mail_id: 'mail' });
  await callWork(storage.mails);
  await outbox.add({ ...MAIL, mail_id: 'of the tenant', way: 'tenant' });
  await callWork(storage.tenantMails);
  await storage.tenantMails.claim(['acme']);
  await outbox.waiting();
  await callWork(storage.logoutDeliveries);
  await callLogStreams(storage, logStreams);
  await audit.record({ type: 'login', request_id: 'request' });
  await audit.list(10);
  await callAuditSearch(audit);
  await storage.sweep(NOW);
  await storage.dueDeletions(undefined, 10);
  await storage.close();
}

async function callLogStreams(
  { logStreams }: WritableStorage,
  records: WritableTenant['logStreams'],
): Promise<void> {
  const stream: LogStream = { id: 'lst_1', name: 'One', type: 'http', status: 'active', filters: [] };
  await records.save(stream);
  await logStreams.claim();
  const due: DueStream = {
    ...{ tenant_id: 'acme', attempts: 1, claimed_at: NOW },
    ...{ after: undefined, failures: 0, failing_since: undefined, stream },
  };
  await logStreams.renew(due);
  await logStreams.settledUntil(due);
  await logStreams.goOn(due, { position: { at: NOW, id: 'event' }, isSent: true, due_at: NOW });
  await logStreams.fail(due, { why: 'status 500', due_at: NOW });
}

async function callJobs(storage: WritableStorage, jobs: WritableTenant['jobs']): Promise<void> {
  const job = { job_id: 'job', document: '{}', expires_at: LATER };
  const part = { job_id: 'job', role: 'people', number: 1, sealed: 'sealed', expires_at: LATER } as const;
  await jobs.addPart(part);
  await jobs.begin({ ...job, isDone: false }, 2);
  await jobs.find('job');
  await jobs.nextPart('job', 'people', 0);
  const due = await storage.jobs.claim();
  assert.ok(due);
  const step = { job: due, document: '{}', done: 1, made: [{ ...part, role: 'errors' } as const] };
  await jobs.step({ ...step, isLast: true });
  await jobs.drop('job');
  await jobs.begin({ ...job, job_id: 'other', isDone: false }, 2);
  await callWork(storage.jobs);
}

async function callKeys(keys: WritableTenant['idempotencyKeys']): Promise<void> {
  const key = {
    key_hash: 'key',
    client_id: 'spa1',
    request_hash: 'request',
    sealed: 'sealed',
    expires_at: LATER,
  };
  await keys.begin(key, 2);
  await keys.finish({ key_hash: 'key', sealed: 'answer', expires_at: LATER });
  await keys.begin(key, 2);
  await keys.forget('key');
}

/** By each condition alone, and one beside another. */
async function callAuditSearch(audit: WritableTenant['audit']): Promise<void> {
  const types = [...typesNamed('fp'), ...typesNamed('login')];
  const after = { at: NOW, id: 'event' };
  for (const search of [
    ...[{}, { since: NOW - 10, until: NOW }, { types }, { sub: SUB }, { client_id: 'spa1' }],
    ...[{ ip: '192.0.2.1' }, { request_id: 'request' }, { journey: 'journey' }, { sub: SUB, types }],
  ]) {
    await audit.search({ ...search, limit: 10 });
    await audit.search({ ...search, limit: 10, after, order: 'oldest' });
    await audit.count({ ...search, limit: 10 });
  }
  await audit.find(after);
}

/** One piece of work for later, claimed, kept, given back and done. */
async function callWork<Row extends { readonly tenant_id: string; readonly attempts: number }>(
  work: DueWork<Row>,
): Promise<void> {
  const claimed = await work.claim();
  assert.ok(claimed);
  await work.renew(claimed);
  await work.later(claimed);
  await work.count();
  await work.done(claimed);
}

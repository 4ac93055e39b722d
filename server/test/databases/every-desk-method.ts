/**
 * Every method of the desk's half of storage, with every kind of record: for tests that ask something of all of them.
 */
import assert from 'node:assert/strict';
import { CLIENT_DEFAULTS } from '../../src/resources/client/client.ts';
import { KINDS } from '../../src/resources/index.ts';
import type { KindName, Values } from '../../src/resources/kind.ts';
import { RESOURCE_SERVER_DEFAULTS } from '../../src/resources/tenant/resource-server.ts';
import { TENANT_SETTINGS_DEFAULTS } from '../../src/resources/tenant/settings.ts';
import type { RecordKey, Write } from '../../src/storage/configuration/stored-record.ts';
import type { TenantStorage } from '../../src/storage/storage.ts';
import { beginSession } from '../login/epochs.ts';
import { NOW } from './databases.ts';
import type { NotedDesk } from './statements.ts';

const LATER = 1_800_001_000;
const AUDIENCE = 'https://desk.test';
const SUB = 'auth0|desk';
const AUDIT = { type: 'configuration_changed', request_id: 'desk' } as const;

export type Made = { readonly at: RecordKey; readonly record: Values; readonly changed: Values };

const GRANT = { allow_all_scopes: false, client_id: 'desk', audience: AUDIENCE };
const CLIENT = { ...CLIENT_DEFAULTS, client_id: 'desk', client_name: 'Desk' };
const SCOPES = [{ value: 'read' }];
const API = { ...RESOURCE_SERVER_DEFAULTS, identifier: AUDIENCE, name: 'Desk', scopes: SCOPES };
const USER = { sub: SUB, blocked: false, email: 'desk@acme.test', name: 'D. Esk', created_at: NOW };
const PERMISSION = { resource_server_identifier: AUDIENCE, permission_name: 'read' };
const STREAM = { id: 'lst_desk', name: 'Desk', type: 'http', status: 'active', filters: [], begins_at: 0 };
const ROLE = { id: 'rol_desk', name: 'Desk', permissions: [PERMISSION] };
const ROLLOUT = { feature: 'api_authorization', region: 'eu' };

function at(tenant_id: string, kind: KindName, ...key: readonly string[]): RecordKey {
  const isGlobal = kind === 'tenant' || kind === 'rollout';
  return { kind, tenant_id: isGlobal ? undefined : tenant_id, key };
}

/** A record of every kind that can be made, and what it is changed to; what others stand on before them. */
export function everyRecord(tenant_id: string): readonly Made[] {
  const tenant = { tenant_id, name: tenant_id, region: 'eu', suspended: false };
  return [
    {
      at: at(tenant_id, 'tenant', tenant_id, 'eu'),
      record: tenant,
      changed: { ...tenant, domain: 'desk.test', suspended: true },
    },
    {
      at: at(tenant_id, 'settings'),
      record: { ...TENANT_SETTINGS_DEFAULTS, sign_up: true },
      changed: TENANT_SETTINGS_DEFAULTS,
    },
    {
      at: at(tenant_id, 'resource_server', AUDIENCE),
      record: API,
      changed: { ...API, name: 'Renamed' },
    },
    { at: at(tenant_id, 'client', 'desk'), record: CLIENT, changed: { ...CLIENT, client_name: 'Renamed' } },
    {
      at: at(tenant_id, 'client_grant', 'desk', AUDIENCE),
      record: { ...GRANT, scope: ['read'] },
      changed: { ...GRANT, scope: [] },
    },
    { at: at(tenant_id, 'user', SUB), record: USER, changed: { ...USER, blocked: true } },
    { at: at(tenant_id, 'role', 'rol_desk'), record: ROLE, changed: { ...ROLE, name: 'Renamed' } },
    {
      at: at(tenant_id, 'role_member', SUB, 'rol_desk'),
      record: { sub: SUB, role_id: 'rol_desk' },
      changed: { sub: SUB, role_id: 'rol_desk' },
    },
    {
      at: at(tenant_id, 'user_permission', SUB, AUDIENCE, 'read'),
      record: { sub: SUB, ...PERMISSION },
      changed: { sub: SUB, ...PERMISSION },
    },
    {
      at: at(tenant_id, 'log_stream', 'lst_desk'),
      record: STREAM,
      changed: { ...STREAM, name: 'Renamed' },
    },
    {
      at: at(tenant_id, 'rollout', 'api_authorization', 'eu'),
      record: { ...ROLLOUT, stage: 'percent', percent: 25 },
      changed: { ...ROLLOUT, stage: 'on' },
    },
  ];
}

/** A write that finds everything as it was judged. */
async function written(writing: ReturnType<NotedDesk['write']>): Promise<void> {
  assert.notEqual(await writing, 'moved');
}

/** Each of them made, read, listed, changed and removed; a tenant of its own, and the rest in one that has much. */
export async function callDesk(desk: NotedDesk, records: TenantStorage): Promise<void> {
  const made = everyRecord('desk').map((one, index) =>
    one.at.kind === 'tenant' || one.at.kind === 'settings' ? one : (everyRecord('acme')[index] ?? one),
  );
  const hostsOf: NonNullable<Write['hostsOf']> = ({ name }) => [`${name}.test`];
  const write = (which: RecordKey, more: Pick<Write, 'before' | 'after'>) =>
    written(
      desk.write([{ ...which, ...more, ...(which.kind === 'tenant' ? { hostsOf } : {}), audit: AUDIT }]),
    );
  const password = { password_hash: 'phc', import_digest: 'digest' };
  const first = made.map(
    ({ at: which, record: after }): Write => ({
      ...which,
      ...{ before: undefined, after, hostsOf, password, audit: AUDIT },
    }),
  );
  await written(desk.write(first));
  await callReads(desk, made);
  for (const { at: which, changed } of made) {
    const stored = await desk.read(which);
    await write(which, { before: stored?.version, after: changed });
  }
  // Those that stand on others first; the tenant is deleted, and then goes for good.
  for (const { at: which } of made.toReversed()) {
    const stored = await desk.read(which);
    if (which.kind !== 'settings') await write(which, { before: stored?.version, after: undefined });
  }
  const [tenant] = made;
  const deleted = tenant && (await desk.read(tenant.at));
  if (tenant && deleted)
    await written(
      desk.purge([{ ...tenant.at, before: deleted.version, after: undefined, audit: undefined }]),
    );
  await callRemovals(desk, records);
}

async function callReads(desk: NotedDesk, made: readonly Made[]): Promise<void> {
  for (const kind of Object.values(KINDS)) {
    const after = kind.key.map(() => 'a');
    await desk.count(kind.name, 'acme');
    await desk.list(kind.name, 'acme', { limit: 2 });
    await desk.count(kind.name, 'acme');
    if (after.length > 0) await desk.list(kind.name, 'acme', { after, limit: 2 });
    for (const filter of desk
      .filters(kind.name)
      .flatMap((field) => [{ [field]: ['a'] }, { [field]: ['a', 'b'] }])) {
      await desk.listNarrowed(kind.name, 'acme', { filter, offset: 2, limit: 2 });
      await desk.listNarrowed(kind.name, 'acme', { filter, after, limit: 2 });
      await desk.countNarrowed(kind.name, 'acme', filter);
    }
  }
  const consent = at('acme', 'consent', SUB, 'desk', AUDIENCE);
  for (const which of [...made.map((one) => one.at), consent, at('acme', 'signing_key', 'current')]) {
    await desk.read(which);
    await (which.kind === 'tenant' ? desk.lostWithTenant(which) : desk.lostWith(which));
  }
  await desk.ownerOf('acme', 'desk@acme.test');
  await desk.ownerOf('acme', 'desk');
  await desk.readEach('user', 'acme', [SUB, 'nobody']);
  await desk.isForgotten('acme', ['one', 'two']);
  await desk.broughtPassword('acme', SUB);
}

/** What removals find of sessions, grants and consents, in a tenant that is served. */
async function callRemovals(desk: NotedDesk, records: TenantStorage): Promise<void> {
  const here = everyRecord('acme').filter(({ at: { kind } }) =>
    ['resource_server', 'client', 'user'].includes(kind),
  );
  const insert = (one: Made): Write => ({ ...one.at, before: undefined, after: one.record, audit: AUDIT });
  await written(desk.write(here.map(insert)));
  const consents = [AUDIENCE, 'https://acme.test/userinfo'].map((audience) => ({
    sub: SUB,
    client_id: 'desk',
    audience,
  }));
  await beginSession(records, SUB, 'of the desk');
  for (const [index, consent] of consents.entries()) {
    await records.consents.add({ ...consent, scopes: ['openid'] });
    const grant = {
      ...{ sub: SUB, epoch: 0, sid: 'of the desk', client_id: 'desk', redirect_uri: 'https://desk.test/cb' },
      ...{ auth_time: 0, amr: [], scope: [], grant_id: `of the desk ${index}` },
      ...(index === 0 ? { audience: AUDIENCE } : {}),
    };
    await records.grants.begin(grant, LATER);
  }
  for (const { sub, client_id, audience } of consents) {
    const which = at('acme', 'consent', sub, client_id, audience);
    await written(desk.write([{ ...which, before: 0, after: undefined, audit: AUDIT }]));
  }
  const remove = async ({ at: which }: Made): Promise<void> => {
    const stored = await desk.read(which);
    const forgotten = which.kind === 'user' ? { forgotten: ['mac'] } : {};
    await written(
      desk.write([{ ...which, ...forgotten, before: stored?.version, after: undefined, audit: AUDIT }]),
    );
  };
  for (const one of here.toReversed()) await remove(one);
  // Somebody of the same name again.
  await written(desk.write(here.map(insert)));
  for (const one of here) await remove(one);
}

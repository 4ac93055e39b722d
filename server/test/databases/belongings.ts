/**
 * A client, an API and a user with everything that can belong to them: for tests of what goes when one of them is removed.
 */
import assert from 'node:assert/strict';
import { CLIENT_DEFAULTS, type Client } from '../../src/resources/client/client.ts';
import type { KindName } from '../../src/resources/kind.ts';
import { RESOURCE_SERVER_DEFAULTS, type ResourceServer } from '../../src/resources/tenant/resource-server.ts';
import type { DeskRecords, RecordKey, Write } from '../../src/storage/configuration/stored-record.ts';
import { NOW, type TestDatabase } from './databases.ts';
import { tablesOf } from './many-rows.ts';
import type { WritableTenant } from './writable.ts';

export const SUB = 'auth0|doomed';
export const EMAIL = 'doomed@acme.test';
export const AUDIENCE = 'https://doomed.test';
export const USERINFO = 'https://acme.us.auth.test/userinfo';

export const CLIENT: Client = {
  ...CLIENT_DEFAULTS,
  client_id: 'doomed-client',
  client_name: 'Doomed',
  backchannel_logout_uri: 'https://app.test/back',
};
export const API: ResourceServer = {
  ...RESOURCE_SERVER_DEFAULTS,
  identifier: AUDIENCE,
  name: 'Doomed',
  scopes: [{ value: 'read' }],
};

const LATER = NOW + 9_000;
const { client_id } = CLIENT;
const mail = (mail_id: string) => ({ mail_id, sealed: 'sealed', expires_at: LATER });

/** Makes all three, and what they have together. */
export async function makeDoomed(acme: WritableTenant): Promise<void> {
  await acme.clients.save(CLIENT);
  await acme.resourceServers.save(API);
  await acme.clientGrants.save({ client_id, audience: AUDIENCE, scope: ['read'] });
  const user = { sub: SUB, blocked: false, claims: { email: EMAIL } };
  await acme.users.save(user, 'old', { import_digest: 'digest' });
  await giveSignIn(acme);
  await giveAccess(acme);
  await giveRoles(acme);
}

/** A role, and a permission beside it. */
async function giveRoles({ roles }: WritableTenant): Promise<void> {
  const permission = { resource_server_identifier: AUDIENCE, permission_name: 'read' };
  await roles.save({ id: 'rol_doomed', name: 'Doomed', permissions: [permission] });
  await roles.give(SUB, 'rol_doomed');
  await roles.allow(SUB, permission);
}

async function giveSignIn({ users, sessions, authenticators, signIns, ...acme }: WritableTenant) {
  const link = { sub: SUB, email: EMAIL, data: {}, expires_at: LATER, epoch: 0 };
  const reset = { ...link, purpose: 'reset_password', token_hash: 'reset' } as const;
  await acme.oneTimeTokens.issue(reset, mail('reset'));
  const change = { sub: SUB, password_hash: 'new', history: 3, notice: undefined, by: { link: 'reset' } };
  assert.equal(await users.changePassword(change), 0);
  const session = {
    ...{ id_hash: 'doomed', sid: 'doomed-sid', sub: SUB, epoch: 1, auth_time: NOW, amr: ['pwd'] },
    ...{ expires_at: LATER, idle_seconds: 9_000 },
  };
  assert.ok(await sessions.begin(session));
  await sessions.addClient({ sid: 'doomed-sid', client_id, expires_at: LATER });
  await signIns.add('one', { sub: SUB, ip: '', device: '', client_id: undefined, amr: ['pwd'] });
  const failed = { request_id: 'r', reason: 'wrong_code', ip: '', device: '', client_id: undefined } as const;
  await acme.failedSignIns.add(SUB, failed);
  const factor = { sub: SUB, epoch: 1, kind: 'otp', name: 'App', document: {}, counter: 0 } as const;
  await authenticators.add({ ...factor, authenticator_id: 'app' }, ['recovery']);
  await authenticators.rememberDevice({ sub: SUB, epoch: 1, token_hash: 'device', expires_at: LATER });
  const next = { ...link, epoch: 1 };
  await acme.oneTimeTokens.issue({ ...next, purpose: 'login_link', token_hash: 'link' }, mail('link'));
  const code = { code_id: 'code', purpose: 'login_code', code_mac: 'mac', sub: SUB, email: EMAIL } as const;
  await acme.oneTimeCodes.issue({ ...code, epoch: 1, expires_at: LATER }, mail('code'));
}

/** A grant for the API, one for /userinfo, tokens of each and one of no grant, and the consents they come from. */
async function giveAccess({ grants, accessTokens, consents }: WritableTenant): Promise<void> {
  for (const [grant_id, audience] of [
    ['of-api', AUDIENCE],
    ['of-userinfo', undefined],
  ] as const) {
    const grant = {
      ...{ grant_id, client_id, redirect_uri: 'https://app.test/cb', scope: ['read'] },
      ...{ sub: SUB, epoch: 1, sid: 'doomed-sid', auth_time: NOW, amr: ['pwd'] },
      ...(audience === undefined ? {} : { audience }),
    };
    assert.ok(await grants.begin(grant, LATER));
    const refresh_token = { token_hash: `refresh ${grant_id}`, expires_at: LATER };
    assert.equal(await grants.redeem(grant_id, { expires_at: LATER, refresh_token }), 'redeemed');
    const token = { sub: SUB, epoch: 1, client_id, scope: 'openid', expires_at: LATER };
    assert.ok(await accessTokens.save({ ...token, grant_id, token_hash: `opaque ${grant_id}` }));
    await consents.add({ sub: SUB, client_id, audience: audience ?? USERINFO, scopes: ['read', 'write'] });
  }
  const token = { sub: SUB, epoch: 1, client_id, scope: 'openid', expires_at: LATER };
  assert.ok(await accessTokens.save({ ...token, token_hash: 'opaque of none' }));
}

/** How many rows of each table have this text somewhere, tables that have none left out. */
export async function rowsWith(database: TestDatabase, text: string): Promise<Record<string, number>> {
  const found: [string, number][] = [];
  for (const table of await tablesOf(database)) {
    const rows = await database.rows(`select * from ${table}`);
    const count = rows.filter((row) => JSON.stringify(row).includes(text)).length;
    if (count > 0) found.push([table, count]);
  }
  return Object.fromEntries(found.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The key of a record in the tenant acme. */
export function inAcme(kind: KindName, ...key: readonly string[]): RecordKey {
  return { kind, tenant_id: 'acme', key };
}

/** Removes a record as it is now. */
export async function removeNow(
  desk: DeskRecords,
  at: RecordKey,
  audit?: Write['audit'],
): ReturnType<DeskRecords['write']> {
  const stored = await desk.read(at);
  return desk.write([{ ...at, before: stored?.version, after: undefined, audit }]);
}

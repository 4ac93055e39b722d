/**
 * A storage on which tests write records directly, whatever is there already: what the desk does for everybody else.
 */
import type { Client } from '../../src/resources/client/client.ts';
import { CLIENT_GRANT_DEFAULTS, type ClientGrant } from '../../src/resources/client/client-grant.ts';
import type { Permission, Role } from '../../src/resources/end-user/role.ts';
import type { KindName, Values } from '../../src/resources/kind.ts';
import type { LogStream } from '../../src/resources/tenant/log-stream.ts';
import type { ResourceServer } from '../../src/resources/tenant/resource-server.ts';
import type { Tenant } from '../../src/resources/tenant/tenant.ts';
import { deskRecords } from '../../src/storage/configuration/desk-records.ts';
import type { HostsOf, Write } from '../../src/storage/configuration/stored-record.ts';
import {
  openStorage,
  type Rollout,
  type Storage,
  type TenantStorage,
  type UserRecord,
} from '../../src/storage/storage.ts';

/** The records of a tenant, and their saving. */
export type WritableTenant = TenantStorage & {
  readonly clients: { save(client: Client): Promise<void>; remove(client_id: string): Promise<void> };
  readonly clientGrants: {
    save(grant: Pick<ClientGrant, 'client_id' | 'audience'> & Partial<ClientGrant>): Promise<void>;
  };
  readonly resourceServers: { save(api: ResourceServer): Promise<void> };
  readonly logStreams: { save(stream: LogStream): Promise<void> };
  readonly roles: {
    save(role: Role): Promise<void>;
    remove(role_id: string): Promise<void>;
    /** Somebody has a role, or has it no more. */
    give(sub: string, role_id: string): Promise<void>;
    take(sub: string, role_id: string): Promise<void>;
    /** Somebody may do something, by themselves. */
    allow(sub: string, permission: Permission): Promise<void>;
  };
  readonly users: {
    /** As an operator; how many sessions it ended. */
    save(
      user: UserRecord,
      password_hash?: string,
      by?: { readonly import_digest?: string | undefined },
    ): Promise<number>;
  };
};

export type WritableStorage = Omit<Storage, 'tenant'> & {
  readonly tenants: { save(tenant: Tenant, hostsOf?: HostsOf): Promise<void> };
  readonly rollouts: { save(rollout: Rollout): Promise<void> };
  tenant(tenant_id: string): WritableTenant;
};

type Saved = Pick<Write, 'tenant_id' | 'password' | 'hostsOf'> & {
  readonly kind: KindName;
  readonly key: readonly string[];
  /** Undefined: it is removed, if it is there. */
  readonly record: Values | undefined;
};

/** The same storage with the writes of the desk. */
export function writable(storage: Storage): WritableStorage {
  const save = saving(storage);
  const one = (saved: Saved) => save([saved]).then(() => undefined);
  return {
    ...storage,
    tenants: { ...storage.tenants, save: (tenant, hostsOf) => saveTenant(save, tenant, hostsOf) },
    rollouts: {
      ...storage.rollouts,
      save: ({ feature, region, stage, percent }) => {
        const record = { feature, region, stage, percent };
        return one({ kind: 'rollout', tenant_id: undefined, key: [feature, region], record });
      },
    },
    tenant: (tenant_id) => writableTenant(storage.tenant(tenant_id), tenant_id, save),
  };
}

type Save = (saved: readonly Saved[], tried?: number) => Promise<number>;

async function saveTenant(
  save: Save,
  { settings, ...record }: Tenant,
  hostsOf: HostsOf | undefined,
): Promise<void> {
  const { tenant_id, name, region } = record;
  const hosts = hostsOf ? { hostsOf } : {};
  await save([
    { kind: 'tenant', tenant_id, key: [name, region], record, ...hosts },
    { kind: 'settings', tenant_id, key: [], record: settings },
  ]);
}

function writableTenant(records: TenantStorage, tenant_id: string, save: Save): WritableTenant {
  const one = (saved: Omit<Saved, 'tenant_id'>) => save([{ ...saved, tenant_id }]).then(() => undefined);
  return {
    ...records,
    clients: {
      ...records.clients,
      save: (record) => one({ kind: 'client', key: [record.client_id], record }),
      remove: (client_id) => one({ kind: 'client', key: [client_id], record: undefined }),
    },
    clientGrants: {
      ...records.clientGrants,
      save: (grant) => {
        const record = { ...CLIENT_GRANT_DEFAULTS, ...grant };
        return one({ kind: 'client_grant', key: [grant.client_id, grant.audience], record });
      },
    },
    resourceServers: {
      ...records.resourceServers,
      save: (record) => one({ kind: 'resource_server', key: [record.identifier], record }),
    },
    logStreams: { save: (record) => one({ kind: 'log_stream', key: [record.id], record }) },
    roles: {
      ...records.roles,
      save: (record) => one({ kind: 'role', key: [record.id], record }),
      remove: (role_id) => one({ kind: 'role', key: [role_id], record: undefined }),
      give: (sub, role_id) => one({ kind: 'role_member', key: [sub, role_id], record: { sub, role_id } }),
      take: (sub, role_id) => one({ kind: 'role_member', key: [sub, role_id], record: undefined }),
      allow: (sub, permission) => {
        const { resource_server_identifier, permission_name } = permission;
        const key = [sub, resource_server_identifier, permission_name];
        return one({ kind: 'user_permission', key, record: { sub, ...permission } });
      },
    },
    users: {
      ...records.users,
      save: ({ sub, blocked, claims }, password_hash, { import_digest } = {}) => {
        const brought = import_digest === undefined ? {} : { import_digest };
        const password = password_hash === undefined ? {} : { password: { password_hash, ...brought } };
        const record = { ...claims, sub, blocked };
        return save([{ kind: 'user', tenant_id, key: [sub], record, ...password }]);
      },
    },
  };
}

/** More than ever write one record at once. */
const MOST_TRIES = 100;

/** Reads and writes until nobody is in between. */
function saving(storage: Storage): Save {
  const records = deskRecords(storage);
  return async function save(saved, tried = 1): Promise<number> {
    const writes = await Promise.all(
      saved.map(async ({ record: after, ...at }): Promise<Write> => {
        const stored = await records.read(at);
        // Of a tenant another one may have the name: then there is none to update.
        const isOther = at.kind === 'tenant' && stored?.record['tenant_id'] !== after?.['tenant_id'];
        return { ...at, before: isOther ? undefined : stored?.version, after, audit: undefined };
      }),
    );
    const done = await records.write(writes.filter(({ before, after }) => before !== undefined || after));
    if (done !== 'moved') return done.ended_sessions;
    if (tried === MOST_TRIES) throw new Error('A record cannot be saved: it is never where it was read.');
    return save(saved, tried + 1);
  };
}

/** Opens a storage for tests that write. */
export async function openWritable(options: Parameters<typeof openStorage>[0]): Promise<WritableStorage> {
  return writable(await openStorage(options));
}

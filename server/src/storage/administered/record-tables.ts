/**
 * The table of every kind whose records are a row each.
 */
import { sql } from 'kysely';
import { EVERYBODYS_SIGNING_ALG } from '../../protocol/client/client.ts';
import { maySignFrom } from '../../protocol/tenant/key-publication.ts';
import { CLIENT_DEFAULTS } from '../../resources/client/client.ts';
import { signingAlgsOf } from '../../resources/computed/signing-algs.ts';
import { KINDS } from '../../resources/index.ts';
import type { KindName, Values } from '../../resources/kind.ts';
import { isMapping } from '../../resources/shape.ts';
import { ALWAYS, logStreamOf } from '../background/log-streams.ts';
import { clientGrantOf } from '../configuration/client-grants.ts';
import { clientOf } from '../configuration/clients.ts';
import { resourceServerOf } from '../configuration/resource-servers.ts';
import { stageOf } from '../configuration/rollouts.ts';
import { settingsOf } from '../configuration/tenants.ts';
import { roleOf } from '../users/roles.ts';
import type { RecordTable, Row, WritableTable } from './record-table.ts';
import { userRecordOf, userRowOf } from './user-record.ts';

const text = (row: Row, column: string) => String(row[column]);

const CLIENTS: WritableTable = {
  table: 'clients',
  key: ['client_id'],
  isOfTenant: true,
  version: 'version',
  columns: ['document'],
  filters: { client_id: 'client_id', app_type: 'app_type', is_first_party: 'is_first_party' },
  recordOf: (row) => clientOf({ client_id: text(row, 'client_id'), document: text(row, 'document') }),
  rowOf: ({ client_id: _, ...metadata }) => ({
    document: JSON.stringify(metadata),
    registered_at: registeredAt(metadata['registration']),
    signing_algs: otherAlgs('client', metadata),
    app_type: String(metadata['app_type'] ?? CLIENT_DEFAULTS.app_type),
    is_first_party: String(metadata['is_first_party'] ?? CLIENT_DEFAULTS.is_first_party),
  }),
};

/** When a client registered itself; null for one that the operator registered. */
function registeredAt(registration: unknown): number | null {
  const at = isMapping(registration) ? registration['client_id_issued_at'] : undefined;
  return typeof at === 'number' ? at : null;
}

const RESOURCE_SERVERS: WritableTable = {
  table: 'resource_servers',
  key: ['identifier'],
  isOfTenant: true,
  version: 'version',
  columns: ['document'],
  filters: { identifier: 'identifier' },
  recordOf: (row) =>
    resourceServerOf({ identifier: text(row, 'identifier'), document: text(row, 'document') }),
  rowOf: ({ identifier: _, ...metadata }) => ({
    document: JSON.stringify(metadata),
    signing_algs: otherAlgs('resource_server', metadata),
  }),
};

/** Null: it asks for no algorithm but the one that is there anyway. */
function otherAlgs(kind: 'client' | 'resource_server', metadata: Values): string | null {
  const algs = signingAlgsOf(KINDS[kind], metadata).filter((alg) => alg !== EVERYBODYS_SIGNING_ALG);
  return algs.length === 0 ? null : algs.join(' ');
}

const CLIENT_GRANTS: WritableTable = {
  table: 'client_grants',
  key: ['client_id', 'audience'],
  isOfTenant: true,
  version: 'version',
  columns: ['document'],
  filters: { client_id: 'client_id', audience: 'audience' },
  recordOf: (row) =>
    clientGrantOf({
      client_id: text(row, 'client_id'),
      audience: text(row, 'audience'),
      document: text(row, 'document'),
    }),
  rowOf: ({ client_id: _, audience: __, ...metadata }) => ({ document: JSON.stringify(metadata) }),
};

/** One that is being purged is gone. */
const NOT_PURGED = sql`coalesce(deleted_at, 1) <> 0`;

const TENANTS: WritableTable = {
  table: 'tenants',
  key: ['name', 'region'],
  isOfTenant: false,
  version: 'version',
  columns: ['tenant_id', 'domain', 'suspended', 'deleted_at'],
  except: NOT_PURGED,
  recordOf: ({ tenant_id, name, region, domain, suspended, deleted_at }) => ({
    tenant_id,
    name,
    region,
    ...(domain === null ? {} : { domain }),
    suspended: suspended === 1,
    ...(deleted_at === null ? {} : { deleted_at }),
  }),
  // Its name and region too: a tenant can be moved.
  rowOf: ({ name, region, domain, suspended, deleted_at }) => ({
    ...{ name: String(name), region: String(region) },
    suspended: suspended === true ? 1 : 0,
    domain: typeof domain === 'string' ? domain : null,
    deleted_at: typeof deleted_at === 'number' ? deleted_at : null,
  }),
};

const SETTINGS: WritableTable = {
  table: 'tenants',
  key: [],
  isOfTenant: true,
  version: 'settings_version',
  columns: ['settings'],
  except: NOT_PURGED,
  recordOf: (row) => settingsOf(text(row, 'settings'), 'its settings'),
  rowOf: (settings) => ({ settings: JSON.stringify(settings) }),
};

const ROLLOUTS: WritableTable = {
  table: 'rollouts',
  key: ['feature', 'region'],
  isOfTenant: false,
  version: 'version',
  columns: ['stage', 'percent'],
  recordOf: ({ feature, region, stage: stored, percent }) => {
    const stage = stageOf(String(stored));
    return { feature, region, stage, ...(stage === 'percent' ? { percent } : {}) };
  },
  // The percentage of the other stages is what they amount to.
  rowOf: ({ stage, percent }) => ({
    stage: String(stage),
    percent: typeof percent === 'number' ? percent : stage === 'on' ? 100 : 0,
  }),
};

const USERS: WritableTable = {
  table: 'users',
  key: ['sub'],
  isOfTenant: true,
  version: 'version',
  columns: [
    ...['claims', 'blocked', 'username', 'user_metadata', 'app_metadata', 'created_at', 'made_at'],
    ...['last_login', 'last_ip', 'logins_count', 'has_second_factor', 'deletes_at'],
  ],
  recordOf: userRecordOf,
  rowOf: userRowOf,
};

const ROLES: WritableTable = {
  table: 'roles',
  key: ['role_id'],
  isOfTenant: true,
  version: 'version',
  columns: ['name', 'document'],
  filters: { id: 'role_id', name: 'name' },
  recordOf: (row) =>
    roleOf({ role_id: text(row, 'role_id'), name: text(row, 'name'), document: text(row, 'document') }),
  rowOf: ({ id: _, name, ...metadata }) => ({ name: String(name), document: JSON.stringify(metadata) }),
};

const ROLE_MEMBERS: WritableTable = {
  table: 'role_members',
  key: ['sub', 'role_id'],
  isOfTenant: true,
  version: 'version',
  columns: [],
  filters: { sub: 'sub', role_id: 'role_id' },
  recordOf: ({ sub, role_id }) => ({ sub, role_id }),
  rowOf: () => ({}),
};

const USER_PERMISSIONS: WritableTable = {
  table: 'user_permissions',
  key: ['sub', 'audience', 'permission'],
  isOfTenant: true,
  version: 'version',
  columns: [],
  recordOf: ({ sub, audience, permission }) => ({
    sub,
    resource_server_identifier: audience,
    permission_name: permission,
  }),
  rowOf: () => ({}),
};

const LOG_STREAMS: WritableTable = {
  table: 'log_streams',
  key: ['stream_id'],
  isOfTenant: true,
  version: 'version',
  columns: ['document', 'last_error', 'failing_since', 'delivered_at'],
  recordOf: ({ stream_id, document, last_error, failing_since, delivered_at }) => ({
    ...logStreamOf({ stream_id: String(stream_id), document: String(document) }),
    ...(last_error === null ? {} : { last_error }),
    ...(failing_since === null ? {} : { failing_since: Number(failing_since) }),
    ...(delivered_at === null ? {} : { delivered_at: Number(delivered_at) }),
  }),
  // Whoever changes it wants to see at once whether it goes now.
  rowOf: ({ id: _, last_error: __, failing_since: ___, delivered_at: ____, ...metadata }) => ({
    document: JSON.stringify(metadata),
    begins_at: Number(metadata['begins_at'] ?? 0),
    expires_at: metadata['status'] === 'active' ? ALWAYS : 0,
    ...{ due_at: 0, failures: 0 },
    // Since when one failed that was given up is what whoever looks after it asks first.
    ...(metadata['status'] === 'suspended' ? {} : { failing_since: null }),
  }),
};

const SIGNING_KEYS: RecordTable = {
  table: 'signing_keys',
  key: ['kid'],
  isOfTenant: true,
  columns: ['alg', 'state', 'created_at', 'expires_at'],
  recordOf: ({ kid, alg, state, created_at, expires_at }): Values => ({
    ...{ kid, alg, state, created_at },
    ...(state === 'next' ? { may_sign_at: maySignFrom(Number(created_at)) } : {}),
    ...(expires_at === null ? {} : { expires_at }),
  }),
};

/** Kinds that the desk writes. */
export const WRITABLE = {
  tenant: TENANTS,
  settings: SETTINGS,
  client: CLIENTS,
  client_grant: CLIENT_GRANTS,
  resource_server: RESOURCE_SERVERS,
  user: USERS,
  role: ROLES,
  role_member: ROLE_MEMBERS,
  user_permission: USER_PERMISSIONS,
  rollout: ROLLOUTS,
  log_stream: LOG_STREAMS,
} as const;

/** All of them; a consent is a row a scope (consent-records.ts). */
export const RECORD_TABLES: Readonly<Record<Exclude<KindName, 'consent'>, RecordTable>> = {
  ...WRITABLE,
  signing_key: SIGNING_KEYS,
};

/**
 * The difference between what is wanted and what is stored, as a list of changes. Pure: the same two give the same plan.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Client } from '../protocol/client/client.ts';
import type { Secret } from '../protocol/secret.ts';
import type { ResourceServer } from '../protocol/tenant/resource-server.ts';
import type { Tenant } from '../protocol/tenant/tenant.ts';
import type { Rollout, UserRecord } from '../storage/storage.ts';
import type { Stored, StoredTenant, StoredUser } from './stored.ts';
import type { Wanted, WantedTenant, WantedUser } from './wanted.ts';

/** One line of a plan, as it is printed. */
export type Step = {
  readonly action: 'create' | 'update' | 'unchanged';
  readonly kind: 'rollout' | 'tenant' | 'client' | 'api' | 'user';
  /** `<name>.<region>`; undefined for a rollout, which belongs to no tenant. */
  readonly tenant: string | undefined;
  readonly name: string;
  /** What an update changes, in the names of `tacit.yaml`. */
  readonly fields: readonly string[];
};

/** Written as a hash; a new one is made when the plan is carried out. */
export type NewPassword = { readonly hash: string } | { readonly plain: Secret };

type Write =
  | { readonly kind: 'rollout'; readonly record: Rollout }
  | { readonly kind: 'tenant'; readonly record: Tenant }
  | {
      readonly kind: 'client';
      readonly tenant_id: string;
      readonly record: Client;
      /** To be sealed into the record when it is written. */
      readonly signing_secret: Secret | undefined;
    }
  | { readonly kind: 'api'; readonly tenant_id: string; readonly record: ResourceServer }
  | {
      readonly kind: 'user';
      readonly tenant_id: string;
      readonly record: UserRecord;
      readonly password: NewPassword | undefined;
    };

export type Change = Step & Write;

/** Where a record's field has another name than in the file. */
const FILE_NAMES: ReadonlyMap<string, string> = new Map([
  ['client_name', 'name'],
  ['redirect_uris', 'callbacks'],
  ['id_token_signed_response_alg', 'jwt_configuration.alg'],
  ['id_token_lifetime', 'jwt_configuration.lifetime_in_seconds'],
]);

/** Everything the file speaks of, changed or not. Rollouts come first, so that no tenant has a feature too early. */
export function planChanges(wanted: Wanted, stored: Stored, newSub: () => string): readonly Change[] {
  return [
    ...wanted.rollouts.map((rollout) => planRollout(rollout, stored.rollouts)),
    ...wanted.tenants.flatMap((tenant, index) => {
      const before = stored.wanted[index];
      return before ? planTenant(tenant, { tenants: stored.tenants, before }, newSub) : [];
    }),
  ];
}

/** The name of a tenant among all regions. */
export function tenantName({ name, region }: Pick<Tenant, 'name' | 'region'>): string {
  return `${name}.${region}`;
}

function planRollout(record: Rollout, stored: readonly Rollout[]): Change {
  const before = stored.find(({ feature, region }) => feature === record.feature && region === record.region);
  const name = `${record.feature} in ${record.region}: ${stageText(record)}`;
  return { kind: 'rollout', tenant: undefined, name, record, ...compare(record, before) };
}

/** A stage as an operator says it. */
export function stageText({ stage, percent }: Pick<Rollout, 'stage' | 'percent'>): string {
  return stage === 'percent' ? `${percent} percent` : stage;
}

function planTenant(
  wanted: WantedTenant,
  { tenants, before }: { readonly tenants: readonly Tenant[]; readonly before: StoredTenant },
  newSub: () => string,
): readonly Change[] {
  const { tenant_id } = wanted.tenant;
  const tenant = tenantName(wanted.tenant);
  const known = tenants.find((candidate) => candidate.tenant_id === tenant_id);
  return [
    {
      kind: 'tenant',
      tenant,
      name: tenant,
      record: wanted.tenant,
      ...compare(flat(wanted.tenant), known && flat(known)),
    },
    ...wanted.resourceServers.map((record): Change => {
      const same = before.resourceServers.find(({ identifier }) => identifier === record.identifier);
      return { kind: 'api', tenant, tenant_id, name: record.identifier, record, ...compare(record, same) };
    }),
    ...wanted.clients.map((client): Change => {
      const name = client.client_id;
      const same = before.clients.find(({ client_id }) => client_id === name);
      const record = withKnownSecret(client, same);
      const signing_secret =
        record.client_secret_sealed === undefined ? wanted.signingSecrets.get(name) : undefined;
      return { kind: 'client', tenant, tenant_id, name, record, signing_secret, ...compare(record, same) };
    }),
    ...wanted.users.map(
      (user, index): Change => ({
        kind: 'user',
        tenant,
        tenant_id,
        name: user.claims.email,
        ...planUser(user, before.users[index], newSub),
      }),
    ),
  ];
}

/** Sealed twice, a secret looks different each time: the one that is stored stays while its hash is the same. */
function withKnownSecret(client: Client, stored: Client | undefined): Client {
  if (client.token_endpoint_auth_method !== 'client_secret_jwt') return client;
  const { client_secret_hash, client_secret_sealed } = stored ?? {};
  const isKnown = client_secret_sealed !== undefined && client_secret_hash === client.client_secret_hash;
  return isKnown ? { ...client, client_secret_sealed } : client;
}

/** What the file does not say about a person stays: they may have changed it themselves. */
function planUser(wanted: WantedUser, stored: StoredUser | undefined, newSub: () => string) {
  const password = newPassword(wanted, stored);
  const before = stored?.user;
  const record: UserRecord = {
    sub: before?.sub ?? wanted.user_id ?? newSub(),
    blocked: wanted.blocked ?? before?.blocked ?? false,
    claims: { ...before?.claims, ...wanted.claims },
  };
  const { action, fields } = compare(
    { ...record.claims, blocked: record.blocked },
    before && { ...before.claims, blocked: before.blocked },
  );
  if (action === 'create' || password === undefined) return { action, fields, record, password };
  return { action: 'update' as const, fields: [...fields, 'password'], record, password };
}

function newPassword(
  { password, password_hash }: WantedUser,
  stored: StoredUser | undefined,
): NewPassword | undefined {
  if (password_hash !== undefined) {
    const isThere = stored?.is_brought || password_hash === stored?.password_hash;
    return isThere ? undefined : { hash: password_hash };
  }
  if (password === undefined || stored?.is_brought) return undefined;
  return { plain: password };
}

function compare(wanted: object, stored: object | undefined): Pick<Step, 'action' | 'fields'> {
  if (!stored) return { action: 'create', fields: [] };
  const before = new Map<string, unknown>(Object.entries(stored));
  const after = new Map<string, unknown>(Object.entries(wanted));
  const names = new Set([...after.keys(), ...before.keys()]);
  const fields = [...names]
    .filter((name) => !isDeepStrictEqual(after.get(name), before.get(name)))
    .map((name) => FILE_NAMES.get(name) ?? name);
  return { action: fields.length === 0 ? 'unchanged' : 'update', fields };
}

function flat({ settings, ...tenant }: Tenant): object {
  const named = Object.entries(settings).map(([name, value]) => [`settings.${name}`, value]);
  return { ...tenant, ...Object.fromEntries(named) };
}

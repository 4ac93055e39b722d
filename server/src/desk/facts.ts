/**
 * What rules may be told, fetched before they judge: a query for each fact that a rule names, over the draft.
 */
import { type Named, type NameKind, namesOf } from '../protocol/tenant/names.ts';
import { MAX_REGISTERED } from '../resources/client/client-rules.ts';
import type { Facts, Reads, TenantFacts } from '../resources/facts.ts';
import type { Judged, Kind, Rule, Values } from '../resources/kind.ts';
import { isMapping } from '../resources/shape.ts';
import { managementApi } from '../resources/tenant/management-api.ts';
import { myAccountApi } from '../resources/tenant/my-account-api.ts';
import type { ResourceServer } from '../resources/tenant/resource-server.ts';
import { STAGES } from '../resources/tenant/rollout.ts';
import { TENANT_SETTINGS_DEFAULTS } from '../resources/tenant/settings.ts';
import { tenantName } from '../resources/tenant/tenant.ts';
import type { RecordKey } from '../storage/configuration/stored-record.ts';
import type { Rollout, Storage } from '../storage/storage.ts';
import { evaluateRollout } from '../tenants/rollout.ts';
import { baseHosts, type HostConfig, issuerOf } from '../tenants/tenants.ts';
import type { By } from './desk.ts';
import type { Draft } from './draft.ts';
import { fetchPeople } from './people-facts.ts';

export type FactsDeps = {
  readonly storage: Storage;
  readonly config: HostConfig;
  readonly isReachable: (url: string) => boolean;
  readonly hashMistake: (password_hash: string) => string | undefined;
};

export type Asking = {
  readonly at: RecordKey;
  readonly kind: Kind;
  readonly judged: Judged;
  /** It is not stored yet. */
  readonly isNew: boolean;
  /** Which rules are going to judge it. */
  readonly on: Rule['on'];
};

/** Tells of the database as the draft will leave it. */
export async function createFacts(
  draft: Draft,
  by: By,
  { storage, config, isReachable, hashMistake }: FactsDeps,
): Promise<(asking: Asking) => Promise<Facts>> {
  const tenants = (await draft.all('tenant')).map((record) => tenantFacts(record, config));
  const rollouts = (await draft.all('rollout')).flatMap(rolloutOf);
  const [wished, gone] = [namesWished(draft), namesGone(draft)];

  return async ({ at, kind, judged, isNew, on }) => {
    const tenant = tenants.find(({ tenant_id }) => tenant_id === at.tenant_id);
    const rules = kind.rules.filter((rule) => rule.on === on);
    const reads = rules.flatMap(({ reads: read }) => (read ? [read(judged, tenant)] : []));
    const region = tenant?.region ?? '';
    const settings = await draft.find({ kind: 'settings', tenant_id: at.tenant_id, key: [] });
    const builtIn = tenant ? builtInApis(tenant, config) : [];
    const fetched = tenant ? await fetchReads(tenant.tenant_id, reads, { draft, storage }) : NOTHING;
    const people = await fetchPeople(tenant?.tenant_id ?? '', reads, { draft, storage });
    const apis = (identifier: string) =>
      builtIn.find((api) => api.identifier === identifier)?.scopes.map(({ value }) => value) ??
      fetched.apis.get(identifier);
    return {
      by: by.who,
      makesSecrets: by.makesSecrets,
      isReachable,
      hashMistake,
      hasAllRegistrations:
        by.who === 'registration' &&
        isNew &&
        tenant !== undefined &&
        (await storage.tenant(tenant.tenant_id).clients.hasRegistered(MAX_REGISTERED)),
      logStreams:
        isNew && reads.some(({ logStreams }) => logStreams)
          ? (await draft.all('log_stream', at.tenant_id)).length
          : 0,
      tenant,
      otherTenants: tenants.filter((other) => other !== tenant),
      region,
      hasApis: tenant !== undefined && hasApis({ tenant, settings, rollouts }),
      defaultAudience: textOf(settings, 'default_audience'),
      taken: (name) => {
        const text = nameText(at.tenant_id, name);
        return (gone.has(text) ? undefined : fetched.names.get(name)) ?? wished.get(text);
      },
      hasApi: (identifier) => apis(identifier) !== undefined,
      scopesOf: apis,
      clientsWithPolicy: fetched.withPolicy,
      hasClient: (client_id) => fetched.clients.has(client_id),
      ownerOf: (account) => fetched.owners.get(account),
      ...people,
    };
  };
}

/** Those that nobody made. */
function builtInApis(
  { issuer, called }: { readonly issuer: string; readonly called: string },
  { operatorTenant }: FactsDeps['config'],
): readonly ResourceServer[] {
  return [managementApi(issuer, called === operatorTenant ? 'all' : 'tenant'), myAccountApi(issuer)];
}

type Fetched = {
  readonly names: ReadonlyMap<string, NameKind>;
  /** With their scopes. */
  readonly apis: ReadonlyMap<string, readonly string[]>;
  readonly clients: ReadonlySet<string>;
  readonly withPolicy: readonly string[];
  readonly owners: ReadonlyMap<string, string>;
};

const NOTHING: Fetched = {
  ...{ names: new Map(), apis: new Map(), clients: new Set() },
  ...{ withPolicy: [], owners: new Map() },
};

async function fetchReads(
  tenant_id: string,
  reads: readonly Reads[],
  { draft, storage }: { readonly draft: Draft; readonly storage: Storage },
): Promise<Fetched> {
  const names = reads.flatMap(({ names: wanted = [] }) => wanted);
  const found = names.length === 0 ? NOTHING.names : await storage.tenant(tenant_id).names.find(names);
  const present = async (kind: 'client' | 'resource_server', ids: readonly string[]) => {
    const there = new Map<string, Values>();
    for (const id of ids) {
      const record = await draft.find({ kind, tenant_id, key: [id] });
      if (record) there.set(id, record);
    }
    return there;
  };
  const owners = new Map<string, string>();
  for (const account of reads.flatMap(({ accounts = [] }) => accounts)) {
    const owner = await draft.ownerOf(tenant_id, account);
    if (owner !== undefined) owners.set(account, owner);
  }
  const apis = await present(
    'resource_server',
    reads.flatMap(({ apis: wanted = [] }) => wanted),
  );
  const clients = await present(
    'client',
    reads.flatMap(({ clients: wanted = [] }) => wanted),
  );
  const policiesFor = reads.flatMap(({ policiesFor: audience }) => audience ?? []);
  const all = policiesFor.length === 0 ? [] : await draft.all('client', tenant_id);
  return {
    names: found,
    apis: new Map([...apis].map(([id, { scopes }]) => [id, membersOf(scopes, 'value')])),
    clients: new Set(clients.keys()),
    withPolicy: all
      .filter(({ refresh_token_policies: policies }) =>
        membersOf(policies, 'audience').some((audience) => policiesFor.includes(audience)),
      )
      .flatMap((client) => textOf(client, 'client_id') ?? []),
    owners,
  };
}

/** A field of text of each record of a list. */
function membersOf(list: unknown, name: string): readonly string[] {
  return Array.isArray(list) ? list.flatMap((one) => textOf(one, name) ?? []) : [];
}

/** The kinds whose keys are names of the tenant. */
const NAMED: ReadonlyMap<string, Named> = new Map([
  ['client', 'client'],
  ['resource_server', 'api'],
  ['user', 'user'],
] as const);

function namesGone(draft: Draft): ReadonlySet<string> {
  return new Set(
    draft
      .entries()
      .filter(({ after }) => after === undefined)
      .flatMap((entry) => namesOfEntry(entry).map(({ name }) => nameText(entry.at.tenant_id, name))),
  );
}

/** Of two wishes that take one name the first gets it, and the second is complained about. */
function namesWished(draft: Draft): ReadonlyMap<string, NameKind> {
  const wished = new Map<string, NameKind>();
  for (const entry of draft.entries()) {
    if (entry.after === undefined) continue;
    for (const { name, kind } of namesOfEntry(entry)) {
      const text = nameText(entry.at.tenant_id, name);
      if (!wished.has(text)) wished.set(text, kind);
    }
  }
  return wished;
}

function namesOfEntry({ at }: { readonly at: RecordKey }) {
  const named = NAMED.get(at.kind);
  const [id] = at.key;
  return named === undefined || id === undefined ? [] : namesOf(named, id);
}

function nameText(tenant_id: string | undefined, name: string): string {
  return JSON.stringify([tenant_id, name]);
}

/** A tenant that is described, and what follows from how this server is reached. */
export function tenantFacts(record: Values, config: HostConfig): TenantFacts {
  const tenant = {
    tenant_id: textOf(record, 'tenant_id') ?? '',
    name: textOf(record, 'name') ?? '',
    region: textOf(record, 'region') ?? '',
  };
  const domain = textOf(record, 'domain');
  const hosted = { ...tenant, ...(domain === undefined ? {} : { domain }) };
  return {
    ...tenant,
    called: tenantName(tenant),
    domain,
    hosts: baseHosts(hosted, config),
    issuer: issuerOf(hosted, config),
  };
}

type Arrived = {
  readonly tenant: TenantFacts;
  readonly settings: Values | undefined;
  readonly rollouts: readonly Rollout[];
};

function rolloutOf(record: Values): readonly Rollout[] {
  const [feature = '', region = ''] = [textOf(record, 'feature'), textOf(record, 'region')];
  const stage = STAGES.find((known) => known === record['stage']);
  const percent = typeof record['percent'] === 'number' ? record['percent'] : 0;
  return stage === undefined ? [] : [{ feature, region, stage, percent }];
}

/** Whether APIs have arrived at the tenant (limited region support). */
function hasApis({ tenant, settings, rollouts }: Arrived): boolean {
  const row = rollouts.find(
    ({ feature, region }) => feature === 'api_authorization' && region === tenant.region,
  );
  const preview_features = settings?.['preview_features'];
  return evaluateRollout(row, {
    tenant_id: tenant.tenant_id,
    settings: {
      preview_features: Array.isArray(preview_features)
        ? preview_features
        : TENANT_SETTINGS_DEFAULTS.preview_features,
    },
  });
}

/** A field of text; undefined where there is none. */
export function textOf(record: unknown, name: string): string | undefined {
  const value = isMapping(record) ? record[name] : undefined;
  return typeof value === 'string' ? value : undefined;
}

/**
 * What a `tacit.yaml` asks for, as the records the server works with. What the file leaves out has its default, so that a
 * line taken out of the file is taken back from the database; only of a person is left alone what the file does not name.
 */
import { CLIENT_DEFAULTS, type Client } from '../protocol/client/client.ts';
import { sha256 } from '../protocol/digest.ts';
import type { StandardClaims } from '../protocol/end-user/end-user.ts';
import { Secret } from '../protocol/secret.ts';
import { RESOURCE_SERVER_DEFAULTS, type ResourceServer } from '../protocol/tenant/resource-server.ts';
import { TENANT_SETTINGS_DEFAULTS, type Tenant } from '../protocol/tenant/tenant.ts';
import type { Rollout } from '../storage/storage.ts';
import type {
  TacitYaml,
  YamlClient,
  YamlClientGrant,
  YamlResourceServer,
  YamlTenant,
  YamlUser,
} from './tacit-yaml.ts';

export type WantedUser = {
  readonly user_id?: string;
  readonly blocked?: boolean;
  readonly claims: StandardClaims & { readonly email: string };
  readonly password?: Secret;
  readonly password_hash?: string;
};

export type WantedTenant = {
  readonly tenant: Tenant;
  readonly clients: readonly Client[];
  /** By client_id: the secrets with which clients sign, which are kept sealed beside their hash. */
  readonly signingSecrets: ReadonlyMap<string, Secret>;
  readonly resourceServers: readonly ResourceServer[];
  readonly users: readonly WantedUser[];
};

export type Wanted = { readonly tenants: readonly WantedTenant[]; readonly rollouts: readonly Rollout[] };

/** The records that the file asks for; a tenant that is stored already keeps its id. */
export function wantedRecords(file: TacitYaml, stored: readonly Tenant[]): Wanted {
  return {
    tenants: (file.tenants ?? []).map((tenant) => ({
      tenant: wantedTenant(tenant, stored),
      clients: (tenant.clients ?? []).map((client) => wantedClient(client, tenant.clientGrants ?? [])),
      signingSecrets: new Map((tenant.clients ?? []).flatMap(signingSecret)),
      resourceServers: (tenant.resourceServers ?? []).map(wantedResourceServer),
      users: (tenant.users ?? []).map(wantedUser),
    })),
    rollouts: (file.rollouts ?? []).map(({ feature, region, stage, percent }) =>
      rolloutAt({ feature, region, stage, percent }),
    ),
  };
}

/** A rollout row; the percentage of the other stages is what they amount to. */
export function rolloutAt(
  rollout: Omit<Rollout, 'percent'> & { readonly percent: number | undefined },
): Rollout {
  const { feature, region, stage, percent } = rollout;
  return { feature, region, stage, percent: percent ?? (stage === 'on' ? 100 : 0) };
}

/**
 * A name is taken once in a region and never changes, so the id of a new tenant is made from both: a plan is the same
 * each time it is made, down to the tenants that a percentage reaches.
 */
function wantedTenant({ name, region, domain, settings }: YamlTenant, stored: readonly Tenant[]): Tenant {
  const known = stored.find((tenant) => tenant.name === name && tenant.region === region);
  return {
    tenant_id: known?.tenant_id ?? `tenant_${sha256(`${name}.${region}`).slice(0, 22)}`,
    name,
    region,
    ...(domain === undefined ? {} : { domain }),
    settings: { ...TENANT_SETTINGS_DEFAULTS, ...settings },
  };
}

function wantedClient(yaml: YamlClient, grants: readonly YamlClientGrant[]): Client {
  const { name, callbacks, jwt_configuration = {}, client_secret, refresh_token = {}, ...rest } = yaml;
  const { oidc_logout = {}, ...metadata } = rest;
  const [backchannel_logout_uri] = oidc_logout.backchannel_logout_urls ?? [];
  return {
    ...CLIENT_DEFAULTS,
    // Who has a secret is to use it, in the way that Auth0's SDKs do.
    token_endpoint_auth_method: client_secret === undefined ? 'none' : 'client_secret_post',
    client_name: name,
    ...metadata,
    ...(backchannel_logout_uri === undefined ? {} : { backchannel_logout_uri }),
    redirect_uris: callbacks ?? CLIENT_DEFAULTS.redirect_uris,
    id_token_signed_response_alg: jwt_configuration.alg ?? CLIENT_DEFAULTS.id_token_signed_response_alg,
    id_token_lifetime: jwt_configuration.lifetime_in_seconds ?? CLIENT_DEFAULTS.id_token_lifetime,
    ...(client_secret === undefined ? {} : { client_secret_hash: sha256(client_secret) }),
    client_grants: grants
      .filter(({ client_id }) => client_id === yaml.client_id)
      .map(({ audience, scope = [] }) => ({ audience, scope })),
    refresh_token_lifetime: refresh_token.token_lifetime ?? CLIENT_DEFAULTS.refresh_token_lifetime,
    idle_refresh_token_lifetime:
      refresh_token.idle_token_lifetime ?? CLIENT_DEFAULTS.idle_refresh_token_lifetime,
    refresh_token_leeway: refresh_token.leeway ?? CLIENT_DEFAULTS.refresh_token_leeway,
  };
}

function signingSecret(yaml: YamlClient): readonly (readonly [string, Secret])[] {
  const { client_id, client_secret, token_endpoint_auth_method } = yaml;
  if (token_endpoint_auth_method !== 'client_secret_jwt' || client_secret === undefined) return [];
  return [[client_id, new Secret(client_secret)]];
}

/** A short `token_lifetime` shortens what it says nothing about: tokens that travel in a URL never live longer. */
function wantedResourceServer({ scopes = [], ...metadata }: YamlResourceServer): ResourceServer {
  const { token_lifetime = RESOURCE_SERVER_DEFAULTS.token_lifetime } = metadata;
  return {
    ...RESOURCE_SERVER_DEFAULTS,
    token_lifetime_for_web: Math.min(token_lifetime, RESOURCE_SERVER_DEFAULTS.token_lifetime_for_web),
    ...metadata,
    scopes,
  };
}

function wantedUser({ user_id, blocked, password, password_hash, ...claims }: YamlUser): WantedUser {
  return {
    ...(user_id === undefined ? {} : { user_id }),
    ...(blocked === undefined ? {} : { blocked }),
    ...(password === undefined ? {} : { password: new Secret(password) }),
    ...(password_hash === undefined ? {} : { password_hash }),
    claims,
  };
}

/**
 * What makes a `tacit.yaml` wrong although its types are right: addresses that tokens must never be sent to, names that
 * must be unique. Pure, and judged before the database is opened.
 */

import { isScopeToken } from '../protocol/authorization/scope.ts';
import { registrableRedirectUri, registrableWebAddress } from '../protocol/client/redirect-uri.ts';
import { canonicalEmail } from '../protocol/end-user/end-user.ts';
import { hostMistake } from '../protocol/host-name.ts';
import { err, ok, type Result } from '../protocol/result.ts';
import { judgeCredentials, judgeSector } from './client-rules.ts';
import { judgeNamesOfFile } from './name-rules.ts';
import type {
  TacitYaml,
  YamlClient,
  YamlClientGrant,
  YamlResourceServer,
  YamlTenant,
  YamlUser,
} from './tacit-yaml.ts';
import { type Finding, fieldName, type Path } from './yaml-source.ts';

/** Everything that is wrong with the file by itself. */
export function judgeFile({ tenants = [], rollouts = [] }: TacitYaml): readonly Finding[] {
  return [
    ...repeated(tenants, ({ name, region }) => `${name}.${region}`, { at: ['tenants'], field: 'name' }),
    ...repeated(tenants, ({ domain }) => domain, { at: ['tenants'], field: 'domain' }),
    ...tenants.flatMap((tenant, index) => judgeTenant(tenant, ['tenants', index])),
    ...repeated(rollouts, ({ feature, region }) => `${feature} ${region}`, {
      at: ['rollouts'],
      field: 'feature',
    }),
    ...rollouts.flatMap(({ stage, percent }, index) => judgePercent({ stage, percent }, ['rollouts', index])),
  ];
}

function judgeTenant(tenant: YamlTenant, at: Path): readonly Finding[] {
  const { clients = [], resourceServers = [], clientGrants = [], users = [], settings, domain } = tenant;
  const logoutUrls = settings?.allowed_logout_urls ?? [];
  return [
    ...(domain === undefined || isHostName(domain)
      ? []
      : [
          {
            path: [...at, 'domain'],
            message: `domain ${quote(domain)} is not a host name in lower case, without scheme and port`,
          },
        ]),
    ...judgeEach(logoutUrls, [...at, 'settings', 'allowed_logout_urls'], (url) =>
      registrableRedirectUri(url, 'spa'),
    ),
    ...repeated(clients, ({ client_id }) => client_id, { at: [...at, 'clients'], field: 'client_id' }),
    ...repeated(clients, ({ name }) => name, { at: [...at, 'clients'], field: 'name' }),
    ...clients.flatMap((client, index) => judgeClient(client, [...at, 'clients', index])),
    ...repeated(resourceServers, (api) => api.identifier, {
      at: [...at, 'resourceServers'],
      field: 'identifier',
    }),
    ...repeated(resourceServers, ({ name }) => name, { at: [...at, 'resourceServers'], field: 'name' }),
    ...resourceServers.flatMap((api, index) => judgeResourceServer(api, [...at, 'resourceServers', index])),
    ...repeated(clientGrants, ({ client_id, audience }) => `${client_id} ${audience}`, {
      at: [...at, 'clientGrants'],
      field: 'audience',
    }),
    ...clientGrants.flatMap((grant, index) =>
      judgeClientGrant(grant, [...at, 'clientGrants', index], clients),
    ),
    ...repeated(users, ({ email }) => canonicalEmail(email), { at: [...at, 'users'], field: 'email' }),
    ...repeated(users, ({ user_id }) => user_id, { at: [...at, 'users'], field: 'user_id' }),
    ...users.flatMap((user, index) => judgeUser(user, [...at, 'users', index])),
    ...judgeNamesOfFile(tenant, at),
  ];
}

/** RU-23: every field that holds an address, not only the callbacks. */
function judgeClient(client: YamlClient, at: Path): readonly Finding[] {
  const { app_type = 'spa', callbacks = [], allowed_logout_urls = [], grant_types = [] } = client;
  const registrable = (uri: string) => registrableRedirectUri(uri, app_type);
  return [
    ...judgeEach(callbacks, [...at, 'callbacks'], registrable),
    ...judgeEach(allowed_logout_urls, [...at, 'allowed_logout_urls'], registrable),
    ...judgeEach(client.web_origins ?? [], [...at, 'web_origins'], bareOrigin),
    ...judgeEach(client.allowed_origins ?? [], [...at, 'allowed_origins'], bareOrigin),
    ...judgeEach(grant_types, [...at, 'grant_types'], (name) => ok(name)),
    ...judgeCredentials(client, at),
    ...judgeSector(client, at),
    ...PAGES_OF_A_CLIENT.flatMap((name) => {
      const uri = client[name];
      return uri === undefined
        ? []
        : judgeUri(uri, [...at, name], (one) => registrableRedirectUri(one, 'spa'));
    }),
    ...(client.jwks_uri === undefined
      ? []
      : judgeUri(client.jwks_uri, [...at, 'jwks_uri'], registrableWebAddress)),
    ...judgeEach(client.request_uris ?? [], [...at, 'request_uris'], registrableWebAddress),
    ...judgeEach(
      client.oidc_logout?.backchannel_logout_urls ?? [],
      [...at, 'oidc_logout', 'backchannel_logout_urls'],
      registrableWebAddress,
    ),
  ];
}

const PAGES_OF_A_CLIENT = [
  'logo_uri',
  'client_uri',
  'sector_identifier_uri',
  'policy_uri',
  'tos_uri',
  'initiate_login_uri',
  'frontchannel_logout_uri',
] as const;

function judgeClientGrant(
  { client_id, scope = [] }: YamlClientGrant,
  at: Path,
  clients: readonly YamlClient[],
): readonly Finding[] {
  const findings = judgeEach(scope, [...at, 'scope'], (value) =>
    isScopeToken(value) ? ok(value) : err('has a character that a scope cannot have (RFC 6749 §3.3)'),
  );
  if (clients.some((client) => client.client_id === client_id)) return findings;
  const message = `client_id ${quote(client_id)} is not among the clients of this tenant`;
  return [...findings, { path: [...at, 'client_id'], message }];
}

function judgeResourceServer(
  { scopes = [], token_lifetime, token_lifetime_for_web }: YamlResourceServer,
  at: Path,
): readonly Finding[] {
  const findings: Finding[] = scopes.flatMap(({ value }, index) =>
    isScopeToken(value)
      ? []
      : [
          {
            path: [...at, 'scopes', index, 'value'],
            message: `value ${quote(value)} has a character that a scope cannot have (RFC 6749 §3.3)`,
          },
        ],
  );
  if (
    token_lifetime !== undefined &&
    token_lifetime_for_web !== undefined &&
    token_lifetime_for_web > token_lifetime
  ) {
    const message = 'token_lifetime_for_web is longer than token_lifetime';
    findings.push({ path: [...at, 'token_lifetime_for_web'], message });
  }
  return [...findings, ...repeated(scopes, ({ value }) => value, { at: [...at, 'scopes'], field: 'value' })];
}

const PAGES_OF_A_PERSON = ['profile', 'picture', 'website'] as const;

function judgeUser(user: YamlUser, at: Path): readonly Finding[] {
  const findings = PAGES_OF_A_PERSON.flatMap((name) => {
    const uri = user[name];
    return uri === undefined ? [] : judgeUri(uri, [...at, name], webAddress);
  });
  if (user.password === undefined || user.password_hash === undefined) return findings;
  return [
    ...findings,
    { path: [...at, 'password_hash'], message: 'password_hash stands beside password: give one of them' },
  ];
}

/** A percentage belongs to the stage `percent`, and only there. */
function judgePercent(
  { stage, percent }: { readonly stage: string; readonly percent: number | undefined },
  at: Path,
): readonly Finding[] {
  if ((stage === 'percent') === (percent !== undefined)) return [];
  const message =
    stage === 'percent'
      ? 'stage percent needs the field percent'
      : `percent has no meaning with the stage ${stage}`;
  return [{ path: [...at, stage === 'percent' ? 'stage' : 'percent'], message }];
}

/** An origin as browsers send it (RFC 6454 §6.2); `null` is sent by everybody who hides. */
function bareOrigin(text: string): Result<string, string> {
  const uri = registrableRedirectUri(text, 'spa');
  if (!uri.ok) return uri;
  const { origin } = new URL(text);
  return origin === text ? uri : err(`is not an origin: write ${origin}`);
}

function webAddress(text: string): Result<string, string> {
  const isWeb = URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
  return isWeb ? ok(text) : err('is not an http or https address');
}

function judgeEach(
  values: readonly string[],
  at: Path,
  judge: (value: string) => Result<string, string>,
): readonly Finding[] {
  return values.flatMap((value, index) => {
    if (values.indexOf(value) < index) {
      return [
        { path: [...at, index], message: `${fieldName([...at, index])} ${quote(value)} is listed twice` },
      ];
    }
    return judgeUri(value, [...at, index], judge);
  });
}

function judgeUri(
  value: string,
  path: Path,
  judge: (value: string) => Result<string, string>,
): readonly Finding[] {
  const judged = judge(value);
  return judged.ok ? [] : [{ path, message: `${fieldName(path)} ${quote(value)} ${judged.error}` }];
}

/** Entries of a list that must differ; the second one is complained about. */
function repeated<T>(
  entries: readonly T[],
  key: (entry: T) => string | undefined,
  { at, field }: { readonly at: Path; readonly field: string },
): readonly Finding[] {
  const seen = new Set<string>();
  return entries.flatMap((entry, index) => {
    const value = key(entry);
    if (value === undefined || !seen.has(value)) {
      if (value !== undefined) seen.add(value);
      return [];
    }
    return [{ path: [...at, index, field], message: `${field} ${quote(value)} is there twice` }];
  });
}

/** RFC 1123 §2.1, and no IP address: its last label is not a number. */
function isHostName(domain: string): boolean {
  const isName = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/.test(domain);
  return isName && hostMistake({ hostname: domain, port: '' }) === undefined;
}

function quote(value: string): string {
  return JSON.stringify(value);
}

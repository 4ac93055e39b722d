/**
 * Dynamic client registration (RFC 7591, RFC 7592, OIDC Registration): metadata -> the client it makes, and back.
 */

import { findResponseType, grantTypesOf } from '../authorization/response-type.ts';
import { type OAuthError, type OAuthErrorCode, oauthError } from '../oauth-error.ts';
import { err, ok, type Result } from '../result.ts';
import { type AppType, CLIENT_DEFAULTS, type Client } from './client.ts';
import { type ClientMetadata, readClientMetadata } from './client-metadata.ts';
import { registrableRedirectUri } from './redirect-uri.ts';
import { sectorOf } from './sector.ts';

/** A client without what the server gives it: id, secret, registration. */
export type RegisteredMetadata = Omit<
  Client,
  'client_id' | 'client_secret_hash' | 'client_secret_sealed' | 'registration'
>;

/** Whether the server may go to an address by itself; SSRF is refused when it is registered, and once more when it is used. */
type Reachable = (url: string) => boolean;

/** Judges metadata as it was sent; a client that registers itself is a third party and keeps to the letter of OIDC. */
export function judgeRegistration(
  document: Readonly<Record<string, unknown>>,
  isReachable: Reachable,
): Result<RegisteredMetadata, OAuthError> {
  const read = readClientMetadata(document);
  if (!read.ok) return refuse('invalid_client_metadata', `${read.error.name} ${read.error.why}`);
  const metadata = read.value;
  const grants = grantsOf(metadata);
  const method = metadata.token_endpoint_auth_method ?? 'client_secret_basic';
  const app_type = appTypeOf(metadata, method);
  const mistake =
    judgeRedirectUris(metadata, { grant_types: grants.grant_types, app_type }) ??
    judgeLogoutUris(metadata) ??
    judgeTogether(metadata, { ...grants, method }) ??
    judgeAddresses(metadata, isReachable);
  if (mistake) return refuse(mistake.error, mistake.why);
  return ok({ ...registeredMetadata(metadata), ...grants, app_type, token_endpoint_auth_method: method });
}

type Mistake = { readonly error: OAuthErrorCode; readonly why: string };

function refuse(error: OAuthErrorCode, why: string): Result<never, OAuthError> {
  return err(oauthError(error, why));
}

type Grants = { readonly grant_types: readonly string[]; readonly response_types: readonly string[] };

/** RFC 7591 §2.1: who names one of the two lists means the other with it. */
function grantsOf({ grant_types, response_types }: ClientMetadata): Grants {
  const needed = (response_types ?? ['code']).flatMap(neededGrantTypes);
  const granted = grant_types ?? [...new Set(needed)];
  return {
    grant_types: granted,
    response_types: response_types ?? (granted.includes('authorization_code') ? ['code'] : []),
  };
}

function neededGrantTypes(response_type: string): readonly string[] {
  return [findResponseType(response_type)].filter((row) => row !== undefined).flatMap(grantTypesOf);
}

/** RFC 8252 §7.3 is for native clients; of the others, one that can keep no secret is a page. */
function appTypeOf({ application_type }: ClientMetadata, method: string): AppType {
  if (application_type === 'native') return 'native';
  return method === 'none' ? 'spa' : 'regular_web';
}

function judgeRedirectUris(
  { redirect_uris = [] }: ClientMetadata,
  { grant_types, app_type }: { readonly grant_types: readonly string[]; readonly app_type: AppType },
): Mistake | undefined {
  const redirects = grant_types.some((name) => name !== 'refresh_token');
  if (redirects && redirect_uris.length === 0) {
    return { error: 'invalid_redirect_uri', why: 'redirect_uris is missing' };
  }
  for (const uri of redirect_uris) {
    const judged = registrableRedirectUri(uri, app_type);
    if (!judged.ok) return { error: 'invalid_redirect_uri', why: `a redirect_uri ${judged.error}` };
  }
  return undefined;
}

function judgeLogoutUris({ post_logout_redirect_uris = [] }: ClientMetadata): Mistake | undefined {
  for (const uri of post_logout_redirect_uris) {
    const judged = registrableRedirectUri(uri, 'native');
    if (judged.ok) continue;
    return { error: 'invalid_client_metadata', why: `a post_logout_redirect_uri ${judged.error}` };
  }
  return undefined;
}

type Together = Grants & { readonly method: Client['token_endpoint_auth_method'] };

/** A row a rule: what must not be, and what to say of it. */
const RULES: readonly (readonly [why: string, isBroken: (m: ClientMetadata, t: Together) => boolean])[] = [
  ['jwks stands beside jwks_uri: give one of them', (m) => m.jwks !== undefined && m.jwks_uri !== undefined],
  [
    'token_endpoint_auth_method private_key_jwt needs jwks or jwks_uri',
    (m, { method }) => method === 'private_key_jwt' && m.jwks === undefined && m.jwks_uri === undefined,
  ],
  [
    'token_endpoint_auth_signing_alg does not go with token_endpoint_auth_method',
    ({ token_endpoint_auth_signing_alg: alg }, { method }) =>
      alg !== undefined &&
      (alg.startsWith('HS') ? method !== 'client_secret_jwt' : method !== 'private_key_jwt'),
  ],
  [
    'response_types has a type whose grant is not among grant_types',
    (_, { response_types, grant_types }) =>
      response_types.flatMap(neededGrantTypes).some((name) => !grant_types.includes(name)),
  ],
  [
    'subject_type pairwise with callbacks on several hosts needs sector_identifier_uri',
    ({ subject_type, sector_identifier_uri, redirect_uris = [] }) =>
      subject_type === 'pairwise' && sectorOf({ redirect_uris, sector_identifier_uri }) === undefined,
  ],
  // OIDC Front-Channel Logout §2: it is loaded in a frame, so it belongs to the client as its callbacks do.
  [
    'frontchannel_logout_uri is at another origin than every redirect_uri',
    ({ frontchannel_logout_uri: uri, redirect_uris = [] }) =>
      uri !== undefined &&
      !redirect_uris.some((callback) => new URL(callback).origin === new URL(uri).origin),
  ],
];

function judgeTogether(metadata: ClientMetadata, together: Together): Mistake | undefined {
  const rule = RULES.find(([, isBroken]) => isBroken(metadata, together));
  return rule && { error: 'invalid_client_metadata', why: rule[0] };
}

const ADDRESSES = ['jwks_uri', 'sector_identifier_uri', 'backchannel_logout_uri'] as const;

/** SF-01: what the server would refuse to ask is refused here already, with one text for every reason (SF-06). */
function judgeAddresses(metadata: ClientMetadata, isReachable: Reachable): Mistake | undefined {
  const single = ADDRESSES.find((name) => !(metadata[name] === undefined || isReachable(metadata[name])));
  const many = (metadata.request_uris ?? []).some((uri) => !isReachable(uri)) ? 'request_uris' : undefined;
  const name = single ?? many;
  if (name === undefined) return undefined;
  return {
    error: 'invalid_client_metadata',
    why: `${name} is not an https address that this server may ask`,
  };
}

function registeredMetadata(metadata: ClientMetadata) {
  const { client_name, redirect_uris = [], post_logout_redirect_uris = [], request_uris = [] } = metadata;
  const { id_token_signed_response_alg = CLIENT_DEFAULTS.id_token_signed_response_alg } = metadata;
  return {
    ...CLIENT_DEFAULTS,
    ...present(metadata, KEPT_AS_SENT),
    client_name: client_name ?? '',
    is_first_party: false,
    oidc_conformant: true,
    redirect_uris,
    request_uris,
    allowed_logout_urls: post_logout_redirect_uris,
    id_token_signed_response_alg,
  };
}

/** Members that a client record has under the same name. */
const KEPT_AS_SENT = [
  'client_uri',
  'logo_uri',
  'policy_uri',
  'tos_uri',
  'contacts',
  'jwks',
  'jwks_uri',
  'subject_type',
  'sector_identifier_uri',
  'token_endpoint_auth_signing_alg',
  'userinfo_signed_response_alg',
  'request_object_signing_alg',
  'default_max_age',
  'default_acr_values',
  'initiate_login_uri',
  'frontchannel_logout_uri',
  'backchannel_logout_uri',
] as const;

function present<T extends object, K extends keyof T>(record: T, names: readonly K[]): Pick<T, K> {
  const members: (readonly unknown[])[] = names
    .filter((name) => record[name] !== undefined)
    .map((name) => [name, record[name]]);
  return Object.fromEntries(members);
}

/** What the client is told of itself (RFC 7591 §3.2.1); a secret is told once, when it is made. */
export function clientInformation(client: Client): Readonly<Record<string, unknown>> {
  const { client_id, client_name, registration, app_type } = client;
  return {
    client_id,
    ...(registration ? { client_id_issued_at: registration.client_id_issued_at } : {}),
    ...(client_name === '' ? {} : { client_name }),
    application_type: app_type === 'native' ? 'native' : 'web',
    redirect_uris: client.redirect_uris,
    grant_types: client.grant_types,
    response_types: client.response_types ?? [],
    token_endpoint_auth_method: client.token_endpoint_auth_method,
    id_token_signed_response_alg: client.id_token_signed_response_alg,
    subject_type: client.subject_type ?? 'public',
    post_logout_redirect_uris: client.allowed_logout_urls,
    request_uris: client.request_uris,
    ...present(client, KEPT_AS_SENT),
    ...(client.frontchannel_logout_uri === undefined ? {} : { frontchannel_logout_session_required: true }),
    ...(client.backchannel_logout_uri === undefined ? {} : { backchannel_logout_session_required: true }),
  };
}

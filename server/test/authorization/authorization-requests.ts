/**
 * The fixture of the attack catalogue as plain values, for tests of the pure core: clients, APIs, and the steps 3 to 5
 * of the walk without a server around them.
 */
import {
  type AuthorizationRequest,
  redirectTarget,
  requestedClientId,
  validateAuthorizationRequest,
} from '../../src/protocol/authorization/authorization-request.ts';
import { NO_CLAIMS } from '../../src/protocol/authorization/claims-request.ts';
import type { RedirectTarget } from '../../src/protocol/authorization/response-mode.ts';
import { matchRedirectUri, type RegisteredRedirectUri } from '../../src/protocol/client/redirect-uri.ts';
import { type OAuthError, oauthError } from '../../src/protocol/oauth-error.ts';
import { type Parameters, parseParameters } from '../../src/protocol/parameters.ts';
import { targetsOf } from '../../src/protocol/tokens/target-api.ts';
import { CLIENT_DEFAULTS, type Client } from '../../src/resources/client/client.ts';
import { RESOURCE_SERVER_DEFAULTS, type ResourceServer } from '../../src/resources/tenant/resource-server.ts';
import { TENANT_SETTINGS_DEFAULTS, type TenantSettings } from '../../src/resources/tenant/settings.ts';

export const ISSUER = 'https://acme.auth.test/';
export const NOW = 1_700_000_000;

/** A client of the strict profile: `spa1` of the catalogue, unless said otherwise. */
export function clientWith(differences: Partial<Client> = {}): Client {
  return {
    ...CLIENT_DEFAULTS,
    client_id: 'spa1',
    client_name: 'Appointments',
    grant_types: ['implicit'],
    redirect_uris: ['https://app.acme.test/cb'],
    web_origins: ['https://app.acme.test'],
    allowed_logout_urls: ['https://app.acme.test/bye'],
    ...differences,
  };
}

/** An API with the scopes `read:a` and `write:a`, unless said otherwise. */
export function apiWith(differences: Partial<ResourceServer> = {}): ResourceServer {
  return {
    ...RESOURCE_SERVER_DEFAULTS,
    identifier: 'https://api.acme.test',
    name: 'API',
    scopes: [{ value: 'read:a' }, { value: 'write:a' }],
    ...differences,
  };
}

/** The settings of a tenant that changed nothing, but for the differences. */
export function settingsWith(differences: Partial<TenantSettings> = {}): TenantSettings {
  return { ...TENANT_SETTINGS_DEFAULTS, ...differences };
}

/** A redirect URI as only registration can make it. */
export function registeredUri(uri: string): RegisteredRedirectUri {
  const found = matchRedirectUri(uri, { app_type: 'spa', redirect_uris: [uri] });
  if (found === undefined) throw new Error(`${uri} was registered one line above and is not found`);
  return found;
}

/** Where the answers of the fixture go, unless said otherwise. */
export function targetWith(differences: Partial<RedirectTarget> = {}): RedirectTarget {
  return {
    redirect_uri: registeredUri('https://app.acme.test/cb'),
    response_mode: 'fragment',
    state: 'S1',
    ...differences,
  };
}

/** A request that passed, unless its differences say what should not pass. */
export function requestWith(differences: Partial<AuthorizationRequest> = {}): AuthorizationRequest {
  return {
    client: clientWith(),
    target: targetWith(),
    response_type: { response_type: 'id_token token', code: false, access_token: true, id_token: true },
    requested_scope: 'openid read:a',
    scope: ['openid', 'read:a'],
    resource_server: apiWith(),
    permissions: undefined,
    nonce: 'N1',
    code_challenge: undefined,
    prompt: new Set(),
    begins_with_sign_up: false,
    max_age: undefined,
    id_token_hint: undefined,
    claims: NO_CLAIMS,
    acr_values: [],
    ...differences,
  };
}

/** Parameters of a query that is known to be readable. */
export function parametersOf(encoded: string): Parameters {
  const parameters = parseParameters(encoded);
  if (!parameters.ok) throw new Error(parameters.error);
  return parameters.value;
}

/** The base request B0 of the catalogue with other values, already encoded; undefined takes a parameter out. */
export function query(changes: { readonly [name: string]: string | undefined } = {}): string {
  const base: { readonly [name: string]: string | undefined } = {
    response_type: 'id_token%20token',
    client_id: 'spa1',
    redirect_uri: 'https%3A%2F%2Fapp.acme.test%2Fcb',
    scope: 'openid%20read%3Aa',
    audience: 'https%3A%2F%2Fapi.acme.test',
    state: 'S1',
    nonce: 'N1',
  };
  return Object.entries({ ...base, ...changes })
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

/** What became of a request: a page for the End-User, a refusal with an address, or a request that was judged. */
export type Outcome =
  | { readonly kind: 'page'; readonly error: OAuthError }
  | { readonly kind: 'refused'; readonly error: OAuthError; readonly target: RedirectTarget }
  | { readonly kind: 'accepted'; readonly request: AuthorizationRequest };

/** Steps 3 to 5 of the walk over the client and the APIs given. */
export function judge(
  encoded: string,
  registered: {
    readonly client?: Client;
    readonly apis?: readonly ResourceServer[];
    readonly settings?: TenantSettings;
  } = {},
): Outcome {
  const { client = clientWith(), apis = [apiWith()], settings = settingsWith() } = registered;
  const read = parseParameters(encoded);
  if (!read.ok) return { kind: 'page', error: oauthError('invalid_request', read.error) };
  const parameters = read.value;
  if (requestedClientId(parameters) !== client.client_id) {
    return { kind: 'page', error: oauthError('invalid_request', 'client_id is missing or unknown') };
  }
  const target = redirectTarget(parameters, client);
  if (!target.ok) return { kind: 'page', error: target.error };
  const targets = targetsOf(parameters, { settings, issuer: ISSUER });
  const [resource_server] = targets.flatMap((target) =>
    apis.filter(({ identifier }) => identifier === target),
  );
  const request = validateAuthorizationRequest({
    issuer: ISSUER,
    parameters,
    client,
    target: target.value,
    settings,
    audience: targets[0],
    resource_server,
  });
  if (!request.ok) return { kind: 'refused', error: request.error, target: target.value };
  return { kind: 'accepted', request: request.value };
}

/** An outcome in one line, as tables of cases write it: `page`, `fragment: invalid_scope`, `accepted`. */
export function told(outcome: Outcome): string {
  if (outcome.kind === 'page') return 'page';
  if (outcome.kind === 'accepted') return 'accepted';
  return `${outcome.target.response_mode}: ${outcome.error.error}`;
}

/** The request that was accepted. */
export function accepted(outcome: Outcome): AuthorizationRequest {
  if (outcome.kind !== 'accepted') throw new Error(`refused: ${outcome.error.error_description}`);
  return outcome.request;
}

/**
 * The discovery document (OIDC Discovery §3, §4): what every module needs of it, and what the config module demands.
 */
import { type Finding, must, should } from './finding.ts';
import { isSecureUrl, type JsonObject, textList } from './json.ts';

const KNOWN_RESPONSE_TYPES: ReadonlySet<string> = new Set(
  [
    'code',
    'id_token',
    'token',
    'none',
    'id_token token',
    'code id_token',
    'code token',
    'code id_token token',
  ].map(normalizeResponseType),
);
const KNOWN_CHALLENGE_METHODS: ReadonlySet<string> = new Set(['S256', 'plain']);

/** The words of a response type in one order, for theirs means nothing (OAuth 2.0 Multiple Response Types §3). */
function normalizeResponseType(response_type: string): string {
  return response_type.split(' ').toSorted().join(' ');
}

/** What each module needs before it can begin. */
export function checkProvider(
  document: JsonObject,
  needed: { readonly issuer: string; readonly token_endpoint_auth_method: string },
): readonly Finding[] {
  const methods = textList(document['token_endpoint_auth_methods_supported']) ?? ['client_secret_basic'];
  const method = needed.token_endpoint_auth_method;
  return [
    ...must(document['issuer'] === needed.issuer, `discovery: issuer is not ${needed.issuer}`),
    ...['authorization_endpoint', 'token_endpoint', 'jwks_uri'].flatMap((name) =>
      must(isSecureUrl(document[name]), `discovery: ${name} is not an https URL`),
    ),
    ...should(isSecureUrl(document['userinfo_endpoint']), 'discovery: no userinfo_endpoint'),
    ...must(methods.includes(method), `discovery: token_endpoint_auth_methods_supported lacks ${method}`),
  ];
}

/** Everything that the module about the document itself demands. */
export function checkDiscoveryDocument(document: JsonObject, variant: { readonly dynamic: boolean }) {
  const list = (name: string) => textList(document[name]);
  const subjects = list('subject_types_supported') ?? [];
  const scopes = list('scopes_supported');
  return [
    ...checkIssuerSyntax(document['issuer']),
    ...checkEndpoints(document),
    ...checkResponseTypes(list('response_types_supported') ?? [], variant),
    ...must(
      subjects.some((type) => type === 'public' || type === 'pairwise'),
      'subject_types_supported has neither public nor pairwise',
    ),
    ...must(
      list('id_token_signing_alg_values_supported')?.includes('RS256') ?? false,
      'id_token_signing_alg_values_supported lacks RS256 (OIDC Discovery §3)',
    ),
    ...mayBeList(document, 'userinfo_signing_alg_values_supported'),
    ...checkGrantTypes(document, variant),
    ...should(scopes !== undefined, 'scopes_supported is missing'),
    ...must(scopes?.includes('openid') ?? true, 'scopes_supported lacks openid'),
    ...should(list('claims_supported') !== undefined, 'claims_supported is missing'),
    ...should(
      list('request_object_signing_alg_values_supported')?.includes('RS256') ?? true,
      'request_object_signing_alg_values_supported lacks RS256',
    ),
    ...checkChallengeMethods(document['code_challenge_methods_supported']),
  ];
}

/** The members that a logout specification demands to be `true`, and the endpoint they need. */
export function checkLogoutMembers(document: JsonObject, members: readonly string[]): readonly Finding[] {
  return [
    ...must(isSecureUrl(document['end_session_endpoint']), 'end_session_endpoint is not an https URL'),
    ...members.flatMap((name) => must(document[name] === true, `${name} is not true`)),
  ];
}

/** Every `*_endpoint` must be a URL that nobody on the way can read. */
export function checkEndpoints(document: JsonObject): readonly Finding[] {
  const present = Object.keys(document).filter(
    (name) => name.endsWith('_endpoint') && document[name] !== undefined,
  );
  const names = new Set(['authorization_endpoint', 'token_endpoint', 'jwks_uri', ...present]);
  return [
    ...[...names].flatMap((name) => must(isSecureUrl(document[name]), `${name} is not an https URL`)),
    ...should(document['userinfo_endpoint'] !== undefined, 'userinfo_endpoint is missing'),
  ];
}

function checkIssuerSyntax(issuer: unknown): readonly Finding[] {
  if (!isSecureUrl(issuer)) return must(false, 'issuer is not an https URL');
  const { search, hash, username, password } = new URL(String(issuer));
  return must(
    search + hash + username + password === '',
    'issuer has a query, a fragment or user information (OIDC Discovery §3)',
  );
}

function checkResponseTypes(types: readonly string[], { dynamic }: { readonly dynamic: boolean }) {
  const known = types.map(normalizeResponseType);
  const needed = dynamic ? ['code', 'id_token', 'id_token token'] : [];
  return [
    ...must(
      known.some((type) => KNOWN_RESPONSE_TYPES.has(type)),
      'response_types_supported has no known type',
    ),
    ...needed.flatMap((type) =>
      must(
        known.includes(normalizeResponseType(type)),
        `response_types_supported lacks ${type} (OIDC Core §15.2)`,
      ),
    ),
  ];
}

function checkGrantTypes(document: JsonObject, { dynamic }: { readonly dynamic: boolean }) {
  const value = document['grant_types_supported'];
  const types = value === undefined ? ['authorization_code', 'implicit'] : textList(value);
  const needed = dynamic ? ['authorization_code', 'implicit'] : [];
  return [
    ...must((types?.length ?? 0) > 0, 'grant_types_supported is not a list of types'),
    ...needed.flatMap((type) =>
      must(types?.includes(type) ?? false, `grant_types_supported lacks ${type} (OIDC Core §15.2)`),
    ),
  ];
}

function checkChallengeMethods(value: unknown): readonly Finding[] {
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return [];
  const known = textList(value)?.some((method) => KNOWN_CHALLENGE_METHODS.has(method)) ?? false;
  return must(known, 'code_challenge_methods_supported has neither S256 nor plain (RFC 8414 §2)');
}

function mayBeList(document: JsonObject, name: string): readonly Finding[] {
  return must(document[name] === undefined || Array.isArray(document[name]), `${name} is not a list`);
}

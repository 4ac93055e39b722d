/**
 * What is to be said of a request that the door lets pass, a row a remark (RFC 9700 §2.1, OIDC Core §3.1.2.1).
 */

import type { TenantSettings } from '../../../resources/tenant/settings.ts';
import { ACR_VALUES } from '../../authorization/acr.ts';
import type { ClaimsParameter } from '../../authorization/authentication-request.ts';
import type { AuthorizationRequest } from '../../authorization/authorization-request.ts';
import { LOOPBACK_HOST } from '../../client/redirect-uri.ts';
import { asciiLowerCase } from '../../octets.ts';
import { type Parameters, parameter } from '../../parameters.ts';
import { LOCALES } from '../../tenant/locales.ts';
import { hasPasswordSignUp } from '../../tenant/tenant.ts';
import { isClaimName } from '../../tokens/claims.ts';
import { listed } from '../diagnosis.ts';
import { type Finding, remark } from './finding.ts';
import type { RemarkCode } from './remarks.ts';

export type Passed = {
  readonly request: AuthorizationRequest;
  readonly parameters: Parameters;
  readonly settings: TenantSettings;
  readonly claims: ClaimsParameter;
};

/** Fewer characters than 48 bits of base64url have. */
const MIN_GUESSED = 8;

type Row = readonly [code: RemarkCode, isSo: (passed: Passed) => boolean, more?: Partial<Finding>];

const sent =
  (name: string) =>
  ({ parameters }: Passed) =>
    parameter(parameters, name) !== undefined;
const isShort = (value: string | undefined) => value !== undefined && value.length < MIN_GUESSED;

const ROWS: readonly Row[] = [
  ['client_found', () => true],
  ['redirect_uri_registered', ({ request }) => isRegistered(request)],
  ['redirect_uri_other_port', ({ request }) => !isRegistered(request)],
  ['redirect_uri_plain_http', ({ request }) => isPlainHttp(request.target.redirect_uri)],
  [
    'redirect_uri_own_scheme',
    ({ request: { target, code_challenge } }) =>
      code_challenge === undefined && !/^https?:/.test(target.redirect_uri),
  ],
  ['tokens_in_address', ({ request: { response_type } }) => response_type.access_token],
  ['token_untied', ({ request: { response_type } }) => response_type.response_type === 'token'],
  ['state_missing', ({ request }) => !request.target.state && !request.nonce && !request.code_challenge],
  ['state_short', ({ request }) => isShort(request.target.state)],
  ['nonce_short', ({ request }) => isShort(request.nonce)],
  ['nonce_advised', ({ request }) => request.response_type.id_token && request.nonce === undefined],
  [
    'nonce_unused',
    ({ request: { nonce, scope, response_type } }) =>
      nonce !== undefined && !response_type.id_token && !(response_type.code && scope.includes('openid')),
  ],
  [
    'code_challenge_advised',
    ({ request: { response_type, code_challenge } }) => response_type.code && code_challenge === undefined,
  ],
  [
    'code_challenge_unused',
    ({ request: { response_type, code_challenge } }) => !response_type.code && code_challenge !== undefined,
  ],
  ['api_found', ({ request, parameters }) => Boolean(request.resource_server) && isNamed(parameters)],
  ['api_default', ({ request, parameters }) => Boolean(request.resource_server) && !isNamed(parameters)],
  [
    'api_none',
    ({ request: { resource_server, response_type } }) =>
      !resource_server && (response_type.access_token || response_type.code),
  ],
  ['silent', ({ request }) => request.prompt.has('none')],
  [
    'login_always',
    ({ request, parameters }) => request.max_age === 0 && parameter(parameters, 'max_age') !== undefined,
  ],
  ['sign_up_closed', ({ request, settings }) => request.begins_with_sign_up && !hasPasswordSignUp(settings)],
  [
    'screen_hint_unknown',
    ({ parameters }) => !['signup', 'login'].includes(parameter(parameters, 'screen_hint') ?? 'login'),
  ],
  [
    'ui_locales_unsupported',
    ({ parameters }) => speaksNone(parameter(parameters, 'ui_locales')),
    listed(LOCALES),
  ],
  ['display_unused', sent('display')],
  ['claims_locales_unused', sent('claims_locales')],
  [
    'acr_unknown',
    ({ request }) => request.acr_values.some((acr) => !ACR_VALUES.includes(acr)),
    listed(ACR_VALUES),
  ],
  [
    'claim_unknown',
    ({ claims }) => namesIn(claims).some((name) => !isClaimName(name) && !OTHER_CLAIMS.has(name)),
  ],
];

/** Claims about the authentication, which the `claims` parameter may name as well (OIDC Core §2, §5.5.1). */
const OTHER_CLAIMS: ReadonlySet<string> = new Set(['sub', 'acr', 'amr', 'auth_time', 'nonce', 'azp']);

/** All of them, in the order of the rows. */
export function remarksOfRequest(passed: Passed): readonly Finding[] {
  return ROWS.filter(([, isSo]) => isSo(passed)).map(([code, , more]) => remark(code, more));
}

function isRegistered({ client, target }: AuthorizationRequest): boolean {
  return client.redirect_uris.includes(target.redirect_uri);
}

function isPlainHttp(uri: string): boolean {
  return uri.startsWith('http://') && !LOOPBACK_HOST.test(new URL(uri).hostname);
}

function isNamed(parameters: Parameters): boolean {
  return ['audience', 'resource'].some((name) => parameter(parameters, name) !== undefined);
}

function speaksNone(ui_locales: string | undefined): boolean {
  const asked = ui_locales === undefined ? LOCALES : asciiLowerCase(ui_locales).split(/[ -]/);
  return !LOCALES.some((locale) => asked.includes(locale));
}

function namesIn(claims: ClaimsParameter): readonly string[] {
  if (claims === undefined || claims === 'malformed') return [];
  return Object.values(claims).flatMap((wishes) => Object.keys(Object(wishes)));
}

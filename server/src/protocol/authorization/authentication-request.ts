/**
 * What of an authorization request is about the End-User's authentication (OIDC Core §3.1.2.1, §5.5).
 */

import type { Client } from '../../resources/client/client.ts';
import { type OAuthError, refusal } from '../oauth-error.ts';
import { wholeNumber } from '../octets.ts';
import { type Parameters, parameter } from '../parameters.ts';
import { err, ok, type Result } from '../result.ts';
import { ACR_VALUES } from './acr.ts';
import { type ClaimsRequest, NO_CLAIMS, readClaimsRequest } from './claims-request.ts';
import { type Prompt, parsePrompt } from './prompt.ts';

export type AuthenticationRequest = {
  readonly prompt: ReadonlySet<Prompt>;
  /** The End-User is to make an account: by `prompt=create`, or by Auth0's `screen_hint` where there is no session. */
  readonly begins_with_sign_up: boolean;
  /** Seconds since the End-User last proved who they are. */
  readonly max_age: number | undefined;
  readonly id_token_hint: string | undefined;
  readonly claims: ClaimsRequest;
  /** Contexts of authentication that were asked for, best first; none: the ID token does not say. */
  readonly acr_values: readonly string[];
};

/** The `claims` parameter as JSON has it; `malformed` where it is no JSON object. */
export type ClaimsParameter = Readonly<Record<string, unknown>> | 'malformed' | undefined;

/** Reads the parameters; what the client registered stands where the request does not say. */
export function readAuthentication(
  parameters: Parameters,
  sent: { readonly client: Client; readonly claims: ClaimsParameter },
): Result<AuthenticationRequest, OAuthError> {
  const prompt = parsePrompt(parameter(parameters, 'prompt'));
  if (!prompt.ok) return err(refusal('invalid_request', prompt.error, 'prompt_malformed'));
  const max_age = parseMaxAge(parameter(parameters, 'max_age'));
  if (!max_age.ok) return err(refusal('invalid_request', max_age.error, 'max_age_malformed'));
  const claims = readClaims(sent.claims);
  if (!claims.ok) return claims;
  return ok({
    prompt: prompt.value,
    begins_with_sign_up: prompt.value.has('create') || parameter(parameters, 'screen_hint') === 'signup',
    max_age: max_age.value ?? sent.client.default_max_age,
    id_token_hint: parameter(parameters, 'id_token_hint'),
    claims: claims.value,
    acr_values: acrValues(parameters, { client: sent.client, claims: claims.value }),
  });
}

function readClaims(claims: ClaimsParameter): Result<ClaimsRequest, OAuthError> {
  if (claims === undefined) return ok(NO_CLAIMS);
  const read = claims === 'malformed' ? err('it is not a JSON object') : readClaimsRequest(claims);
  if (read.ok) return read;
  return err(refusal('invalid_request', `claims cannot be read: ${read.error}`, 'claims_malformed'));
}

/** What the `claims` parameter asks counts before `acr_values`, and both before what the client registered. */
function acrValues(
  parameters: Parameters,
  { client, claims }: { readonly client: Client; readonly claims: ClaimsRequest },
): readonly string[] {
  if (claims.acr) return claims.acr.values.length > 0 ? claims.acr.values : ACR_VALUES;
  const asked = parameter(parameters, 'acr_values');
  return asked === undefined
    ? (client.default_acr_values ?? [])
    : asked.split(' ').filter((acr) => acr !== '');
}

function parseMaxAge(max_age: string | undefined): Result<number | undefined, string> {
  if (max_age === undefined) return ok(undefined);
  const seconds = wholeNumber(max_age);
  return seconds === undefined ? err('max_age is not a whole number of seconds') : ok(seconds);
}

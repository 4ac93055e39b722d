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

/** What the End-User is to be asked, whatever is remembered of them. */
export function readPrompt(parameters: Parameters): Result<ReadonlySet<Prompt>, OAuthError> {
  const prompt = parsePrompt(parameter(parameters, 'prompt'));
  return prompt.ok ? prompt : err(refusal('invalid_request', prompt.error.why, prompt.error.code));
}

/** The seconds of `max_age`; undefined: the request does not say. */
export function readMaxAge(parameters: Parameters): Result<number | undefined, OAuthError> {
  const max_age = parameter(parameters, 'max_age');
  if (max_age === undefined) return ok(undefined);
  const seconds = wholeNumber(max_age);
  if (seconds !== undefined) return ok(seconds);
  return err(refusal('invalid_request', 'max_age is not a whole number of seconds', 'max_age_malformed'));
}

/** The claims that are asked for by name. */
export function readClaims(claims: ClaimsParameter): Result<ClaimsRequest, OAuthError> {
  if (claims === undefined) return ok(NO_CLAIMS);
  const read = claims === 'malformed' ? err('it is not a JSON object') : readClaimsRequest(claims);
  if (read.ok) return read;
  return err(refusal('invalid_request', `claims cannot be read: ${read.error}`, 'claims_malformed'));
}

/** What the `claims` parameter asks counts before `acr_values`, and both before what the client registered. */
export function acrValues(
  parameters: Parameters,
  { client, claims }: { readonly client: Client; readonly claims: ClaimsRequest },
): readonly string[] {
  if (claims.acr) return claims.acr.values.length > 0 ? claims.acr.values : ACR_VALUES;
  const asked = parameter(parameters, 'acr_values');
  return asked === undefined
    ? (client.default_acr_values ?? [])
    : asked.split(' ').filter((acr) => acr !== '');
}

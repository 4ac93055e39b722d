/**
 * An authorization request as it is read: each parameter once, good or not (RFC 6749 §4.1.1, OIDC Core §3.1.2.1). The door refuses by
 * the first rule that is broken, a diagnosis says all of them, and both read the same.
 */
import type { Client } from '../../resources/client/client.ts';
import type { ResourceServer } from '../../resources/tenant/resource-server.ts';
import type { TenantSettings } from '../../resources/tenant/settings.ts';
import { isPublicClient } from '../client/authentication-methods.ts';
import { diagnose, listed } from '../diagnosis/diagnosis.ts';
import { type OAuthError, refusal } from '../oauth-error.ts';
import { type Parameters, parameter } from '../parameters.ts';
import { err, ok, type Result } from '../result.ts';
import { type ClaimsParameter, readClaims, readMaxAge, readPrompt } from './authentication-request.ts';
import type { ClaimsRequest } from './claims-request.ts';
import { readCodeChallenge } from './pkce.ts';
import type { Prompt } from './prompt.ts';
import type { RedirectTarget } from './response-mode.ts';
import { findResponseType, nearestResponseType, RESPONSE_TYPES, type ResponseType } from './response-type.ts';
import { parseScope } from './scope.ts';

/** A request, and what the tenant has that it is about; as much as is known without its client. */
export type BareInput = {
  readonly issuer: string;
  readonly parameters: Parameters;
  /** Undefined: nobody knows who asks. */
  readonly client?: Client | undefined;
  readonly settings: TenantSettings;
  readonly audience: string | undefined;
  /** What the tenant has under that audience, where the feature is rolled out. */
  readonly resource_server: ResourceServer | undefined;
  /** The `claims` parameter as JSON has it; `malformed` where it is no JSON object. */
  readonly claims?: ClaimsParameter;
};

export type Input = BareInput & { readonly client: Client; readonly target: RedirectTarget };

/** What can be read whoever asks. */
export type BareReading = BareInput & {
  readonly response_type: Result<ResponseType, OAuthError>;
  readonly prompt: Result<ReadonlySet<Prompt>, OAuthError>;
  readonly max_age: Result<number | undefined, OAuthError>;
  readonly claimed: Result<ClaimsRequest, OAuthError>;
};

/** With what is read by what the client is. */
export type Reading = BareReading &
  Input & {
    /** As it was asked; what of it is given is said elsewhere. */
    readonly scope: Result<readonly string[], OAuthError>;
    readonly code_challenge: Result<string | undefined, OAuthError>;
  };

/** Reads a request of whoever it is. */
export function readBareRequest(input: BareInput): BareReading {
  const { parameters, claims } = input;
  return {
    ...input,
    response_type: readResponseType(parameter(parameters, 'response_type')),
    prompt: readPrompt(parameters),
    max_age: readMaxAge(parameters),
    claimed: readClaims(claims),
  };
}

/** Reads a request of a client. */
export function readRequest(input: Input): Reading {
  const { parameters, client } = input;
  const bare = readBareRequest(input);
  const isCode = bare.response_type.ok && bare.response_type.value.code;
  return {
    ...bare,
    ...input,
    scope: readScope(parameters, client),
    code_challenge: readCodeChallenge(parameters, { required: isCode && isPublicClient(client) }),
  };
}

function readResponseType(requested: string | undefined): Result<ResponseType, OAuthError> {
  if (requested === undefined)
    return err(refusal('invalid_request', 'response_type is missing', 'response_type_missing'));
  const response_type = findResponseType(requested);
  if (response_type) return ok(response_type);
  const nearest = nearestResponseType(requested);
  const sentence = nearest && `there is no such response_type: did you mean ${nearest}?`;
  const known = { sent: requested, ...listed([...RESPONSE_TYPES.keys()]), ...(sentence && { sentence }) };
  const why = `response_type ${requested} is not supported`;
  return err(refusal('unsupported_response_type', why, diagnose('response_type_unknown', known)));
}

function readScope(parameters: Parameters, client: Client): Result<readonly string[], OAuthError> {
  const asked = parseScope(parameter(parameters, 'scope'), { strict: client.oidc_conformant });
  return asked.ok ? asked : err(refusal('invalid_scope', asked.error, 'scope_malformed'));
}

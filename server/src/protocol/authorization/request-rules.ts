/**
 * What is wrong with a request that was read, a row a rule, in the order in which the door refuses by them (RFC 6749 §4.1.2.1, OIDC
 * Core §3.1.2.6). Some rules need to know the client; the others hold for whoever asks.
 */
import {
  forbiddenImplicit,
  unregisteredGrantType,
  unregisteredResponseType,
  unusableParameter,
} from '../diagnosis/diagnose-request.ts';
import { diagnose, listed } from '../diagnosis/diagnosis.ts';
import { unknownApi } from '../diagnosis/unknown-api.ts';
import { type OAuthError, refusal } from '../oauth-error.ts';
import { allUnusable, parameter } from '../parameters.ts';
import type { Result } from '../result.ts';
import { connectionMistake } from '../tenant/connection.ts';
import { checkOrganization } from '../tenant/organization.ts';
import { POLICIES } from '../tenant/policy.ts';
import { checkTarget, unknownTarget, unusableError } from '../tokens/target-api.ts';
import { REQUEST_PARAMETERS } from './request-parameters.ts';
import type { BareReading, Reading } from './request-reading.ts';
import { ADVERTISED_RESPONSE_MODES, isResponseMode } from './response-mode.ts';
import { grantTypesOf } from './response-type.ts';

type Refused = OAuthError | readonly OAuthError[] | undefined;

type Rule =
  | { readonly of: 'request'; readonly judge: (reading: BareReading) => Refused }
  | { readonly of: 'client'; readonly judge: (reading: Reading) => Refused };

const RULES: readonly Rule[] = [
  { of: 'request', judge: checkParameters },
  { of: 'request', judge: checkSelfIssued },
  { of: 'request', judge: ({ parameters }) => checkOrganization(parameters) },
  { of: 'request', judge: checkConnection },
  { of: 'request', judge: ({ response_type }) => errorOf(response_type) },
  { of: 'client', judge: checkResponseType },
  { of: 'client', judge: checkResponseMode },
  { of: 'client', judge: ({ scope }) => errorOf(scope) },
  { of: 'client', judge: checkOpenIdRequest },
  { of: 'client', judge: ({ code_challenge }) => errorOf(code_challenge) },
  { of: 'request', judge: ({ prompt }) => errorOf(prompt) },
  { of: 'request', judge: ({ max_age }) => errorOf(max_age) },
  { of: 'request', judge: ({ claimed }) => errorOf(claimed) },
  { of: 'request', judge: ({ parameters }) => checkTarget(parameters) },
  { of: 'request', judge: checkAudience },
];

/** Everything that is wrong, the first of which the door refuses by. */
export function refusalsOf(reading: Reading): readonly OAuthError[] {
  return RULES.flatMap(({ judge }) => judge(reading) ?? []);
}

/** The same as far as it can be said without knowing who asks. */
export function bareRefusalsOf(reading: BareReading): readonly OAuthError[] {
  return RULES.flatMap((rule) => (rule.of === 'request' ? (rule.judge(reading) ?? []) : []));
}

function errorOf(read: Result<unknown, OAuthError>): OAuthError | undefined {
  return read.ok ? undefined : read.error;
}

function checkParameters({ parameters }: BareReading): readonly OAuthError[] {
  return allUnusable(parameters, REQUEST_PARAMETERS).map((unusable) => {
    // A malformed scope has a code of its own (RFC 6749 §4.2.2.1).
    if (unusable.tooLong && unusable.name === 'scope')
      return refusal('invalid_scope', `scope ${unusable.why}`, unusableParameter(unusable));
    return { ...unusableError(unusable), diagnosis: unusableParameter(unusable) };
  });
}

/** OIDC Core §7.2.1: what cannot be honoured is refused, never half read. Request objects were opened before (§6). */
function checkSelfIssued({ parameters }: BareReading): OAuthError | undefined {
  if (!parameters.values.has('registration')) return undefined;
  const why = 'the registration parameter is not supported';
  return refusal('registration_not_supported', why, 'registration_unsupported');
}

/** Auth0's error for a name that leads nowhere, before anybody has typed a password. */
function checkConnection({ parameters, settings }: BareReading): OAuthError | undefined {
  const name = parameter(parameters, 'connection');
  const mistake = name === undefined ? undefined : connectionMistake(name, settings);
  if (name === undefined || mistake === undefined) return undefined;
  const there = settings.connections.map((connection) => connection.name);
  const { code, sentence } = mistake;
  return refusal('invalid_request', sentence, diagnose(code, { sentence, sent: name, ...listed(there) }));
}

function checkResponseType({ response_type: read, client, settings }: Reading): OAuthError | undefined {
  if (!read.ok) return undefined;
  const { response_type } = read.value;
  const { response_types } = client;
  if (response_types && !response_types.includes(response_type)) {
    const why = 'the client is not registered for this response_type';
    const registered = { ...client, response_types };
    return refusal('unauthorized_client', why, unregisteredResponseType(response_type, registered));
  }
  const needed = grantTypesOf(read.value);
  const lacking = needed.find((name) => !client.grant_types.includes(name));
  if (lacking !== undefined) {
    const why = `the grant_types of this client do not hold ${lacking}`;
    return refusal('unauthorized_client', why, unregisteredGrantType(response_type, lacking, client));
  }
  if (client.forbid_implicit && needed.includes('implicit')) {
    const why = 'forbid_implicit of this client is on: ask for response_type=code, with PKCE';
    return refusal('unauthorized_client', why, forbiddenImplicit(response_type, client));
  }
  const forbidden = settings.forbid_token_response_type || !POLICIES[settings.policy].token_response_type;
  if (response_type !== 'token' || !(forbidden || client.oidc_conformant)) return undefined;
  const why = 'response_type=token gives a token that nothing ties to the request: ask for id_token token';
  return refusal('unauthorized_client', why, 'token_response_type_forbidden');
}

function checkResponseMode({ parameters, target, response_type }: Reading): OAuthError | undefined {
  const asked = parameter(parameters, 'response_mode');
  if (asked === undefined || asked === target.response_mode) return undefined;
  // Which mode fits follows from a response_type that there is.
  if (!response_type.ok && isResponseMode(asked)) return undefined;
  const why = `response_mode ${asked} cannot be used with this response_type`;
  const code = isResponseMode(asked) ? 'response_mode_unusable' : 'response_mode_unknown';
  return refusal(
    'invalid_request',
    why,
    diagnose(code, { sent: asked, ...listed(ADVERTISED_RESPONSE_MODES) }),
  );
}

/**
 * OIDC Core §3.2.2.1: an ID token needs `openid` and a nonce. The article's own link has neither; a client that is not
 * `oidc_conformant` gets its tokens all the same, and no protection against a replayed ID token with them.
 */
function checkOpenIdRequest({ response_type, client, scope, parameters }: Reading): readonly OAuthError[] {
  if (!response_type.ok || !response_type.value.id_token || !client.oidc_conformant) return [];
  const lacksOpenId = scope.ok && !scope.value.includes('openid');
  const lacksNonce = parameter(parameters, 'nonce') === undefined;
  return [
    ...(lacksOpenId
      ? [refusal('invalid_request', 'an ID token needs openid among the scopes', 'openid_missing')]
      : []),
    ...(lacksNonce ? [refusal('invalid_request', 'an ID token needs a nonce', 'nonce_missing')] : []),
  ];
}

function checkAudience(reading: BareReading): OAuthError | undefined {
  const { audience, resource_server, issuer } = reading;
  if (audience === undefined || resource_server !== undefined) return undefined;
  return { ...unknownTarget(audience, reading), diagnosis: unknownApi(audience, issuer, reading) };
}

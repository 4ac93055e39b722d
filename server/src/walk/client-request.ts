/**
 * A request that a client makes by itself (RFC 6749 §3.2, RFC 7009 §2.1): its body, who sends it, and how it is refused.
 */
import type { Exchange } from '../deps.ts';
import { type FormRefusal, readFormOrJson } from '../http/form.ts';
import { parseJsonParameters } from '../http/json-parameters.ts';
import { json } from '../http/respond.ts';
import type { EventType } from '../protocol/diagnosis/event-types.ts';
import { errorStatus, type OAuthError, oauthError, reasonOf } from '../protocol/oauth-error.ts';
import { type Parameters, parseParameters } from '../protocol/parameters.ts';
import { err, ok, type Result } from '../protocol/result.ts';
import { bearerChallenge } from '../protocol/tokens/bearer.ts';
import { checkTokenRequest } from '../protocol/tokens/token-request.ts';
import type { Client } from '../resources/client/client.ts';
import { authenticateClient } from './client-authentication.ts';
import { recordRefused } from './sign-in-refused.ts';

export type ClientRequest = {
  readonly parameters: Parameters;
  /** Who has proved to be this client, or is a public one and has nothing to prove. */
  readonly client: Client;
};

const BODY_ERRORS: Readonly<Record<FormRefusal, string>> = {
  unsupported_media_type: 'the body must be application/x-www-form-urlencoded or application/json in UTF-8',
  too_large: 'the body is too large',
  malformed: 'the body is not UTF-8',
};

/** Reads the body and authenticates the client. */
export async function readClientRequest(exchange: Exchange): Promise<Result<ClientRequest, OAuthError>> {
  const parameters = await readParameters(exchange.request);
  if (!parameters.ok) return parameters;
  const client = await authenticateClient(parameters.value, exchange);
  return client.ok ? ok({ parameters: parameters.value, client: client.value }) : client;
}

async function readParameters(request: Request): Promise<Result<Parameters, OAuthError>> {
  const body = await readFormOrJson(request);
  if (!body.ok) return err(oauthError('invalid_request', BODY_ERRORS[body.error]));
  const { type, text } = body.value;
  const parameters = type === 'json' ? parseJsonParameters(text) : parseParameters(text);
  if (!parameters.ok) return err(oauthError('invalid_request', parameters.error));
  const unusable = checkTokenRequest(parameters.value);
  return unusable ? err(unusable) : parameters;
}

/** The refusal as JSON (RFC 6749 §5.2), after its audit row is durable. */
export async function refuseClient(
  error: OAuthError,
  exchange: Exchange,
  refused: { readonly type: EventType; readonly client?: Client; readonly grant_type?: string | undefined },
): Promise<Response> {
  const { issuer } = exchange;
  const { type, client, grant_type: variant } = refused;
  const detail = `${error.error}: ${error.detail ?? error.error_description}`;
  const about = { client_id: client?.client_id, sub: error.sub };
  await recordRefused({ type, reason: reasonOf(error), ...about, variant, detail }, exchange);
  return json(
    { error: error.error, error_description: error.error_description },
    {
      status: errorStatus(error.error),
      headers: challengeFor(error, new URL(issuer).host),
    },
  );
}

/**
 * How to prove who one is, with every 401 (RFC 9110 §11.6.1): a client by the header (RFC 6749 §5.2, RFC 7617 §2.1), however it tried,
 * and who manages a registration by a token (RFC 6750 §3). A page elsewhere that fetches sees no dialog of its browser for it (Fetch
 * §4.6), and pages of ours fetch nothing here.
 */
function challengeFor(error: OAuthError, realm: string): Readonly<Record<string, string>> {
  if (error.error === 'invalid_token') return { 'www-authenticate': bearerChallenge(realm, error) };
  return error.error === 'invalid_client'
    ? { 'www-authenticate': `Basic realm="${realm}", charset="UTF-8"` }
    : {};
}

/**
 * The token endpoint (RFC 6749 §3.2): client authentication, then the grant.
 */
import type { Exchange, Handler } from '../deps.ts';
import { GRANTS } from '../grants/index.ts';
import { type FormRefusal, readFormOrJson } from '../http/form.ts';
import { parseJsonParameters } from '../http/json-parameters.ts';
import { json, preflight } from '../http/respond.ts';
import type { Client } from '../protocol/client.ts';
import { clientCredentials, isAuthentic } from '../protocol/client-authentication.ts';
import { errorStatus, type OAuthError, oauthError } from '../protocol/oauth-error.ts';
import { type Parameters, parameter, parseParameters } from '../protocol/parameters.ts';
import { err, ok, type Result } from '../protocol/result.ts';
import { checkTokenRequest, type IssuedAtTokenEndpoint, tokenResponse } from '../protocol/token-request.ts';

/** POST /oauth/token. */
export const token: Handler = async (exchange) => {
  const parameters = await readParameters(exchange.request);
  if (!parameters.ok) return refuse(parameters.error, exchange);
  const client = await authenticate(parameters.value, exchange);
  if (!client.ok) return refuse(client.error, exchange);
  const issued = await runGrant({ parameters: parameters.value, client: client.value, exchange });
  if (!issued.ok) return refuse(issued.error, exchange, client.value);
  await record(issued.value, { parameters: parameters.value, client: client.value, exchange });
  return json(tokenResponse(issued.value), { cors: exchange.request.headers.get('origin') ?? undefined });
};

/** OPTIONS /oauth/token: any page may ask; what it gets, it gets for a code and a verifier, not for its origin. */
export const tokenPreflight: Handler = async ({ request }) => preflight(request, ['POST']);

type Asked = { readonly parameters: Parameters; readonly client: Client; readonly exchange: Exchange };

const BODY_ERRORS: Readonly<Record<FormRefusal, string>> = {
  unsupported_media_type: 'the body must be application/x-www-form-urlencoded or application/json in UTF-8',
  too_large: 'the body is too large',
  malformed: 'the body is not UTF-8',
};

async function readParameters(request: Request): Promise<Result<Parameters, OAuthError>> {
  const body = await readFormOrJson(request);
  if (!body.ok) return err(oauthError('invalid_request', BODY_ERRORS[body.error]));
  const { type, text } = body.value;
  const parameters = type === 'json' ? parseJsonParameters(text) : parseParameters(text);
  if (!parameters.ok) return err(oauthError('invalid_request', parameters.error));
  const unusable = checkTokenRequest(parameters.value);
  return unusable ? err(unusable) : parameters;
}

async function authenticate(parameters: Parameters, exchange: Exchange): Promise<Result<Client, OAuthError>> {
  const authorization = exchange.request.headers.get('authorization') ?? undefined;
  const credentials = clientCredentials(authorization, parameters);
  if (!credentials.ok) return credentials;
  const client = await exchange.records.clients.find(credentials.value.client_id);
  if (client && isAuthentic(client, credentials.value)) return ok(client);
  // One answer for both, so that nobody learns which clients there are.
  return err(oauthError('invalid_client', 'client authentication failed'));
}

async function runGrant(asked: Asked): Promise<Result<IssuedAtTokenEndpoint, OAuthError>> {
  const grant_type = parameter(asked.parameters, 'grant_type');
  if (grant_type === undefined) return err(oauthError('invalid_request', 'grant_type is missing'));
  const handler = GRANTS.get(grant_type);
  if (!handler) return err(oauthError('unsupported_grant_type', `grant_type ${grant_type} is not supported`));
  if (!asked.client.grant_types.includes(grant_type))
    return err(oauthError('unauthorized_client', `the grant_types of this client do not hold ${grant_type}`));
  return handler(asked);
}

async function record(issued: IssuedAtTokenEndpoint, { parameters, client, exchange }: Asked): Promise<void> {
  const { records, request_id, address } = exchange;
  await records.audit.record({
    type: 'tokens_issued',
    request_id,
    ip: address,
    client_id: client.client_id,
    ...(issued.sub === undefined ? {} : { sub: issued.sub }),
    detail: `${parameter(parameters, 'grant_type')}; ${issued.scope.join(' ')}`,
  });
}

async function refuse(error: OAuthError, exchange: Exchange, client?: Client): Promise<Response> {
  const { records, request_id, address, request, issuer } = exchange;
  const client_id = client ? { client_id: client.client_id } : {};
  const detail = `${error.error}: ${error.error_description}`;
  await records.audit.record({ type: 'token_refused', request_id, ip: address, ...client_id, detail });
  // §5.2: a client that tried the header is told how to try it.
  const basic = error.error === 'invalid_client' && request.headers.has('authorization');
  return json(
    { error: error.error, error_description: error.error_description },
    {
      status: errorStatus(error.error),
      cors: request.headers.get('origin') ?? undefined,
      ...(basic ? { headers: { 'www-authenticate': `Basic realm="${new URL(issuer).host}"` } } : {}),
    },
  );
}

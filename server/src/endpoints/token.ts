/**
 * The token endpoint (RFC 6749 §3.2): client authentication, then the grant.
 */
import type { Exchange, Handler } from '../deps.ts';
import { GRANTS } from '../grants/index.ts';
import { json } from '../http/respond.ts';
import { type OAuthError, oauthError } from '../protocol/oauth-error.ts';
import { parameter } from '../protocol/parameters.ts';
import { err, type Result } from '../protocol/result.ts';
import { checkOrganization } from '../protocol/tenant/organization.ts';
import {
  checkGrantType,
  type IssuedAtTokenEndpoint,
  tokenResponse,
} from '../protocol/tokens/token-request.ts';
import { type ClientRequest, readClientRequest, refuseClient } from '../walk/client-request.ts';
import { shownOfExchange } from '../walk/shown.ts';

/** POST /oauth/token. Any page may ask; what it gets, it gets for a code and a verifier, not for its origin. */
export const token: Handler = async (exchange) => {
  const type = 'token_refused';
  const asked = await readClientRequest(exchange);
  if (!asked.ok) return refuseClient(asked.error, exchange, { type });
  const issued = await runGrant(asked.value, exchange);
  if (!issued.ok) {
    const { client, parameters } = asked.value;
    const grant_type = parameter(parameters, 'grant_type');
    return refuseClient(issued.error, exchange, { type, client, grant_type });
  }
  await record(issued.value, asked.value, exchange);
  return json(tokenResponse(issued.value));
};

async function runGrant(
  { parameters, client }: ClientRequest,
  exchange: Exchange,
): Promise<Result<IssuedAtTokenEndpoint, OAuthError>> {
  const grant_type = parameter(parameters, 'grant_type');
  if (grant_type === undefined) return err(oauthError('invalid_request', 'grant_type is missing'));
  const handler = GRANTS.get(grant_type);
  if (!handler) return err(oauthError('unsupported_grant_type', `grant_type ${grant_type} is not supported`));
  const refused = checkGrantType(grant_type, client) ?? checkOrganization(parameters);
  return refused ? err(refused) : handler({ parameters, client, exchange });
}

async function record(
  issued: IssuedAtTokenEndpoint,
  { parameters, client }: ClientRequest,
  exchange: Exchange,
): Promise<void> {
  const { records, request_id, address } = exchange;
  const grant_type = parameter(parameters, 'grant_type') ?? '';
  await records.audit.record({
    type: 'tokens_issued',
    request_id,
    ip: address,
    client_id: client.client_id,
    ...(issued.sub === undefined ? {} : { sub: issued.sub }),
    variant: grant_type,
    audience: issued.audience,
    shown: shownOfExchange(grant_type, client, exchange),
    detail: `${grant_type}; ${issued.scope.join(' ')}`,
  });
}

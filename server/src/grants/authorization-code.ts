/**
 * grant_type=authorization_code (RFC 6749 §4.1.3, RFC 7636 §4.6): a code for tokens, once.
 */
import type { Exchange } from '../deps.ts';
import { isVerified } from '../protocol/authorization/pkce.ts';
import { OFFLINE_ACCESS } from '../protocol/authorization/scope.ts';
import { sha256 } from '../protocol/digest.ts';
import { oauthError } from '../protocol/oauth-error.ts';
import { type Parameters, parameter } from '../protocol/parameters.ts';
import { err, ok } from '../protocol/result.ts';
import { Secret } from '../protocol/secret.ts';
import type { Grant } from '../protocol/tokens/grant.ts';
import { grantLifetime } from '../protocol/tokens/lifetimes.ts';
import { checkGrantedTarget } from '../protocol/tokens/target-api.ts';
import { invalidGrant, requiredParameter } from '../protocol/tokens/token-request.ts';
import { idleEnd, issueForGrant, openGrant } from '../tokens/grant.ts';
import type { GrantHandler } from './grant-handler.ts';

export const authorizationCode: GrantHandler = async ({ parameters, client, exchange }) => {
  const { records, deps } = exchange;
  const code = requiredParameter(parameters, 'code');
  if (!code.ok) return code;
  const grant = await records.grants.find(sha256(code.value));
  if (!grant) return err(invalidGrant(client, 'code', 'it is unknown or has expired'));
  if (grant.client_id !== client.client_id)
    return err(invalidGrant(client, 'code', 'it was given to another client'));
  const mistake = mistakeIn(parameters, grant);
  if (mistake !== undefined) return err(oauthError('invalid_grant', mistake));
  const elsewhere = checkGrantedTarget(parameters, { granted: grant.audience, issuer: exchange.issuer });
  if (elsewhere) return err(elsewhere);
  const opened = await openGrant(grant, client, exchange);
  if (!opened.ok) return opened;

  const { resource_server, scope } = opened.value;
  const now = deps.now();
  const refresh_token = scope.includes(OFFLINE_ACCESS) ? new Secret(deps.random(32)) : undefined;
  const redeemed = await records.grants.redeem(grant.grant_id, {
    expires_at: now + grantLifetime({ scope, client, resource_server }),
    refresh_token: refresh_token && {
      token_hash: sha256(refresh_token.reveal()),
      expires_at: idleEnd(client, now),
    },
  });
  if (redeemed !== 'redeemed') return refuseReplay(grant, exchange);
  const issued = await issueForGrant({ grant, client, opened: opened.value, scope }, exchange);
  return issued.ok ? ok({ ...issued.value, refresh_token }) : issued;
};

/** What differs from the authorization request, or is missing; undefined: nothing. Whoever sent it knows the code. */
function mistakeIn(parameters: Parameters, { redirect_uri, code_challenge }: Grant): string | undefined {
  const sent = parameter(parameters, 'redirect_uri');
  // §4.1.3: the one of the authorization request, which is always known here.
  if (sent !== redirect_uri)
    return sent === undefined
      ? 'redirect_uri is missing: send the one of the authorization request'
      : 'redirect_uri is not the one the code was sent to';
  const code_verifier = parameter(parameters, 'code_verifier');
  if (isVerified(code_challenge, code_verifier)) return undefined;
  if (code_verifier === undefined) return 'code_verifier is missing';
  return code_challenge === undefined
    ? 'code_verifier for a code that was asked without a code_challenge'
    : 'code_verifier does not match the code_challenge';
}

async function refuseReplay(grant: Grant, { records, request_id, address }: Exchange) {
  const { client_id, sub } = grant;
  await records.audit.record({ type: 'code_replayed', request_id, ip: address, client_id, sub });
  return err(oauthError('invalid_grant', 'the code was used before'));
}

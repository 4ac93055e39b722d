/**
 * grant_type=refresh_token (RFC 6749 §6, RFC 9700 §4.14.2): new tokens, and a new refresh token in place of the old one.
 */
import type { Exchange } from '../deps.ts';
import { OFFLINE_ACCESS } from '../protocol/authorization/scope.ts';
import { sha256 } from '../protocol/digest.ts';
import { oauthError } from '../protocol/oauth-error.ts';
import { err, ok } from '../protocol/result.ts';
import { Secret } from '../protocol/secret.ts';
import type { Grant } from '../protocol/tokens/grant.ts';
import { checkGrantedTarget } from '../protocol/tokens/target-api.ts';
import { narrowScope, requiredParameter } from '../protocol/tokens/token-request.ts';
import type { Client } from '../resources/client/client.ts';
import { idleEnd, issueForGrant, openGrant } from '../tokens/grant.ts';
import type { GrantHandler } from './grant-handler.ts';

export const refreshToken: GrantHandler = async ({ parameters, client, exchange }) => {
  const sent = requiredParameter(parameters, 'refresh_token');
  if (!sent.ok) return sent;
  const token_hash = sha256(sent.value);
  const grant = await exchange.records.refreshTokens.find(token_hash);
  if (!grant || grant.client_id !== client.client_id) return err(notValid());
  const elsewhere = checkGrantedTarget(parameters, { granted: grant.audience, issuer: exchange.issuer });
  if (elsewhere) return err(elsewhere);
  const opened = await openGrant(grant, client, exchange);
  if (!opened.ok) return opened;
  // What asks for refresh tokens can be taken from the API as any other scope.
  if (!opened.value.scope.includes(OFFLINE_ACCESS)) return err(notValid());
  const scope = narrowScope(parameters, opened.value.scope);
  if (!scope.ok) return scope;

  const refresh_token = await rotate(token_hash, { client, grant }, exchange);
  if (!refresh_token) return err(notValid());
  // OIDC Core §12.2: a refreshed ID token has no nonce to be compared with, so the one of the request is left out.
  const { nonce: _, ...refreshed } = grant;
  const issued = await issueForGrant(
    { grant: refreshed, client, opened: opened.value, scope: scope.value },
    exchange,
  );
  return issued.ok ? ok({ ...issued.value, refresh_token }) : issued;
};

async function rotate(
  token_hash: string,
  { client, grant }: { readonly client: Client; readonly grant: Grant },
  { records, deps, request_id, address }: Exchange,
): Promise<Secret | undefined> {
  const next = deps.random(32);
  const outcome = await records.refreshTokens.rotate({
    grant_id: grant.grant_id,
    token_hash,
    next_hash: sha256(next),
    expires_at: idleEnd(client, deps.now()),
    leeway: client.refresh_token_leeway,
  });
  if (outcome === 'reused') {
    const { client_id, sub } = grant;
    await records.audit.record({ type: 'refresh_token_reused', request_id, ip: address, client_id, sub });
  }
  return outcome === 'rotated' ? new Secret(next) : undefined;
}

function notValid() {
  return oauthError('invalid_grant', 'the refresh token is not valid for this client');
}

/**
 * grant_type=refresh_token (RFC 6749 §6, RFC 9700 §4.14.2): new tokens, and where refresh tokens rotate a new one of those in
 * place of the old one.
 */
import type { Exchange } from '../deps.ts';
import { OFFLINE_ACCESS, permittedScope } from '../protocol/authorization/scope.ts';
import { sha256 } from '../protocol/digest.ts';
import { type OAuthError, oauthError } from '../protocol/oauth-error.ts';
import type { Parameters } from '../protocol/parameters.ts';
import { err, ok, type Result } from '../protocol/result.ts';
import { Secret } from '../protocol/secret.ts';
import type { Grant } from '../protocol/tokens/grant.ts';
import { findRefreshPolicy, policyScope } from '../protocol/tokens/refresh-policy.ts';
import { isRotating, refreshTokenLifetime } from '../protocol/tokens/refresh-token.ts';
import { checkGrantedTarget, checkTarget } from '../protocol/tokens/target-api.ts';
import {
  existingScope,
  invalidGrant,
  narrowScope,
  requiredParameter,
} from '../protocol/tokens/token-request.ts';
import type { Client } from '../resources/client/client.ts';
import { idleEnd, issueForGrant, type OpenGrant, openGrant } from '../tokens/grant.ts';
import { permissionsAt } from '../tokens/permissions.ts';
import type { GrantHandler } from './grant-handler.ts';

export const refreshToken: GrantHandler = async ({ parameters, client, exchange }) => {
  const sent = requiredParameter(parameters, 'refresh_token');
  if (!sent.ok) return sent;
  const token_hash = sha256(sent.value);
  const grant = await exchange.records.refreshTokens.find(token_hash);
  const refuse = (why: string) => err(invalidGrant(client, 'refresh token', why));
  if (!grant) return refuse('it is unknown or has expired');
  if (grant.client_id !== client.client_id) return refuse('it was given to another client');
  const opened = await openGrant(grant, client, exchange);
  if (!opened.ok) return opened;
  // What asks for refresh tokens can be taken from the API as any other scope.
  if (!opened.value.scope.includes(OFFLINE_ACCESS)) return refuse('its grant may no longer be refreshed');
  const target = await openTarget(opened.value, { parameters, client, grant, exchange });
  if (!target.ok) return target;

  const next = await goOn(token_hash, { client, grant }, exchange);
  if (!next.ok) return next;
  // OIDC Core §12.2: a refreshed ID token has no nonce to be compared with, so the one of the request is left out.
  const { nonce: _, ...refreshed } = grant;
  const issued = await issueForGrant(
    { grant: refreshed, client, opened: target.value, scope: target.value.scope },
    exchange,
  );
  return issued.ok ? ok({ ...issued.value, refresh_token: next.value }) : issued;
};

type Refresh = {
  readonly parameters: Parameters;
  readonly client: Client;
  readonly grant: Grant;
  readonly exchange: Exchange;
};

/** The API that the tokens are for, with the scopes that were asked: that of the grant, or another by a policy. */
async function openTarget(
  opened: OpenGrant,
  { parameters, client, grant, exchange }: Refresh,
): Promise<Result<OpenGrant, OAuthError>> {
  const policy = findRefreshPolicy(parameters, client);
  const { deps, tenant } = exchange;
  const api = policy && (await deps.tenants.findResourceServer(tenant, policy.audience));
  const mistake = policy
    ? checkTarget(parameters)
    : checkGrantedTarget(parameters, { granted: grant.audience, issuer: exchange.issuer });
  if (mistake) return err(mistake);
  if (!policy || !api) {
    const scope = narrowScope(parameters, opened.scope);
    return scope.ok ? ok({ ...opened, scope: scope.value }) : scope;
  }
  const isOfGrant = api.identifier === grant.audience;
  const existing = policyScope(policy, { granted: opened.scope, api, isOfGrant });
  if (!existing) return err(oauthError('invalid_scope', 'no scope of the policy exists any more'));
  const permissions = isOfGrant ? opened.permissions : await permissionsAt(api, grant.sub, exchange);
  const given = permittedScope(existing, { api, permissions });
  const scope = existingScope(parameters, given);
  return scope.ok ? ok({ ...opened, resource_server: api, permissions, scope: scope.value }) : scope;
}

/** Consumes what was sent; the token that follows it, or none where the one that was sent goes on. */
async function goOn(
  token_hash: string,
  { client, grant }: Pick<Refresh, 'client' | 'grant'>,
  { records, deps, request_id, address }: Exchange,
): Promise<Result<Secret | undefined, OAuthError>> {
  const { grant_id, client_id, sub } = grant;
  const expires_at = idleEnd(client, deps.now());
  const isEndless = refreshTokenLifetime(client).total === undefined;
  const use = { grant_id, token_hash, expires_at, ...(isEndless ? { grant_expires_at: expires_at } : {}) };
  const next = isRotating(client) ? new Secret(deps.random(32)) : undefined;
  const outcome = next
    ? await records.refreshTokens.rotate({
        ...use,
        next_hash: sha256(next.reveal()),
        leeway: client.refresh_token_leeway,
      })
    : await records.refreshTokens.use(use);
  if (outcome === 'reused')
    await records.audit.record({ type: 'refresh_token_reused', request_id, ip: address, client_id, sub });
  if (outcome === 'too_many')
    return err(oauthError('invalid_grant', 'the refresh token was sent too often within its leeway'));
  if (outcome === 'rotated' || outcome === 'used') return ok(next);
  return err(invalidGrant(client, 'refresh token', 'it was used before, or its grant has ended'));
}

/**
 * Who asks, by the access token they bring (RFC 6750 §2.1): one of this tenant, for its Management API, that is good now; or one of
 * the tenant that the operators have for themselves.
 */
import type { Exchange } from '../deps.ts';
import { oauthError } from '../protocol/oauth-error.ts';
import { err, ok, type Result } from '../protocol/result.ts';
import type { Secret } from '../protocol/secret.ts';
import { clientSubject } from '../protocol/tenant/names.ts';
import type { LiveAccessToken } from '../protocol/tokens/access-token.ts';
import { bearerChallenge, bearerToken } from '../protocol/tokens/bearer.ts';
import { scopesGranted } from '../resources/client/client-grant.ts';
import { tenantName } from '../resources/tenant/tenant.ts';
import { findAccessToken } from '../tokens/access-token.ts';
import { permissionsAt } from '../tokens/permissions.ts';
import type { Access, Operation } from './operation.ts';
import { type Problem, problem } from './problem.ts';

/** The bearer of a token; a token of another tenant, API or kind says nothing here. */
export async function readAccess(exchange: Exchange): Promise<Result<Access, Problem>> {
  const authorization = exchange.request.headers.get('authorization') ?? undefined;
  const token = bearerToken({ authorization, form: undefined });
  if (!token.ok || token.value === undefined) return err(unauthorized(exchange, 'Missing authentication'));
  const access = (await accessAt(token.value, exchange)) ?? (await accessOfOperators(token.value, exchange));
  return access ? ok(access) : err(unauthorized(exchange, 'Invalid token', 'invalid_token'));
}

async function accessOfOperators(token: Secret, exchange: Exchange): Promise<Access | undefined> {
  const { deps } = exchange;
  const operators = await deps.tenants.operators();
  if (!operators || operators.tenant.tenant_id === exchange.tenant.tenant_id) return undefined;
  const records = deps.storage.tenant(operators.tenant.tenant_id);
  const access = await accessAt(token, { ...exchange, ...operators, records });
  return access && { ...access, from: tenantName(operators.tenant) };
}

async function accessAt(token: Secret, exchange: Exchange): Promise<Access | undefined> {
  const api = exchange.deps.tenants.managementApi(exchange.tenant);
  const found = await findAccessToken(token, exchange);
  if (!found?.aud.includes(api.identifier)) return undefined;
  const { client_id, sub } = found;
  return { client_id, sub, scope: await heldNow(found, exchange) };
}

/** What of the token its bearer still has: who loses a role, or a grant, has lost it at once. */
async function heldNow(
  { client_id, sub, scope }: LiveAccessToken,
  exchange: Exchange,
): Promise<ReadonlySet<string>> {
  const { deps, records, tenant } = exchange;
  const api = deps.tenants.managementApi(tenant);
  if (sub !== clientSubject(client_id)) {
    const held = new Set(await permissionsAt(api, sub, exchange));
    return new Set(scope.filter((one) => held.has(one)));
  }
  const client = await deps.clients.find(client_id, exchange);
  if (client?.is_built_in) return new Set(scope);
  const granted = new Set(scopesGranted(await records.clientGrants.find(client_id, api.identifier), api));
  return new Set(scope.filter((one) => granted.has(one)));
}

function unauthorized({ issuer }: Exchange, message: string, code?: 'invalid_token'): Problem {
  const error = code && oauthError(code, 'the access token is not valid here');
  const headers = { 'www-authenticate': bearerChallenge(new URL(issuer).host, error) };
  return problem(401, code ?? 'unauthorized', message, { headers });
}

/** Whether what the token allows is enough for an operation. */
export function judgeScope(
  { scope }: Access,
  { scopes }: Operation,
  { issuer }: Exchange,
): Problem | undefined {
  if (scopes.some((one) => scope.has(one))) return undefined;
  const error = oauthError('insufficient_scope', 'the access token lacks a scope');
  const message = `Insufficient scope, expected any of: ${scopes.join(',')}`;
  const headers = {
    'www-authenticate': bearerChallenge(new URL(issuer).host, error, { scope: scopes.join(' ') }),
  };
  return problem(403, 'insufficient_scope', message, { headers });
}

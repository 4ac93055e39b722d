/**
 * Who asks, by the access token they bring (RFC 6750 §2.1): one of this tenant, for its Management API, that is good now.
 */
import type { Exchange } from '../deps.ts';
import { oauthError } from '../protocol/oauth-error.ts';
import { err, ok, type Result } from '../protocol/result.ts';
import { managementAudience } from '../protocol/tenant/names.ts';
import { bearerChallenge, bearerToken } from '../protocol/tokens/bearer.ts';
import { findAccessToken } from '../tokens/access-token.ts';
import type { Access, Operation } from './operation.ts';
import { type Problem, problem } from './problem.ts';

/** The bearer of a token; a token of another tenant, API or kind says nothing here. */
export async function readAccess(exchange: Exchange): Promise<Result<Access, Problem>> {
  const authorization = exchange.request.headers.get('authorization') ?? undefined;
  const token = bearerToken({ authorization, form: undefined });
  if (!token.ok || token.value === undefined) return err(unauthorized(exchange, 'Missing authentication'));
  const found = await findAccessToken(token.value, exchange);
  if (!found?.aud.includes(managementAudience(exchange.issuer)))
    return err(unauthorized(exchange, 'Invalid token', 'invalid_token'));
  const { client_id, sub, scope } = found;
  return ok({ client_id, sub, scope: new Set(scope) });
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
  const headers = { 'www-authenticate': bearerChallenge(new URL(issuer).host, error, scopes.join(' ')) };
  return problem(403, 'insufficient_scope', message, { headers });
}

/**
 * Who asks for their own account, by the access token that they bring: an End-User of this tenant, in a session that is alive, at an
 * application that the operator allowed. What a token says of scopes and of the sign-in counts as long as that is so.
 */
import type { Exchange } from '../deps.ts';
import { type Problem, problem } from '../management/problem.ts';
import { MULTI_FACTOR } from '../protocol/authorization/acr.ts';
import { FRESH_LOGIN } from '../protocol/end-user/account.ts';
import { oauthError } from '../protocol/oauth-error.ts';
import { err, ok, type Result } from '../protocol/result.ts';
import type { Secret } from '../protocol/secret.ts';
import { myAccountAudience } from '../protocol/tenant/names.ts';
import { bearerChallenge, bearerToken } from '../protocol/tokens/bearer.ts';
import { findAccessToken } from '../tokens/access-token.ts';
import { myAccountApiFor } from '../tokens/requested-api.ts';
import type { Me, OwnOperation } from './own-operation.ts';

/** The bearer of a token. One of a client itself, of another API or tenant, or of a session that has ended says nothing here. */
export async function readMe(exchange: Exchange): Promise<Result<Me, Problem>> {
  const authorization = exchange.request.headers.get('authorization') ?? undefined;
  const token = bearerToken({ authorization, form: undefined });
  if (!token.ok || token.value === undefined) return err(unauthorized(exchange, 'There is no access token'));
  const me = await findMe(token.value, exchange);
  return me ? ok(me) : err(unauthorized(exchange, 'The access token is not valid here', 'invalid_token'));
}

async function findMe(token: Secret, exchange: Exchange): Promise<Me | undefined> {
  const { deps, records, issuer } = exchange;
  const found = await findAccessToken(token, exchange);
  if (!found?.login || !found.aud.includes(myAccountAudience(issuer))) return undefined;
  const { sub, client_id, login } = found;
  const session = await records.support.session(login.sid);
  const user = session?.sub === sub ? await records.users.find(sub) : undefined;
  const client = await deps.clients.find(client_id, exchange);
  if (!user || user.blocked || !client) return undefined;
  // Whoever loses the grant has lost it at once.
  const allowed = new Set((await myAccountApiFor(client, exchange))?.scopes.map(({ value }) => value));
  const scope = new Set(found.scope.filter((one) => allowed.has(one)));
  return { client, scope, session: { user, ...login } };
}

function unauthorized({ issuer }: Exchange, message: string, code?: 'invalid_token'): Problem {
  const error = code && oauthError(code, 'the access token is not valid here');
  const headers = { 'www-authenticate': bearerChallenge(new URL(issuer).host, error) };
  return problem(401, code ?? 'unauthorized', message, { headers });
}

/** Whether what the token allows, and the sign-in that it tells of, are enough for an operation. */
export function judgeMe(me: Me, row: OwnOperation, exchange: Exchange): Problem | undefined {
  return judgeScope(me, row, exchange) ?? (row.isFresh ? judgeSignIn(me, exchange) : undefined);
}

function judgeScope({ scope }: Me, { scopes }: OwnOperation, { issuer }: Exchange): Problem | undefined {
  if (scopes.some((one) => scope.has(one))) return undefined;
  const error = oauthError('insufficient_scope', 'the access token lacks a scope');
  const challenge = bearerChallenge(new URL(issuer).host, error, { scope: scopes.join(' ') });
  const message = `The access token lacks a scope, any of: ${scopes.join(', ')}`;
  return problem(403, 'insufficient_scope', message, { headers: { 'www-authenticate': challenge } });
}

/** RFC 9470 §3: what the next token must tell of. A device that is remembered stands for no second factor here. */
function judgeSignIn({ session }: Me, { issuer, deps }: Exchange): Problem | undefined {
  const { user, auth_time, amr } = session;
  const hasTwo = user.has_second_factor === true;
  if (deps.now() - auth_time <= FRESH_LOGIN && (!hasTwo || amr.includes('mfa'))) return undefined;
  const error = oauthError(
    'insufficient_user_authentication',
    'this needs a sign-in of a few minutes ago, with a second factor where there is one',
  );
  const wanted = { max_age: String(FRESH_LOGIN), ...(hasTwo ? { acr_values: MULTI_FACTOR } : {}) };
  const headers = { 'www-authenticate': bearerChallenge(new URL(issuer).host, error, wanted) };
  const message = 'This needs a sign-in of a few minutes ago, with a second factor where there is one';
  return problem(401, 'insufficient_user_authentication', message, { headers });
}

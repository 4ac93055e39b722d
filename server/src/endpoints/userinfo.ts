/**
 * The UserInfo endpoint (OIDC Core §5.3): claims about the End-User for an access token that holds `openid`.
 */
import type { Exchange, Handler } from '../deps.ts';
import { readForm } from '../http/form.ts';
import { json, jwt } from '../http/respond.ts';
import { originsOf } from '../protocol/client/redirect-uri.ts';
import { errorStatus, type OAuthError, oauthError } from '../protocol/oauth-error.ts';
import { parameter, parseParameters } from '../protocol/parameters.ts';
import { err, type Result } from '../protocol/result.ts';
import { Secret } from '../protocol/secret.ts';
import { userinfoAudience } from '../protocol/tenant/names.ts';
import { bearerChallenge, bearerToken } from '../protocol/tokens/bearer.ts';
import type { Client } from '../resources/client/client.ts';
import { findAccessToken } from '../tokens/access-token.ts';
import { userinfoSet } from '../tokens/claim-sets.ts';

/** GET and POST /userinfo. */
export const userinfo: Handler = async (exchange) => {
  const token = await readToken(exchange.request);
  if (!token.ok) return unauthorized(exchange, token.error);
  const inQuery = token.value === undefined ? queryToken(exchange.request) : undefined;
  const sent = token.value ?? inQuery;
  if (sent === undefined) return unauthorized(exchange);

  const found = await findAccessToken(sent, exchange);
  const client = found && (await exchange.deps.clients.find(found.client_id, exchange));
  if (inQuery && !client?.unsafe_access_token_in_query) return refuseQuery(exchange);
  const grant = found?.aud.includes(userinfoAudience(exchange.issuer)) ? found : undefined;
  const user = grant && (await exchange.records.users.find(grant.sub));
  if (!grant || !user || user.blocked) {
    return unauthorized(exchange, oauthError('invalid_token', 'the access token is not valid here'));
  }
  if (!grant.scope.includes('openid')) {
    return unauthorized(
      exchange,
      oauthError('insufficient_scope', 'the access token lacks the scope openid'),
      { scope: 'openid' },
    );
  }
  const { scope, userinfo_claims: named } = grant;
  return answer(userinfoSet({ user, client, scope, named }, exchange), client, exchange);
};

/** As JSON, or signed where the client registered for that (OIDC Core §5.3.2). */
async function answer(
  claims: { readonly sub: string },
  client: Client | undefined,
  { request, tenant, issuer, deps }: Exchange,
): Promise<Response> {
  const headers = readableBy(request, client);
  const alg = client?.userinfo_signed_response_alg;
  if (!client || alg === undefined) return json(claims, { headers });
  const signed = { ...claims, iss: issuer, aud: client.client_id };
  return jwt(await deps.keys.sign(tenant.tenant_id, { alg, typ: USERINFO_TYP, claims: signed }), {
    headers,
  });
}

/** Neither an ID token nor an access token can be made of what /userinfo signs (RFC 8725 §3.11). */
const USERINFO_TYP = 'userinfo+jwt';

async function readToken(request: Request): Promise<Result<Secret | undefined, OAuthError>> {
  const authorization = request.headers.get('authorization') ?? undefined;
  if (request.method !== 'POST') return bearerToken({ authorization, form: undefined });
  const body = await readForm(request);
  if (!body.ok) return bearerToken({ authorization, form: undefined });
  const form = parseParameters(body.value);
  if (!form.ok || form.value.repeated.has('access_token')) {
    return err(oauthError('invalid_request', 'the form cannot be read'));
  }
  return bearerToken({ authorization, form: parameter(form.value, 'access_token') });
}

/** RFC 6750 §2.3: for clients that send it nowhere else (passport-auth0), where the operator lets them. */
function queryToken({ url }: Request): Secret | undefined {
  const [, query = ''] = url.split('?', 2);
  const read = parseParameters(query);
  const token = read.ok ? parameter(read.value, 'access_token') : undefined;
  return token === undefined ? undefined : new Secret(token);
}

/** §3.1: no error code for a way that is not taken. The same for every token, so nothing is said of it. */
function refuseQuery(exchange: Exchange): Response {
  const description =
    'an access token in the query is not taken: send the Authorization header, or set unsafe_access_token_in_query of the client';
  return unauthorized(exchange, undefined, { description });
}

/**
 * A page may read the answer if it stands at an origin of the client that the token was given to. A preflight names no token yet,
 * so it is the request itself that is held against the client.
 */
function readableBy(request: Request, client: Client | undefined): Readonly<Record<string, string>> {
  const origin = request.headers.get('origin');
  const isReader = origin !== null && client !== undefined && originsOf(client).has(origin);
  return isReader ? { 'access-control-allow-origin': origin } : {};
}

/** A refusal tells every origin no more than that: it holds no claim of anybody. */
function unauthorized(
  { issuer }: Exchange,
  error?: OAuthError,
  told: { readonly scope?: string; readonly description?: string } = {},
): Response {
  const body = error ?? oauthError('invalid_request', told.description ?? 'no access token was sent');
  return json(
    { error: body.error, error_description: body.error_description },
    {
      status: error ? errorStatus(error.error) : 401,
      headers: { 'www-authenticate': bearerChallenge(new URL(issuer).host, error, { scope: told.scope }) },
    },
  );
}

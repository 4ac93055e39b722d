/**
 * Who asks, proved (RFC 6749 §2.3, OIDC Core §9).
 */
import type { Exchange } from '../deps.ts';
import { assertionAlgs, authMethods } from '../protocol/client/authentication-methods.ts';
import {
  type ClientCredentials,
  clientCredentials,
  judgeCredentials,
  type Mistake,
  readClientAssertion,
} from '../protocol/client/client-authentication.ts';
import { sha256 } from '../protocol/digest.ts';
import { type OAuthError, oauthError } from '../protocol/oauth-error.ts';
import type { Parameters } from '../protocol/parameters.ts';
import { err, ok, type Result } from '../protocol/result.ts';
import type { Client } from '../resources/client/client.ts';

/**
 * The client that the request comes from. To whoever does not know its secret, whatever is wrong has one answer, so that nobody learns
 * which clients there are; the audit tells the mistakes apart.
 */
export async function authenticateClient(
  parameters: Parameters,
  exchange: Exchange,
): Promise<Result<Client, OAuthError>> {
  const authorization = exchange.request.headers.get('authorization') ?? undefined;
  const credentials = clientCredentials(authorization, parameters);
  if (!credentials.ok) return credentials;
  const refused: OAuthError[] = [];
  const names = namesIn(credentials.value, exchange);
  for (const client_id of names) {
    const client = await exchange.deps.clients.find(client_id, exchange);
    const mistake = client && (await judge(credentials.value, client, exchange));
    if (client && !mistake) return ok(client);
    if (mistake) refused.push(notAuthentic(client_id, mistake));
  }
  const unknown = notAuthentic(names[0] ?? 'an assertion', { detail: 'unknown client' });
  return err(refused[0] ?? { ...unknown, reason: 'unknown_client' });
}

function notAuthentic(client_id: string, { detail, description }: Mistake): OAuthError {
  const told = description ?? 'client authentication failed';
  return oauthError('invalid_client', told, `${client_id.slice(0, MAX_LOGGED)}: ${detail}`);
}

/** Characters of a name that nobody has, in our log. */
const MAX_LOGGED = 255;

function namesIn(credentials: ClientCredentials, { deps }: Exchange): readonly string[] {
  const { kind, client_ids } = credentials;
  if (kind !== 'assertion') return client_ids;
  const { sub } = deps.clientKeys.readUnverified(credentials.assertion.reveal()) ?? {};
  return typeof sub === 'string' && (client_ids.length === 0 || client_ids.includes(sub)) ? [sub] : [];
}

async function judge(
  credentials: ClientCredentials,
  client: Client,
  exchange: Exchange,
): Promise<Mistake | undefined> {
  if (credentials.kind !== 'assertion') return judgeCredentials(client, credentials);
  const detail = await judgeAssertion(credentials.assertion.reveal(), client, exchange);
  return detail === undefined ? undefined : { detail };
}

/** What is wrong with an assertion, or undefined; a good one is used up, whichever machine it was sent to (RFC 7523 §3). */
async function judgeAssertion(
  assertion: string,
  client: Client,
  { deps, tenant, issuer, path, records }: Exchange,
): Promise<string | undefined> {
  const algs = assertionAlgs(client);
  if (algs.length === 0) return `wrong method: assertion instead of ${authMethods(client).join(' or ')}`;
  const verified = await deps.clientKeys.verify(assertion, { client, tenant_id: tenant.tenant_id, algs });
  if (!verified.ok) return verified.error;
  const { client_id } = client;
  const audiences = [issuer, issuer.slice(0, -1), `${issuer}oauth/token`, `${issuer}${path.slice(1)}`];
  const read = readClientAssertion(verified.value, { client_id, audiences, now: deps.now() });
  if (!read.ok) return read.error;
  const { jti, exp } = read.value;
  const isFirst = await records.assertions.spend(sha256(`${client_id} ${jti}`), Math.ceil(exp));
  return isFirst ? undefined : 'the assertion was used before';
}

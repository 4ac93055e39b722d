/**
 * Who asks, proved (RFC 6749 §2.3, OIDC Core §9).
 */
import type { Exchange } from '../deps.ts';
import {
  assertionAlgs,
  type ClientCredentials,
  clientCredentials,
  isAuthentic,
  readClientAssertion,
} from '../protocol/client/client-authentication.ts';
import { sha256 } from '../protocol/digest.ts';
import { type OAuthError, oauthError } from '../protocol/oauth-error.ts';
import type { Parameters } from '../protocol/parameters.ts';
import { err, ok, type Result } from '../protocol/result.ts';
import type { Client } from '../resources/client/client.ts';

/** The client that the request comes from. Whatever is wrong has one answer, so that nobody learns which clients there are. */
export async function authenticateClient(
  parameters: Parameters,
  exchange: Exchange,
): Promise<Result<Client, OAuthError>> {
  const authorization = exchange.request.headers.get('authorization') ?? undefined;
  const credentials = clientCredentials(authorization, parameters);
  if (!credentials.ok) return credentials;
  const client = await findClient(credentials.value, exchange);
  if (!client) return err(oauthError('invalid_client', 'client authentication failed'));
  const { value } = credentials;
  const mistake =
    value.kind === 'assertion'
      ? await judgeAssertion(value.assertion.reveal(), client, exchange)
      : isAuthentic(client, value)
        ? undefined
        : 'wrong secret or method';
  if (mistake === undefined) return ok(client);
  return err(oauthError('invalid_client', 'client authentication failed', `${client.client_id}: ${mistake}`));
}

async function findClient(credentials: ClientCredentials, exchange: Exchange): Promise<Client | undefined> {
  const { clients, clientKeys } = exchange.deps;
  if (credentials.kind !== 'assertion') return clients.find(credentials.client_id, exchange);
  const { sub } = clientKeys.readUnverified(credentials.assertion.reveal()) ?? {};
  if (typeof sub !== 'string' || (credentials.client_id ?? sub) !== sub) return undefined;
  return clients.find(sub, exchange);
}

/** What is wrong with an assertion, or undefined; a good one is used up, whichever machine it was sent to (RFC 7523 §3). */
async function judgeAssertion(
  assertion: string,
  client: Client,
  { deps, tenant, issuer, records }: Exchange,
): Promise<string | undefined> {
  const algs = assertionAlgs(client);
  if (algs.length === 0) return 'the client does not authenticate by assertion';
  const verified = await deps.clientKeys.verify(assertion, { client, tenant_id: tenant.tenant_id, algs });
  if (!verified.ok) return verified.error;
  const { client_id } = client;
  const audiences = [issuer, `${issuer}oauth/token`];
  const read = readClientAssertion(verified.value, { client_id, audiences, now: deps.now() });
  if (!read.ok) return read.error;
  const { jti, exp } = read.value;
  const isFirst = await records.assertions.spend(sha256(`${client_id} ${jti}`), Math.ceil(exp));
  return isFirst ? undefined : 'the assertion was used before';
}

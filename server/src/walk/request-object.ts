/**
 * Step 3 of the walk for a request that is a JWT (OIDC Core §6): fetched where need be, verified with the client's keys,
 * and turned into the parameters it holds. From there on it is a request like any other.
 */

import type { Exchange } from '../deps.ts';
import {
  readRequestObject,
  requestObjectAlgs,
  requestObjectSource,
  unverifiedObject,
} from '../protocol/authorization/request-object.ts';
import { type OAuthError, refusal } from '../protocol/oauth-error.ts';
import { withoutBlanks } from '../protocol/octets.ts';
import type { Parameters } from '../protocol/parameters.ts';
import { err, ok, type Result } from '../protocol/result.ts';
import type { Client } from '../resources/client/client.ts';

/** The parameters that a request object holds, encoded; undefined where the request has none. */
export async function openRequestObject(
  parameters: Parameters,
  client: Client,
  exchange: Exchange,
): Promise<Result<string | undefined, OAuthError>> {
  const source = requestObjectSource(parameters, client);
  if (!source.ok) return source;
  if (source.value.kind === 'none') return ok(undefined);
  const jwt = await readJwt(source.value, client, exchange);
  if (!jwt.ok) return jwt;
  const { deps, tenant, issuer } = exchange;
  const algs = requestObjectAlgs(client);
  const verified = await deps.clientKeys.verify(jwt.value, { client, tenant_id: tenant.tenant_id, algs });
  if (!verified.ok) return err({ ...unverifiedObject(jwt.value), detail: verified.error });
  return readRequestObject(verified.value, { client, issuer, now: deps.now(), beside: parameters });
}

async function readJwt(
  source:
    | { readonly kind: 'value'; readonly jwt: string }
    | { readonly kind: 'reference'; readonly request_uri: string },
  client: Client,
  { deps, tenant: { tenant_id }, address }: Exchange,
): Promise<Result<string, OAuthError>> {
  if (source.kind === 'value') return ok(source.jwt);
  const document = await deps.documents.fetch(source.request_uri, {
    purpose: 'request_object',
    tenant_id,
    client,
    address,
  });
  if (document.ok) return ok(withoutBlanks(document.value));
  // SF-06: the client hears that there was no document, the log why.
  const why = 'the document of request_uri cannot be fetched';
  return err({ ...refusal('invalid_request_uri', why, 'request_uri_unfetched'), detail: document.error });
}

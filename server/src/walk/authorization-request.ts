/**
 * Steps 3 to 5 of the walk: from parameters to a request that was judged. /authorize, /login and /consent all start
 * here, so a client that was changed half-way is judged as it is now.
 */

import type { Exchange } from '../deps.ts';
import { parseJsonObject } from '../http/json-value.ts';
import {
  type AuthorizationRequest,
  redirectTarget,
  requestedClientId,
  validateAuthorizationRequest,
} from '../protocol/authorization/authorization-request.ts';
import { MAX_REQUEST } from '../protocol/authorization/interaction.ts';
import type { BareInput } from '../protocol/authorization/request-reading.ts';
import type { RedirectTarget } from '../protocol/authorization/response-mode.ts';
import { isMetadataUrl } from '../protocol/client/metadata-url.ts';
import { unknownClient } from '../protocol/diagnosis/diagnose-client.ts';
import { diagnose } from '../protocol/diagnosis/diagnosis.ts';
import { type OAuthError, refusal } from '../protocol/oauth-error.ts';
import { type Parameters, parameter, parseParameters } from '../protocol/parameters.ts';
import { err, ok, type Result } from '../protocol/result.ts';
import { ACCOUNT_CLIENT_ID } from '../protocol/tenant/names.ts';
import { targetsOf } from '../protocol/tokens/target-api.ts';
import { accountClient } from '../resources/client/account-client.ts';
import type { Client } from '../resources/client/client.ts';
import { requestedApi } from '../tokens/requested-api.ts';
import { openRequestObject } from './request-object.ts';

/** A refusal with the address it may go to; without one it is shown to the End-User. */
type Refusal = { readonly error: OAuthError; readonly target?: RedirectTarget };

/** A request that was judged, as the parameters that count: those of its request object where it had one. */
export type ReadRequest = {
  readonly request: AuthorizationRequest;
  readonly encoded: string;
  readonly parameters: Parameters;
};

/** Told wherever a request begins, so that none is refused for its length once somebody has signed in for it. */
export const TOO_LONG = tooLong(`the request is too long: ${MAX_REQUEST} bytes at most`);

/** What a request object holds is the request from there on, and may be longer than it was signed. */
const OBJECT_TOO_LONG = tooLong(
  `the request object is too long: ${MAX_REQUEST} bytes at most, written as a query`,
);

function tooLong(sentence: string): OAuthError {
  return refusal('invalid_request', sentence, diagnose('request_too_long', { sentence }));
}

/** Whether a request, as the query of an address holds it, is longer than an interaction can carry. */
export function isTooLong(encoded: string): boolean {
  return encoded.length > MAX_REQUEST;
}

/** A request as far as it could be opened: its client is known, and what its request object holds counts where it has one. */
export type Opened = {
  /** What counts, as a query. */
  readonly encoded: string;
  readonly parameters: Parameters;
  /** What came; the same, where there is no request object. */
  readonly outer: Parameters;
  readonly client: Client;
};

/** What kept a request from being opened, and how far it came. */
export type Unopened = {
  readonly error: OAuthError;
  readonly outer?: Parameters;
  readonly client?: Client;
};

/** Finds who asks, and opens what they signed; nothing is judged yet. */
export async function openRequest(encoded: string, exchange: Exchange): Promise<Result<Opened, Unopened>> {
  if (isTooLong(encoded)) return err({ error: TOO_LONG });
  const read = parseParameters(encoded);
  if (!read.ok) return err({ error: refusal('invalid_request', read.error, 'request_malformed') });
  const outer = read.value;
  const client_id = requestedClientId(outer);
  const client = client_id === undefined ? undefined : await findClient(client_id, exchange);
  if (!client) return err({ error: unknownClientError(client_id, outer, exchange), outer });

  const inner = await openRequestObject(outer, client, exchange);
  if (!inner.ok) return err({ error: inner.error, outer, client });
  if (inner.value === undefined) return ok({ encoded, parameters: outer, outer, client });
  if (isTooLong(inner.value)) return err({ error: OBJECT_TOO_LONG });
  const opened = parseParameters(inner.value);
  if (!opened.ok)
    return err({ error: refusal('invalid_request_object', opened.error, 'request_object_malformed') });
  return ok({ encoded: inner.value, parameters: opened.value, outer, client });
}

/** Reads and judges an authorization request against what the tenant has registered. */
export async function readAuthorizationRequest(
  encoded: string,
  exchange: Exchange,
): Promise<Result<ReadRequest, Refusal>> {
  const opened = await openRequest(encoded, exchange);
  if (!opened.ok) return err(withTarget(opened.error));
  const { parameters, client } = opened.value;
  const target = redirectTarget(parameters, client);
  if (!target.ok) return err({ error: target.error });
  const input = await factsOf(parameters, client, exchange);
  const request = validateAuthorizationRequest({ ...input, client, target: target.value });
  if (!request.ok) return err({ error: request.error, target: target.value });
  return ok({ request: request.value, encoded: opened.value.encoded, parameters });
}

/** The account page is a client that no tenant has to register; no other takes its name. */
async function findClient(client_id: string, exchange: Exchange): Promise<Client | undefined> {
  const { deps, issuer, tenant } = exchange;
  if (client_id !== ACCOUNT_CLIENT_ID) return deps.clients.find(client_id, exchange);
  return accountClient({ issuer, name: tenant.settings.friendly_name ?? tenant.name });
}

/** Why a document cannot be used is for our log; that none is looked for is no secret. */
function unknownClientError(
  client_id: string | undefined,
  parameters: Parameters,
  { tenant: { settings } }: Exchange,
): OAuthError {
  const isAddress = client_id !== undefined && isMetadataUrl(client_id);
  if (!isAddress || settings.client_id_metadata_documents)
    return refusal('invalid_request', 'client_id is missing or unknown', unknownClient(parameters));
  const why = 'client_id is an address, and the tenant setting client_id_metadata_documents is off';
  const fix = { kind: 'settings', field: 'client_id_metadata_documents', set: true } as const;
  return refusal('invalid_request', why, diagnose('client_id_documents_off', { sent: client_id, fix }));
}

/** What is wrong with a request object is told where the parameters beside it say, if that is a callback of the client. */
function withTarget({ error, outer, client }: Unopened): Refusal {
  const target = outer && client && redirectTarget(outer, client);
  return target?.ok ? { error, target: target.value } : { error };
}

/** What the tenant has that a request is about. */
export async function factsOf(
  parameters: Parameters,
  client: Client | undefined,
  exchange: Exchange,
): Promise<BareInput> {
  const { tenant, issuer } = exchange;
  const { settings } = tenant;
  const targets = targetsOf(parameters, { settings, issuer });
  const claims = parameter(parameters, 'claims');
  return {
    ...{ issuer, parameters, client, settings },
    audience: targets[0],
    resource_server: await requestedApi(client, targets, exchange),
    claims: claims === undefined ? undefined : (parseJsonObject(claims) ?? 'malformed'),
  };
}

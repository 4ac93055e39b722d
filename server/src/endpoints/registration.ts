/**
 * Clients that register themselves (RFC 7591, OIDC Registration §3) and what they may do with their registration
 * afterwards (RFC 7592). Off unless the tenant says otherwise.
 */
import type { Exchange, Handler } from '../deps.ts';
import { type FormRefusal, readJson } from '../http/form.ts';
import { parseJsonList, parseJsonObject } from '../http/json-value.ts';
import { empty, json } from '../http/respond.ts';
import type { Client } from '../protocol/client/client.ts';
import {
  clientInformation,
  judgeRegistration,
  type RegisteredMetadata,
} from '../protocol/client/registration.ts';
import { equalSecrets, sha256 } from '../protocol/digest.ts';
import { type OAuthError, oauthError } from '../protocol/oauth-error.ts';
import { err, ok, type Result } from '../protocol/result.ts';
import { Secret } from '../protocol/secret.ts';
import { bearerToken } from '../protocol/tokens/bearer.ts';
import { refuseClient } from '../walk/client-request.ts';

/** Clients of one tenant that registered themselves: whoever may register could go on for ever. */
const MAX_REGISTERED = 10_000;

/** POST /oidc/register. */
export const registerClient: Handler = async (exchange) => {
  const type = 'registration_refused';
  const admitted = await admit(exchange);
  if (!admitted.ok) return refuseClient(admitted.error, exchange, { type });
  const metadata = await readMetadata(exchange);
  if (!metadata.ok) return refuseClient(metadata.error, exchange, { type });
  const { deps, records } = exchange;
  const at = deps.now();
  const access_token = new Secret(deps.random(32));
  const registration = {
    client_id_issued_at: at,
    registration_access_token_hash: sha256(access_token.reveal()),
  };
  const made = withSecret({ ...metadata.value, client_id: deps.random(16), registration }, exchange);
  if (!(await records.clients.register(made.client, { at, limit: MAX_REGISTERED }))) {
    const error = oauthError('temporarily_unavailable', 'there are too many registered clients');
    return refuseClient(error, exchange, { type });
  }
  await record('client_registered', made.client, exchange);
  return json(
    { ...informationFor(made, exchange), registration_access_token: access_token.reveal() },
    { status: 201 },
  );
};

/** GET /oidc/register/{client_id}. */
export const showClient: Handler = (exchange) =>
  managed(exchange, async (client) => json(informationFor({ client }, exchange)));

/** PUT /oidc/register/{client_id}: the new metadata takes the place of all of the old (RFC 7592 §2.2). */
export const updateClient: Handler = (exchange) =>
  managed(exchange, async ({ client_id }) => {
    const metadata = await readMetadata(exchange, client_id);
    if (!metadata.ok) return refuseClient(metadata.error, exchange, { type: 'registration_refused' });
    // The documents of the metadata were fetched meanwhile: whoever may manage the client is asked of the record it has now.
    const made = await exchange.records.clients.update(client_id, (before) =>
      isManager(before, exchange)
        ? withSecret({ ...kept(before), ...metadata.value }, exchange, before)
        : undefined,
    );
    if (!made) return refuseManager(exchange);
    await record('client_updated', made.client, exchange);
    return json(informationFor(made, exchange));
  });

/** DELETE /oidc/register/{client_id}. */
export const removeClient: Handler = (exchange) =>
  managed(exchange, async (client) => {
    await exchange.records.clients.remove(client.client_id);
    await record('client_removed', client, exchange);
    return empty(204);
  });

/** What the tenant lets register: nobody, who brings an initial access token (RFC 7591 §3), or anybody. */
async function admit(exchange: Exchange): Promise<Result<undefined, OAuthError>> {
  const { records, tenant } = exchange;
  const { dynamic_registration } = tenant.settings;
  if (dynamic_registration === 'open') return ok(undefined);
  if (dynamic_registration === 'off') {
    return err(oauthError('access_denied', 'clients cannot register themselves at this tenant'));
  }
  const token = readBearer(exchange);
  const isLive = token !== undefined && (await records.initialAccessTokens.isLive(sha256(token.reveal())));
  return isLive ? ok(undefined) : err(oauthError('invalid_token', 'an initial access token is needed'));
}

/**
 * Finds the client that the token was given to. RFC 7592 §2.1: a client that does not exist is told no more than one that
 * has the wrong token.
 */
async function managed(exchange: Exchange, answer: (client: Client) => Promise<Response>): Promise<Response> {
  const client = await exchange.records.clients.find(exchange.path.split('/').at(-1) ?? '');
  return client && isManager(client, exchange) ? answer(client) : refuseManager(exchange);
}

function isManager({ registration }: Client, exchange: Exchange): boolean {
  const token = readBearer(exchange);
  const hash = registration?.registration_access_token_hash;
  return token !== undefined && hash !== undefined && equalSecrets(sha256(token.reveal()), hash);
}

function refuseManager(exchange: Exchange): Promise<Response> {
  const error = oauthError('invalid_token', 'the registration access token is not valid for this client');
  return refuseClient(error, exchange, { type: 'registration_refused' });
}

function readBearer({ request }: Exchange): Secret | undefined {
  const authorization = request.headers.get('authorization') ?? undefined;
  const token = bearerToken({ authorization, form: undefined });
  return token.ok ? token.value : undefined;
}

const BODY_ERRORS: Readonly<Record<FormRefusal, string>> = {
  unsupported_media_type: 'the body must be application/json in UTF-8',
  too_large: 'the body is too large',
  malformed: 'the body is not UTF-8',
};

async function readMetadata(
  exchange: Exchange,
  client_id?: string,
): Promise<Result<RegisteredMetadata, OAuthError>> {
  const body = await readJson(exchange.request);
  if (!body.ok) return err(oauthError('invalid_client_metadata', BODY_ERRORS[body.error]));
  const document = parseJsonObject(body.value);
  if (!document) return err(oauthError('invalid_client_metadata', 'the body is not a JSON object'));
  if (client_id !== undefined && document['client_id'] !== client_id) {
    return err(oauthError('invalid_client_metadata', 'client_id is not the one of this registration'));
  }
  const judged = judgeRegistration(document, exchange.deps.outbound.isReachable);
  if (!judged.ok) return judged;
  return (await isOfSector(judged.value, exchange))
    ? judged
    : err(oauthError('invalid_client_metadata', 'sector_identifier_uri does not list every redirect_uri'));
}

/** OIDC Registration §5: the document lists every callback, or somebody else's sector could be claimed. */
async function isOfSector(
  { sector_identifier_uri, redirect_uris }: RegisteredMetadata,
  { deps, tenant: { tenant_id }, address }: Exchange,
): Promise<boolean> {
  if (sector_identifier_uri === undefined) return true;
  const by = { purpose: 'sector', tenant_id, address } as const;
  const document = await deps.documents.fetch(sector_identifier_uri, by);
  const uris = document.ok ? parseJsonList(document.value) : undefined;
  return uris !== undefined && redirect_uris.every((uri) => uris.includes(uri));
}

type MadeClient = { readonly client: Client; readonly client_secret?: Secret };

/** Gives a secret to a client that needs one and has none yet. */
function withSecret(
  client: Omit<Client, 'client_secret_hash' | 'client_secret_sealed'>,
  { deps, tenant }: Exchange,
  before?: Client,
): MadeClient {
  const method = client.token_endpoint_auth_method;
  if (!method.startsWith('client_secret_')) return { client };
  const signs = method === 'client_secret_jwt';
  const { client_secret_hash, client_secret_sealed } = before ?? {};
  if (!signs && client_secret_hash !== undefined) return { client: { ...client, client_secret_hash } };
  if (client_secret_hash !== undefined && client_secret_sealed !== undefined) {
    return { client: { ...client, client_secret_hash, client_secret_sealed } };
  }
  const secret = deps.random(32);
  const made = { ...client, client_secret_hash: sha256(secret) };
  if (!signs) return { client: made, client_secret: new Secret(secret) };
  const context = { purpose: 'client-secret', tenant_id: tenant.tenant_id } as const;
  const sealed = deps.seal.seal(context, { client_secret: secret });
  return { client: { ...made, client_secret_sealed: sealed }, client_secret: new Secret(secret) };
}

function kept({ client_id, registration }: Client): Pick<Client, 'client_id' | 'registration'> {
  return registration ? { client_id, registration } : { client_id };
}

function informationFor({ client, client_secret }: MadeClient, { issuer }: Exchange): object {
  return {
    ...clientInformation(client),
    // RFC 7591 §3.2.1: whoever gets a secret hears when it ends; ours do not.
    ...(client_secret ? { client_secret: client_secret.reveal(), client_secret_expires_at: 0 } : {}),
    registration_client_uri: `${issuer}oidc/register/${client.client_id}`,
  };
}

async function record(
  type: string,
  client: Client,
  { records, request_id, address }: Exchange,
): Promise<void> {
  const { client_id, client_name } = client;
  await records.audit.record({ type, request_id, ip: address, client_id, detail: client_name });
}

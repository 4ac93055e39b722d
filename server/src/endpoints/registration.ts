/**
 * Clients that register themselves (RFC 7591, OIDC Registration §3) and what they may do with their registration
 * afterwards (RFC 7592). Off unless the tenant says otherwise.
 */
import type { Exchange, Handler } from '../deps.ts';
import type { By, Wish } from '../desk/desk.ts';
import { addressBucket } from '../http/client-address.ts';
import { type FormRefusal, readJson } from '../http/form.ts';
import { parseJsonList, parseJsonObject } from '../http/json-value.ts';
import { empty, json } from '../http/respond.ts';
import { equalSecrets, sha256 } from '../protocol/digest.ts';
import { type OAuthError, oauthError } from '../protocol/oauth-error.ts';
import { err, ok, type Result } from '../protocol/result.ts';
import { Secret } from '../protocol/secret.ts';
import { bearerToken } from '../protocol/tokens/bearer.ts';
import { type Client, isClient } from '../resources/client/client.ts';
import {
  clientInformation,
  notRegistrable,
  readRegistration,
  registrationError,
  unsafeRedirects,
  withoutEcho,
} from '../resources/client/registration.ts';
import type { Said } from '../resources/computed/document.ts';
import type { Finding } from '../resources/finding.ts';
import { textsOf } from '../resources/rules.ts';
import { refuseClient } from '../walk/client-request.ts';

/** POST /oidc/register. */
export const registerClient: Handler = async (exchange) => {
  const admitted = await admit(exchange);
  if (!admitted.ok) return refuse(admitted.error, exchange);
  const metadata = await readMetadata(exchange);
  if (!metadata.ok) return refuse(metadata.error, exchange);
  const { deps } = exchange;
  const access_token = new Secret(deps.random(32));
  const registration = {
    client_id_issued_at: deps.now(),
    registration_access_token_hash: sha256(access_token.reveal()),
  };
  const made = await atDesk(
    {
      verb: 'create',
      meant: 'whole',
      said: {
        ...metadata.value,
        ...redirectsOf(metadata.value, undefined, exchange),
        client_id: deps.random(16),
      },
      given: { registration },
    },
    exchange,
  );
  if (!made.ok) return refuse(made.error, exchange);
  return json(
    { ...informationFor(made.value, exchange), registration_access_token: access_token.reveal() },
    { status: 201 },
  );
};

/** GET /oidc/register/{client_id}. */
export const showClient: Handler = (exchange) =>
  managed(exchange, async ({ client }) => json(informationFor({ client }, exchange)));

/** PUT /oidc/register/{client_id}: the new metadata takes the place of all of the old (RFC 7592 §2.2). */
export const updateClient: Handler = (exchange) =>
  managed(exchange, async ({ client: known }) => {
    const { client_id } = known;
    const metadata = await readMetadata(exchange, known);
    if (!metadata.ok) return refuse(metadata.error, exchange);
    // The documents of the metadata were fetched meanwhile: whoever may manage the client is asked of the record it has now.
    return whileManaged(exchange, async ({ client, version }) => {
      const said = {
        ...notRegistrable(client),
        ...withoutTrust(withoutEcho(metadata.value, client)),
        ...redirectsOf(metadata.value, client, exchange),
        client_id,
      };
      const made = await atDesk({ verb: 'change', meant: 'whole', said, version }, exchange);
      if (made.ok) return json(informationFor(made.value, exchange));
      return made.error === 'moved' ? 'moved' : refuse(made.error, exchange);
    });
  });

/** DELETE /oidc/register/{client_id}. */
export const removeClient: Handler = (exchange) =>
  whileManaged(exchange, async ({ client: { client_id }, version }) => {
    const gone = await atDesk({ verb: 'delete', key: [client_id], version }, exchange);
    if (gone.ok) return empty(204);
    return gone.error === 'moved' ? 'moved' : refuse(gone.error, exchange);
  });

/** Whose a client is, is not the client's to say a second time. */
function withoutTrust({ is_first_party: _, ...said }: Said): Said {
  return said;
}

/** What the operator lets a client do that it cannot say of itself, and that hangs on what it is. */
function redirectsOf({ app_type }: Said, stored: Client | undefined, { tenant }: Exchange): Said {
  return unsafeRedirects(app_type, { stored, policy: tenant.settings });
}

/** What the tenant lets register: nobody, who brings an initial access token (RFC 7591 §3), or anybody. */
async function admit(exchange: Exchange): Promise<Result<undefined, OAuthError>> {
  const { records, tenant } = exchange;
  const { dynamic_registration } = tenant.settings;
  if (dynamic_registration === 'open') return admitAnybody(exchange);
  if (dynamic_registration === 'off') {
    const why = 'clients cannot register themselves at this tenant: dynamic_registration is off';
    return err(oauthError('access_denied', why));
  }
  const token = readBearer(exchange);
  const isLive = token !== undefined && (await records.initialAccessTokens.isLive(sha256(token.reveal())));
  return isLive ? ok(undefined) : err(oauthError('invalid_token', 'an initial access token is needed'));
}

/**
 * Registrations from one network, whose clients all register themselves anew on each machine. Those from where nobody knows are
 * counted as one network: each leaves a row behind.
 */
const REGISTRATIONS = { limit: 600, window_seconds: 3_600 };

async function admitAnybody({ records, address }: Exchange): Promise<Result<undefined, OAuthError>> {
  const { limit, window_seconds } = REGISTRATIONS;
  const key = sha256(`registration ${addressBucket(address) ?? address}`);
  const [count = 0] = await records.loginAttempts.reserve([{ key, window_seconds }]);
  return count <= limit
    ? ok(undefined)
    : err(oauthError('temporarily_unavailable', 'too many clients were registered from this network'));
}

type Managed = { readonly client: Client; readonly version: number };

/** How often a client is read again that others change at the same time. */
const ATTEMPTS = 10;

/** The same for what changes the client: once more while somebody else was first. */
async function whileManaged(
  exchange: Exchange,
  change: (managed: Managed) => Promise<Response | 'moved'>,
): Promise<Response> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const answer = await managed(exchange, change);
    if (answer !== 'moved') return answer;
  }
  return refuse('moved', exchange);
}

/**
 * Finds the client that the token was given to. RFC 7592 §2.1: a client that does not exist is told no more than one that
 * has the wrong token.
 */
async function managed<T>(
  exchange: Exchange,
  answer: (managed: Managed) => Promise<Response | T>,
): Promise<Response | T> {
  const { deps, tenant } = exchange;
  const client_id = exchange.path.split('/').at(-1) ?? '';
  const stored = await deps.desk.show('client', tenant.tenant_id, [client_id]);
  return stored && isClient(stored.record) && isManager(stored.record, exchange)
    ? answer({ client: stored.record, version: stored.version })
    : refuseManager(exchange);
}

function isManager({ registration }: Client, exchange: Exchange): boolean {
  const token = readBearer(exchange);
  const hash = registration?.registration_access_token_hash;
  return token !== undefined && hash !== undefined && equalSecrets(sha256(token.reveal()), hash);
}

function refuseManager(exchange: Exchange): Promise<Response> {
  return refuse(
    oauthError('invalid_token', 'the registration access token is not valid for this client'),
    exchange,
  );
}

function refuse(error: OAuthError | 'moved', exchange: Exchange): Promise<Response> {
  const said =
    error === 'moved' ? oauthError('temporarily_unavailable', 'the client is being changed') : error;
  return refuseClient(said, exchange, { type: 'registration_refused' });
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

async function readMetadata(exchange: Exchange, known?: Client): Promise<Result<Said, OAuthError>> {
  const body = await readJson(exchange.request);
  if (!body.ok) return err(oauthError('invalid_client_metadata', BODY_ERRORS[body.error]));
  const document = parseJsonObject(body.value);
  if (!document) return err(oauthError('invalid_client_metadata', 'the body is not a JSON object'));
  if (known && document['client_id'] !== known.client_id) {
    return err(oauthError('invalid_client_metadata', 'client_id is not the one of this registration'));
  }
  const { said, findings, unreadable } = readRegistration(document, exchange.tenant.settings);
  const planned = await exchange.deps.desk.plan(
    [
      {
        ...placeOf(exchange),
        verb: 'put',
        meant: 'whole',
        said: {
          ...said,
          ...redirectsOf(said, known, exchange),
          client_id: known?.client_id ?? ANY,
        },
        unreadable,
      },
    ],
    byClient(exchange),
  );
  const wrong = [...findings, ...(planned.ok ? [] : planned.error)];
  if (wrong.length > 0) return err(metadataError(wrong));
  return (await isOfSector(said, exchange))
    ? ok(said)
    : err(oauthError('invalid_client_metadata', 'sector_identifier_uri does not list every redirect_uri'));
}

/** Stands for the client_id that is not made yet while the rest is judged. */
const ANY = 'client-to-be';

function metadataError(findings: readonly Finding[]): OAuthError {
  if (findings.some(({ code }) => code === 'too_many_registrations'))
    return oauthError('temporarily_unavailable', 'there are too many registered clients');
  const { error, error_description } = registrationError(findings);
  return oauthError(error, error_description);
}

function placeOf({ tenant: { tenant_id } }: Exchange) {
  return { kind: 'client', place: { tenant_id } } as const;
}

function byClient({ request_id, address }: Exchange): By {
  return { who: 'registration', request_id, address, makesSecrets: true };
}

type Asked =
  | Omit<Extract<Wish, { readonly said: unknown }>, 'kind' | 'place'>
  | { readonly verb: 'delete'; readonly key: readonly string[]; readonly version?: number };

/** What the desk makes of it; `moved`: somebody else was first. */
async function atDesk(asked: Asked, exchange: Exchange): Promise<Result<MadeClient, OAuthError | 'moved'>> {
  const done = await exchange.deps.desk.carryOut([{ ...placeOf(exchange), ...asked }], byClient(exchange));
  if (!done.ok)
    return err(
      done.error.some(({ code }) => code === 'moved' || code === 'not_found')
        ? 'moved'
        : metadataError(done.error),
    );
  const [change] = done.value;
  if (!change || !isClient(change.record)) throw new Error('The desk answers each wish with its record.');
  const { client_secret } = change.secrets;
  return ok({ client: change.record, ...(client_secret ? { client_secret } : {}) });
}

/** OIDC Registration §5: the document lists every callback, or somebody else's sector could be claimed. */
async function isOfSector(
  { sector_identifier_uri, redirect_uris }: Said,
  { deps, tenant: { tenant_id }, address }: Exchange,
): Promise<boolean> {
  if (typeof sector_identifier_uri !== 'string') return true;
  const by = { purpose: 'sector', tenant_id, address } as const;
  const document = await deps.documents.fetch(sector_identifier_uri, by);
  const uris = document.ok ? parseJsonList(document.value) : undefined;
  return uris !== undefined && textsOf(redirect_uris).every(([uri]) => uris.includes(uri));
}

type MadeClient = { readonly client: Client; readonly client_secret?: Secret };

function informationFor({ client, client_secret }: MadeClient, { issuer }: Exchange): object {
  return {
    ...clientInformation(client),
    // RFC 7591 §3.2.1: whoever gets a secret hears when it ends; ours do not.
    ...(client_secret ? { client_secret: client_secret.reveal(), client_secret_expires_at: 0 } : {}),
    registration_client_uri: `${issuer}oidc/register/${client.client_id}`,
  };
}

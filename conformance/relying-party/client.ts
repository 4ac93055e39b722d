/**
 * The client of one module: registered afresh (RFC 7591) and deleted afterwards (RFC 7592), or the operator's own.
 */
import { randomBytes } from 'node:crypto';
import { must, should } from '../checks/finding.ts';
import { asObject, isText, type JsonObject } from '../checks/json.ts';
import { checkRegistration } from '../checks/registration.ts';
import type { Reply } from '../checks/token-response.ts';
import { Skip, Stop, type Test, type Variant } from '../runner/module.ts';
import type { ClientKey } from './client-key.ts';
import { ask } from './http.ts';

export type Client = {
  readonly client_id: string;
  readonly client_secret: string | undefined;
  readonly token_endpoint_auth_method: Variant['token_endpoint_auth_method'];
  readonly redirect_uri: string;
  readonly post_logout_redirect_uri: string;
  readonly key: ClientKey;
  /** What the registration answered; empty for a static client. */
  readonly registered: JsonObject;
};

/** Never opened: the browser stops in front of it, so the name need not resolve. */
const HOST = 'https://relying-party.example';

/** The client of this module, with metadata of its own beside the plan's. */
export async function obtainClient(test: Test, metadata: JsonObject = {}): Promise<Client> {
  const { staticClient, variant, clientKey: key } = test;
  if (!staticClient) return registerClient(test, metadata);
  return {
    ...staticClient,
    token_endpoint_auth_method: variant.token_endpoint_auth_method,
    post_logout_redirect_uri: new URL('/post_logout_redirect', staticClient.redirect_uri).href,
    key,
    registered: {},
  };
}

/** Registers a client that must be accepted, and deletes it when the module ends. */
export async function registerClient(test: Test, metadata: JsonObject = {}): Promise<Client> {
  const { clientKey: key } = test;
  const wanted = clientMetadata(test.variant, key, metadata);
  const reply = await sendRegistration(test, wanted);
  skipUnreachable(test, metadata, reply);
  test.report(checkRegistration(reply));
  const registered = asObject(reply.json);
  const { client_id, client_secret } = registered;
  if (reply.status !== 201 || !isText(client_id)) throw new Stop('no client was registered');
  test.afterwards(() => deleteClient(test, registered));
  const [redirect_uri] = wanted.redirect_uris;
  return {
    client_id,
    client_secret: isText(client_secret) ? client_secret : undefined,
    token_endpoint_auth_method: wanted.token_endpoint_auth_method,
    redirect_uri: redirect_uri ?? '',
    post_logout_redirect_uri: `${HOST}/post_logout_redirect`,
    key,
    registered,
  };
}

/** A server that never asks private addresses, which is what a server should be, cannot be judged from this machine. */
function skipUnreachable({ listener }: Test, metadata: JsonObject, { status, json }: Reply): void {
  const { error, error_description } = asObject(json);
  const namesListener = JSON.stringify(metadata).includes(listener.origin);
  if (status === 400 && error === 'invalid_client_metadata' && namesListener) {
    throw new Skip(`the issuer does not ask addresses on this machine (${error_description})`);
  }
}

/** Registers what must be refused; the answer is for the module to judge. */
export async function tryRegistration(test: Test, metadata: JsonObject): Promise<Reply> {
  const reply = await sendRegistration(test, clientMetadata(test.variant, test.clientKey, metadata));
  if (reply.status === 201) test.afterwards(() => deleteClient(test, asObject(reply.json)));
  return reply;
}

/** A redirect URI nobody else uses. */
export function freshRedirectUri(): string {
  return `${HOST}/${randomBytes(9).toString('base64url')}/callback`;
}

/** What a client of this plan says about itself. */
function clientMetadata(
  { response_type, token_endpoint_auth_method }: Variant,
  key: ClientKey,
  own: JsonObject,
) {
  const words = response_type.split(' ');
  const implicit = words.some((word) => word !== 'code') ? ['implicit'] : [];
  const code = words.includes('code') ? ['authorization_code', 'refresh_token'] : [];
  const { jwks_uri, redirect_uris } = own;
  return {
    client_name: 'Conformance runner',
    contacts: ['conformance@relying-party.example'],
    grant_types: [...code, ...implicit],
    response_types: [response_type],
    post_logout_redirect_uris: [`${HOST}/post_logout_redirect`],
    ...(jwks_uri === undefined ? { jwks: { keys: [key.publicJwk] } } : {}),
    ...own,
    redirect_uris: Array.isArray(redirect_uris) ? redirect_uris.map(String) : [freshRedirectUri()],
    token_endpoint_auth_method,
  } as const;
}

function sendRegistration({ issuer }: Test, metadata: JsonObject): Promise<Reply> {
  const { registration_endpoint } = issuer.document;
  if (!isText(registration_endpoint)) {
    throw new Skip('the issuer has no registration_endpoint and no --client-id was given');
  }
  return ask(registration_endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(metadata),
  });
}

async function deleteClient(test: Test, registered: JsonObject): Promise<void> {
  const { registration_client_uri: uri, registration_access_token: token } = registered;
  if (!isText(uri) || !isText(token)) return;
  const { status } = await ask(uri, { method: 'DELETE', headers: { authorization: `Bearer ${token}` } });
  test.report(should(status === 204, `registration: DELETE answered ${status}, not 204 (RFC 7592 §2.3)`));
}

/** RFC 7592 §2.1: what the server holds about the client. */
export async function readRegistration(test: Test, { registered }: Client): Promise<JsonObject> {
  const { registration_client_uri: uri, registration_access_token: token } = registered;
  if (!isText(uri) || !isText(token)) throw new Stop('registration: no registration_client_uri');
  const reply = await ask(uri, { headers: { authorization: `Bearer ${token}` } });
  test.report(
    must(reply.status === 200, `registration: GET answered ${reply.status}, not 200 (RFC 7592 §2.1)`),
  );
  return asObject(reply.json);
}

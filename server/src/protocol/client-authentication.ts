/**
 * Client authentication (RFC 6749 §2.3): which credentials a token request brings, and whether they are the client's.
 */
import type { Client } from './client.ts';
import { equalSecrets, sha256 } from './digest.ts';
import { type OAuthError, oauthError } from './oauth-error.ts';
import { type Parameters, parameter } from './parameters.ts';
import { err, ok, type Result } from './result.ts';
import { Secret } from './secret.ts';

export type ClientCredentials = {
  readonly client_id: string;
  readonly method: 'none' | 'client_secret_basic' | 'client_secret_post';
  readonly client_secret: Secret | undefined;
};

const BASIC = /^Basic +([A-Za-z0-9+/]+=*)$/i;
const MAX_LENGTH = 2_048;

/** The one way in which the request authenticates its client; two ways at once are refused (§2.3). */
export function clientCredentials(
  authorization: string | undefined,
  parameters: Parameters,
): Result<ClientCredentials, OAuthError> {
  const client_id = parameter(parameters, 'client_id');
  const client_secret = parameter(parameters, 'client_secret');
  if (authorization === undefined) {
    if (client_id === undefined) return invalidClient('the request names no client');
    if (client_secret === undefined) return ok({ client_id, method: 'none', client_secret: undefined });
    return ok({ client_id, method: 'client_secret_post', client_secret: new Secret(client_secret) });
  }
  const basic = readBasic(authorization);
  if (!basic) return invalidClient('the Authorization header is not Basic with a client_id and a secret');
  if (client_secret !== undefined || (client_id !== undefined && client_id !== basic.client_id)) {
    return err(oauthError('invalid_request', 'the client is authenticated in two ways'));
  }
  return ok(basic);
}

/** Whether the credentials are the client's, in the way it is registered for (RFC 7591 §2, `token_endpoint_auth_method`). */
export function isAuthentic(client: Client, { method, client_secret }: ClientCredentials): boolean {
  if (client.token_endpoint_auth_method !== method) return false;
  if (method === 'none') return true;
  if (client.client_secret_hash === undefined || client_secret === undefined) return false;
  return equalSecrets(sha256(client_secret.reveal()), client.client_secret_hash);
}

/** §2.3.1: both halves are form-encoded before they are joined; a half that cannot be decoded is taken as it is. */
function readBasic(authorization: string): ClientCredentials | undefined {
  const encoded = authorization.length <= MAX_LENGTH ? BASIC.exec(authorization)?.[1] : undefined;
  if (encoded === undefined) return undefined;
  const pair = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = pair.indexOf(':');
  if (colon < 1) return undefined;
  return {
    client_id: decode(pair.slice(0, colon)),
    method: 'client_secret_basic',
    client_secret: new Secret(decode(pair.slice(colon + 1))),
  };
}

function decode(half: string): string {
  try {
    return decodeURIComponent(half.replaceAll('+', ' '));
  } catch {
    return half;
  }
}

function invalidClient(description: string): Result<never, OAuthError> {
  return err(oauthError('invalid_client', description));
}

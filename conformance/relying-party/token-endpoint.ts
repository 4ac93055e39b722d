/**
 * The token endpoint as a client uses it: authentication in the way it is registered for (RFC 6749 §2.3.1, OIDC Core §9).
 */
import { importJWK, SignJWT } from 'jose';
import type { Reply } from '../checks/token-response.ts';
import { nowSeconds, type Test } from '../runner/module.ts';
import type { Client } from './client.ts';
import type { ClientKey } from './client-key.ts';
import { ask } from './http.ts';
import { endpoint, randomText } from './visit.ts';

export type TokenRequest = Readonly<Record<string, string>>;

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const ASSERTION_LIFETIME = 60;

/** Asks for tokens; `assertion` says what differs from the usual one of private_key_jwt. */
export async function askForTokens(
  test: Test,
  client: Client,
  { assertion = {}, ...request }: { assertion?: { audience?: string; key?: ClientKey }; body: TokenRequest },
): Promise<Reply> {
  const url = endpoint(test, 'token_endpoint');
  const body = new URLSearchParams(request.body);
  const headers: Record<string, string> = { accept: 'application/json' };
  const { client_id, client_secret = '', token_endpoint_auth_method: method } = client;
  if (method === 'client_secret_basic') {
    const pair = [client_id, client_secret].map(formEncode).join(':');
    headers['authorization'] = `Basic ${Buffer.from(pair).toString('base64')}`;
  }
  if (method === 'client_secret_post') {
    body.set('client_id', client_id);
    body.set('client_secret', client_secret);
  }
  if (method === 'private_key_jwt') {
    body.set('client_assertion_type', ASSERTION_TYPE);
    body.set(
      'client_assertion',
      await signAssertion(client, assertion.key ?? client.key, assertion.audience ?? url),
    );
  }
  return ask(url, { method: 'POST', headers, body });
}

/** The parameters that exchange a code. */
export function codeRequest(client: Client, code: string): TokenRequest {
  return { grant_type: 'authorization_code', code, redirect_uri: client.redirect_uri };
}

async function signAssertion(
  { client_id }: Client,
  { privateJwk }: ClientKey,
  audience: string,
): Promise<string> {
  return new SignJWT({ jti: randomText() })
    .setProtectedHeader({ alg: 'RS256', kid: privateJwk.kid ?? '' })
    .setIssuer(client_id)
    .setSubject(client_id)
    .setAudience(audience)
    .setIssuedAt()
    .setExpirationTime(nowSeconds() + ASSERTION_LIFETIME)
    .sign(await importJWK(privateJwk, 'RS256'));
}

/** RFC 6749 §2.3.1 wants both halves form-encoded before they are joined. */
function formEncode(text: string): string {
  return new URLSearchParams({ '': text }).toString().slice(1);
}

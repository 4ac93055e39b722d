/**
 * The authorization request (RFC 6749 §4.1.1 and §4.2.1, OIDC Core §3.1.2.1 and §3.2.2.1) as the address to go to.
 */

import { digestText } from '../digest.ts';
import { encodeBase64url } from '../json.ts';
import type { ResponseContext } from './authorization-response.ts';
import type { Transaction } from './transaction.ts';

/** What an application may add to a request. */
export type AuthorizationParameters = {
  readonly prompt?: string;
  readonly login_hint?: string;
  readonly id_token_hint?: string;
  /** Seconds since the user last proved who they are; checked in the ID token too. */
  readonly max_age?: number;
  readonly ui_locales?: string;
  readonly screen_hint?: string;
  readonly connection?: string;
};

/** The address that asks for this transaction; what is the client's own cannot be replaced by what was added. */
export async function authorizationUrl(
  { settings, provider, environment }: ResponseContext,
  transaction: Transaction,
  { response_mode, ...added }: AuthorizationParameters & { readonly response_mode: string | undefined },
): Promise<string> {
  const { client_id, redirect_uri } = settings;
  const { response_type, audience, scope, state, nonce, code_verifier } = transaction;
  const { authorization_endpoint } = await provider.metadata();
  const own = { client_id, redirect_uri, response_type, response_mode, scope, state, nonce, audience };
  const pkce = response_type === 'code' && {
    code_challenge: encodeBase64url(await digestText(code_verifier, 'SHA-256', environment)),
    code_challenge_method: 'S256',
  };
  return addressOf(authorization_endpoint, { ...added, ...own, ...pkce });
}

/** The endpoint with these parameters; an undefined one is left out. */
export function addressOf(
  endpoint: string,
  parameters: { readonly [name: string]: string | number | undefined },
): string {
  const url = new URL(endpoint);
  for (const [name, value] of Object.entries(parameters))
    if (value !== undefined) url.searchParams.set(name, String(value));
  return url.href;
}

/**
 * The authorization request (RFC 6749 §4.2.1, OIDC Core §3.2.2.1) as the address to go to.
 */
import type { Settings } from './settings.ts';
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

type Own = {
  readonly settings: Settings;
  readonly transaction: Transaction;
  readonly response_mode?: string;
};

/** The request of this transaction; what is the client's own cannot be replaced by what was added. */
export function authorizationUrl(
  endpoint: string,
  { settings, transaction, response_mode }: Own,
  added: AuthorizationParameters,
): string {
  const { client_id, redirect_uri } = settings;
  const { response_type, audience, scope, state, nonce } = transaction;
  const own = { client_id, redirect_uri, response_type, response_mode, scope, state, nonce, audience };
  return addressOf(endpoint, { ...added, ...own });
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

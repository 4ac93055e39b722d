/**
 * The client: what it knows between two calls, and the order in which things happen in each of them.
 */

import { type Arrival, isAt, readArrival, statesOf, takeArrival } from './authorization/arrival.ts';
import { type SignedIn, validateResponse } from './authorization/authorization-response.ts';
import {
  type AuthorizationParameters,
  addressOf,
  authorizationUrl,
} from './authorization/authorization-url.ts';
import { createRenewal } from './authorization/renewal.ts';
import {
  type AppState,
  beginTransaction,
  createTransactions,
  safeAppState,
  type TokenRequest,
} from './authorization/transaction.ts';
import type { Environment } from './environment.ts';
import { demand } from './errors.ts';
import { createMemory } from './memory.ts';
import { createProvider } from './provider.ts';
import { openidScope, parseOptions, type Settings, type TacitOptions } from './settings.ts';
import type { IdTokenClaims } from './tokens/id-token.ts';
import { createTokenEndpoint } from './tokens/token-endpoint.ts';

export type TokenOptions = { readonly audience?: string; readonly scope?: string };
export type AuthorizeOptions = TokenOptions & AuthorizationParameters & { readonly appState?: AppState };
/** With `fresh`, one that is held is not good enough. */
export type AccessTokenOptions = TokenOptions & { readonly fresh?: boolean };
export type RedirectSignedIn = SignedIn & { readonly appState?: AppState };

export type Tacit = {
  /** Sends the user to the authorization server to sign in. */
  readonly authorize: (options?: AuthorizeOptions) => Promise<void>;
  /** Takes the response out of the address and checks it; undefined when there is none. */
  readonly handleRedirect: () => Promise<RedirectSignedIn | undefined>;
  /** `handleRedirect` by the name it has in Auth0's SDK. */
  readonly parseHash: () => Promise<RedirectSignedIn | undefined>;
  /** Asks out of sight whether the user is signed in at the server; `login_required` when not. */
  readonly checkSession: (options?: TokenOptions) => Promise<SignedIn>;
  /** An access token that is good now, renewed out of sight when need be. */
  readonly getAccessToken: (options?: AccessTokenOptions) => Promise<string>;
  /** The verified claims of whoever is signed in on this page. */
  readonly getUser: () => IdTokenClaims | undefined;
  /** Forgets everything, in every tab, and sends the user to the server to end the session there. */
  readonly logout: (options?: { readonly returnTo?: string }) => Promise<void>;
};

/** A client in this environment; a response in the address of its redirect_uri is taken out at once. */
export function createClient(options: TacitOptions, environment: Environment): Tacit {
  const { location } = environment;
  const settings = parseOptions(options, location.origin);
  const name = `tacit ${settings.client_id} ${settings.issuer}`;
  const transactions = createTransactions(name, environment);
  const memory = createMemory(environment);
  const provider = createProvider(settings, environment);
  const tokenEndpoint = createTokenEndpoint(settings, provider, environment);
  const context = { settings, provider, tokenEndpoint, environment };
  const { checkSession, renew } = createRenewal({ ...context, memory }, name);
  const tellOtherTabs = environment.openChannel(name, () => void forget());
  let arrived = isAt(settings.redirect_uri, location) ? takeArrival(environment, settings) : undefined;

  const tokenRequest = (wanted: TokenOptions) => completeRequest(settings, wanted);

  async function authorize({ appState, ...parameters }: AuthorizeOptions = {}): Promise<void> {
    const { max_age } = parameters;
    const transaction = beginTransaction(tokenRequest(parameters), environment, { max_age, appState });
    const url = await authorizationUrl(context, transaction, { ...parameters, response_mode: undefined });
    transactions.keep(transaction);
    location.assign(url);
  }

  /** Synchronous up to the first check of the tokens: nobody gets between a response and its transaction. */
  async function handleRedirect(): Promise<RedirectSignedIn | undefined> {
    const arrival = arrived ?? takeArrival(environment, settings);
    arrived = undefined;
    return arrival && signedInFrom(arrival);
  }

  async function signedInFrom(arrival: Arrival): Promise<RedirectSignedIn> {
    const transaction = transactions.spend(statesOf(arrival));
    const parameters = readArrival(arrival);
    // `state` is there once and it is ours, or there would be no transaction.
    demand(transaction !== undefined, 'invalid_state', 'state');
    const era = memory.era();
    const signedIn = await validateResponse(parameters, transaction, context);
    memory.keep(era, transaction, signedIn);
    const appState = safeAppState(transaction.appState);
    return appState ? { ...signedIn, appState } : signedIn;
  }

  async function getAccessToken(wanted: AccessTokenOptions = {}): Promise<string> {
    const response_type = settings.flow === 'code' ? 'code' : 'id_token token';
    const request: TokenRequest = { ...tokenRequest(wanted), response_type };
    const held = memory.held(request);
    if (held && !wanted.fresh && environment.now() < held.renew_at) return held.access_token;
    const { access_token } = await renew(request);
    demand(access_token !== undefined, 'invalid_response', 'access_token');
    return access_token;
  }

  function forget(): Promise<unknown> | undefined {
    memory.clear();
    return tokenEndpoint.revoke();
  }

  async function logout({ returnTo }: { readonly returnTo?: string } = {}): Promise<void> {
    transactions.forget();
    tellOtherTabs();
    // A page that is left takes its requests along.
    await forget();
    const { issuer, client_id } = settings;
    location.assign(addressOf(`${issuer}v2/logout`, { client_id, returnTo }));
  }

  return {
    authorize,
    handleRedirect,
    parseHash: handleRedirect,
    checkSession: (wanted = {}) => checkSession(tokenRequest(wanted)),
    getAccessToken,
    getUser: memory.user,
    logout,
  };
}

function completeRequest(
  settings: Settings,
  { audience = settings.audience, scope = settings.scope }: TokenOptions,
): TokenRequest {
  return { response_type: settings.response_type, audience, scope: openidScope(scope) };
}

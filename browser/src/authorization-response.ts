/**
 * From the parameters of an authorization response to a sign-in: the same checks for a redirect and for a
 * `web_message`, for tokens in it and for tokens that its code is exchanged for, in the order of what they can trust
 * (RFC 9207 §2.4, OIDC Core §3.1.2.7 and §3.2.2.8).
 */

import type { ResponseParameters } from './arrival.ts';
import type { Environment } from './environment.ts';
import { demand, responseError } from './errors.ts';
import { type IdTokenClaims, validateAccessTokenHash, validateClaims } from './id-token.ts';
import { verifyJws } from './jws.ts';
import type { Provider } from './provider.ts';
import type { Settings } from './settings.ts';
import type { TokenEndpoint } from './token-endpoint.ts';
import type { Transaction } from './transaction.ts';

export type SignedIn = {
  readonly id_token: string;
  /** The verified claims of the ID token. */
  readonly claims: IdTokenClaims;
  readonly access_token?: string;
  /** When the access token stops working, by this device's clock, in seconds since the epoch. */
  readonly expires_at?: number;
  /** What was granted, separated by spaces. */
  readonly scope: string;
};

export type ResponseContext = {
  readonly settings: Settings;
  readonly provider: Provider;
  readonly tokenEndpoint: TokenEndpoint;
  readonly environment: Environment;
};

/** The sign-in a response stands for, as the answer to this transaction; throws when any of it is not so. */
export async function validateResponse(
  parameters: ResponseParameters,
  transaction: Transaction,
  context: ResponseContext,
): Promise<SignedIn> {
  const { settings, tokenEndpoint } = context;
  // Another server's answer at our door is how mix-up and token injection begin.
  demand(parameters.get('iss') === settings.issuer, 'invalid_issuer', 'iss');
  const error = parameters.get('error');
  if (error !== undefined) throw responseError(error, parameters.get('error_description'));
  const { response_type } = transaction;
  demandMembers(parameters, response_type);
  const code = parameters.get('code');
  const answer = code ? await tokenEndpoint.exchange(code, transaction) : parameters;
  return validateTokens(answer, transaction, context);
}

/** Tokens, from whichever endpoint, as the answer to this transaction; throws when any of it is not so. */
export async function validateTokens(
  parameters: ResponseParameters,
  transaction: Transaction,
  context: ResponseContext,
): Promise<SignedIn> {
  const { settings, environment } = context;
  const { response_type } = transaction;
  const isCode = response_type === 'code';
  if (isCode) demandMembers(parameters, 'id_token token');
  const { id_token, access_token, expires_in } = readTokens(parameters);
  const { claims: unchecked, row } = await verifyJws(id_token, context);
  const now = environment.now();
  const claims = validateClaims(unchecked, { settings, transaction, now });
  const signedIn = { id_token, claims, scope: parameters.get('scope') ?? transaction.scope };
  if (access_token === undefined) return signedIn;
  const { at_hash } = claims;
  // Straight from the token endpoint, the two were never apart (OIDC Core §3.1.3.6).
  if (!isCode || at_hash !== undefined)
    await validateAccessTokenHash(access_token, at_hash, { hash: row.hash, environment });
  return { ...signedIn, access_token, expires_at: now + expires_in };
}

/** What each word of a response_type asks for. */
const MEMBERS = [
  ['code', 'code'],
  ['id_token', 'id_token'],
  ['token', 'access_token'],
] as const;

/** Exactly what was asked for: less could not be checked, more is somebody's idea. */
function demandMembers(parameters: ResponseParameters, response_type: string): void {
  const asked = response_type.split(' ');
  for (const [word, member] of MEMBERS)
    demand(!!parameters.get(member) === asked.includes(word), 'invalid_response', member);
}

function readTokens(parameters: ResponseParameters) {
  const id_token = parameters.get('id_token') ?? '';
  const access_token = parameters.get('access_token');
  const expires_in = Number(parameters.get('expires_in'));
  if (access_token) {
    // Case does not matter in token_type (RFC 6749 §5.1); another type could not be used as we use it.
    demand(/^bearer$/i.test(parameters.get('token_type') ?? ''), 'invalid_response', 'token_type');
    demand(Number.isSafeInteger(expires_in) && expires_in > 0, 'invalid_response', 'expires_in');
  }
  return { id_token, access_token, expires_in };
}

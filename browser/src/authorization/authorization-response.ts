/**
 * From the parameters of an authorization response to a sign-in: the same checks for a redirect and for a
 * `web_message`, for tokens in it and for tokens that its code is exchanged for, in the order of what they can trust
 * (RFC 9207 §2.4, OIDC Core §3.1.2.7 and §3.2.2.8).
 */

import type { Environment } from '../environment.ts';
import { demand, refuseError } from '../errors.ts';
import type { Provider } from '../provider.ts';
import type { Settings } from '../settings.ts';
import { type IdTokenClaims, validateAccessTokenHash, validateClaims } from '../tokens/id-token.ts';
import { verifyJws } from '../tokens/jws.ts';
import type { TokenEndpoint } from '../tokens/token-endpoint.ts';
import type { ResponseParameters } from './arrival.ts';
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
  refuseError(parameters);
  demandMembers(parameters, transaction.response_type);
  const code = parameters.get('code');
  if (!code) return validateTokens(parameters, transaction, context);
  const { state, code_verifier } = transaction;
  const { redirect_uri } = settings;
  const grant = { grant_type: 'authorization_code', code, code_verifier, redirect_uri };
  const answer = await tokenEndpoint.ask({ handle: state, grant });
  return validateTokens(answer ?? parameters, transaction, context);
}

/** Tokens, from whichever endpoint, as the answer to this transaction; throws when any of it is not so. */
export async function validateTokens(
  parameters: ResponseParameters,
  transaction: Transaction,
  context: ResponseContext,
): Promise<SignedIn> {
  const { settings, environment } = context;
  const { response_type } = transaction;
  demandMembers(parameters, response_type.replace('code', 'id_token token'));
  const id_token = parameters.get('id_token') ?? '';
  const access_token = parameters.get('access_token');
  const expires_in = Number(parameters.get('expires_in'));
  // Case does not matter in token_type (RFC 6749 §5.1); another type could not be used as we use it.
  const isBearer = /^bearer$/i.test(parameters.get('token_type') ?? '');
  // A whole number of 31 bits: 68 years are enough.
  const isLifetime = expires_in > 0 && (expires_in | 0) === expires_in;
  demand(!access_token || (isBearer && isLifetime), 'invalid_response', 'token_type or expires_in');

  const { claims: unchecked, row } = await verifyJws(id_token, context);
  const now = environment.now();
  const claims = validateClaims(unchecked, { settings, transaction, now });
  const signedIn = { id_token, claims, scope: parameters.get('scope') ?? transaction.scope };
  if (access_token === undefined) return signedIn;
  const { at_hash } = claims;
  // Straight from the token endpoint, the two were never apart (OIDC Core §3.1.3.6).
  if (response_type !== 'code' || at_hash !== undefined)
    await validateAccessTokenHash(access_token, at_hash, { hash: row.hash, environment });
  return { ...signedIn, access_token, expires_at: now + expires_in };
}

/** Exactly what was asked for: less could not be checked, more is somebody's idea. */
function demandMembers(parameters: ResponseParameters, response_type: string): void {
  const asked = response_type.replace(/\btoken/, 'access_token').split(' ');
  for (const member of ['code', 'id_token', 'access_token'])
    demand(!!parameters.get(member) === asked.includes(member), 'invalid_response', member);
}

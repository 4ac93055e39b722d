/**
 * From the parameters of an authorization response to a sign-in: the same checks for a redirect and for a
 * `web_message`, in the order of what they can trust (RFC 9207 §2.4, OIDC Core §3.2.2.8).
 */
import type { Environment } from './environment.ts';
import { demand, responseError } from './errors.ts';
import type { ResponseParameters } from './fragment.ts';
import { type IdTokenClaims, validateAccessTokenHash, validateClaims } from './id-token.ts';
import { verifyJws } from './jws.ts';
import type { Provider } from './provider.ts';
import type { Settings } from './settings.ts';
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
  readonly environment: Environment;
};

/** The sign-in a response stands for, as the answer to this transaction; throws when any of it is not so. */
export async function validateResponse(
  parameters: ResponseParameters,
  transaction: Transaction,
  { settings, provider, environment }: ResponseContext,
): Promise<SignedIn> {
  // Another server's answer at our door is how mix-up and token injection begin.
  demand(parameters.get('iss') === settings.issuer, 'invalid_issuer', 'iss');
  const error = parameters.get('error');
  if (error !== undefined) throw responseError(error, parameters.get('error_description'));
  const { id_token, access_token, expires_in } = readMembers(parameters, transaction);

  const { subtle } = environment.crypto;
  const { signing_algs } = settings;
  const { claims: unchecked, row } = await verifyJws(id_token, {
    findKey: provider.findKey,
    signing_algs,
    subtle,
  });
  const now = environment.now();
  const claims = validateClaims(unchecked, { settings, transaction, now });
  const signedIn = { id_token, claims, scope: parameters.get('scope') ?? transaction.scope };
  if (access_token === undefined) return signedIn;
  await validateAccessTokenHash(access_token, claims['at_hash'], { hash: row.hash, subtle });
  return { ...signedIn, access_token, expires_at: now + expires_in };
}

/** Exactly the tokens that were asked for: less could not be checked, more is somebody's idea. */
function readMembers(parameters: ResponseParameters, { response_type }: Transaction) {
  const check = (holds: boolean, member: string) => demand(holds, 'invalid_response', member);
  const id_token = parameters.get('id_token') ?? '';
  const access_token = parameters.get('access_token');
  const expires_in = Number(parameters.get('expires_in'));
  check(id_token !== '', 'id_token');
  check(!!access_token === (response_type !== 'id_token'), 'access_token');
  // Case does not matter in token_type (RFC 6749 §5.1); another type could not be used as we use it.
  check(!access_token || /^bearer$/i.test(parameters.get('token_type') ?? ''), 'token_type');
  check(!access_token || (Number.isSafeInteger(expires_in) && expires_in > 0), 'expires_in');
  return { id_token, access_token, expires_in };
}

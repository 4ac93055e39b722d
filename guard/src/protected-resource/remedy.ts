/**
 * What to do about a refusal, for whoever develops the API: made of the guard's own settings. Nothing of the
 * token is said, not even what its signature vouches for.
 */
import type { Reason, Refusal } from './refusal.ts';

type Expected = { readonly issuer: string; readonly audience: string };

/** What happens every day to an API that works (no token, one that has expired, a scope too few) is said by its reason alone. */
const REMEDIES: { readonly [name in Reason]?: (expected: Expected) => string } = {
  malformed_credentials: () => 'the header must be "Authorization: Bearer TOKEN"',
  not_a_jws: ({ audience }) =>
    `an opaque token cannot be verified here: the client must ask for the audience ${JSON.stringify(audience)}`,
  refused_typ: () =>
    'only access tokens are accepted (typ at+jwt), no ID tokens: send the access_token; if it is one, give its API token_dialect: rfc9068_profile, or this guard accept_access_tokens_typed_like_id_tokens: true',
  refused_alg: () =>
    'the option algorithms does not name the algorithm that the issuer signs with for this API',
  unknown_key: ({ issuer }) =>
    `the issuer ${issuer} publishes no such key: the token is of another server, or of an older key`,
  wrong_iss: ({ issuer }) =>
    `the tokens of this API say the issuer ${JSON.stringify(issuer)}, slash included: correct the option issuer`,
  wrong_aud: ({ audience }) =>
    `tokens must be for ${JSON.stringify(audience)}: the client must ask for this audience, or the option audience is not the identifier of the API`,
  looks_like_id_token: () =>
    'this is an ID token, or looks like one: send the access_token, and give its API token_dialect: rfc9068_profile',
  not_yet_valid: () => 'the clock of this machine is behind that of the issuer',
  not_a_user: () => 'the token is of a client that acts for itself (client_credentials)',
};

/** The sentence about a refusal; what went wrong beside the token comes first. */
export function detailOf({ reason, detail }: Refusal, expected: Expected): string | undefined {
  return detail ?? REMEDIES[reason]?.(expected);
}

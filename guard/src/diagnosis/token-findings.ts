/**
 * Every reason for which an API refuses an access token, a row a reason: which part of it is to blame, what is wrong, where that is
 * written, and what helps (RFC 9068 §4, RFC 6750 §3.1). docs/reference/findings.md and what @tacit/guard says to whoever develops are
 * made of these rows.
 */

type Row = {
  /** The claim, the member of the header, or the field of the request; `token` for all of it. */
  readonly where: string;
  /** A whole sentence without its full stop. */
  readonly sentence: string;
  readonly section: string;
  /** What helps. */
  readonly remedy: string;
};

const ASK_FOR_AUDIENCE =
  'ask for a token with the audience of this API: without one, or for another, the token is not for it';
const ASK_ANEW = 'ask the issuer for a token anew';
const OF_ISSUER = 'take the token as the issuer made it';

export const TOKEN_FINDINGS = {
  no_token: {
    where: 'Authorization',
    sentence: 'there is no access token in the Authorization header',
    section: 'RFC 6750 §2.1',
    remedy: 'send "Authorization: Bearer TOKEN"; a token in a query, a form or a cookie is not read',
  },
  more_than_one_token: {
    where: 'Authorization',
    sentence: 'the request carries more than one credential',
    section: 'RFC 6750 §2',
    remedy: 'send one token, in one Authorization header, and none in the query or the form',
  },
  malformed_credentials: {
    where: 'Authorization',
    sentence: 'the Authorization header is not a scheme and a token',
    section: 'RFC 6750 §2.1',
    remedy: 'send "Authorization: Bearer TOKEN"',
  },
  token_placeholder: {
    where: 'token',
    sentence: 'in place of the token stands what a program writes for a value that it has not',
    section: 'RFC 6750 §2.1',
    remedy: 'look where the client keeps the token, and that it waits until it has one',
  },
  token_wrapped: {
    where: 'token',
    sentence: 'there is something around the token: quotes, white space, or Bearer a second time',
    section: 'RFC 6750 §2.1',
    remedy: 'send the token alone behind one "Bearer "',
  },
  token_encrypted: {
    where: 'token',
    sentence: 'the token is encrypted, and only its issuer reads it',
    section: 'RFC 7516 §3.1',
    remedy: ASK_FOR_AUDIENCE,
  },
  token_cut: {
    where: 'token',
    sentence: 'the token is a JWT of which a part is missing or spoilt',
    section: 'RFC 7515 §3.1',
    remedy: 'send all three parts, as they came',
  },
  token_too_large: {
    where: 'token',
    sentence: 'the token is longer than 16 KB',
    section: 'RFC 9110 §5.4',
    remedy: 'put less into it',
  },
  not_a_jws: {
    where: 'token',
    sentence: 'the token is not a JWT, so only its issuer can read it',
    section: 'RFC 7515 §3.1',
    remedy: ASK_FOR_AUDIENCE,
  },
  malformed_header: {
    where: 'token',
    sentence: 'the header of the token is not a JSON object, or names a member twice',
    section: 'RFC 7515 §4',
    remedy: OF_ISSUER,
  },
  refused_header_parameter: {
    where: 'token',
    sentence: 'the header of the token has a parameter that no access token needs',
    section: 'RFC 7515 §4.1',
    remedy: 'have the issuer leave it out',
  },
  refused_alg: {
    where: 'alg',
    sentence: 'the token is signed by an algorithm that this API does not accept',
    section: 'RFC 8725 §3.1',
    remedy: 'name the algorithm in the option algorithms, or have the issuer sign by another for this API',
  },
  refused_typ: {
    where: 'typ',
    sentence: 'the token does not say that it is an access token',
    section: 'RFC 9068 §4',
    remedy:
      'send the access_token and no ID token; if it is one, give its API token_dialect: rfc9068_profile, or this guard accept_access_tokens_typed_like_id_tokens: true',
  },
  looks_like_id_token: {
    where: 'token',
    sentence: 'the token is an ID token, or looks like one',
    section: 'OIDC Core §2',
    remedy: 'send the access_token, and give its API token_dialect: rfc9068_profile',
  },
  unknown_key: {
    where: 'kid',
    sentence: 'the issuer publishes no key of this kid and algorithm',
    section: 'RFC 7515 §4.1.4',
    remedy: 'the token is of another server, or of a key that is withdrawn: ask the issuer for one anew',
  },
  keys_unavailable: {
    where: 'issuer',
    sentence: 'the keys of the issuer cannot be had',
    section: 'OIDC Discovery §4',
    remedy: 'look whether the issuer can be reached from this machine',
  },
  bad_signature: {
    where: 'signature',
    sentence: 'the signature is not that of the key which the token names',
    section: 'RFC 7515 §5.2',
    remedy: 'send the token as it came: somebody changed it, or another server signed it under the same kid',
  },
  malformed_claims: {
    where: 'token',
    sentence: 'the claims of the token are not a JSON object, or one is named twice',
    section: 'RFC 7519 §4',
    remedy: OF_ISSUER,
  },
  iss_but_for_slash: {
    where: 'iss',
    sentence: 'iss is the issuer of this API but for the slash at the end',
    section: 'RFC 9068 §4',
    remedy: 'spell the option issuer as the tokens do: both are compared byte for byte',
  },
  wrong_iss: {
    where: 'iss',
    sentence: 'the token is of another issuer than this API trusts',
    section: 'RFC 9068 §4',
    remedy: 'correct the option issuer, byte for byte, or ask the other issuer for the token',
  },
  aud_but_for_slash: {
    where: 'aud',
    sentence: 'aud is the identifier of this API but for the slash at the end',
    section: 'RFC 9068 §4',
    remedy: 'spell the option audience as the API is registered: both are compared byte for byte',
  },
  wrong_aud: {
    where: 'aud',
    sentence: 'the token is not for this API',
    section: 'RFC 9068 §4',
    remedy: 'the client must ask for this audience, or the option audience is not the identifier of the API',
  },
  invalid_sub: {
    where: 'sub',
    sentence: 'sub is missing, or no name',
    section: 'RFC 9068 §2.2',
    remedy: 'have the issuer say whom the token is about',
  },
  invalid_client: {
    where: 'client_id',
    sentence: 'neither client_id nor azp names the client, or the two differ',
    section: 'RFC 9068 §2.2',
    remedy: 'have the issuer name the client',
  },
  times_in_milliseconds: {
    where: 'exp',
    sentence: 'the times of the token are in milliseconds',
    section: 'RFC 7519 §2',
    remedy: 'have the issuer write seconds',
  },
  invalid_times: {
    where: 'exp',
    sentence: 'exp, iat or nbf is missing, no number, or makes no sense beside the others',
    section: 'RFC 7519 §4.1',
    remedy: 'have the issuer write exp and iat in seconds, not more than 366 days apart',
  },
  not_yet_valid: {
    where: 'iat',
    sentence: 'the token is not valid yet, by the clock of this machine',
    section: 'RFC 7519 §4.1.5',
    remedy: 'set the clock of this machine, which is behind that of the issuer',
  },
  expired: {
    where: 'exp',
    sentence: 'the token has expired, by the clock of this machine',
    section: 'RFC 7519 §4.1.4',
    remedy: `${ASK_ANEW}; if it is new, set the clock of this machine, which is ahead of the issuer’s`,
  },
  invalid_jti: {
    where: 'jti',
    sentence: 'jti is missing, or no name',
    section: 'RFC 9068 §2.2',
    remedy: 'have the issuer give each token an identifier',
  },
  invalid_scope: {
    where: 'scope',
    sentence: 'scope is not a string of scopes with one space between',
    section: 'RFC 8693 §4.2',
    remedy: 'have the issuer write it so; a list is none',
  },
  scope_in_permissions: {
    where: 'scope',
    sentence: 'what the route asks for stands in permissions, and not in scope',
    section: 'RFC 6750 §3.1',
    remedy: 'have the client ask for it in scope',
  },
  missing_scope: {
    where: 'scope',
    sentence: 'the token has not every scope that the route asks for',
    section: 'RFC 6750 §3.1',
    remedy:
      'have the client ask for it in scope, and see that the API has it and, where the API enforces policies, the user a role with it',
  },
  not_a_user: {
    where: 'sub',
    sentence:
      'the token is of a client that acts for itself (client_credentials), and the route wants a user',
    section: 'RFC 9700 §4.15',
    remedy: 'have a user sign in and send the token that comes of it',
  },
} as const satisfies Readonly<Record<string, Row>>;

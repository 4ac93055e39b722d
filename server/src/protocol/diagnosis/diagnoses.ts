/**
 * Every reason for which a request to sign in or out is refused before anything is done, a row each: which parameter is to blame, what is wrong
 * with it, and where that is written (RFC 6749 §4.1.2.1, OIDC Core §3.1.2.6). docs/guides/refusals.md is made of these rows.
 */

type Row = {
  readonly where: string;
  /** A whole sentence without its full stop, as far as it is known without looking. */
  readonly sentence: string;
  readonly section: string;
  /** What helps. */
  readonly remedy: string;
};

const REGISTER = 'send one that is registered, byte for byte, or register the one that is sent';

export const DIAGNOSES = {
  client_id_missing: {
    where: 'client_id',
    sentence: 'client_id is missing',
    section: 'RFC 6749 §4.1.1',
    remedy: 'send it',
  },
  client_id_unreadable: {
    where: 'client_id',
    sentence: 'client_id was sent more than once or is not percent-encoded UTF-8',
    section: 'RFC 6749 §3.1',
    remedy: 'send it once',
  },
  client_id_unknown: {
    where: 'client_id',
    sentence: 'there is no such client in this tenant',
    section: 'RFC 6749 §4.1.2.1',
    remedy: 'look for a slip, for the host of another tenant, or register the client',
  },
  client_id_elsewhere: {
    where: 'client_id',
    sentence: 'the client belongs to another tenant',
    section: 'RFC 6749 §4.1.2.1',
    remedy: 'ask at the issuer of that tenant, or register the client here',
  },
  client_id_documents_off: {
    where: 'client_id',
    sentence: 'client_id is an address, and the tenant setting client_id_metadata_documents is off',
    section: 'OAuth Client ID Metadata Document §3',
    remedy: 'turn the setting on, or register the client',
  },
  redirect_uri_missing: {
    where: 'redirect_uri',
    sentence: 'redirect_uri is missing',
    section: 'OIDC Core §3.1.2.1',
    remedy: 'send it, even where one alone is registered',
  },
  redirect_uri_unreadable: {
    where: 'redirect_uri',
    sentence: 'redirect_uri was sent more than once or is not percent-encoded UTF-8',
    section: 'RFC 6749 §3.1',
    remedy: 'send it once, percent-encoded once',
  },
  redirect_uri_unregistered: {
    where: 'redirect_uri',
    sentence: 'redirect_uri is not registered for this client',
    section: 'RFC 6749 §3.1.2.3',
    remedy: REGISTER,
  },
  redirect_uri_none_registered: {
    where: 'redirect_uri',
    sentence: 'the client has no redirect_uri registered',
    section: 'RFC 6749 §3.1.2.2',
    remedy: 'register one',
  },
  redirect_uri_of_another_client: {
    where: 'client_id',
    sentence: 'redirect_uri is registered for another client of this tenant',
    section: 'RFC 6749 §3.1.2.3',
    remedy: 'send the client_id of that client, or register redirect_uri for this one',
  },
  logout_address_unregistered: {
    where: 'returnTo',
    sentence: 'the address to go to after a logout is not registered',
    section: 'OIDC RP-Initiated Logout §3',
    remedy: REGISTER,
  },
  logout_address_of_another_client: {
    where: 'client_id',
    sentence: 'the address to go to after a logout is registered for another client than is named',
    section: 'OIDC RP-Initiated Logout §3',
    remedy: 'send the client_id of that client, or register the address for this one',
  },
  logout_client_missing: {
    where: 'client_id',
    sentence: 'post_logout_redirect_uri stands alone, so it is not known whose it is',
    section: 'OIDC RP-Initiated Logout §2',
    remedy: 'send client_id, or id_token_hint with an ID token of the client',
  },
  web_origin_unregistered: {
    where: 'response_mode',
    sentence: 'the origin of redirect_uri is not among the web_origins of the client',
    section: 'RFC 6749 §10.16',
    remedy: 'register the origin',
  },
  parameter_unreadable: {
    where: 'request',
    sentence: 'a parameter was sent more than once or is not percent-encoded UTF-8',
    section: 'RFC 6749 §3.1',
    remedy: 'send each once',
  },
  parameter_too_long: {
    where: 'request',
    sentence: 'a parameter is too long',
    section: 'RFC 6749 §3.1',
    remedy: 'shorten it',
  },
  request_too_long: {
    where: 'request',
    sentence: 'the request is too long',
    section: 'RFC 9110 §15.5.15',
    remedy: 'send a shorter state',
  },
  response_type_missing: {
    where: 'response_type',
    sentence: 'response_type is missing',
    section: 'RFC 6749 §3.1.1',
    remedy: 'send it: code, or what the client is registered for',
  },
  response_type_unknown: {
    where: 'response_type',
    sentence: 'there is no such response_type',
    section: 'RFC 6749 §3.1.1',
    remedy: 'look for a slip; values are parted by one space',
  },
  response_type_unregistered: {
    where: 'response_type',
    sentence: 'the client has response_types, and this one is not among them',
    section: 'RFC 7591 §2',
    remedy: 'ask for one of them, or register this one',
  },
  grant_type_unregistered: {
    where: 'response_type',
    sentence: 'the response_type needs a grant_type that the client does not have',
    section: 'RFC 7591 §2.1',
    remedy: 'ask for another response_type, or add the grant_type',
  },
  token_response_type_forbidden: {
    where: 'response_type',
    sentence: 'response_type=token gives a token that nothing ties to the request',
    section: 'RFC 9700 §2.1.2',
    remedy: 'ask for id_token token, or better for code',
  },
  response_mode_unusable: {
    where: 'response_mode',
    sentence: 'there is no such response_mode, or it cannot carry what this response_type gives',
    section: 'OAuth 2.0 Multiple Response Types §2.1',
    remedy: 'leave it out',
  },
  scope_malformed: {
    where: 'scope',
    sentence: 'scope cannot be read',
    section: 'RFC 6749 §3.3',
    remedy: 'one space between scopes, a hundred at most',
  },
  openid_missing: {
    where: 'scope',
    sentence: 'an ID token is asked for without the scope openid',
    section: 'OIDC Core §3.1.2.1',
    remedy: 'ask for openid; a client with oidc_conformant: false may leave it out',
  },
  nonce_missing: {
    where: 'nonce',
    sentence: 'an ID token is asked for without a nonce',
    section: 'OIDC Core §3.2.2.1',
    remedy: 'send one, new for each request; a client with oidc_conformant: false may leave it out',
  },
  code_challenge_missing: {
    where: 'code_challenge',
    sentence: 'code_challenge is missing, and a client without a secret must use PKCE',
    section: 'RFC 9700 §2.1.1',
    remedy: 'send code_challenge and code_challenge_method=S256, as every present SDK does',
  },
  code_challenge_malformed: {
    where: 'code_challenge',
    sentence: 'code_challenge is not a SHA-256 in base64url',
    section: 'RFC 7636 §4.2',
    remedy: '43 characters, without =',
  },
  code_challenge_method_unusable: {
    where: 'code_challenge_method',
    sentence: 'code_challenge_method is not S256, or stands without a code_challenge',
    section: 'RFC 7636 §4.3',
    remedy: 'send S256 with a code_challenge',
  },
  prompt_malformed: {
    where: 'prompt',
    sentence: 'prompt has a value that is not known, or none beside another',
    section: 'OIDC Core §3.1.2.1',
    remedy: 'none, login, consent, select_account, create',
  },
  max_age_malformed: {
    where: 'max_age',
    sentence: 'max_age is not a whole number of seconds',
    section: 'OIDC Core §3.1.2.1',
    remedy: 'send digits alone',
  },
  claims_malformed: {
    where: 'claims',
    sentence: 'claims cannot be read',
    section: 'OIDC Core §5.5',
    remedy: 'send a JSON object',
  },
  audience_unknown: {
    where: 'audience',
    sentence: 'there is no such API in this tenant, or APIs are not rolled out here',
    section: 'RFC 8707 §2',
    remedy: 'look for a slip, or register the API',
  },
  resource_malformed: {
    where: 'resource',
    sentence: 'resource is not an absolute URI without a fragment, or there are several',
    section: 'RFC 8707 §2',
    remedy: 'name one API; a name that is no URI goes into audience',
  },
  resource_differs: {
    where: 'resource',
    sentence: 'audience and resource differ',
    section: 'RFC 8707 §2',
    remedy: 'send one of them',
  },
  connection_unknown: {
    where: 'connection',
    sentence: 'nobody can sign in at this connection',
    section: 'OIDC Core §3.1.2.6',
    remedy: 'leave it out, or enable it in the settings of the tenant',
  },
  organization_unsupported: {
    where: 'organization',
    sentence: 'there are no organizations here',
    section: 'OIDC Core §3.1.2.6',
    remedy: 'leave organization and invitation out',
  },
  registration_unsupported: {
    where: 'registration',
    sentence: 'the registration parameter is not supported',
    section: 'OIDC Core §7.2.1',
    remedy: 'leave it out',
  },
  request_object_refused: {
    where: 'request',
    sentence: 'the request object, or the address of one, is not accepted',
    section: 'OIDC Core §6.1',
    remedy: 'sign it with a key of the client, for this issuer',
  },
  other: {
    where: 'request',
    sentence: 'the request is refused',
    section: 'RFC 6749 §4.1.2.1',
    remedy: 'read error_description',
  },
} as const satisfies Readonly<Record<string, Row>>;

export type DiagnosisCode = keyof typeof DIAGNOSES;

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
  implicit_forbidden: {
    where: 'response_type',
    sentence: 'the response_type needs the implicit grant, which forbid_implicit of the client keeps off',
    section: 'RFC 9700 §2.1.2',
    remedy: 'ask for response_type=code with PKCE, or take the step back with forbid_implicit: false',
  },
  token_response_type_forbidden: {
    where: 'response_type',
    sentence: 'response_type=token gives a token that nothing ties to the request',
    section: 'RFC 9700 §2.1.2',
    remedy: 'ask for id_token token, or better for code',
  },
  response_mode_unknown: {
    where: 'response_mode',
    sentence: 'there is no such response_mode',
    section: 'OAuth 2.0 Multiple Response Types §2.1',
    remedy: 'leave it out, or send one of those that there are',
  },
  response_mode_unusable: {
    where: 'response_mode',
    sentence: 'the response_mode cannot carry the tokens that this response_type gives',
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
  code_challenge_method_plain: {
    where: 'code_challenge_method',
    sentence:
      'code_challenge_method is plain, or left out, which means plain: whoever reads the request can redeem the code',
    section: 'RFC 7636 §4.3',
    remedy: 'send S256, and as code_challenge the SHA-256 of the verifier',
  },
  code_challenge_method_unknown: {
    where: 'code_challenge_method',
    sentence: 'there is no such code_challenge_method',
    section: 'RFC 7636 §4.3',
    remedy: 'send S256, in these letters',
  },
  code_challenge_method_alone: {
    where: 'code_challenge',
    sentence: 'code_challenge_method stands without a code_challenge',
    section: 'RFC 7636 §4.3',
    remedy: 'send both',
  },
  prompt_unknown: {
    where: 'prompt',
    sentence: 'prompt has a value that is not known',
    section: 'OIDC Core §3.1.2.1',
    remedy: 'none, login, consent, select_account, create, parted by one space',
  },
  prompt_none_combined: {
    where: 'prompt',
    sentence: 'prompt has none beside another value: nothing can be asked and be answered silently',
    section: 'OIDC Core §3.1.2.1',
    remedy: 'send none alone, or leave it out',
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
  management_api_refused: {
    where: 'audience',
    sentence:
      'the Management API is for the dashboard, the tool, and first-party applications that whoever runs the tenant registered',
    section: 'RFC 8707 §2',
    remedy:
      'ask as such an application; a machine asks in its own name, by a client grant and client_credentials',
  },
  my_account_api_refused: {
    where: 'audience',
    sentence: 'the client has no grant for the My Account API that counts',
    section: 'RFC 8707 §2',
    remedy:
      'give it a client grant; one that is no first party needs unsafe_my_account_for_third_parties in the settings as well',
  },
  own_api_misspelt: {
    where: 'audience',
    sentence: 'there is no such API, and its name is nearly that of one of the server',
    section: 'RFC 8707 §2',
    remedy: 'send the name of this tenant, byte for byte',
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
    sentence: 'there is no such connection in this tenant',
    section: 'OIDC Core §3.1.2.6',
    remedy: 'leave it out, or look for a slip',
  },
  connection_disabled: {
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
  request_object_unreadable: {
    where: 'request',
    sentence: 'request or request_uri was sent more than once or is not percent-encoded UTF-8',
    section: 'RFC 6749 §3.1',
    remedy: 'send it once',
  },
  request_object_twice: {
    where: 'request_uri',
    sentence: 'request stands beside request_uri',
    section: 'OIDC Core §6.1',
    remedy: 'send one of them',
  },
  request_uri_unregistered: {
    where: 'request_uri',
    sentence: 'request_uri is not one that the client registered',
    section: 'OIDC Core §6.2',
    remedy: 'register it in request_uris, or send the object itself in request',
  },
  request_uri_pushed: {
    where: 'request_uri',
    sentence: 'request_uri is that of a request which was pushed, and nobody can push one here',
    section: 'RFC 9126 §2.2',
    remedy: 'send the parameters themselves, or sign them and send them in request',
  },
  request_uri_unfetched: {
    where: 'request_uri',
    sentence: 'the document of request_uri cannot be fetched',
    section: 'OIDC Core §6.2',
    remedy: 'answer with the object, over https, in time; the log says what was met',
  },
  request_object_signature: {
    where: 'request',
    sentence: 'the request object is not signed by a key of the client, or by another algorithm',
    section: 'OIDC Core §6.1',
    remedy: 'sign it with a key of the client, by an algorithm that it may use; none is none of them',
  },
  request_object_encrypted: {
    where: 'request',
    sentence: 'the request object is encrypted, and one that is signed alone is read',
    section: 'OIDC Core §6.1',
    remedy: 'sign it and do not encrypt it: the connection to the server is encrypted',
  },
  request_object_typ: {
    where: 'request',
    sentence: 'the request object has the typ of another token',
    section: 'RFC 9101 §10.8',
    remedy: 'oauth-authz-req+jwt, or none',
  },
  request_object_iss: {
    where: 'request',
    sentence: 'the request object has an iss that is not the client',
    section: 'RFC 9101 §4',
    remedy: 'the client_id, or leave it out',
  },
  request_object_sub: {
    where: 'request',
    sentence: 'the request object names the client as its sub',
    section: 'RFC 9101 §10.8',
    remedy: 'leave sub out: such an object could serve as an assertion',
  },
  request_object_aud: {
    where: 'request',
    sentence: 'the request object is not meant for this server',
    section: 'OIDC Core §6.1',
    remedy: 'aud is the issuer, with the slash at its end',
  },
  request_object_expired: {
    where: 'request',
    sentence: 'the request object has expired',
    section: 'RFC 7519 §4.1.4',
    remedy: 'make it anew for each request; look at the clock of the application',
  },
  request_object_early: {
    where: 'request',
    sentence: 'the request object is not valid yet',
    section: 'RFC 7519 §4.1.5',
    remedy: 'look at the clock of the application: nbf may be a minute ahead',
  },
  request_object_nested: {
    where: 'request',
    sentence: 'the request object holds another request object',
    section: 'OIDC Core §6.1',
    remedy: 'leave request and request_uri out of it',
  },
  request_object_client: {
    where: 'client_id',
    sentence: 'the request object is of another client',
    section: 'OIDC Core §6.1',
    remedy: 'the same client_id in it and beside it',
  },
  request_object_response_type: {
    where: 'response_type',
    sentence: 'the request object has another response_type than the request',
    section: 'OIDC Core §6.1',
    remedy: 'the same response_type in it and beside it',
  },
  request_object_malformed: {
    where: 'request',
    sentence: 'the request object holds more parameters than any request has',
    section: 'OIDC Core §6.1',
    remedy: 'leave out what is no parameter',
  },
  request_malformed: {
    where: 'request',
    sentence: 'the request has more parameters than any request has',
    section: 'RFC 6749 §3.1',
    remedy: 'leave out what is no parameter',
  },
  id_token_hint_refused: {
    where: 'id_token_hint',
    sentence: 'id_token_hint is not an ID token that this tenant gave to this client',
    section: 'OIDC Core §3.1.2.1',
    remedy: 'leave it out, or send the ID token that the client got here',
  },
  other: {
    where: 'request',
    sentence: 'the request is refused',
    section: 'RFC 6749 §4.1.2.1',
    remedy: 'read error_description',
  },
} as const satisfies Readonly<Record<string, Row>>;

export type DiagnosisCode = keyof typeof DIAGNOSES;

/** Whether a code is that of a refusal. */
export function isDiagnosisCode(code: string): code is DiagnosisCode {
  return Object.hasOwn(DIAGNOSES, code);
}

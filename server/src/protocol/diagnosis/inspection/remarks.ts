/**
 * All that is to be said of a request beside the reasons to refuse it (diagnoses.ts), a row a remark: what goes wrong although nobody
 * refuses it, what is risky, what nobody reads (RFC 6749 §3.1), what is right. docs/reference/findings.md is made of these rows.
 */

/**
 * `wrong`: it is refused, or does not do what was meant. `risky`: it works, and can be turned against somebody. `ignored`: nobody
 * reads it. `ok`: it is read as it was sent.
 */
export type Verdict = 'wrong' | 'risky' | 'ignored' | 'ok';

type Row = {
  readonly verdict: Verdict;
  readonly where: string;
  /** A whole sentence without its full stop. */
  readonly sentence: string;
  readonly section: string;
  /** What helps. */
  readonly remedy: string;
};

export const REMARKS = {
  parameter_misspelt: {
    verdict: 'wrong',
    where: 'request',
    sentence: 'a parameter has a name that is nearly one that there is, and nobody reads it',
    section: 'RFC 6749 §3.1',
    remedy: 'send it under the name that there is',
  },
  parameter_placeholder: {
    verdict: 'wrong',
    where: 'request',
    sentence: 'the value is a placeholder that nothing was put in for',
    section: 'RFC 6749 §3.1',
    remedy: 'look where the application makes the address',
  },
  parameter_white_space: {
    verdict: 'wrong',
    where: 'request',
    sentence: 'the value begins or ends with white space',
    section: 'RFC 6749 §3.1',
    remedy: 'take it away',
  },
  parameter_encoded_twice: {
    verdict: 'wrong',
    where: 'request',
    sentence: 'the value is percent-encoded twice',
    section: 'RFC 6749 §3.1',
    remedy: 'encode it once',
  },
  secret_in_address: {
    verdict: 'wrong',
    where: 'request',
    sentence: 'a secret stands in an address, which browsers, proxies and logs keep',
    section: 'RFC 9700 §4.2.4',
    remedy: 'take it out, and make it anew: it is known now',
  },
  scope_comma: {
    verdict: 'wrong',
    where: 'scope',
    sentence: 'scopes are parted by commas, so they are one scope that nobody has',
    section: 'RFC 6749 §3.3',
    remedy: 'part them by one space',
  },
  scope_misspelt: {
    verdict: 'wrong',
    where: 'scope',
    sentence: 'a scope that there is not is nearly one that there is',
    section: 'RFC 6749 §3.3',
    remedy: 'ask for the one that there is',
  },
  pasted_nothing: {
    verdict: 'wrong',
    where: 'request',
    sentence: 'there is no address in what was pasted, and no query',
    section: 'RFC 6749 §4.1.1',
    remedy:
      'paste the whole address that the application leads to, with https:// and all behind it, or what stands behind its ?',
  },
  pasted_token: {
    verdict: 'wrong',
    where: 'request',
    sentence: 'what was pasted is a token, with which a request was answered',
    section: 'RFC 6749 §5.1',
    remedy: 'read it at What came back of the dashboard, where it stays in the page; here paste the request',
  },
  pasted_token_request: {
    verdict: 'wrong',
    where: 'request',
    sentence:
      'what was pasted goes to the token endpoint, and whether a code or a secret is good is known there alone',
    section: 'RFC 6749 §3.2',
    remedy:
      'look for its refusal in the log, which has the reason; paste the request to /authorize that came before it',
  },
  pasted_answer: {
    verdict: 'wrong',
    where: 'request',
    sentence: 'what was pasted is an answer at the callback of an application, and not the request',
    section: 'RFC 6749 §4.1.2',
    remedy: 'read it at What came back of the dashboard; here paste the request that it answers',
  },
  pasted_error: {
    verdict: 'wrong',
    where: 'request',
    sentence: 'what was pasted is an answer with an error',
    section: 'RFC 6749 §4.1.2.1',
    remedy: 'paste the request that it answers',
  },
  pasted_endpoint: {
    verdict: 'wrong',
    where: 'request',
    sentence: 'what was pasted is no address at which an application asks to sign somebody in',
    section: 'RFC 8414 §2',
    remedy:
      'paste the address at /authorize that came before it; of a page that refuses something, take the reference that stands on it',
  },
  parameter_html: {
    verdict: 'wrong',
    where: 'request',
    sentence: 'the name begins with amp; because the address was copied from HTML, or is sent as HTML has it',
    section: 'RFC 6749 §3.1',
    remedy: 'part parameters by & and no more; it is escaped in the source of a page alone',
  },
  endpoint_other: {
    verdict: 'wrong',
    where: 'request',
    sentence: 'the path is not that of the authorization endpoint',
    section: 'RFC 8414 §2',
    remedy: 'ask at /authorize, as the discovery document says',
  },
  issuer_other: {
    verdict: 'wrong',
    where: 'request',
    sentence: 'the host is not that of this tenant',
    section: 'RFC 8414 §2',
    remedy: 'ask at the issuer of the tenant whose client it is',
  },
  state_missing: {
    verdict: 'risky',
    where: 'state',
    sentence:
      'there is no state, no nonce and no code_challenge: an answer that somebody else began is taken for one’s own',
    section: 'RFC 9700 §4.7',
    remedy: 'send a state, new for each request',
  },
  state_short: {
    verdict: 'risky',
    where: 'state',
    sentence: 'state is so short that it can be guessed',
    section: 'RFC 6749 §10.10',
    remedy: 'sixteen random bytes, in base64url',
  },
  nonce_short: {
    verdict: 'risky',
    where: 'nonce',
    sentence: 'nonce is so short that it can be guessed',
    section: 'OIDC Core §15.5.2',
    remedy: 'sixteen random bytes, in base64url',
  },
  nonce_advised: {
    verdict: 'risky',
    where: 'nonce',
    sentence: 'an ID token is asked for without a nonce, and one that was stolen can be played in',
    section: 'OIDC Core §3.2.2.1',
    remedy: 'send one, new for each request',
  },
  openid_advised: {
    verdict: 'risky',
    where: 'scope',
    sentence: 'an ID token is asked for without the scope openid',
    section: 'OIDC Core §3.1.2.1',
    remedy: 'ask for openid',
  },
  code_challenge_advised: {
    verdict: 'risky',
    where: 'code_challenge',
    sentence: 'there is no code_challenge, so a code that is stolen in the browser can be played in',
    section: 'RFC 9700 §2.1.1',
    remedy: 'send one, with a secret too',
  },
  tokens_in_address: {
    verdict: 'risky',
    where: 'response_type',
    sentence: 'tokens come back through the address bar, where history, extensions and scripts see them',
    section: 'RFC 9700 §2.1.2',
    remedy: 'ask for code, with a code_challenge',
  },
  token_untied: {
    verdict: 'risky',
    where: 'response_type',
    sentence:
      'nothing ties the access token to the request: whoever puts another in its place is not noticed',
    section: 'RFC 9700 §2.1.2',
    remedy: 'ask for id_token token, or better for code',
  },
  redirect_uri_plain_http: {
    verdict: 'risky',
    where: 'redirect_uri',
    sentence: 'the answer goes over plain http, where everybody on the way reads it',
    section: 'RFC 9700 §2.6',
    remedy: 'register and send an https address',
  },
  redirect_uri_own_scheme: {
    verdict: 'risky',
    where: 'redirect_uri',
    sentence:
      'another application can claim the scheme, and nothing but a code_challenge tells the two apart',
    section: 'RFC 8252 §8.6',
    remedy:
      'ask for code with a code_challenge, or use an https address that the system hands to the application',
  },
  request_object_unverified: {
    verdict: 'risky',
    where: 'request',
    sentence: 'the signature of the request object was not looked at here',
    section: 'OIDC Core §6.1',
    remedy: 'ask the server, which has the keys of the client',
  },
  request_uri_not_followed: {
    verdict: 'risky',
    where: 'request_uri',
    sentence:
      'the document of request_uri was not fetched here: what stands in it counts, and only what was sent beside it is judged',
    section: 'OIDC Core §6.2',
    remedy: 'ask the server, which fetches it, or inspect what stands in it',
  },
  parameter_unknown: {
    verdict: 'ignored',
    where: 'request',
    sentence: 'there is no such parameter, so nobody reads it',
    section: 'RFC 6749 §3.1',
    remedy: 'leave it out',
  },
  parameter_telemetry: {
    verdict: 'ignored',
    where: 'request',
    sentence: 'it says which library asks, and changes nothing',
    section: 'RFC 6749 §3.1',
    remedy: 'leave it as it is',
  },
  parameter_of_token_endpoint: {
    verdict: 'ignored',
    where: 'request',
    sentence: 'it belongs to the token endpoint, and nobody reads it here',
    section: 'RFC 6749 §4.1.3',
    remedy: 'send it to /oauth/token',
  },
  parameter_empty: {
    verdict: 'ignored',
    where: 'request',
    sentence: 'it has no value, and counts as left out',
    section: 'RFC 6749 §3.1',
    remedy: 'leave it out, or send a value',
  },
  parameter_beside_object: {
    verdict: 'ignored',
    where: 'request',
    sentence: 'it stands beside a request object, and what stands inside counts',
    section: 'RFC 9101 §6.3',
    remedy: 'put it into the object',
  },
  fragment_sent: {
    verdict: 'ignored',
    where: 'request',
    sentence: 'what is behind # stays in the browser and is never sent',
    section: 'RFC 3986 §3.5',
    remedy: 'leave it out',
  },
  nonce_unused: {
    verdict: 'ignored',
    where: 'nonce',
    sentence: 'no ID token will come that could hold the nonce',
    section: 'OIDC Core §3.1.2.1',
    remedy: 'ask for openid, or leave it out',
  },
  code_challenge_unused: {
    verdict: 'ignored',
    where: 'code_challenge',
    sentence: 'no code will come that it could protect',
    section: 'RFC 7636 §4.3',
    remedy: 'ask for code',
  },
  scope_unknown: {
    verdict: 'ignored',
    where: 'scope',
    sentence: 'a scope that there is not is left out of what is given',
    section: 'RFC 6749 §3.3',
    remedy: 'look for a slip, or add it to the API',
  },
  scope_without_api: {
    verdict: 'ignored',
    where: 'scope',
    sentence: 'a scope of an API is asked for and no API is, so it is left out of what is given',
    section: 'RFC 8707 §2',
    remedy: 'name the API by audience',
  },
  scope_repeated: {
    verdict: 'ignored',
    where: 'scope',
    sentence: 'a scope stands there twice',
    section: 'RFC 6749 §3.3',
    remedy: 'once is enough',
  },
  offline_access_without_code: {
    verdict: 'ignored',
    where: 'scope',
    sentence: 'offline_access gives a refresh token for a code alone, and none is asked for',
    section: 'OIDC Core §11',
    remedy: 'ask for code',
  },
  offline_access_without_grant: {
    verdict: 'ignored',
    where: 'scope',
    sentence: 'the client does not have the grant_type refresh_token, so offline_access gives nothing',
    section: 'OIDC Core §11',
    remedy: 'add the grant_type',
  },
  offline_access_not_at_api: {
    verdict: 'ignored',
    where: 'scope',
    sentence: 'the API does not allow offline access, so no refresh token is given',
    section: 'OIDC Core §11',
    remedy: 'set allow_offline_access of the API',
  },
  claims_of_user_without_openid: {
    verdict: 'ignored',
    where: 'scope',
    sentence: 'scopes about the user are asked for without openid, so no ID token will come',
    section: 'OIDC Core §3.1.2.1',
    remedy: 'ask for openid',
  },
  ui_locales_unsupported: {
    verdict: 'ignored',
    where: 'ui_locales',
    sentence: 'the pages have none of these languages',
    section: 'OIDC Core §3.1.2.1',
    remedy: 'send one of those that there are',
  },
  screen_hint_unknown: {
    verdict: 'ignored',
    where: 'screen_hint',
    sentence: 'there is no such screen',
    section: 'OIDC Core §3.1.2.1',
    remedy: 'signup or login',
  },
  sign_up_closed: {
    verdict: 'ignored',
    where: 'prompt',
    sentence: 'nobody can make an account here, so the login page comes',
    section: 'OIDC Core §3.1.2.1',
    remedy: 'leave it out, or allow sign_up in the settings',
  },
  display_unused: {
    verdict: 'ignored',
    where: 'display',
    sentence: 'the pages fit themselves to where they are shown',
    section: 'OIDC Core §3.1.2.1',
    remedy: 'leave it out',
  },
  claims_locales_unused: {
    verdict: 'ignored',
    where: 'claims_locales',
    sentence: 'claims are told in the one language in which they are kept',
    section: 'OIDC Core §5.2',
    remedy: 'leave it out',
  },
  acr_unknown: {
    verdict: 'ignored',
    where: 'acr_values',
    sentence: 'no login here reaches such a context, and the request does not say that it has to',
    section: 'OIDC Core §3.1.2.1',
    remedy: 'ask for one that the discovery document lists',
  },
  claim_unknown: {
    verdict: 'ignored',
    where: 'claims',
    sentence: 'a claim is asked for that there is not',
    section: 'OIDC Core §5.5.1',
    remedy: 'leave it out',
  },
  client_found: {
    verdict: 'ok',
    where: 'client_id',
    sentence: 'there is such a client in this tenant',
    section: 'RFC 6749 §2.2',
    remedy: 'nothing is to be done',
  },
  redirect_uri_registered: {
    verdict: 'ok',
    where: 'redirect_uri',
    sentence: 'it is one of the callbacks of the client',
    section: 'RFC 6749 §3.1.2.3',
    remedy: 'nothing is to be done',
  },
  redirect_uri_other_port: {
    verdict: 'ok',
    where: 'redirect_uri',
    sentence: 'it is a callback of the client but for its port, which may vary on the machine of the user',
    section: 'RFC 8252 §7.3',
    remedy: 'nothing is to be done',
  },
  api_found: {
    verdict: 'ok',
    where: 'audience',
    sentence: 'the access token will be for this API',
    section: 'RFC 8707 §2',
    remedy: 'nothing is to be done',
  },
  api_default: {
    verdict: 'ok',
    where: 'audience',
    sentence: 'no API is named, so the access token will be for the default_audience of the tenant',
    section: 'RFC 8707 §2',
    remedy: 'nothing is to be done',
  },
  api_none: {
    verdict: 'ok',
    where: 'audience',
    sentence: 'no API is named, so the access token is for /userinfo alone, and no API will take it',
    section: 'RFC 8707 §2',
    remedy: 'name the API by audience, if the token is for one',
  },
  api_enforces_permissions: {
    verdict: 'ok',
    where: 'scope',
    sentence: 'the API enforces policies: of its scopes those are given that the user has',
    section: 'RFC 6749 §3.3',
    remedy: 'give the user a role, if one is missing',
  },
  silent: {
    verdict: 'ok',
    where: 'prompt',
    sentence: 'no page is shown: without a session the answer is login_required',
    section: 'OIDC Core §3.1.2.1',
    remedy: 'nothing is to be done',
  },
  login_always: {
    verdict: 'ok',
    where: 'max_age',
    sentence: 'max_age=0 asks for a login each time',
    section: 'OIDC Core §3.1.2.1',
    remedy: 'nothing is to be done',
  },
  request_object_read: {
    verdict: 'ok',
    where: 'request',
    sentence: 'the request object is signed by the client, and what stands in it counts',
    section: 'OIDC Core §6.1',
    remedy: 'nothing is to be done',
  },
  parameter_understood: {
    verdict: 'ok',
    where: 'request',
    sentence: 'it is read as it was sent',
    section: 'RFC 6749 §3.1',
    remedy: 'nothing is to be done',
  },
} as const satisfies Readonly<Record<string, Row>>;

export type RemarkCode = keyof typeof REMARKS;

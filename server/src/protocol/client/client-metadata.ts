/**
 * The metadata that a client registers itself with (RFC 7591 §2, OIDC Registration §2): what each member may hold. What
 * members mean together is judged in registration.ts. Members that nobody knows are ignored (RFC 7591 §2).
 */

import { findResponseType } from '../authorization/response-type.ts';
import { err, ok, type Result } from '../result.ts';
import { CLIENT_SIGNING_ALGS, SIGNING_ALGS, SUBJECT_TYPES, TOKEN_ENDPOINT_AUTH_METHODS } from './client.ts';
import { ASSERTION_SIGNING_ALGS } from './client-authentication.ts';
import { addressMistake, registrableRedirectUri } from './redirect-uri.ts';

type Read<T> = (value: unknown) => Result<T, string>;

const MAX_ENTRIES = 50;
const MAX_URI = 2_048;
const MAX_LIFETIME = 31_536_000;

/** The grants a client may give itself; `client_credentials` is the operator's to give. */
const REGISTRABLE_GRANT_TYPES = ['authorization_code', 'implicit', 'refresh_token'] as const;

const APPLICATION_TYPES = ['web', 'native'] as const;

function text(longest: number): Read<string> {
  return (value) => {
    if (typeof value !== 'string' || value === '' || !value.isWellFormed()) return err('is not text');
    if (value.length > longest) return err(`is longer than ${longest} characters`);
    return /\p{Cc}/u.test(value) ? err('has control characters') : ok(value);
  };
}

function list<T>(item: Read<T>): Read<readonly T[]> {
  return (value) => {
    if (!Array.isArray(value)) return err('is not a list');
    if (value.length > MAX_ENTRIES) return err(`has more than ${MAX_ENTRIES} entries`);
    const items: T[] = [];
    for (const one of value) {
      const read = item(one);
      if (!read.ok) return err(`has an entry that ${read.error}`);
      items.push(read.value);
    }
    return ok(items);
  };
}

function oneOf<T extends string>(names: readonly T[]): Read<T> {
  return (value) => {
    const found = names.find((name) => name === value);
    return found === undefined ? err(`is not one of ${names.join(', ')}`) : ok(found);
  };
}

const boolean: Read<boolean> = (value) =>
  typeof value === 'boolean' ? ok(value) : err('is not true or false');

const seconds: Read<number> = (value) =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value <= MAX_LIFETIME
    ? ok(value)
    : err('is not a number of seconds');

/** A page or picture for the End-User: where a link or an image of ours leads. */
const webPage: Read<string> = (value) => {
  const uri = text(MAX_URI)(value);
  return uri.ok ? registrableRedirectUri(uri.value, 'spa') : uri;
};

/** Third-party-initiated login, OIDC Core §4: https alone. */
const httpsUri: Read<string> = (value) => {
  const uri = webPage(value);
  return uri.ok && !uri.value.startsWith('https:') ? err('is not https') : uri;
};

/** An address the server itself is to ask; whether it may is judged in registration.ts. */
const address: Read<string> = (value) => {
  const uri = text(MAX_URI)(value);
  const mistake = uri.ok && URL.canParse(uri.value) ? addressMistake(new URL(uri.value)) : undefined;
  return mistake ? err(mistake) : uri;
};

const responseType: Read<string> = (value) => {
  const known = typeof value === 'string' ? findResponseType(value) : undefined;
  return known ? ok(known.response_type) : err('is not a response_type');
};

/** RFC 7517 §5; the private half of a key is for nobody but the client. */
const jwkSet: Read<{ readonly keys: readonly unknown[] }> = (value) => {
  const { keys }: { readonly keys?: unknown } = Object(value);
  if (!Array.isArray(keys) || keys.length === 0 || keys.length > MAX_ENTRIES) return err('is not a JWK Set');
  const isPrivate = keys.some((key) => ['d', 'k'].some((member) => member in Object(key)));
  return isPrivate ? err('has a private or symmetric key') : ok({ keys });
};

/** What is not offered is refused: a client that asked for encryption must not get claims in clear. */
const notSupported: Read<never> = () => err('is not supported');

const READERS = {
  redirect_uris: list(text(MAX_URI)),
  token_endpoint_auth_method: oneOf(TOKEN_ENDPOINT_AUTH_METHODS),
  token_endpoint_auth_signing_alg: oneOf(ASSERTION_SIGNING_ALGS),
  grant_types: list(oneOf(REGISTRABLE_GRANT_TYPES)),
  response_types: list(responseType),
  application_type: oneOf(APPLICATION_TYPES),
  client_name: text(255),
  client_uri: webPage,
  logo_uri: webPage,
  policy_uri: webPage,
  tos_uri: webPage,
  contacts: list(text(320)),
  jwks: jwkSet,
  jwks_uri: address,
  subject_type: oneOf(SUBJECT_TYPES),
  sector_identifier_uri: address,
  id_token_signed_response_alg: oneOf(SIGNING_ALGS),
  userinfo_signed_response_alg: oneOf(SIGNING_ALGS),
  request_object_signing_alg: oneOf(CLIENT_SIGNING_ALGS),
  default_max_age: seconds,
  require_auth_time: boolean,
  default_acr_values: list(text(255)),
  initiate_login_uri: httpsUri,
  request_uris: list(address),
  post_logout_redirect_uris: list(text(MAX_URI)),
  frontchannel_logout_uri: webPage,
  frontchannel_logout_session_required: boolean,
  backchannel_logout_uri: address,
  backchannel_logout_session_required: boolean,
  id_token_encrypted_response_alg: notSupported,
  id_token_encrypted_response_enc: notSupported,
  userinfo_encrypted_response_alg: notSupported,
  userinfo_encrypted_response_enc: notSupported,
  request_object_encryption_alg: notSupported,
  request_object_encryption_enc: notSupported,
} as const satisfies Readonly<Record<string, Read<unknown>>>;

type Readers = typeof READERS;

/** Metadata whose members are well formed; absent: not sent, or sent as null. */
export type ClientMetadata = {
  readonly [Name in keyof Readers]?: Readers[Name] extends Read<infer T> ? T : never;
};

/** Reads every member that is known; the error says which one is wrong and how. */
export function readClientMetadata(
  document: Readonly<Record<string, unknown>>,
): Result<ClientMetadata, { readonly name: string; readonly why: string }> {
  const members: (readonly unknown[])[] = [];
  for (const [name, read] of Object.entries<Read<unknown>>(READERS)) {
    const value = document[name];
    if (value === undefined || value === null) continue;
    const member = read(value);
    if (!member.ok) return err({ name, why: member.error });
    members.push([name, member.value]);
  }
  return ok(Object.fromEntries(members));
}

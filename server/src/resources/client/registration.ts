/**
 * Client metadata (RFC 7591 §2, OIDC Registration §2) as a door to the description of a client: what a client says of itself,
 * in our names and back. What may stand there and what it means together is the description's.
 */
import * as v from 'valibot';
import { findResponseType, grantTypesOf } from '../../protocol/authorization/response-type.ts';
import { authMethods } from '../../protocol/client/authentication-methods.ts';
import { ASSERTION_ALGS, TOKEN_ENDPOINT_AUTH_METHODS } from '../../protocol/client/client.ts';
import { readDocument, type Said, writeDocument } from '../computed/document.ts';
import { findingAt, namesAt } from '../computed/names.ts';
import { type Finding, fieldName } from '../finding.ts';
import type { Values } from '../kind.ts';
import { textsOf } from '../rules.ts';
import type { TenantSettings } from '../tenant/settings.ts';
import { CLIENT, type Client } from './client.ts';
import { supportedMetadata } from './supported-metadata.ts';

export type Registration = {
  readonly said: Said;
  readonly findings: readonly Finding[];
  /** Our names of the fields that could not be read. */
  readonly unreadable: readonly string[];
};

/** What of a tenant's settings says how far a client that registers itself is believed. */
export type RegistrationPolicy = Pick<TenantSettings, 'unsafe_redirects_at_registration'>;

/**
 * Reads metadata as they were sent, as far as they are supported; members that nobody knows are ignored, and null is as good as
 * nothing (RFC 7591 §2). A client that registers itself is a third party and keeps to the letter of OIDC.
 */
export function readRegistration(document: Values, policy: RegistrationPolicy): Registration {
  const method = TOKEN_ENDPOINT_AUTH_METHODS.find((one) => one === document['token_endpoint_auth_method']);
  const meant = Object.entries(document).filter(([name]) => hasEffect(name, method));
  const sent = supportedMetadata(Object.fromEntries(meant));
  const described = { ...sent, token_endpoint_auth_method: method ?? UNCHOSEN };
  const read = readDocument(CLIENT, 'rfc7591', described, { unknown: 'ignore' });
  return {
    findings: [...read.findings, ...judgeOthers(sent)],
    unreadable: read.unreadable,
    said: {
      is_first_party: false,
      client_name: '',
      ...read.said,
      ...grantsOf(read.said),
      app_type: appTypeOf(sent, method, policy),
      oidc_conformant: true,
    },
  };
}

/** Members that say something beside some methods of authentication alone; beside another one they are ignored (RFC 7591 §2). */
const OF_METHODS: ReadonlyMap<string, readonly string[]> = new Map([
  ['token_endpoint_auth_signing_alg', Object.keys(ASSERTION_ALGS)],
]);

function hasEffect(name: string, method: unknown): boolean {
  return OF_METHODS.get(name)?.some((one) => one === method) ?? true;
}

/**
 * RFC 7592 §2.2: an update holds all that the client was told. Who did not choose how to authenticate, and sends back what it was told
 * of it, has not chosen by that.
 */
export function withoutEcho(said: Said, client: Client): Said {
  const isEcho =
    client.token_endpoint_auth_method === UNCHOSEN &&
    said['token_endpoint_auth_method'] === authMethods(client)[0];
  return isEcho ? { ...said, token_endpoint_auth_method: UNCHOSEN } : said;
}

/** RFC 7591 §2: the default is `client_secret_basic`, which is what such a client is told; nothing binds it to that alone. */
const UNCHOSEN = 'client_secret_basic_or_post';

/** What a client cannot say of itself: it stays as it is stored, whatever the client sends (RFC 7592 §2.2). */
export function notRegistrable(client: Client): Said {
  const registrable = new Set(['app_type', ...namesAt('rfc7591', CLIENT).map(({ own }) => own)]);
  return Object.fromEntries(Object.entries(client).filter(([name]) => !registrable.has(name)));
}

/** Members that are no field of a client: what they may hold, and what is said of them otherwise. */
const OTHERS: Readonly<Record<string, v.GenericSchema>> = {
  application_type: v.picklist(['web', 'native'], 'must be one of web, native'),
  token_endpoint_auth_method: v.picklist(
    TOKEN_ENDPOINT_AUTH_METHODS,
    `must be one of ${TOKEN_ENDPOINT_AUTH_METHODS.join(', ')}`,
  ),
  require_auth_time: v.boolean('must be true or false'),
  frontchannel_logout_session_required: v.boolean('must be true or false'),
  backchannel_logout_session_required: v.boolean('must be true or false'),
  // What is not offered is refused: a client that asked for encryption must not get claims in clear.
  id_token_encrypted_response_alg: v.never('is not supported'),
  id_token_encrypted_response_enc: v.never('is not supported'),
  userinfo_encrypted_response_alg: v.never('is not supported'),
  userinfo_encrypted_response_enc: v.never('is not supported'),
  request_object_encryption_alg: v.never('is not supported'),
  request_object_encryption_enc: v.never('is not supported'),
};

function judgeOthers(sent: Values): readonly Finding[] {
  return Object.entries(OTHERS).flatMap(([name, schema]) => {
    const parsed = sent[name] === undefined ? undefined : v.safeParse(schema, sent[name]);
    return (parsed?.issues ?? []).map(({ message }) => ({ code: 'wrong_shape', path: [name], message }));
  });
}

/** RFC 7591 §2.1: who names one of the two lists means the other with it. */
function grantsOf({ grant_types, response_types }: Said): Said {
  const needed = texts(response_types ?? ['code']).flatMap(neededGrantTypes);
  const granted = grant_types ?? [...new Set(needed)];
  const answered = texts(granted).includes('authorization_code') ? ['code'] : [];
  return { grant_types: granted, response_types: response_types ?? answered };
}

function texts(value: unknown): readonly string[] {
  return textsOf(value).map(([text]) => text);
}

function neededGrantTypes(response_type: string): readonly string[] {
  return [findResponseType(response_type)].filter((row) => row !== undefined).flatMap(grantTypesOf);
}

/**
 * RFC 8252 §7.3 is for native clients; of the others, one that can keep no secret is a page. Many native ones do not say what
 * they are (RFC 7591 has no `application_type`), so where the tenant lets them in they are known by their callbacks.
 */
function appTypeOf(
  { application_type, redirect_uris }: Values,
  method: unknown,
  policy: RegistrationPolicy,
): Client['app_type'] {
  if (application_type === 'native') return 'native';
  if (method !== 'none') return 'regular_web';
  const isSaid = application_type !== undefined || !policy.unsafe_redirects_at_registration;
  return isSaid || texts(redirect_uris).every((uri) => uri.startsWith('https:')) ? 'spa' : 'native';
}

/** Where a client may be answered beyond what is safe: by the tenant's word for all, or by the operator's for this one. */
export function unsafeRedirects(
  app_type: unknown,
  { stored, policy }: { readonly stored: Client | undefined; readonly policy: RegistrationPolicy },
): Said {
  const isNative = app_type === 'native';
  const forAll = policy.unsafe_redirects_at_registration;
  return {
    unsafe_unclaimed_redirect_schemes:
      isNative && (forAll || stored?.unsafe_unclaimed_redirect_schemes === true),
    unsafe_any_port_of_localhost: isNative && (forAll || stored?.unsafe_any_port_of_localhost === true),
  };
}

export type RegistrationError = {
  readonly error: 'invalid_redirect_uri' | 'invalid_client_metadata';
  readonly error_description: string;
};

/** Findings that are told at once: a document can have as many as it has bytes. */
const MAX_TOLD = 20;

/** What is wrong, as the client is told (RFC 7591 §3.2.2): all of it. */
export function registrationError(findings: readonly Finding[]): RegistrationError {
  const isOfCallbacks = findings.every(({ path: [name] }) => name === 'redirect_uris');
  const isWrongShape = findings.some(({ code }) => code === 'wrong_shape');
  const sentences = findings.slice(0, MAX_TOLD).map((finding) => {
    const { path, message } = findingAt('rfc7591', CLIENT, finding);
    return path.length === 0 ? message : `${fieldName(path)} ${message}`;
  });
  return {
    error: isOfCallbacks && !isWrongShape ? 'invalid_redirect_uri' : 'invalid_client_metadata',
    error_description: sentences.join('; '),
  };
}

/** What the client is told of itself (RFC 7591 §3.2.1); a secret is told once, when it is made. */
export function clientInformation(client: Client): Values {
  const metadata = writeDocument(CLIENT, 'rfc7591', client, { defaults: 'write' });
  const { client_id, registration, app_type, subject_type = 'public', response_types = [] } = client;
  return {
    client_id,
    ...(registration ? { client_id_issued_at: registration.client_id_issued_at } : {}),
    application_type: app_type === 'native' ? 'native' : 'web',
    ...metadata,
    token_endpoint_auth_method: authMethods(client)[0],
    response_types,
    subject_type,
    ...(client.frontchannel_logout_uri === undefined ? {} : { frontchannel_logout_session_required: true }),
    ...(client.backchannel_logout_uri === undefined ? {} : { backchannel_logout_session_required: true }),
  };
}

/**
 * Client metadata (RFC 7591 §2, OIDC Registration §2) as a door to the description of a client: what a client says of itself,
 * in our names and back. What may stand there and what it means together is the description's.
 */
import * as v from 'valibot';
import { findResponseType, grantTypesOf } from '../../protocol/authorization/response-type.ts';
import { readDocument, type Said, writeDocument } from '../computed/document.ts';
import { findingAt, namesAt } from '../computed/names.ts';
import { type Finding, fieldName } from '../finding.ts';
import type { Values } from '../kind.ts';
import { textsOf } from '../rules.ts';
import { CLIENT, type Client } from './client.ts';
import { supportedMetadata } from './supported-metadata.ts';

export type Registration = {
  readonly said: Said;
  readonly findings: readonly Finding[];
  /** Our names of the fields that could not be read. */
  readonly unreadable: readonly string[];
};

/**
 * Reads metadata as they were sent, as far as they are supported; members that nobody knows are ignored, and null is as good as
 * nothing (RFC 7591 §2). A client that registers itself is a third party and keeps to the letter of OIDC.
 */
export function readRegistration(document: Values): Registration {
  const sent = supportedMetadata(document);
  const read = readDocument(CLIENT, 'rfc7591', sent, { unknown: 'ignore' });
  const method = read.said['token_endpoint_auth_method'] ?? 'client_secret_basic';
  return {
    findings: [...read.findings, ...judgeOthers(sent)],
    unreadable: read.unreadable,
    said: {
      is_first_party: false,
      client_name: '',
      ...read.said,
      ...grantsOf(read.said),
      token_endpoint_auth_method: method,
      app_type: appTypeOf(sent['application_type'], method),
      oidc_conformant: true,
    },
  };
}

/** What a client cannot say of itself: it stays as it is stored, whatever the client sends (RFC 7592 §2.2). */
export function notRegistrable(client: Client): Said {
  const registrable = new Set(['app_type', ...namesAt('rfc7591', CLIENT).map(({ own }) => own)]);
  return Object.fromEntries(Object.entries(client).filter(([name]) => !registrable.has(name)));
}

/** Members that are no field of a client: what they may hold, and what is said of them otherwise. */
const OTHERS: Readonly<Record<string, v.GenericSchema>> = {
  application_type: v.picklist(['web', 'native'], 'must be one of web, native'),
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

/** RFC 8252 §7.3 is for native clients; of the others, one that can keep no secret is a page. */
function appTypeOf(application_type: unknown, method: unknown): Client['app_type'] {
  if (application_type === 'native') return 'native';
  return method === 'none' ? 'spa' : 'regular_web';
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
    response_types,
    subject_type,
    ...(client.frontchannel_logout_uri === undefined ? {} : { frontchannel_logout_session_required: true }),
    ...(client.backchannel_logout_uri === undefined ? {} : { backchannel_logout_session_required: true }),
  };
}

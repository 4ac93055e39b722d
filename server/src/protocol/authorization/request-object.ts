/**
 * Request objects (OIDC Core §6, RFC 9101): an authorization request as a JWT that the client signed. What stands inside
 * counts, and nothing else of the request does (RFC 9101 §6.3).
 */

import type { Client } from '../../resources/client/client.ts';
import { CLIENT_SIGNING_ALGS } from '../client/client.ts';
import type { DiagnosisCode } from '../diagnosis/diagnoses.ts';
import { diagnose } from '../diagnosis/diagnosis.ts';
import { type OAuthError, refusal } from '../oauth-error.ts';
import { asciiLowerCase } from '../octets.ts';
import { type Parameters, parameter, serializeParameters } from '../parameters.ts';
import { err, ok, type Result } from '../result.ts';

/** How a request brings its object: by value, or by an address the client registered. */
export type RequestObjectSource =
  | { readonly kind: 'none' }
  | { readonly kind: 'value'; readonly jwt: string }
  | { readonly kind: 'reference'; readonly request_uri: string };

/** What a pushed request is called by whoever took it (RFC 9126 §2.2). */
const PUSHED = 'urn:ietf:params:oauth:request_uri:';

/** Where the request object is; an address that was not registered is asked for by nobody (SF-08). */
export function requestObjectSource(
  parameters: Parameters,
  client: Client,
): Result<RequestObjectSource, OAuthError> {
  for (const name of ['request', 'request_uri']) {
    if (parameters.repeated.has(name) || parameters.malformed.has(name)) {
      const why = `${name} was sent more than once or is not readable`;
      return err(refusal('invalid_request', why, diagnose('request_object_unreadable', { where: name })));
    }
  }
  const jwt = parameter(parameters, 'request');
  const request_uri = parameter(parameters, 'request_uri');
  if (jwt !== undefined && request_uri !== undefined) {
    return err(refusal('invalid_request', 'request stands beside request_uri', 'request_object_twice'));
  }
  if (jwt !== undefined) return ok({ kind: 'value', jwt });
  if (request_uri === undefined) return ok({ kind: 'none' });
  if (request_uri.startsWith(PUSHED)) {
    const why = 'request_uri is of a pushed request, and none can be pushed here';
    return err(refusal('invalid_request_uri', why, 'request_uri_pushed'));
  }
  // OIDC Core §6.2: the fragment is a hash of what the document held once, and no part of its address.
  const address = request_uri.split('#', 1)[0];
  if (!client.request_uris.some((uri) => uri.split('#', 1)[0] === address)) {
    const why = 'request_uri is not one that the client registered';
    return err(refusal('invalid_request_uri', why, 'request_uri_unregistered'));
  }
  return ok({ kind: 'reference', request_uri });
}

/** Why what is no signed object of the client is refused: one in five parts is encrypted (RFC 7516 §9), and nobody can read it here. */
export function unverifiedObject(jwt: string): OAuthError {
  const why = 'the request object is not signed by a key of the client';
  const isEncrypted = jwt.split('.', 6).length === 5;
  return refusal(
    'invalid_request_object',
    isEncrypted ? 'the request object is encrypted, which is not supported' : why,
    isEncrypted ? 'request_object_encrypted' : 'request_object_signature',
  );
}

/** The algorithms the client may sign requests with; `none` would be a request that anybody could have written. */
export function requestObjectAlgs({ request_object_signing_alg: registered }: Client): readonly string[] {
  return registered === undefined ? CLIENT_SIGNING_ALGS : [registered];
}

type Claims = { readonly [name: string]: unknown };

type Expected = {
  readonly client: Client;
  readonly issuer: string;
  readonly now: number;
  /** The parameters beside the object: these two must not say something else (OIDC Core §6.1). */
  readonly beside: Parameters;
};

const LEEWAY = 60;

/** Claims of the JWT itself, which are no parameters of the request. */
const JWT_CLAIMS: ReadonlySet<string> = new Set(['iss', 'aud', 'exp', 'nbf', 'iat', 'jti', 'sub']);

/** The parameters of a verified request object, encoded like those of any request. */
export function readRequestObject(
  { header, claims }: { readonly header: Claims; readonly claims: Claims },
  expected: Expected,
): Result<string, OAuthError> {
  const mistake = RULES.find(([, , isBroken]) => isBroken({ header, claims, ...expected }));
  if (mistake) return err(refusal('invalid_request_object', `the request object ${mistake[1]}`, mistake[0]));
  const pairs = Object.entries({ ...claims, client_id: expected.client.client_id })
    .filter(([name]) => !JWT_CLAIMS.has(name))
    .flatMap(([name, value]) => valuesOf(name, value).map((one) => [name, textOf(one)] as const));
  return ok(serializeParameters(pairs));
}

/** RFC 8707 §2: resources of an object stand in a list. */
function valuesOf(name: string, value: unknown): readonly unknown[] {
  return name === 'resource' && Array.isArray(value) ? value : [value];
}

/** A member that is no text stands as the same parameter in a query would: a number in digits, an object as JSON. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

type Judged = Expected & { readonly header: Claims; readonly claims: Claims };

const TYPS: ReadonlySet<string> = new Set(['jwt', 'oauth-authz-req+jwt']);

/** A row a rule: what must not be, and how it is said. */
const RULES: readonly (readonly [code: DiagnosisCode, why: string, isBroken: (judged: Judged) => boolean])[] =
  [
    [
      'request_object_typ',
      'has the typ of another token',
      ({ header: { typ } }) =>
        typ !== undefined && !(typeof typ === 'string' && TYPS.has(asciiLowerCase(typ))),
    ],
    [
      'request_object_iss',
      'has an iss that is not the client',
      ({ claims: { iss }, client }) => (iss ?? client.client_id) !== client.client_id,
    ],
    // RFC 9101 §10.8: with the client as its subject it could serve as an assertion.
    [
      'request_object_sub',
      'names the client as its sub',
      ({ claims: { sub }, client }) => sub === client.client_id,
    ],
    [
      'request_object_aud',
      'is not meant for this server',
      ({ claims: { aud }, issuer }) => aud !== undefined && ![aud].flat().includes(issuer),
    ],
    [
      'request_object_expired',
      'has expired',
      ({ claims: { exp }, now }) => exp !== undefined && !(isTime(exp) && exp > now),
    ],
    [
      'request_object_early',
      'is not valid yet',
      ({ claims: { nbf }, now }) => nbf !== undefined && !(isTime(nbf) && nbf <= now + LEEWAY),
    ],
    [
      'request_object_nested',
      'holds another request object',
      ({ claims }) => 'request' in claims || 'request_uri' in claims,
    ],
    [
      'request_object_client',
      'is of another client',
      ({ claims: { client_id }, client }) => (client_id ?? client.client_id) !== client.client_id,
    ],
    [
      'request_object_response_type',
      'has another response_type than the request',
      ({ claims: { response_type }, beside }) =>
        (parameter(beside, 'response_type') ?? response_type) !==
        (response_type ?? parameter(beside, 'response_type')),
    ],
  ];

function isTime(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

/**
 * Protected resource metadata (RFC 9728): who issues tokens for this API, told to whoever wants to call it.
 */

import { GuardError } from '../guard-error.ts';
import { isIdentifier } from '../identifier.ts';
import { isFetchable } from '../issuer/discovery.ts';
import type { Answer } from './answer.ts';
import { isScopeToken } from './scope.ts';

export type ResourceMetadataOptions = {
  /** The URL of this API, as clients know it. Default: `audience`, where that is such a URL. */
  readonly resource?: string;
  /** What people call this API (RFC 9728 §2). Default: the document does not say. */
  readonly resource_name?: string;
  /** The scopes that clients may ask for. Default: the document names none. */
  readonly scopes_supported?: readonly string[];
};

/** The line of a request that the guard looks at before it looks for a token. */
export type RequestTarget = { readonly method: string; readonly path: string };

export type ResourceMetadata = {
  /** Where the document is, for `WWW-Authenticate` (§5.1). */
  readonly url: string;
  /** The path of that address. */
  readonly path: string;
  readonly answer: Answer;
};

type Described = {
  readonly issuer: string;
  readonly audience: string;
  readonly allowsHttp: boolean;
};

const WELL_KNOWN = '/.well-known/oauth-protected-resource';

/** The document of an API and its address, or a GuardError that says which option is wrong. */
export function readResourceMetadata(
  options: ResourceMetadataOptions,
  { issuer, audience, allowsHttp }: Described,
): ResourceMetadata {
  if (typeof options !== 'object' || options === null || Array.isArray(options))
    throw wrong('resource_metadata must be an object, such as {}.');
  const { resource = audience, resource_name, scopes_supported } = options;
  if (!isResource(resource, allowsHttp)) {
    throw wrong(
      options.resource === undefined
        ? 'audience is no https URL without query and fragment, so resource_metadata needs a resource that is.'
        : 'resource_metadata.resource must be an https URL (or http on localhost) without query and fragment.',
    );
  }
  if (scopes_supported !== undefined && !isScope(scopes_supported))
    throw wrong('resource_metadata.scopes_supported must be a list of scopes, each one word.');
  if (resource_name !== undefined && !isIdentifier(resource_name))
    throw wrong('resource_metadata.resource_name must be text without hidden characters.');
  const { origin, pathname } = new URL(resource);
  // §3.1: the path goes behind the well-known one; the slash that only ends the host does not.
  const path = `${WELL_KNOWN}${pathname === '/' ? '' : pathname}`;
  const document = {
    resource,
    ...(resource_name === undefined ? {} : { resource_name }),
    authorization_servers: [issuer],
    ...(scopes_supported === undefined ? {} : { scopes_supported }),
    bearer_methods_supported: ['header'],
  };
  return { url: `${origin}${path}`, path, answer: answerWith(document) };
}

/**
 * The answer to a request for the document (§3.1); any other request goes on to be judged. Clients that know a host and no path
 * ask at the bare well-known address too (MCP Authorization), and a page that sends a header of its own asks first whether it may.
 */
export function metadataAnswer(
  { method, path }: RequestTarget,
  { path: own, answer }: ResourceMetadata,
): Answer | undefined {
  if (path !== own && path !== WELL_KNOWN) return undefined;
  if (method === 'OPTIONS') return PREFLIGHT;
  return method === 'GET' || method === 'HEAD' ? answer : undefined;
}

/** Any page may ask with any header: the document is the same for everybody. */
const PREFLIGHT: Answer = {
  status: 204,
  headers: {
    'access-control-allow-origin': '*',
    'access-control-allow-methods': 'GET, HEAD',
    'access-control-allow-headers': '*',
    'access-control-max-age': '3600',
  },
  body: '',
};

/** It holds nothing secret and depends on nobody's token: any page may read it, and anybody keep it for an hour. */
function answerWith(document: object): Answer {
  return {
    status: 200,
    headers: {
      'content-type': 'application/json',
      'cache-control': 'public, max-age=3600',
      'access-control-allow-origin': '*',
    },
    body: JSON.stringify(document),
  };
}

/** §1.2: an https URL without fragment. One with a query would have its document at an address of its own. */
function isResource(value: unknown, allowsHttp: boolean): value is string {
  if (!isIdentifier(value) || !URL.canParse(value) || /[\s?#]/.test(value)) return false;
  return isFetchable(new URL(value), allowsHttp);
}

function isScope(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0 && value.every(isScopeToken);
}

function wrong(message: string): GuardError {
  return new GuardError('invalid_resource_metadata', message);
}

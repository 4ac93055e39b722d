/**
 * What of a client's metadata can be registered. A client names all that it could use anywhere, and the server keeps what it has
 * and says so in its answer (RFC 7591 §3.2.1); where nothing would be left that works, all stays as it came, to be refused by
 * the rules in their words.
 */
import { findResponseType, grantTypesOf } from '../../protocol/authorization/response-type.ts';
import type { Values } from '../kind.ts';

/** The grants that a client may give itself: what it gets in its own name is the operator's to give. */
export const REGISTRABLE_GRANT_TYPES: ReadonlySet<unknown> = new Set([
  'authorization_code',
  'implicit',
  'refresh_token',
]);

/** Metadata without what is not offered here, without an entry that stands twice in a list, and without what says nothing. */
export function supportedMetadata(document: Values): Values {
  const said = Object.entries(document).filter(([, value]) => value !== null && value !== '');
  const sent = Object.fromEntries(said.map(([name, value]) => [name, onceEach(value)]));
  const grant_types = kept(sent['grant_types'], isRegistrable, isWayIn);
  const response_types = kept(spelledTypes(sent['response_types']), (type) => isOffered(type, grant_types));
  return { ...sent, ...present({ grant_types, response_types }) };
}

function onceEach(value: unknown): unknown {
  return Array.isArray(value) ? [...new Set<unknown>(value)] : value;
}

/** The entries of a list that are supported, if one is among them that works by itself; else the list as it is. */
function kept(
  list: unknown,
  isSupported: (entry: unknown) => boolean,
  works: (entry: unknown) => boolean = () => true,
): unknown {
  if (!Array.isArray(list)) return list;
  const supported = list.filter(isSupported);
  return supported.some(works) ? supported : list;
}

function isRegistrable(grant_type: unknown): boolean {
  return REGISTRABLE_GRANT_TYPES.has(grant_type);
}

/** A refresh token comes of another grant. */
function isWayIn(grant_type: unknown): boolean {
  return grant_type !== 'refresh_token';
}

/** The order of the values in a type says nothing (OAuth 2.0 Multiple Response Type Encoding Practices §3). */
function spelledTypes(response_types: unknown): unknown {
  if (!Array.isArray(response_types)) return response_types;
  return response_types.map((one: unknown) =>
    typeof one === 'string' ? (findResponseType(one)?.response_type ?? one) : one,
  );
}

/** Known here, and not in need of a grant that the client has not named. */
function isOffered(response_type: unknown, grant_types: unknown): boolean {
  const row = typeof response_type === 'string' ? findResponseType(response_type) : undefined;
  if (!row) return false;
  return !Array.isArray(grant_types) || grantTypesOf(row).every((needed) => grant_types.includes(needed));
}

function present(members: Values): Values {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}

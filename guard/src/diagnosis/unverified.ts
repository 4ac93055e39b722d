/**
 * What a token says of itself, believed by nobody: only whoever mends a refusal reads it.
 */
import { isWhole, readSegment, SEGMENTS } from '../access-token/jws.ts';
import { isIdentifier } from '../identifier.ts';
import { type JsonObject, member } from '../json.ts';

export type Unverified = {
  /** What stood behind the scheme, and nothing where that was no bearer token. */
  readonly text: string;
  readonly header: JsonObject;
  readonly claims: JsonObject;
};

/** A token as far as it can be read; what cannot is an object without members. */
export function readUnverified(authorization: string | undefined): Unverified {
  const [, text = ''] = /^[ \t]*bearer +(.*)$/is.exec(authorization ?? '') ?? [];
  const segments = text.split('.', SEGMENTS + 1);
  const [header = {}, claims = {}] =
    isWhole(text) && segments.length === SEGMENTS ? segments.slice(0, 2).map(readSegment) : [];
  return { text, header, claims };
}

const MAX_SHOWN = 200;
const MAX_LISTED = 10;

/** Claims that name no person (RFC 9068 §2.2); whatever another one says may. */
const NAMELESS: ReadonlySet<string> = new Set(['iss', 'aud', 'azp', 'client_id', 'scope']);

/**
 * A value of the token for a reader who is not the one it is about. Names of issuers, APIs, clients, keys and scopes are shown; what
 * looks like somebody's address, like a password in a URL or like a token, and what another claim says, is not.
 */
export function shown(value: unknown, { claims }: Pick<Unverified, 'claims'>): string {
  if (value === undefined) return 'none';
  if (Array.isArray(value)) {
    const listed = value.slice(0, MAX_LISTED).map((one) => shown(one, { claims }));
    return `[${[...listed, ...(value.length > MAX_LISTED ? ['…'] : [])].join(', ')}]`;
  }
  if (typeof value !== 'string') return `a value of the type ${value === null ? 'null' : typeof value}`;
  if (value === '') return 'an empty string';
  const isShown = isIdentifier(value) && !/@|eyJ/.test(value) && !isOfPerson(value, claims);
  return isShown ? quoted(value) : 'a value that is not shown';
}

/** A client that acts for itself is no person (RFC 9068 §5). */
function isOfPerson(value: string, claims: JsonObject): boolean {
  if (value === member(claims, 'client_id')) return false;
  return Object.entries(claims).some(([name, said]) => said === value && !NAMELESS.has(name));
}

/** In quotes, cut where nobody reads on. */
export function quoted(value: string): string {
  return JSON.stringify(value.length > MAX_SHOWN ? `${value.slice(0, MAX_SHOWN)}…` : value);
}

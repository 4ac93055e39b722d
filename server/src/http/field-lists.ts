/**
 * Header fields that are lists (RFC 9110 §5.6.1).
 */
import { asciiLowerCase, withoutOws } from '../protocol/octets.ts';

/** A token (§5.6.2) of a length that a name has. */
const NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,64}$/;

/** The names of header fields in a list, each once, in lower case; what can be no name is left out. */
export function fieldNames(list: string): readonly string[] {
  const names = list.split(',').map(withoutOws);
  return [...new Set(names.filter((name) => NAME.test(name)).map(asciiLowerCase))];
}

/** One entity-tag (§8.8.3), weak or strong, as far as it is opaque: a comma may stand in it. */
const ENTITY_TAG = /(?:W\/)?("[\x21\x23-\x7e\x80-\xff]*")/g;

/** Whether `If-None-Match` holds a strong tag of ours, by the weak comparison that §13.1.2 asks for, or is `*`. */
export function holdsTag(if_none_match: string, etag: string): boolean {
  if (withoutOws(if_none_match) === '*') return true;
  return [...if_none_match.matchAll(ENTITY_TAG)].some(([, opaque]) => opaque === etag);
}

/**
 * The letters of a picture for somebody who has none, as Auth0 shows them.
 */
import type { StandardClaims } from '../../resources/end-user/claims.ts';
import { localPart } from './email-address.ts';

/** What a picture of initials may be asked for: one or two letters, or the mark of somebody who has none. */
export const INITIALS = /^(?:[a-z0-9]{1,2}|_)$/;

/** First letters of the first and the last word of a name, or the first two of its one word; `_` where there are none. */
export function initialsOf({ name, nickname, email }: StandardClaims): string {
  // Who is called by an address has no other name.
  const texts = [name?.includes('@') ? undefined : name, nickname, email && localPart(email)];
  for (const text of texts) {
    const [first, ...others] = wordsOf(text ?? '');
    if (first !== undefined) return first.slice(0, 1) + (others.at(-1) ?? first.slice(1)).slice(0, 1);
  }
  return '_';
}

/** In letters that every address can hold; an accent is no letter of its own. */
function wordsOf(text: string): readonly string[] {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.split(/[^a-z0-9]+/).filter((word) => word !== '');
}

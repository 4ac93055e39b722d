/**
 * When a refresh token was seen by two (RFC 9700 §4.14.2). Each is used once and replaced; but an answer can be lost on the
 * way, and two tabs can send one token at once, so a client may have a leeway of some seconds in which a token that was
 * spent gives another successor. Its successors are siblings and live side by side until one of them is used after that
 * leeway; from then on the others are known to two as well.
 */

/** Whose turn it was before: of the successors of one token the first that was used. All of theirs come in its place. */
export type First = { readonly token_hash: string; readonly spent_at: number };

type Family = {
  /** Among the other successors of the token that this one came in place of. */
  readonly first: First | undefined;
  /** When that token was spent; absent: it was forgotten with its end. */
  readonly parent_spent_at: number | undefined;
  readonly leeway: number;
  readonly now: number;
};

/** Whether the use of a token goes on alone, side by side with its siblings, beside the one that went first, or not at all. */
export type Turn =
  | { readonly kind: 'alone' | 'first' | 'reused' }
  | { readonly kind: 'beside'; readonly first: First };

/**
 * Whether a token was spent so short a while ago. Two machines may have written the one time and read the other: a clock
 * that is behind is as far off as one that is ahead, and where there is no leeway no clock is asked at all.
 */
export function isExcused(spent_at: number, leeway: number, now: number): boolean {
  return leeway > 0 && Math.abs(now - spent_at) < leeway;
}

/** What the first use of a token means for its siblings. */
export function turnOf({ first, parent_spent_at, leeway, now }: Family): Turn {
  if (first) return isExcused(first.spent_at, leeway, now) ? { kind: 'beside', first } : { kind: 'reused' };
  const isEarly = parent_spent_at !== undefined && isExcused(parent_spent_at, leeway, now);
  return { kind: isEarly ? 'first' : 'alone' };
}

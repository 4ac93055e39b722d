/**
 * Refresh tokens (RFC 6749 §6, RFC 9700 §4.14.2): whether a client's rotate, how long they live, and what one is worth when it
 * is sent.
 *
 * One that rotates is used once and replaced. But an answer can be lost on the way, and two tabs can send one token at once, so
 * a client may have a leeway of some seconds in which a token that was spent gives another successor. Those live side by side
 * until one of them is used after that leeway: from then on the others are superseded, and whoever sends one shows that the
 * token was known to two.
 */
import type { Client } from '../../resources/client/client.ts';
import { isPublicClient } from '../client/authentication-methods.ts';
import { MAX_REFRESH_TOKEN_LIFETIME, type RotationType } from '../client/client.ts';

/** RFC 9700 §4.14.2: whoever steals one of a client that authenticates cannot use it, so rotation is asked of public clients. */
export function isRotating(client: Client): boolean {
  const usual: RotationType = isPublicClient(client) ? 'rotating' : 'non-rotating';
  return (client.refresh_token_rotation_type ?? usual) === 'rotating';
}

type Lifetime = {
  /** Seconds from the first token to the end of all that follow; undefined: they go on as long as they are used. */
  readonly total: number | undefined;
  /** Seconds without use. */
  readonly idle: number;
};

/** How long the refresh tokens of a client live. */
export function refreshTokenLifetime(client: Client): Lifetime {
  const isExpiring = client.refresh_token_expiration_type === 'expiring';
  const isEndless = !isExpiring || client.infinite_refresh_token_lifetime;
  const isNeverIdle = !isExpiring || client.infinite_idle_refresh_token_lifetime;
  const total = isEndless ? undefined : client.refresh_token_lifetime;
  const idle = isNeverIdle ? MAX_REFRESH_TOKEN_LIFETIME : client.idle_refresh_token_lifetime;
  return { total, idle: Math.min(idle, total ?? idle) };
}

/** What is known of a refresh token that was sent. */
export type Standing = {
  /** When it was spent; null: it was not. */
  readonly spent_at: number | null;
  /** When the one that it came in place of was spent; null: there was none, or it was forgotten with its end. */
  readonly parent_spent_at: number | null;
  /** How many came in its place, and how many of those were used or superseded. */
  readonly successors: number;
  readonly spent_successors: number;
};

/** When a token was spent that nobody used: before any leeway. */
export const SUPERSEDED = 0;

/** Successors of one token: whoever lost an answer does not lose a hundred. */
export const MAX_SUCCESSORS = 100;

/**
 * Whether a token that is sent goes on alone, so that all others of its family are superseded; beside them; or not at all,
 * because it is known to two, or was sent too often.
 */
export type Turn = 'alone' | 'beside' | 'reused' | 'too_many';

/** What becomes of a token that is sent. */
export function turnOf(token: Standing, at: { readonly leeway: number; readonly now: number }): Turn {
  const { spent_at, parent_spent_at } = token;
  if (spent_at === null) return isExcused(parent_spent_at, at) ? 'beside' : 'alone';
  // Once somebody went on from it, its answer was not lost.
  if (!isExcused(spent_at, at) || token.spent_successors > 0) return 'reused';
  return token.successors < MAX_SUCCESSORS ? 'beside' : 'too_many';
}

/**
 * Whether a token was spent so short a while ago. Two machines may have written the one time and read the other: a clock
 * that is behind is as far off as one that is ahead, and where there is no leeway no clock is asked at all.
 */
function isExcused(
  spent_at: number | null,
  { leeway, now }: { readonly leeway: number; readonly now: number },
): boolean {
  return spent_at !== null && leeway > 0 && Math.abs(now - spent_at) < leeway;
}

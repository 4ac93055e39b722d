/**
 * What pages say on which somebody cannot go on: what happened, who is to blame, and the way on.
 */
import type { Anew } from '../../../protocol/authorization/interaction.ts';

/** Why a page is shown instead of what was asked for. */
export type ErrorKind =
  /** The application asked for what it may not have. */
  | 'application'
  | 'too_long'
  /** An address or a form of ours was cut, changed, or made by somebody else. */
  | 'incomplete'
  /** A page of a login that was opened by itself: a bookmark, say. */
  | 'bookmark'
  | 'cookies'
  | 'foreign_form'
  | 'outdated'
  | 'answered'
  | 'not_found'
  | 'method'
  | 'server'
  /** Our database cannot be had at the moment. */
  | 'unavailable'
  /** Whoever runs the server has suspended the tenant. */
  | 'suspended'
  /** The tenant does not have it. */
  | 'off'
  | 'blocked'
  /** An application asked for the end of the session, and could not be followed. */
  | 'logout'
  | 'no_factor';

export type ErrorsText = {
  readonly kinds: Readonly<Record<ErrorKind, { readonly title: string; readonly lead: string }>>;
  /** By which the log has it in full. */
  readonly reference: string;
  /** For whoever administers the tenant. */
  readonly in_dashboard: string;
  readonly start_again: string;
  readonly try_again: string;
  readonly to_account: string;
  readonly sign_out: string;
  /** On the login page, where a form that was sent led. */
  readonly anew: Readonly<Record<Anew, string>>;
  /** On a page that asks for something else. */
  readonly again: string;
};

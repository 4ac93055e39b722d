/**
 * A change that grows the credential epoch of its user: all that was proved before it ends, but the session in which it is made.
 */
import type { Session } from '../protocol/end-user/end-user.ts';
import type { NextSessionId } from '../walk/session.ts';

/** Who changes something of their own account. */
export type Self = { readonly session: Session };

/** The same, and under which id their session goes on; undefined: there is no way to give their browser another one. */
export type GoingOn = Self & { readonly next: NextSessionId | undefined };

/** The session of a change, as storage is told of it. */
export function inSession({ session: { sid, user }, next }: GoingOn) {
  return { sid, id_hash: next?.id_hash, epoch: user.epoch };
}

/**
 * Refusals that several operations have.
 */
import { type Problem, problem } from '../management/problem.ts';

/** What was proved is worth nothing any more, or the session has ended, since the request came. */
export const STALE: Problem = problem(401, 'session_ended', 'The session has ended: sign in again');

export const THROTTLED: Problem = problem(429, 'too_many_attempts', 'This was asked for too often: wait');

/** What costs much at the server is done later. */
export const BUSY: Problem = problem(503, 'busy', 'The server has too much to do: try again', {
  headers: { 'retry-after': '5' },
});

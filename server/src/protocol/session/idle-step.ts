/**
 * How far use moves the idle end of a session (Auth0's `idle_session_lifetime`): in steps, so that of people who come back within
 * the hour few cost a write. Nobody who may be away for three days minds that they were three days less an hour or three.
 */

/** A step is this part of the time for which the session may be idle, and so many seconds at least. */
export const IDLE_STEPS = 20;
const SHORTEST_STEP = 60;

/** The seconds of a move that is worth writing. */
export function idleStep(idle_seconds: number): number {
  return Math.max(SHORTEST_STEP, Math.floor(idle_seconds / IDLE_STEPS));
}

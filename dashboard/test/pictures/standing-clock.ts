/**
 * A clock that stands still, for the server and for the browser, so that one picture is like the one before.
 */

/** Wednesday, 14 October 2026, 09:30 UTC, in seconds since the epoch. */
export const PICTURED_AT = Date.UTC(2026, 9, 14, 9, 30) / 1_000;

export type StandingClock = { at: number; readonly ahead: number };

/** As far ahead of this machine as it takes for it to be `at`, whenever somebody asks. */
export function standingClock(): StandingClock {
  return {
    at: PICTURED_AT,
    get ahead() {
      return this.at - Math.floor(Date.now() / 1_000);
    },
  };
}

/**
 * What the answered requests of a client show of its program: kept as counts by the day, so that somebody can leave the implicit grant
 * who did not write it (RFC 9700 §2.1.2). Nothing of it is of a person, and nothing is a word that a stranger made up: who is not
 * answered is not counted, origins are those that are registered, and a program says its name in few letters.
 */

/** What is told apart of requests that are answered in one way. */
export type Facet = 'prompt' | 'response_mode' | 'origin' | 'sdk';

/** One thing that a request shows. */
export type Shown = {
  /** The response_type of an answer of /authorize, the grant_type of one of /oauth/token. */
  readonly way: string;
  readonly facet: Facet;
  readonly value: string;
};

/** The same, counted. */
export type Traffic = Shown & {
  readonly n: number;
  /** Of these, in the last `LATELY_DAYS`. */
  readonly lately: number;
  /** The midnights (UTC) that the first and the last day of it began with. */
  readonly first: number;
  readonly last: number;
};

/** Days that are looked back at, and those of them that say how it is now. */
const LOOK_BACK_DAYS = 90;
export const LATELY_DAYS = 14;

const DAY = 86_400;

/** The midnights (UTC) of the day that it is, of the first that is looked back at, and of the first that is lately. */
export function lookBackFrom(now: number) {
  const today = now - (now % DAY);
  return { today, since: today - (LOOK_BACK_DAYS - 1) * DAY, lately: today - (LATELY_DAYS - 1) * DAY };
}

/** Values told apart of a facet of a way on a day; those beyond are counted together. */
export const MOST_VALUES = 20;

/** What those are counted as, which no origin and no program is called. */
export const OTHER_VALUES = '(others)';

/**
 * Commands, drawn by fast-check: what somebody does, or several at once, and how time and clocks go on.
 */
import fc from 'fast-check';
import { NAMES } from './operations.ts';

/** What somebody does, at which tenant, and which machine answers; the lots say what of all they hold they do it with. */
export type Single = {
  /** The first for which somebody holds what it takes. */
  readonly names: readonly string[];
  readonly tenant: 0 | 1;
  readonly machine: 0 | 1;
  readonly lots: readonly number[];
};

/** When time passes, some machines sweep at the end of it, as each does every minute. */
export type Command =
  | { readonly kind: 'do'; readonly at_once: readonly Single[] }
  | { readonly kind: 'wait'; readonly seconds: number; readonly sweepers: readonly (0 | 1)[] }
  | { readonly kind: 'set the clock'; readonly machine: 0 | 1; readonly ahead: number };

/** To just before and just after the end of what is given: a leeway, a code, an interaction. */
const SECONDS = [1, 3, 8, 58, 597];

/** Seconds that a clock is ahead of the time, or behind. */
const AHEAD = [-5, -2, 0, 2, 5];

/** Lots that an operation draws at the most, and how far back each may reach: mostly it is what came last. */
const LOTS = 3;
const LOT = fc.constantFrom(0, 0, 0, 0, 0, 1, 1, 2, 3, 4);

const NAME = fc.oneof(...NAMES.map(({ name, often }) => ({ weight: often, arbitrary: fc.constant(name) })));

/** Operations that are tried until one can be done: most need what others give. */
const CHOICE = 8;

const SINGLE: fc.Arbitrary<Single> = fc.record({
  names: fc.array(NAME, { minLength: CHOICE, maxLength: CHOICE }),
  // Mostly the first of the two: the other one is there to be left alone.
  tenant: fc.constantFrom(0, 0, 0, 0, 1),
  machine: fc.constantFrom(0, 1),
  lots: fc.array(LOT, { minLength: LOTS, maxLength: LOTS }),
});

/** Steps that are under way at the same time: each order in which they may have happened is tried. */
export const MOST_AT_ONCE = 4;

const COMMAND: fc.Arbitrary<Command> = fc.oneof(
  { weight: 76, arbitrary: doing(1, 1) },
  { weight: 12, arbitrary: doing(2, MOST_AT_ONCE) },
  {
    weight: 9,
    arbitrary: fc.record({
      kind: fc.constant('wait' as const),
      seconds: fc.constantFrom(...SECONDS),
      sweepers: fc.subarray<0 | 1>([0, 1]),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('set the clock' as const),
      machine: fc.constantFrom(0, 1),
      ahead: fc.constantFrom(...AHEAD),
    }),
  },
);

function doing(minLength: number, maxLength: number): fc.Arbitrary<Command> {
  return fc.record({
    kind: fc.constant('do' as const),
    at_once: fc.array(SINGLE, { minLength, maxLength }),
  });
}

/** So many commands. */
export function sequences(length: number): fc.Arbitrary<readonly Command[]> {
  return fc.array(COMMAND, { minLength: length, maxLength: length });
}

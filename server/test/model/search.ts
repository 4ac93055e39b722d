/**
 * The search for a counterexample, and what is left of one when every command is taken out that it does not need.
 */
import fc from 'fast-check';
import { type Command, MOST_AT_ONCE, sequences } from './commands.ts';
import { type Counterexample, runSequence } from './sequence.ts';
import type { System } from './system.ts';

type Search = {
  readonly seed: number;
  readonly runs: number;
  readonly length: number;
  /** How many sequences of the seed are left out at first. */
  readonly skip?: number;
};

type Found = { readonly commands: readonly Command[]; readonly sequence: number };

/** A sequence that goes otherwise than the model says; undefined: there is none in so many. */
export async function search(
  system: System,
  { seed, runs, length, skip = 0 }: Search,
): Promise<Found | undefined> {
  const wrong: (readonly Command[])[] = [];
  const property = fc.asyncProperty(sequences(length), async (commands) => {
    if (await runSequence(system, commands)) wrong.push(commands);
    return wrong.length === 0;
  });
  // Sequences are made shorter below: what several do at once does not come out the same each time.
  const { errorInstance, numRuns } = await fc.check(property, {
    ...{ seed, path: String(skip), numRuns: runs, endOnFailure: true },
    // Fast-check's own bias towards small values would have everybody do the same.
    unbiased: true,
  });
  const [commands] = wrong;
  if (!commands && errorInstance) throw errorInstance;
  return commands && { commands, sequence: skip + numRuns };
}

/** Takes out ever smaller pieces while it still goes wrong, then what is done beside the rest, and says what is left. */
export async function shorten(system: System, { commands, sequence }: Found): Promise<string> {
  let left = commands;
  let found = await counter(system, commands);
  const goOnWith = async (fewer: readonly Command[]) => {
    const still = await counter(system, fewer);
    if (still) [left, found] = [fewer, still];
  };
  for (let size = Math.ceil(commands.length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (let at = left.length - size; at > -size; at -= size)
      await goOnWith(left.toSpliced(Math.max(at, 0), size));
  }
  for (const index of left.keys()) {
    for (let step = MOST_AT_ONCE - 1; step >= 0; step -= 1) {
      const command = left[index];
      if (command?.kind !== 'do' || command.at_once.length < Math.max(step + 1, 2)) continue;
      await goOnWith(left.with(index, { ...command, at_once: command.at_once.toSpliced(step, 1) }));
    }
  }
  return found ? toText(found, sequence) : `sequence ${sequence} went wrong once, and not again`;
}

/** Tries of a sequence in which several act at once. */
const TRIES = 5;

async function counter(system: System, commands: readonly Command[]): Promise<Counterexample | undefined> {
  const isAlike = commands.every((command) => command.kind !== 'do' || command.at_once.length === 1);
  for (let tried = 0; tried < (isAlike ? 1 : TRIES); tried += 1) {
    const found = await runSequence(system, commands);
    if (found) return found;
  }
  return undefined;
}

function toText({ done, wrong }: Counterexample, sequence: number): string {
  const indented = (lines: readonly string[]) => lines.map((line) => `  ${line}`);
  return [`found in sequence ${sequence}:`, ...indented(done), 'but', ...indented(wrong)].join('\n');
}

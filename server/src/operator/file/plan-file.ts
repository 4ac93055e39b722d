/**
 * What a file that was read asks of the desk, and what the desk says to it, in the places and names of the file.
 */
import type { By, Change, Desk, Refusal, Wish } from '../../desk/desk.ts';
import { err, ok, type Result } from '../../protocol/result.ts';
import { findingAt } from '../../resources/computed/names.ts';
import { type Absent, findAbsent } from './absent.ts';
import { isConsequence } from './consequences.ts';
import { type FileEntry, type FileRead, mistakeOf } from './read-file.ts';
import type { Mistake } from './yaml-source.ts';

export type FilePlan = {
  readonly wishes: readonly Wish[];
  /** The last of the wishes: what is to be deleted because the file leaves it out. */
  readonly absent: readonly Absent[];
  readonly changes: readonly Change[];
};

export type Planning = {
  readonly by: By;
  /** Whether what a section does not name is to be deleted. */
  readonly prune: boolean;
  /** Whether people who were deleted are made again. */
  readonly recreate: boolean;
};

/** All that would be done; or all that is wrong, in the order of the file. */
export async function planFile(
  read: FileRead,
  desk: Desk,
  { by, prune, recreate }: Planning,
): Promise<Result<FilePlan, readonly Mistake[]>> {
  // What is missing from a file that could not be read whole, nobody knows.
  const absent = prune && read.mistakes.length === 0 ? await findAbsent(read, desk) : [];
  const wishes = [...read.entries.map((entry) => wishOf(entry, recreate)), ...absent.map(({ wish }) => wish)];
  const planned = await desk.plan(wishes, by);
  const refused = planned.ok ? [] : mistakesOf(planned.error, read, absent);
  const mistakes = inOrder([...read.mistakes, ...refused]);
  if (!planned.ok && mistakes.length === 0)
    throw new Error('A refusal can follow from another mistake only, so one of them is told.');
  return planned.ok && mistakes.length === 0 ? ok({ wishes, absent, changes: planned.value }) : err(mistakes);
}

/** Does what was planned; what others did meanwhile is judged with it. */
export async function carryOutFile(
  { wishes, absent }: FilePlan,
  read: FileRead,
  { desk, by }: { readonly desk: Desk; readonly by: By },
): Promise<Result<readonly Change[], readonly Mistake[]>> {
  const done = await desk.carryOut(wishes, by);
  return done.ok ? done : err(inOrder(mistakesOf(done.error, read, absent)));
}

function wishOf({ section: { kind }, place, said, unreadFields }: FileEntry, recreate: boolean): Wish {
  return {
    // Of what could be read of the others the desk says what is wrong.
    unreadable: [...unreadFields].filter((name) => said[name] === undefined),
    kind: kind.name,
    ...(place === undefined ? {} : { place: place.tenant }),
    verb: 'put',
    meant: 'whole',
    said,
    recreate,
  };
}

function mistakesOf(
  refusals: readonly Refusal[],
  read: FileRead,
  absent: readonly Absent[],
): readonly Mistake[] {
  const { entries, source } = read;
  return refusals.flatMap((refusal) => {
    const entry = entries[refusal.wish];
    if (!entry) {
      const gone = absent[refusal.wish - entries.length];
      const { message } = refusal;
      return [source.mistake(gone?.at ?? [], gone ? `${gone.says}, which ${message}` : message)];
    }
    const found = findingAt('auth0', entry.section.kind, refusal);
    const finding = { ...found, path: entry.inFile(found.path) };
    return isConsequence({ refusal, finding, entry }, read) ? [] : [mistakeOf(finding, entry.at, source)];
  });
}

/** As somebody goes through the file who mends it; what several things lead to is told once. */
function inOrder(mistakes: readonly Mistake[]): readonly Mistake[] {
  const told = new Map(mistakes.map((mistake) => [JSON.stringify(mistake), mistake]));
  return [...told.values()].sort((a, b) => a.line - b.line || a.column - b.column);
}
